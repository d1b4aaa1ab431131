"""Finding: no answer breaks a hard constraint, and what is given up is said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from shop.catalogue.product import Product
from shop.finding.asking import CHEAPEST, Ask
from shop.finding.constraints import Constraints, broken
from shop.finding.find import Found, find
from shop.finding.measure import Measure
from shop.money import Money

TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Hit:
    sku: str
    cover: float = 1.0
    kin: float = 0.5


@dataclass(frozen=True)
class Proposed:
    hits: Sequence[Hit]
    corrected: str = ""


@dataclass(frozen=True)
class Shelf:
    stock: Sequence[Product]

    def products(self, skus: Sequence[str]) -> list[Product]:
        found = {p.sku: p for p in self.stock}
        return [found[s] for s in skus if s in found]


def days(product: Product) -> int:
    return 1 if product.seller == "A" else 4


def search(ask: Ask, stock: Sequence[Product], limit: int = 5, offset: int = 0) -> Found:
    """Every product is proposed: the constraints alone decide."""
    proposed = Proposed([Hit(p.sku) for p in stock])
    return find(ask, lambda words, depth, kept: proposed, Shelf(stock), TODAY, days, limit, offset)


PRODUCTS = st.builds(
    Product,
    sku=st.integers(0, 10**6).map(str),
    title=st.sampled_from(["Oil 1 L", "Rice 5 kg", "Sugar free sweet", "Sugar 1 kg", "Soap", "Soap x 4"]),
    price=st.integers(1, 100_000).map(Money),
    brand=st.sampled_from(["", "Tata", "Nestle"]),
    category=st.sampled_from(["Food", "Care"]),
    pack=st.sampled_from(["", "1 L", "5 kg", "1 kg x 12", "4 pcs"]),
    seller=st.sampled_from(["A", "B"]),
    moq=st.integers(1, 50),
    stock=st.integers(0, 100),
    rating=st.sampled_from([None, 2.5, 4.0, 4.8]),
    active=st.booleans(),
)
MEASURES = st.sampled_from(
    [None, Measure(Fraction(5000), "g"), Measure(Fraction(1000), "ml"), Measure(Fraction(4), "pc")]
)
CONSTRAINTS = st.builds(
    Constraints,
    price_min=st.none() | st.integers(1, 50_000),
    price_max=st.none() | st.integers(1, 100_000),
    per=st.sampled_from(["", "kg", "litre", "piece"]),
    brands=st.sampled_from([(), ("tata",)]),
    not_brands=st.sampled_from([(), ("Nestle",)]),
    categories=st.sampled_from([(), ("Food",)]),
    not_categories=st.sampled_from([(), ("care",)]),
    sellers=st.sampled_from([(), ("A",)]),
    not_sellers=st.sampled_from([(), ("B",)]),
    without=st.sampled_from([(), ("sugar",)]),
    pack=MEASURES,
    pack_min=MEASURES,
    pack_max=MEASURES,
    rating_min=st.sampled_from([None, 4.0]),
    in_stock=st.booleans(),
    moq_max=st.none() | st.integers(1, 20),
    deliver_by=st.sampled_from([None, TODAY, date(2026, 11, 23)]),
)


@settings(max_examples=400, deadline=None)
@given(
    stock=st.lists(PRODUCTS, max_size=25, unique_by=lambda p: p.sku),
    wanted=CONSTRAINTS,
    order=st.sampled_from(["", CHEAPEST]),
    offset=st.sampled_from([0, 5]),
)
def test_no_answer_breaks_a_constraint(
    stock: list[Product], wanted: Constraints, order: str, offset: int
) -> None:
    found = search(Ask("thing", wanted, order), stock, offset=offset)
    kept = wanted.but(*found.given_up)
    for product in found.products:
        assert product.active
        assert broken(product, kept, TODAY, days) == []
    assert not {"not_brands", "not_categories", "not_sellers", "without"} & set(found.given_up)


@settings(max_examples=200, deadline=None)
@given(stock=st.lists(PRODUCTS, max_size=25, unique_by=lambda p: p.sku), wanted=CONSTRAINTS)
def test_nothing_is_given_up_needlessly(stock: list[Product], wanted: Constraints) -> None:
    found = search(Ask("thing", wanted), stock)
    if found.given_up:
        assert all(broken(p, wanted, TODAY, days) for p in stock if p.active)


def product(sku: str, title: str, rupees: int, **more: object) -> Product:
    return replace(Product(sku, title, Money(rupees * 100), stock=10, category="Food"), **more)  # type: ignore[arg-type]


def test_one_offer_of_each_thing_the_cheapest_in_stock() -> None:
    stock = [
        product("1", "Salt 1 kg", 30, seller="A"),
        product("2", "Salt 1 kg", 28, seller="B"),
        product("3", "Salt 1 kg", 20, seller="B", stock=0),
    ]
    assert [p.sku for p in search(Ask("salt"), stock).products] == ["2"]
    of_one = search(Ask("salt", Constraints(sellers=("A",))), stock)
    assert [p.sku for p in of_one.products] == ["1"]


def test_the_cheapest_is_of_the_kind_that_is_meant() -> None:
    oils = [product(str(i), f"Oil {i} star", 100 + i) for i in range(9)]
    hair = product("H", "Hair oil", 5, category="Care")
    assert search(Ask("oil", order=CHEAPEST), [*oils, hair]).products[0].sku == "0"


def test_the_cheapest_of_packs_that_differ_is_by_what_is_in_them() -> None:
    oils = [product("S", "Oil 500 ml", 90), product("M", "Oil 1 L", 150), product("L", "Oil 5 L", 700)]
    found = search(Ask("oil", order=CHEAPEST), oils)
    assert [p.sku for p in found.products] == ["L", "M", "S"]
    assert found.per == "litre"
    soaps = [product("A", "Soap A 100 g", 40), product("B", "Soap B 100 g", 30)]
    assert search(Ask("soap", order=CHEAPEST), soaps).per == ""  # packs alike: the price says it


def test_one_brand_does_not_fill_the_page() -> None:
    packs = [product(f"A{i}", f"Oil A {i} L", 100 + i, brand="A") for i in range(1, 7)]
    others = [product("B", "Oil B 1 L", 120, brand="B"), product("C", "Oil C 1 L", 120, brand="C")]
    found = search(Ask("oil"), [*packs, *others]).products
    assert [p.brand for p in found] == ["A", "A", "B", "A", "A"]
    more = search(Ask("oil"), [*packs, *others], offset=5).products
    assert {p.sku for p in found} | {p.sku for p in more} == {p.sku for p in (*packs, *others)}


def test_browsing_begins_with_what_is_there_and_liked() -> None:
    shelf = [
        product("1", "Rice", 50, rating=4.8, stock=0),
        product("2", "Dal", 50, rating=2.0),
        product("3", "Atta", 50),
        product("4", "Oil", 50, rating=4.5),
    ]
    found = search(Ask("", Constraints(categories=("Food",))), shelf)
    assert [p.sku for p in found.products] == ["4", "3", "2", "1"]


def test_pages_go_on_where_they_stopped() -> None:
    stock = [product(str(i), f"Soap {i}", 10 + i) for i in range(12)]
    pages = [search(Ask("soap"), stock, offset=o) for o in (0, 5, 10)]
    assert [p.sku for page in pages for p in page.products] == [str(i) for i in range(12)]
    assert [page.more for page in pages] == [True, True, False]


def test_says_what_was_given_up() -> None:
    stock = [product("1", "Tata Salt", 40, brand="Tata")]
    found = search(Ask("salt", Constraints(price_max=3000, brands=("Tata",))), stock)
    assert found.given_up == ("price_max",)


def test_what_only_resembles_is_marked() -> None:
    stock = [product("1", "Salt", 40)]
    nearly = Proposed([Hit("1", cover=0.0, kin=0.5)])
    found = find(Ask("namkeen"), lambda w, d, k: nearly, Shelf(stock), TODAY, days)
    assert found.near
    strange = Proposed([Hit("1", cover=0.0, kin=0.1)])
    assert not find(Ask("qqq"), lambda w, d, k: strange, Shelf(stock), TODAY, days).products


def in_part(words: str, stock: list[Product], cover: float, kin: float, *, named: bool = True) -> Found:
    """Every product is proposed, with only so much of the words."""
    proposed = Proposed([Hit(p.sku, cover, kin) for p in stock])
    return find(Ask(words, named=named), lambda words, depth, kept: proposed, Shelf(stock), TODAY, days)


def test_what_has_only_a_part_of_a_name_is_not_said_to_be_it() -> None:
    stock = [product("C", "Cedar Gram 1 kg", 80), product("S", "Toasted Semolina 1 kg", 60)]
    near = in_part("toasted gram", stock, cover=0.6, kin=0.4)
    assert near.partly
    assert [p.sku for p in near.products] == ["C"]  # at least the thing itself
    assert not in_part("toasted gram", stock, cover=0.6, kin=0.2).products  # nothing like it
    assert not in_part("gram toaster", stock, cover=0.6, kin=0.4, named=False).partly  # a need


def test_a_size_shows_nothing_that_only_goes_with_what_is_named() -> None:
    stock = [product("A", "Palm Oil 2 L", 90, pack="2 L"), product("B", "Corn Oil 2 L", 95, pack="2 L")]
    wanted = Constraints(pack=Measure(Fraction(2000), "ml"))
    assert [p.sku for p in search(Ask("palm oil 2 l", wanted), stock).products] == ["A"]


def test_what_must_be_so_is_never_given_up_and_is_food() -> None:
    stock = [
        product("N", "Almond Bar", 10),
        product("P", "Plain Bar", 10, attributes={"hsn": "1704"}),
        product("S", "Soap Bar", 10, attributes={"hsn": "3401"}),
    ]
    found = search(Ask("bar", Constraints(claims=("nut_free",))), stock)
    assert [p.sku for p in found.products] == ["P"]
    loose = search(Ask("bar", Constraints(loose=True)), stock)
    assert loose.given_up == ("loose",)


def goods(sku: str, title: str, rupees: int, **more: object) -> Product:
    given: dict[str, object] = {"stock": 9, "pack": " ".join(title.split()[-2:])}
    return Product(sku, title, Money(rupees * 100), **(given | more))  # type: ignore[arg-type]


SOAPS = [goods("a", "Elm Soap 100 g", 40), goods("b", "Fir Soap 40 g", 9), goods("c", "Elm Soap 75 g", 30)]


def test_small_packs_come_first_where_nothing_is_called_small() -> None:
    assert [p.sku for p in search(Ask("soap", extent="small"), SOAPS).products] == ["b", "c", "a"]
    assert search(Ask("soap", extent="big"), SOAPS).products[0].sku == "a"
    pants = [goods("l", "Elm Pants Large 5 pcs", 90), goods("s", "Elm Pants Small 20 pcs", 95)]
    assert [p.sku for p in search(Ask("pants", extent="small"), pants).products] == ["s"]


def test_a_price_that_is_named_may_be_a_little_off_or_printed() -> None:
    ask = Ask("soap", Constraints(price_min=1000, price_max=1000))
    assert [p.sku for p in search(ask, SOAPS).products] == ["b"]
    printed = [goods("m", "Yew Soap 50 g", 7, mrp=Money(1000)), *SOAPS]
    assert {p.sku for p in search(ask, printed).products} == {"m", "b"}


def test_where_nothing_has_the_price_the_nearest_comes_first() -> None:
    found = search(Ask("soap", Constraints(price_max=500)), SOAPS)
    assert found.given_up and found.products[0].sku == "b"


def test_of_several_sizes_all_are_shown() -> None:
    sizes = [Measure(Fraction(100), "g"), Measure(Fraction(40), "g")]
    found = search(Ask("soap", Constraints(pack=sizes[0], or_packs=(sizes[1],))), SOAPS)
    assert {p.sku for p in found.products} == {"a", "b"}


def test_beside_what_is_called_so_only_what_is_the_thing() -> None:
    stock = [goods("r", "Elm Brown Rice 1 kg", 90), goods("s", "Fir Brown Sugar 1 kg", 60),
             goods("w", "Fir White Rice 1 kg", 50)]  # fmt: skip
    assert [p.sku for p in search(Ask("brown rice"), stock).products] == ["r", "w"]
