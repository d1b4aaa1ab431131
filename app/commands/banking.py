"""dukan import bank: what came in by the bank's statement, told in a table."""

from datetime import UTC, datetime
from pathlib import Path

from rich.table import Table

from app.commands.terminal import console
from connectors.files.bank_statement import LARGEST, Statement, statement
from connectors.files.reading import BadFile
from shop.payments.bank import Imported
from shop.payments.service.upi import UpiPayments
from storage.database import Database

TOLD = (
    ("paid", "paid in full"),
    ("part", "paid in part"),
    ("over", "too much: the rest goes back"),
    ("twice", "of which nothing was open: goes back"),
    ("cancelled", "for a cancelled order: goes back"),
    ("unmatched", "of no order that could be told"),
    ("known", "known before"),
)


def import_statement(db: Database, file: Path, *, dry_run: bool) -> bool:
    """Take it in, or only say what it holds; whether all of its lines were right. Raises BadFile."""
    read = _read(file)
    faults = [*read.faults]
    if dry_run:
        console.print(f"{len(read.credits):,} lines of money that came in, {read.debits:,} of what went out.")
    else:
        taken = UpiPayments(db).take_statement(read.credits, datetime.now(UTC))
        faults += [(line, str(why)) for line, why in taken.faults]
        console.print(_table(taken))
    for line, why in sorted(faults):
        plain = "".join(c if c.isprintable() else "?" for c in why).replace("[", r"\[")
        console.print(f"[red]line {line}:[/red] {plain}", highlight=False, soft_wrap=True)
    return not faults


def _read(file: Path) -> Statement:
    try:
        with file.open("rb") as raw:
            return statement(raw.read(LARGEST + 1), file.name)
    except OSError as err:
        raise BadFile(f"{file} can't be read: {err.strerror}") from err


def _table(taken: Imported) -> Table:
    table = Table(title="What came to the bank", title_justify="left")
    table.add_column("payments", justify="right")
    table.add_column("what became of them")
    for name, said in TOLD:
        if count := getattr(taken, name):
            table.add_row(f"{count:,}", said)
    return table
