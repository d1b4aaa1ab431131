"""Defines what a question was understood to ask, and that one was not; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from insight.questions.days import Days, whole

MEASURE, STOPPED, WHY = "measure", "stopped", "why"  # what is done with it


class CannotTell(Exception):
    """A question that no figure answers; the text says why, to who asked."""


@dataclass(frozen=True)
class Understood:
    """A measure, by what it is cut and held, when, and against which other time."""

    measure: str
    by: str = ""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    days: Days | None = None  # None: all that is recorded
    against: Days | None = None
    order: str = ""  # most, least: only the first rows count
    limit: int = 0
    does: str = MEASURE
    read_as: tuple[tuple[str, str], ...] = ()  # slips, and what they were taken for

    def as_json(self) -> dict[str, Any]:
        """As the API tells it; what is not asked for is left out but for the five of the contract."""
        said: dict[str, Any] = {
            "measure": self.measure,
            "by": self.by,
            "filters": {name: list(values) for name, values in self.filters.items()},
            "from": self.days.first.isoformat() if self.days else None,
            "to": self.days.last.isoformat() if self.days else None,
        }
        if self.against:
            said["against"] = {"from": self.against.first.isoformat(), "to": self.against.last.isoformat()}
        if self.order:
            said |= {"order": self.order, "limit": self.limit}
        if self.does != MEASURE:
            said["does"] = self.does
        if self.read_as:
            said["read_as"] = dict(self.read_as)
        return said

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> "Understood":
        """What was understood before, as the API told it; CannotTell where it is something else."""
        try:
            days = None
            if said.get("from") and said.get("to"):
                first, last = date.fromisoformat(said["from"]), date.fromisoformat(said["to"])
                units = ("day", "week", "month", "quarter", "year")
                unit = next((one for one in units if whole(first, one) == Days(first, last, one)), "days")
                days = Days(first, last, unit)
            named = {str(name): tuple(map(str, values)) for name, values in dict(said["filters"]).items()}
            return cls(str(said["measure"]), str(said.get("by") or ""), named, days)
        except (KeyError, TypeError, ValueError) as err:
            raise CannotTell("The context is not what was understood of a question before.") from err
