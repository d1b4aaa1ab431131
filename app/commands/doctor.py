"""Looks at every part of an installation and says what to do about each fault."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from urllib.error import URLError
from urllib.request import urlopen

from rich.console import Console
from rich.table import Table

from app.faults import plainly
from app.secrets import LostSecret, check_secrets
from app.settings import ROOT, Settings
from app.setup import rasa_model
from chat.service.conversations import Conversations
from connectors.mail import Mail
from shop.catalogue.service import Catalogue
from shop.checkout.service.consistency import disagreements
from shop.payments.service.refunds import Refunds
from storage.database import Database

ENOUGH_BYTES = 1_000_000_000


@dataclass(frozen=True)
class Finding:
    """One part, how it is, and what to do when it is not well."""

    part: str
    well: bool
    words: str
    advice: str = ""


def examine(settings: Settings, console: Console) -> bool:
    """Print a table of findings; whether all is well."""
    table = Table(title="How Dukan is", show_lines=False)
    for column in ("part", "", "what was found", "what to do"):
        table.add_column(column)
    well = True
    for check in CHECKS:
        for found in _safely(check, settings):
            well = well and found.well
            mark = "[green]well[/green]" if found.well else "[red]fault[/red]"
            table.add_row(found.part, mark, found.words, "" if found.well else found.advice)
    console.print(table)
    return well


def _safely(check: "Check", settings: Settings) -> Iterator[Finding]:
    """A check that itself fails is a finding too."""
    try:
        yield from check(settings)
    except Exception as err:
        name = check.__name__.strip("_").replace("_", " ")
        words = plainly(err) or str(err).partition("\n")[0]
        yield Finding(name, False, f"could not be checked: {words}", "run dukan setup, then try again")


def _environments(_settings: Settings) -> Iterator[Finding]:
    there = rasa_model.PYTHON.exists()
    yield Finding("Rasa's environment", there, "present" if there else "missing", "make setup")


def _disk(settings: Settings) -> Iterator[Finding]:
    folder = settings.data.resolve()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    yield Finding(
        "disk", free > ENOUGH_BYTES, f"{free / 1e9:.1f} GB free", f"make room on the disk of {settings.data}"
    )


def _database(settings: Settings) -> Iterator[Finding]:
    if not _set_up(settings):
        yield Finding("database", False, "there is none yet", "dukan setup")
        return
    with closing(Database(settings.database)) as db:
        yield from _inside(db)


def _inside(db: Database) -> Iterator[Finding]:
    answers = db.answers()
    yield Finding("database", answers, db.url.render_as_string(), "check DUKAN_DATABASE_URL and its server")
    if not answers:
        return
    behind = db.behind()
    yield Finding("database schema", not behind, "behind" if behind else "newest", "dukan setup")
    if behind:
        return
    if db.is_sqlite and db.url.database:
        with closing(sqlite3.connect(db.url.database)) as connection:
            said = connection.execute("pragma quick_check").fetchone()[0]
        yield Finding("database file", said == "ok", said, "restore the newest copy of dukan.db")
    products = sum(count for _, count in Catalogue(db).categories())
    yield Finding("catalogue", products > 0, f"{products} products", "dukan import products FILE")
    waits = Conversations(db).count_waiting()
    stuck = waits["new"] > 50
    yield Finding(
        "messages", not stuck, f"{waits['new']} to answer, {waits['pending']} to send", "start dukan run"
    )


def _set_up(settings: Settings) -> bool:
    """Whether there may be a database: opening SQLite's would make it."""
    return bool(settings.database_url) or (settings.data / "dukan.db").exists()


def _keys(settings: Settings) -> Iterator[Finding]:
    try:
        check_secrets(settings.data)
    except LostSecret as err:
        yield Finding("keys", False, str(err), "put the copy back, or delete the file")
    else:
        yield Finding("keys", True, "whole, or not made yet")


def _orders(settings: Settings) -> Iterator[Finding]:
    if not _set_up(settings):
        return  # said by the check of the database
    with closing(Database(settings.database)) as db:
        if not db.answers() or db.behind():
            return
        faults = disagreements(db)
    words = "stock, orders and ledger agree" if not faults else "; ".join(faults[:3])
    yield Finding("orders", not faults, words, f"{len(faults)} to look into, with the order at hand")


def _payments(settings: Settings) -> Iterator[Finding]:
    if not _set_up(settings):
        return
    with closing(Database(settings.database)) as db:
        if not db.answers() or db.behind():
            return
        waiting = Refunds(db).to_look_at()
    count = len(waiting["refunds"]) + sum(p["state"] == "stray" for p in waiting["strays"])
    words = f"{count} need a person" if count else "each has its order, each refund is on its way"
    yield Finding("payments online", not count, words, "look at /desk/payments")


def _mail(settings: Settings) -> Iterator[Finding]:
    if settings.smtp_url:
        fault = Mail(settings.smtp_url, settings.mail_from).fault()
        yield Finding("mail", not fault, fault or "the server answers", "check DUKAN_SMTP_URL")


def _language(settings: Settings) -> Iterator[Finding]:
    model = rasa_model.current()
    words = model.name if model else "missing"
    yield Finding("language model", model is not None, words, "dukan train")
    if model is not None and not rasa_model.is_whole(model):
        yield Finding("its file", False, f"{model} is cut short or damaged", "dukan train")
        return
    fresh = rasa_model.is_current()
    words = "made from the sources as they are" if fresh else "its sources changed since"
    yield Finding("its training", fresh, words, "dukan train")
    about = rasa_model.encoder_folder(settings.encoder) / "about.json"
    yield Finding("search encoder", about.exists(), settings.encoder, "dukan setup")


def _running(settings: Settings) -> Iterator[Finding]:
    try:
        with urlopen(f"http://127.0.0.1:{settings.port}/readyz", timeout=3) as answer:
            yield Finding("gateway", True, f"ready on port {settings.port} ({answer.status})")
    except URLError as err:
        words = f"not ready on port {settings.port} ({err.reason})"
        logs = settings.data / "logs"
        yield Finding("gateway", False, words, f"dukan run; if it runs, see {logs}")


def _files(_settings: Settings) -> Iterator[Finding]:
    missing = [name for name in ("domain.yml", "config.yml", "endpoints.yml") if not (ROOT / name).exists()]
    yield Finding("project files", not missing, ", ".join(missing) or "present", "git checkout .")


Check = Callable[[Settings], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    _files, _environments, _disk, _keys, _database, _orders, _payments, _mail, _language, _running
)  # fmt: skip
