"""The commands that bring data in and out: import, export, seed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import TaskProgressColumn
from rich.table import Table

from app.commands.terminal import Data, bar, console, settings_or_exit
from app.settings import Settings
from app.setup.seeding import seed_now
from connectors.files.exporting import export_file
from connectors.files.importing import KINDS, import_file
from connectors.files.outcome import Outcome
from connectors.files.reading import BadFile
from demo.seeding import was_seeded
from storage.database import Database


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise typer.BadParameter(f"there is no kind {kind!r}; there are {', '.join(KINDS)}")
    return kind


KindName = Annotated[
    str,
    typer.Argument(metavar="KIND", callback=_known, help="products, customers, orders, faqs or delivery."),
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="Ends in .csv, .csv.gz or .jsonl.")]


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
    """Import products, customers, orders or FAQs from a file.

    Run it again as often as you like: the key of each line decides whether it is new, changed or
    unchanged. A column that the file does not have leaves what is stored as it is. Bad lines are
    told with their number and the reason, and the good ones are imported; then the exit code is 1.
    """
    db = _database(settings_or_exit(data=data))
    try:
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


def export(kind: KindName, file: File, data: Data = None) -> None:
    """Write products, customers, orders or FAQs to a file that can be imported again."""
    db = _database(settings_or_exit(data=data))
    try:
        with console.status(f"Writing {kind}"):
            count = export_file(db, kind, file)
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
