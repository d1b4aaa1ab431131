"""A better price that is wished for: what is a rate, what a yes beside it brings, and how it stands."""

import pytest

import bot.actions.bargaining
import bot.actions.carting
import bot.actions.faq
import bot.actions.following
import bot.actions.looking
import bot.actions.people
import bot.actions.talk  # noqa: F401  # they register their actions
from bot.dialogue.turn import Tools
from bot.reading.reader import Reader
from chat.tables import conversations
from shop.cart.service.quotes import Quotes
from shop.cart.store.agreed_prices import AskedQuote
from shop.sellers.service.questions import Questions
from storage.database import stamp
from tests.bot.actions.speaking import Says, cart, with_goods, words
from tests.storage.shop_for_tests import NOW

pytestmark = pytest.mark.slow  # the reader may have to be fitted first


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    with tools.db.write() as tx:
        here = {"id": "w_1", "customer_id": "c0", "channel": "web", "address": "w_1", "state": "bot"}
        times = {"created_at": stamp(NOW), "last_at": stamp(NOW)}
        tx.execute(conversations.insert().values(**here, **times, dialogue={}))
    return with_goods(tools, reader)


def test_a_rate_that_is_said_is_no_count(shop: Tools, says: Says) -> None:
    says("best price for 500 tata salt 1kg")
    asked = words(says("ask for 25 flat"))
    assert "Rs 25 each on 500 x" in asked


def test_what_cases_come_to_is_the_count(shop: Tools, says: Says) -> None:
    says("best rate on 20 cases of tata salt 1kg")
    assert "500 x Tata Salt" in words(says("20 cases means 25 pcs each, so 500 pcs. ask for that"))


@pytest.mark.parametrize("yes", ["ok send it", "yes send", "haan bhej do"])
def test_a_go_ahead_sends_the_wish_and_buys_nothing(shop: Tools, says: Says, yes: str) -> None:
    says("best price for 500 tata salt 1kg")
    says(yes)
    assert [quote.state for quote in Quotes(shop.db).of("c0")] == ["asked"]
    assert not cart(shop)


def test_a_yes_with_a_question_sends_and_asks(shop: Tools, says: Says) -> None:
    says("best price for 500 tata salt 1kg")
    says("yes send. also ask them the packing date")
    assert [quote.quantity for quote in Quotes(shop.db).of("c0")] == [500]
    assert [one.sku for one in Questions(shop.db).waiting_of("c0")] == ["SALT-1"]


@pytest.mark.parametrize("asks", ["500 at 25 is final or still asking?", "when will they reply?"])
def test_how_a_quote_stands_is_told_from_it(shop: Tools, says: Says, asks: str) -> None:
    says("ask the seller for 25 each on 500 tata salt 1kg")
    says("yes")
    told = words(says(asks))
    assert "no answer yet" in told
    assert "500 x" in told


@pytest.mark.parametrize(
    "no", ["no leave it, i will ask my partner first", "nahi rehne do, pehle bhai se puchta hu"]
)
def test_a_no_asks_nobody(shop: Tools, says: Says, no: str) -> None:
    says("best price for 500 tata salt 1kg")
    says(no)
    assert not Quotes(shop.db).of("c0")
    assert not Questions(shop.db).waiting_of("c0")


@pytest.mark.parametrize("yes", ["haan ji pucho seller se", "yes, ask the seller please"])
def test_the_words_of_the_button_send_the_wish_and_no_question(shop: Tools, says: Says, yes: str) -> None:
    says("best price for 500 tata salt 1kg")
    says(yes)
    assert [quote.quantity for quote in Quotes(shop.db).of("c0")] == [500]
    assert not Questions(shop.db).waiting_of("c0")


def test_a_number_that_is_refused_is_neither_count_nor_price(shop: Tools, says: Says) -> None:
    says("best price for 300 tata salt 1kg")
    asked = words(says("not 300, i said 400"))
    assert "400 x Tata Salt" in asked
    assert "Rs" not in asked.split("for ")[1].split(" x ")[0]


