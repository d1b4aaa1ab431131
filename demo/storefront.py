"""Fills the demo storefront from the store."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt

from connectors.web.storefront.pages import Storefront
from demo.packshot import packshot
from people.service.customers import known_customers
from shop.catalogue.product import Product
from shop.catalogue.service import Catalogue

SIGNED_IN = timedelta(hours=12)
DEMO_CUSTOMERS = 12  # enough to try out who one may be
DEMO_PHONES = "+9110000"  # nobody's: only the made-up retailers can be chosen without a password


def demo_storefront(shop_name: str, catalogue: Catalogue, storefront_secret: str) -> Storefront:
    """What the demo's pages show, and the tokens that a storefront's own server would sign."""

    def products(category: str, words: str, start: int, count: int) -> Sequence[Mapping[str, Any]]:
        return [_shown(p) for p in catalogue.in_category(category, count, start, words=words)]

    def product(sku: str) -> Mapping[str, Any] | None:
        found = catalogue.product(sku)
        return _shown(found) if found and found.active else None

    def image(sku: str) -> bytes | None:
        found = catalogue.product(sku)
        return packshot(found).encode() if found else None

    def customer_token(customer: str) -> str:
        claims = {"sub": customer, "exp": datetime.now(UTC) + SIGNED_IN}
        return jwt.encode(claims, storefront_secret, "HS256")

    return Storefront(
        shop_name=shop_name,
        categories=lambda: [name for name, _ in catalogue.categories()],
        products=products,
        product=product,
        image=image,
        customers=lambda: known_customers(catalogue.db, DEMO_CUSTOMERS, DEMO_PHONES),
        customer_token=customer_token,
    )


def _shown(product: Product) -> Mapping[str, Any]:
    return {
        "sku": product.sku,
        "title": product.title,
        "brand": product.brand,
        "category": product.category,
        "pack": product.pack,
        "description": product.description,
        "price": product.price.spoken(),
        "mrp": product.mrp.spoken() if product.mrp and product.mrp > product.price else "",
        "moq": product.moq,
        "in_stock": product.stock > 0,
        "image": product.image,
        "tiers": [{"from": t.from_quantity, "price": t.unit_price.spoken()} for t in product.tiers],
    }
