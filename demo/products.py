"""The products of the demo grocer, made from its goods: which packs, whose, for how much, how many."""

import re
from dataclasses import replace
from random import Random
from zlib import crc32

from demo.describe import container, description
from demo.goods import Family, Size, families
from demo.local_names import names_for
from demo.sellers import who_deal_in
from shop.catalogue.product import Product, Tier
from shop.money import Money


def products(seed: int) -> tuple[Product, ...]:
    """Every product. The assortment is the same for all seeds; prices, sellers and stock are not."""
    found: dict[str, Product] = {}
    for family in families():
        for place, (variant, factor) in enumerate(family.variants):
            for size in _kept(family, variant, place):
                for product in _made(seed, family, variant, factor, size):
                    sku = _free(product.sku, found)
                    found[sku] = replace(product, sku=sku, image=f"/demo/images/{sku}.svg")
    return tuple(found.values())


def _kept(family: Family, variant: str, place: int) -> list[tuple[Size, bool]]:
    """Which sizes he keeps, and whether by the case: all of a family's first variant, some of the rest."""
    kept: list[tuple[Size, bool]] = []
    main = len(family.sizes) // 2
    for number, size in enumerate(family.sizes):
        luck = crc32(f"{family.title(variant)}/{size.label}".encode()) % 100
        if place == 0 or number == (place + main) % len(family.sizes) or luck < 5:
            kept.append((size, False))
        if size.case and number == main and (place == 0 or luck < 8):
            kept.append((size, True))
    return kept


def _made(seed: int, family: Family, variant: str, factor: float, kept: tuple[Size, bool]) -> list[Product]:
    """One thing as its sellers offer it: mostly one of them, sometimes two or three."""
    size, by_case = kept
    title = family.title(variant)
    pack = f"{size.label} x {size.case}" if by_case else size.label
    luck = Random(f"{seed}/product/{title}/{pack}")
    pieces = size.case if by_case else 1
    mrp = _whole_rupees(size.mrp * factor) * pieces
    cost = mrp * (100 - family.shelf.margin - luck.uniform(-1.5, 1.5) - (2 if by_case else 0)) / 100
    offers = luck.choices((1, 2, 3), (90, 8, 2))[0]
    seller_ids = _sellers_of(family)[:offers]
    moq, multiple = (1, 1) if by_case else _least(family, mrp, luck)
    return [
        Product(
            sku=_sku(family, title, pack) + ("", "-B", "-C")[place],
            title=f"{title} {pack}",
            price=price,
            brand=family.brand,
            category=family.shelf.category,
            subcategory=family.shelf.name,
            description=description(family, variant, size, by_case),
            pack=pack,
            mrp=Money(mrp * 100),
            seller=seller,
            moq=moq,
            multiple=multiple,
            tiers=_tiers(price, moq, multiple, luck),
            stock=_stock(cost, luck),
            attributes=_attributes(family, variant, size, pieces, f"{title} {pack}"),
            aliases=names_for(title, _others(family, variant), family.aliases, family.shelf.names),
        )
        for place, seller in enumerate(seller_ids)
        for price in [_rounded(cost * (1 if place == 0 else luck.uniform(0.975, 1.03)))]
    ]


def _others(family: Family, variant: str) -> tuple[str, ...]:
    return tuple(other for other, _ in family.variants if other != variant)


def _sellers_of(family: Family) -> tuple[str, ...]:
    """A brand has its distributor; after him come others who deal in such goods."""
    dealers = who_deal_in(family.shelf.category)
    first = crc32((family.brand or family.shelf.name).encode()) % len(dealers)
    return dealers[first:] + dealers[:first]


def _whole_rupees(mrp: float) -> int:
    """MRPs are printed in whole rupees, the dearer ones ending in 0, 5 or 9."""
    rupees = max(1, round(mrp))
    return rupees if rupees < 100 else round(rupees / 5) * 5


