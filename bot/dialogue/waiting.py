"""Hears that somebody wants a moment: nothing is done, and what was asked waits as it was."""

from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Tools, Turn

WAIT = "wait"  # the act, which no intent of its own serves
_SURE = 0.6
_MOST_WORDS = 8


def waits(turn: Turn, tools: Tools) -> bool:
    """ "Ek min ruko", "hold on": said alone."""
    if "reader" not in tools.extras or len(turn.text.split()) > _MOST_WORDS or "?" in turn.text:
        return False
    reading = reading_of(turn, tools)
    return not reading.lines and reading.acts.get(WAIT, 0.0) >= _SURE
