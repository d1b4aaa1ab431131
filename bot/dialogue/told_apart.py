"""Which of the things that are offered has what the others have not: "the premium", "m30 wala".

Whatever else was read out of an answer, the words that tell the options apart are the ones that answer.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from bot.reading.refusing import words_refused
from shop.catalogue.product import Product
from shop.finding.in_view import POINTING
from shop.reading.likeness import nearest, tokens_of
from shop.reading.numbers import plain
from shop.reading.sounds import sound

# Who says one of these means the one that is nothing special, however the shop calls it.
PLAIN = frozenset(
    [
        "plain",
        "sada",
        "saada",
        "sadi",
        "saadi",
        "sade",
        "simple",
        "normal",
        "regular",
        "ordinary",
        "classic",
        "original",
    ]
)
_LIKE = 0.85  # a word of a name, misspelt
_SHORTEST = 2  # letters
_A_NUMBER = r"(?<!\d)(?<!\d\.)\d{1,6}(?:\.\d{1,3})?(?!\d)"
_NUMBERED = re.compile(
    rf"({_A_NUMBER})\s{{0,2}}(?:rs|rupees|rupaye|rupay|/-|pcs?|pieces?)?\s{{0,2}}(?:wal[aie]|val[aie]|one|ones)\b"
    rf"|(?:\brs\.?|₹)\s{{0,2}}({_A_NUMBER})"
)
# "1 pc wala", "5 pieces wale": which pack, not how many.
PIECES_OF = re.compile(rf"{_A_NUMBER}\s{{0,2}}(?:pcs?|pieces?)\s{{0,2}}(?:wal[aie]|val[aie])\b")


def told_apart(words: str, options: Sequence[Product], refused: Collection[str] = ()) -> list[Product]:
    """Those that have all of the words said that only some of them have; none where no such word is said."""
    own = {p.sku: _names(f"{p.full_name} {p.brand}") for p in options}
    every = set[str]().union(*own.values())
    apart = {word for word in every if not all(word in each for each in own.values())}
    said = {found for token in _names(words) if (found := _one_of(token, apart))}
    no = [*refused, *words_refused(words)]
    not_it = {found for one in no for token in _names(one) if (found := _one_of(token, apart))}
    said -= not_it
    left = [p for p in options if not own[p.sku] & not_it]
    if not said and PLAIN & set(words.lower().split()) and (plain_one := _plain_one(left, own, apart)):
        return plain_one
    if not said:
        return left if not_it and len(left) < len(options) else []
    return [p for p in left if said <= own[p.sku]]


def _plain_one(
    options: Sequence[Product], own: Mapping[str, set[str]], apart: Collection[str]
) -> list[Product]:
    """ "The plain one", "sada wala": what is called so in another word, else what has the shortest name."""
    called = [p for p in options if own[p.sku] & PLAIN]
    if called:
        return called if len(called) < len(options) else []
    fewest = min((len(own[p.sku] & set(apart)) for p in options), default=0)
    found = [p for p in options if len(own[p.sku] & set(apart)) == fewest]
    return found if len(found) == 1 and len(options) > 1 else []


def by_its_number(words: str, options: Sequence[Product]) -> list[Product]:
    """Those that a number with "wala" means: "72 wali" of their sizes, "17 rs wala" of their prices.

    None where no such number tells some of them from the others.
    """
    left = list(options)
    for said in _NUMBERED.finditer(plain(words)):
        number = next(part for part in said.groups() if part)
        having = [p for p in left if _has_number(p, number, of_pieces=PIECES_OF.match(said[0]) is not None)]
        having = having or [p for p in left if _costs(p, number)]
        left = having or left
    return left if len(left) < len(options) else []


def says_a_size(words: str, options: Sequence[Product]) -> bool:
    """Whether a number with "wala" is one that stands in a name of these, and so is no price."""
    numbers = [next(part for part in said.groups() if part) for said in _NUMBERED.finditer(plain(words))]
    return any(_has_number(p, number, of_pieces=False) for p in options for number in numbers)


def _has_number(product: Product, number: str, *, of_pieces: bool) -> bool:
    told = f"{product.title} {product.pack}".lower()
    found = (
        re.findall(rf"({_A_NUMBER})\s?(?:pcs?|pieces?)\b", told) if of_pieces else re.findall(_A_NUMBER, told)
    )
    return number in found


def _costs(product: Product, number: str) -> bool:
    """Whether that is its price, or what is left of it without the paise."""
    rupees = Fraction(product.price.minor, 100)
    return Fraction(number) in (rupees, round(rupees), rupees.numerator // rupees.denominator)


def _names(text: str) -> set[str]:
    """The words that may tell one from another; a number tells by its unit, and beside its letters."""
    return {
        token
        for token in tokens_of(plain(text))
        if len(token) >= _SHORTEST and not token.isdigit() and token not in POINTING
    }


def _one_of(token: str, apart: Collection[str]) -> str:
    """The one of these words that this is, as it is written, as it sounds, or with a slip."""
    if token in apart:
        return token
    heard = next((word for word in apart if word.isalpha() and sound(word) == sound(token)), "")
    if heard or not token.isalpha():
        return heard
    word, likeness = nearest(token, apart)
    return word if likeness >= _LIKE else ""
