"""Tells goods from the sack from the same in packets: who asks for loose dal wants no packet."""

from shop.catalogue.product import Product
from shop.reading.sounds import sound

_SAID = frozenset(map(sound, ("loose", "khula", "khuli", "khule", "khulla", "chhuta", "chhuti", "chhutta")))
_NO = frozenset({"", "no", "false", "0", "nahi"})


def says_loose(words: str) -> bool:
    """Whether these words ask for loose goods."""
    return any(sound(word) in _SAID for word in words.lower().split())


def without_loose(words: str) -> str:
    """The words that are left to say of what."""
    return " ".join(word for word in words.split() if sound(word.lower()) not in _SAID)


def is_loose(product: Product) -> bool:
    """Whether the catalogue says so, by a property of that name or in the title."""
    stated = any(
        sound(name.lower()) in _SAID and value.casefold() not in _NO
        for name, value in product.attributes.items()
    )
    return stated or says_loose(product.title)
