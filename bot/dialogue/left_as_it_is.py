"""Reads a no to a question about an order ("don't cancel, keep it as it is"), and what is said beside it."""

import re
from dataclasses import replace

from bot.dialogue.asking import open_question
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Tools, Turn
from bot.reading.refusing import lets_stay, refuses_to, says_a_need
from chat.reply import Command
from shop.reading.sounds import sound

# What each of these questions would do to an order, as people call it.
_DOES = {
    "cancel_order": ("cancel", "radd"),
    "return_order": ("return", "wapas", "refund"),
    "exchange_order": ("exchange", "replace", "badlo", "badalna"),
    "change_order": ("change", "badlo", "badalna"),
}
_SAYS_NO = ("deny", "leave", "wait")
_SURE = 0.6
_LITTLE = 2  # words of "no wait", which say nothing by themselves


def left_as_it_is(turn: Turn, tools: Tools) -> tuple[Command, str] | None:
    """The no of the question about an order that waits, and what else is said; None where it is no no."""
    asked = open_question(turn, tools)
    no = asked.no if asked else None
    if no is None or no.intent not in _DOES:
        return None
    reading = reading_of(turn, tools)
    parts = [reading.text[start:end].strip(" .,!") for start, end in reading.parts]
    said = [_says_no(part, no.intent, turn, tools) for part in parts]
    first = next((number for number, refused in enumerate(said) if refused), None)
    if first is None or any(len(part.split()) > _LITTLE for part in parts[:first]):
        return None
    behind = zip(parts[first:], said[first:], strict=True)
    return no, ". ".join(part for part, refused in behind if not refused)


def _says_no(words: str, intent: str, turn: Turn, tools: Tools) -> bool:
    """Whether these words leave the order as it is; what names goods is said of those."""
    heard = {sound(word) for word in _DOES[intent]}
    part = reading_of(replace(turn, text=words, said=words), tools)
    if "?" in words or any(line.goods for line in part.lines):
        return False
    if refuses_to(words, lambda word: sound(word) in heard) or lets_stay(words):
        return True
    does = any(sound(word) in heard for word in re.findall(r"[^\W_]+", words.lower()))
    if does or says_a_need(words):  # "not needed any more" is a reason
        return False
    return sum(part.acts.get(act, 0.0) for act in _SAYS_NO) >= _SURE
