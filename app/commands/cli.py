"""`dukan`: the command line."""

import asyncio
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.panel import Panel

from app.commands import channels, importing, report, trade
from app.commands.terminal import Data, console, settings_or_exit
from app.faults import plainly
from app.private import make_private
from app.processes.ports import PortTaken, check_port, free_port
from app.processes.supervisor import CannotStart, lock, supervise
from app.secrets import check_secrets
from app.settings import Settings
from app.setup import rasa_model
from app.setup.staff import ensure_staff, new_password
from storage.database import Database

cli = typer.Typer(
    name="dukan",
    help="Dukan, a shop that its customers talk to.\n\n"
    "Start with [bold]dukan run[/bold]: it sets everything up, then prints where to click.",
    rich_markup_mode="rich",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@cli.command()
def run(
    data: Data = None,
    port: Annotated[int | None, typer.Option(help="Port of the gateway (DUKAN_PORT; default 8000).")] = None,
    play: Annotated[
        str, typer.Option(help="telegram or whatsapp: a phone in a browser page, with no account.")
    ] = "",
) -> None:
    """Set up what is missing, start everything, keep it alive until Ctrl-C."""
    settings = settings_or_exit(data=data, port=port)
    phones: list[str] = []
    if play:
        settings, phones = _with_phone(play, settings, data, port)
    try:
        with lock(settings.data):  # before anything is done to what another may be using
            check_port(settings.host, settings.port)
            check_secrets(settings.data)
            lines = [*phones, *_set_up_apart(settings)]
            encoder = rasa_model.encoder_folder(settings.encoder)
            asyncio.run(supervise(settings, encoder, console.print, lambda: _say_open(settings, lines)))
    except PortTaken as err:
        other = f"Choose another: make run PORT={settings.port + 1}, or set DUKAN_PORT."
        console.print(f"[red]Not started.[/red] {err} {other}", highlight=False)
        raise typer.Exit(1) from err
    except CannotStart as err:
        console.print(f"[red]Not started.[/red] {err}", highlight=False)
        raise typer.Exit(1) from err


def _say_open(settings: Settings, lines: list[str]) -> None:
    told = [
        *_where_to_click(settings),
        *lines,
        "",
        f"Ctrl-C stops everything. Logs: {settings.data / 'logs'}",
    ]
    console.print(Panel("\n".join(told), title=f"{settings.shop_name} is open", expand=False))


def _where_to_click(settings: Settings) -> list[str]:
    where = settings.address
    storefront = f"Demo storefront with the chat   {where}/demo"
    return [
        storefront if settings.demo else f"The chat                        {where}/",
        f"API, with its documentation     {where}/v1/docs",
        f"Ready?                          {where}/readyz",
    ]


def _with_phone(
    play: str, settings: Settings, data: Path | None, port: int | None
) -> tuple[Settings, list[str]]:
    """A stand-in for the channel, its page, and the settings that make the shop take it for real."""
    from demo.play.page import start  # noqa: PLC0415  # only who plays needs it

    if play not in ("telegram", "whatsapp"):
        raise typer.BadParameter("--play takes telegram or whatsapp")
    page = start("telegram" if play == "telegram" else "whatsapp", settings.address, free_port())
    return settings_or_exit(data=data, port=port), [f"A phone with {play:<9}          {page}/"]


def _set_up_apart(settings: Settings) -> list[str]:
    """Set up in a process of its own, whose memory and hold on the index end with it."""
    done = subprocess.run([sys.executable, "-m", "app.commands.cli", "setup"], check=False)
    if done.returncode:
        raise typer.Exit(done.returncode)
    db = Database(settings.database, sync=settings.sqlite_sync)
    lines = ensure_staff(db, datetime.now(UTC))
    db.close()
    return lines


@cli.command()
def setup(data: Data = None) -> None:
    """Set up what is missing (database, demo, index, language model) without starting anything."""
    from app.setup.preparing import prepare  # noqa: PLC0415  # heavy, and only needed here

    prepare(settings_or_exit(data=data))


@cli.command()
def train(
    data: Data = None,
    again: Annotated[bool, typer.Option(help="Also when nothing changed.")] = False,
    force: Annotated[bool, typer.Option(help="Take the new model even if it understands less.")] = False,
) -> None:
    """Train the language model if its sources changed."""
    from app.actions.tools import open_encoder  # noqa: PLC0415  # the same
    from app.setup.preparing import step, train_model  # noqa: PLC0415  # heavy, and only needed here

    settings = settings_or_exit(data=data)
    step("Search encoder", lambda: open_encoder(settings))
    if not train_model(settings, again=again, force=force):
        raise typer.Exit(1)


@cli.command()
def doctor(data: Data = None) -> None:
    """Check every part, and say what to do about each fault."""
    from app.commands.doctor import examine  # noqa: PLC0415  # heavy, and only needed here

    if not examine(settings_or_exit(data=data), console):
        raise typer.Exit(1)


@cli.command("staff-password")
def staff_password(email: str, data: Data = None) -> None:
    """Make a new password for somebody who works here."""
    settings = settings_or_exit(data=data)
    db = Database(settings.database)
    made = new_password(db, email)
    db.close()
    if made is None:
        console.print(f"Nobody with the address {email} works here.")
        raise typer.Exit(1)
    console.print(f"{email}  {made}", highlight=False)


for module in (channels, importing, trade, report):
    module.register(cli)


def main() -> None:
    """The entry point."""
    make_private()
    try:
        cli()
    except Exception as err:
        if not (words := plainly(err)):
            raise
        console.print(f"[red]That cannot be done.[/red] {escape(words)}", highlight=False)
        sys.exit(2)


if __name__ == "__main__":
    main()
