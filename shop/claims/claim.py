"""What a claim is, how it moves, and what may be claimed, given back and settled by rule; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal

from chat.hours import Hours
from shop.money import Money
from shop.orders.changes import worth
from shop.orders.order import Order
from shop.orders.status import UNDER_WAY, Status
from shop.orders.view import ClaimSeen, OrderView
from shop.refusals import Refused

Kind = Literal["missing", "short", "damaged", "wrong", "expired", "other"]
KINDS: tuple[Kind, ...] = ("missing", "short", "damaged", "wrong", "expired", "other")
NOT_THERE: tuple[Kind, ...] = ("missing", "short")  # what never came, and so can't be looked at
State = Literal["open", "answered", "accepted", "refused", "settled", "withdrawn"]
Step = Literal["answer", "accept", "refuse", "settle", "withdraw"]
How = Literal["refund", "replacement"]  # a refund may go to store credit, which is a way to be paid back

# The one table of how a claim moves. What is not here does not happen.
MOVES: Mapping[State, Mapping[Step, State]] = {
    "open": {
        "answer": "answered",
        "accept": "accepted",
        "refuse": "refused",
        "settle": "settled",
        "withdraw": "withdrawn",
    },
    "answered": {"accept": "accepted", "refuse": "refused", "settle": "settled", "withdraw": "withdrawn"},
    "accepted": {"settle": "settled", "withdraw": "withdrawn"},
    "refused": {"settle": "settled"},  # the desk may see it otherwise than the seller
    "settled": {},
    "withdrawn": {},
}
WAITING: tuple[State, ...] = ("open", "answered", "accepted")  # for somebody here to do something
DELIVERED: Status = "delivered"
DONE: tuple[State, ...] = ("refused", "settled", "withdrawn")
MOST_PHOTOS = 6
MOST_WORDS = 600  # letters of what the customer says, or of a reason
RULE = "rule"  # who settled it, where nobody did

Pieces = Mapping[str, int]  # of each product, by its SKU


@dataclass(frozen=True)
class ClaimRules:
    """How this shop deals with claims: its settings."""

    window_days: int = 7  # after delivery, in which goods may be claimed
    answer_days: int = 2  # working days in which a claim is to be answered
    at_once: Money = field(default_factory=lambda: Money(50_000))  # settled without a person up to this
    at_once_claims: int = 2  # of one customer in `lately`, this one among them; 0: never without a person
    lately: timedelta = timedelta(days=90)


@dataclass(frozen=True)
class Item:
    """So many pieces of a product that are claimed."""

    sku: str
    title: str
    quantity: int


@dataclass(frozen=True)
class Claim:
    """Goods of one order, of one seller, that did not come as they were bought."""

    id: str
    customer: str
    order: str
    seller: str  # "" for the shop itself
    kind: Kind
    items: tuple[Item, ...]
    wish: How
    method: str  # where a refund is to go
    words: str  # the customer's own
    photos: tuple[str, ...]  # as the channel or the house names its files: "kept:...", "telegram:..."
    state: State
    at: datetime
    due: datetime
    conversation: str = ""
    how: str = ""  # how it was settled
    amount: Money | None = None  # what was given back
    sent: str = ""  # the order that brings the replacement
    reason: str = ""  # why it was refused, or what was answered

    @property
    def pieces(self) -> Pieces:
        """How many of each product."""
        return _counted((item.sku, item.quantity) for item in self.items)

    @property
    def skus(self) -> list[str]:
        """One SKU a piece, as orders count them."""
        return [item.sku for item in self.items for _ in range(item.quantity)]

    def is_overdue(self, now: datetime) -> bool:
        """Whether it should have been answered by now."""
        return self.state in WAITING and self.due < now


def goods_of(claim: Claim) -> str:
    """Name what is claimed."""
    return ", ".join(f"{item.quantity} x {item.title}" for item in claim.items)


def seen(claim: Claim) -> ClaimSeen:
    """A claim as it is shown with its order."""
    return ClaimSeen(
        claim.id, claim.kind, claim.state, claim.at, claim.due, goods_of(claim), claim.amount, claim.sent
    )


@dataclass(frozen=True)
class Event:
    """One step of a claim: when, who, and what was said with it."""

    at: datetime
    step: str
    by: str
    note: str


def moved(claim: Claim, step: Step) -> Claim:
    """The claim one step on, if the table has it."""
    after = MOVES[claim.state].get(step)
    if after is None:
        raise Refused("claim_closed", claim=claim.id, claim_state=claim.state)
    return replace(claim, state=after)


def due_at(now: datetime, days: int, hours: Hours) -> datetime:
    """The end of the last of so many working days, the day of the claim not counted."""
    day, left = now.astimezone(hours.zone).date(), days
    for _ in range(days * 7 + 60):  # a shop that is never open has a deadline all the same
        day += timedelta(days=1)
        left -= _is_worked(day, hours)
        if left <= 0:
            break
    closes = hours.week[day.weekday()][1] if day.weekday() in hours.week else Hours().week[0][1]
    return datetime.combine(day, closes, hours.zone)


def _is_worked(day: date, hours: Hours) -> bool:
    return day.weekday() in hours.week and day not in hours.holidays


def delivered_at(view: OrderView, seller: str) -> datetime | None:
    """When this seller's part of an order was delivered; None where it was not.

    Of an order that was brought in nothing is written but its own day.
    """
    order = view.order
    if order.status == "cancelled":
        return None
    whole = order.status not in UNDER_WAY
    part = next((s for s in order.shipments if s.get("seller") == seller), {})
    if not whole and part.get("status") != DELIVERED:
        return None
    steps = ("deliver", f"part {DELIVERED}")
    came = [datetime.fromisoformat(event.at) for event in view.events if event.step in steps]
    return max(came, default=order.at)


def claimed_before(claims: Iterable[Claim]) -> Counter[str]:
    """Pieces of an order that may not be claimed or returned once more; a refused claim stays refused."""
    return _counted(one for c in claims if c.state != "withdrawn" for one in c.pieces.items())


def going_back(claims: Iterable[Claim]) -> Counter[str]:
    """Pieces that a return may not hold as well: a refused claim does not keep goods from being returned."""
    kept = ("withdrawn", "refused")
    return _counted(one for c in claims if c.state not in kept for one in c.pieces.items())


def left_to_claim(order: Order, claims: Iterable[Claim]) -> Counter[str]:
    """How many pieces of each product were bought and neither claimed, returned nor exchanged."""
    left = _counted((line.sku, line.quantity) for line in order.lines)
    if order.request:
        left.subtract(order.request.skus)
    left.subtract(claimed_before(claims))
    return Counter({sku: max(0, count) for sku, count in left.items()})


def check_pieces(order: Order, wanted: Pieces, claims: Sequence[Claim]) -> None:
    """Refuse what was not bought, more than was bought, and what was claimed or given back before."""
    bought = _counted((line.sku, line.quantity) for line in order.lines)
    titles = {line.sku: line.title for line in order.lines}
    left = left_to_claim(order, claims)
    if not wanted:
        raise Refused("items_missing")
    for sku, count in wanted.items():
        title = titles.get(sku, sku)
        if count < 1:
            raise Refused("claim_of_none", title=title)
        if count > bought[sku]:
            raise Refused("claim_of_more", order=order.id, title=title, bought=bought[sku])
        if count > left[sku]:
            raise Refused("claimed_before", order=order.id, title=title, left=left[sku])


def check_day(view: OrderView, seller: str, rules: ClaimRules, now: datetime) -> None:
    """Refuse what is not delivered yet, or was so too long ago."""
    came = delivered_at(view, seller)
    if came is None:
        raise Refused("claim_too_early", order=view.order.id, status=view.order.status)
    if now > came + timedelta(days=rules.window_days):
        raise Refused("claim_too_late", order=view.order.id, days=rules.window_days, day=came)


def can_be_refunded(order: Order, claim: Claim) -> Money:
    """The most that can be given back of a claim: what was paid for the pieces, of what is left of that."""
    if order.status in UNDER_WAY:  # the courier would take it again with what is open
        return Money(0, order.currency)
    paid = order.paid if order.says_paid else order.total + order.paid  # where none is written, all was paid
    return Money(max(0, min(worth(order, claim.skus).minor, paid.minor)), order.currency)


def settled_at_once(claim: Claim, value: Money, lately: int, rules: ClaimRules) -> bool:
    """Whether no person needs to look: a small claim of a plain kind, of who makes few.

    `lately` counts this one too.
    """
    few = lately <= rules.at_once_claims
    return claim.kind != "other" and few and value.minor > 0 and value <= rules.at_once


def _counted(pieces: Iterable[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for sku, count in pieces:
        found[sku] += count
    return found
