"""Writes tables of figures for other programs: CSV or Parquet, by the file's name."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args, get_type_hints

from connectors.files.reading import BadFile
from connectors.files.writing import inert
from insight.journeys.rows import Bought, Looker, Searched
from insight.journeys.service import WINDOW, Journeys
from insight.segments.segment import Segment
from storage.database import Database

ENDINGS = (".csv", ".parquet")

Rows = Callable[[Database, datetime, timedelta], Sequence[Any]]


def _segments(db: Database, as_of: datetime, _window: timedelta) -> Sequence[Segment]:
    from insight.segments.service import Segments  # noqa: PLC0415  # slow to load, and only needed here

    return Segments(db).all(as_of)


# Each table by its name: what its rows are, whose fields are its columns, and where they come from.
TABLES: Mapping[str, tuple[type, Rows]] = {
    "journey-bought": (Bought, lambda db, as_of, _window: Journeys(db).bought(as_of)),
    "journey-searched": (Searched, lambda db, as_of, window: Journeys(db).searched(as_of, window)),
    "journey-customers": (Looker, lambda db, as_of, window: Journeys(db).customers(as_of, window)),
    "segments": (Segment, _segments),
}


def export_figures(db: Database, table: str, path: Path, as_of: datetime, window: timedelta = WINDOW) -> int:
    """Write a table as of a moment; how many rows. The file is there whole, or not at all."""
    if not path.name.endswith(ENDINGS):
        raise BadFile(f"{path.name}: the name must end in {' or '.join(ENDINGS)}")
    row, found = TABLES[table]
    rows = found(db, as_of, window)
    unfinished = path.with_name(path.name + ".part")
    try:
        (_write_parquet if path.name.endswith(".parquet") else _write_csv)(unfinished, row, rows)
        unfinished.replace(path)
    except OSError as err:
        raise BadFile(f"{path} can't be written: {err.strerror or err}") from err
    finally:
        unfinished.unlink(missing_ok=True)
    return len(rows)


def columns_of(row: type) -> dict[str, type]:
    """The columns of a table and what is in them; each may be empty."""
    hints = get_type_hints(row)
    kinds = {field.name: hints[field.name] for field in fields(row)}
    return {name: next(iter(get_args(kind)), kind) for name, kind in kinds.items()}


def _write_csv(path: Path, row: type, rows: Sequence[Any]) -> None:
    names = list(columns_of(row))
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(names)
        table.writerows([_cell(getattr(one, name)) for name in names] for one in rows)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return inert(value)
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case Decimal():
            return f"{value:.2f}"
        case float():
            return f"{value:.4f}"
    return str(value)


def _write_parquet(path: Path, row: type, rows: Sequence[Any]) -> None:
    import pyarrow as pa  # noqa: PLC0415  # slow to load, and only needed here
    from pyarrow import parquet  # noqa: PLC0415  # the same

    types = {
        str: pa.string(),
        int: pa.int64(),
        float: pa.float64(),
        Decimal: pa.decimal128(24, 2),
        datetime: pa.timestamp("us", tz="UTC"),
    }
    kinds = columns_of(row)
    schema = pa.schema([(name, types[kind]) for name, kind in kinds.items()])
    # What is not told is null, as a cell of CSV without anything is read.
    cells = {name: [_told(getattr(one, name)) for one in rows] for name in kinds}
    parquet.write_table(pa.Table.from_pydict(cells, schema=schema), path)


def _told(value: Any) -> Any:
    return None if value == "" else value
