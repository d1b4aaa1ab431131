"""Takes a PIN code that was just asked for, and a go-ahead that stands beside a question."""

import re
from dataclasses import replace

from bot.actions.coming import asks_when
from bot.actions.delivering import PIN_ASKED
from bot.actions.faq import is_question
from bot.actions.shelf import carts_of
from bot.dialogue.asking import asks_where, open_question
from bot.dialogue.reading_here import reading_of
from bot.dialogue.terms import keep_terms, terms_of
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn
from bot.routing.in_parts import SAYS_LITTLE, Do, read_by_itself, together
from chat.reply import text
from shop.reading.addresses import parted_phone, pin_code

_CLAUSES = re.compile(r"[.!?,;\n\u0964]+")
_SHORTEST = 3  # letters of what is said beside
_NO_GOODS = SAYS_LITTLE | {"delivery_options", "out_of_scope", "change_address"}
# What may be asked beside the go-ahead for an order.
_ASKS = frozenset({"payment_methods", "delivery_options", "faq", "refund_policy", "track_order"})
_SURE = 0.6


def pin_told(turn: Turn, tools: Tools, do: Do) -> Answer | None:
    """ "Pin 452001 Indore. and is bad dal taken back?": the PIN code that was asked for, and the rest."""
    pin = pin_code(turn.text)
    asked = tools.contexts.get(turn.customer, PIN_ASKED, turn.now)
    question = open_question(turn, tools)
    if not pin or asks_where(question) or asked != turn.conversation or parted_phone(turn.text)[1]:
        return None
    if any(c.isdigit() for c in turn.text.replace(pin, "", 1).replace(f"{pin[:3]} {pin[3:]}", "", 1)):
        return None  # a house number: an address
    tools.contexts.forget(turn.customer, PIN_ASKED)
    keep_terms(turn, tools, replace(terms_of(turn, tools), pin=pin))  # the street may come later
    told = ACTIONS["action_delivery_options"](_as(turn, "delivery_options", turn.text), tools)
    clauses = [clause.strip() for clause in _CLAUSES.split(turn.text)]
    left = [c for c in clauses if len(c) >= _SHORTEST and not pin_code(c) and not asks_when(c)]
    beside = read_by_itself(replace(turn, id=f"{turn.id}.p"), ". ".join(left), tools) if left else None
    if beside is None or beside.intent in _NO_GOODS:
        return told
    return together([told, do(beside, tools)])


def ordered_beside(turn: Turn, tools: Tools) -> Answer | None:
    """ "Go ahead with checkout. can I pay by card?": the question answered, and the order gone on with."""
    reading = reading_of(turn, tools)
    if turn.intent not in _ASKS or len(reading.parts) < 2 or not carts_of(tools).get(turn.customer).lines:
        return None
    parts = [reading.text[start:end].strip() for start, end in reading.parts]
    orders = [part for part in parts if _goes_on(part, turn, tools)]
    asks = [part for part in parts if part not in orders and is_question(part)]
    if len(orders) != 1 or len(asks) + len(orders) != len(parts):
        return None
    words = " ".join(asks)
    answered = ACTIONS[f"action_{turn.intent}"](_as(turn, turn.intent, words), tools)
    told = [text(reply.text) if reply.kind == "choice" else reply for reply in answered.replies]
    went_on = ACTIONS["action_checkout"](_as(turn, "checkout", orders[0]), tools)
    return together([replace(answered, replies=tuple(told)), went_on])


def _goes_on(part: str, turn: Turn, tools: Tools) -> bool:
    acts = reading_of(replace(turn, text=part, said=part), tools).acts
    return "?" not in part and acts.get("checkout", 0.0) >= _SURE


def _as(turn: Turn, intent: str, words: str) -> Turn:
    return replace(turn, intent=intent, text=words, said=words, entities={}, wishes=())
