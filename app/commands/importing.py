"""The commands that bring data in and out: import, export, seed."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from app.cli import Data, console, settings_or_exit
from app.demo.seeding import seed, was_begun, was_seeded
from app.files.exporting import export_file
from app.files.importing import KINDS, Outcome, import_file
from app.files.reading import BadFile
from app.settings import Settings
from storage.catalogue import Catalogue
from storage.database import Database


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise typer.BadParameter(f"there is no kind {kind!r}; there are {', '.join(KINDS)}")
    return kind


KindName = Annotated[
    str, typer.Argument(metavar="KIND", callback=_known, help="products, customers, orders or faqs.")
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
        with _bar(f"Importing {kind}", console) as told:
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
            _seed(settings, db, console)
    finally:
        db.close()


def seed_once(settings: Settings, db: Database, console: Console) -> None:
    """The demo, if it is not there yet. A shop that has products of its own is left alone."""
    if was_seeded(db):
        console.print("[green]✓[/green] Demo marketplace (unchanged)")
        return
    if not was_begun(db) and Catalogue(db).version():
        console.print("[yellow]-[/yellow] Demo marketplace: not added, this shop has products of its own")
        return
    _seed(settings, db, console)


def _seed(settings: Settings, db: Database, console: Console) -> None:
    with _progress(console, MofNCompleteColumn()) as bar:
        task = bar.add_task("Demo marketplace", total=None)

        def told(what: str, done: int, of: int) -> None:
            bar.update(task, description=f"Demo marketplace: {what}", completed=done, total=of)

        counts = seed(db, settings.demo_seed, datetime.now(UTC).date(), told)
    console.print(f"[green]✓[/green] Demo marketplace ({counts.new:,} rows new)", highlight=False)


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


class _bar:
    """A bar that is told how far a thing is."""

    def __init__(self, name: str, console: Console) -> None:
        self._bar = _progress(console, TaskProgressColumn())
        self._task = self._bar.add_task(name, total=None)

    def __enter__(self) -> Callable[[int, int], None]:
        self._bar.start()
        return lambda done, of: self._bar.update(self._task, completed=done, total=of)

    def __exit__(self, *_: object) -> None:
        self._bar.stop()


def _progress(console: Console, how_far: ProgressColumn) -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        how_far,
        TimeElapsedColumn(),
        console=console,
        transient=True,
    )
