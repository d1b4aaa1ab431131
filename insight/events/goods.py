"""Tells which product an event is about: by its SKU, or else by its name; pure."""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from insight.events.event import Happened

# Marks that make accents. Those of Indian scripts are letters of another kind, and stay.
ACCENTS = ((0x0300, 0x036F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F))

Key = tuple[str, str]  # how a product is told from others: by its sku, or by its folded name


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """A name without case, accents and differences of white space."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())
    return " ".join("".join(c for c in plain if not _is_accent(c)).split())


def _is_accent(letter: str) -> bool:
    return letter > "\u02ff" and any(first <= ord(letter) <= last for first, last in ACCENTS)


class Goods:
    """The shop's titles by SKU, and with them what each event is about."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = titles
        names = {sku: folded(title) for sku, title in titles.items()}
        times = Counter(names.values())
        # A name that several products bear tells none of them.
        self._sku_of = {name: sku for sku, name in names.items() if name and times[name] == 1}

    def key(self, event: Happened) -> Key | None:
        """The product of an event; None where it names none.

        One event may have the SKU and another only the name: they are of one product where the shop sells
        that SKU under that name. Otherwise the SKU is its own.
        """
        if event.sku:
            return "sku", event.sku
        name = folded(event.product)
        if not name:
            return None
        known = self._sku_of.get(name)
        return ("sku", known) if known else ("name", name)

    def name(self, event: Happened) -> str:
        """What an event calls its product; where it only has a SKU, the shop's title of it, or else that."""
        return event.product or self._titles.get(event.sku, "") or event.sku
