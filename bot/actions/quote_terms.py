"""What is said with a wish for a better price and is neither goods nor price: delivery, a day, how often.

The seller answers for all of it, so it goes along in the customer's own words.
"""

import re
from dataclasses import replace
from itertools import pairwise

from bot.actions.faq import is_question
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Tools, Turn
from bot.reading.filling import DAY, GOODS, PIN, PLACE, POINTS, PRICE, SIZE
from bot.reading.lines import AMOUNT
from shop.reading.dates import parse_date
from shop.reading.sounds import sound

_LONGEST = 200  # letters that a seller is told
_SHORTEST = 2  # words
_BY = re.compile(r"\b(?:by|before|till|until)\b")
_BUT = r"(?:but|par|lekin|magar|provided)\s"
_PIECES = re.compile(rf"(?:[,;\n]\s|[,;\n]|\s){_BUT}|(?<=[.!?])\s|[,;\n]")
# What such terms are about, beside places and days.
_TERMS = frozenset(
    sound(word)
    for word in (
        "delivery", "delivered", "deliver", "freight", "transport", "unloading", "bhada", "weekly", "monthly",
        "daily", "fortnightly", "every", "har", "roz", "hafte", "mahine", "week", "month", "regularly",
        "advance",
    )
)  # fmt: skip
_OF_TERMS = frozenset((DAY, PLACE, PIN))
_OF_THE_WISH = frozenset((GOODS, AMOUNT, PRICE, SIZE, POINTS))
# Whom a quote is with.
_SELLER = frozenset(
    sound(word)
    for word in (
        "he", "him", "his", "they", "them", "seller", "sellers", "quote", "quotation", "usne", "usko", "unko",
        "unhone", "unse", "usse", "unhe", "use",
    )
)  # fmt: skip
# "At list price": no better one is wished for.
_LISTED = frozenset(("list", "listed", "normal", "regular", "usual", "ordinary"))
_PRICES = frozenset(("price", "prices", "rate", "rates", "daam", "dam", "bhav"))


def wish_terms(turn: Turn, tools: Tools) -> str:
    """The terms that stand in these words; "" where there are none."""
    found = (_term(piece.strip(" .!"), turn, tools) for piece in _PIECES.split(turn.text))
    return ", ".join(term for term in found if term)[:_LONGEST]


def with_terms(before: str, more: str) -> str:
    """Those said before and these."""
    return ", ".join(dict.fromkeys(filter(None, (before, more))))[:_LONGEST]


def _term(piece: str, turn: Turn, tools: Tools) -> str:
    """The piece from where it speaks of terms on, as far as goods or a price stand in it."""
    if is_question(piece):
        return ""
    reading = reading_of(replace(turn, text=piece, said=piece), tools)
    starts = [span.start for span in reading.spans if span.kind in _OF_TERMS]
    starts += [word.start() for word in re.finditer(r"[^\W\d_]+", reading.text) if sound(word[0]) in _TERMS]
    today = turn.now.date()
    days = [at.start() for at in _BY.finditer(reading.text) if parse_date(reading.text[at.end() :], today)]
    starts += days
    if not starts or len(piece.split()) < _SHORTEST:
        return ""
    wish = [span for span in reading.spans if span.kind in _OF_THE_WISH]
    if not any(span.kind in (GOODS, AMOUNT) for span in wish):
        return reading.text
    first = min(starts)
    day = max(days, default=len(reading.text))  # its number is no amount
    ends = min((s.start for s in wish if first < s.start < day), default=len(reading.text))
    return reading.text[first:ends].strip()


def of_the_seller(said: str) -> bool:
    """Whether the seller who was asked is spoken of, or the quote: "did you tell him?"."""
    return any(sound(word) in _SELLER for word in re.findall(r"[^\W\d_]+", said.lower()))


def at_list_price(said: str) -> bool:
    """Whether goods are wished for at what they cost: "12 at the normal rate"."""
    heard = re.findall(r"[^\W\d_]+", said.lower())
    return any(a in _LISTED and b in _PRICES for a, b in pairwise(heard))
