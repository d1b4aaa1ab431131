"""What is said about products just shown."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.catalogue.product import Product
from shop.finding.asking import CHEAPEST, Ask
from shop.finding.constraints import Constraints
from shop.finding.known import Known
from shop.finding.measure import measure
from shop.finding.refining import Step, refine
from shop.finding.state import SearchState
from shop.money import Money

TODAY = date(2026, 11, 21)
SHOWN = [
    Product("F1", "Fortune Sunflower Oil 1 L", Money(15200), brand="Fortune", category="Oil", pack="1 L"),
    Product("S1", "Saffola Gold Oil 1 L", Money(17300), brand="Saffola", category="Oil", pack="1 L"),
    Product("D2", "Dhara Mustard Oil 2 L", Money(30000), brand="Dhara", category="Oil", pack="2 L"),
]
KNOWN = Known.of([*SHOWN, Product("T", "Tata Salt", Money(1), brand="Tata", category="Salt")])
STATE = SearchState(Ask("oil"), ("F1", "S1", "D2"))


def step(text: str, state: SearchState = STATE) -> Step:
    found = refine(text, state, KNOWN, SHOWN, TODAY)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("the second one", "S1"),
        ("2", "S1"),
        ("number 3", "D2"),
        ("last one", "D2"),
        ("pehla wala", "F1"),
        ("what about the saffola one", "S1"),
        ("dhara wala", "D2"),
    ],
)
def test_picks(text: str, sku: str) -> None:
    assert (step(text).kind, step(text).skus) == ("pick", (sku,))


def test_more() -> None:
    for text in ("show more", "more", "aur dikhao", "next page"):
        assert step(text).offset == 3


def test_cheaper_than_what_was_shown_and_of_the_same_kind() -> None:
    ask = step("cheaper").ask
    assert ask is not None
    assert (ask.words, ask.order) == ("oil", CHEAPEST)
    assert ask.constraints.price_max == 15199
    assert ask.constraints.categories == ("Oil",)


def test_cheaper_than_the_one_looked_at() -> None:
    ask = step("sasta dikhao", STATE.looking_at("D2")).ask
    assert ask is not None
    assert ask.constraints.price_max == 29999


def test_bigger_and_smaller_packs() -> None:
    bigger, smaller = step("bigger pack").ask, step("isse chhota packet", STATE.looking_at("D2")).ask
    assert bigger is not None and bigger.constraints.pack_min is not None
    assert bigger.constraints.pack_min.whole > 2000
    assert smaller is not None and smaller.constraints.pack_max is not None
    assert smaller.constraints.pack_max.whole < 2000


def test_another_brand() -> None:
    ask = step("another brand", STATE.looking_at("F1")).ask
    assert ask is not None
    assert ask.constraints.not_brands == ("Fortune",)


def test_compares_the_one_looked_at() -> None:
    looking = STATE.looking_at("D2")
    assert step("compare it with the first one", looking).skus == ("D2", "F1")
    assert step("compare this with the cheapest", looking).skus == ("D2", "F1")
    assert step("isko sabse saste se compare karo", looking).skus == ("D2", "F1")


def test_the_same_brand() -> None:
    ask = step("same brand", STATE.looking_at("S1")).ask
    assert ask is not None and ask.constraints.brands == ("Saffola",)
    bigger = step("isi brand ka bada pack", STATE.looking_at("S1")).ask
    assert bigger is not None and bigger.constraints.brands == ("Saffola",)
    assert bigger.constraints.pack_min is not None


@pytest.mark.parametrize("text", ["neem wala", "the one with neem in it, perhaps?", "neem flavour"])
def test_of_a_kind(text: str) -> None:
    found = step(text)
    assert found.ask is not None and found.named
    assert found.ask.words == "oil neem"


def test_the_cheapest_is_not_only_cheaper() -> None:
    ask = step("sabse sasta").ask
    assert ask is not None
    assert (ask.order, ask.constraints.price_max) == (CHEAPEST, None)


def test_a_brand_that_was_not_shown() -> None:
    ask = step("what about tata").ask
    assert ask is not None
    assert (ask.words, ask.constraints.brands) == ("oil", ("Tata",))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("only in stock", "in_stock"),
        ("under 200", "price_max"),
        ("5 litre", "pack"),
        ("not dhara", "not_brands"),
    ],
)
def test_constraints_alone_narrow_it(text: str, name: str) -> None:
    ask = step(text).ask
    assert ask is not None
    assert ask.words == "oil"
    assert name in ask.constraints.given()


@pytest.mark.parametrize(
    ("text", "skus"),
    [
        ("compare the first two", ("F1", "S1")),
        ("compare 1 and 3", ("F1", "D2")),
        ("compare saffola and dhara", ("S1", "D2")),
        ("which one is better", ("F1", "S1", "D2")),
    ],
)
def test_compares(text: str, skus: tuple[str, ...]) -> None:
    assert (step(text).kind, step(text).skus) == ("compare", skus)


@pytest.mark.parametrize("text", ["tata salt 1 kg", "basmati rice", "hello"])
def test_other_things_are_not_about_it(text: str) -> None:
    assert refine(text, STATE, KNOWN, SHOWN, TODAY) is None


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    refine(text, STATE, KNOWN, SHOWN, TODAY)


def test_a_state_survives_being_stored() -> None:
    wanted = Constraints(
        price_max=5000,
        brands=("Tata",),
        pack=measure("1 L x 12"),
        deliver_by=TODAY,
        in_stock=True,
        rating_min=4.5,
    )
    state = SearchState(Ask("oil", wanted, CHEAPEST), ("A", "B"), 5, "B")
    assert SearchState.read(json.loads(json.dumps(state.plain()))) == state


@pytest.mark.parametrize(
    "stored", [None, [], {}, {"words": 1}, "x", {"words": "", "constraints": {"pack": {}}}]
)
def test_a_state_that_is_not_understood_is_forgotten(stored: object) -> None:
    assert SearchState.read(stored) == SearchState()
