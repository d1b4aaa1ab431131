"""Says which of somebody's orders words mean: by its day, by how far it is, or as the one before another."""

import re
from collections.abc import Sequence
from datetime import date, tzinfo

from shop.orders.order import Order
from shop.orders.status import Status

LATELY = 62  # days: a day without its month is of these

# "24 tarikh", "the 24th", "24 ko", "24 wala"; not "24 packet".
_DAY = re.compile(
    r"(?<![\d.,/-])(\d{1,2})(?:\s*(?:st|nd|rd|th)\b|\s+(?:ta+r[ie]+kh?|date|ko|wal[aei])\b)", re.IGNORECASE
)
# "Before the 3rd", "3 tarikh tak": by when something is to happen, and no day of an order.
_LIMIT = re.compile(
    r"\b(?:before|by|till|until|upto)\s{1,3}(?:the\s{1,3})?\d{1,2}\s?\w{0,12}"
    r"|\b\d{1,2}(?:\s?[^\W\d]{1,12})?\s{1,3}(?:tak|se\s{1,3}p[ae]h?l[ei])\b",
    re.IGNORECASE,
)
# How far an order is, as it is called: "the packed one", "jo cancel hua tha".
_DONE = (
    r"(?:l?ed\b|\s+(?:hua|hui|hue|huye|pada|para|rakha|kiya|kara|kari|ho\s+(?:gaya|gayi|gya|chuka|raha))\b)"
)
_CALLED: tuple[tuple[tuple[Status, ...], re.Pattern[str]], ...] = (
    (("cancelled",), re.compile(rf"\b(?:cance?l|radd){_DONE}", re.IGNORECASE)),
    (("packed",), re.compile(rf"\bpack{_DONE}", re.IGNORECASE)),
    (
        ("shipped",),
        re.compile(
            rf"\b(?:ship(?:p?ed\b)|(?:des|dis)patch{_DONE}|on (?:the|its) way|in transit|ra+ste)\b", re.I
        ),
    ),
    (("returned", "return_requested"), re.compile(rf"\b(?:return|wapas){_DONE}", re.IGNORECASE)),
    (("delivered",), re.compile(rf"\b(?:deliver{_DONE}|delivered\b)", re.IGNORECASE)),
    (("pending", "changed"), re.compile(r"\bpending\b", re.IGNORECASE)),
)
# "Not the cancelled one", "cancelled wala nahi": how far it is not.
_NOT_SO = re.compile(
    r"\b(?:not|except|without)\s(?:the\s)?(?:cancel|pack|ship|dispatch|deliver|return)\w{0,5}"
    r"|\b(?:cancel|pack|ship|dispatch|deliver|return)\w{0,5}\s(?:wal[aei]\s)?(?:nahi|nahin|mat)\b",
    re.IGNORECASE,
)
_NAMES_ONE = re.compile(r"\b(?:jo|wal[aei]|orders?|the|one|which|thats?|maal|mal|saman)\b", re.IGNORECASE)


def without_limits(said: str) -> str:
    """The words without the day by when something is to happen."""
    return _LIMIT.sub(" ", said)


def of_day(said: str, orders: Sequence[Order], today: date, zone: tzinfo | None) -> list[Order]:
    """The orders of the day of the month that is named, of the newest month that has any."""
    for found in _DAY.finditer(without_limits(said)):
        days = [(order, order.at.astimezone(zone).date()) for order in orders]
        here = [
            (order, day)
            for order, day in days
            if day.day == int(found[1]) and 0 <= (today - day).days <= LATELY
        ]
        if here:
            newest = max(day for _, day in here)
            return [order for order, day in here if day == newest]
    return []


def of_state(said: str, orders: Sequence[Order]) -> list[Order]:
    """The orders that are as far as is said: "the one that is packed"; none where no order is called so."""
    said = _NOT_SO.sub(" ", said)
    if not _NAMES_ONE.search(said):
        return []
    for states, called in _CALLED:
        if called.search(said) and (found := [o for o in orders if o.status in states]):
            return found
    return []


def before(order: str, orders: Sequence[Order]) -> Order | None:
    """The order before this one; orders come newest first."""
    place = next((i for i, one in enumerate(orders) if one.id == order), len(orders))
    return orders[place + 1] if place + 1 < len(orders) else None