def _rounded(rupees: float) -> Money:
    step = 5 if rupees < 100 else 50 if rupees < 1000 else 100
    return Money(max(step, round(rupees * 100 / step) * step))


def _least(family: Family, mrp: int, luck: Random) -> tuple[int, int]:
    """Least quantity and step of single packs: small packs come in strips, sacks singly."""
    if mrp <= 2:
        return 48, 48
    if mrp <= 5:
        return 12, 12
    if mrp <= 30:
        return luck.choice(((6, 1), (6, 1), (6, 6), (12, 12) if mrp <= 10 else (6, 1)))
    if mrp <= 150:
        return luck.choice(((3, 1), (2, 1), (1, 1)))
    return 1, 1


def _tiers(price: Money, moq: int, multiple: int, luck: Random) -> tuple[Tier, ...]:
    """Cheaper from more on; the dearer the thing, the sooner."""
    rupees = price.minor / 100
    steps = (
        (24, 96, 240) if rupees < 30 else (12, 48) if rupees < 200 else (5, 20) if rupees < 1500 else (3, 10)
    )
    found: list[Tier] = []
    last, off = price, 0.0
    for step in steps[: luck.choice((1, 2, 2, 3))]:
        off += luck.uniform(0.8, 1.8)
        quantity = -(-max(step, moq * 2) // multiple) * multiple
        unit = _rounded(price.minor / 100 * (100 - off) / 100)
        if unit < last and (not found or quantity > found[-1].from_quantity):
            found.append(Tier(quantity, unit))
            last = unit
    return tuple(found)


def _stock(cost: float, luck: Random) -> int:
    """How many are there: nothing of some, little of some, plenty of the rest."""
    fate = luck.random()
    if fate < 0.05:
        return 0
    if fate < 0.12:
        return luck.randint(2, 15)
    return int(luck.lognormvariate(0, 0.5) * max(30, min(2500, 60000 / max(cost, 10))))


def _attributes(family: Family, variant: str, size: Size, pieces: int, title: str) -> dict[str, str]:
    shelf = family.shelf
    facts = {"unit": size.label, "container": container(family, variant, size)}
    if variant:
        facts["variant"] = variant
    if pieces > 1:
        facts["pieces"] = str(pieces)
    if shelf.food:
        facts["veg"] = "non-veg" if _has_meat_or_egg(family, variant) else "veg"
    if not family.brand:
        facts["loose"] = "yes"
    facts |= {"gst": f"{shelf.gst}%", "hsn": shelf.hsn, "shelf_life_days": str(shelf.shelf_days)}
    if size.case and pieces == 1:
        facts["pieces_per_case"] = str(size.case)
    return facts | {"barcode": _barcode(title)}


def _has_meat_or_egg(family: Family, variant: str) -> bool:
    name = family.title(variant)
    in_the_food = family.shelf.name in {"Instant Noodles", "Rusk, Cake & Bread", "Soups"}
    return in_the_food and bool(re.search(r"Chicken|Egg\b|Cake|Swiss", name))


def _barcode(title: str) -> str:
    """An EAN of the range that shops may use among themselves; the same thing has the same one."""
    digits = f"20{crc32(title.encode()):010d}"
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return digits + str(-weighted % 10)


def _sku(family: Family, title: str, pack: str) -> str:
    """Short words of the title and the pack, so that a person who sees it knows the thing."""
    words = re.findall(r"[A-Z0-9]+", title.upper().replace("'", "").replace("-", ""))
    words = [word for word in words if word not in {"AND", "THE", "OF", "FOR", "IN", "N"}]
    short = "-".join([words[0][:6], *(word[:4] for word in words[1:5])])
    return f"{short}-{pack.upper().replace(' ', '').replace('.', '_')}"


def _free(sku: str, taken: dict[str, Product]) -> str:
    number, free = 2, sku
    while free in taken:
        free, number = f"{sku}-{number}", number + 1
    return free
