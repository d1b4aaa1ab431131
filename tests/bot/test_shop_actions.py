"""The shop by talking: real store, real use cases; only the search is a small one written for the test."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

import bot.actions.bargaining
import bot.actions.carting
import bot.actions.checking_out
import bot.actions.following
import bot.actions.ordering
import bot.actions.repeating
import bot.actions.talk  # noqa: F401  # they register their actions
from bot.actions.saved_lists import about_a_saved_list
from bot.dialogue.taps import tap_of
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn
from bot.routing.dispatch import perform
from chat.service.contexts import Contexts
from people.store.customers import put_address
from retrieval.document import document
from retrieval.engine import Search
from retrieval.vocabulary import Understood, as_it_stands
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.cart.service.vouchers import Vouchers
from shop.cart.vouchers import Voucher
from shop.catalogue.product import Product
from shop.catalogue.service import Catalogue
from shop.checkout.store.consistency import disagreements
from shop.delivery.service import Delivery
from shop.money import Money
from shop.orders.order import CASH
from shop.orders.service import within
from shop.orders.service.orders import Orders
from storage.database import Database
from storage.facts import Facts
from tests.fresh import ready
from tests.storage.shop_for_tests import NOW, open_shop


@dataclass(frozen=True)
class Found:
    skus: list[str]
    hits: tuple[()] = ()  # how well they fit is not known here
    corrected: str = ""


class WordSearch:
    """Finds every product that shares a word with the query."""

    def __init__(self, products: list[Product]) -> None:
        self.products = products
        self.documents = [document(p) for p in products]

    def search(self, query: str, limit: int = 10, **_: Any) -> Found:
        asked = set(re.findall(r"[a-z]+", query.lower()))
        hits = [p for p in self.products if asked & set(re.findall(r"[a-z]+", p.title.lower()))]
        return Found([p.sku for p in hits][:limit])

    def understood(self, query: str) -> Understood:
        return as_it_stands(query)

    def knows(self, word: str) -> bool:
        return False  # every word may be a slip or shorthand

    def search_all(self, queries: Sequence[str], limit: int = 10) -> list[Found]:
        return [self.search(query, limit) for query in queries]


Talk = Callable[..., Answer]


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tools]:
    # Searching by talking needs a whole index; here nothing goes over to it.
    monkeypatch.delitem(ACTIONS, "action_search_product", raising=False)
    db = Database(f"sqlite:///{tmp_path / 'shop.db'}")
    ready(db)
    open_shop(db)
    catalogue = Catalogue(db)
    search = cast(Search, WordSearch(list(catalogue.all())))
    yield Tools(db, catalogue, Contexts(db), search, "Shop", "http://shop.test", Rules())
    with db.read() as tx:
        assert disagreements(tx, db) == []
    db.close()


@pytest.fixture
def talk(tools: Tools) -> Talk:
    number = 0

    def say(intent: str, typed: str = "", /, *, again: bool = False, **entities: Any) -> Answer:
        nonlocal number
        number += 0 if again else 1
        turn = Turn(
            id=f"w_1.{number}",
            conversation="w_1",
            customer="c0",
            channel="web",
            locale="en",
            page="",
            text=typed,
            intent=intent,
            confidence=1.0,
            entities={name: [value] for name, value in entities.items()},
            slots={},
            now=NOW + timedelta(minutes=number),
        )
        return ACTIONS[f"action_{intent}"](turn, tools)

    return say


def cart(tools: Tools) -> dict[str, int]:
    return dict(Carts(tools.db, Rules()).get("c0").quantities)


def tap(talk: Talk, answer: Answer, title: str) -> Answer:
    options = [o for reply in answer.replies for o in reply.options]
    option = next(o for o in options if title.lower() in o.title.lower())
    assert option.command is not None
    return talk(option.command.intent, **option.command.entities)


def words(answer: Answer) -> str:
    return "\n".join(reply.text for reply in answer.replies)


def with_address(tools: Tools) -> None:
    with tools.db.write() as tx:
        put_address(tx, "c0", {"line": "12 MG Road", "city": "Pune", "postcode": "411001"})


def ordered(tools: Tools, talk: Talk) -> str:
    with_address(tools)
    talk("order_list", "2 tata salt 1kg, 3 red label tea 250g")
    offered = [o.command for reply in talk("checkout").replies for o in reply.options if o.command]
    cash = next(c for c in offered if getattr(tap_of(c), "method", "") == CASH)  # whatever it is called
    return re.findall(r"\bD[0-9A-Z]{8}\b", words(talk(cash.intent, **cash.entities)))[0]


def test_a_list_fills_the_cart_and_undo_empties_it(tools: Tools, talk: Talk) -> None:
    answer = talk("order_list", "2 tata salt 1kg, 3 red label tea 250g, 5 xyzzy")
    assert cart(tools) == {"SALT-1": 2, "TEA-R": 3}
    assert "Added 2 of 3" in words(answer)
    assert "xyzzy" in words(answer)
    talk("update_cart", text="undo")
    assert cart(tools) == {}


def test_undo_goes_back_step_by_step_and_says_when_nothing_is_left(tools: Tools, talk: Talk) -> None:
    talk("add_to_cart", "4 tata salt 1kg")
    talk("add_to_cart", "3 red label tea 250g")
    talk("undo", "undo")
    assert cart(tools) == {"SALT-1": 4}
    talk("undo", "undo")
    assert cart(tools) == {}
    assert "nothing left to undo" in words(talk("undo", "undo"))


def test_a_tap_on_an_old_card_says_how_many_there_are_now(tools: Tools, talk: Talk) -> None:
    talk("add_to_cart", sku="SALT-1")
    assert "now 2 x Tata Salt" in words(talk("add_to_cart", sku="SALT-1"))


def test_what_is_not_in_the_cart_is_named(tools: Tools, talk: Talk) -> None:
    talk("add_to_cart", "4 tata salt 1kg")
    assert "Red Label Tea 250 g is not in your cart" in words(
        talk("remove_from_cart", "remove red label 250g")
    )
    added = talk("update_cart", "make red label tea 250g 6")  # to be in, whatever it is called: undo is there
    assert "Added: 6 x Red Label Tea 250 g" in words(added)
    assert cart(tools) == {"SALT-1": 4, "TEA-R": 6}
    assert "Taken out" in words(talk("update_cart", "make tata salt 0"))


def test_a_turn_that_runs_again_adds_once(tools: Tools, talk: Talk) -> None:
    talk("add_to_cart", "4 tata salt 1kg")
    talk("add_to_cart", "4 tata salt 1kg", again=True)
    assert cart(tools) == {"SALT-1": 4}


def test_what_is_not_sure_is_asked_with_taps(tools: Tools, talk: Talk) -> None:
    answer = talk("add_to_cart", "6 red label tea")
    assert cart(tools) == {}
    tap(talk, answer, "500 g")
    assert cart(tools) == {"TEA-B": 6}


def test_quantities_are_corrected(tools: Tools, talk: Talk) -> None:
    talk("add_to_cart", "4 tata salt 1kg")
    talk("update_cart", "no, 7 not 4")
    assert cart(tools) == {"SALT-1": 7}
    talk("update_cart", "make it 0")
    assert cart(tools) == {}


@pytest.mark.parametrize(
    "text",
    [
        "0 tata salt 1kg",
        "-3 tata salt 1kg",
        "tata salt 1kg -3",
        "1.5 tata salt 1kg",
        "1000000000 tata salt 1kg",
    ],
)
def test_what_is_no_quantity_changes_nothing(tools: Tools, talk: Talk, text: str) -> None:
    assert words(talk("add_to_cart", text))
    assert cart(tools) == {}


def test_emptying_needs_a_yes(tools: Tools, talk: Talk) -> None:
    talk("add_to_cart", "4 tata salt 1kg")
    answer = talk("clear_cart", "empty it")
    assert cart(tools) == {"SALT-1": 4}
    tap(talk, answer, "yes")
    assert cart(tools) == {}


def test_a_voucher_is_used_and_a_wrong_one_explained(tools: Tools, talk: Talk) -> None:
    Vouchers(tools.db).put(Voucher("DIWALI10", percent=10))
    talk("add_to_cart", "4 tata salt 1kg")
    assert "no voucher NOPE1" in words(talk("apply_voucher", "use NOPE1"))
    assert "-Rs 11.20" in words(talk("apply_voucher", "use diwali10"))


def test_checking_out_asks_where_to_then_shows_all_then_orders_once(tools: Tools, talk: Talk) -> None:
    talk("order_list", "2 tata salt 1kg, 3 red label tea 250g")
    assert "PIN code" in words(talk("checkout"))
    review = talk("change_address", "12 MG Road, Pune 411001")
    for said in ("12 MG Road, Pune, 411001", "Rs 516", "Shall I order this"):
        assert said in words(review)
    done = words(tap(talk, review, "cash"))
    assert "Ordered" in done
    assert "Cart" not in words(talk("view_cart"))
    assert cart(tools) == {}
    assert [o.total for o in Orders(tools.db).of_customer("c0")] == [Money(51600)]  # with delivery


def test_a_second_tap_on_the_yes_shows_the_order_of_the_first(tools: Tools, talk: Talk) -> None:
    with_address(tools)
    talk("add_to_cart", "2 tata salt 1kg")
    review = talk("checkout")
    number = re.findall(r"\bD[0-9A-Z]{8}\b", words(tap(talk, review, "cash")))[0]
    assert f"ordered already: your order is {number}" in words(tap(talk, review, "cash"))
    assert len(Orders(tools.db).of_customer("c0")) == 1


def test_a_price_that_moved_is_shown_again(tools: Tools, talk: Talk) -> None:
    with_address(tools)
    talk("add_to_cart", "2 tata salt 1kg")
    review = talk("checkout")
    talk("add_to_cart", "1 red label tea 250g")
    again = tap(talk, review, "cash")
    assert "now, not" in words(again)
    assert "Ordered" in words(tap(talk, again, "cash"))


def test_an_order_is_cancelled_after_a_reason_and_not_twice(tools: Tools, talk: Talk) -> None:
    order = ordered(tools, talk)
    asked = talk("cancel_order", f"cancel {order}")
    assert "none of it will come" in words(asked)
    assert "is cancelled" in words(tap(talk, asked, "no longer"))
    assert "cancelled" in words(talk("cancel_order", f"cancel {order}"))


def test_a_delivered_order_is_returned_and_the_refund_told(tools: Tools, talk: Talk) -> None:
    order = ordered(tools, talk)
    assert "once it is delivered" in words(talk("return_order", f"return {order}"))
    with tools.db.write() as tx:
        within.advance(tx, tools.db, order, "deliver", NOW)
    asked = tap(talk, talk("return_order", f"return {order}"), "salt")
    assert "Rs 56 comes back" in words(asked)
    tap(talk, asked, "cash")
    assert "refund comes" in words(talk("refund_status"))
    with tools.db.write() as tx:
        within.advance(tx, tools.db, order, "take_back", NOW)
    assert "Rs 56 was given back" in words(talk("refund_status"))


def test_a_refund_to_store_credit_is_called_so(tools: Tools, talk: Talk) -> None:
    order = ordered(tools, talk)
    with tools.db.write() as tx:
        within.advance(tx, tools.db, order, "deliver", NOW)
    tap(talk, tap(talk, talk("return_order", f"return {order}"), "salt"), "Store credit")
    with tools.db.write() as tx:
        within.advance(tx, tools.db, order, "take_back", NOW)
    assert "Rs 56 was given back to your store credit" in words(talk("refund_status"))


def test_items_are_changed_for_another_make(tools: Tools, talk: Talk) -> None:
    order = ordered(tools, talk)
    what = talk("change_order", f"change {order}")
    to = tap(talk, what, "tea")
    how = tap(talk, to, "500 g")
    assert "You pay Rs 390 more" in words(how)
    assert "Changed" in words(tap(talk, how, "Store credit"))
    found = Orders(tools.db).order(order)
    assert found is not None
    assert found.status == "changed"


def test_a_change_is_offered_only_in_ways_that_a_checkout_takes(tools: Tools, talk: Talk) -> None:
    ordered(tools, talk)
    asked = tap(talk, tap(talk, talk("change_order"), "tea"), "500 g")
    assert "You pay Rs 390 more" in words(asked)
    titles = [option.title for option in asked.replies[-1].options]
    assert titles == ["Yes, by Cash", "Yes, by Store credit", "No, leave it"]


def test_somebody_elses_order_does_not_exist(tools: Tools, talk: Talk) -> None:
    order = ordered(tools, talk)
    stranger = Turn("x", "w_2", "v_2", "web", "en", "", f"where is {order}", "track_order", 1.0, {}, {}, NOW)
    assert "find no order" in words(ACTIONS["action_track_order"](stranger, tools))
    other = replace(
        stranger, intent="cancel_order", entities={"order": [order], "text": ["no longer needed"]}
    )
    assert "find no order" in words(ACTIONS["action_cancel_order"](other, tools))


def test_the_last_order_again_with_double_the_salt(tools: Tools, talk: Talk) -> None:
    ordered(tools, talk)
    asked = talk("repeat_order", "same as last time but double the salt")
    assert cart(tools) == {}
    tap(talk, asked, "yes")
    assert cart(tools) == {"SALT-1": 4, "TEA-R": 3}


def test_what_was_bought_last_time_comes_in_the_make_and_number_of_then(tools: Tools, talk: Talk) -> None:
    ordered(tools, talk)
    answer = talk("order_list", "5 tata salt 1kg and the tea I had last time")
    assert cart(tools) == {"SALT-1": 5, "TEA-R": 3}
    assert "Added 2 of 2" in words(answer)


class Counted(Catalogue):
    """Keeps what was read together."""

    def __init__(self, db: Database) -> None:
        super().__init__(db)
        self.read: list[list[str]] = []

    def products(self, skus: Sequence[str]) -> list[Product]:
        self.read.append(list(skus))
        return super().products(skus)


def test_what_was_bought_is_read_once_for_all_lines_of_a_list(tools: Tools, talk: Talk) -> None:
    ordered(tools, talk)
    counted = Counted(tools.db)
    lines = "the tea I had last time\nusual tata salt\nred label tea I bought before\nwasabi we had last week"
    turn = Turn("x", "w_1", "c0", "web", "en", "", lines, "order_list", 1.0, {}, {}, NOW)
    said = words(ACTIONS["action_order_list"](turn, replace(tools, catalogue=counted)))
    assert counted.read.count(["SALT-1", "TEA-R"]) == 1
    assert "Added 3 of 4" in said
    assert "nothing like: wasabi we had last week" in said
    assert cart(tools) == {"SALT-1": 2, "TEA-R": 6}


def test_what_was_never_bought_is_asked(tools: Tools, talk: Talk) -> None:
    answer = talk("order_list", "5 tata salt 1kg and the tea I had last time")
    assert cart(tools) == {"SALT-1": 5}
    assert any("Red Label Tea 250 g" in option.title for reply in answer.replies for option in reply.options)


@pytest.mark.parametrize(
    "intent", sorted(a.removeprefix("action_") for a in ACTIONS if "cart" in a or "order" in a)
)
def test_no_text_makes_an_action_fail(talk: Talk, intent: str) -> None:
    for text in ("", "???", "9" * 400, "a" * 4000, "'; drop table orders; --", "-1/0 x ½ ₹"):
        assert words(talk(intent, text))


def test_a_cart_is_saved_by_name_and_loaded_again(tools: Tools, talk: Talk) -> None:
    def said(typed: str) -> str:
        turn = Turn(typed, "w_1", "c0", "web", "en", "", typed, "order_list", 0.5, {}, {}, NOW)
        answer = about_a_saved_list(turn, tools)
        return words(answer) if answer else ""

    assert "empty" in said("save this as monthly")
    talk("order_list", "2 tata salt 1kg, 3 red label tea 250g")
    assert "Saved 2 lines as “monthly”" in said("Save my cart as monthly")
    tap(talk, talk("clear_cart", "empty it"), "yes")
    assert "Added your list" in said("load monthly")
    assert cart(tools) == {"SALT-1": 2, "TEA-R": 3}
    assert "Your saved lists" in said("my saved lists")
    assert said("load sugar") == ""


@pytest.mark.parametrize("intent", ["search_product", "nlu_fallback"])
def test_a_count_and_one_product_go_into_the_cart_however_they_were_understood(
    tools: Tools, intent: str
) -> None:
    said = "3 red label tea 250g"
    between = (("order_list", 0.4), ("add_to_cart", 0.4))
    turn = Turn("t", "w_1", "c0", "web", "en", "", said, intent, 0.4, {}, {}, NOW, between)
    perform(ACTIONS["action_view_cart"], turn, tools)
    assert cart(tools) == {"TEA-R": 3}


def test_an_order_that_moves_as_a_whole_has_no_parts_that_wait(tools: Tools, talk: Talk) -> None:
    order = ordered(tools, talk)
    assert "waiting to be packed" in words(talk("track_order"))
    with tools.db.write() as tx:
        within.advance(tx, tools.db, order, "ship", NOW, tracking="AWB9")
    told = words(talk("track_order"))
    assert "Tracking: AWB9" in told
    assert "waiting" not in told


def test_an_order_under_way_says_its_day_and_that_it_is_late(tools: Tools, talk: Talk) -> None:
    ordered(tools, talk)
    assert "It comes by" in words(talk("track_order"))
    turn = Turn("late", "w_1", "c0", "web", "en", "", "where is it", "track_order", 1.0, {}, {}, NOW)
    late = ACTIONS["action_track_order"](replace(turn, now=NOW + timedelta(days=60)), tools)
    assert "is late" in words(late)


def test_what_was_asked_of_sellers_is_told_with_what_came_of_it(tools: Tools, talk: Talk) -> None:
    assert "asked no seller" in words(talk("request_quote", text="mine"))
    talk("request_quote", "quote for 300 tata salt 1kg at rs 20")
    talk("request_quote", "yes", sku="SALT-1", quantity=300, price=2000, text="yes")
    told = words(talk("request_quote", "my quotes", text="mine"))
    assert "300 x Tata Salt 1 kg, asked for Rs 20: no answer yet" in told
    talk("request_quote", text="withdraw")
    assert "withdrawn" in words(talk("request_quote", "my quotes", text="mine"))


def test_an_address_without_a_checkout_is_noted(tools: Tools, talk: Talk) -> None:
    assert "Done: 12 MG Road, Pune, 411001" in words(talk("inform", "my pin is 411001, 12 MG Road, Pune"))
    assert "Delivery to 411001" in words(talk("inform", "411001"))


def test_an_orders_number_leads_to_the_order_whatever_the_rest_was_taken_for(
    tools: Tools, talk: Talk
) -> None:
    order = ordered(tools, talk)
    for said, about in (("ka kya hua", "pack hona baaki"), ("wapas karna hai", "Wapsi")):
        turn = Turn(said, "w_1", "c0", "web", "en", "", f"{order} {said}", "out_of_scope", 0.6, {}, {}, NOW)
        assert about in words(perform(ACTIONS["action_view_cart"], turn, tools))


def test_a_count_is_corrected_while_it_waits_which_one_is_meant(tools: Tools, talk: Talk) -> None:
    def said(number: int, intent: str, typed: str) -> Answer:
        turn = Turn(f"w_1.q{number}", "w_1", "c0", "web", "en", "", typed, intent, 0.9, {}, {}, NOW)
        return perform(ACTIONS[f"action_{intent}"], turn, tools)

    said(1, "order_list", "2 tata salt 1kg, 4 tea")
    assert cart(tools) == {"SALT-1": 2}
    again = said(2, "update_cart", "no, 6 tea not 4")
    assert "“6 tea”: which one do you mean?" in words(again)
    tap(talk, again, "6 x Red Label")
    assert cart(tools) == {"SALT-1": 2, "TEA-R": 6}


def test_cancel_alone_leaves_the_checkout_and_cancels_no_order(tools: Tools, talk: Talk) -> None:
    def said(number: int, intent: str, typed: str) -> str:
        between = (("deny", 0.1),)
        turn = Turn(f"w_1.c{number}", "w_1", "c0", "web", "en", "", typed, intent, 0.9, {}, {}, NOW, between)
        return words(perform(ACTIONS[f"action_{intent}"], turn, tools))

    with_address(tools)
    said(1, "order_list", "2 tata salt 1kg, 3 red label tea 250g")
    assert "Shall I order this" in said(2, "checkout", "checkout")
    assert "nothing was ordered" in said(3, "cancel_order", "cancel it please")
    assert cart(tools) == {"SALT-1": 2, "TEA-R": 3}


def test_a_shop_that_set_no_delivery_says_so_and_can_be_ordered_from(tools: Tools, talk: Talk) -> None:
    Facts(tools.db).put("delivery", [])
    assert "not said yet where we deliver" in words(talk("delivery_options"))
    with_address(tools)
    talk("order_list", "2 tata salt 1kg")
    review = talk("checkout")
    assert "Delivery: the shop tells you when, and what it costs; the total is without it" in words(review)
    assert "Total: Rs 56" in words(review)
    placed = words(tap(talk, review, "cash"))
    assert "Ordered." in placed
    assert "Delivery: the shop tells you when" in placed


def test_a_shop_does_not_deliver_where_it_does_not_go(tools: Tools, talk: Talk) -> None:
    Delivery(tools.db).set_rates([], [("elsewhere", "standard"), ("in the region", "standard")])
    assert words(talk("delivery_options", "delivery to 560001")) == "We do not deliver to 560001."
    assert "Standard: Rs 40" in words(talk("delivery_options", "delivery to 411001"))
    with tools.db.write() as tx:
        put_address(tx, "c0", {"line": "1 Brigade Road", "city": "Bengaluru", "postcode": "560001"})
    talk("order_list", "2 tata salt 1kg")
    assert "does not deliver to 560001. Is there another address?" in words(talk("checkout"))
