"""Ways of delivery by postcode: what each costs and when it comes, by cut-off and distance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shop.money import Money


@dataclass(frozen=True)
class Area:
    """Where the shop is and how far it goes."""

    postcode: str = "411001"
    cut_off: time = time(15, 0)  # orders until then leave on the same day, by the clock of the zone
    zone: str = "Asia/Kolkata"
    free_from: int = 500_000  # minor units


@dataclass(frozen=True)
class Way:
    """One way to get an order."""

    id: str
    name: str
    cost: Money
    comes: date

    def spoken(self) -> str:
        cost = self.cost.spoken() if self.cost.minor else "free"
        return f"{self.name}: {cost}, {self.comes:%A %d %B}"


def ways(
    postcode: str, subtotal: Money, now: datetime, area: Area | None = None, dispatch_days: Sequence[int] = ()
) -> tuple[Way, ...]:
    """What is possible to this postcode, the cheapest first. Sellers that take longer make it later."""
    area = area or Area()
    distance = _distance(area.postcode, postcode)
    here = now.astimezone(ZoneInfo(area.zone))
    ready = here.date() + timedelta(max(dispatch_days, default=0) + (here.time() >= area.cut_off))
    nothing = Money(0, subtotal.currency)
    standard_cost = nothing if subtotal >= Money(area.free_from, subtotal.currency) else Money(
        (4000, 8000, 15000)[distance], subtotal.currency
    )  # fmt: skip
    found = [Way("standard", "Standard", standard_cost, _working(ready, (1, 3, 6)[distance]))]
    if distance < 2:
        express = Money((9000, 18000)[distance], subtotal.currency)
        found.append(Way("express", "Express", express, _working(ready, (0, 1)[distance])))
    if distance == 0:
        found.append(Way("pickup", "Pick up yourself", nothing, _working(ready, 0)))
    return tuple(sorted(found, key=lambda way: (way.cost.minor, way.comes)))


def parts(
    way: str, postcode: str, now: datetime, days: Mapping[str, int], area: Area | None = None
) -> tuple[tuple[str, date], ...]:
    """Who sends when: each seller sends their own goods, so what several sell comes in parts."""
    nothing = Money(0)
    found = []
    for seller, takes in days.items():
        mine = ways(postcode, nothing, now, area, [takes])
        found.append((seller, next((w.comes for w in mine if w.id == way), mine[0].comes)))
    return tuple(sorted(found, key=lambda part: (part[1], part[0])))


def spoken_parts(found: Sequence[tuple[str, date]]) -> str:
    """Why it comes more than once; nothing where one seller sends it all."""
    if len(found) < 2:
        return ""
    days: dict[date, list[str]] = {}
    for seller, comes in found:
        days.setdefault(comes, []).append(seller)
    if len(days) == 1:
        return f"{len(found)} sellers send it, each their own goods, all on {found[0][1]:%A %d %B}."
    when = "; ".join(f"{comes:%A %d %B} from {', '.join(names)}" for comes, names in days.items())
    return f"It comes in parts, for each seller sends their own goods: {when}."


def _distance(home: str, there: str) -> int:
    """0 in town, 1 in the region, 2 in the rest of the country: Indian postcodes say so in their digits."""
    if home[:3] == there[:3]:
        return 0
    return 1 if home[:1] == there[:1] else 2


def _working(day: date, away: int) -> date:
    """So many days on; nothing comes on a Sunday."""
    then = day + timedelta(away)
    return then + timedelta(1) if then.weekday() == 6 else then
