"""Reads and writes products as lines of a file."""

import json
import re

from connectors.files.cells import (
    MOST_PIECES,
    listed,
    money,
    name,
    text,
    whole,
    whole_number,
    words,
    yes_or_no,
)
from connectors.files.kind import BadLine, Kind, Row
from shop.catalogue.product import UNCOUNTED, Product, Tier
from shop.money import Money

COLUMNS = (
    "sku",
    "title",
    "brand",
    "category",
    "subcategory",
    "description",
    "pack",
    "price",
    "mrp",
    "currency",
    "seller",
    "moq",
    "multiple",
    "tiers",
    "stock",
    "attributes",
    "aliases",
    "image",
    "rating",
    "active",
)


def read(row: Row) -> Product:
    """The product that a line describes."""
    currency = text(row, "currency", 3).upper() or "INR"
    if not re.fullmatch(r"[A-Z]{3}", currency):
        raise BadLine(f"currency must be three letters like INR, not {currency!r}")
    sku, title = name(row, "sku", 80), words(row, "title", 300, required=True)
    price = money(text(row, "price", 40, required=True), currency, "price")
    written = text(row, "mrp", 40)
    mrp = money(written, currency, "mrp") if written else None
    if mrp and price > mrp:
        raise BadLine(f"price {price.plain()} is above the MRP of {mrp.plain()}")
    return Product(
        sku=sku,
        title=title,
        price=price,
        brand=words(row, "brand", 120),
        category=words(row, "category", 120),
        subcategory=words(row, "subcategory", 120),
        description=words(row, "description", 20_000),
        pack=words(row, "pack", 80),
        mrp=mrp,
        seller=text(row, "seller", 80),
        moq=whole(row, "moq", 1, (1, 1_000_000)),
        multiple=whole(row, "multiple", 1, (1, 1_000_000)),
        tiers=_tiers(text(row, "tiers", 2_000), price),
        stock=whole(row, "stock", UNCOUNTED, (0, MOST_PIECES)),
        attributes=_attributes(text(row, "attributes", 20_000)),
        aliases=listed(row, "aliases", 5_000, 200),
        image=_image(row),
        rating=_rating(row),
        active=yes_or_no(row, "active"),
    )


def write(product: Product) -> dict[str, str]:
    """A product as the cells of a line."""
    return {
        "sku": product.sku,
        "title": product.title,
        "brand": product.brand,
        "category": product.category,
        "subcategory": product.subcategory,
        "description": product.description,
        "pack": product.pack,
        "price": product.price.plain(),
        "mrp": product.mrp.plain() if product.mrp else "",
        "currency": product.price.currency,
        "seller": product.seller,
        "moq": str(product.moq),
        "multiple": str(product.multiple),
        "tiers": ";".join(f"{tier.from_quantity}:{tier.unit_price.plain()}" for tier in product.tiers),
        "stock": "" if product.stock == UNCOUNTED else str(product.stock),
        "attributes": json.dumps(dict(product.attributes), ensure_ascii=False) if product.attributes else "",
        "aliases": ";".join(product.aliases),
        "image": product.image,
        "rating": "" if product.rating is None else f"{product.rating:g}",
        "active": "yes" if product.active else "no",
    }


def _tiers(written: str, price: Money) -> tuple[Tier, ...]:
    """ "10:95.00;50:90.00": more must never cost more a piece, or nobody would believe the price."""
    found: list[Tier] = []
    last = price
    for part in filter(None, (part.strip() for part in written.split(";"))):
        quantity, colon, amount = part.partition(":")
        if not colon:
            raise BadLine(f"tiers must look like 10:95.00;50:90.00, not {part!r}")
        tier = Tier(
            whole_number(quantity, "the quantity of a tier", (2, MOST_PIECES)),
            money(amount, price.currency, f"the price of tier {quantity}"),
        )
        if found and tier.from_quantity <= found[-1].from_quantity:
            raise BadLine(f"tiers must rise in quantity: {quantity} comes after {found[-1].from_quantity}")
        if tier.unit_price >= last:
            raise BadLine(
                f"tiers must fall in price: {tier.unit_price.plain()} from {quantity}, {last.plain()} before"
            )
        found.append(tier)
        last = tier.unit_price
    if len(found) > 20:
        raise BadLine(f"there are {len(found)} tiers, at most 20 are possible")
    return tuple(found)


def _attributes(written: str) -> dict[str, str]:
    if not written:
        return {}
    try:
        given = json.loads(written)
    except (ValueError, RecursionError) as err:
        raise BadLine(f"attributes must be a JSON object: {err}") from None
    if not isinstance(given, dict):
        raise BadLine("attributes must be a JSON object, like {" + '"flavour": "mango"}')
    found: dict[str, str] = {}
    for key, value in given.items():
        if isinstance(value, dict | list):
            raise BadLine(f"attribute {key!r} must be a word or a number, not a list or an object")
        if value is not None:
            said = {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
            found[text({"name": key}, "name", 80)] = words({"attribute": said}, "attribute", 2_000)
    return found


def _image(row: Row) -> str:
    address = text(row, "image", 2_000)
    if address and not re.match(r"(https?://|/(?!/))\S*$", address):
        raise BadLine(f"image must be an address that starts with https:// or /, not {address[:40]!r}")
    return address


def _rating(row: Row) -> float | None:
    written = text(row, "rating", 10)
    if not written:
        return None
    if not re.fullmatch(r"\d(\.\d+)?", written) or float(written) > 5:
        raise BadLine(f"rating must be a number from 0 to 5, not {written!r}")
    return float(written)


PRODUCTS = Kind(
    "products",
    COLUMNS,
    ("sku", "title", "price"),
    read,
    write,
    lambda p: (p.sku,),
    {"image": _image, "rating": _rating},
)
