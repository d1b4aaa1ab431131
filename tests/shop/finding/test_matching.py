"""Which product a wish means: its kind, its size, its case; and when it has to be asked about."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from shop.catalogue.product import Product
from shop.finding.matching import Match, Weights, match
from shop.money import Money


def one(
    sku: str, title: str, pack: str, kind: str, price: int = 5000, aliases: Sequence[str] = ()
) -> Product:
    brand, also = title.split(maxsplit=1)[0], tuple(aliases)
    return Product(
        sku, title, Money(price), brand=brand, pack=pack, subcategory=kind, aliases=also, stock=500
    )


SHELF = [
    one("BESAN-S", "Amber Besan 500 g", "500 g", "Flours", 6500),
    one("BESAN-L", "Loose Besan 50 kg", "50 kg", "Flours", 450_000),
    one("POHA", "Birch Thin Poha 1 kg", "1 kg", "Flours", 9000),
    one("POCHA", "Cedar Cotton Pocha 1 pc", "1 pc", "Cleaning", 4000),
    one("BUTTER", "Dairy Salted Butter 500 g", "500 g", "Dairy", 28_000),
    one("BUTTER-2", "Elm Butter 100 g", "100 g", "Dairy", 6000),
    one("COOKIE", "Fern Butter Cookies 60 g", "60 g", "Biscuits", 1000),
    one("COOKIE-2", "Fern Jeera Cookies 60 g", "60 g", "Biscuits", 1000),
    one("NUT", "Grove Peanut Butter Creamy 200 g", "200 g", "Spreads", 9500),
    one("HALDI", "Hill Haldi Powder 500 g", "500 g", "Spices", 17_500),
    one("SOAP", "Iris Turmeric Soap 100 g", "100 g", "Soap", 3400, ["haldi"]),
    one("SOAP-2", "Iris Rose Soap 100 g", "100 g", "Soap", 3400),
    one("CRUNCH", "Kite Crunch Masala 40 g", "40 g", "Snacks", 900),
    one("CRUNCH-120", "Kite Crunch Masala 40 g x 120", "40 g x 120", "Snacks", 104_000),
]
WEIGHTS = Weights.from_products(SHELF)


def found(wish: str) -> Match:
    return match(wish, lambda _words: SHELF, WEIGHTS)


def skus(wish: str) -> list[str]:
    result = found(wish)
    candidates = [result.sure] if result.sure else result.asked
    return [c.product.sku for c in candidates if c]


@pytest.mark.parametrize(
    ("wish", "meant"),
    [
        ("5 poha 1 kg", ["POHA"]),  # a word that the shop has is no slip for another
        ("pocha", ["POCHA"]),
        ("salted butter 500 g", ["BUTTER"]),  # a butter cookie is no butter
        ("peanut butter", ["NUT"]),
        ("kite crunch masala 40g x120", ["CRUNCH-120"]),  # a title, however it is spaced
        ("2 carton kite crunch", ["CRUNCH-120"]),
        ("kite crunch poora carton", ["CRUNCH-120"]),
    ],
)
def test_what_is_meant(wish: str, meant: list[str]) -> None:
    assert skus(wish) == meant


def test_without_a_size_the_packet_and_the_sack_are_asked_about() -> None:
    assert found("besan").sure is None
    assert set(skus("besan")) == {"BESAN-S", "BESAN-L"}
    assert skus("besan 500 g") == ["BESAN-S"]


def test_another_name_of_something_else_is_never_bought_by_weight() -> None:
    """One kilo of haldi is not ten bars of a soap that is called so too."""
    result = found("1 kilo haldi")
    assert result.sure is None or result.sure.product.sku == "HALDI"
    assert result.sure or result.asked[0].product.sku == "HALDI"


def test_a_size_times_a_number_may_be_the_case_or_so_many_pieces() -> None:
    asked = {(c.product.sku, c.quantity) for c in found("crunch 40 g x 120").asked}
    assert asked == {("CRUNCH-120", Fraction(1)), ("CRUNCH", Fraction(120))}
