"""What goods must be free of, for health or faith, in a search: what asks for it, and what is said of it."""

from dataclasses import replace

from bot.words import finding as words
from bot.words.claims import claim_in
from shop.catalogue.product import Product
from shop.finding.asking import Ask
from shop.finding.claims import claim_of, states
from shop.finding.constraints import Constraints, states_free
from shop.finding.find import Found
from shop.finding.phrases import DIETS


def claims_of(wanted: Constraints) -> tuple[str, ...]:
    """What the goods must be for health or faith, in whatever words: "vegan", "no nuts"."""
    return tuple(dict.fromkeys((*wanted.claims, *filter(None, map(claim_of, wanted.without)))))


def of_anything(ask: Ask, claims: tuple[str, ...]) -> Ask:
    """ "What is sugar free?": no goods are named, so anything that can be eaten and states it."""
    return replace(ask, words="", constraints=replace(ask.constraints, claims=claims))


def states_all(product: Product, wanted: Constraints) -> bool:
    """Whether it says of itself that it is all of what is asked for."""
    return all(states(product, claim) for claim in wanted.claims)


def unstated(found: Found, locale: str) -> str:
    """That not all of these say they are what was asked for; the shop does not know it then."""
    for claim in claims_of(found.asked.constraints):
        stated = [states(p, claim) for p in found.products]
        if not all(stated):
            return (words.NOT_ALL_STATE if any(stated) else words.NOT_STATED).in_(
                locale, what=claim_in(locale, claim)
            )
    for word in found.asked.constraints.without:
        if word in DIETS and not claim_of(word):
            stated = [states_free(p, word) for p in found.products]
            if not all(stated):
                said = words.NOT_ALL_STATE if any(stated) else words.NOT_STATED
                return said.in_(locale, what=words.FREE_OF.in_(locale, what=word))
    return ""
