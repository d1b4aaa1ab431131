"""Which product a wish means: its kind, its size, its case; and when it has to be asked about."""

from collections.abc import Sequence
from dataclasses import replace
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


SIZES = [
    one("COLA-S", "Moss Cola 300 ml", "300 ml", "Drinks", 2000),
    one("COLA-M", "Moss Cola 750 ml", "750 ml", "Drinks", 4000),
    one("COLA-L", "Moss Cola 2.25 L", "2.25 L", "Drinks", 9000),
    one("COLA-C", "Moss Cola 300 ml x 24", "300 ml x 24", "Drinks", 46_000),
    one("PLATE-10", "Nook Paper Plates 10 inch 50 pcs", "50 pcs", "Party", 5500),
    one("PLATE-12", "Nook Paper Plates 12 inch 50 pcs", "50 pcs", "Party", 6500),
    one("BAR-C", "Opal Cool Soap 125 g", "125 g", "Soap", 4700),
    one("BAR-O", "Opal Original Soap 125 g", "125 g", "Soap", 4700),
    one("BAR-OC", "Opal Original Soap 125 g x 72", "125 g x 72", "Soap", 320_000),
    one("BAR-C2", "Opal Cool Soap 75 g", "75 g", "Soap", 3000),
    one("BAR-O2", "Opal Original Soap 75 g", "75 g", "Soap", 3000),
    *(
        one(f"W-{of}", f"Pine Hand Wash {of} 200 ml", "200 ml", "Hand Wash")
        for of in ("Original", "Neem", "Lime", "Rose")
    ),
    *(
        one(f"M-{of}", f"Quill Room Spray {of} 200 ml", "200 ml", "Fresheners")
        for of in ("Cool", "Musk", "Fig", "Oud")
    ),
    one("SALT", "Reed Salt 1 kg", "1 kg", "Salt", 2700, ["namak"]),
    one("SALT-L", "Reed Salt Lite 1 kg", "1 kg", "Salt", 4700, ["namak"]),
]
OF_SIZES = Weights.from_products(SIZES)


@pytest.mark.parametrize(
    ("wish", "sku", "count"),
    [
        ("moss cola 300 24", "COLA-S", 24),  # a number beside the count that stands on it is its size
        ("moss cola 750 x 6", "COLA-M", 6),
        ("moss cola 2.25 1 dozen", "COLA-L", 12),
        ("paper plates 10 - 4", "PLATE-10", 4),
        ("6 opal cool 125g", "BAR-C", 6),  # which one of a brand, no kind of room spray
        ("half dozen opal original 125g", "BAR-O", 6),  # so many pieces are no cases
        ("reed namak 1 kg 20 packet", "SALT", 20),  # the plain one, to whose name the other only adds
        ("opal chhota cool 125 g 3", "BAR-C", 3),  # beside its size "the small one" says no more
    ],
)
def test_numbers_and_variants_say_which(wish: str, sku: str, count: int) -> None:
    found = match(wish, lambda _words: SIZES, OF_SIZES).sure
    assert found
    assert (found.product.sku, found.quantity) == (sku, count)


def test_a_number_alone_counts() -> None:
    found = match("moss cola 300", lambda _words: SIZES, OF_SIZES)
    assert found.sure is None
    assert {c.quantity for c in found.asked} == {Fraction(300)}


@pytest.mark.parametrize("wish", ["loose besan 5 kg", "khula besan 5 kilo", "besan khuli 500 g"])
def test_who_asks_for_loose_goods_is_offered_no_packets(wish: str) -> None:
    assert skus(wish) == ["BESAN-L"]


def test_a_packet_is_not_taken_for_what_is_not_sold_loose() -> None:
    result = found("khuli haldi 500 g")
    assert result.sure is None
    assert [c.product.sku for c in result.asked][:1] == ["HALDI"]


def test_another_size_than_was_said_is_never_sure() -> None:
    """However clear the name is: "besan 2 kg" is no packet of 500 g, and what is nearest is offered first."""
    wish = "3 kite crunch masala 45 g"
    result = found(wish)
    assert result.sure is None
    assert result.asked[0].product.sku == "CRUNCH"


def test_a_word_that_says_only_which_one_finds_nothing_by_itself() -> None:
    bags = one("BAGS", "Jade Garbage Bags Small 30 pcs", "30 pcs", "Cleaning")
    shelf = [*SHELF, bags]
    result = match("small zzyzx 48", lambda _words: shelf, Weights.from_products(shelf))
    assert (result.sure, result.asked) == (None, ())


def priced(sku: str, pack: str, mrp: int) -> Product:
    made = one(sku, f"Larch Glucose Biscuits {pack}", pack, "Biscuits", mrp - 50)
    return replace(made, mrp=Money(mrp))


def test_a_pack_that_is_known_by_its_printed_price_is_no_other() -> None:
    shelf = [priced("FIVE", "55 g", 500), priced("TEN", "110 g", 1000)]
    weights = Weights.from_products(shelf)
    for wish in ("larch glucose 5 rupee wala 24", "5 ka larch glucose packet 24", "larch glucose rs 5 24"):
        found = match(wish, lambda _: shelf, weights)
        assert found.sure is not None and (found.sure.product.sku, found.sure.quantity) == ("FIVE", 24), wish


def test_a_size_that_is_not_there_is_asked_about_and_the_nearest_comes_first() -> None:
    shelf = [one(size, f"Maple Cola {size}", size, "Drinks") for size in ("250 ml", "1.25 L", "2.25 L")]
    found = match("6 maple cola 2 litre", lambda _: shelf, Weights.from_products(shelf))
    assert found.sure is None
    assert [c.product.sku for c in found.asked][:2] == ["2.25 L", "1.25 L"]
