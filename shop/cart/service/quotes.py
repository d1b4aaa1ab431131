"""Asks sellers for a price on a quantity, and takes the wish back."""

from datetime import datetime

from shop.cart.requests import AskQuote, WithdrawQuote
from shop.cart.store.agreed_prices import AskedQuote, ask_quote, quotes_of, withdraw_quote
from shop.cart.store.carts import goods
from shop.refusals import Missing
from storage.database import Database, Tx
from storage.once import once


class Quotes:
    """What buyers ask of sellers; shop.sellers answers."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def ask(self, asked: AskQuote, now: datetime) -> str:
        """Ask the seller for a price on a quantity; gives the quote's number."""

        def work(tx: Tx) -> str:
            found = goods(tx, [asked.sku])
            if asked.sku not in found:
                raise Missing("product_gone")
            return ask_quote(
                tx,
                asked.customer,
                asked.conversation,
                found[asked.sku],
                asked.quantity,
                asked.hoped,
                now,
                asked.terms,
            )

        return str(once(self.db, asked.key, work))

    def of(self, customer: str, limit: int = 5) -> list[AskedQuote]:
        """What this customer asked sellers for, the newest first, and what came of it."""
        with self.db.read() as tx:
            return quotes_of(tx, customer, limit)

    def withdraw(self, asked: WithdrawQuote) -> bool:
        """Ask for it no more, answered or not; False where it is closed already."""

        def work(tx: Tx) -> bool:
            return withdraw_quote(tx, asked.customer, asked.number)

        return bool(once(self.db, asked.key, work))
