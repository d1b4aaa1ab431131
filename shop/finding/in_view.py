"""Picks, of the products that are before somebody's eyes, the one that a few words mean.

"The second one", "the smaller one", "peeli wali", "the cheaper", "the 200 gram", "maggi wala": by place,
price, size and the words of its name. Two that fit equally well are both given, for the customer to say.
"""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from collections.abc import Sequence
from fractions import Fraction

from shop.catalogue.product import Product
from shop.finding.pointing import ORDINALS, pointed
from shop.finding.pointing import POINTING as TALK
from shop.reading.likeness import is_size, tokens_of
from shop.reading.quantity import COUNTED, parse_pack, parse_wanted
from shop.reading.sounds import sound
from shop.reading.units import MEASURES, Measure

# Words that point and say nothing of what is pointed at.
POINTING = frozenset(
    (
        "the a an this that these those it its one ones wala wali wale yeh ye wo woh vo us usi isi ise "
        "use isko usko isne iska uska iski uski iske uske isme usme inka unka same wahi yahi vahi jo "
        "which of in from for me mujhe please pls no number item option ko ka ki ke se hi bhi kar do de "
        "dena give add want i take top list upar above here my shown product and or also sabse most with "
        "perhaps maybe than "
    ).split()
)
SMALLER = frozenset("small smaller smallest little mini chota chote choti chhota chhote chhoti kam".split())
BIGGER = frozenset("big bigger biggest large larger largest jumbo bada bade badi bara bari".split())
_CHEAPER = frozenset("cheap cheaper cheapest sasta saste sasti lowest kam".split())
_DEARER = frozenset("costly costlier costliest expensive mehnga mehngi mehnge dearest premium".split())

# Words that say which by comparing, and all that only say which; none of them names anything.
COMPARING = SMALLER | BIGGER | _CHEAPER | _DEARER
RELATIVE = POINTING | COMPARING | frozenset(("other", "others"))


def only_points(words: str) -> bool:
    """ "It", "that one", "wo wala": nothing in it says which."""
    said = re.findall(r"\w+", words.lower())
    return all(w in POINTING or w in ORDINALS for w in said)


def picked(words: str, shown: Sequence[Product]) -> list[Product]:  # noqa: PLR0911  # a case each
    """Those of these products that the words mean: none, one, or several that fit alike."""
    if not shown:
        return []
    said = [w for w in re.findall(r"\w+", words.lower()) if w not in POINTING]
    if not said:
        return list(shown[:1]) if len(shown) == 1 else []
    if placed := pointed(words, shown):
        return placed
    if all(w in ORDINALS for w in said):
        return []
    rest = set(said)
    left = list(shown)
    of_names = rest & COMPARING & {w for p in shown for w in tokens_of(p.title)}  # "premium" is a name too
    sizes = parse_wanted(words).measures
    if sizes:
        sized = [p for p in left if size_of(p) in sizes]
        left, rest = sized or left, {w for w in rest if w not in MEASURES and not any(c.isdigit() for c in w)}
    for which, key, last in (
        (_CHEAPER, _price, False),
        (_DEARER, _price, True),
        (SMALLER, _size, False),
        (BIGGER, _size, True),
    ):
        if rest & which - of_names and len(left) > 1:
            rest -= which - of_names
            ends = [key(p) for p in left]
            if any(end is None for end in ends):
                continue
            best = (
                max(end for end in ends if end is not None) if last else min(e for e in ends if e is not None)
            )
            left = [p for p, end in zip(left, ends, strict=True) if end == best]
    if sizes and len(left) < len(shown) and not _names(rest):
        return left
    numbers = {w for w in rest if w.isdigit()}  # "the 400 one": a size of which only the number is said
    if len(numbers) == 1:
        sized = [p for p in left if numbers <= set(re.findall(r"\d+", f"{p.title} {p.pack}"))]
        sized = sized or [
            p for p in left if int(max(numbers)) * 100 in (p.price.minor, p.mrp.minor if p.mrp else 0)
        ]
        left, rest = sized or left, rest - numbers if sized else rest
    named = set(map(sound, _names(rest)))
    if not named:
        return left if len(left) < len(shown) else []
    counts = {p.sku: len(named & _heard(p)) for p in left}
    most = max(counts.values())
    if not most and len(left) < len(shown):  # "jo sasta padta wahi": the rest is talk
        return left
    return [p for p in left if counts[p.sku] == most] if most and most * 2 >= len(named) else []


def size_of(product: Product) -> Measure | None:
    """The size of one of it, by its pack, else by its title."""
    return parse_pack(product.pack or product.title)[1]


def pieces_of(product: Product) -> int:
    """How many single ones are in one of it: twelve in a case of twelve."""
    return parse_pack(product.pack or product.title)[0]


def piece_of(product: Product) -> Measure | None:
    """The size of what is sold by the piece; None for a case of them."""
    times, size = parse_pack(product.pack or product.title)
    return size if times == 1 else None


def names_in(words: str) -> list[str]:
    """The words that name something: no counts, sizes, packs, nor what only points or compares."""
    no_names = (RELATIVE, TALK, COUNTED)
    return [
        token
        for token in tokens_of(words)
        if len(token) > 1
        and not token.isdigit()
        and not is_size(token)
        and not any(token in these for these in no_names)
    ]


def _heard(product: Product) -> set[str]:
    told = " ".join((product.full_name, *product.aliases, *product.attributes.values()))
    return set(map(sound, tokens_of(told)))


def _names(words: set[str]) -> set[str]:
    return {t for w in words for t in tokens_of(w) if len(t) > 1}


def _price(product: Product) -> Fraction | None:
    return Fraction(product.price.minor)


def _size(product: Product) -> Fraction | None:
    times, size = parse_pack(product.pack or product.title)
    return size.amount * times if size else None
