"""What all commands share: the terminal, the option that names the folder, the settings, a progress bar."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
    TextColumn,
    TimeElapsedColumn,
)

from app.settings import Settings, SettingsError, config_file, load

console = Console()
Data = Annotated[
    Path | None, typer.Option("--data", help="Folder of everything that is kept (DUKAN_DATA; default .data).")
]


def settings_or_exit(**given: object) -> Settings:
    """The settings; a wrong one ends the command with its sentence."""
    try:
        settings = load(**given)
    except SettingsError as err:
        console.print(f"[red]The settings are not right.[/red]\n{err}")
        raise typer.Exit(2) from err
    # Child processes, which run in another folder, and whatever else reads settings, see the same.
    if config_file().is_file():
        os.environ["DUKAN_CONFIG"] = str(config_file().resolve())
    os.environ["DUKAN_DATA"] = str(settings.data)
    os.environ["DUKAN_PORT"] = str(settings.port)
    return settings


@contextmanager
def bar(name: str, amount: ProgressColumn | None = None) -> Iterator[Callable[[int, int], None]]:
    """A bar, for as long as it runs; it is told how much is done, of how much."""
    with _bar(amount) as shown:
        task = shown.add_task(name, total=None)
        yield lambda done, of: shown.update(task, completed=done, total=of)


@contextmanager
def named_bar(name: str) -> Iterator[Callable[[str, int, int], None]]:
    """The same for work of several parts: it is also told which."""
    with _bar(None) as shown:
        task = shown.add_task(name, total=None)
        yield lambda part, done, of: shown.update(
            task, description=f"{name}: {part}", completed=done, total=of
        )


def _bar(amount: ProgressColumn | None) -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        amount or MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,  # elsewhere it would leave nothing but an empty line
    )
