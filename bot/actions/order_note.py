"""A note for an order on its way: "ring twice, please", kept where sellers and drivers see it."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.actions.coming import asks_when
from bot.actions.pay_words import ways_named
from bot.actions.shelf import carts_of
from bot.actions.which_order import mine_of, named, pointed_order, seen_order
from bot.components.devanagari import latin
from bot.dialogue.asking import open_question, settled
from bot.dialogue.confirming import ask
from bot.dialogue.reading_here import ORDER_SEEN, reading_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import orders as words
from chat.payloads import command_of
from chat.reply import text
from shop.errors import ShopError
from shop.orders.order import Order
from shop.orders.requests import NoteOnOrder
from shop.orders.service.orders import Orders
from shop.orders.status import UNDER_WAY
from shop.orders.taps import NoteIt

_NOTES = frozenset(("note", "notes", "instruction", "instructions", "remark", "remarks"))
_WRITES = frozenset(
    ("likh", "likho", "likhna", "likhiye", "likhdo", "add", "put", "write", "likhwa", "karo", "kar",
     "lo", "do")
)  # fmt: skip
# What is around a note and no part of it.
_AROUND = frozenset(
    ("add", "put", "write", "please", "pls", "my", "mera", "meri", "a", "an", "the", "one", "ek",
     "note", "notes", "instruction", "instructions", "remark", "remarks", "not", "for", "in", "on",
     "to", "of", "order", "orders", "me", "mein", "mai", "ye", "yeh", "this", "that", "is", "it",
     "likh", "likho", "likhna", "likhiye", "likhdo", "do", "karo", "kar", "lo", "dena", "ki", "ke",
     "ka", "par", "pe", "aur", "and", "also", "bhi", "ok", "okay", "haan", "delivery", "driver",
     "thanks", "bhai")
)  # fmt: skip
# Who takes it, or where it is left; and how that is said.
_TAKERS = frozenset(
    ("guard", "gard", "watchman", "security", "chowkidar", "neighbour", "neighbor", "padosi",
     "reception", "receptionist", "gate", "shutter", "darwaza", "darwaze", "door", "doorstep", "maid",
     "wife", "papa", "mummy")
)  # fmt: skip
_HANDS = frozenset(
    ("give", "hand", "handover", "leave", "keep", "drop", "dena", "dedena", "de", "rakh", "rakhna",
     "chhod", "chod", "chhodna")
)  # fmt: skip
_CALLS = frozenset(("call", "calls", "phone", "fon", "ring", "ghanti", "bell", "kol", "kaul"))
_BEFORE = frozenset(
    ("before", "pehle", "pahle", "phele", "first", "karke", "coming", "aane", "aake", "reaching",
     "arriving", "pahunchne", "delivering", "deliver")
)  # fmt: skip
_WISHES, _A_PERSON = ("delivery_wish",), "human_agent"
_LIKELY = 0.45
_LONGEST = 40  # words of a note
_NOTE_IN_HINDI, _NOTE_IN_LATIN = "\u0928\u094b\u091f", re.compile(r"\bnot\b")
_SENTENCES = re.compile(r"(?<=[.?!\n])\s+")


def noted(turn: Turn, tools: Tools, by_itself: Callable[[str], Answer]) -> Answer | None:
    """Note what is asked of who brings the order that is spoken of; what else is said is done by itself."""
    asked = open_question(turn, tools)
    if turn.shared or (asked and asked.free):
        return None
    said = _NOTE_IN_LATIN.sub("note", turn.text) if _NOTE_IN_HINDI in turn.said else turn.text
    sentences, written = _cut(said), _cut(turn.said)
    at = next(
        (i for i, one in enumerate(sentences) if _is_note(replace(turn, text=one, said=one), tools)), None
    )
    if at is None or (order := _order_meant(turn, tools)) is None:
        return None
    whole = written[at] if len(written) == len(sentences) else sentences[at]
    answer = note_on(turn, tools, order, _note_in(whole.replace(order.id, " ")))
    rest = " ".join(sentences[:at] + sentences[at + 1 :])
    before = by_itself(rest).replies if len(rest.split()) > 1 else ()
    return replace(answer, replies=(*before, *answer.replies))


def note_on(turn: Turn, tools: Tools, order: Order, note: str) -> Answer:
    """Write it down and say it back; ask for it where nothing is said yet."""
    settled(turn, tools)
    tools.contexts.save(turn.customer, ORDER_SEEN, order.id, turn.now)
    if not note and order.status in UNDER_WAY:
        question = words.NOTE_WHAT.in_(turn.locale, order=order.id)
        return ask(turn, tools, question, typed=command_of(NoteIt(order.id)), entity="note")
    try:
        asked = NoteOnOrder(turn.customer, order.id, note)
        view = Orders(tools.db).note(asked, turn.key("note"), turn.now)
    except ShopError as no:
        return say(text(no.in_(turn.locale)))
    told = words.NOTED_LATE if view.order.status == "shipped" else words.NOTED
    return say(text(told.in_(turn.locale, order=order.id, note=note)))


def note_typed(turn: Turn, tools: Tools, tapped: NoteIt) -> Answer:
    """What was typed when a note was asked for."""
    order = next((one for one in mine_of(turn, tools) if one.id == tapped.order), None)
    note = str(turn.entity("note") or "").strip()
    return note_on(turn, tools, order, note) if order else say(text(words.STAYS.in_(turn.locale)))


def _is_note(part: Turn, tools: Tools) -> bool:
    """Whether something is asked of who packs or brings an order."""
    said = set(_words(part.text))
    if "?" in part.text or (asks_when(part.text) and not said & _NOTES) or len(part.text.split()) > _LONGEST:
        return False
    if said & _NOTES and (said & _WRITES or _behind_a_sign(part.text)):
        return True
    if ways_named(part.text) or any(line.goods for line in reading_of(part, tools).lines):
        return False  # "I hand over the cash at the gate"
    written = bool(said & _NOTES) or ("likh" in said and bool(said & _CALLS | said & _TAKERS))
    handed = bool(said & _TAKERS and said & _HANDS)
    called = bool(said & _CALLS and said & _BEFORE)
    acts = reading_of(part, tools).acts
    if acts.get(_A_PERSON, 0.0) >= _LIKELY:
        return False
    wished = (
        sum(acts.get(act, 0.0) for act in _WISHES) >= _LIKELY and max(acts, key=acts.__getitem__) in _WISHES
    )
    return written or handed or called or wished


def _cut(said: str) -> list[str]:
    """The sentences; one that asks when it comes is cut at commas: "kab pahunchega, chowkidar ko dena"."""
    found = [one for one in _SENTENCES.split(said) if one.strip()]
    asks = [asks_when(latin(one)) and "," in one for one in found]
    parts = [one.split(",") if when else [one] for one, when in zip(found, asks, strict=True)]
    return [part.strip() for one in parts for part in one if part.strip()]


def _order_meant(turn: Turn, tools: Tools) -> Order | None:
    """The order that is named or was spoken of, else the newest under way; none while one is being made."""
    mine = mine_of(turn, tools)
    if called := named(turn, mine):
        return called
    if carts_of(tools).get(turn.customer).lines:
        return None
    moving = [order for order in mine if order.status in UNDER_WAY]
    there = pointed_order(turn, tools, moving) or seen_order(turn, tools, mine)
    return there or next(iter(moving), None)


def _note_in(sentence: str) -> str:
    """The note without what leads to it: "note likho: gate 3 se aana"."""
    if note := _behind_a_sign(sentence):
        return note
    kept = sentence.split()
    if set(_words(sentence)) & _NOTES:
        while kept and set(_words(kept[0])) <= _AROUND:
            kept.pop(0)
        while kept and set(_words(kept[-1])) <= _AROUND - {"dena", "do"}:
            kept.pop()
    return " ".join(kept).strip(" .!\"'“”-")


def _behind_a_sign(sentence: str) -> str:
    """What stands behind "note:"; "" where nothing is led in so."""
    for sign in (":", " - ", " \u2013 ", "-", "\u2013"):
        head, _, tail = sentence.partition(sign)
        if tail.strip() and set(_words(head)) & _NOTES:
            return tail.strip(" .!\"'“”")
    return ""


def _words(said: str) -> list[str]:
    said = latin(said.replace(_NOTE_IN_HINDI, "note"))
    return "".join(c if c.isalnum() else " " for c in said.lower()).split()
