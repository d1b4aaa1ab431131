"""The names of the demo's shop, for questions about it."""

from functools import cache

from demo.products import products
from demo.retailers import CITIES
from demo.sellers import sellers
from insight.figures.cut import Good
from insight.figures.standing import SEGMENTS
from insight.questions.values import ShopNames


@cache
def demo_names() -> ShopNames:
    """Made once: 2,500 goods take most of a second."""
    goods = [Good(one.title, one.aliases, one.brand, one.category, one.subcategory) for one in products(1)]
    return ShopNames(
        goods,
        {
            "category": sorted({one.category for one in goods}),
            "subcategory": sorted({one.subcategory for one in goods}),
            "brand": sorted({one.brand for one in goods if one.brand}),
            "city": [city[0] for city in CITIES],
            "seller": [one.name for one in sellers()],
            "channel": ["telegram", "web", "whatsapp"],
            "segment": SEGMENTS,
            "customer": ["Gupta Kirana Store"],
        },
    )
