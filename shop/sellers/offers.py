"""Goods that no catalogue has: a buyer says what they need, a seller offers it to that buyer alone.

The wish is a question without a product. The offer makes a product that nobody can find, for it is not
for sale, and a quote on it: only who accepted the quote can order it, so many as were offered.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, update

from chat.reply import Command, Option, Reply
from chat.service.conversations import Conversations
from shop.cart.tables import quotes
from shop.catalogue.product import MADE_TO_ORDER, READY_IN_DAYS, Product
from shop.catalogue.service import add_product
from shop.errors import NotAllowed
from shop.money import Money
from shop.sellers.choice import next_seller
from shop.sellers.masking import relayed as masked
from shop.sellers.questions import Questions
from shop.sellers.tables import questions
from shop.sellers.views import in_short
from storage.audit import record
from storage.database import Database, stamp


@dataclass(frozen=True)
class Offered:
    """What a seller would make or find."""

    title: str
    quantity: int
    price: Money  # of one
    days: int  # until it is ready
    good_for: timedelta


class SellerOffers:
    """Wishes and what is offered for them; each step is one transaction."""

    def __init__(self, db: Database, store: Conversations | None = None) -> None:
        self.db, self.store = db, store or Conversations(db)
        self.questions = Questions(db, self.store)

    def wish(self, conversation: str, words: str, now: datetime, seller: str = "") -> str:
        """Ask who sells most of the like, or this seller; the question's id, "" where nobody can be asked."""
        at = self.store.conversation(conversation)
        with self.db.write() as tx:
            asked = seller or next_seller(tx, words, conversation)
            return self.questions.put(tx, conversation, at.customer, asked, words, now) if asked else ""

    def offer(self, question: str, by: str, offered: Offered, now: datetime, *, seller: str = "") -> str:
        """Make an offer for a wish; the quote's number. The buyer takes it by a tap, into the cart."""
        passed = masked(offered.title)
        if passed.flags:
            raise NotAllowed("Leave numbers, links and deals outside the shop out of what you offer.")
        with self.db.write() as tx:
            row = self.questions.row(tx, question, seller)
            if row.kind != "wish":
                raise NotAllowed("That is a question about a product: answer it in words.")
            number = "Q" + secrets.token_hex(4).upper()
            product = _made_for_one(number, row.seller_id, offered)
            add_product(tx, self.db, product)
            tx.execute(
                insert(quotes).values(
                    id=number,
                    customer_id=row.customer_id,
                    conversation_id=row.conversation_id,
                    sku=product.sku,
                    quantity=offered.quantity,
                    list_price=offered.price.minor,
                    offered_price=offered.price.minor,
                    currency=offered.price.currency,
                    state="offered",
                    expires_at=stamp(now + offered.good_for),
                    at=stamp(now),
                )
            )
            words = _in_words(offered, now.astimezone(self.db.zone))
            self.questions.keep(tx, question, row.seller_id, "seller", words, now)
            tx.execute(
                update(questions)
                .where(questions.c.id == question)
                .values(status="answered", answered_at=stamp(now))
            )
            asked = self.questions.last_asked(tx, question)
            said = _offer(
                row,
                number,
                f"You are looking for: \u201c{in_short(asked)}\u201d\n{row.seller} offers {words}",
            )
            self.store.say_in(tx, self.questions.last_used(tx, row), [said])
            record(tx, now, by, "offer_made", conversation=row.conversation_id, subject=number)
            return number


def _made_for_one(number: str, seller: str, offered: Offered) -> Product:
    return Product(
        sku=f"MADE-{number}",
        title=offered.title,
        price=offered.price,
        category=MADE_TO_ORDER,
        seller=seller,
        moq=offered.quantity,
        stock=offered.quantity,
        attributes={READY_IN_DAYS: str(offered.days)},
        active=False,
    )


def _in_words(offered: Offered, now: datetime) -> str:
    total = offered.price * offered.quantity
    days = "a day" if offered.days == 1 else f"{offered.days} days"
    return (
        f"{offered.quantity:,} x {offered.title} at {offered.price.spoken()} each, {total.spoken()} in all. "
        f"Ready in {days}. Good until {now + offered.good_for:%d %b}."
    )


def _offer(row: Row[Any], number: str, words: str) -> Reply:
    options = (
        Option("Accept, into the cart", Command("intake.quote", {"quote": number, "take": True})),
        Option("No, thank you", Command("intake.quote", {"quote": number, "take": False})),
        Option("Ask more", Command("ask_seller", {"question": row.id})),
    )
    return Reply("choice", words, "seller", options=options, data={"by": row.seller})
