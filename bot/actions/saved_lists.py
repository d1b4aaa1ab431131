"""Lists kept by name: "save this as monthly", "load monthly", "my saved lists"."""

import re
from fractions import Fraction
from typing import Any

from bot.actions.listing import add_all
from bot.actions.shelf import carts_of, say_cart
from bot.dialogue.turn import Answer, Tools, Turn, say
from chat.reply import Command, Option, choice, text
from shop.cart.pricing import nearest
from shop.cart.saved_lists import load_list, names, save_list
from shop.finding.matching import Candidate
from storage.once import once

_SAVE = re.compile(
    r"^(?:please )?save (?:(?:this|it|these|my|the)\s*+)?(?:(?:cart|list|order|basket)\s*+)?as (?:my |the )?"
    r"(.{1,40}?)(?: list)?$"
)
_LOAD = re.compile(r"^(?:please )?(?:load|use|open|get) (?:my |the )?(?:list )?(.{1,40}?)(?: list)?$")
_WHICH = re.compile(r"^(?:show |see )?(?:my )?(?:saved|kept) lists?$")


def about_a_saved_list(turn: Turn, tools: Tools) -> Answer | None:
    """The answer, if these words are about a kept list; a name that is not kept is nothing of ours."""
    said = " ".join(turn.text.lower().split()).strip(" .!\"'")
    if found := _SAVE.match(said):
        return _save(turn, tools, found[1].strip(" \"'"))
    if _WHICH.match(said):
        return _which(turn, tools)
    if found := _LOAD.match(said):
        with tools.db.read() as tx:
            kept = load_list(tx, turn.customer, found[1].strip(" \"'"))
        return _load(turn, tools, found[1].strip(" \"'"), kept) if kept is not None else None
    return None


def _save(turn: Turn, tools: Tools, name: str) -> Answer:
    carts = carts_of(tools)

    def work(tx: Any) -> str:
        cart = carts.get(tx, turn.customer)
        if not cart.lines:
            return "Your cart is empty: fill it first, then save it."
        if not save_list(tx, tools.db, name, cart, turn.now):
            return "You have 20 saved lists already. Save it under the name of one that may go."
        return (
            f"Saved {len(cart.lines)} lines as “{name}”. Say “load {name}” to have them in your cart again."
        )

    return say(text(str(once(tools.db, turn.key("save"), work))))


def _which(turn: Turn, tools: Tools) -> Answer:
    with tools.db.read() as tx:
        kept = names(tx, turn.customer)
    if not kept:
        return say(text("You have no saved lists. Fill your cart and say “save this as monthly”."))
    options = [Option(f"Load {name}", Command("order_list", {"saved": name})) for name in kept[:10]]
    return say(choice("Your saved lists:", *options))


def load(turn: Turn, tools: Tools, name: str) -> Answer:
    """Add a kept list to the cart; what is not sold any more is named."""
    with tools.db.read() as tx:
        kept = load_list(tx, turn.customer, name)
    return _load(turn, tools, name, kept or {})


def _load(turn: Turn, tools: Tools, name: str, kept: dict[str, int]) -> Answer:
    there = {p.sku: p for p in tools.catalogue.products(list(kept)) if p.active}
    chosen = [
        Candidate(product, Fraction(nearest(product, kept[sku])[1]), 1.0) for sku, product in there.items()
    ]
    if not chosen:
        return say(text(f"Nothing of “{name}” is sold any more."))
    refused = add_all(turn, tools, chosen)
    gone = len(kept) - len(there)
    left = f"{gone} of it {'is' if gone == 1 else 'are'} not sold any more." if gone else ""
    lines = [f"Added your list “{name}”.", left, *refused.values()]
    return say_cart(turn, tools, "\n".join(line for line in lines if line))
