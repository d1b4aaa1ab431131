"""Saves what is in a cart under a name, and finds it again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shop.cart.requests import SaveList
from shop.cart.store.carts import cart_of
from shop.cart.store.saved_lists import list_called, list_names, put_list
from shop.refusals import Reason, Refused
from storage.database import Database, Tx
from storage.once import once

MOST = 20  # names of one customer


class SavedLists:
    """Lists that customers saved by name."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def names(self, customer: str) -> list[str]:
        """The customer's lists, the newest first."""
        with self.db.read() as tx:
            return list_names(tx, customer)

    def called(self, customer: str, name: str) -> Mapping[str, int] | None:
        """Products and quantities of a list; None where there is none of that name."""
        with self.db.read() as tx:
            return list_called(tx, customer, name)

    def save(self, asked: SaveList, now: datetime) -> int:
        """Save the cart under this name, in place of what it held; gives the number of lines."""

        def work(tx: Tx) -> dict[str, Any]:
            cart = cart_of(tx, asked.customer)
            names = list_names(tx, asked.customer)
            if not cart.lines:
                return {"refused": Reason("nothing_to_save").as_json()}
            if len(names) >= MOST and asked.name not in names:
                return {"refused": Reason("lists_full", {"most": MOST}).as_json()}
            put_list(tx, self.db, asked.name, cart, now)
            return {"lines": len(cart.lines)}

        result = once(self.db, asked.key, work)
        if isinstance(result, str):  # what an earlier release stored is the sentence itself
            raise Refused("said", words=result)
        if "refused" in result:
            raise Reason.from_json(result["refused"]).refusal()
        return int(result["lines"])
