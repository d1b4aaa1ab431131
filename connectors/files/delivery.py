"""Reads and writes ways of delivery as lines of a file: where to, for how much, in how many days."""

from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from connectors.files.cells import listed, money, name, text, whole, yes_or_no
from connectors.files.kind import BadLine, Kind, Row
from shop.delivery.ways import EVERYWHERE, Rate
from shop.money import Money

COLUMNS = (
    "zone",
    "postcodes",
    "way",
    "name",
    "charge",
    "days",
    "free_from",
    "cut_off",
    "clock",
    "closed",
    "currency",
    "active",
)
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class RateRow:
    """A line: what is set, or taken away."""

    rate: Rate
    active: bool = True


def read(row: Row) -> RateRow:
    """The way of delivery that a line describes."""
    currency = text(row, "currency", 3).upper() or "INR"
    way = name(row, "way", 40).lower()
    charge = text(row, "charge", 40, required=True)
    free_from = text(row, "free_from", 40)
    text(row, "days", 40, required=True)
    rate = Rate(
        zone=name(row, "zone", 80),
        postcodes=_postcodes(row),
        way=way,
        name=text(row, "name", 80) or way.capitalize(),
        charge=0 if not charge.strip("0.") else money(charge, currency, "charge").minor,
        days=whole(row, "days", 0, (0, 365)),
        free_from=money(free_from, currency, "free_from").minor if free_from else None,
        cut_off=_cut_off(text(row, "cut_off", 5) or "15:00"),
        clock=_clock(text(row, "clock", 60) or "Asia/Kolkata"),
        closed=_closed(row),
    )
    return RateRow(rate, yes_or_no(row, "active"))


def write(row: RateRow) -> dict[str, str]:
    """A way of delivery as the cells of a line."""
    rate = row.rate
    return {
        "zone": rate.zone,
        "postcodes": ";".join(rate.postcodes),
        "way": rate.way,
        "name": rate.name,
        "charge": Money(rate.charge).plain(),
        "days": str(rate.days),
        "free_from": "" if rate.free_from is None else Money(rate.free_from).plain(),
        "cut_off": f"{rate.cut_off:%H:%M}",
        "clock": rate.clock,
        "closed": ";".join(WEEK[day] for day in rate.closed) or "none",
        "currency": "",
        "active": "yes" if row.active else "no",
    }


def _postcodes(row: Row) -> tuple[str, ...]:
    found = listed(row, "postcodes", 20_000, 2_000)
    if not found:
        raise BadLine(f"postcodes must name what they begin with, like 411;412, or {EVERYWHERE} for all else")
    for one in found:
        if one != EVERYWHERE and not (one.isalnum() and one.isascii() and len(one) <= 12):
            raise BadLine(f"postcodes must be beginnings of postcodes, like 411, not {one[:40]!r}")
    return tuple(one.upper() for one in found)


def _cut_off(written: str) -> time:
    try:
        return time.fromisoformat(written)
    except ValueError:
        raise BadLine(f"cut_off must be a time like 15:00, not {written!r}") from None


def _clock(written: str) -> str:
    try:
        ZoneInfo(written)
    except (OSError, ValueError):  # a key that is not found is an OSError's kin or a KeyError
        raise BadLine(f"clock must be a time zone like Asia/Kolkata, not {written!r}") from None
    except KeyError:
        raise BadLine(f"clock must be a time zone like Asia/Kolkata, not {written!r}") from None
    return written


def _closed(row: Row) -> tuple[int, ...]:
    said = [day.lower() for day in listed(row, "closed", 200, 7)] or ["sunday"]
    if said == ["none"]:
        return ()
    unknown = [day for day in said if day not in WEEK]
    if unknown or len(said) == 7:
        raise BadLine(f"closed must be days like saturday;sunday, or none, not {'; '.join(said)[:60]!r}")
    return tuple(sorted(WEEK.index(day) for day in said))


DELIVERY = Kind(
    "delivery",
    COLUMNS,
    ("zone", "postcodes", "way", "charge", "days"),
    read,
    write,
    lambda row: (row.rate.zone, row.rate.way),
)
