"""Tells whether a message mends what was done just before: "sorry, the 12 watt one", "no, I said cases".

What is said so comes in place of what was put in; it is not put in beside it.
"""

import re

from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Tools, Turn

_FIRST = frozenset(["no", "nope", "nahi", "nahin", "nhi", "na", "arre", "are", "sorry", "oops", "wait"])
_SAYS_SO = frozenset(
    ["sorry", "oops", "meant", "mean", "said", "bola", "boli", "kaha", "galat", "galti", "wrong", "rather"]
)
_CHANGES = 0.3  # of a chance


def corrects(turn: Turn, tools: Tools) -> bool:
    """Whether these words take back or put right what was done just before."""
    said = re.findall(r"\w+", turn.text.lower())
    if set(said) & _SAYS_SO or (said and said[0] in _FIRST):
        return True
    return reading_of(turn, tools).acts.get("update_cart", 0.0) >= _CHANGES
