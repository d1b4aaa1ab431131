"""Which of some products the words mean, lacking nothing of what the words name."""

from collections.abc import Sequence

from bot.actions.searching import known
from bot.actions.shelf import weights
from bot.dialogue.reading_here import in_shop_words, shop_words
from bot.dialogue.turn import Tools
from shop.catalogue.product import Product
from shop.finding.in_view import names_in, picked, pieces_of, size_of
from shop.finding.matching import CASE
from shop.reading.likeness import nearest, tokens_of
from shop.reading.quantity import Wanted, parse_wanted
from shop.reading.sounds import sound

_LIKE = 0.75  # a word of a name, misspelt


def kinds_of(named: Sequence[str], tools: Tools) -> set[str]:
    """Those of these words that are not only a brand: two things of a brand are not the same thing."""
    brands = {token for name in known(tools).brand_in(" ".join(named)) for token in tokens_of(name)}
    return set(named) - brands


def named_in(wanted: Wanted, tools: Tools) -> list[str]:
    return names_in(in_shop_words(wanted.words, tools))


def fitting(
    words: str, products: Sequence[Product], tools: Tools, *, counted: bool, exact: bool = False
) -> list[Product]:
    """Those of these that the words mean, and that lack nothing of what the words name.

    A size that none of them has is an amount, unless an amount was said: "dal 5 kilo" of what comes by one.
    Where the shop may have that size beside what is here, only what has it is meant: `exact`.
    """
    here = _of_that_case(words, picked(words, products), counted=counted)
    wanted = parse_wanted(words)
    sized = [p for p in here if size_of(p) in wanted.measures]
    if wanted.measures and not sized and (counted or exact or not names_goods(wanted.words)):
        return []
    known_words = [t for t in named_in(wanted, tools) if weights(tools).knows(t)]
    return by_the_piece([p for p in (sized or here) if has_all(p, known_words, tools)], wanted)


def _of_that_case(words: str, here: Sequence[Product], *, counted: bool) -> list[Product]:
    """ "The 1 kg x 20", where it is also said how many: the case of twenty, and no single piece."""
    case = CASE.search(words) if counted else None
    return [p for p in here if case is None or pieces_of(p) == int(case[3])]


def by_the_piece(found: Sequence[Product], wanted: Wanted) -> list[Product]:
    """Those that are no cases, where some are and no case was said."""
    single = [p for p in found if pieces_of(p) == 1]
    return single if single and not set(wanted.unit.split()) & {"carton", "box"} else list(found)


def has_all(product: Product, named: Sequence[str], tools: Tools, *, strict: bool = False) -> bool:
    """Whether each of these words is one of its name, its other names or its properties."""
    told = (product.full_name, product.brand, product.subcategory, *product.aliases)
    own = set(tokens_of(" ".join((*told, *product.attributes.values()))))
    heard, sold = set(map(sound, own)), shop_words(tools)

    def has(token: str) -> bool:
        if token in own or sound(token) in heard:
            return True
        if weights(tools).knows(token) or sound(token) in sold:  # it is another word of the shop's
            return False
        return nearest(token, own)[1] >= _LIKE or (len(named) > 1 and not strict)

    return all(map(has, named))


def names_goods(words: str) -> bool:
    return bool(names_in(words))
