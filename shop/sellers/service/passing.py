"""Passes words between a buyer and a seller, within the transaction that does more with them."""

from collections.abc import Callable
from datetime import datetime

from shop.sellers.masking import Relayed
from shop.sellers.masking import relayed as masked
from shop.sellers.store.flags import Flag, contact_allowed, insert_flag
from storage.database import Tx


def passed_on(
    tx: Tx,
    words: str,
    seller: str | None,
    by_seller: bool,
    now: datetime,
    *,
    question: str | None = None,
    order: str = "",
    quote: str = "",
    read: Callable[[str], Relayed] = masked,
) -> str:
    """Give what the other side is shown of words between a buyer and this seller; flag what looks wrong."""
    passed = read(words)
    if seller is None or seller in contact_allowed(tx):
        # The shop trusts itself and this one with contact data.
        kinds = tuple(flag for flag in passed.flags if flag not in ("contact", "link"))
        passed = Relayed(words, kinds)
    if passed.flags:
        whose = seller if seller and by_seller else ""  # no seller is warned for what a buyer wrote
        insert_flag(tx, Flag(passed.flags, words, whose, question, order, quote), now)
    return passed.shown
