"""What goods must be free of: how it is asked for, what breaks it, what states it."""

import pytest

from bot.words.claims import claim_in
from shop.catalogue.product import Product
from shop.finding.claims import CLAIMS, asked_about, broken_by, claim_of, claimed, is_food, keeps, states
from shop.money import Money


def goods(title: str, description: str = "", **more: str) -> Product:
    return Product("X", title, Money(100), description=description, attributes=more)


@pytest.mark.parametrize(
    ("said", "left", "found"),
    [
        ("vegan cereal", "cereal", ("vegan",)),
        ("diabetic friendly sweets", "sweets", ("sugar_free",)),
        ("jain pickle", "pickle", ("jain",)),
        ("tomato soup", "tomato soup", ()),
    ],
)
def test_what_is_asked_for_is_taken_out_of_the_words(said: str, left: str, found: tuple[str, ...]) -> None:
    assert claimed(said) == (left, found)


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("any nuts in it?", "nut_free"),
        ("is it vegan", "vegan"),
        ("isme doodh hai kya", "milk_free"),
        ("how heavy is it", ""),
    ],
)
def test_a_question_is_about_one(question: str, claim: str) -> None:
    assert asked_about(question) == claim


def test_nuts_go_by_many_names_and_a_mark_for_veg_says_nothing_of_milk() -> None:
    assert broken_by(goods("Cashew Barfi"), claim_of("nuts")) == "cashew"
    assert not keeps(goods("Ghee Cake", veg="veg"), "vegan")
    assert keeps(goods("Poha"), "vegan")
    assert not states(goods("Poha", veg="veg"), "vegan")
    assert states(goods("Oat Drink", "A vegan drink."), "vegan")
    assert states(goods("Cola Zero Sugar"), "sugar_free")


def test_food_is_told_by_the_tariff_where_it_is_stated() -> None:
    assert is_food(goods("Flour", hsn="1101"))
    assert not is_food(goods("Free Pads", hsn="9619"))
    assert is_food(goods("Thing"))


def test_each_is_told_in_hindi_too() -> None:
    assert all(claim_in("hi-Deva", claim.name) != claim_in("en", claim.name) for claim in CLAIMS)


def test_what_is_called_so_is_not_free_of_it_by_a_remark() -> None:
    condensed = goods("Condensed Milk 200 g", "For tea without fresh milk, and for sweets.")
    assert not states(condensed, "milk_free") and not keeps(condensed, "milk_free")
    assert states(goods("Lactose Free Milk 250 ml"), "milk_free")
    assert states(goods("Oat Drink 1 L", "Has no milk."), "milk_free")
    assert states(goods("Sugar Free Sweetener 50 g"), "sugar_free")
