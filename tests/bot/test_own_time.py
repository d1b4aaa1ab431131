"""Days and hours are told in the shop's own time, wherever it is."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from rasa_sdk import Tracker

from app.actions.server import turn_of
from bot.actions.following import order_history
from bot.actions.people import human_agent
from bot.actions.searching import today
from bot.dialogue.turn import Tools, Turn
from chat.message import Inbound
from chat.service.contexts import Contexts
from chat.service.inbox import Turns
from retrieval.engine import Search
from shop.cart.pricing import Rules
from shop.cart.store.agreed_prices import ask_quote
from shop.catalogue.service import Catalogue
from shop.money import Money
from shop.orders.order import Line, Order
from shop.orders.service.orders import Orders
from shop.orders.view import as_json
from shop.sellers.service.quotes import SellerQuotes
from storage.database import Database
from tests.bot.test_shop_actions import WordSearch
from tests.fresh import ready
from tests.storage.shop_for_tests import SALT, open_shop

LATE = datetime(2026, 11, 29, 23, 30, tzinfo=UTC)  # Monday, half past ten in Sydney


@pytest.fixture
def tools(tmp_path: Path) -> Iterator[Tools]:
    db = Database(f"sqlite:///{tmp_path / 'shop.db'}", zone=ZoneInfo("Australia/Sydney"))
    ready(db)
    open_shop(db)
    catalogue = Catalogue(db)
    search = cast(Search, WordSearch(list(catalogue.all())))
    yield Tools(db, catalogue, Contexts(db), search, "Shop", "http://shop.test", Rules())
    db.close()


def turn(tools: Tools, words: str, **more: Any) -> Turn:
    at = Turns(tools.db).accept(Inbound("telegram", "7", words, LATE, words)).conversation
    now = LATE.astimezone(tools.db.zone)
    return Turn("t1", at, "c0", "telegram", "", "", words, "", 1.0, more, {}, now=now)


def test_an_order_is_of_the_day_that_it_was_in_the_shop(tools: Tools) -> None:
    line = Line(SALT.sku, SALT.title, 2, SALT.price)
    Orders(tools.db).place(Order("D-1", "c0", LATE, "pending", (line,)), LATE)
    (said,) = order_history(turn(tools, "my orders from today"), tools).replies
    assert said.text.startswith("Order D-1 of 30 November")
    assert (
        as_json(Orders(tools.db).view("D-1"))["at"] == "2026-11-29T23:30:00+00:00"
    )  # programs get it as before


def test_a_turn_begins_in_the_shops_own_time(tools: Tools) -> None:
    told = Tracker("w_1.1", {}, {"text": "by friday", "metadata": {}}, [], False, None, {}, "")
    begun = turn_of(told, tools.db.zone)
    assert begun.now.tzinfo == ZoneInfo("Australia/Sydney")
    assert today(turn(tools, "by friday")).isoformat() == "2026-11-30"


def test_the_desk_opens_in_the_shops_own_time(tools: Tools) -> None:
    (said,) = human_agent(turn(tools, "person"), tools).replies
    assert "I have called a colleague" in said.text  # it is Monday morning there, and night in India


def test_an_offer_is_good_until_a_day_of_the_shops(tools: Tools) -> None:
    at = Turns(tools.db).accept(Inbound("telegram", "8", "1", LATE, "hi")).conversation
    store = Turns(tools.db)
    buyer = store.conversation(at).customer
    with tools.db.write() as tx:
        number = ask_quote(tx, buyer, at, SALT, 500, None, LATE)
    SellerQuotes(tools.db, store, rules=Rules()).answer(number, "s_1", Money(2500), timedelta(days=3), LATE)
    said = store.last_said(at)
    assert said is not None
    assert "Good until 03 Dec" in said.lead
