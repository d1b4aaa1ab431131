"""Who asks for all tables gets all of them, and each says what becomes of a person's rows."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table

from intake.all_tables import schema
from intake.store.privacy import OF_THEIRS, WHOSE

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("chat", "desk", "insight", "intake", "people", "shop", "storage")

# Columns that name a customer or something of theirs, though the database holds no reference.
NAMING = {
    "about", "checkout_id", "conversation_id", "message_id", "note_id", "order_id", "owner", "question_id",
    "quote_id",
}  # fmt: skip
# Found by code of their own, in intake/store: forgetting.py, and privacy.py for the list of customers.
BY_HAND = {"customers", "effects", "messages", "standings"}


def silent(tables: MetaData) -> list[str]:
    """The tables that refer to a customer, directly or through others, and say nothing of it."""
    personal = {"customers"}
    for table in tables.sorted_tables:  # what is referred to comes first
        named = any("customer" in c.name or c.name in NAMING for c in table.c)
        if named or any(key.column.table.name in personal for key in table.foreign_keys):
            personal.add(table.name)
    return sorted(name for name in personal if "person" not in tables.tables[name].info)


def test_every_file_of_tables_is_known_to_the_schema() -> None:
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("tables.py")]
    modules = {".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files}
    asked = "import sys, intake.all_tables; print(*sys.modules)"
    known = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert modules - set(known) == set()


def test_no_table_is_described_elsewhere() -> None:
    sources = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    others = [file for file in sources if file.name != "tables.py" and "migrations" not in file.parts]
    assert [str(file) for file in others if "    metadata,\n" in file.read_text()] == []


def test_every_table_says_what_becomes_of_a_persons_rows() -> None:
    assert silent(schema) == []


def test_a_new_table_that_says_nothing_is_found() -> None:
    tables = MetaData()
    for table in schema.sorted_tables:
        table.to_metadata(tables)
    Table("wishes", tables, Column("id", Integer, primary_key=True), Column("customer_id", String(80)))
    Table("wish_marks", tables, Column("wish_id", ForeignKey("wishes.id"), primary_key=True))
    Table("parcels", tables, Column("order_id", ForeignKey("orders.id"), primary_key=True))
    Table("shelves", tables, Column("sku", ForeignKey("products.sku"), primary_key=True))
    assert silent(tables) == ["parcels", "wish_marks", "wishes"]


def test_what_a_table_says_can_be_done() -> None:
    for table in schema.sorted_tables:
        said = table.info
        if "person" not in said:
            continue
        assert {*said["by"], *said["blank"]} <= set(table.c.keys()), table.name
        assert set(said["by"]) <= WHOSE | set(OF_THEIRS), table.name
        if said["person"] in ("erase", "blank") and table.name not in BY_HAND:
            assert said["by"], table.name
            assert said["person"] == "erase" or said["blank"], table.name
        if "customer_id" in table.c:  # or two customers could not be made one
            assert "customer_id" in said["by"], table.name
