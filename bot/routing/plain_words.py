"""What a message says in so many words, whatever it was ranked as: undo, a correction, "instead of that".

The ranking reads sentences; what is here is short and stands beside a cart, a list or a question
that is there. Each rule needs both: the words, and the thing that they are about.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.actions.carting import other_kind
from bot.actions.shelf import in_cart, matched, pointed_at
from bot.dialogue.asking import settled
from bot.dialogue.cases_said import cases_made_up
from bot.dialogue.turn import Tools, Turn
from chat.contexts import ContextKey
from chat.open_questions import Asked
from chat.reply import Command
from shop.cart.service.quotes import Quotes
from shop.catalogue.product import Product
from shop.reading.instead import parted_instead
from shop.reading.likeness import nearest
from shop.reading.lists import is_list
from shop.reading.quantity import parse_wanted

Plain = tuple[Command, Turn] | None  # what to run, with the words that are about it


@dataclass(frozen=True)
class Quoted:
    """What a better price was wished for, and the number of the question once a seller was asked."""

    sku: str
    quantity: int = 0
    price: int = 0  # in the smallest unit
    number: str = ""
    terms: str = ""  # what was said with it


QUOTED = ContextKey("quoted", Quoted, timedelta(hours=12))

_SLIP = 0.9  # one letter away
_FEW = 7  # words; in more, "undo" is hardly the wish
_OH = (
    r"(?:(?:no|nah|nahi|nahin|ok|okay|oh|acc?ha|th[ei]+k(?: hai)?|wait|actually|aur|and|sorry|ab|then|yes"
    r"|haan|bhai)\b[\s,.!]*)*"
)
_CHANGE = re.compile(
    rf"^{_OH}(?:make|set|change|update)\b"
    r"|\d\s*+(?:piece|packet|pkt|pcs|carton|peti)?s?\s*+(?:kar ?(?:do|dena|dijiye|lo)|kardo|karo)\W*$"
    r"|\d\s*+(?:not|nahi|nahin|nhi)\s+\d"
    r"|\bjagah\s+\d+",
    re.IGNORECASE,
)
_ADDS = re.compile(r"\b(?:add|daal|dal|dalo|daalo|put)\b", re.IGNORECASE)
_TAKES_OUT = re.compile(
    r"\b(?:remov\w*|delet\w*|take\b.{0,30}\bout|taken? off|hata\w*|nikal\w*|drop|cancel|minus|clear"
    r"|don'?t want|chh?od(?:o|\s?d\w+))\b",
    re.IGNORECASE,
)
_BUT = re.compile(r"\b(?:but not|without|except|other than|ke alawa|chhod ?kar|bina)\b", re.IGNORECASE)
_SELLS = re.compile(
    r"\bwho(?:'s| is| are)? (?:the )?(?:sell\w*|suppl\w*|vendor)|\bkaun bech|\bkis(?:ka|ke) seller",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"\b(?:better|best|lower|special|bulk|good|last) (?:price|rate|bhav|daam)\b", re.IGNORECASE
)
_WITHDRAWS = re.compile(
    r"\b(?:cancel|withdraw|remove|delete|drop)\s(?:\w{1,8}\s){0,2}quot(?:e|ation)s?\b"
    r"|\bquot(?:e|ation)s?\s(?:\w{1,8}\s){0,2}(?:cancel|withdraw|wapas|hata)",
    re.IGNORECASE,
)
_MY_QUOTES = re.compile(
    r"\b(?:my|mere|meri)\s(?:\w{1,8}\s)?quot(?:e|ation)s?\b|\bquot(?:e|ation) (?:status|ka kya)\b",
    re.IGNORECASE,
)
# "When will the seller answer", "seller ka jawab aaya?"
_ABOUT_QUOTES = re.compile(
    r"\b(?:when|kab)\b[^.!\d]{0,30}\b(?:answer|reply|jawab)\b"
    r"|\b(?:seller|he|they|quot(?:e|ation))\b[^.!]{0,30}\b(?:answer\w*|repl\w+|respond\w*|jawab|say|said)\b"
    r"|\b(?:answer|reply|jawab)\b[^.!]{0,20}\b(?:from|seller|aaya|aayega|come|came)\b",
    re.IGNORECASE,
)
_MANY = re.compile(r"(?<![\d.])[1-9]\d+(?![\d.%])(?!\s*(?:g|gm|kg|ml|l|ltr|rs|rupees)\b)", re.IGNORECASE)
_BARGAINS = re.compile(
    r"\b(?:can|could|will|would) (?:they|you|he|she|u|seller|the seller) (?:do|give|make|go)\b.{0,20}\d"
    r"|\d\s*+(?:(?:rs|rupees|rupaye)\s*+)?(?:each|per (?:piece|packet|pc|kg|unit)|a piece|ek ka)\b"
    r"|\b(?:thoda )?(?:aur )?kam kar",
    re.IGNORECASE,
)
_LEAVES = re.compile(
    r"^(?:ok(?:ay)?|acc?ha|no|nahi|chalo|theek hai)?[\s,]*"
    r"(?:(?:leave|forget|skip) (?:it|that)|never ?mind|rehne do|chh?odo|jaane do)\b[\s,.;]+(?:and |aur )?"
    r"(?:show(?: me)?|find(?: me)?|search(?: for)?|do you have|i want to see)\s+(?P<rest>.{3,})$",
    re.IGNORECASE,
)
_PUTS = re.compile(
    r"\b(?:give|put|add|send|replace|swap|dedo|de do|daal\w*|dalo|bhej\w*|kar do)\b", re.IGNORECASE
)
_ASKS = re.compile(r"\?|\b(?:what|which|any|anything|something|show|kya|koi|kuch)\b", re.IGNORECASE)
# What is not sure of itself beside a cart.
LOOSE = frozenset(
    {
        "search_product", "refine_search", "inform", "nlu_fallback", "out_of_scope", "order_list",
        "add_to_cart", "change_order", "affirm", "deny", "ask_price", "show_more", "check_stock",
    }
)  # fmt: skip
_OF_THE_CART = frozenset({"remove_from_cart", "update_cart"})


def said_plainly(turn: Turn, tools: Tools) -> Plain:  # noqa: PLR0911  # a case each
    """What to run, if these words say it whatever they were ranked as."""
    said = turn.text
    if len(said.split()) <= _FEW and _undoes(said):
        return Command("update_cart", {"text": "undo"}), turn
    if left := _LEAVES.match(said):
        settled(turn, tools)
        return Command("search_product"), replace(turn, text=left["rest"])
    if _SELLS.search(said) and (sku := pointed_at(turn, tools, "it")):
        return Command("product_details", {"sku": sku}), turn
    if _WITHDRAWS.search(said) and _quoted(turn, tools):
        return Command("request_quote", {"text": "withdraw"}), turn
    if _MY_QUOTES.search(said) or asks_for_the_answer(turn, tools):
        return Command("request_quote", {"text": "mine"}), turn
    if _bargains(turn, tools):
        return Command("request_quote"), turn
    if turn.wishes:
        return None
    if turn.text.count("\n") and is_list(turn.text):  # "(rate 42?)" beside a line makes it no question
        return Command("order_list"), turn
    if turn.intent in LOOSE and _puts_instead(turn, tools):
        return Command("update_cart"), turn
    if turn.intent in _OF_THE_CART:
        return _not_of_the_cart(turn, tools)
    return _of_the_cart(turn, tools) if turn.intent in LOOSE else None


def _undoes(said: str) -> bool:
    """ "Undo", also "unndo": no other word is so near to it."""
    return any(nearest(word, ("undo",))[1] >= _SLIP for word in re.findall(r"[a-z]{4,6}", said.lower()))


def _bargains(turn: Turn, tools: Tools) -> bool:
    """A better price for so many; or, once a seller was asked, a number to ask him for."""
    if _BETTER.search(turn.text) and _MANY.search(turn.text):
        return True
    return bool(_BARGAINS.search(turn.text) and _quoted(turn, tools))


def asks_for_the_answer(turn: Turn, tools: Tools) -> bool:
    """ "Did they answer you?": of the seller who was asked for a price."""
    no_order = not any(c.isdigit() for c in turn.text)
    return (
        no_order
        and _ABOUT_QUOTES.search(turn.text) is not None
        and bool(Quotes(tools.db).of(turn.customer, 1))
    )


def _quoted(turn: Turn, tools: Tools) -> bool:
    return tools.contexts.get(turn.customer, QUOTED, turn.now) is not None


def _puts_instead(turn: Turn, tools: Tools) -> bool:
    """ "Instead of that give me 3 bournvita" orders, "what else instead of surf" asks."""
    parted = parted_instead(turn.text)
    if parted is None or _ASKS.search(turn.text):
        return False
    out, into = parted
    orders = parse_wanted(into).count is not None or _PUTS.search(turn.text) is not None
    return orders and (not out or _is_one_of(turn, tools, out, in_cart(turn, tools)))


def _not_of_the_cart(turn: Turn, tools: Tools) -> Plain:
    """ "Noodles but not maggi" takes nothing out where nothing of the kind is in."""
    if turn.intent != "remove_from_cart" or _TAKES_OUT.search(turn.text):
        return None
    there = in_cart(turn, tools)
    words = parse_wanted(turn.text).words
    if not words or (there and not _BUT.search(turn.text) and _is_one_of(turn, tools, words, there)):
        return None
    wanted = parse_wanted(turn.text)
    if (wanted.count is not None or wanted.measures) and not _ASKS.search(turn.text):
        return Command("update_cart"), turn  # "nariyal 2 kilo daal do"
    return Command("search_product"), turn


def _of_the_cart(turn: Turn, tools: Tools) -> Plain:
    """A correction, or another kind of what was just put in."""
    there = in_cart(turn, tools)
    if not there:
        return None
    wanted = parse_wanted(turn.text)
    if wanted.count is None:
        return None
    if _CHANGE.search(turn.text) and not _ADDS.search(turn.text):
        words = _named(turn.text)
        if not words or _is_one_of(turn, tools, words, there):
            return Command("update_cart"), turn
    if other := other_kind(turn, tools, wanted.words):
        return Command("add_to_cart", {"sku": other.sku, "quantity": int(wanted.count)}), turn
    return None


def _named(said: str) -> str:
    """What a correction names: "make the bhujia 12" names bhujia."""
    words = re.sub(rf"^{_OH}", "", said.lower())
    words = re.sub(
        r"\b(?:make|set|change|update|it|that|this|to|the|from|quantity|of|please|pls)\b", " ", words
    )
    return parse_wanted(words).words


def _is_one_of(turn: Turn, tools: Tools, words: str, there: Sequence[Product]) -> bool:
    found = matched(turn, tools, words, only=there)
    return bool(found.sure or found.asked)


def number_said(turn: Turn, asked: Asked | None, tools: Tools) -> int | None:
    """A number alone, where one was asked for: "ok take 6 then", "theek hai 6 kar do"; cases as pieces."""
    if asked is None or asked.entity != "quantity" or asked.answer is None:
        return None
    words = re.sub(
        rf"^{_OH}|\b(?:take|make|it|give|me|then|fine|let|be|have|i|will|hai|lunga|le lo|chahiye)\b",
        " ",
        turn.text.lower(),
    )
    wanted = parse_wanted(words)
    if wanted.count is None or wanted.words or wanted.count.denominator != 1:
        return None
    product = tools.catalogue.product(str(asked.answer.entities.get("sku") or ""))
    cases = cases_made_up(product, wanted) if product else None
    return int(cases.pieces if cases else wanted.count)
