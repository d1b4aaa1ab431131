"""Short logs for tests: an event in a few words, and the shop that reads them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from insight.events.event import ADDED, CANCELLED, COMPLETED, SEARCHED, VIEWED, Happened
from insight.events.service import Events
from storage.database import Database

START = datetime(2026, 1, 5, 10, tzinfo=UTC)
LATER = START + timedelta(days=365)  # long after all that happens
KINDS = {"search": SEARCHED, "view": VIEWED, "add": ADDED, "buy": COMPLETED, "cancel": CANCELLED}


def at(minutes: float) -> datetime:
    """So many minutes after the start."""
    return START + timedelta(minutes=minutes)


def did(kind: str, minutes: float, application: str = "Telegram", **more: object) -> Happened:
    """One event of customer C at the product Salt, unless it says otherwise; its id says what."""
    said = {"customer": "C", "product": "Salt", **more}
    if kind == "cancel":
        said["product"] = ""
    name = f"{kind}@{minutes:09.2f} {application} {said['customer']} {said['product']}"
    event = Happened(name, at(minutes), KINDS[kind], "", application)
    return replace(event, **said)  # type: ignore[arg-type]


def given(db: Database, *events: Happened) -> None:
    """What happened is imported."""
    Events(db).take(events, LATER)
