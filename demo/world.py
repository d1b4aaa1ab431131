"""The whole demo marketplace, made from a seed and a last day; the same two make the same world."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from connectors.files.orders import OrderRow
from demo import products as goods
from demo import sellers as traders
from demo.faqs import faqs
from demo.orders import orders
from demo.retailers import retailers
from demo.reviews import rated, reviews
from people.customer import Customer
from shop.catalogue.faq import Faq
from shop.catalogue.product import Product, Seller
from shop.reviews.review import Review


@dataclass(frozen=True)
class World:
    """A marketplace with its past."""

    sellers: tuple[Seller, ...]
    products: tuple[Product, ...]
    customers: tuple[Customer, ...]
    orders: tuple[OrderRow, ...]
    reviews: tuple[Review, ...]
    faqs: tuple[Faq, ...]


def make_world(seed: int = 7, end: date | None = None) -> World:
    """A marketplace whose orders end on `end`, today if nothing is said."""
    last = end or datetime.now(UTC).date()
    shops = retailers(seed)
    shelf = goods.products(seed)
    bought = orders(seed, shops, shelf, last)
    said = reviews(seed, shelf, bought)
    return World(
        sellers=traders.sellers(),
        products=rated(shelf, said),
        customers=tuple(shop.customer for shop in shops),
        orders=bought,
        reviews=said,
        faqs=faqs(),
    )
