"""Says and sets when people are at the desk."""

from collections.abc import Mapping
from datetime import datetime

from chat.hours import Hours, read_hours
from storage.audit import Audit
from storage.database import Database
from storage.facts import Facts

FACT = "desk.hours"


class OpeningHours:
    """The desk's hours, in the shop's own time unless an admin named another zone."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def as_set(self) -> Mapping[str, object]:
        """Give the hours as an admin wrote them; empty before anybody did."""
        given: Mapping[str, object] = Facts(self.db).get(FACT) or {}
        return given

    def hours(self) -> Hours:
        """Give the hours, to ask whether the desk is open."""
        return read_hours(self.as_set(), self.db.zone)

    def set(self, given: Mapping[str, object], by: str, now: datetime) -> None:
        """Set them, good at once; ValueError, KeyError or OSError where they make no sense."""
        read_hours(given, self.db.zone).is_open(now)
        Facts(self.db).put(FACT, given)
        Audit(self.db).write(now, by, "hours")
