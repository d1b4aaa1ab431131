"""Tells what of a list that is written line by line is only remarked: "(last lot was ok)", "for patients".

What was learnt of running text knows goods, amounts and refusals. A line in which it knows none of them wants
nothing, and what stands behind the last of them, and is no word of the shop's, says nothing of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.dialogue.reading_here import in_shop_words, reading_of, shop_words
from bot.dialogue.turn import Tools, Turn
from bot.reading.filling import REFUSED
from bot.reading.lines import AMOUNT
from shop.finding.in_view import names_in
from shop.reading.sounds import sound

_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_A_VARIETY = 2  # words in brackets that say which one; more of them are a remark
_A_NAME = 2  # words of what may be goods that nobody here has a word for: "stapler pins"
_SHORT = 3  # letters


_WHY = frozenset(["why", "what", "kyu", "kyun", "kyon", "kyo", "kaisa", "kaisi", "kahe"])
_ASKED = frozenset(["asked", "asking", "poocha", "pucha", "puchha", "pooch", "puch", "poochh", "pucch"])


def protests(words: str, goods: str) -> bool:
    """ "Why sugar??", "what jeera?": nothing but the question why, said of goods that were not wanted."""
    left = set(re.findall(r"\w+", words.lower())) - set(re.findall(r"\w+", goods.lower()))
    return words.rstrip().endswith("?") and bool(left) and left <= _WHY


def only_was_asked(words: str) -> bool:
    """ "I was asking about tea": what somebody says that they asked is no wish by itself."""
    return not _ASKED.isdisjoint(re.findall(r"\w+", words.lower()))


@dataclass(frozen=True)
class WrittenLine:
    """A line of a list without what is only remarked, and what it says it must not be."""

    words: str
    refused: tuple[str, ...] = ()


def without_remarks(pieces: Sequence[str], turn: Turn, tools: Tools) -> list[WrittenLine]:
    """Give the lines that want something, each without its remarks; all as they are where none is left."""
    told = [line for piece in pieces if (line := _line(piece, turn, tools))]
    return told or [WrittenLine(piece) for piece in pieces]


def _line(piece: str, turn: Turn, tools: Tools) -> WrittenLine | None:
    reading = reading_of(replace(turn, text=piece, said=piece), tools)
    words = _without_brackets(piece, tools)
    if not reading.acts:
        return WrittenLine(words)
    wants = [span for span in reading.spans if span.kind == AMOUNT] or any(
        line.goods for line in reading.lines
    )
    if not wants:
        return WrittenLine(words) if _may_name(words) else None
    told = [span.end for span in reading.spans if span.kind != REFUSED]
    behind = reading.text[max(told, default=0) :].strip(" ,.-()")
    tail = words.lower().rfind(behind) if behind else -1
    if tail > 0 and words.lower().endswith(behind) and not _says_which(behind, tools):
        words = words[:tail].strip(" ,-")
    return WrittenLine(words, reading.refused) if names_in(words) else None


def _without_brackets(piece: str, tools: Tools) -> str:
    """ "Maggi 24 (atta)" is atta maggi; "(the last lot was ok)" is a remark, "(12 pcs)" an amount."""
    words = piece
    for found in _IN_BRACKETS.finditer(piece):
        inside = found[1].strip()
        if any(c.isdigit() for c in inside):
            continue
        words = words.replace(found[0], " ")
        if len(inside.split()) <= _A_VARIETY and _says_which(inside, tools):
            words = f"{inside} {words}"
    return " ".join(words.split()) or piece


def _says_which(words: str, tools: Tools) -> bool:
    """Whether the shop has a word of these, or a number tells."""
    sold = shop_words(tools)
    named = names_in(in_shop_words(words, tools))
    return any(c.isdigit() for c in words) or any(sound(word) in sold for word in named)


def _may_name(words: str) -> bool:
    """Whether it may be goods all the same."""
    return 0 < len(words.split()) <= _A_NAME and all(len(word) > _SHORT for word in words.split())
