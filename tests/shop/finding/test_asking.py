"""What is read out of words: constraints, orders, and what is left to search for."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.catalogue.product import Product, Seller
from shop.finding.asking import BEST_RATED, BOTH_ENDS, BOTH_WAYS, CHEAPEST, FREE, RANGE, read
from shop.finding.known import Known
from shop.money import Money

TODAY = date(2026, 11, 21)  # a Saturday
PRODUCTS = [
    Product("1", "Tata Salt 1 kg", Money(2800), brand="Tata", category="Salt"),
    Product("2", "Nestle Maggi Noodles", Money(1400), brand="Nestle", category="Noodles"),
    Product("3", "Real Mango Juice", Money(9900), brand="Real", category="Juices"),
    Product("4", "Real Basmati Rice", Money(9900), brand="Daawat", category="Rice"),
    Product("5", "Real Fruit Jam", Money(9900), brand="Kissan", category="Jam"),
]
KNOWN = Known.of(PRODUCTS, [Seller("S1", "Sharma Traders")])


@pytest.mark.parametrize(
    ("text", "words", "constraints"),
    [
        ("salt under 30", "salt", {"price_max": 3000}),
        ("tel 500 se kam", "tel", {"price_max": 50000}),
        ("tea above rs 1,200", "tea", {"price_min": 120000}),
        (
            "biscuits between 20 and 40 a piece",
            "biscuits",
            {"price_min": 2000, "price_max": 4000, "per": "piece"},
        ),
        ("rice between 500 and 200", "rice", {"price_min": 20000, "price_max": 50000}),
        ("oil under ₹1.5k per litre", "oil", {"price_max": 150000, "per": "litre"}),
        ("soap not nestle", "soap", {"not_brands": ("Nestle",)}),
        ("noodles nestle nahi", "noodles", {"not_brands": ("Nestle",)}),
        ("noodles nestle ko chhod ke", "noodles", {"not_brands": ("Nestle",)}),
        ("noodles, tata ya nestle nahi chahiye", "noodles", {"not_brands": ("Nestle", "Tata")}),
        ("noodles nestle ke alawa", "noodles", {"not_brands": ("Nestle",)}),
        ("juice, mango bhi nahi", "juice", {"without": ("mango",)}),
        ("salt not above 30", "salt", {"price_max": 3000}),
        ("drink without sugar", "drink", {"without": ("sugar",)}),
        ("sugar free biscuits", "biscuits", {"without": ("sugar",)}),
        ("tea rated 4+", "tea", {"rating_min": 4.0}),
        ("5 star chocolate", "5 star chocolate", {}),
        ("tea 4 star se upar wala", "tea", {"rating_min": 4.0}),
        ("coffee in stock", "coffee", {"in_stock": True}),
        ("coffee stock wala hi dikhao", "coffee", {"in_stock": True}),
        ("soap from sharma traders", "soap", {"sellers": ("S1",)}),
        ("chips moq under 10", "chips", {"moq_max": 10}),
        ("dal by friday", "dal", {"deliver_by": date(2026, 11, 27)}),
        ("dal within 2 days", "dal", {"deliver_by": TODAY + timedelta(days=2)}),
        ("tata salt", "tata salt", {"brands": ("Tata",)}),
        ("real juice", "real juice", {}),  # "real" is a word of other brands' products too
        ("salt", "salt", {"categories": ("Salt",)}),
    ],
)
def test_reads(text: str, words: str, constraints: dict[str, Any]) -> None:
    found = read(text, KNOWN, TODAY)
    assert found.words == words
    read_out = {name: getattr(found.constraints, name) for name in found.constraints.given()}
    read_out = (
        read_out if "categories" in constraints else {k: v for k, v in read_out.items() if k != "categories"}
    )
    assert read_out == constraints


@pytest.mark.parametrize(
    ("text", "pack"), [("chini 5 kilo", "5 kg"), ("oil 1 L x 12", "1 L x 12"), ("besan half kg", "500 g")]
)
def test_reads_packs(text: str, pack: str) -> None:
    found = read(text, KNOWN, TODAY).constraints.pack
    assert found is not None
    assert found.spoken() == pack


def test_a_bound_on_a_pack_is_no_price() -> None:
    found = read("dal under 5 kg", KNOWN, TODAY).constraints
    assert found.given() == ["pack_max"]
    assert read("haldi 1 kilo se kam", KNOWN, TODAY).constraints.given() == ["pack_max"]
    assert read("haldi 1 kilo se bada", KNOWN, TODAY).constraints.given() == ["pack_min"]


@pytest.mark.parametrize(("text", "order"), [("sasta tel", CHEAPEST), ("best rated tea", BEST_RATED)])
def test_reads_orders(text: str, order: str) -> None:
    assert read(text, KNOWN, TODAY).order == order


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("oil under 0", FREE),
        ("rice under -50", FREE),
        ("price of zero salt", FREE),
        ("0 rupaye me koi biscuit", FREE),
        ("oil for free", FREE),
        ("salt above 500 under 100", RANGE),
        ("under fifty above hundred", RANGE),
        ("cheapest most expensive tea", BOTH_ENDS),
        ("sabse mehnga sasta tel", BOTH_ENDS),
        ("only tata not tata", BOTH_WAYS),
        ("real juice not real", BOTH_WAYS),
        ("sugar without sugar", BOTH_WAYS),
        ("sugar free drink without sugar", ""),
        ("tel 500 se kam", ""),
    ],
)
def test_what_makes_no_sense_is_named(text: str, problem: str) -> None:
    assert read(text, KNOWN, TODAY).problem == problem


@pytest.mark.parametrize(
    ("text", "low", "high", "turned"),
    [
        ("oil between 500 and 100", 10000, 50000, True),
        ("biskut 50 se 10 rupaye ke beech", 1000, 5000, True),
        ("biscuit 10 aur 50 ke beech", 1000, 5000, False),
        ("oil under two hundred", None, 20000, False),
        ("pachas rupaye se kam namak", None, 5000, False),
        ("tea between fifty and seventy", 5000, 7000, False),
        ("dhai sau rupaye tak ka ghee", None, 25000, False),
        ("biscuit 10 rs wala", 1000, 1000, False),
        ("10 wala parle g", 1000, 1000, False),
        ("100 rupaye me namkeen", None, 10000, False),
        ("do packet namak", None, None, False),
        ("5 star chocolate 10 pcs", None, None, False),
    ],
)
def test_reads_prices(text: str, low: int | None, high: int | None, turned: bool) -> None:
    found = read(text, KNOWN, TODAY)
    assert (found.constraints.price_min, found.constraints.price_max, found.turned) == (low, high, turned)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unobtainium brand biscuits", ("unobtainium", "biscuits")),
        ("brand foobar soap", ("foobar",)),
        ("koi xyz brand ka tel", ("xyz",)),
        ("any brand of tea", ()),
        ("same brand", ()),
        ("kaunsa brand accha hai", ()),
        ("tata brand salt", ("salt",)),
        ("foobar soap", ()),
    ],
)
def test_reads_what_is_called_a_brand(text: str, said: tuple[str, ...]) -> None:
    """The shop's vocabulary decides then whether it is one."""
    assert read(text, KNOWN, TODAY).brands_said == said


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = read(text, KNOWN, TODAY)
    assert len(found.words) <= 500


