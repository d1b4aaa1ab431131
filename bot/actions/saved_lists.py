"""Lists saved by name: "save this as monthly", "load monthly", "my saved lists"."""

import re
from collections.abc import Mapping
from fractions import Fraction

from bot.actions.shelf import say_cart
from bot.actions.taking import add_all
from bot.dialogue.turn import Answer, Tools, Turn, action, alone, say
from bot.words import lists as wording
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


@action("saved_list", private=True)
def saved_list(turn: Turn, tools: Tools) -> Answer:
    """What is said about lists kept by name; which there are, where nothing more is said."""
    return about_a_saved_list(turn, tools) or _which(turn, tools)


def _save(turn: Turn, tools: Tools, name: str) -> Answer:
    alone(turn)
    try:
        count = SavedLists(tools.db).save(SaveList(turn.customer, name, turn.key("save")), turn.now)
    except ShopError as refusal:
        return say(text(refusal.in_(turn.locale)))
    saved = wording.SAVED_MANY if count > 1 else wording.SAVED_ONE
    return say(text(saved.in_(turn.locale, count=count, name=name)))


def _which(turn: Turn, tools: Tools) -> Answer:
    alone(turn)
    names = SavedLists(tools.db).names(turn.customer)
    if not names:
        return say(text(wording.NO_LISTS.in_(turn.locale)))
    options = [
        Option(wording.LOAD.in_(turn.locale, name=name), Command("order_list", {"saved": name}))
        for name in names[:10]
    ]
    return say(choice(wording.YOUR_LISTS.in_(turn.locale), *options))


def load(turn: Turn, tools: Tools, name: str) -> Answer:
    """Add a saved list to the cart; what is not sold any more is named."""
    return _load(turn, tools, name, SavedLists(tools.db).called(turn.customer, name) or {})


def _load(turn: Turn, tools: Tools, name: str, saved: Mapping[str, int]) -> Answer:
    alone(turn)
    there = {p.sku: p for p in tools.catalogue.products(list(saved)) if p.active}
    chosen = [
        Candidate(product, Fraction(nearest(product, saved[sku])[1]), 1.0) for sku, product in there.items()
    ]
    if not chosen:
        return say(text(wording.NOTHING_OF_LIST.in_(turn.locale, name=name)))
    refused = add_all(turn, tools, chosen)
    gone = len(saved) - len(there)
    missing = wording.ONE_GONE if gone == 1 else wording.MANY_GONE
    left = missing.in_(turn.locale, count=gone) if gone else ""
    lines = [wording.LIST_ADDED.in_(turn.locale, name=name), left, *refused.values()]
    return say_cart(turn, tools, "\n".join(line for line in lines if line))
