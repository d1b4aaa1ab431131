"""Shows or erases all that is stored of one customer. Orders stay, as the law asks, without the person.

What becomes of each table's rows is said where the table is described.
"""

from datetime import datetime
from typing import Any

from intake.store import forgetting, privacy
from people.store.customers import new_visitor
from shop.checkout.service import approvals
from shop.orders.service.invoices import keep_buyers
from storage.database import Database


class Privacy:
    """Exports and erases."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def export(self, customer: str) -> dict[str, Any]:
        """Read every row that belongs to this customer, by table, in plain words and figures."""
        with self.db.read() as tx:
            about = privacy.customer_row(tx, customer)
            if about is None:
                return {}
            rows = privacy.rows_of(tx, customer)
            # By what there is, not by the mark: something may have been written since.
            if about["kind"] == "erased" and not rows and not privacy.is_named(about):
                return {}
            return {"customer": about, **rows, "messages": privacy.words_with(tx, customer)}

    def erase(self, customer: str, now: datetime, *, keep_conversation: str = "") -> bool:
        """Forget the person. The chat in which it was asked for goes on, with nobody known."""
        with self.db.write() as tx:
            if privacy.customer_row(tx, customer) is None:
                return False
            forgetting.forget_told(tx, customer)
            approvals.forget_in(tx, customer)
            keep_buyers(tx, self.db, customer)
            forgetting.end_what_waits(tx, customer)
            forgetting.unname_goods(tx, customer)
            forgetting.unname_parcels(tx, customer)
            chats = forgetting.chats_of(tx, customer)
            privacy.erase_rows(tx, customer)
            for chat in chats:
                goes_on = chat.id == keep_conversation
                forgetting.forget_effects(tx, chat.id)
                forgetting.blank_messages(tx, chat.id, goes_on=goes_on)
                # What is said of the orders that stay goes to nobody's chat: none is with them.
                forgetting.give_chat(tx, chat.id, new_visitor(tx, chat.locale, now))
                if not goes_on:
                    forgetting.close_chat(tx, chat)
            privacy.unname(tx, customer)
            privacy.give_to_nobody(tx, customer, now)
        self.db.tidy()
        return True
