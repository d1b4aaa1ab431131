"""Prepares what has to be there before the processes start: database, demo, index, language model."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import typer

from app.actions.tools import build_index, build_passages, open_encoder
from app.commands.terminal import bar, console
from app.settings import Settings
from app.setup import rasa_model, reader_model
from app.setup.seeding import seed_once
from bot.understanding import UnderstandsLess
from shop.catalogue.service import Catalogue
from storage.database import Database


def prepare(settings: Settings) -> None:
    """Make what is missing; quick when nothing is."""
    db = Database(settings.database, sync=settings.sqlite_sync)
    step("Database", db.migrate)
    if settings.demo:
        seed_once(settings, db)
    step("Search encoder", lambda: open_encoder(settings))
    for name, build in (("Search index", build_index), ("What is written", build_passages)):
        with bar(name) as told:
            build(settings, Catalogue(db), told)
        console.print(f"[green]✓[/green] {name}")
    train_model(settings)
    db.close()


def step(name: str, work: Callable[[], object]) -> None:
    with console.status(name):
        work()
    console.print(f"[green]✓[/green] {name}")


def train_model(settings: Settings, *, again: bool = False, force: bool = False) -> bool:
    """Train what reads and Rasa, side by side, when their sources changed, showing what is done.

    False when the new Rasa was refused.
    """
    with console.status("Language model: training (some two minutes)") as status:

        def show(line: str) -> None:
            words = line.split("- ", 1)[-1].strip()
            if words:
                status.update(f"Language model: {words[:90]}")

        try:
            with ThreadPoolExecutor(1) as beside:
                reading = beside.submit(reader_model.train, show, again=again)
                trained = rasa_model.train(
                    rasa_model.encoder_folder(settings.encoder), show, again=again, force=force
                )
                fitted = reading.result()
        except rasa_model.TrainingFailed as err:
            console.print(f"[red]Rasa could not be trained.[/red] The end of what it said:\n{err}")
            raise typer.Exit(1) from err
        except UnderstandsLess as err:
            console.print(f"[yellow]-[/yellow] {err}")
            return False
    console.print(f"[green]✓[/green] Language model{'' if trained or fitted else ' (unchanged)'}")
    return True
