"""Searches that were taken for something else: the name of a thing has no sentence to be learnt from."""

import re

from bot.actions.searching import state_of, step_of, today
from bot.dialogue.asking import open_question
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Tools, Turn
from shop.finding.asking import BOTH_WAYS, read
from shop.finding.known import Known
from shop.finding.measure import MEASURE
from shop.finding.refining import Step
from shop.reading.quantity import parse_wanted

# What words that no sentence was learnt with are sometimes taken for: "surff exel".
_STRAY = frozenset({"offers", "out_of_scope", "nlu_fallback"})
_ORDERING = frozenset({"add_to_cart", "update_cart", "order_list"})
# "Oil between 20 and 50" looks for something, whatever its numbers sound like.
_PRICED = re.compile(r"\b(?:between|under|below|up\s?to|within)\s+(?:rs\.?\s*|inr\s*)?\d", re.IGNORECASE)
# "Is there a pack of 4 kilo" asks; nothing is ordered yet.
_ASKS = re.compile(
    r"\b(?:hai|milega|milegi|milta|milti|hoga|hogi)\s+kya\b|(?m:^)(?>.*?\bkya\b).*\b(?:hai|milega|milegi|milta|milti)\b"
    r"|^\W*(?:do you|is there|are there|have you)\b",
    re.IGNORECASE,
)
_CART = re.compile(r"\b(?:cart|basket|order|list)\b", re.IGNORECASE)
_THE_ONE = re.compile(r"\bwal[aie]\W*$", re.IGNORECASE)
_ORDERS = re.compile(
    r"\b(?:add|put|send|order|buy|da+l\s?do|daalo|daalna|bhej\w*|lag[ao]\w*|likh\w*|kar\s?do|karo|de\s?do|dena)\b",
    re.IGNORECASE,
)
_TAKES_OUT = re.compile(
    r"\b(?:remove|delete|take|drop|cancel|without|leave out|get rid|don'?t|do not|hata\w*|nika+l\w*"
    r"|cut|kaat\w*|mat|nahi\w*|rehne|chhod\w*|minus|clear|empty|undo|uda\w*)\b",
    re.IGNORECASE,
)
_FEW_WORDS, _ALL = 5, 0.95
# Words around goods; knowing what they ask for is Rasa's part.
_ASKING = frozenset(
    ("do", "you", "have", "show", "me", "i", "need", "want", "any", "some", "a", "the", "please", "for")
).union(("looking", "hai", "kya", "mujhe", "chahiye", "dikhao", "and", "of"))


def looks_for_goods(turn: Turn, tools: Tools) -> bool:  # noqa: PLR0911  # a case each
    """Whether this only looks for something, though it was taken for an order or for nothing that we do."""
    said = turn.text
    if turn.intent in _STRAY:
        step = _step(turn, tools)
        acts = reading_of(turn, tools).acts if turn.intent == "nlu_fallback" else {}
        likeliest = max(acts, key=lambda act: acts[act], default="")  # a need in many words, if anything
        return (
            (step is not None and step.sure)
            or likeliest == "search_product"
            or bool(wanted_goods(turn, tools))
        )
    if turn.intent == "goodbye":  # "tata ka hai kya"
        return len(said.split()) > 1 and bool(goods_named(said, tools))
    if turn.intent == "inform":  # "1500 tak", of what was just shown
        return open_question(turn, tools) is None and _narrows(turn, tools)
    if turn.intent in _ORDERING:
        wanted = parse_wanted(said)
        which = wanted.price is not None or _which_one(said, tools)  # "10 wala parle g"
        if wanted.count is None and not _ORDERS.search(said) and which:
            return True
        if (
            turn.intent == "order_list"
            and read(said, Known(), today(turn)).order
            and not _counted(turn, tools)
        ):
            return True  # "cheapest shampoo, soap and toothpaste"
        return bool(_PRICED.search(said) or (_ASKS.search(said) and not _CART.search(said)))
    if turn.intent == "recommend":  # "noodles but not maggi", "sabse sasta tel"
        ask = read(said, Known(), today(turn))
        if not ask.words:
            return bool(ask.order) and _narrows(turn, tools)
        return bool(ask.constraints.without or ask.order) and bool(goods_named(ask.words, tools))
    if "reader" in tools.extras:  # which knows what takes out
        return False
    return turn.intent == "remove_from_cart" and not _TAKES_OUT.search(said)


def _counted(turn: Turn, tools: Tools) -> bool:
    """Whether it is said of anything how much, or that it is to be put in."""
    return any(line.amounts for line in reading_of(turn, tools).lines) or bool(_ORDERS.search(turn.text))


def _narrows(turn: Turn, tools: Tools) -> bool:
    step = _step(turn, tools)
    return step is not None and step.kind == "search"


def _step(turn: Turn, tools: Tools) -> Step | None:
    """What it means for the products that were shown."""
    state = state_of(turn, tools)
    return step_of(turn, tools, state) if state.shown else None


def _which_one(said: str, tools: Tools) -> bool:
    """ "5 kilo wali", "sunflower oil 5 litre": a size behind the name says which, not how many."""
    size = MEASURE.search(said)
    behind = size is not None and size.start() > 0 and not said[size.end() :].strip(" .,!?")
    return _THE_ONE.search(said) is not None or (behind and bool(goods_named(said, tools)))


def wanted_goods(turn: Turn, tools: Tools) -> str:
    """The words of a message that names goods, or puts conditions on them; "" for any other."""
    goods = goods_named(turn.text, tools)
    if goods:
        return goods
    ask = read(turn.text, Known(), today(turn))
    about_goods = bool(goods_named(ask.words, tools) if ask.words else state_of(turn, tools).shown)
    if ask.problem and (about_goods or ask.problem != BOTH_WAYS):
        return turn.text
    return turn.text if about_goods and (ask.order or ask.constraints.given()) else ""


def goods_named(said: str, tools: Tools) -> str:
    """A few words that all, spelt right, are in one product's name; "" when they are not."""
    named = [word for word in said.lower().split() if word.strip("?.!,") not in _ASKING]
    if not 1 <= len(named) <= _FEW_WORDS:
        return ""
    goods = " ".join(named)
    hits = tools.search.search(goods, 3).hits
    return goods if hits and max(h.cover for h in hits) >= _ALL else ""
