"""Tables of figures: the columns in their order, CSV and Parquet alike, and nothing half written."""

import csv
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from pyarrow import parquet

from connectors.files.figures import TABLES, columns_of, export_figures
from connectors.files.reading import BadFile
from storage.database import Database
from tests.insight.journeys.logs import LATER, START, did, given

COLUMNS = {
    "journey-bought": "customer, product, category, sub_category, colour, size, quantity, application_used, "
    "applications_checked, time, payment_mode, final_price",
    "journey-searched": "customer, product, category, sub_category, colour, size, quantity, price, "
    "applications_checked, times, first_at, last_at, bought_later_at, bought_later_in",
    "journey-customers": "customer, products, times, first_at, last_at",
    "segments": "customer, recency_days, frequency, monetary, r, f, m, rfm_segment, lifecycle, "
    "expected_orders_90d, expected_value_90d",
}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_columns_are_those_of_the_contract() -> None:
    assert {name: ", ".join(columns_of(row)) for name, (row, _) in TABLES.items()} == COLUMNS


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_of_a_time_without_data_there_is_the_header_alone(
    db: Database, tmp_path: Path, table: str, ending: str
) -> None:
    path = tmp_path / f"out{ending}"
    given(db, did("view", 0), did("buy", 100))
    assert export_figures(db, table, path, datetime(2020, 1, 1, tzinfo=UTC)) == 0
    if ending == ".csv":
        assert path.read_text(encoding="utf-8") == COLUMNS[table].replace(" ", "") + "\n"
    else:
        assert ", ".join(parquet.read_table(path).column_names) == COLUMNS[table]


def test_cells(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    given(
        db,
        did("add", 0, "A", product="=1+1", quantity=2, price=50),
        did("view", 0.001, "B;C", product="=1+1"),
        did("buy", 200, "D", product="=1+1", quantity=1200, price=99_950),
    )
    assert export_figures(db, "journey-bought", path, LATER) == 1
    (row,) = rows_of(path)
    assert (row["product"], row["final_price"], row["time"]) == (
        "'=1+1",
        "1199400.00",
        "2026-01-05T13:20:00Z",
    )
    export_figures(db, "journey-searched", path, LATER)
    (row,) = rows_of(path)
    assert (row["price"], row["last_at"]) == ("0.50", "2026-01-05T10:00:00.060000Z")
    export_figures(db, "journey-searched", path, START.replace(hour=12))
    (row,) = rows_of(path)
    assert (row["bought_later_at"], row["bought_later_in"]) == ("", "")


def test_parquet_has_types(db: Database, tmp_path: Path) -> None:
    given(db, did("view", 0, quantity=3, price=2850), did("view", 0, product="Tea"), did("buy", 100))
    path = tmp_path / "out.parquet"
    assert export_figures(db, "journey-searched", path, LATER) == 2
    salt, tea = parquet.read_table(path).to_pylist()
    assert (salt["quantity"], salt["price"], salt["last_at"]) == (3, Decimal("28.50"), START)
    assert (salt["bought_later_in"], tea["bought_later_in"], tea["bought_later_at"]) == (
        "Telegram",
        None,
        None,
    )
    assert (tea["quantity"], tea["category"]) == (None, None)
    export_figures(db, "segments", path, LATER)
    (row,) = parquet.read_table(path).to_pylist()
    assert (row["frequency"], row["monetary"], row["expected_orders_90d"]) == (1, Decimal("0.00"), 0.0)


@pytest.mark.parametrize("name", ["out.xlsx", "out.jsonl", "out.csv.gz", "csv", "none/out.csv"])
def test_what_can_not_be_written_is_refused(db: Database, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadFile, match=r"must end in \.csv or \.parquet|can't be written"):
        export_figures(db, "journey-bought", tmp_path / name, LATER)
    assert list(tmp_path.glob("out*")) == []
