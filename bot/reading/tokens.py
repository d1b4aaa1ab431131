"""Takes a message apart into words, numbers and signs, and says of each what kind of thing it is."""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.components.devanagari import latin
from shop.reading.numbers import WORDS, plain
from shop.reading.quantity import COUNTED
from shop.reading.units import MEASURES

LONGEST = 2_000  # characters that are read; who writes more sends a list, which is read line by line
_TOKEN = re.compile(
    r"\n|\d+(?:[.,/]\d+)*|[^\W\d_]+(?:['\u2019][^\W\d_]+)?|[^\w\s]",
)
# What is counted, as people write it.
UNITS = (
    "kg kilo kgs packet pkt pkts packets pack packs peti petis carton cartons ctn case cases box boxes "
    "dozen dozens darjan dz bottle bottles pcs pc pieces piece bag bags bori sack litre ltr litres l "
    "dabba dabbe jar jars tin tins can cans pouch pouches strip strips ladi lad bundle bundles roll rolls "
    "set sets pair pairs unit units nos no gm g ml tray trays crate crates dibba dibbe dibbi doz dzn ream "
    "reams coil coils sheet sheets cup cups bora bore katta thaili rim sachet sachets tube tubes bar bars "
    "loaf block patta patte tokri gatthi kattey drum barrel stick plate plates kit hank meter metre mtr "
    "feet quintal "
).split()
_COUNTED = frozenset((*UNITS, *COUNTED)) - MEASURES.keys()


@dataclass(frozen=True)
class Token:
    """A word, a number or a sign, and where in the text it stands."""

    text: str  # as it is read: lower case, Latin letters
    start: int
    end: int
    glued: bool = False  # nothing stands between it and the one before


def spelt(text: str) -> str:
    """The text as it is read: one script, one kind of digit, lower case, one sign for the end of a line."""
    lines = (line.strip() for line in plain(latin(text[:LONGEST])).split("\n"))
    return "\n".join(line for line in lines if line)


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text that was spelt."""
    found: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(text):
        found.append(Token(match[0], match.start(), match.end(), match.start() == end))
        end = match.end()
    return found


@lru_cache(maxsize=50_000)
def kind(word: str) -> str:
    """What kind of thing a token is, whatever it says."""
    if word[0].isdigit():
        digits = sum(c.isdigit() for c in word)
        return "pin" if digits == 6 and word.isdigit() else f"number{min(digits, 7)}"
    if word == "\n" or not word[0].isalpha():
        return f"sign{word}" if word in ",.\n?-+/&()₹:*#" else "sign"
    if word in MEASURES:
        return "measure"
    if word in _COUNTED:
        return "unit"
    if word in WORDS:
        return "numeral"
    return "word"
