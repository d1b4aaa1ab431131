"""What is ordered without its kind is the kind that most take; cases for a fortune are asked about first."""

from dataclasses import replace

import pytest

from bot.dialogue import goods_meant
from bot.dialogue.open_list import open_list
from bot.dialogue.turn import Tools, Turn
from bot.reading.reader import Reader
from shop.money import Money
from tests.bot.actions.speaking import Says, cart, speaker, titles, with_goods, words
from tests.storage.shop_for_tests import NOW, SALT

pytestmark = pytest.mark.slow  # the reader may have to be fitted first

PLAIN = replace(
    SALT, sku="W-P", title="Amber Wafers Plain 70 g", brand="Amber", pack="70 g", price=Money(1300)
)
SPICY = replace(PLAIN, sku="W-S", title="Amber Wafers Spicy 70 g", price=Money(1250))
GHEE = replace(SALT, sku="G-1", title="Birch Ghee 1 L", brand="Birch", pack="1 L", price=Money(60_000))
GHEE_CASE = replace(GHEE, sku="G-24", title="Birch Ghee 1 L x 24", pack="1 L x 24", price=Money(1_400_000))


DAL = replace(SALT, sku="D-1", title="Amber Masoor Dal 1 kg", brand="Amber", pack="1 kg", price=Money(12_000))
DAL_HALF = replace(DAL, sku="D-H", title="Birch Masoor Dal 500 g", brand="Birch", pack="500 g")


@pytest.fixture
def shop(tools: Tools, reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Tools:
    bought = {"W-P": 40, "W-S": 4}
    monkeypatch.setattr(goods_meant, "shops_buying", lambda _tools, skus: {s: bought.get(s, 0) for s in skus})
    return with_goods(tools, reader, PLAIN, SPICY, GHEE, GHEE_CASE)


def test_the_usual_kind_is_put_in_and_said_and_another_takes_its_place(shop: Tools, says: Says) -> None:
    told = says("6 amber wafers 70 g")
    assert cart(shop) == {"W-P": 6}
    assert "as most shops do" in words(told)
    assert "Amber Wafers Spicy 70 g instead" in titles(told)
    says("spicy wala chahiye tha")
    assert cart(shop) == {"W-S": 6}


def test_the_kind_that_was_said_is_the_one(shop: Tools, says: Says) -> None:
    told = says("6 amber spicy wafers 70 g")
    assert cart(shop) == {"W-S": 6}
    assert "as most shops do" not in words(told)


def test_as_many_cases_as_one_holds_are_asked_about(tools: Tools, reader: Reader) -> None:
    shop = with_goods(tools, reader, GHEE_CASE)
    told = speaker(shop)("48 birch ghee 1 litre")
    assert cart(shop) == {}
    assert titles(told)[:2] == ["2 x Birch Ghee 1 L x 24", "48 x Birch Ghee 1 L x 24"]


def test_a_few_cases_are_put_in(shop: Tools, says: Says) -> None:
    says("2 peti birch ghee 1 L")
    assert cart(shop) == {"G-24": 2}


def test_a_weight_behind_the_name_is_as_much_of_what_comes_by_less(tools: Tools, reader: Reader) -> None:
    shop = with_goods(tools, reader, DAL, DAL_HALF)
    told = speaker(shop)("masoor dal 8 kilo")
    assert sorted(titles(told)[:2]) == ["16 x Birch Masoor Dal 500 g", "8 x Amber Masoor Dal 1 kg"]
    assert cart(shop) == {}


def test_what_was_asked_twice_is_set_aside_and_checkout_tells_of_it(shop: Tools, says: Says) -> None:
    says("4 tata salt 1kg, 6 amber wafers")
    asked = [words(says(more)) for more in ("2 birch ghee 1 L", "add 2 more salt", "add 2 more salt")]
    assert [text.count("“6 amber wafers”") for text in asked] == [1, 0, 0]
    assert cart(shop) == {"SALT-1": 8, "G-1": 2}
    assert "Not in your cart yet: 6 amber wafers" in words(says("checkout"))


def test_why_something_was_shown_is_no_wish_for_it(shop: Tools, says: Says) -> None:
    says("why ghee?? i was asking about salt. ok add 4 tata salt 1kg")
    assert cart(shop) == {"SALT-1": 4}
    assert open_list(Turn("x.1", "w_1", "c0", "web", "en", "", "", "", 0.0, {}, {}, NOW), shop).lines == ()


def test_zero_of_a_thing_takes_it_out(shop: Tools, says: Says) -> None:
    says("4 tata salt 1kg, 2 birch ghee 1 L")
    says("the 1 litre ghee should be zero")
    assert cart(shop) == {"SALT-1": 4}
