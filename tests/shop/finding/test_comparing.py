"""Unit prices, and what tells products apart."""

from shop.catalogue.product import Product, Tier
from shop.finding.comparing import (
    GONE,
    RATING,
    SOONEST,
    UNIT_PRICE,
    differences,
    same_offer,
    shared_attributes,
)
from shop.finding.constraints import mentions
from shop.finding.measure import measure, spoken_unit_price
from shop.money import Money

SMALL = Product(
    "A", "Tata Salt 500 g", Money(1460), brand="Tata", pack="500 g", stock=9, seller="S1", rating=4.5,
    attributes={"container": "pouch"},
)  # fmt: skip
LARGE = Product(
    "B", "Tata Salt 1 kg", Money(2735), brand="Tata", pack="1 kg", stock=0, seller="S2", rating=4.0,
    tiers=(Tier(10, Money(2600)),), attributes={"container": "pouch"},
)  # fmt: skip


def days(product: Product) -> int:
    return {"S1": 1, "S2": 3}[product.seller]


def test_unit_prices() -> None:
    assert spoken_unit_price(SMALL, "hi-Latn") == "Rs 29.20 prati kilo"
    assert spoken_unit_price(SMALL, "hi-Deva") == "Rs 29.20 प्रति किलो"
    assert spoken_unit_price(SMALL, "en") == "Rs 29.20 per kg"
    assert spoken_unit_price(Product("C", "Oil", Money(120000), pack="1 L x 12"), "en") == "Rs 100 per litre"
    assert spoken_unit_price(Product("D", "Eggs", Money(8400), pack="1 dozen"), "en") == "Rs 7 per piece"
    assert spoken_unit_price(Product("E", "Broom", Money(8400)), "en") == ""


def test_measures_read_both_ways_round() -> None:
    assert measure("12 x 1 L") == measure("1 L x 12")
    assert measure("0 kg") is None
    assert measure("1/0 kg") is None


def test_what_tells_them_apart() -> None:
    found = [(one.kind, one.product.sku, one.save) for one in differences([SMALL, LARGE], days)]
    assert found == [(UNIT_PRICE, "B", 6), (RATING, "A", 0), (SOONEST, "A", 0), (GONE, "B", 0)]
    assert shared_attributes([SMALL, LARGE]) == ["container"]
    assert differences([SMALL, SMALL], days) == []


def test_the_same_thing_of_two_sellers() -> None:
    other = Product("A2", "Tata Salt 500 g", Money(1500), brand="Tata", pack="500 g", seller="S2")
    assert same_offer(SMALL, other)
    assert not same_offer(SMALL, LARGE)
    assert not same_offer(SMALL, SMALL)


def test_sugar_free_does_not_mention_sugar() -> None:
    def described(text: str) -> Product:
        return Product("X", text, Money(1))

    assert mentions(described("Sugar biscuits"), "sugar")
    assert not mentions(described("Biscuits, no added sugar"), "sugar")
    assert not mentions(described("Sugar-free biscuits"), "sugar")
    assert not mentions(described("Sugarcane"), "sugar")
