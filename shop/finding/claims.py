"""What goods must be free of, for health or faith: how it is asked for, what breaks it, what states it.

Of most goods nothing is stated. Then nothing is known: what names such a thing itself is left out, and of the
rest it is said that nobody states it. A mark for "veg" says nothing of milk, honey or roots.
"""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shop.catalogue.product import Product

_LAST_OF_FOOD = 24  # chapters of the tariff behind this are no food and no drink


@dataclass(frozen=True)
class Claim:
    """One thing that goods can state of themselves."""

    name: str  # its code; how it is told stands in bot/words/claims.py
    asked: tuple[str, ...]  # how it is asked for, beside "no X", "X free" and "without X"
    has: frozenset[str]  # words in what goods are called, by which it does not hold
    states: tuple[str, ...] = ()  # how goods say it themselves, beside "no X" and "X free"
    own: tuple[str, ...] = ()  # what is said of it in one word: "no gluten"


_MILK = (
    "milk doodh dudh ghee butter makhan cheese cheez cheesy paneer curd dahi buttermilk chaas lassi whey "
    "dairy khoa malai"
)
_NUTS = (
    "nut nuts almond almonds badam cashew cashews kaju pista pistachio pistachios walnut walnuts akhrot "
    "hazelnut hazelnuts peanut peanuts groundnut mungfali moongfali shengdana singdana"
)
_GRAIN = (
    "wheat gehu gehun maida suji sooji rava semolina vermicelli dalia barley jau rye biscuit biscuits "
    "cookie cookies rusk bread noodles"
)
CLAIMS = (
    Claim(
        "sugar_free",
        (
            "sugarless",
            "no added sugar",
            "diabetic",
            "diabetics",
            "diabetes",
            "sugar patient",
            "sugar patients",
            "madhumeh",
            "sugar ke mareez",
            "ko sugar hai",
        ),
        frozenset(
            "sugar chini cheeni glucose gluco sucrose honey shahad jaggery gud gur shakkar mishri".split()
        ),
        ("diabetic",),
        ("sugar", "chini", "cheeni", "shakkar"),
    ),
    Claim("gluten_free", ("celiac", "coeliac"), frozenset(f"gluten {_GRAIN}".split()), (), ("gluten",)),
    Claim(
        "nut_free",
        ("nut allergy", "allergic to nuts"),
        frozenset(_NUTS.split()),
        (),
        ("nut", "nuts", "peanut", "peanuts", "almond", "almonds"),
    ),
    Claim(
        "vegan",
        ("vegan", "plant based"),
        frozenset(f"{_MILK} cream honey shahad egg eggs anda".split()),
        ("vegan", "plant based"),
    ),
    Claim(
        "milk_free",
        (),
        frozenset(f"{_MILK} cream".split()),
        (),
        ("milk", "dairy", "lactose", "doodh"),
    ),
    Claim(
        "jain",
        ("jain",),
        frozenset("onion pyaz pyaaz garlic lehsun lahsun potato aloo ginger adrak".split()),
        ("jain",),
    ),
    Claim("onion_free", (), frozenset("onion pyaz pyaaz".split()), (), ("onion", "pyaz", "pyaaz")),
    Claim("garlic_free", (), frozenset("garlic lehsun lahsun".split()), (), ("garlic", "lehsun", "lahsun")),
    Claim("soya_free", (), frozenset("soya soy soyabean soybean".split()), (), ("soya", "soy")),
    Claim("halal", ("halal",), frozenset(), ("halal",)),
)
_BY_NAME = {claim.name: claim for claim in CLAIMS}
_BY_WORD = {word: claim.name for claim in CLAIMS for word in claim.own}
_ADDED = r"(?:(?:added|any|extra|refined|artificial)\s+)?"
_NO = r"(?:no|not any|without(?: any)?|zero|free (?:of|from))"


def claimed(said: str) -> tuple[str, tuple[str, ...]]:
    """These words without those that ask for what goods must be, and the names of that: "vegan snacks"."""
    found: list[str] = []
    for claim in CLAIMS:
        for words in sorted(claim.asked, key=len, reverse=True):
            said, times = re.subn(rf"\b{words}\b(?:[\s-]+friendly\b)?", " ", said, flags=re.IGNORECASE)
            if times and claim.name not in found:
                found.append(claim.name)
    return (" ".join(said.split()) if found else said), tuple(found)


def claim_of(word: str) -> str:
    """The claim of goods that must not have this in them: "gluten"; "" where it is no matter of health."""
    return _BY_WORD.get(word.casefold(), "")


def asked_about(question: str) -> str:
    """The claim that a question is about: "any nuts in it", "is it vegan"; "" where it is about none."""
    if found := claimed(question)[1]:
        return found[0]
    heard = re.findall(r"[^\W\d_]+", question.casefold())
    return next((claim_of(word) for word in heard if claim_of(word)), "")


def states(product: Product, name: str) -> bool:
    """Whether it says of itself that it is so."""
    claim = _BY_NAME[name]
    about = " ".join((product.title, product.description, *product.attributes.values())).casefold()
    own = "|".join(claim.own)
    says = rf"\b{_NO}\s+{_ADDED}(?:{own})\b|\b(?:{own})s?[\s-]*(?:free|less)\b"
    free = own and re.search(says, about)
    if free and not re.search(says, product.title.casefold()) and _is_called(product.title, claim):
        free = None  # "condensed milk: for tea without milk"
    return bool(free) or any(re.search(rf"\b{said}\b", about) for said in claim.states)


def broken_by(product: Product, name: str) -> str:
    """The word in what it is called by which it is not so; "" where none is."""
    return _is_called(" ".join((product.title, *product.aliases, *_told(product))), _BY_NAME[name])


def _is_called(words: str, claim: Claim) -> str:
    """The first of these words by which the claim does not hold."""
    return next((word for word in re.findall(r"[^\W\d_]+", words.casefold()) if word in claim.has), "")


def _told(product: Product) -> Sequence[str]:
    """What it says of what is in it."""
    parts = ("ingredient", "contains", "allerg", "variant", "flavour")
    return [v for n, v in product.attributes.items() if any(part in n.casefold() for part in parts)]


def keeps(product: Product, name: str) -> bool:
    """Whether it may be so: it says so, or nothing that it is called speaks against it."""
    return states(product, name) or not broken_by(product, name)


def is_food(product: Product) -> bool:
    """Whether it can be eaten or drunk, by its place in the tariff; of what states none that is not known."""
    code = next((value for name, value in product.attributes.items() if name.casefold() == "hsn"), "")
    return int(code[:2]) <= _LAST_OF_FOOD if code[:2].isdigit() else True
