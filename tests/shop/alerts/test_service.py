"""Alerts are set, listed, paused, ended and told; on SQLite and PostgreSQL."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import select

from chat.service.contexts import Contexts
from chat.service.conversations import Conversations
from chat.service.language import choose_language
from chat.tables import messages
from desk.service.handover import Desk
from shop.alerts.alert import MOST
from shop.alerts.service import Alerts, SetAlert
from shop.catalogue.product import Product
from shop.catalogue.service import CatalogueWrites
from shop.errors import NotAllowed, NotFound
from shop.money import Money
from storage.database import Database
from tests.storage.shop_for_tests import SALT, TEA, TEA_BIG, open_shop

NOON = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)  # 12:00 in India
GONE = replace(SALT, stock=0)


@pytest.fixture
def alerts(db: Database) -> Alerts:
    open_shop(db, 2)
    sells(db, GONE)
    return Alerts(db)


def sells(db: Database, *products: Product) -> None:
    CatalogueWrites(db).products(products)


def chat(db: Database, customer: str = "c0", channel: str = "telegram", at: datetime = NOON) -> str:
    chats = Conversations(db)
    conversation = chats.open(channel, f"{channel}-{customer}", now=at).id
    chats.bind(conversation, customer)
    return conversation


def said(db: Database) -> list[Mapping[str, Any]]:
    with db.read() as tx:
        rows = tx.execute(select(messages).order_by(messages.c.id)).all()
    return [row._mapping for row in rows]


def words(alerts: Alerts) -> list[str]:
    """What was said, without what can be tapped."""
    return [row["text"].partition("\n1. ")[0] for row in said(alerts.db)]


def test_goods_that_are_back_are_told_once_with_a_way_to_buy(alerts: Alerts) -> None:
    chat(alerts.db)
    alerts.set(SetAlert("c0", SALT.sku), "k", NOON)
    assert alerts.tell_all(NOON) == 0
    sells(alerts.db, SALT)
    assert alerts.tell_all(NOON) == 1
    assert words(alerts) == ["Tata Salt 1 kg is back, Rs 28 each."]
    (card,) = said(alerts.db)[0]["payload"]["cards"]
    assert (card["sku"], card["options"][0]["title"]) == (SALT.sku, "Add to cart")
    assert alerts.of("c0") == []
    assert alerts.tell_all(NOON + timedelta(days=2)) == 0


def test_a_price_is_told_when_it_falls_so_far(alerts: Alerts) -> None:
    chat(alerts.db)
    alerts.set(SetAlert("c0", TEA.sku, Money(13_000)), "k", NOON)
    sells(alerts.db, replace(TEA, price=Money(13_500)))
    assert alerts.tell_all(NOON) == 0
    sells(alerts.db, replace(TEA, price=Money(12_900)))
    assert alerts.tell_all(NOON) == 1
    assert words(alerts) == ["Red Label Tea 250 g now costs Rs 129. You waited for Rs 130."]


def test_news_of_a_brand_come_once_a_day_and_go_on(alerts: Alerts) -> None:
    chat(alerts.db)
    sells(alerts.db, SALT)
    alerts.set(SetAlert("c0", brand="Tata"), "k", NOON)
    assert alerts.tell_all(NOON) == 0
    new = replace(SALT, sku="SALT-2", title="Tata Salt Lite 1 kg")
    sells(alerts.db, new)
    assert alerts.tell_all(NOON) == 1
    sells(alerts.db, replace(new, sku="SALT-3", title="Tata Rock Salt"))
    assert alerts.tell_all(NOON + timedelta(hours=1)) == 0
    assert alerts.tell_all(NOON + timedelta(days=1)) == 1
    assert words(alerts) == ["New or cheaper of Tata: 1."] * 2
    assert [one.alert.brand for one in alerts.of("c0")] == ["Tata"]


def test_all_that_is_so_comes_in_one_message_in_the_customers_language(alerts: Alerts) -> None:
    chat(alerts.db)
    choose_language(Contexts(alerts.db), "c0", "hi-Latn", NOON)
    alerts.set(SetAlert("c0", SALT.sku), "k1", NOON)
    alerts.set(SetAlert("c0", TEA.sku, Money(13_000)), "k2", NOON + timedelta(minutes=1))
    sells(alerts.db, SALT, replace(TEA, price=Money(13_000)))
    assert alerts.tell_all(NOON) == 1
    assert words(alerts) == [
        "Tata Salt 1 kg aa gaya hai, Rs 28 ka ek.\n"
        "Red Label Tea 250 g ab Rs 130 ka hai. Aap Rs 130 ka intezaar kar rahe the."
    ]


def test_it_is_told_where_the_customer_wrote_last(alerts: Alerts) -> None:
    chat(alerts.db, channel="web")
    last = chat(alerts.db, at=NOON + timedelta(minutes=5))
    alerts.set(SetAlert("c0", SALT.sku), "k", NOON)
    sells(alerts.db, SALT)
    assert alerts.tell_all(NOON + timedelta(minutes=9)) == 1
    assert [row["conversation_id"] for row in said(alerts.db)] == [last]


def test_nobody_is_told_at_night_or_while_a_person_talks_with_them(alerts: Alerts) -> None:
    conversation = chat(alerts.db)
    alerts.set(SetAlert("c0", SALT.sku), "k", NOON)
    sells(alerts.db, SALT)
    assert alerts.tell_all(NOON.replace(hour=18)) == 0  # 23:30 in India
    desk = Desk(alerts.db, Conversations(alerts.db))
    desk.claim(conversation, "agent", NOON)
    assert alerts.tell_all(NOON) == 0
    desk.release(conversation, "agent", NOON)
    assert alerts.tell_all(NOON) == 1


def test_who_cannot_be_reached_keeps_the_alert(alerts: Alerts) -> None:
    alerts.set(SetAlert("c0", SALT.sku), "k", NOON)
    sells(alerts.db, SALT)
    assert alerts.tell_all(NOON) == 0
    assert len(alerts.of("c0")) == 1


def test_several_that_look_at_once_tell_once(alerts: Alerts) -> None:
    chat(alerts.db)
    alerts.set(SetAlert("c0", SALT.sku), "k", NOON)
    sells(alerts.db, SALT)
    looking = [Thread(target=alerts.tell_all, args=(NOON,)) for _ in range(4)]
    for one in looking:
        one.start()
    for one in looking:
        one.join()
    assert len(said(alerts.db)) == 1


def test_what_is_paused_is_not_told_until_it_is_resumed(alerts: Alerts) -> None:
    chat(alerts.db)
    one = alerts.set(SetAlert("c0", SALT.sku), "k", NOON)
    sells(alerts.db, SALT)
    assert alerts.pause("c1", [one]) == 0  # another's
    assert alerts.pause("c0", [one]) == 1
    assert alerts.tell_all(NOON) == 0
    assert alerts.resume("c0", [one]) == 1
    assert alerts.tell_all(NOON) == 1


def test_only_the_customer_ends_it(alerts: Alerts) -> None:
    one = alerts.set(SetAlert("c0", SALT.sku), "k", NOON)
    assert alerts.end("c1", [one]) == 0
    assert alerts.end("c0", [one]) == 1
    assert alerts.of("c0") == []


def test_the_same_again_is_one_with_the_newer_price(alerts: Alerts) -> None:
    first = alerts.set(SetAlert("c0", TEA.sku, Money(13_000)), "k1", NOON)
    assert alerts.set(SetAlert("c0", TEA.sku, Money(13_000)), "k1", NOON) == first
    assert alerts.set(SetAlert("c0", TEA.sku, Money(12_000)), "k2", NOON) == first
    assert [one.alert.price for one in alerts.of("c0")] == [Money(12_000)]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (SetAlert("c0", TEA.sku), "in stock now"),
        (SetAlert("c0", TEA.sku, Money(14_000)), "costs Rs 140 now, that is not above Rs 140"),
        (SetAlert("c0", TEA.sku, Money(0)), "more than zero"),
        (SetAlert("c0", TEA_BIG.sku, Money(99_999_999)), "not above"),
    ],
)
def test_what_is_so_already_or_cannot_be_is_refused(alerts: Alerts, asked: SetAlert, why: str) -> None:
    with pytest.raises(NotAllowed, match=why):
        alerts.set(asked, "k", NOON)
    assert alerts.of("c0") == []


def test_what_is_not_sold_is_not_waited_for(alerts: Alerts) -> None:
    for asked in (SetAlert("c0", "NO-SUCH"), SetAlert("c0", brand="Nobody")):
        with pytest.raises(NotFound):
            alerts.set(asked, "k", NOON)


def test_there_is_an_end_to_how_many_one_customer_has(alerts: Alerts) -> None:
    made = [replace(GONE, sku=f"G{n}", title=f"Thing {n}") for n in range(MOST + 1)]
    sells(alerts.db, *made)
    for product in made[:MOST]:
        alerts.set(SetAlert("c0", product.sku), product.sku, NOON)
    with pytest.raises(NotAllowed, match="50 things"):
        alerts.set(SetAlert("c0", made[MOST].sku), "k", NOON)
