"""A small world for tests: sellers, goods, customers, and the orders and chats that a test gives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, update

from chat.tables import conversations, csat, messages
from insight.figures.asked import Asked, Figures, Period
from insight.figures.service import ShopFigures
from people.customer import Customer
from shop.catalogue.product import Product, Seller
from shop.catalogue.service import CatalogueWrites
from shop.checkout.tables import checkouts
from shop.history.past import PastLine
from shop.history.service import RecordWrites
from shop.money import Money
from shop.orders.tables import order_facts, orders
from storage.database import Database, stamp

INDIA = ZoneInfo("Asia/Kolkata")
NOW = datetime(2026, 3, 20, 12, tzinfo=INDIA)
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


def good(sku: str, title: str, category: str, **more: Any) -> Product:
    """A product with an MRP of ten per cent above its price, unless it says otherwise."""
    price = Money(more.pop("price", 10_000))
    more.setdefault("mrp", Money(price.minor * 11 // 10))
    return Product(sku, title, price, category=category, **more)


GOODS = (
    good("MAGGI", "Maggi Noodles 70 g", "Noodles, Sauces & Ready Food", brand="Maggi", seller="S1"),
    good("GHEE", "Amul Ghee 1 L", "Oil & Ghee", brand="Amul", seller="S2", price=60_000),
    good("OIL", "Fortune Sunflower Oil 1 L", "Oil & Ghee", brand="Fortune", seller="S2", price=15_000),
    good("BAG", "Jute bag", "", mrp=None),
)
BUYERS = {"A": "Pune", "B": "pune ", "C": "Delhi", "D": ""}


def at(day: int, hour: int = 12, month: int = 3) -> datetime:
    """An hour of a day of 2026, on the shop's own clock."""
    return datetime(2026, month, day, hour, tzinfo=INDIA)


@dataclass(frozen=True)
class Made:
    """One order: lines are quantity and price in paise, by SKU."""

    id: str
    customer: str
    at: datetime
    lines: Mapping[str, tuple[int, int]]
    status: str = "delivered"
    conversation: str = ""
    request: Mapping[str, Any] | None = None


def opened(db: Database) -> None:
    """Give a database the goods, sellers and customers."""
    goods, past = CatalogueWrites(db), RecordWrites(db)
    goods.sellers([Seller("S1", "Snack House"), Seller("S2", "Oil Mill")])
    goods.products(GOODS)
    past.customers([Customer(one, f"Shop {one}", city=city) for one, city in BUYERS.items()], LONG_AGO)


def ordered(db: Database, *made: Made) -> None:
    """Give it these orders."""
    RecordWrites(db).orders(
        [
            PastLine(one.id, one.customer, one.at, sku, quantity, Money(price), one.status)
            for one in made
            for sku, (quantity, price) in one.lines.items()
        ]
    )
    with db.write() as tx:
        for one in made:
            if one.conversation:
                said = {"id": f"k{one.id}", "key": f"k{one.id}", "state": "done", "order_id": one.id}
                empty: dict[str, Any] = {"total": 0, "currency": "INR", "quote": {}, "address": {}}
                ends = {"expires_at": "", "created_at": ""}
                whose = {"customer_id": one.customer, "conversation_id": one.conversation}
                tx.execute(insert(checkouts).values(**said, **empty, **ends, **whose))
            if one.request is not None:
                facts: dict[str, Any] = {"address": {}, "shipments": [], "quote": {}}
                tx.execute(insert(order_facts).values(order_id=one.id, request=dict(one.request), **facts))
                tx.execute(update(orders).where(orders.c.id == one.id).values(status=one.status))


def chatted(db: Database, conversation: str, customer: str, channel: str, *when: datetime) -> None:
    """Give it a conversation in which the customer wrote at these times."""
    with db.write() as tx:
        first = stamp(when[0])
        tx.execute(
            insert(conversations).values(
                id=conversation,
                customer_id=customer,
                channel=channel,
                address=conversation,
                state="bot",
                dialogue={},
                created_at=first,
                last_at=first,
            )
        )
        for place, moment in enumerate(when):
            for sender, direction in (("customer", "in"), ("bot", "out")):
                tx.execute(
                    insert(messages).values(
                        conversation_id=conversation,
                        public_id=f"{conversation} {place} {sender}",
                        direction=direction,
                        sender=sender,
                        kind="text",
                        text="hello",
                        payload={},
                        status="done",
                        channel=channel,
                        created_at=stamp(moment + timedelta(seconds=direction == "out")),
                    )
                )


def scored(db: Database, conversation: str, *scores: tuple[int | None, datetime]) -> None:
    """Give a conversation what the customer answered."""
    with db.write() as tx:
        for score, moment in scores:
            answered = stamp(moment) if score is not None else ""
            tx.execute(
                insert(csat).values(
                    conversation_id=conversation, score=score, asked_at=stamp(moment), at=answered
                )
            )


def figures(
    db: Database,
    measure: str,
    by: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    **filters: Any,
) -> Figures:
    """Ask for figures; a filter is a name or several."""
    seller = filters.pop("own", "")
    named = {field: (value,) if isinstance(value, str) else value for field, value in filters.items()}
    return ShopFigures(db).figures(Asked(measure, by, Period(since, until), named, seller), NOW)


def rows(found: Figures) -> dict[str, float | None]:
    """The values by key."""
    return {row.key: row.value for row in found.rows}
