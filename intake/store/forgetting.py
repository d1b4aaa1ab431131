"""SQL that forgets what no table can say by itself: words, what waits, what was done in a conversation."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from chat.tables import consents, conversations, messages, taps
from shop.cart.store.agreed_prices import UNDECIDED
from shop.cart.tables import quotes
from shop.catalogue.product import MADE_TO_ORDER
from shop.catalogue.tables import products
from shop.orders.tables import order_facts, orders
from shop.sellers.tables import WAITS, questions
from storage.tables import ABOUT, effects


@dataclass(frozen=True)
class Chat:
    """A conversation of who is forgotten."""

    id: str
    channel: str
    address: str
    locale: str


def chats_of(tx: Connection, customer: str) -> list[Chat]:
    """List this customer's conversations."""
    rows = tx.execute(select(conversations).where(conversations.c.customer_id == customer)).all()
    return [Chat(row.id, row.channel, row.address, row.locale) for row in rows]


def give_chat(tx: Connection, chat: str, customer: str) -> None:
    """Make this conversation somebody else's."""
    tx.execute(update(conversations).where(conversations.c.id == chat).values(customer_id=customer))


def close_chat(tx: Connection, chat: Chat) -> None:
    """Forget where this conversation was held, and what was agreed to there."""
    place = (consents.c.channel == chat.channel) & (consents.c.address == chat.address)
    tx.execute(delete(consents).where(place))
    gone = {"address": f"erased-{chat.id}", "dialogue": {}}
    tx.execute(update(conversations).where(conversations.c.id == chat.id).values(**gone))


def blank_messages(tx: Connection, conversation: str, *, goes_on: bool) -> None:
    """Blank words; that something was said, and when, stays, so that numbers of the desk stay true.

    What has yet to be said is not said, and what has yet to be answered is not answered. Where the chat goes
    on, the first that waits is the wish to be forgotten; what came after it is of whoever comes anew.
    """
    here = messages.c.conversation_id == conversation
    waits = here & (messages.c.status == "new")
    if goes_on:
        wish = tx.execute(select(func.min(messages.c.id)).where(waits)).scalar()
        here &= (messages.c.status != "new") | (messages.c.id == wish)
    else:
        tx.execute(update(messages).where(waits).values(status="done"))
    _unsay(tx, here)
    # A channel's own ids go too: WhatsApp's hold the phone number. Where the chat goes on they are needed,
    # for they tell a message that comes twice.
    _blank(tx, here, unnamed=not goes_on)


def forget_told(tx: Connection, customer: str) -> None:
    """Blank what sellers were told of this buyer's questions in their own chats, and what they answered.

    Which question it was stays, so that a reply to it is told that the question is gone.
    """
    asked = select(questions.c.id).where(questions.c.customer_id == customer)
    told = ABOUT & messages.c.about.in_(asked)
    _unsay(tx, told)
    _blank(tx, told, unnamed=False)


def _unsay(tx: Connection, where: ColumnElement[bool]) -> None:
    """Take back what is still on its way."""
    pending = where & (messages.c.status == "pending")
    tx.execute(delete(taps).where(taps.c.message_id.in_(select(messages.c.id).where(pending))))
    tx.execute(delete(messages).where(pending))


def _blank(tx: Connection, where: ColumnElement[bool], *, unnamed: bool) -> None:
    known = (messages.c.id, messages.c.public_id, messages.c.sender, messages.c.created_at, messages.c.about)
    for row in tx.execute(select(*known).where(where)).all():
        name = f"erased-{row.id}" if unnamed else row.public_id
        empty = {"id": name, "at": row.created_at, "from": row.sender, "kind": "text", "text": ""}
        empty |= {"question": row.about} if row.about else {}
        ids = {"public_id": name, "channel_message_id": None} if unnamed else {}
        here = messages.c.id == row.id
        tx.execute(update(messages).where(here).values(text="", payload=empty, error="", **ids))


def forget_effects(tx: Connection, conversation: str) -> None:
    """Forget what this conversation's turns brought about."""
    tx.execute(delete(effects).where(_done_in(tx, conversation)))


def _done_in(tx: Connection, conversation: str) -> ColumnElement[bool]:
    """The keys that begin with the conversation and a dot; SQLite finds a beginning only as a range."""
    if tx.dialect.name == "sqlite":
        return (effects.c.key > f"{conversation}.") & (effects.c.key < f"{conversation}/")  # "/" follows "."
    return effects.c.key.startswith(f"{conversation}.", autoescape=True)


def end_what_waits(tx: Connection, customer: str) -> None:
    """Let no question or price wait for an answer any more: there is nobody to tell it to."""
    waiting = (questions.c.customer_id == customer) & questions.c.status.in_(WAITS)
    tx.execute(update(questions).where(waiting).values(status="declined"))
    undecided = (quotes.c.customer_id == customer) & quotes.c.state.in_(UNDECIDED)
    tx.execute(update(quotes).where(undecided).values(state="declined"))


def unname_goods(tx: Connection, customer: str) -> None:
    """Blank the titles of goods offered to this buyer alone: they may name who asked for them."""
    offered = select(quotes.c.sku).where(quotes.c.customer_id == customer)
    made = (products.c.category == MADE_TO_ORDER) & products.c.sku.in_(offered)
    tx.execute(update(products).where(made).values(title=MADE_TO_ORDER))


def unname_parcels(tx: Connection, customer: str) -> None:
    """Blank the numbers by which parcels are followed to a door.

    How far each seller's part is stays: an order that is under way goes on.
    """
    of_theirs = select(orders.c.id).where(orders.c.customer_id == customer)
    known = select(order_facts.c.order_id, order_facts.c.shipments)
    for order_id, shipments in tx.execute(known.where(order_facts.c.order_id.in_(of_theirs))).all():
        unnamed = [{**parcel, "tracking": ""} for parcel in shipments]
        tx.execute(update(order_facts).where(order_facts.c.order_id == order_id).values(shipments=unnamed))
