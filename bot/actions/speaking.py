"""The language of a customer: chosen, else what the conversation came with; Hindi, noticed, is offered."""

from datetime import timedelta

from bot.actions.turn import Tools, Turn
from bot.components.devanagari import latin
from bot.words import talk as words
from chat.reply import Command, Option, Reply, choice

KEY = "locale"
KEPT = timedelta(days=3650)
OFFERED = "hindi_offered"
_HINDI = frozenset({"namaste", "namaskar", "kaise", "kya", "bhaiya", "bhai", "ji", "salaam", "ram", "pranam"})


def language(turn: Turn, tools: Tools) -> str:
    """What the customer chose, else what the conversation came with."""
    chosen = tools.contexts.get(turn.customer, KEY, within=KEPT, now=turn.now)
    return str(chosen or turn.locale or "en")


def speak(turn: Turn, tools: Tools, locale: str) -> None:
    """From now on answer in this language, wherever the customer writes from."""
    tools.contexts.put(turn.customer, KEY, locale, turn.now)


def offer_hindi(turn: Turn, tools: Tools) -> tuple[Reply, ...]:
    """Behind a greeting in Hindi, or whatever was written in its letters: offered once a day."""
    greeted = turn.intent == "greet" and _HINDI & set(turn.text.lower().split())
    if turn.locale.startswith("hi") or not (greeted or latin(turn.said) != turn.said):
        return ()
    if tools.contexts.get(turn.customer, OFFERED, within=timedelta(days=1), now=turn.now):
        return ()
    tools.contexts.put(turn.customer, OFFERED, True, turn.now)
    hindi = Option("Hindi", Command("change_language", {"locale": "hi-Latn"}))
    english = Option("English", Command("change_language", {"locale": "en"}))
    return (choice(words.OFFER_HINDI.pick(turn.locale, turn.id), hindi, english),)
