"""A customer of a price group hears their own price, whoever changes the cart; no change that was none."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import update

import bot.actions.bargaining
import bot.actions.carting
import bot.actions.checking_out  # noqa: F401  # they register their actions
from bot.actions.plan_cart import take_all
from bot.actions.recommending import _take_case
from bot.actions.saved_lists import about_a_saved_list, load
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn
from chat.message import Inbound
from chat.service.contexts import Contexts
from chat.service.inbox import Turns
from desk.service.handover import Desk
from desk.service.on_behalf import OnBehalf
from people.service.staff import Staff
from people.store.customers import put_address
from people.tables import customers
from retrieval.engine import Search
from shop.cart.cart import price_changes
from shop.cart.pricing import Rules
from shop.cart.requests import AddToCart, AskQuote, Item
from shop.cart.service.carts import Carts
from shop.cart.service.quotes import Quotes
from shop.cart.service.vouchers import Vouchers
from shop.cart.vouchers import Voucher
from shop.catalogue.product import Product
from shop.catalogue.service import Catalogue
from shop.checkout.service.checkouts import Checkouts
from shop.money import Money
from shop.orders.order import Line, Order
from shop.orders.service.orders import Orders
from shop.replies import cart as show
from shop.sellers.service.quotes import SellerQuotes
from storage.database import Database
from tests.bot.test_shop_actions import WordSearch
from tests.fresh import ready
from tests.storage.shop_for_tests import ADDRESS, NOW, SALT, TEA, open_shop

GOLD = Rules(group_percent={"gold": 10})  # salt at Rs 25.20, tea at Rs 126
LATER = NOW + timedelta(minutes=30)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tools]:
    monkeypatch.delitem(ACTIONS, "action_search_product", raising=False)
    db = Database(f"sqlite:///{tmp_path / 'shop.db'}")
    ready(db)
    open_shop(db)
    with db.write() as tx:
        tx.execute(update(customers).where(customers.c.id == "c0").values(price_group="gold"))
        put_address(tx, "c0", ADDRESS)
    search = cast(Search, WordSearch(list(Catalogue(db).all())))
    yield Tools(db, Catalogue(db), Contexts(db), search, "Shop", "http://shop.test", GOLD)
    db.close()


@pytest.fixture
def talk(tools: Tools) -> Callable[..., Answer]:
    return lambda intent, typed="", **entities: ACTIONS[f"action_{intent}"](
        turn(intent, typed, **entities), tools
    )


def turn(intent: str, typed: str = "", /, **entities: Any) -> Turn:
    given = {name: [value] for name, value in entities.items()}
    key = re.sub(r"\W+", "-", f"{intent}/{typed}/{entities}")
    return Turn(key, "w_1", "c0", "web", "en", "", typed, intent, 1.0, given, {}, NOW)


def filled(tools: Tools, *items: tuple[Product, int]) -> Carts:
    carts = Carts(tools.db, tools.rules)
    carts.add(AddToCart("c0", tuple(Item(product.sku, count) for product, count in items)), NOW)
    return carts


def well_said(tools: Tools, *answers: Answer, **quantities: int) -> None:
    """The cart holds this, at the prices that were said; no answer tells of one that moved."""
    priced = Carts(tools.db, tools.rules).priced("c0", LATER)
    assert dict(priced.cart.quantities) == {sku.replace("_", "-"): n for sku, n in quantities.items()}
    assert price_changes(priced.cart, priced.quote) == ()
    words = "\n".join(reply.text for answer in answers for reply in answer.replies)
    assert not re.search(r"the price (?:rose|fell)", words)
    prices = {line.sku: line.unit_price for line in priced.quote.lines}
    assert prices.items() <= {SALT.sku: Money(2520), TEA.sku: Money(12600)}.items()


def test_adding_one(tools: Tools, talk: Callable[..., Answer]) -> None:
    well_said(tools, talk("add_to_cart", "4 tata salt 1kg"), SALT_1=4)


def test_another_quantity_and_undo(tools: Tools, talk: Callable[..., Answer]) -> None:
    filled(tools, (SALT, 2))
    well_said(tools, talk("update_cart", "make it 7"), SALT_1=7)
    well_said(tools, talk("undo", "undo"), SALT_1=2)


def test_one_in_place_of_another(tools: Tools, talk: Callable[..., Answer]) -> None:
    filled(tools, (SALT, 2))
    answer = talk("update_cart", "instead of tata salt give me 3 red label tea 250g")
    well_said(tools, answer, TEA_R=3)


def test_a_list(tools: Tools, talk: Callable[..., Answer]) -> None:
    well_said(tools, talk("order_list", "2 tata salt 1kg, 3 red label tea 250g"), SALT_1=2, TEA_R=3)


def test_a_proposed_basket(tools: Tools) -> None:
    wanted = {SALT.sku: 2, TEA.sku: 3}
    well_said(tools, take_all(turn("recommend"), tools, wanted), SALT_1=2, TEA_R=3)


def test_cases_in_place_of_single_packs(tools: Tools) -> None:
    filled(tools, (SALT, 5))
    tapped = turn("recommend", single=SALT.sku, singles=3, sku=TEA.sku, quantity=1)
    well_said(tools, _take_case(tapped, tools), SALT_1=2, TEA_R=1)


def test_a_voucher(tools: Tools, talk: Callable[..., Answer]) -> None:
    filled(tools, (SALT, 4))
    Vouchers(tools.db).put(Voucher("DIWALI10", percent=10))
    answer = talk("apply_voucher", "use DIWALI10")
    well_said(tools, answer, SALT_1=4)
    assert "-Rs 10.08" in answer.replies[0].text  # of what this customer pays


def test_a_saved_list(tools: Tools, talk: Callable[..., Answer]) -> None:
    filled(tools, (SALT, 4))
    assert about_a_saved_list(turn("order_list", "save this as monthly"), tools)
    talk("clear_cart", text="yes")
    well_said(tools, load(turn("order_list", "load monthly"), tools, "monthly"), SALT_1=4)


def test_an_order_that_an_agent_puts_into_the_cart_again(tools: Tools) -> None:
    store = Turns(tools.db)
    Staff(tools.db).add("asha@x.example", "Asha", "agent", "hash", NOW)
    asha = Staff(tools.db).all()[0].id
    at = store.accept(Inbound("telegram", "7", "1", NOW, "hi")).conversation
    buyer = store.conversation(at).customer
    with tools.db.write() as tx:
        tx.execute(update(customers).where(customers.c.id == buyer).values(price_group="gold"))
    Desk(tools.db, store).claim(at, asha, NOW)
    line = Line(SALT.sku, SALT.title, 4, Money(2800))
    Orders(tools.db).place(Order("O1", buyer, NOW, "pending", (line,)), NOW)
    OnBehalf(tools.db, store, Carts(tools.db, GOLD)).order(at, asha, "O1", "again", show, NOW)
    priced = Carts(tools.db, GOLD).priced(buyer, LATER)
    assert dict(priced.cart.quantities) == {SALT.sku: 4}
    assert price_changes(priced.cart, priced.quote) == ()


def test_a_sellers_offer(tools: Tools) -> None:
    number = Quotes(tools.db).ask(AskQuote("c0", "", SALT.sku, 5), NOW)
    offers = SellerQuotes(tools.db, rules=GOLD)
    offers.answer(number, "x", Money(2500), timedelta(days=3), NOW)
    offers.accept(number, "c0", NOW)
    priced = Carts(tools.db, GOLD).priced("c0", LATER)
    assert [(line.quantity, line.unit_price) for line in priced.quote.lines] == [(5, Money(2500))]
    assert price_changes(priced.cart, priced.quote) == ()


def test_a_checkout_costs_what_the_cart_said(tools: Tools, talk: Callable[..., Answer]) -> None:
    carts = filled(tools, (SALT, 4))
    review = talk("checkout")
    assert "Rs 25.20" in "\n".join(reply.text for reply in review.replies)
    total = carts.priced("c0", NOW).quote.total
    with tools.db.write() as tx:
        started = Checkouts(tools.db, carts).start_in(tx, "c0", "k", NOW, address=ADDRESS, shown=total)
        assert Checkouts(tools.db, carts).place_in(tx, started.id, "cash", NOW).total == Money(4 * 2520)
    well_said(tools)
