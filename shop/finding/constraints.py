"""What a buyer insists on, and whether a product keeps to it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from shop.catalogue.product import Product
from shop.finding.claims import broken_by, claim_of, is_food, keeps, states
from shop.finding.loose import is_loose
from shop.finding.measure import Measure, pack_of, unit_price

_A_LITTLE_OFF = 7  # a seventh of a price that is named: "the Rs 10 one" may cost 9

Days = Callable[[Product], int | None]  # how many days until a product is delivered, if the shop says so


@dataclass(frozen=True)
class Constraints:
    """Hard: a product either keeps to each of them or is not shown. Money is in minor units."""

    price_min: int | None = None
    price_max: int | None = None
    per: str = ""  # the price is of a "kg", "litre" or "piece"; empty: of one unit of sale
    brands: tuple[str, ...] = ()
    not_brands: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    not_categories: tuple[str, ...] = ()
    sellers: tuple[str, ...] = ()
    not_sellers: tuple[str, ...] = ()
    without: tuple[str, ...] = ()  # words that the product must not be about
    claims: tuple[str, ...] = ()  # what goods must be for health or faith, see claims.py
    loose: bool = False  # from the sack
    veg: bool = False  # nothing that is stated to be of animals, or of eggs
    pack: Measure | None = None
    or_packs: tuple[Measure, ...] = ()  # "5 kg or 10 kg": other sizes that will do as well
    pack_min: Measure | None = None
    pack_max: Measure | None = None
    rating_min: float | None = None
    in_stock: bool = False
    sold_out: bool = False
    moq_max: int | None = None
    deliver_by: date | None = None

    def given(self) -> list[str]:
        """The names of those that were set."""
        empty = Constraints()
        return [f.name for f in fields(self) if getattr(self, f.name) != getattr(empty, f.name)]

    def but(self, *names: str) -> "Constraints":
        """Without these."""
        empty = Constraints()
        return replace(self, **{n: getattr(empty, n) for n in names})

    def joined(self, other: "Constraints") -> "Constraints":
        """The other's where they are set, else these; exclusions add up."""
        changed: dict[str, Any] = {n: getattr(other, n) for n in other.given()}
        for name in ("not_brands", "not_categories", "not_sellers", "without", "claims"):
            both = (*getattr(self, name), *getattr(other, name))
            changed[name] = tuple(dict.fromkeys(both))
        if other.pack or other.pack_min or other.pack_max:
            changed |= {n: getattr(other, n) for n in ("pack", "or_packs", "pack_min", "pack_max")}
        return replace(self, **changed)


def broken(product: Product, wanted: Constraints, today: date, days: Days) -> list[str]:
    """The names of the constraints that this product does not keep."""
    checks = {
        "price_min": _price_keeps(product, wanted, least=True),
        "price_max": _price_keeps(product, wanted, least=False),
        "brands": not wanted.brands or _among(product.brand, wanted.brands),
        "not_brands": not _among(product.brand, wanted.not_brands),
        "categories": not wanted.categories or _of_category(product, wanted.categories),
        "not_categories": not _of_category(product, wanted.not_categories),
        "sellers": not wanted.sellers or _among(product.seller, wanted.sellers),
        "not_sellers": not _among(product.seller, wanted.not_sellers),
        "veg": not wanted.veg or stated_veg(product) is not False,
        "without": not any(_has(product, word) for word in wanted.without),
        "claims": not wanted.claims
        or (is_food(product) and all(keeps(product, name) for name in wanted.claims)),
        "loose": not wanted.loose or is_loose(product),
        "rating_min": wanted.rating_min is None or (product.rating or 0) >= wanted.rating_min,
        "in_stock": not wanted.in_stock or product.stock >= max(product.moq, 1),
        "sold_out": not wanted.sold_out or product.stock < max(product.moq, 1),
        "moq_max": wanted.moq_max is None or product.moq <= wanted.moq_max,
        "deliver_by": wanted.deliver_by is None or _arrives(product, today, days) <= wanted.deliver_by,
        **_pack_checks(product, wanted),
    }
    return [name for name, keeps in checks.items() if not keeps]


