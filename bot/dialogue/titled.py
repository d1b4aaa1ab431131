"""Takes the title of one of our buttons, typed in any of our languages, for a tap on it."""

from functools import cache

from bot.dialogue.turn import DECLARED, Turn
from chat.reply import Command
from chat.words import Words
from shop.words import CHECK_OUT, UNDO

# Titles of buttons that carry nothing but what they do, beside those of the actions.
_BUTTONS = {CHECK_OUT: "checkout", UNDO: "undo"}


def titled_so(turn: Turn) -> Command | None:
    """The command of the button that is called like the whole message; None where none is."""
    intent = _titles().get(_bare(turn.said or turn.text))
    return Command(intent) if intent else None


@cache
def _titles() -> dict[str, str]:
    own: list[tuple[Words, str]] = [(one.title, intent) for intent, one in DECLARED.items() if one.title]
    titles = (*own, *_BUTTONS.items())
    return {_bare(said): intent for words, intent in titles for said in (words.en, words.hi, words.deva)}


def _bare(words: str) -> str:
    return " ".join(words.casefold().split()).strip(" .!?\u0964")
