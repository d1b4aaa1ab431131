"""Refuses, in a sentence, to look up what somebody else ordered; nothing of a third person is noted."""

import re
from datetime import timedelta
from itertools import pairwise

from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.reading.filling import NAME, SELLER
from bot.words import orders as words
from chat.contexts import ContextKey
from chat.reply import text
from shop.checkout.service.addresses import Addresses
from shop.reading.likeness import tokens_of

OTHERS = ContextKey("others_orders", str, timedelta(minutes=15))  # the conversation in which it was refused

# What asks for orders, or for what belongs to them.
_OF_ORDERS = frozenset(
    {"order_history", "order_total", "bought_before", "bought_most", "track_order", "get_invoice", "privacy"}
)
_SURE = 0.3
_THEIRS = frozenset(("his", "her", "hers", "him", "their", "unka", "unke", "unki", "someone", "somebody"))
_PEOPLE = frozenset(("friend", "neighbour", "neighbor", "padosi", "dost", "cousin", "competitor", "rival"))
_OWN = frozenset(("my", "mera", "meri", "mere", "mine", "our", "hamara", "hamare", "hamari", "apna", "apne"))
_THINGS = frozenset(("order", "orders", "bill", "bills", "invoice", "invoices", "purchase", "purchases"))
_LEADS = frozenset(("of", "for", "from", "by"))  # ahead of a name
_BEHIND = frozenset(("ka", "ke", "ki", "ne", "ordered", "order", "orders", "bought", "bill", "bills", "s"))


def of_somebody_else(turn: Turn, tools: Tools) -> Answer | None:
    """ "Show the orders of Mehta Traders", "what did my neighbour buy?": nobody is shown but their own."""
    said = re.findall(r"[^\W_]+", turn.text.lower())
    refused = tools.contexts.get(turn.customer, OTHERS, turn.now) == turn.conversation
    if _says_own(said):
        return None
    if not (_asks_for_orders(turn, tools) and _names_another(said, turn, tools)) and not (
        refused and _THEIRS & set(said)
    ):
        return None
    tools.contexts.save(turn.customer, OTHERS, turn.conversation, turn.now)
    return say(text(words.ONLY_OWN.in_(turn.locale)))


def _says_own(said: list[str]) -> bool:
    """ "My order", "mera bill": it is asked for one's own, whoever else is spoken of."""
    return any(a in _OWN and b in _THINGS for a, b in pairwise(said))


def _asks_for_orders(turn: Turn, tools: Tools) -> bool:
    acts = reading_of(turn, tools).acts
    intents = {turn.intent, *(intent for intent, _ in turn.wishes)}
    intents |= {intent for intent, chance in turn.alternatives if chance >= _SURE}
    return bool(intents & _OF_ORDERS) or sum(acts.get(act, 0.0) for act in _OF_ORDERS) >= _SURE


def _names_another(said: list[str], turn: Turn, tools: Tools) -> bool:
    """Whether a third person, or a name that is neither the customer's own nor a seller's, is spoken of."""
    if (_THEIRS | _PEOPLE) & set(said):
        return True
    reading = reading_of(turn, tools)
    known = {token for seller in tools.catalogue.sellers() for token in tokens_of(seller.name)}
    known |= {t for value in Addresses(tools.db).of(turn.customer).values() for t in tokens_of(str(value))}
    for span in reading.spans:
        name = reading.text[span.start : span.end]
        before = re.findall(r"[^\W_]+", reading.text[: span.start])[-1:]
        behind = re.findall(r"[^\W_]+", reading.text[span.end :])[:1]
        belongs = bool(_LEADS & set(before) or _BEHIND & set(behind))
        if span.kind in (NAME, SELLER) and belongs and not known & set(tokens_of(name)):
            return True
    return False
