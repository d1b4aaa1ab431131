"""How each channel does: when it was heard and said something last, what waits, what failed of late."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from chat.store.health import Traffic, traffic
from storage.database import Database

OF_LATE = timedelta(days=1)
MANY_PENDING = 20


def health(db: Database, set_up: Collection[str], now: datetime) -> list[dict[str, Any]]:
    """Give one row a channel, by its messages of the last day."""
    with db.read() as tx:
        found = traffic(tx, now - OF_LATE)
    channels = ((channel, found.get(channel, Traffic())) for channel in ("web", "telegram", "whatsapp"))
    return [
        {"channel": channel, "state": _state(one, channel in set_up), **asdict(one)}
        for channel, one in channels
    ]


def _state(one: Traffic, set_up: bool) -> str:
    if not set_up:
        return "off"
    if one.failed:
        return "failing"
    return "slow" if one.pending > MANY_PENDING else "good"
