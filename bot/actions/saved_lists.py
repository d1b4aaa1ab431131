"""Lists saved by name: "save this as monthly", "load monthly", "my saved lists"."""

import re
from collections.abc import Mapping
from fractions import Fraction

from bot.actions.listing import add_all
from bot.actions.shelf import say_cart
from bot.dialogue.turn import Answer, Tools, Turn, say
from chat.reply import Command, Option, choice, text
from shop.cart.pricing import nearest
from shop.cart.requests import SaveList
from shop.cart.service.saved_lists import SavedLists
from shop.errors import ShopError
from shop.finding.matching import Candidate

_SAVE = re.compile(
    r"^(?:please )?save (?:(?:this|it|these|my|the)\s*+)?(?:(?:cart|list|order|basket)\s*+)?as (?:my |the )?"
    r"(.{1,40}?)(?: list)?$"
)
_LOAD = re.compile(r"^(?:please )?(?:load|use|open|get) (?:my |the )?(?:list )?(.{1,40}?)(?: list)?$")
_WHICH = re.compile(r"^(?:show |see )?(?:my )?(?:saved|kept) lists?$")


def about_a_saved_list(turn: Turn, tools: Tools) -> Answer | None:
    """The answer, if these words are about a saved list; a name that is not saved is nothing of ours."""
    said = " ".join(turn.text.lower().split()).strip(" .!\"'")
    if found := _SAVE.match(said):
        return _save(turn, tools, found[1].strip(" \"'"))
    if _WHICH.match(said):
        return _which(turn, tools)
    if found := _LOAD.match(said):
        name = found[1].strip(" \"'")
        saved = SavedLists(tools.db).called(turn.customer, name)
        return _load(turn, tools, name, saved) if saved is not None else None
    return None


def _save(turn: Turn, tools: Tools, name: str) -> Answer:
    try:
        count = SavedLists(tools.db).save(SaveList(turn.customer, name, turn.key("save")), turn.now)
    except ShopError as refusal:
        return say(text(str(refusal)))
    words = f"Saved {count} lines as “{name}”. Say “load {name}” to have them in your cart again."
    return say(text(words))


def _which(turn: Turn, tools: Tools) -> Answer:
    names = SavedLists(tools.db).names(turn.customer)
    if not names:
        return say(text("You have no saved lists. Fill your cart and say “save this as monthly”."))
    options = [Option(f"Load {name}", Command("order_list", {"saved": name})) for name in names[:10]]
    return say(choice("Your saved lists:", *options))


def load(turn: Turn, tools: Tools, name: str) -> Answer:
    """Add a saved list to the cart; what is not sold any more is named."""
    return _load(turn, tools, name, SavedLists(tools.db).called(turn.customer, name) or {})


def _load(turn: Turn, tools: Tools, name: str, saved: Mapping[str, int]) -> Answer:
    there = {p.sku: p for p in tools.catalogue.products(list(saved)) if p.active}
    chosen = [
        Candidate(product, Fraction(nearest(product, saved[sku])[1]), 1.0) for sku, product in there.items()
    ]
    if not chosen:
        return say(text(f"Nothing of “{name}” is sold any more."))
    refused = add_all(turn, tools, chosen)
    gone = len(saved) - len(there)
    left = f"{gone} of it {'is' if gone == 1 else 'are'} not sold any more." if gone else ""
    lines = [f"Added your list “{name}”.", left, *refused.values()]
    return say_cart(turn, tools, "\n".join(line for line in lines if line))
