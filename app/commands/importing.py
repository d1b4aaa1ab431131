"""The commands that bring data in and out: import, export, seed."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import TaskProgressColumn
from rich.table import Table

from app.commands.banking import import_statement
from app.commands.terminal import Data, bar, console, settings_or_exit
from app.settings import Settings
from app.setup.seeding import seed_now
from connectors.files.exporting import export_file
from connectors.files.figures import TABLES, export_figures
from connectors.files.importing import KINDS, import_file
from connectors.files.outcome import Outcome
from connectors.files.reading import BadFile
from demo.seeding import was_seeded
from insight.journeys.service import WINDOW
from storage.database import Database

BANK = "bank"  # a statement as the bank wrote it: payments by UPI


def _known(kind: str) -> str:
    return _one_of(kind, (*KINDS, BANK))


def _written(kind: str) -> str:
    return _one_of(kind, (*KINDS, *TABLES))


def _one_of(kind: str, kinds: Iterable[str]) -> str:
    if kind not in kinds:
        raise typer.BadParameter(f"there is no kind {kind!r}; there are {', '.join(kinds)}")
    return kind


def _moment(written: str | None) -> datetime | None:
    """A time of ISO 8601, in UTC where it says no zone."""
    if not written:
        return None
    try:
        at = datetime.fromisoformat(written)
    except ValueError as err:
        raise typer.BadParameter(f"a time like 2026-03-31T10:30:00+05:30, not {written!r}") from err
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


KindName = Annotated[
    str,
    typer.Argument(metavar="KIND", callback=_known, help=f"One of {', '.join((*KINDS, BANK))}."),
]
WrittenName = Annotated[
    str,
    typer.Argument(metavar="KIND", callback=_written, help=f"One of {', '.join((*KINDS, *TABLES))}."),
]
File = Annotated[
    Path, typer.Argument(metavar="FILE", help="Ends in .csv or .jsonl, or in one of them and .gz.")
]
WrittenFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="The same; of journeys and segments .csv or .parquet.")
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="TIME", help="Journeys and segments as if nothing later had been recorded."
    ),
]
Minutes = Annotated[
    int | None,
    typer.Option(
        "--window-minutes",
        min=0,
        max=5_256_000,  # ten years
        help="Journeys: so soon after a look a purchase is owed to it (60).",
    ),
]


def register(cli: typer.Typer) -> None:
    """Add these commands."""
    cli.command("import")(import_)
    cli.command("export")(export)
    cli.command("seed")(seed_demo)


def import_(
    kind: KindName,
    file: File,
    data: Data = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")
    ] = False,
) -> None:
    """Import products, customers, orders, FAQs, delivery, events or a bank's statement from a file.

    Run it again as often as you like: the key of each line decides whether it is new, changed or
    unchanged. A column that the file does not have leaves what is stored as it is. Bad lines are
    told with their number and the reason, and the good ones are imported; then the exit code is 1.
    """
    db = _database(settings_or_exit(data=data))
    try:
        if kind == BANK:
            if not import_statement(db, file, dry_run=dry_run):
                raise typer.Exit(1)
            return
        with bar(f"Importing {kind}", TaskProgressColumn()) as told:
            outcome = import_file(db, kind, file, datetime.now(UTC), told, dry_run=dry_run)
    except BadFile as err:
        console.print(f"[red]Nothing was imported.[/red] {_plain(str(err))}", highlight=False)
        raise typer.Exit(1) from err
    finally:
        db.close()
    _show(outcome, kind, dry_run)
    if outcome.faults:
        raise typer.Exit(1)


def export(
    kind: WrittenName,
    file: WrittenFile,
    data: Data = None,
    as_of: AsOf = None,
    window_minutes: Minutes = None,
) -> None:
    """Write what the shop has to a file that can be imported again, or a table of what customers did."""
    table = kind in TABLES
    if not table and (as_of is not None or window_minutes is not None):
        raise typer.BadParameter(f"--as-of and --window-minutes are for {', '.join(TABLES)}")
    at = _moment(as_of) or datetime.now(UTC)
    window = WINDOW if window_minutes is None else timedelta(minutes=window_minutes)
    db = _database(settings_or_exit(data=data))
    try:
        with console.status(f"Writing {kind}"):
            count = export_figures(db, kind, file, at, window) if table else export_file(db, kind, file)
    except BadFile as err:
        console.print(f"[red]Nothing was written.[/red] {_plain(str(err))}", highlight=False)
        raise typer.Exit(1) from err
    finally:
        db.close()
    said = f"{count:,} lines of {kind} written to {_plain(str(file))}"
    console.print(f"[green]✓[/green] {said}", highlight=False)


def seed_demo(data: Data = None) -> None:
    """Add the demo marketplace: products, sellers, retailers with their orders, reviews, FAQs.

    Safe to run again: what is there already stays as it is.
    """
    settings = settings_or_exit(data=data)
    db = _database(settings)
    try:
        if was_seeded(db):
            console.print("[green]✓[/green] The demo marketplace is there already.")
        else:
            seed_now(settings, db)
    finally:
        db.close()


def _database(settings: Settings) -> Database:
    db = Database(settings.database, sync=settings.sqlite_sync)
    db.migrate()
    return db


def _show(outcome: Outcome, kind: str, dry_run: bool) -> None:
    if outcome.ignored:
        names = _plain(", ".join(outcome.ignored))
        console.print(f"[yellow]Ignored columns that {kind} do not have:[/yellow] {names}", highlight=False)
    for fault in outcome.faults:
        console.print(
            f"[red]line {fault.line}:[/red] {_plain(fault.reason)}", highlight=False, soft_wrap=True
        )
    for slip in outcome.left_out:
        console.print(
            f"[yellow]line {slip.line}:[/yellow] {_plain(slip.reason)}", highlight=False, soft_wrap=True
        )
    if outcome.uncounted:
        console.print(
            f"[yellow]No stock is said[/yellow] of {outcome.uncounted:,} new products: they are sold without "
            "a count until a column stock, or their seller, names one.",
            highlight=False,
            soft_wrap=True,
        )
    if outcome.own:
        console.print(
            f"[yellow]No seller is said[/yellow] of {outcome.own:,} new products: the shop sells them "
            "itself, and an admin moves their orders.",
            highlight=False,
            soft_wrap=True,
        )
    table = Table(title=f"{kind}, as it would be" if dry_run else kind, title_justify="left")
    for name in ("new", "changed", "unchanged", "bad lines"):
        table.add_column(name, justify="right")
    counts = outcome.counts
    table.add_row(*(f"{n:,}" for n in (counts.new, counts.changed, counts.unchanged, len(outcome.faults))))
    console.print(table)


def _plain(words: str) -> str:
    """Words of a file on a terminal: no markup of ours, no control characters of theirs."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)
    return shown.replace("[", r"\[")
