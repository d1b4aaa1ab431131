"""Where a buyer is in a search, as plain JSON: it lasts for hours and goes along to another channel."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from fractions import Fraction
from typing import Any

from shop.finding.asking import Ask
from shop.finding.constraints import Constraints
from shop.finding.find import Found
from shop.finding.measure import Measure


@dataclass(frozen=True)
class SearchState:
    """What was asked, what was shown for it, and what was looked at last."""

    ask: Ask = field(default_factory=lambda: Ask(""))
    shown: tuple[str, ...] = ()  # SKUs of the last page, in their order
    offset: int = 0  # of the last page
    focus: str = ""  # the SKU that was picked last

    @classmethod
    def of(cls, found: Found, offset: int = 0) -> "SearchState":
        """The state after showing this."""
        kept = found.asked.constraints.but(*found.given_up)
        return cls(replace(found.asked, constraints=kept), tuple(p.sku for p in found.products), offset)

    def looking_at(self, sku: str) -> "SearchState":
        return replace(self, focus=sku)

    def plain(self) -> dict[str, Any]:
        """For storing as JSON."""
        return {
            "words": self.ask.words,
            "order": self.ask.order,
            "as_typed": self.ask.as_typed,
            "constraints": _plain(self.ask.constraints),
            "shown": list(self.shown),
            "offset": self.offset,
            "focus": self.focus,
        }

    @classmethod
    def read(cls, plain: Any) -> "SearchState":
        """From what was stored; if an older version wrote it otherwise, it is forgotten."""
        if not isinstance(plain, Mapping):
            return cls()
        try:
            wanted, as_typed = _constraints(plain["constraints"]), plain.get("as_typed") is True
            ask = Ask(str(plain["words"]), wanted, str(plain["order"]), as_typed)
            shown = tuple(str(s) for s in plain["shown"])
            return cls(ask, shown, int(plain["offset"]), str(plain["focus"]))
        except (KeyError, TypeError, ValueError, ZeroDivisionError):
            return cls()


def _plain(wanted: Constraints) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in wanted.given():
        value = getattr(wanted, name)
        if isinstance(value, Measure):
            found[name] = _plain_size(value)
        elif name == "or_packs":
            found[name] = [_plain_size(size) for size in value]
        elif isinstance(value, date):
            found[name] = value.isoformat()
        else:
            found[name] = list(value) if isinstance(value, tuple) else value
    return found


def _plain_size(size: Measure) -> dict[str, Any]:
    return asdict(size) | {"amount": str(size.amount)}


def _size(plain: Mapping[str, Any]) -> Measure:
    return Measure(Fraction(plain["amount"]), str(plain["unit"]), int(plain["pieces"]))


def _constraints(plain: Mapping[str, Any]) -> Constraints:
    known = {f.name for f in fields(Constraints)}
    read: dict[str, Any] = {}
    for name, value in plain.items():
        if name not in known:
            continue
        if name.startswith("pack"):
            read[name] = _size(value)
        elif name == "or_packs":
            read[name] = tuple(map(_size, value))
        elif name == "deliver_by":
            read[name] = date.fromisoformat(value)
        else:
            read[name] = tuple(value) if isinstance(value, list) else value
    return Constraints(**read)
