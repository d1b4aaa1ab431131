"""Finds the runs of looks that led to no purchase within a window; pure."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from insight.events.event import Happened
from insight.events.goods import Goods
from insight.journeys.road import Road, amount, applications
from insight.journeys.rows import Searched


def searched(road: Road, goods: Goods, as_of: datetime, window: timedelta) -> Iterator[Searched]:
    """Each run of one customer's looks at one product that no purchase followed within the window."""
    for run, end in runs(road):
        last = run[-1]
        waited = (end.at if end else as_of) - last.at
        # A purchase in the window's last moment is in time; at that moment all that is in time is recorded.
        if waited < window or (end and waited == window):
            continue
        named = next((look for look in reversed(run) if look.quantity is not None), None)
        yield Searched(
            customer=last.customer,
            product=goods.name(last),
            category=last.category,
            sub_category=last.sub_category,
            colour=last.colour,
            size=last.size,
            quantity=named.quantity if named else None,
            price=amount(named.price) if named else None,
            applications_checked=applications(run),
            times=len(run),
            first_at=run[0].at,
            last_at=last.at,
            bought_later_at=end.at if end else None,
            bought_later_in=end.application if end else "",
        )


def runs(road: Road) -> Iterator[tuple[Sequence[Happened], Happened | None]]:
    """The looks that no purchase lies between, with the purchase that ended them, if one did."""
    done = 0
    for purchase in road.purchases:
        upto = done
        while upto < len(road.looks) and road.looks[upto].at <= purchase.at:
            upto += 1
        if upto > done:
            yield road.looks[done:upto], purchase
        done = upto
    if done < len(road.looks):
        yield road.looks[done:], None
