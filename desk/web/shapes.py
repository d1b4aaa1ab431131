"""How times, money and names look on the pages; pure."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from chat.handoff import PROMISES
from desk.views import Item
from shop.money import Money

WINDOW = timedelta(hours=24)

NAMES = {
    "asked": "asked for a person",
    "complaint": "complaint",
    "misunderstood": "not understood twice",
    "angry": "angry tone",
    "payment": "payment trouble",
    "refund": "refund over the limit",
    "key_account": "key account",
    "high_value": "high value",
    "seller": "seller did not answer",
    "order_list": "order a list",
    "nlu_fallback": "not understood",
    "pending": "to pack",
    "changed": "to pack (changed)",
    "shipped": "on its way",
    "off_platform": "deal outside the shop",
    "contact": "contact data",
    "ask": "asked for a person",
    "claim": "took over",
    "release": "handed back",
    "requeue": "back into the line",
    "offer": "offered to",
    "breach": "waited too long",
    "overdue": "not settled in time",
    "card": "showed a product",
    "cart": "changed the cart",
    "presence": "is now",
    "score": "said how it was",
    "settle": "settled a flag",
    "human_agent": "asked for a person",
    "faq": "asked about the shop",
    "out_of_scope": "something else",
    "search_product": "look for goods",
    "ask_seller": "ask the seller",
    "quote": "asked for a price",
    "quote_answer": "answered a quote",
    "quote_accept": "accepted an offer",
    "quote_decline": "declined an offer",
    "question": "asked a seller",
    "answer": "answered",
    "remind": "reminded the seller",
    "escalate": "let a question lie",
    "seller_chat": "connected a phone",
    "seller_chat_off": "disconnected a phone",
    "wish": "asked a seller for something not listed",
    "pass": "left it to somebody else",
    "offer_made": "offered something to be made",
}


def _at(stamped: str) -> datetime:
    return datetime.strptime(stamped, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)


def ago(stamped: str, now: datetime) -> str:
    """ "now", "4 min", "3 h", "2 d"."""
    if not stamped:
        return ""
    minutes = int((now - _at(stamped)).total_seconds() // 60)
    if minutes < 1:
        return "now"
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 48 * 60 else f"{minutes // 1440} d"


def late(since: str, priority: int, now: datetime) -> str:
    """Tell how bad a wait is: "fine", "soon" or "late", by what the priority promises."""
    if not since:
        return "fine"
    waited, promise = now - _at(since), PROMISES[priority]
    return "late" if waited >= promise else "soon" if waited >= promise / 2 else "fine"


def clock(stamped: str, zone: tzinfo) -> str:
    """ "14:05" in the shop's time."""
    return _at(stamped).astimezone(zone).strftime("%H:%M") if stamped else ""


def day(stamped: str, zone: tzinfo) -> str:
    """ "5 Jan 2026" in the shop's time."""
    at = _at(stamped).astimezone(zone) if stamped else None
    return f"{at.day} {at.strftime('%b %Y')}" if at else ""


def money(minor: int, currency: str = "INR") -> str:
    """Write an amount as a person does."""
    return Money(int(minor), currency).spoken()


def amount(plain: str, currency: str = "INR") -> str:
    """Write an amount of the chat API ("5352.00") as a person does."""
    return Money.of(plain, currency).spoken()


def plainly(name: str) -> str:
    """Put a name of the program in words: "view_cart" is "view cart"."""
    return NAMES.get(name, name.replace("_", " "))


def by_day(items: Sequence[Item], zone: tzinfo) -> list[tuple[str, list[Item]]]:
    """Cut a thread where a new day begins."""
    days: list[tuple[str, list[Item]]] = []
    for item in items:
        name = day(item["at"], zone)
        if not days or days[-1][0] != name:
            days.append((name, []))
        days[-1][1].append(item)
    return days


def window_left(channel: str, last_heard: str, now: datetime) -> str:
    """Tell what is left of the day in which WhatsApp takes free words after the last heard; or "closed"."""
    if channel != "whatsapp":
        return ""
    left = WINDOW - (now - _at(last_heard)) if last_heard else timedelta(0)
    if left <= timedelta(0):
        return "closed"
    hours = int(left.total_seconds() // 3600)
    return f"{hours} h" if hours else f"{int(left.total_seconds() // 60)} min"


def stars(score: float) -> str:
    """Put a mean of the four answers to "How did we do?" in words."""
    return ("Bad", "So so", "Good", "Very good")[max(1, min(4, round(score))) - 1]


def until(stamped: str, now: datetime) -> str:
    """Tell what is left: "40 min", "3 h"; "over" when it is."""
    if not stamped:
        return ""
    minutes = int((_at(stamped) - now).total_seconds() // 60)
    if minutes < 0:
        return "over"
    return (
        f"{minutes} min"
        if minutes < 60
        else f"{minutes // 60} h"
        if minutes < 2880
        else f"{minutes // 1440} d"
    )