OWN_WORDS = (
    "not under 5 kg between and 20 rs tata nestle 0 1/0 without by kal - , . 99999999999 k moq rated x 12"
)


@given(st.lists(st.sampled_from(OWN_WORDS.split()), max_size=12))
def test_any_mix_of_its_own_words_is_read_without_an_error(parts: list[str]) -> None:
    read(" ".join(parts), KNOWN, TODAY)


@pytest.mark.parametrize(
    ("said", "sizes"),
    [
        ("basmati 5 kg or 10 kg", ["5 kg", "10 kg"]),
        ("salt 1 or 2 kg", ["1 kg", "2 kg"]),
        ("25 kg of rice is too much, do you have 5 kg", ["5 kg"]),
        ("these are all 2 l. juice in 1 l please", ["1 L"]),
    ],
)
def test_all_sizes_that_are_asked_for_count(said: str, sizes: list[str]) -> None:
    wanted = read(said, KNOWN, TODAY).constraints
    assert [size.spoken() for size in (wanted.pack, *wanted.or_packs) if size] == sizes


@pytest.mark.parametrize(
    ("said", "words", "extent"),
    [
        ("small packs noodles", "noodles", "small"),
        ("bade packet namak", "namak", "bade"),
        ("for a small cafe, salt in big packs", "for small cafe, salt in", "big"),
        ("chhote bachche ke liye namak", "chhote bachche ke liye namak", ""),
    ],
)
def test_a_word_for_the_size_is_no_name(said: str, words: str, extent: str) -> None:
    ask = read(said, KNOWN, TODAY)
    assert ask.extent == extent and ask.words.replace(" ,", ",") == words


def test_all_makes_of_a_brand_are_meant() -> None:
    known = Known.of([*PRODUCTS, Product("6", "Tata Tea 1 kg", Money(1), brand="Tata Tea")], [])
    assert read("tata besan", known, TODAY).constraints.brands == ("Tata", "Tata Tea")


def test_several_things_of_a_diet_are_left_out_at_once() -> None:
    assert read("snacks without onion garlic", KNOWN, TODAY).constraints.without == ("onion", "garlic")


def test_what_is_sold_out_is_asked_for_as_a_list_only() -> None:
    assert read("which noodles are out of stock", KNOWN, TODAY).constraints.sold_out
    assert not read("noodles out of stock hai?", KNOWN, TODAY).constraints.sold_out


def test_two_prices_that_are_named_are_bounds() -> None:
    wanted = read("the Rs 5 or Rs 10 noodles", KNOWN, TODAY).constraints
    assert (wanted.price_min, wanted.price_max) == (500, 1000)
