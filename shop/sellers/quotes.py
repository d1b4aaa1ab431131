"""Wishes for a price as sellers see and answer them; the buyer takes the offer by a tap, into the cart."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, func, select

from chat.reply import Command, Option, Reply, text
from chat.service.conversations import Conversations
from chat.service.language import language_of
from chat.tables import conversations
from chat.words import Words
from people.tables import customers
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.cart.store.agreed_prices import accept_quote, answer_quote, withdraw_quote
from shop.cart.tables import quotes
from shop.catalogue.tables import products, sellers
from shop.errors import NotAllowed, NotFound
from shop.money import Money
from shop.sellers.channels import tell_seller
from shop.sellers.flags import passed_on
from shop.sellers.tables import seller_notices
from storage.audit import record
from storage.database import Database

SHOP = Words("The shop", "Dukaan")
OFFERED = Words(
    "{who} offers {what} at {price} each instead of {usual}: you save {saved}. "
    "Good until {until} (quote {number}).",
    "{who} {what} {usual} ki jagah {price} ek ka dega: aapke {saved} bachte hain. "
    "{until} tak (quote {number}).",
)
REFUSED = Words(
    "{who} can't go below the list price of {usual} for {what} (quote {number}).",
    "{who} {what} ke liye list price {usual} se kam nahi kar sakta (quote {number}).",
)
REASON = Words(" They say: \u201c{reason}\u201d", " Unka kehna hai: \u201c{reason}\u201d")
AT_LIST = Words("Order at list price", "List price par order karo")
ACCEPT = Words("Accept, into the cart", "Manzoor, cart me daalo")
NO_THANKS = Words("No, thank you", "Nahi, shukriya")


class SellerQuotes:
    """Each step is one transaction."""

    def __init__(self, db: Database, store: Conversations | None = None, *, rules: Rules) -> None:
        self.db, self.store, self.carts = db, store or Conversations(db), Carts(db, rules)

    def newest(self, seller: str = "", limit: int = 100) -> list[dict[str, Any]]:
        """Wishes with their goods, those that wait first; a seller's own, or everybody's."""
        query = (
            select(
                quotes,
                products.c.title,
                products.c.pack,
                products.c.image,
                sellers.c.name.label("seller"),
                customers.c.city,
            )
            .join(products, products.c.sku == quotes.c.sku)
            .join(customers, customers.c.id == quotes.c.customer_id)
            .outerjoin(sellers, sellers.c.id == products.c.seller_id)
        )
        if seller:
            query = query.where(products.c.seller_id == seller)
            order = (quotes.c.state != "asked", quotes.c.at.desc())
            wanted = [query.order_by(*order).limit(limit)]
        else:  # what waits by itself, or all that was ever asked would be read to put it first
            query = query.order_by(quotes.c.at.desc()).limit(limit)
            wanted = [query.where(quotes.c.state == "asked"), query]
        hidden = ("customer_id", "conversation_id", "city") if seller else ("city",)
        with self.db.read() as tx:
            found = {row.id: row for each in wanted for row in tx.execute(each)}
        newest = sorted(found.values(), key=lambda row: row.at, reverse=True)
        return [
            {name: value for name, value in row._mapping.items() if name not in hidden}
            | {"from": f"A buyer in {row.city}" if row.city else "A buyer"}
            for row in sorted(newest, key=lambda row: row.state != "asked")[:limit]
        ]

    def waiting(self, seller: str | None) -> int:
        """How many wait for this seller's answer, or (None) for the shop's own."""
        theirs = quotes.join(products, products.c.sku == quotes.c.sku)
        asked = (quotes.c.state == "asked") & (products.c.seller_id == seller)
        with self.db.read() as tx:
            return tx.execute(select(func.count()).select_from(theirs).where(asked)).scalar_one()

    def answer(
        self,
        number: str,
        by: str,
        price: Money | None,
        good_for: timedelta,
        now: datetime,
        *,
        seller: str = "",
        reason: str = "",
    ) -> None:
        """Offer a unit price, or (None) refuse and say why; the buyer hears of it where they were last."""
        with self.db.write() as tx:
            row = tx.execute(
                select(quotes, products.c.title, products.c.seller_id, sellers.c.name.label("seller"))
                .join(products, products.c.sku == quotes.c.sku)
                .outerjoin(sellers, sellers.c.id == products.c.seller_id)
                .where(quotes.c.id == number)
            ).first()
            if row is None or (seller and row.seller_id != seller):
                raise NotFound(f"There is no quote {number}.")
            usual = Money(row.list_price, row.currency)
            if price is not None:  # this buyer may pay less than others
                usual = self.carts.each_in(tx, row.customer_id, row.sku, row.quantity, now)
                if price >= usual:
                    raise NotAllowed(
                        f"That is no better than the {usual.spoken()} that this buyer pays. "
                        "Offer less, or refuse."
                    )
            said = reason  # the shop may say anything
            if seller:
                said = passed_on(tx, reason, seller, True, now, quote=number)
            told = "" if price else said.strip()
            answer_quote(tx, number, price, good_for, now, told)
            last = tx.execute(
                select(conversations.c.id, conversations.c.locale)
                .where(conversations.c.customer_id == row.customer_id)
                .order_by(conversations.c.last_at.desc())
                .limit(1)
            ).first()
            until = (now + good_for).astimezone(self.db.zone)
            if last:
                locale = language_of(tx, row.customer_id, last.locale)
                self.store.say_in(tx, last.id, [_offer(row, price, usual, until, told, locale)])
            state = "offered" if price else "refused"
            record(
                tx, now, by, "quote_answer", conversation=last.id if last else "", subject=number, state=state
            )

    def accept(self, number: str, customer: str, now: datetime) -> str:
        """The buyer takes it: at that price into the cart. The product's title; raises what to say."""
        with self.db.write() as tx:
            accept_quote(tx, customer, number, now)
            row = tx.execute(select(quotes).where(quotes.c.id == number)).one()
            product = self.carts.take_offer_in(tx, customer, row.sku, row.quantity, now)
            record(tx, now, "customer", "quote_accept", conversation=row.conversation_id, subject=number)
            return str(product.title)

    def decline(self, number: str, customer: str, now: datetime) -> None:
        """The buyer does not want it."""
        with self.db.write() as tx:
            withdraw_quote(tx, customer, number)
            record(tx, now, "customer", "quote_decline", subject=number)


