"""`dukan import`, `export` and `seed` as a person at a terminal meets them."""

import gzip
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.commands.cli import cli

GOOD = "sku,title,price\nA1,Tata Salt 1 kg,28\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DUKAN_DATA", "")  # the commands tell their children through it; put back after
    monkeypatch.setenv("DUKAN_PORT", "8000")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("DUKAN_DATA")
    return tmp_path / "data"


def said(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code, result.output


def test_import_then_export(data: Path, tmp_path: Path) -> None:
    file, copy = tmp_path / "in.csv", tmp_path / "out.jsonl"
    file.write_text(GOOD, encoding="utf-8")
    code, out = said("import", "products", file, "--data", data)
    assert code == 0
    assert "│   1 │       0 │         0 │         0 │" in out
    code, out = said("export", "products", copy, "--data", data)
    assert code == 0
    assert f"1 lines of products written to {copy}" in out
    assert '"sku": "A1"' in copy.read_text(encoding="utf-8")
    assert (data / "dukan.db").exists()


def test_bad_lines_are_told_and_the_exit_says_so(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text(GOOD + "A2,Tea,cheap\nA3,[bold]Rice[/bold],\n", encoding="utf-8")
    code, out = said("import", "products", file, "--data", data)
    assert code == 1
    assert "line 3: price must be an amount like 95.00, not 'cheap'" in out
    assert "line 4: price is empty" in out
    assert "│   1 │       0 │         0 │         2 │" in out


def test_a_file_that_breaks_late_says_what_went_in(data: Path, tmp_path: Path) -> None:
    lines = [f"S{n},Thing {n * 7919 % 10007},{n % 90 + 10}.{n * 31 % 90 + 10}" for n in range(5000)]
    packed = gzip.compress("\n".join(["sku,title,price", *lines]).encode())
    file = tmp_path / "in.csv.gz"
    file.write_bytes(packed[: len(packed) // 2])
    code, out = said("import", "products", file, "--data", data)
    assert code == 1
    assert "Nothing was imported" not in out
    broke = re.search(
        r"line ([\d]+): in\.csv\.gz is damaged or not gzip: (.+); from here on it was not read", out
    )
    assert broke is not None
    went_in = int(broke[1]) - 2  # all before it, less the columns' line
    assert went_in > 1000
    assert f"│ {went_in:,} │       0 │         0 │         1 │" in out


def test_of_orders_in_a_broken_file_nothing_goes_in(data: Path, tmp_path: Path) -> None:
    """Lines of one order may stand apart: what came so far may be half of it."""
    lines = [f"O{n},C{n},2026-01-01,S{n * 7919 % 10007},{n % 90 + 1},5" for n in range(5000)]
    packed = gzip.compress("\n".join(["order_id,customer,at,sku,quantity,unit_price", *lines]).encode())
    file = tmp_path / "in.csv.gz"
    file.write_bytes(packed[: len(packed) // 2])
    code, out = said("import", "orders", file, "--data", data)
    assert (code, "Nothing was imported. in.csv.gz is damaged or not gzip" in out) == (1, True)


def test_quantity_prices_that_go_are_told(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("sku,title,price,tiers\nA1,Salt,28,10:27.50;50:27\n", encoding="utf-8")
    assert said("import", "products", file, "--data", data)[0] == 0
    file.write_text("sku,title,price\nA1,Salt,27.20\n", encoding="utf-8")
    code, out = said("import", "products", file, "--data", data)
    assert code == 0
    assert (
        "line 2: the quantity price 27.50 from 10 is not below the new price of 27.20; it is left out" in out
    )
    assert "27.00" not in out  # it still is lower, and stays


def test_a_dry_run_says_so(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text(GOOD, encoding="utf-8")
    for _ in range(2):
        code, out = said("import", "products", file, "--data", data, "--dry-run")
        assert code == 0
        assert "products, as it would be" in out
        assert "│   1 │" in out


def test_columns_that_mean_nothing_are_named(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("sku,title,price,[red]pirce\nA1,Salt,5,6\n", encoding="utf-8")
    code, out = said("import", "products", file, "--data", data)
    assert code == 0
    assert "Ignored columns that products do not have: [red]pirce" in out


def test_what_can_not_be_read_or_written_is_a_sentence(data: Path, tmp_path: Path) -> None:
    code, out = said("import", "products", tmp_path / "none.csv", "--data", data)
    assert code == 1
    assert "Nothing was imported." in out
    assert "No such file or directory" in out
    code, out = said("export", "faqs", tmp_path / "none" / "x.csv", "--data", data)
    assert code == 1
    assert "Nothing was written." in out
    code, out = said("import", "goods", tmp_path / "x.csv", "--data", data)
    assert code == 2
    assert "there is no kind 'goods'" in out


def test_no_colours_outside_a_terminal(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text(GOOD + "A2,Tea,cheap\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "app.commands.cli", "import", "products", file, "--data", data],
        env={**os.environ, "COLUMNS": "200"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "line 3: price must be" in done.stdout
    assert "\x1b" not in done.stdout
    assert "Traceback" not in done.stderr


LOG = """id,at,event,customer,application,product,quantity,price,order_id
1,2026-01-05T10:00:00Z,Product Viewed,C1,Flipkart,Salt,,,
2,2026-01-05T10:05:00Z,Product Viewed,C2,Flipkart,Salt,,,
3,2026-01-05T10:10:00Z,Order Completed,C1,Telegram,SALT,2,28.50,O1
4,2026-01-05T10:10:00Z,Order Sent,C1,Telegram,SALT,2,28.50,O1
"""


def test_events_come_in_and_tables_go_out(data: Path, tmp_path: Path) -> None:
    file, out = tmp_path / "log.csv", tmp_path / "out.csv"
    file.write_text(LOG, encoding="utf-8")
    code, told = said("import", "events", file, "--data", data)
    assert code == 1
    assert "line 5: event must be one of Products Searched," in told
    assert "│   3 │       0 │         0 │         1 │" in told
    code, told = said("export", "journey-bought", out, "--data", data)
    assert (code, "1 lines of journey-bought written to" in told) == (0, True)
    assert out.read_text(encoding="utf-8").splitlines()[1:] == [
        "C1,SALT,,,,,2,Telegram,Flipkart,2026-01-05T10:10:00Z,,57.00"
    ]
    for words, rows in (
        ((), 1),
        (("--window-minutes", "5"), 2),
        (("--as-of", "2026-01-05T16:34:00+05:30"), 0),
        (("--as-of", "2026-01-05T11:05"), 1),
        (("--as-of", "2026-01-05T10:07:00Z", "--window-minutes", "1"), 2),
    ):
        code, told = said("export", "journey-searched", out, "--data", data, *words)
        assert (code, f"{rows} lines of journey-searched" in told) == (0, True), told
    assert said("export", "journey-customers", out, "--data", data)[0] == 0
    assert out.read_text(encoding="utf-8").splitlines()[1].startswith("C2,Salt,1,")
    assert said("export", "segments", tmp_path / "s.parquet", "--data", data, "--as-of", "2026-02-01")[0] == 0


def test_a_table_that_can_not_be_made_is_a_sentence(data: Path, tmp_path: Path) -> None:
    code, told = said("export", "journey-bought", tmp_path / "x.xlsx", "--data", data)
    assert (code, "x.xlsx: the name must end in .csv or .parquet" in told) == (1, True)
    for words, reason in (
        (("journey-bought", "x.csv", "--as-of", "noon"), "a time like 2026-03-31T10:30:00+05:30"),
        (("journey-searched", "x.csv", "--window-minutes", "-1"), "greater than or equal to 0"),
        (("products", "x.csv", "--as-of", "2026-01-01"), "--as-of and --window-minutes are for"),
        (("journeys", "x.csv"), "there is no kind 'journeys'"),
    ):
        code, told = said("export", *words, "--data", data)
        assert (code, reason in told) == (2, True), told
    assert said("import", "journey-bought", tmp_path / "x.csv", "--data", data)[0] == 2


def test_a_banks_statement_is_taken_in_and_what_is_none_is_a_sentence(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "bank.csv"
    file.write_text(
        "Date,Narration,Ref No,Debit,Credit\n01/11/2026,UPI/x,412345678901,,10.00\n01/13/2026,x,,,1.00\n",
        encoding="utf-8",
    )
    code, out = said("import", "bank", file, "--data", data, "--dry-run")
    assert (code, "1 lines of money that came in" in out) == (1, True)
    code, out = said("import", "bank", file, "--data", data)
    assert code == 1
    assert "line 3: '01/13/2026' is no date" in out and "of no order that could be told" in out
    code, out = said("import", "bank", file, "--data", data)
    assert "known before" in out
    file.write_text(GOOD, encoding="utf-8")
    code, out = said("import", "bank", file, "--data", data)
    assert code == 1
    assert "Nothing was imported. bank.csv is no bank statement that can be read" in out
    assert said("import", "bank", tmp_path / "none.csv", "--data", data)[0] == 1