def _price_keeps(product: Product, wanted: Constraints, least: bool) -> bool:
    bound = wanted.price_min if least else wanted.price_max
    if bound is None:
        return True
    price = product.price.minor
    if not wanted.per and wanted.price_min is not None and wanted.price_max is not None:
        printed = product.mrp.minor if product.mrp else price
        if wanted.price_min <= printed <= wanted.price_max:
            return True  # "the Rs 5 ones" are known by what is printed on them
        if wanted.price_min == wanted.price_max:
            return abs(price - bound) * _A_LITTLE_OFF <= bound
    if wanted.per:
        found = unit_price(product)
        if found is not None and found[1] == wanted.per:
            price = found[0].minor
        elif wanted.per != "piece":
            return False
    return price >= bound if least else price <= bound


def _pack_checks(product: Product, wanted: Constraints) -> dict[str, bool]:
    if not (wanted.pack or wanted.pack_min or wanted.pack_max):
        return {}
    pack = pack_of(product)

    def like(other: Measure) -> bool:
        return pack is not None and pack.unit == other.unit

    checks: dict[str, bool] = {}
    if wanted.pack:
        checks["pack"] = any(_is_size(pack, size) for size in (wanted.pack, *wanted.or_packs))
    if wanted.pack_min:
        checks["pack_min"] = (
            like(wanted.pack_min) and pack is not None and pack.whole >= wanted.pack_min.whole
        )
    if wanted.pack_max:
        checks["pack_max"] = (
            like(wanted.pack_max) and pack is not None and pack.whole <= wanted.pack_max.whole
        )
    return checks


def _is_size(pack: Measure | None, size: Measure) -> bool:
    if pack is None or pack.unit != size.unit:
        return False
    if size.pieces > 1:
        return pack.pieces == size.pieces and pack.amount == size.amount
    return size.whole in (pack.whole, pack.amount)


def _among(value: str, values: tuple[str, ...]) -> bool:
    return value.casefold() in {v.casefold() for v in values}


def _of_category(product: Product, values: tuple[str, ...]) -> bool:
    return _among(product.category, values) or _among(product.subcategory, values)


def _arrives(product: Product, today: date, days: Days) -> date:
    wait = days(product)
    return date.max if wait is None else today + timedelta(days=wait)


def _has(product: Product, word: str) -> bool:
    """Whether it is about this, by itself or by what else goes by that name: almonds are nuts."""
    claim = claim_of(word)
    return (
        mentions(product, word)
        if not claim or states(product, claim)
        else (mentions(product, word) or bool(broken_by(product, claim)))
    )


def stated_veg(product: Product) -> bool | None:
    """Whether it is stated to be vegetarian; None where nothing is stated."""
    said = next((v.casefold() for name, v in product.attributes.items() if "veg" in name.casefold()), "")
    if not said:
        return None
    return not said.startswith(("non", "no", "egg", "false"))


def states_free(product: Product, word: str) -> bool:
    """Whether it says of itself that it is free of this."""
    about = " ".join((product.title, product.description, *product.attributes.values())).casefold()
    singular = re.escape(word.casefold().removesuffix("s"))
    free = (
        rf"\b(?:no|zero|without|free from|free of)\s+(?:\w+\s+)?{singular}"
        rf"|\b{singular}s?[\s-]*(?:free|less)\b"
    )
    return re.search(free, about) is not None


def mentions(product: Product, word: str) -> bool:
    """Whether the product has to do with this, "no added sugar" and "sugar free" not counted."""
    about = " ".join(
        (
            product.title,
            product.brand,
            product.subcategory,
            product.description,
            *product.aliases,
            *(f"{name} {value}" for name, value in product.attributes.items()),
        )
    ).casefold()
    singular = re.escape(word.casefold().removesuffix("s"))
    named = rf"\b{singular}(?:s|es)?\b"
    free = (
        rf"\b(?:no|zero|0|without|not|free from|free of)\s+(?:\w+\s+)?{singular}(?:s|es)?\b"
        rf"|\b{singular}(?:s|es)?[\s-]*(?:free|less)\b"
    )
    return re.search(named, re.sub(free, " ", about)) is not None