def tell_sellers(db: Database, store: Conversations, now: datetime) -> int:
    """Tell sellers of the wishes that they have not been told of; how many."""
    with db.write() as tx:
        told = exists().where(seller_notices.c.key == "quote:" + quotes.c.id)
        rows = tx.execute(
            select(quotes, products.c.seller_id, products.c.title)
            .join(products, products.c.sku == quotes.c.sku)
            .where(quotes.c.state == "asked", products.c.seller_id.is_not(None), ~told)
        ).all()
        for row in rows:
            hoped = Money(row.asked_price, row.currency).spoken() if row.asked_price else ""
            hope = f", hoping for {hoped} each" if hoped else ""
            words = f"A buyer would take {row.quantity:,} x {row.title}{hope}. Answer it under Quotes."
            tell_seller(tx, store, row.seller_id, f"quote:{row.id}", text(words, "system"), now)
            record(tx, now, "rules", "quote", conversation=row.conversation_id, subject=row.id)
    return len(rows)


def _offer(row: Any, price: Money | None, usual: Money, until: datetime, reason: str, locale: str) -> Reply:
    who = row.seller or SHOP.in_(locale)
    told = {"who": who, "what": f"{row.quantity:,} x {row.title}", "usual": usual.spoken(), "number": row.id}
    by = {"by": who}
    if price is None:
        words = REFUSED.in_(locale).format(**told)
        words += REASON.in_(locale).format(reason=reason) if reason else ""
        listed = Command("add_to_cart", {"sku": row.sku, "quantity": row.quantity})
        return Reply("choice", words, "seller", options=(Option(AT_LIST.in_(locale), listed),), data=by)
    saved = (usual - price) * row.quantity
    words = OFFERED.in_(locale).format(
        price=price.spoken(), saved=saved.spoken(), until=f"{until:%d %b}", **told
    )
    options = (
        Option(ACCEPT.in_(locale), Command("intake.quote", {"quote": row.id, "take": True})),
        Option(NO_THANKS.in_(locale), Command("intake.quote", {"quote": row.id, "take": False})),
    )
    return Reply("choice", words, "seller", options=options, data=by)
