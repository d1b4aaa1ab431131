"""Offers goods that no catalogue has: a buyer says what they need, a seller offers it to that buyer alone.

The wish is a question without a product. The offer makes a product that nobody can find, for it is not
for sale, and a quote on it: only who accepted the quote can order it, so many as were offered.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chat.days import day_in
from chat.service.conversations import Conversations
from chat.service.language import language_in
from shop.cart.store.agreed_prices import offer_goods
from shop.catalogue.product import MADE_TO_ORDER, READY_IN_DAYS, Product
from shop.catalogue.service import add_product
from shop.money import Money
from shop.refusals import Refused
from shop.sellers import notices
from shop.sellers.masking import relayed as masked
from shop.sellers.service.questions import Questions, buyer_is_at, question_for, save_line
from shop.sellers.store import questions as store
from shop.sellers.words import MADE, MADE_IN_A_DAY
from storage.audit import record
from storage.database import Database


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

    def __init__(self, db: Database, chats: Conversations | None = None) -> None:
        self.db, self.chats = db, chats or Conversations(db)
        self.questions = Questions(db, self.chats)

    def wish(self, conversation: str, words: str, now: datetime, seller: str = "") -> str:
        """Ask who sells most of the like, or this seller; the question's id, "" where nobody can be asked."""
        at = self.chats.conversation(conversation)
        with self.db.write() as tx:
            return self.questions.wish_in(tx, conversation, at.customer, words, now, seller)

    def offer(self, question: str, by: str, offered: Offered, now: datetime, *, seller: str = "") -> str:
        """Make an offer for a wish; the quote's number. The buyer takes it by a tap, into the cart."""
        passed = masked(offered.title)
        if passed.flags:
            raise Refused("contacts_in_offer")
        with self.db.write() as tx:
            asked = question_for(tx, question, seller)
            if asked.kind != "wish":
                raise Refused("no_wish")
            number = "Q" + secrets.token_hex(4).upper()
            product = _made_for_one(number, asked.seller or "", offered)
            add_product(tx, self.db, product)
            offer_goods(tx, number, asked.customer, asked.conversation, product, now + offered.good_for, now)
            until = now.astimezone(self.db.zone) + offered.good_for
            save_line(tx, question, asked.seller, "seller", _in_words(offered, until, "en"), now)
            store.mark_answered(tx, question, now)
            at = buyer_is_at(tx, asked)
            locale = language_in(tx, at)
            words = _in_words(offered, until, locale)
            said = notices.goods_offered(asked, store.last_asked(tx, question), number, words, locale)
            self.chats.say_in(tx, at, [said])
            record(tx, now, by, "offer_made", conversation=asked.conversation, subject=number)
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


def _in_words(offered: Offered, until: date, locale: str) -> str:
    return (MADE_IN_A_DAY if offered.days == 1 else MADE).in_(
        locale,
        quantity=offered.quantity,
        title=offered.title,
        price=offered.price.spoken(),
        total=(offered.price * offered.quantity).spoken(),
        days=offered.days,
        until=day_in(locale, until),
    )
