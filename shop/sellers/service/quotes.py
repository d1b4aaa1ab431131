"""Answers wishes for a better price; the buyer takes the offer by a tap, into the cart."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from chat.service.conversations import Conversations
from chat.service.language import language_of
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.cart.store.agreed_prices import accept_quote, answer_quote, withdraw_quote
from shop.money import Money
from shop.refusals import Missing, Refused
from shop.sellers import notices
from shop.sellers.notices import PriceAnswer
from shop.sellers.service.passing import passed_on
from shop.sellers.store import questions, quotes
from storage.audit import record
from storage.database import Database


class SellerQuotes:
    """Each step is one transaction. Prices are by the shop's own rules: whoever assembles hands them in."""

    def __init__(self, db: Database, chats: Conversations | None = None, *, rules: Rules) -> None:
        self.db, self.chats, self.carts = db, chats or Conversations(db), Carts(db, rules)

    def newest(self, seller: str = "", limit: int = 100) -> list[dict[str, Any]]:
        """Wishes with their goods, those that wait first; a seller's own, or everybody's."""
        with self.db.read() as tx:
            return quotes.newest_quotes(tx, seller, limit)

    def waiting(self, seller: str | None) -> int:
        """How many wait for this seller's answer, or (None) for the shop's own."""
        with self.db.read() as tx:
            return quotes.count_waiting(tx, seller)

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
            wish = quotes.find_quote(tx, number)
            if wish is None or (seller and wish.seller != seller):
                raise Missing("no_quote", number=number)
            usual = wish.list_price
            if price is not None:  # this buyer may pay less than others
                usual = self.carts.each_in(tx, wish.customer, wish.sku, wish.quantity, now)
                if price >= usual:
                    raise Refused("no_better_price", usual=usual)
            shown = reason  # the shop may say anything
            if seller:
                shown = passed_on(tx, reason, seller, True, now, quote=number)
            why = "" if price else shown.strip()
            answer_quote(tx, number, price, good_for, now, why)
            last = questions.last_used(tx, wish.customer)
            if last:
                until = (now + good_for).astimezone(self.db.zone)
                name = wish.seller_name
                answer = PriceAnswer(
                    number, wish.sku, wish.title, wish.quantity, name, usual, price, until, why
                )
                locale = language_of(tx, wish.customer, last[1])
                self.chats.say_in(tx, last[0], [notices.price_answered(answer, locale)])
            state = "offered" if price else "refused"
            at = last[0] if last else ""
            record(tx, now, by, "quote_answer", conversation=at, subject=number, state=state)

    def accept(self, number: str, customer: str, now: datetime) -> str:
        """Put what was offered into the buyer's cart, at that price; its title. Raises what to say."""
        with self.db.write() as tx:
            accept_quote(tx, customer, number, now)
            wish = quotes.find_quote(tx, number)
            if wish is None:
                raise Missing("product_gone")
            product = self.carts.take_offer_in(tx, customer, wish.sku, wish.quantity, now)
            record(tx, now, "customer", "quote_accept", conversation=wish.conversation, subject=number)
            return product.title

    def decline(self, number: str, customer: str, now: datetime) -> None:
        """Close what the buyer does not want."""
        with self.db.write() as tx:
            withdraw_quote(tx, customer, number)
            record(tx, now, "customer", "quote_decline", subject=number)


def tell_sellers(db: Database, chats: Conversations, now: datetime) -> int:
    """Tell sellers of the wishes that they have not been told of; how many."""
    with db.write() as tx:
        wishes = quotes.untold_quotes(tx)
        for wish in wishes:
            said = partial(notices.price_wanted, wish.title, wish.quantity, wish.hoped, wish.terms)
            notices.tell_seller(tx, chats, str(wish.seller), f"quote:{wish.number}", said, now)
            record(tx, now, "rules", "quote", conversation=wish.conversation, subject=wish.number)
    return len(wishes)
