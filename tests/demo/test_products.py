"""The demo's products are what a wholesale grocer has, and what search and cart can rely on."""

import re
from collections import Counter, defaultdict

import pytest

from demo.products import products
from demo.sellers import sellers
from shop.catalogue.product import Product


@pytest.fixture(scope="module")
def shelf() -> tuple[Product, ...]:
    return products(7)


def test_there_are_enough_of_enough_kinds(shelf: tuple[Product, ...]) -> None:
    assert len(shelf) >= 1200
    assert 12 <= len({product.category for product in shelf}) <= 16
    assert len(sellers()) >= 25
    assert {product.seller for product in shelf} == {seller.id for seller in sellers()}


def test_a_title_says_brand_and_pack(shelf: tuple[Product, ...]) -> None:
    for product in shelf:
        assert product.title.startswith(product.brand), product.title
        assert product.title.endswith(f" {product.pack}"), product.title
        assert "  " not in product.title
        assert "{" not in product.title
        assert product.category
        assert product.subcategory


def test_skus_are_unique_and_fit_into_an_address(shelf: tuple[Product, ...]) -> None:
    assert len({product.sku for product in shelf}) == len(shelf)
    assert all(re.fullmatch(r"[A-Z0-9_-]{4,64}", product.sku) for product in shelf)


def test_prices_lie_below_mrp_and_tiers_fall(shelf: tuple[Product, ...]) -> None:
    for product in shelf:
        assert product.mrp is not None
        assert 0.7 * product.mrp.minor < product.price.minor < product.mrp.minor, product.title
        quantities = [tier.from_quantity for tier in product.tiers]
        costs = [product.price, *(tier.unit_price for tier in product.tiers)]
        assert quantities == sorted(set(quantities)), product.title
        assert costs == sorted(set(costs), reverse=True), product.title
        assert all(quantity % product.multiple == 0 for quantity in quantities), product.title
        assert product.moq % product.multiple == 0, product.title


def test_some_are_out_of_stock_and_some_are_low(shelf: tuple[Product, ...]) -> None:
    gone = sum(product.stock == 0 for product in shelf) / len(shelf)
    low = sum(0 < product.stock <= 15 for product in shelf) / len(shelf)
    assert 0.02 < gone < 0.1
    assert 0.03 < low < 0.2


def test_some_things_have_several_sellers_at_several_prices(shelf: tuple[Product, ...]) -> None:
    offers = defaultdict(list)
    for product in shelf:
        offers[product.attributes["barcode"]].append(product)
    several = [same for same in offers.values() if len(same) > 1]
    assert len(several) > 100
    for same in several:
        assert len({product.title for product in same}) == 1
        assert len({product.seller for product in same}) == len(same)


def test_a_case_holds_its_pieces(shelf: tuple[Product, ...]) -> None:
    cases = [product for product in shelf if "pieces" in product.attributes]
    assert len(cases) > 300
    for product in cases:
        assert product.pack == f"{product.attributes['unit']} x {product.attributes['pieces']}"


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Tata Salt 1 kg", {"namak", "tata namak"}),
        ("Loose Sugar M-30 50 kg", {"chini", "shakkar"}),
        ("Maggi 2-Minute Masala Noodles 70 g", {"magi", "maggie", "noodels"}),
        ("Loose Toor Dal Phatka 30 kg", {"arhar dal", "tur dal"}),
        ("Colgate Strong Teeth Toothpaste 100 g", {"kolgate", "tuthpest"}),
        ("Fortune Kachi Ghani", {"sarson ka tel"}),
        ("Loose Jeera 1 kg", {"cumin", "jira"}),
    ],
)
def test_it_has_the_names_that_people_use(shelf: tuple[Product, ...], title: str, names: set[str]) -> None:
    words = title.split()
    found = [product for product in shelf if all(word in product.title.split() for word in words)]
    assert found, title
    assert names <= set(found[0].aliases)


def test_no_variant_answers_to_the_name_of_another(shelf: tuple[Product, ...]) -> None:
    for product in shelf:
        if "Cashew" in product.title and "Almond" not in product.title:
            assert "badam" not in product.aliases, product.title
        if product.title.startswith("Loose Haldi"):
            assert "lal mirch" not in product.aliases


def test_barcodes_check(shelf: tuple[Product, ...]) -> None:
    for product in shelf:
        code = product.attributes["barcode"]
        digits = [int(digit) for digit in code]
        assert len(digits) == 13
        assert sum(digits[::2]) % 10 == (-3 * sum(digits[1::2])) % 10
        assert code.startswith("20")  # the range for use inside a shop: nobody else's goods


def test_food_says_whether_it_is_vegetarian(shelf: tuple[Product, ...]) -> None:
    marks = Counter(product.attributes.get("veg") for product in shelf)
    assert marks["veg"] > 1000
    assert marks["non-veg"] > 3
    chicken = [p for p in shelf if "Chicken Noodles" in p.title]
    assert chicken
    assert all(p.attributes["veg"] == "non-veg" for p in chicken)
    assert all("veg" not in p.attributes for p in shelf if p.category == "Home Care")


def test_another_seed_is_another_world_of_the_same_goods(shelf: tuple[Product, ...]) -> None:
    other = products(8)
    assert {product.title for product in other} == {product.title for product in shelf}
    assert [product.price for product in other] != [product.price for product in shelf]


def test_what_a_description_says_of_the_case_is_an_attribute_too(shelf: tuple[Product, ...]) -> None:
    told = re.compile(r"One full case is (\d+) pieces\.")
    for product in shelf:
        said = told.search(product.description)
        assert product.attributes.get("pieces_per_case") == (said[1] if said else None), product.title
    assert sum("pieces_per_case" in product.attributes for product in shelf) > len(shelf) / 3
