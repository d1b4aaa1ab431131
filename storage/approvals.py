"""Spending limits of companies: over one, a second person of theirs has to agree before anything is ordered.

The goods stay held while the second person thinks. Yes orders them, or lets the buyer go and pay;
no, or no answer in time, gives everything back and says so.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from chat.reply import Command, Option, Reply, choice, text
from shop.errors import NotAllowed, NotFound
from shop.money import Money
from shop.orders import ONLINE, Order
from storage import allocations
from storage.checkouts import EXPIRED, Checkout, Checkouts
from storage.conversations import Conversations
from storage.database import stamp
from storage.order_tables import approvals, checkouts, spending_limits
from storage.tables import conversations, customers

WAITS = timedelta(hours=24)
PAY_WITHIN = timedelta(hours=12)  # after a yes, where the buyer still has to pay online


@dataclass(frozen=True)
class Limit:
    """What a customer may order without asking, and whom to ask for more."""

    most: Money
    approver: str
    name: str


def limit_of(tx: Connection, customer: str) -> Limit | None:
    """The customer's spending limit, if their company set one."""
    row = tx.execute(
        select(spending_limits, customers.c.name)
        .join(customers, customers.c.id == spending_limits.c.approver_id)
        .where(spending_limits.c.customer_id == customer)
    ).first()
    return (
        Limit(Money(row.limit, row.currency), row.approver_id, row.name or row.approver_id) if row else None
    )


def put_limit(tx: Connection, customer: str, most: Money | None, approver: str = "") -> None:
    """Set a limit, or (None) lift it."""
    tx.execute(spending_limits.delete().where(spending_limits.c.customer_id == customer))
    if most is None:
        return
    if customer == approver:
        raise NotAllowed("Nobody can approve their own orders. Name somebody else of the company.")
    known = set(tx.execute(select(customers.c.id).where(customers.c.id.in_([customer, approver]))).scalars())
    for missing in {customer, approver} - known:
        raise NotFound(f"There is no customer {missing}.")
    tx.execute(
        insert(spending_limits).values(
            customer_id=customer, limit=most.minor, currency=most.currency, approver_id=approver
        )
    )


def ask(tx: Connection, store: Conversations, checkout: Checkout, method: str, now: datetime) -> str:
    """Ask the second person, on the channel they used last; the sentence for the buyer."""
    limit = limit_of(tx, checkout.customer)
    assert limit is not None  # noqa: S101  # one is only asked over a limit
    words = (
        f"Orders over {limit.most.spoken()} need a yes from {limit.name}. I asked; the goods are held for "
        f"you for a day, and the answer comes here."
    )
    placed = tx.execute(
        store.db.insert(approvals)
        .values(
            checkout_id=checkout.id,
            customer_id=checkout.customer,
            approver_id=limit.approver,
            method=method,
            state="asked",
            expires_at=stamp(now + WAITS),
            at=stamp(now),
        )
        .on_conflict_do_nothing()
        .returning(approvals.c.checkout_id)
    ).scalar()
    if placed is None:
        return words  # asked already
    where = _last_used(tx, limit.approver)
    if where is None:
        raise NotAllowed(
            f"Orders over {limit.most.spoken()} need a yes from {limit.name}, who has no chat with us yet. "
            "Ask them to write to us once, then check out again."
        )
    held = tx.execute(
        update(checkouts)
        .where(
            checkouts.c.id == checkout.id, checkouts.c.state == "open", checkouts.c.expires_at > stamp(now)
        )
        .values(state="paying", expires_at=stamp(now + WAITS))
    )
    if not held.rowcount:  # it ended while it was read
        raise NotAllowed(EXPIRED)
    store.say_in(tx, where, [_question(tx, checkout, limit)])
    return words


def _question(tx: Connection, checkout: Checkout, limit: Limit) -> Reply:
    who = tx.execute(select(customers.c.name).where(customers.c.id == checkout.customer)).scalar()
    lines = [f"• {x['quantity']} x {x['title']}" for x in checkout.quote["lines"]]
    more = f"\nand {len(lines) - 12} more" if len(lines) > 12 else ""
    words = (
        f"{who or checkout.customer} wants to order for {checkout.total.spoken()}, over the limit of "
        f"{limit.most.spoken()}:\n" + "\n".join(lines[:12]) + f"{more}\nShall it be ordered?"
    )
    return choice(
        words,
        Option("Approve", Command("checkout", {"text": f"approve|{checkout.id}"})),
        Option("Refuse", Command("checkout", {"text": f"refuse|{checkout.id}"})),
    )


