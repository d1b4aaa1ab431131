"""Tells of each purchase where else the customer had looked at the product; pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import timedelta

from insight.events.event import Happened
from insight.events.goods import Goods
from insight.journeys.road import Road, amount, applications
from insight.journeys.rows import Bought

LOOK_BACK = timedelta(days=30)


def bought(road: Road, goods: Goods) -> Iterator[tuple[Happened, Bought]]:
    """Each purchase of one product with its row."""
    for one in road.purchases:
        elsewhere = [look for look in _before(road, one) if look.application != one.application]
        known = one.quantity is not None and one.price is not None
        yield (
            one,
            Bought(
                customer=one.customer,
                product=goods.name(one),
                category=one.category,
                sub_category=one.sub_category,
                colour=one.colour,
                size=one.size,
                quantity=one.quantity,
                application_used=one.application,
                applications_checked=applications(elsewhere),
                time=one.at,
                payment_mode=one.payment_mode,
                final_price=amount((one.quantity or 0) * (one.price or 0)) if known else None,
            ),
        )


def _before(road: Road, purchase: Happened) -> list[Happened]:
    """The looks up to a purchase, after the one before it and at most so far back.

    Lines that were bought at the same moment are one purchase: the looks before it are those of each.
    """
    times = [look.at for look in road.looks]
    start = bisect_left(times, purchase.at - LOOK_BACK)
    earlier = bisect_left([one.at for one in road.purchases], purchase.at)
    if earlier:
        start = max(start, bisect_right(times, road.purchases[earlier - 1].at))
    return road.looks[start : bisect_right(times, purchase.at)]
