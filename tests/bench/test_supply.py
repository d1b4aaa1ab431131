"""bench.supply, on files that are made, and its stock by hand."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from bench import supply
from bench.supply import Unusable, main, read, simulate, task_of
from insight.forecasting import trees

MONDAY = datetime(2024, 1, 1)  # noqa: DTZ001 - invoices have the shop's own time
TWO_DAYS = ((1, 6), (6, 4))  # a Tuesday, a Sunday; pieces


def invoices(weeks: range, codes: int = 12, *, fade: int = 0) -> dict[str, list[Any]]:
    """Each code on two days of each week, more of it the higher its number; `fade` drops its first weeks."""
    columns: dict[str, list[Any]] = {name: [] for name in supply.COLUMNS}
    for week in weeks:
        for code in range(codes):
            for day, pieces in TWO_DAYS:
                if code == 0 and week < fade:
                    continue
                row = (f"5{week:04}{code}", f"{10000 + code}A", pieces * (code + 1))
                at = MONDAY + timedelta(weeks=week, days=day, hours=10)
                for name, value in zip(supply.COLUMNS, (*row, at, 2.5), strict=True):
                    columns[name].append(value)
    return columns


def saved(path: Path, columns: Mapping[str, list[Any]]) -> Path:
    pq.write_table(pa.table(dict(columns)), path)
    return path


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    history = saved(tmp_path / "h.parquet", invoices(range(20)))
    future = saved(tmp_path / "f.parquet", invoices(range(20, 26)))
    return ["--history", str(history), "--future", str(future)]


def test_what_never_varies_is_forecast_and_served(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(files) == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert figures["series"] == 12
    assert figures["weeks"] == 6
    for found in (figures, figures["mean8"], figures["ses"]):
        assert found["wape"] == pytest.approx(0, abs=0.02)
        assert found["bias"] == pytest.approx(0, abs=0.02)
        assert found["coverage80"] >= 0.8
        assert found["fill_at_1.5_weeks"] == pytest.approx(1, abs=0.02)
        assert found["fill_at_3_weeks"] >= found["fill_at_1.5_weeks"]


def test_goods_that_vary(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trees, "ROUNDS", 10)
    chance = np.random.default_rng(1)
    for name, weeks in (("h", range(24)), ("f", range(24, 29))):
        columns = invoices(weeks, 80)
        columns["Quantity"] = [int(chance.poisson(pieces)) for pieces in columns["Quantity"]]
        saved(tmp_path / f"{name}.parquet", columns)
    asked = ["--history", str(tmp_path / "h.parquet"), "--future", str(tmp_path / "f.parquet")]
    assert main([*asked, "--weeks-ahead", "3"]) == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert 0 < figures["wape"] < 0.3
    assert 0.5 < figures["coverage80"] < 1
    assert 0.8 < figures["fill_at_1.5_weeks"] <= figures["fill_at_3_weeks"] <= 1


def test_lines_that_count(tmp_path: Path) -> None:
    columns = invoices(range(1), 1)
    for invoice, code, pieces, price in (
        ("C9", "10000A", 5, 1.0),
        ("9", "10000A", -5, 1.0),
        ("9", "10000A", 5, 0.0),
        ("9", "POST", 5, 1.0),
        ("9", "1234", 5, 1.0),
        ("9", "10000A1", 5, 1.0),
        ("9", "10001", 7, 1.0),
    ):
        row = (invoice, code, pieces, MONDAY, price)
        for name, value in zip(supply.COLUMNS, row, strict=True):
            columns[name].append(value)
    lines = read(saved(tmp_path / "h.parquet", columns))
    assert sorted(zip(lines.code, lines.pieces, strict=True)) == [("10000A", 4), ("10000A", 6), ("10001", 7)]


@pytest.mark.parametrize("name", ["h.csv", "h.csv.gz"])
def test_a_csv_is_read_the_same(tmp_path: Path, name: str) -> None:
    columns = invoices(range(3))
    with (
        pa.CompressedOutputStream(tmp_path / name, "gzip")
        if name.endswith("gz")
        else (pa.OSFile(str(tmp_path / name), "wb")) as file
    ):
        pa.csv.write_csv(pa.table(columns), file)
    one, other = read(tmp_path / name), read(saved(tmp_path / "h.parquet", columns))
    assert one.code.tolist() == other.code.tolist()
    assert one.week.tolist() == other.week.tolist()
    assert one.pieces.tolist() == other.pieces.tolist()


def test_weeks_and_series_that_are_asked_about(tmp_path: Path) -> None:
    history = read(saved(tmp_path / "h.parquet", invoices(range(16), fade=9)))
    columns = invoices(range(15, 20))
    # The last week of the history is in both files, the last of the future breaks off before its Sunday.
    keep = [MONDAY + timedelta(weeks=15, days=6) < at < MONDAY + timedelta(weeks=19, days=5)
            for at in columns["InvoiceDate"]]  # fmt: skip
    future = read(
        saved(
            tmp_path / "f.parquet",
            {
                name: [v for v, kept in zip(values, keep, strict=True) if kept]
                for name, values in columns.items()
            },
        )
    )
    task = task_of(history, future, 2)
    assert list(task.weeks) == [16, 17, 18]
    assert task.weekly.pieces.shape == (12, 19)
    assert task.rows.tolist() == [False] + [True] * 11  # seven weeks of the first


def test_what_the_future_holds_changes_no_forecast_before_it(tmp_path: Path) -> None:
    history = read(saved(tmp_path / "h.parquet", invoices(range(16))))
    columns = invoices(range(16, 20))
    future = read(saved(tmp_path / "f.parquet", columns))
    late = MONDAY + timedelta(weeks=18)
    columns["Quantity"] = [
        900 if at > late else pieces
        for pieces, at in zip(columns["Quantity"], columns["InvoiceDate"], strict=True)
    ]
    other = read(saved(tmp_path / "g.parquet", columns))
    one, two = (supply.ours(task_of(history, read_, 2), 2) for read_ in (future, other))
    for number in range(3):  # as week 18 begins, it is not known
        assert np.array_equal(one[number].spread.grid, two[number].spread.grid)
    assert not np.array_equal(one[3].spread.grid, two[3].spread.grid)


def test_stock_by_hand() -> None:
    """Wanted 30, asked 10 a week: 30 on hand, then what was sold comes two weeks later."""
    wanted = [np.array([30.0])] * 4
    # On hand at the ends: 20, 10, then the 10 ordered in the second week come in the fourth: 0, 0.
    stock, fill = simulate(wanted, np.full((1, 4), 10.0))
    assert (stock, fill) == (pytest.approx(30 / 40), 1)


def test_what_finds_no_stock_is_lost() -> None:
    # 10 served, 5 lost; 5 asked for and lost with nothing on hand; 10 arrive, 5 served.
    stock, fill = simulate([np.array([10.0])] * 4, np.array([[15.0, 5.0, 0.0, 5.0]]))
    assert fill == pytest.approx(15 / 25)
    assert stock == pytest.approx(5 / 25)


@pytest.mark.parametrize(
    ("history", "future", "said"),
    [
        (range(8), range(8, 12), "The history has 8 weeks"),
        (range(20), range(20, 21), "The future has 1 whole weeks"),
        (range(20), range(18, 24), "The future begins before the history ends"),
    ],
)
def test_too_little_or_wrong(tmp_path: Path, history: range, future: range, said: str) -> None:
    files = [saved(tmp_path / f"{weeks.start}{weeks.stop}", invoices(weeks)) for weeks in (history, future)]
    with pytest.raises(Unusable, match=said):
        task_of(read(files[0]), read(files[1]), 2)


def test_bad_input_is_a_line_and_not_a_trace(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, other, empty = (tmp_path / name for name in ("broken.parquet", "other.parquet", "empty.parquet"))
    broken.write_bytes(b"PAR1 and nothing more")
    saved(other, {"a": [1]})
    saved(empty, {name: [] for name in supply.COLUMNS})
    words = saved(tmp_path / "w.parquet", {**invoices(range(1), 1), "Quantity": ["many", "few"]})
    for path in (tmp_path / "missing.parquet", tmp_path, broken, other, empty, words):
        assert main(["--history", str(path), *files[2:]]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith("bench.supply: ")
        assert len(said.err.splitlines()) == 1
    assert main([*files, "--weeks-ahead", "0"]) == 2