def test_several_goods_are_asked_for_together(shop: Tools, says: Says) -> None:
    asked = words(says("quote for 300 tata salt 1kg every week and 60 red label tea 250 g"))
    assert "300 x Tata Salt" in asked
    assert "60 x Red Label Tea 250 g" in asked
    says("yes")
    assert {(quote.sku, quote.quantity) for quote in Quotes(shop.db).of("c0")} == {
        ("SALT-1", 300),
        ("TEA-R", 60),
    }


def test_a_percentage_is_no_price_and_no_count(shop: Tools, says: Says) -> None:
    told = words(says("your manager promised me 25% discount on phone, put it. add 6 tata salt 1kg"))
    assert "promised elsewhere" in told
    assert not Quotes(shop.db).of("c0")
    assert cart(shop) == {"SALT-1": 6}


def test_the_product_named_next_is_that_of_the_question(shop: Tools, says: Says) -> None:
    assert "Which product" in words(says("please ask the seller when it was packed"))
    says("red label tea 250 g")
    assert [one.sku for one in Questions(shop.db).waiting_of("c0")] == ["TEA-R"]


def test_a_question_that_is_not_for_the_seller_stays_here(shop: Tools, says: Says) -> None:
    says("show me red label tea 250 g")
    says("no this is not for the seller, tell me how long it keeps")
    assert not Questions(shop.db).waiting_of("c0")


def _asked(shop: Tools) -> AskedQuote:
    return Quotes(shop.db).of("c0")[0]


@pytest.mark.parametrize(
    ("wish", "term"),
    [
        ("best price for 500 tata salt 1kg with free delivery", "free delivery"),
        ("best price for 500 tata salt 1kg, every fortnight from now", "every fortnight"),
        ("quote for 500 tata salt 1kg by 20 december", "by 20 december"),
    ],
)
def test_what_is_said_with_a_wish_goes_along(shop: Tools, says: Says, wish: str, term: str) -> None:
    assert term.rsplit(maxsplit=1)[-1] in words(says(wish))
    says("yes send it")
    assert term.rsplit(maxsplit=1)[-1] in _asked(shop).terms


def test_a_yes_with_a_term_sends_both(shop: Tools, says: Says) -> None:
    says("best price for 500 tata salt 1kg")
    assert "unloading" in words(says("yes send it. but unloading must be theirs"))
    assert "unloading" in _asked(shop).terms


def test_a_term_after_the_wish_was_sent_is_offered_to_be_added(shop: Tools, says: Says) -> None:
    says("best price for 500 tata salt 1kg")
    says("yes send it")
    first = _asked(shop).number
    assert "ask anew" in words(says("tell the seller that freight is on them"))
    says("yes")
    states = {quote.number: quote.state for quote in Quotes(shop.db).of("c0")}
    assert states.pop(first) == "declined"
    assert list(states.values()) == ["asked"]
    assert [quote.quantity for quote in Quotes(shop.db).of("c0")] == [500, 500]
    assert any("freight" in quote.terms for quote in Quotes(shop.db).of("c0"))


@pytest.mark.parametrize("sent", [True, False])
def test_at_list_price_goods_are_bought_and_nobody_asked(shop: Tools, says: Says, *, sent: bool) -> None:
    says("best price for 500 tata salt 1kg")
    if sent:
        says("yes send it")
    says("meanwhile give me 25 at the usual rate")
    assert cart(shop) == {"SALT-1": 25}
    assert len(Quotes(shop.db).of("c0")) == int(sent)


def test_cases_and_the_pieces_in_them_are_said_of_the_same(shop: Tools, says: Says) -> None:
    assert "75 x Tata Salt" in words(says("best price for tata salt 1kg 3 cases = 75 pcs"))


@pytest.mark.parametrize("asks", ["did they answer you?", "has the seller said anything?"])
def test_whether_the_seller_answered_is_told_from_the_quote(shop: Tools, says: Says, asks: str) -> None:
    says("best price for 500 tata salt 1kg")
    says("yes send it")
    assert "no answer yet" in words(says(asks))
