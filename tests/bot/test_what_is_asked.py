"""What a yes, a no, a number and an order's number belong to; what is shown before it leaves the house."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

import bot.actions.people  # noqa: F401  # it registers its actions
from bot.dialogue.asking import asked_anew
from bot.dialogue.turn import ACTIONS, Answer, NotHere, Tools, Turn
from bot.routing.dispatch import perform
from chat.service.conversations import Conversations
from people.store.customers import address_of
from shop.cart.tables import quotes
from shop.catalogue.product import Product, Seller
from shop.catalogue.service import CatalogueWrites
from shop.finding.remembered import SEARCH
from shop.finding.state import SearchState
from shop.money import Money
from shop.reading.addresses import pin_code
from storage.database import Database
from tests.bot.test_shop_actions import cart, tools, words  # noqa: F401  # the shop of these tests
from tests.storage.shop_for_tests import NOW

Said = Callable[..., Answer]


@pytest.fixture
def said(tools: Tools) -> Said:  # noqa: F811  # pytest gives a fixture by its name
    """A typed message as it was understood, through everything before its action."""
    number = 0

    def say(intent: str, typed: str, *, at: str = "w_1", locale: str = "en", **more: Any) -> Answer:
        nonlocal number
        number += 1
        now = NOW + timedelta(minutes=number)
        turn = Turn(f"{at}.{number}", at, "c0", "web", locale, "", typed, intent, 0.9, {}, {}, now, **more)
        act = ACTIONS.get(f"action_{intent}", ACTIONS["action_default_fallback"])
        return perform(act, replace(turn, alternatives=(("faq", 0.05),)), tools)

    return say


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("D-117324 nahi, jo maine abhi diya tha", ""),
        ("cancel order 117324", ""),
        ("order no. 117324 came broken", ""),
        ("where is #117324", ""),
        ("12 MG Road, Pune-411001", "411001"),
        ("order 117324 to 12 MG Road, Pune 411 001", "411001"),
    ],
)
def test_the_number_of_an_order_is_no_pin_code(typed: str, code: str) -> None:
    assert pin_code(typed) == code


def test_words_with_an_orders_number_do_not_become_the_address(tools: Tools, said: Said) -> None:  # noqa: F811
    said("order_list", "2 tata salt 1kg")
    assert "Where shall it go?" in words(said("checkout", "checkout"))
    said("nlu_fallback", "D-117324 nahi, jo maine abhi diya tha")
    said("affirm", "haan")
    with tools.db.read() as tx:
        assert address_of(tx, "c0") == {}


def test_a_yes_answers_only_what_was_asked_last_and_here(tools: Tools, said: Said) -> None:  # noqa: F811
    said("change_address", "12 MG Road, Pune 411001")
    asked = "Send to 4 Link Road, Mumbai, 400001 from now on?"
    assert asked in words(said("change_address", "4 Link Road, Mumbai 400001"))
    said("affirm", "haan", at="another chat")
    said("greet", "hello")  # offers something else
    said("affirm", "haan")
    with tools.db.read() as tx:
        assert address_of(tx, "c0")["postcode"] == "411001"
    said("change_address", "4 Link Road, Mumbai 400001")
    said("affirm", "haan")
    with tools.db.read() as tx:
        assert address_of(tx, "c0")["postcode"] == "400001"


def test_where_others_read_along_nothing_of_one_customer_is_done_or_said(tools: Tools, said: Said) -> None:  # noqa: F811
    said("change_address", "12 MG Road, Pune 411001")
    said("change_address", "4 Link Road, Mumbai 400001")
    for intent, typed in (
        ("affirm", "haan"),  # what it is a yes to has the address in it
        ("view_cart", "my cart"),
        ("search_product", "20 tata salt 1kg"),
        ("faq", "save this as monthly"),
    ):
        with pytest.raises(NotHere):
            said(intent, typed, shared=True)
    with pytest.raises(NotHere):  # before the first of two wishes did anything
        said(
            "faq",
            "",
            shared=True,
            wishes=(("ask_seller", "ask the seller if it is fresh"), ("view_cart", "my cart")),
        )
    assert words(said("search_product", "tata salt", shared=True))
    with tools.db.read() as tx:
        assert address_of(tx, "c0")["postcode"] == "411001"
    assert not cart(tools)


def test_skip_and_no_leave_one_line_of_a_list_and_keep_the_rest(tools: Tools, said: Said) -> None:  # noqa: F811
    for no in (("deny", "skip"), ("deny", "no"), ("nlu_fallback", "skip this line")):
        first = said("order_list", "4 tea\n2 tata salt 1kg\n3 red label")
        assert "“4 tea”" in words(first)
        assert "“3 red label”" in words(said(*no))
    assert cart(tools) == {"SALT-1": 6}


def test_a_choice_says_what_is_sold_out(tools: Tools, said: Said) -> None:  # noqa: F811
    CatalogueWrites(tools.db).products(
        [Product("TEA-B", "Red Label Tea 500 g", Money(27000), brand="", stock=0)]
    )
    asked = said("order_list", "4 tea")
    shown = {o.title: o.description for reply in asked.replies for o in reply.options}
    assert shown["4 x Red Label Tea 500 g"] == "sold out, Rs 270 each"
    assert shown["4 x Red Label Tea 250 g"] == "Rs 140 each"


def tapped(**entities: object) -> Turn:
    """A tap on a wish for a price, with what it carries."""
    carried = {name: [value] for name, value in entities.items()}
    return Turn("w_1.t", "w_1", "c0", "web", "en", "", "", "request_quote", 1.0, carried, {}, NOW)


def asked_for(db: Database) -> list[tuple[str, int, int | None, str]]:
    with db.read() as tx:
        rows = tx.execute(quotes.select().order_by(quotes.c.at)).all()
    return [(row.sku, row.quantity, row.asked_price, row.state) for row in rows]


def test_a_wish_for_a_price_is_shown_then_sent_and_can_be_taken_back(tools: Tools, said: Said) -> None:  # noqa: F811
    shown = words(said("request_quote", "quote for 500 tata salt 1kg at 25 rs each"))
    assert "Shall I ask the seller for Rs 25 each on 500 x Tata Salt 1 kg" in shown
    assert asked_for(tools.db) == []
    said("deny", "no")
    assert asked_for(tools.db) == []
    said("request_quote", "quote for 500 tata salt 1kg at 25 rs each")
    assert "I asked the seller" in words(said("affirm", "yes"))
    assert asked_for(tools.db) == [("SALT-1", 500, 2500, "asked")]
    assert "withdrawn" in words(said("request_quote", "please cancel the quote"))
    assert asked_for(tools.db) == [("SALT-1", 500, 2500, "declined")]


def test_a_price_is_asked_only_for_so_many_as_the_cart_takes(tools: Tools, said: Said) -> None:  # noqa: F811
    salt = tools.catalogue.product("SALT-1")
    assert salt is not None
    CatalogueWrites(tools.db).products([replace(salt, multiple=6, moq=12)])
    shown = said("request_quote", "quote for 500 tata salt 1kg at 25 rs each")
    assert "is not sold by 500: 498 / 504 would work" in words(shown)
    assert [o.title for reply in shown.replies for o in reply.options][:2] == ["498", "504"]
    again = words(said("nlu_fallback", "498"))
    assert "Shall I ask the seller for Rs 25 each on 498 x Tata Salt 1 kg" in again
    said("affirm", "yes")
    assert "12 would work" in words(said("request_quote", "quote for 10 tata salt 1kg"))
    assert asked_for(tools.db) == [("SALT-1", 498, 2500, "asked")]


def test_a_price_is_asked_for_no_more_than_a_line_of_the_cart_holds(tools: Tools, said: Said) -> None:  # noqa: F811
    assert "more than one line may hold (100,000)" in words(
        said("request_quote", "quote for 200000 tata salt 1kg")
    )
    salt = tools.catalogue.product("SALT-1")
    assert salt is not None
    CatalogueWrites(tools.db).products([replace(salt, multiple=7)])
    shown = said("request_quote", "quote for 100000 tata salt 1kg")
    assert [o.title for reply in shown.replies for o in reply.options] == ["99,995", "No, leave it"]
    sent = ACTIONS["action_request_quote"](tapped(sku="SALT-1", quantity=199_990, text="yes"), tools)
    assert "99,995 would work" in words(sent)
    assert asked_for(tools.db) == []


def test_no_price_is_asked_for_what_is_withdrawn(tools: Tools, said: Said) -> None:  # noqa: F811
    said("request_quote", "quote for 500 tata salt 1kg at 25 rs each")
    salt = tools.catalogue.product("SALT-1")
    assert salt is not None
    CatalogueWrites(tools.db).products([replace(salt, active=False)], known=frozenset({"active"}))
    assert "not sold any more" in words(said("affirm", "yes"))
    asked = ACTIONS["action_request_quote"](tapped(sku="SALT-1", quantity=500), tools)
    assert "not sold any more" in words(asked)
    assert asked_for(tools.db) == []


def test_a_price_by_a_measure_that_the_pack_does_not_name_is_asked_about(tools: Tools, said: Said) -> None:  # noqa: F811
    shown = words(said("request_quote", "at rs 400 per litre 300 red label tea 250g"))
    assert "how much a litre of Red Label Tea 250 g is" in shown
    assert "Shall I ask the seller for Rs 400 each on 300" in words(said("affirm", "yes"))
    said("affirm", "yes")
    assert asked_for(tools.db) == [("TEA-R", 300, 40_000, "asked")]


def test_a_price_that_was_named_is_kept_while_it_is_asked_how_many(tools: Tools, said: Said) -> None:  # noqa: F811
    assert "How many" in words(said("request_quote", "can they do 120 each for red label tea 250g"))
    assert "Shall I ask the seller for Rs 120 each on 300" in words(said("nlu_fallback", "300"))


def test_a_wish_for_a_price_is_spoken_of_in_hindi(tools: Tools, said: Said) -> None:  # noqa: F811
    hindi = {"locale": "hi-Latn"}
    asked = said("request_quote", "500 tata salt 1kg ka quote chahiye 25 rs each", **hindi)
    assert "Seller se 500 x Tata Salt 1 kg ke liye Rs 25 ek ka poochhun? (list price Rs 28 ek ka)" in words(
        asked
    )
    assert "Haan, seller se poochho" in [o.title for reply in asked.replies for o in reply.options]
    sent = words(said("affirm", "haan", **hindi))
    assert "Seller se 500 x Tata Salt 1 kg ke liye Rs 25 ek ka poochha hai" in sent
    assert "jawab yahin aayega" in sent
    assert "wapas le liya" in words(said("request_quote", "quote cancel kar do", **hindi))
    assert "Kaunsa saman, aur kitna?" in words(said("request_quote", "best price?", **hindi))


@pytest.mark.parametrize(
    ("typed", "sku", "quantity", "price"),
    [
        ("can you do 120 each for 200 red label tea 250g", "TEA-R", 200, 12000),
        ("200 red label tea 250g at 120 rs", "TEA-R", 200, 12000),
        ("quote for 50 red label tea 500 g", "TEA-B", 50, None),
        ("best price for 300 tata salt 1kg", "SALT-1", 300, None),
        ("quote 100 red label tea 250 g @ 130", "TEA-R", 100, 13000),
        ("can they do 1,200 each for 50 red label tea 250g", "TEA-R", 50, 120_000),
        ("ask for Rs 1,20,000 each for 50 red label tea 250g", "TEA-R", 50, 12_000_000),
        ("1.2k each for 50 red label tea 250g", "TEA-R", 50, 120_000),
        ("at rs 400 per kg 300 red label tea 250g", "TEA-R", 300, 10_000),
        ("300 red label tea 250g at 400/kg", "TEA-R", 300, 10_000),
        ("300 red label tea 250g 400 rupaye kilo", "TEA-R", 300, 10_000),
        ("0.40 rs a gram for 300 red label tea 250g", "TEA-R", 300, 10_000),
    ],
)
def test_price_quantity_and_pack_of_a_wish(
    tools: Tools,  # noqa: F811
    said: Said,
    typed: str,
    sku: str,
    quantity: int,
    price: int | None,
) -> None:
    shown = words(said("request_quote", typed))
    said("affirm", "yes")
    assert shown
    assert asked_for(tools.db) == [(sku, quantity, price, "asked")]


def test_a_question_goes_to_the_seller_of_the_product_that_is_named(tools: Tools, said: Said) -> None:  # noqa: F811
    writes = CatalogueWrites(tools.db)
    writes.sellers([Seller("salt-house", "Salt House"), Seller("tea-house", "Tea House")])
    writes.products(
        [
            Product("SALT-1", "Tata Salt 1 kg", Money(2800), brand="Tata", stock=10, seller="salt-house"),
            Product("TEA-R", "Red Label Tea 250 g", Money(14000), stock=50, seller="tea-house"),
        ]
    )
    Conversations(tools.db).open("web", "w_1", now=NOW)
    tools.contexts.save("c0", SEARCH, SearchState(shown=("TEA-R",), focus="TEA-R"), NOW)
    answer = words(said("ask_seller", "ask the seller of tata salt 1 kg if it is iodised"))
    assert "Tata Salt 1 kg" in answer
    assert "Salt House" in answer


def test_a_turn_that_asks_reads_the_question_before_it_once(tools: Tools, said: Said) -> None:  # noqa: F811
    said("order_list", "2 tata salt 1kg")
    said("checkout", "checkout")
    reads: list[str] = []

    def run(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM contexts" in statement:
            reads.append(statement)

    event.listen(tools.db.engine, "before_cursor_execute", run)
    now = NOW + timedelta(minutes=5)
    asked_anew(Turn("w_1.9", "w_1", "c0", "web", "en", "", "hi", "greet", 1.0, {}, {}, now), tools)
    event.remove(tools.db.engine, "before_cursor_execute", run)
    assert len(reads) == 1