def answer(
    tx: Connection,
    known: Checkouts,
    store: Conversations,
    approver: str,
    checkout: str,
    yes: bool,
    now: datetime,
) -> tuple[Checkout, Order | None]:
    """The second person's word. A yes orders what needs no payment online; the buyer is told of either."""
    row = tx.execute(
        select(approvals).where(approvals.c.checkout_id == checkout, approvals.c.approver_id == approver)
    ).first()
    if row is None:
        raise NotFound("I know of nothing that waits for your yes there.")
    if row.state != "asked" or row.expires_at <= stamp(now):
        raise NotAllowed(_OVER.get(row.state, "That question is over: no answer came in time."))
    found = known.get(tx, checkout, lock=True)
    this = update(approvals).where(approvals.c.checkout_id == checkout)
    tx.execute(this.values(state="approved" if yes else "refused"))
    if not yes:
        _over(tx, found)
        tell(
            tx,
            store,
            found,
            text(f"Your order for {found.total.spoken()} was not approved.{_KEPT}", "system"),
        )
        return found, None
    if row.method == ONLINE:
        until = now + PAY_WITHIN
        tx.execute(
            update(checkouts)
            .where(checkouts.c.id == checkout)
            .values(state="open", link="", expires_at=stamp(until))
        )
        return found, None
    order = known.place(tx, checkout, row.method, now)
    follow = Option("Where is it?", Command("track_order", {"order": order.id}))
    words = f"Approved and ordered. Your order number is {order.id}, {order.total.spoken()} in all."
    tell(tx, store, found, Reply("choice", words, "system", options=(follow,)))
    return found, order


_OVER = {"approved": "You approved it before.", "refused": "You refused it before."}
_KEPT = " Your cart is still there."


def expire(tx: Connection, store: Conversations, now: datetime) -> int:
    """What nobody answered in time is given back, and the buyer told."""
    late = tx.execute(
        select(approvals.c.checkout_id).where(
            approvals.c.state == "asked", approvals.c.expires_at <= stamp(now)
        )
    ).scalars()
    count = 0
    for checkout in sorted(late):
        done = tx.execute(
            update(approvals)
            .where(approvals.c.checkout_id == checkout, approvals.c.state == "asked")
            .values(state="expired")
        )
        if done.rowcount:
            found = Checkouts(store.db).get(tx, checkout, lock=True)
            _over(tx, found)
            words = f"Nobody approved your order for {found.total.spoken()} in time.{_KEPT}"
            tell(tx, store, found, text(words, "system"))
            count += 1
    return count


def forget(tx: Connection, known: Checkouts, customer: str) -> None:
    """Who asked is forgotten: nobody is asked any more, and the goods are given back."""
    theirs = (approvals.c.customer_id == customer) & (approvals.c.state == "asked")
    ended = update(approvals).where(theirs).values(state="expired").returning(approvals.c.checkout_id)
    for checkout in sorted(tx.execute(ended).scalars()):
        _over(tx, known.get(tx, checkout, lock=True))


def _over(tx: Connection, checkout: Checkout) -> None:
    if checkout.state in ("open", "paying"):
        allocations.release(tx, checkout.id)
        tx.execute(update(checkouts).where(checkouts.c.id == checkout.id).values(state="expired"))


def tell(tx: Connection, store: Conversations, checkout: Checkout, reply: Reply) -> None:
    """Say it to the buyer, on the channel they used last."""
    where = _last_used(tx, checkout.customer) or checkout.conversation
    if where:
        store.say_in(tx, where, [reply])


def _last_used(tx: Connection, customer: str) -> str | None:
    found: str | None = tx.execute(
        select(conversations.c.id)
        .where(conversations.c.customer_id == customer)
        .order_by(conversations.c.last_at.desc())
        .limit(1)
    ).scalar()
    return found
