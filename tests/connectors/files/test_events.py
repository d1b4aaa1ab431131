"""Files of events: what is understood, what is told, and that all of it comes back."""

import csv
import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from connectors.files.events import COLUMNS, EVENTS_KIND
from connectors.files.exporting import export_file
from connectors.files.importing import import_file
from connectors.files.outcome import Outcome
from connectors.files.reading import BadFile, reading
from insight.events.event import Happened
from insight.events.service import Events
from storage.database import Database
from storage.upsert import Counts

NOW = datetime(2026, 3, 1, 10, tzinfo=UTC)
GOOD = {
    "id": "e1",
    "at": "2026-02-01T10:30:00+05:30",
    "event": "Product Added",
    "customer": "C1",
    "application": "Flipkart",
}
FULL = {
    **GOOD, "session": "s", "sku": "S1", "product": "Salt", "category": "Staples", "sub_category": "Fine",
    "colour": "white", "size": "1 kg", "quantity": "3", "price": "28.50", "query": "namak", "order_id": "O1",
    "payment_mode": "upi",
}  # fmt: skip


def written(path: Path, *lines: object) -> Path:
    text = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    path.write_bytes(gzip.compress(text.encode()) if path.name.endswith(".gz") else text.encode())
    return path


def imported(db: Database, path: Path, *, dry_run: bool = False) -> Outcome:
    return import_file(db, "events", path, NOW, lambda _done, _of: None, dry_run=dry_run)


def one(tmp_path: Path, **more: object) -> Happened | str:
    """What becomes of a line."""
    with reading(written(tmp_path / "e.jsonl", {**GOOD, **more}), EVENTS_KIND) as file:
        (line,) = file.lines
    return line.thing or line.fault


def test_a_full_line(tmp_path: Path) -> None:
    at = datetime(2026, 2, 1, 5, tzinfo=UTC)
    found = Happened(
        "e1", at, "Product Added", "C1", "Flipkart", "s", "S1", "Salt", "Staples", "Fine", "white", "1 kg",
        3, 2850, "namak", "O1", "upi",
    )  # fmt: skip
    assert one(tmp_path, **FULL) == found
    assert one(tmp_path, **{**FULL, "quantity": 3, "price": 28.5}) == found


def test_what_is_not_said_is_not_known(tmp_path: Path) -> None:
    found = one(tmp_path, sku=None, price="")
    assert isinstance(found, Happened)
    assert (found.quantity, found.price, found.sku) == (None, None, "")
    free = one(tmp_path, price=0)
    assert isinstance(free, Happened)
    assert free.price == 0


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"id": ""}, "id is empty"),
        ({"customer": "  "}, "customer is empty"),
        ({"application": ""}, "application is empty"),
        ({"event": ""}, "event is empty"),
        ({"event": "Product Bought"}, "event must be one of Products Searched, Product Viewed, "),
        ({"event": "order completed"}, "not 'order completed'"),
        ({"at": ""}, "at is empty"),
        ({"at": "yesterday"}, "at must be a time like"),
        ({"at": "2026-02-30T10:00:00Z"}, "at must be a time like"),
        ({"at": "2026-02-01T10:30:00"}, "at must say its zone"),
        ({"at": "2026-02-01"}, "at must say its zone"),
        ({"at": "0001-01-01T00:00:00+05:30"}, "at is not a time of this world"),
        ({"quantity": 0}, "quantity must be between 1 and"),
        ({"quantity": -2}, "quantity must be between 1 and"),
        ({"quantity": 1.5}, "quantity must be a whole number"),
        ({"quantity": "three"}, "quantity must be a whole number"),
        ({"price": "-1"}, "price must be 0 or more, not '-1'"),
        ({"price": "1.234"}, "price has more than two decimals"),
        ({"price": "dear"}, "price must be an amount like"),
        ({"product": ["Salt"]}, "product must be a word or a number"),
        ({"id": "a\nb"}, "id must be on one line"),
        ({"customer": "x" * 81}, "customer has 81 characters"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, more: dict[str, object], reason: str) -> None:
    found = one(tmp_path, **more)
    assert isinstance(found, str)
    assert reason in found


@pytest.mark.parametrize("ending", [".csv", ".csv.gz", ".jsonl", ".jsonl.gz"])
def test_each_ending_brings_the_same_and_takes_it_out_again(
    db: Database, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"in{ending}"
    if "csv" in ending:
        source = tmp_path / "in.txt"
        with source.open("w", newline="", encoding="utf-8") as file:
            table = csv.DictWriter(file, COLUMNS)
            table.writeheader()
            table.writerows([FULL, {**GOOD, "id": "e2"}])
        data = source.read_bytes()
        path.write_bytes(gzip.compress(data) if ending.endswith(".gz") else data)
    else:
        written(path, FULL, {**GOOD, "id": "e2"})
    assert imported(db, path).counts == Counts(new=2)
    assert imported(db, path).counts == Counts(unchanged=2)
    before = list(Events(db).imported())
    copy = tmp_path / f"copy{ending}"
    assert export_file(db, "events", copy) == 2
    with reading(copy, EVENTS_KIND) as again:
        assert [line.thing for line in again.lines] == before


def test_bad_lines_are_left_out_and_the_good_ones_go_in(db: Database, tmp_path: Path) -> None:
    tomorrow = (NOW + timedelta(hours=23)).isoformat()
    beyond = (NOW + timedelta(hours=25)).isoformat()
    path = written(
        tmp_path / "e.jsonl",
        {**GOOD, "id": "3"},
        "{broken",
        {**GOOD, "id": "1", "at": "2025-02-01T10:30:00Z"},  # out of order
        "",
        {**GOOD, "id": "3", "customer": "C2"},  # twice
        {**GOOD, "id": "4", "event": "Nothing"},
        {**GOOD, "id": "5", "at": tomorrow},
        {**GOOD, "id": "6", "at": beyond},
        {**GOOD, "id": "7", "event": "Order Cancelled"},
        "[1]",
    )
    outcome = imported(db, path)
    assert outcome.counts == Counts(new=4, unchanged=1)
    assert [(fault.line, fault.reason.partition(":")[0]) for fault in outcome.faults] == [
        (2, "the line is no JSON"),
        (6, outcome.faults[1].reason.partition(":")[0]),
        (8, "at is 2026-03-02T11"),
        (10, "the line must be a JSON object"),
    ]
    assert "which is impossible" in outcome.faults[2].reason
    assert [slip.line for slip in outcome.left_out] == [9]
    assert {event.customer for event in Events(db).imported()} == {"C1"}


def test_an_empty_file(db: Database, tmp_path: Path) -> None:
    assert imported(db, written(tmp_path / "e.jsonl")).counts == Counts()
    with pytest.raises(BadFile, match="the first line must name the columns"):
        imported(db, written(tmp_path / "e.csv"))
    assert imported(db, written(tmp_path / "h.csv", ",".join(COLUMNS))).counts == Counts()


def test_lines_of_different_columns_go_in_together(tmp_path: Path) -> None:
    db = Database(f"sqlite:///{tmp_path / 'a.db'}")
    db.migrate()
    turns = []
    db.first = lambda _tx: turns.append(1)
    lines = [{**GOOD, "id": str(n), **({"sku": "S1"} if n % 2 else {"product": "Salt"})} for n in range(900)]
    assert imported(db, written(tmp_path / "e.jsonl", *lines)).counts == Counts(new=900)
    assert len(turns) == 2
    db.close()
