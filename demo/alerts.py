"""What some of the demo's retailers wait for: goods that are sold out, a lower price, news of a brand."""

from collections.abc import Iterator

from demo.world import World
from shop.alerts.service import SetAlert
from shop.money import Money

RETAILERS = 4  # who wait for something
LESS = 7  # percent below today's price


def alerts(world: World) -> Iterator[SetAlert]:
    """Give each of the first retailers a sold-out product, a price and a brand to wait for."""
    gone = [p for p in world.products if p.stock < p.moq]
    there = [p for p in world.products if p.stock >= p.moq and p.brand]
    for number, customer in enumerate(world.customers[:RETAILERS]):
        for product in gone[number::RETAILERS][:1]:
            yield SetAlert(customer.id, product.sku)
        for product in there[number::RETAILERS][:1]:
            hoped = Money(product.price.minor * (100 - LESS) // 10_000 * 100, product.price.currency)
            if hoped.minor:
                yield SetAlert(customer.id, product.sku, hoped)
            yield SetAlert(customer.id, brand=product.brand)
