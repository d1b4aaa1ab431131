"""The language of a customer: chosen, else what the conversation came with; Hindi, noticed, is offered."""

import re
from collections.abc import Collection
from datetime import timedelta
from difflib import get_close_matches

from bot.components.devanagari import latin
from bot.dialogue.turn import Tools, Turn
from bot.words import talk as words
from chat.contexts import ContextKey
from chat.reply import Command, Option, Reply, choice
from chat.service.language import choose_language, chosen_language
from chat.words import DEVANAGARI, ROMAN

HINDI_OFFERED = ContextKey("hindi_offered", bool, timedelta(days=1))
LANGUAGES = (("en", "English"), (ROMAN, "Hindi"), (DEVANAGARI, "हिन्दी"))  # each by its own name
_NAMES = {
    "hindi": ROMAN, "hinglish": ROMAN, "devanagari": DEVANAGARI, "devnagri": DEVANAGARI,
    "english": "en", "inglish": "en", "angrezi": "en",
}  # fmt: skip
_REFUSED = re.compile(
    r"\b(?:don'?t|do not|can'?t|cannot|not) (?:\w+ )?(?:understand|know|speak|read|follow|get)\b"
    r"|\b(?:nahi|nahin|nhi|nai)\b"
)
_HINDI = frozenset({"namaste", "namaskar", "kaise", "kya", "bhaiya", "bhai", "ji", "salaam", "ram", "pranam"})


def language(turn: Turn, tools: Tools) -> str:
    """What the customer chose, else what the conversation came with."""
    return chosen_language(tools.contexts, turn.customer, turn.locale, turn.now)


def speak(turn: Turn, tools: Tools, locale: str) -> None:
    """From now on answer in this language, wherever the customer writes from."""
    choose_language(tools.contexts, turn.customer, locale, turn.now)


def asked_for(said: str, written: str = "") -> str:
    """The language that is asked for, the last one named; "" when it is none that we know.

    `written` is the same in the letters it came in: who asks for Hindi in its own letters gets those.
    """
    words = re.findall(r"[a-z]+", said.lower())
    named = [name for word in words if (name := like(word, _NAMES))]
    if not named:
        return ""
    wanted = _NAMES[named[-1]]
    # "I don't understand English" asks for another one.
    if _REFUSED.search(said.lower()):
        return next(code for code, _ in LANGUAGES if code != wanted)
    return DEVANAGARI if named[-1] == "hindi" and latin(written) != written else wanted


def like(word: str, names: Collection[str]) -> str:
    """The one of these names that it is, though misspelt."""
    near = get_close_matches(word, names, 1, 0.8) if len(word) > 3 else [word] if word in names else []
    return near[0] if near else ""


def offer_hindi(turn: Turn, tools: Tools) -> tuple[Reply, ...]:
    """Behind a greeting in Hindi, or whatever was written in its letters: offered once a day."""
    greeted = turn.intent == "greet" and any(like(w, _HINDI) for w in turn.text.lower().split())
    if turn.locale.startswith("hi") or not (greeted or latin(turn.said) != turn.said):
        return ()
    if tools.contexts.get(turn.customer, HINDI_OFFERED, turn.now):
        return ()
    tools.contexts.save(turn.customer, HINDI_OFFERED, True, turn.now)
    options = (Option(name, Command("change_language", {"locale": code})) for code, name in LANGUAGES)
    return (choice(words.OFFER_HINDI.pick(turn.locale, turn.id), *options),)
