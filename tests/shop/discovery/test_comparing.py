"""Details and comparison, unit prices and what differs."""

from shop.catalogue import Product, Tier
from shop.discovery.comparing import compare, details, same_offer
from shop.discovery.constraints import mentions
from shop.discovery.measure import measure, spoken_unit_price
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
    assert spoken_unit_price(SMALL) == "Rs 29.20 per kg"
    assert spoken_unit_price(Product("C", "Oil", Money(120000), pack="1 L x 12")) == "Rs 100 per litre"
    assert spoken_unit_price(Product("D", "Eggs", Money(8400), pack="1 dozen")) == "Rs 7 per piece"
    assert spoken_unit_price(Product("E", "Broom", Money(8400))) == ""


def test_measures_read_both_ways_round() -> None:
    assert measure("12 x 1 L") == measure("1 L x 12")
    assert measure("0 kg") is None
    assert measure("1/0 kg") is None


def test_a_comparison_has_all_columns_and_says_what_differs() -> None:
    table = compare([SMALL, LARGE], {"S1": "Sharma", "S2": "Gupta"}, days)
    rows = dict(table.rows)
    assert rows["Unit price"] == ("Rs 29.20 per kg", "Rs 27.35 per kg")
    assert rows["Seller"] == ("Sharma", "Gupta")
    assert rows["Delivery"] == ("tomorrow", "in 3 days")
    assert rows["Container"] == ("pouch", "pouch")
    assert "Tata Salt 1 kg costs least per kg: Rs 27.35, 6% less" in table.sentence
    assert "Tata Salt 500 g is rated best" in table.sentence
    assert "Tata Salt 1 kg is out of stock" in table.sentence
    assert "Container: pouch (all)" in table.spoken()


def test_details_are_in_one_format() -> None:
    said = details(LARGE, "Gupta", 3)
    assert said.splitlines()[0] == "Tata Salt 1 kg"
    assert "Price: Rs 27.35, Rs 27.35 per kg" in said
    assert "Buying more: from 10: Rs 26" in said
    assert "Stock: out of stock" in said
    assert "Seller: Gupta, delivers in 3 days" in said


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
