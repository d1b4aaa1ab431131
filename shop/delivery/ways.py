"""Ways of delivery by postcode: what each costs and when it comes, as the shop has set them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chat.days import weekday_in
from shop.delivery import words
from shop.money import Money
from shop.refusals import Refused

PICKUP = "pickup"  # the way that brings nothing
AGREED = "agreed"  # the only way of a shop that has set none
EVERYWHERE = "*"


@dataclass(frozen=True)
class Rate:
    """One way of delivery to one zone."""

    zone: str
    postcodes: tuple[str, ...]  # what the postcodes of the zone begin with, or EVERYWHERE else
    way: str
    name: str
    charge: int  # minor units, in the currency of the goods
    days: int  # from leaving to arriving
    free_from: int | None = None  # minor units of goods
    cut_off: time = time(15, 0)  # orders until then leave on the same day, by the clock
    clock: str = "Asia/Kolkata"
    closed: tuple[int, ...] = (6,)  # days of the week on which nothing comes; 0 is Monday

    def reaches(self, postcode: str) -> int:
        """How narrowly this zone fits a postcode: digits that agree; -1 where it does not."""
        fits = [len(p) for p in self.postcodes if p != EVERYWHERE and postcode.startswith(p)]
        return max(fits, default=0 if EVERYWHERE in self.postcodes else -1)


@dataclass(frozen=True)
class Way:
    """One way to get an order."""

    id: str
    name: str  # "" where the shop has set none
    cost: Money
    comes: date | None  # none: the shop has not set it
    free_from: Money | None = None

    def called(self, locale: str) -> str:
        """Say its name, which is the shop's own where it has set one."""
        return self.name or words.DELIVERY.in_(locale)

    def when(self, locale: str) -> str:
        """Say on which day it comes."""
        return weekday_in(locale, self.comes) if self.comes else words.NOT_SET.in_(locale)

    def spoken(self, locale: str) -> str:
        """Say what it costs and when it comes."""
        if self.comes is None:
            return words.NOT_IN_TOTAL.in_(locale)
        cost = self.cost.spoken() if self.cost.minor else words.FREE.in_(locale)
        return words.WAY.in_(locale, way=self.called(locale), cost=cost, day=self.when(locale))


@dataclass(frozen=True)
class Ways:
    """What a shop has set. Nothing set promises nothing."""

    rates: tuple[Rate, ...] = field(default_factory=tuple)

    def usual_postcode(self) -> str:
        """Where somebody is taken to be who has not said: in the zone that was set first."""
        return next((p for rate in self.rates for p in rate.postcodes if p != EVERYWHERE), "")

    def to(
        self, postcode: str, subtotal: Money, now: datetime, dispatch_days: Sequence[int] = ()
    ) -> tuple[Way, ...]:
        """What is possible to this postcode, the cheapest first. Sellers that take longer make it later."""
        if not self.rates:
            return (Way(AGREED, "", Money(0, subtotal.currency), None),)
        here = self._nearest(postcode)
        found = [_way(rate, subtotal, now, max(dispatch_days, default=0)) for rate in here]
        return tuple(sorted(found, key=lambda way: (way.cost.minor, way.comes or date.max)))

    def comes_on(self, postcode: str, weekday: int) -> bool:
        """Tell whether anything is brought to this postcode on this day of the week, 0 for Monday."""
        brought = [rate for rate in self._nearest(postcode) if rate.way != PICKUP]
        return any(weekday not in rate.closed for rate in brought)

    def _nearest(self, postcode: str) -> list[Rate]:
        """The rates of the zone that fits this postcode best."""
        nearest = max((rate.reaches(postcode) for rate in self.rates), default=-1)
        return [rate for rate in self.rates if rate.reaches(postcode) == nearest and nearest >= 0]


def chosen(found: Sequence[Way], way: str, postcode: str) -> Way:
    """That way, or the cheapest that brings it."""
    if not found:
        raise Refused("not_delivered", postcode=postcode) if postcode else Refused("not_delivered_there")
    usual = next((w for w in found if w.id != PICKUP), found[0])
    return next((w for w in found if w.id == way), usual)


def parts(
    set_ways: Ways, way: str, postcode: str, now: datetime, days: Mapping[str, int]
) -> tuple[tuple[str, date], ...]:
    """Who sends when: each seller sends their own goods, so what several sell comes in parts."""
    found = []
    for seller, takes in days.items():
        mine = [w for w in set_ways.to(postcode, Money(0), now, [takes]) if w.comes]
        comes = next((w.comes for w in mine if w.id == way), mine[0].comes if mine else None)
        if comes:
            found.append((seller, comes))
    return tuple(sorted(found, key=lambda part: (part[1], part[0])))


def spoken_parts(found: Sequence[tuple[str, date]], locale: str) -> str:
    """Say why it comes more than once; nothing where one seller sends it all."""
    if len(found) < 2:
        return ""
    days: dict[date, list[str]] = {}
    for seller, comes in found:
        days.setdefault(comes, []).append(seller)
    if len(days) == 1:
        return words.ON_ONE_DAY.in_(locale, sellers=len(found), day=weekday_in(locale, found[0][1]))
    parts = [
        words.PART.in_(locale, day=weekday_in(locale, comes), sellers=", ".join(names))
        for comes, names in days.items()
    ]
    return words.IN_PARTS.in_(locale, parts="; ".join(parts))


def _way(rate: Rate, subtotal: Money, now: datetime, takes: int) -> Way:
    here = now.astimezone(ZoneInfo(rate.clock))
    ready = here.date() + timedelta(takes + (here.time() >= rate.cut_off))
    free = rate.free_from is not None and subtotal.minor >= rate.free_from
    cost = Money(0 if free else rate.charge, subtotal.currency)
    free_from = None if rate.free_from is None else Money(rate.free_from, subtotal.currency)
    return Way(rate.way, rate.name, cost, _open(ready + timedelta(rate.days), rate.closed), free_from)


def _open(day: date, closed: Sequence[int]) -> date:
    """That day, or the next on which something comes."""
    return next((then for n in range(7) if (then := day + timedelta(n)).weekday() not in closed), day)
