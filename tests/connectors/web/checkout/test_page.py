"""The checkout page and Stripe's webhook, by Stripe's own library against a server that speaks its wire."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import anyio
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.gateway.refunding import refund_once
from chat.service.contexts import Contexts
from chat.service.conversations import Conversations
from chat.service.language import choose_language
from connectors.payments.stripe import Stripe
from connectors.web.checkout import webhook
from connectors.web.checkout.links import Links
from connectors.web.checkout.page import CheckoutPage, _spoken, router
from shop.checkout.checkout import Taken
from shop.checkout.service.checkouts import Checkouts
from shop.checkout.store.consistency import disagreements
from shop.errors import NotFound
from shop.money import Money
from shop.orders.order import Order
from shop.orders.requests import CancelOrder
from shop.orders.service import within
from shop.orders.service.orders import Orders
from shop.payments.service.refunds import Refunds
from shop.payments.store.refunds import asked, due, refunds_of
from storage.database import Database
from storage.facts import Facts
from tests.fresh import ready
from tests.standins.stripe import SECRET, StripeStandIn, event, running, signed
from tests.storage.shop_for_tests import ADDRESS, SALT, open_shop

REACHED = ADDRESS | {"phone": "9822000000"}


class World:
    """A shop with its checkout page, a customer's browser and a started checkout."""

    def __init__(self, folder: Path, stripe: StripeStandIn) -> None:
        self.db = Database(f"sqlite:///{folder / 'shop.db'}")
        ready(self.db)
        self.shop: Checkouts = open_shop(self.db)
        self.links = Links("secret", "http://testserver")
        self.told: list[str] = []
        self.stripe = stripe
        self.strays: list[Taken] = []
        self.provider = Stripe("sk_test_1", SECRET, stripe.url)
        self.app = FastAPI()
        desk = CheckoutPage(
            self.shop, self.links, "Shop", anyio.to_thread.run_sync, self._placed, self.provider
        )
        self.app.include_router(router(desk))
        self.app.include_router(webhook.router(desk, self._strayed))
        now = datetime.now(UTC)
        with self.db.write() as tx:
            self.shop.carts.put_in(tx, "c0", SALT.sku, 3, now)
            self.checkout = self.shop.start_in(tx, "c0", "k", now, address=REACHED).id
        self.url = self.links.url(self.checkout)
        self.browser = self.new_browser()

    def new_browser(self) -> TestClient:
        return TestClient(self.app, follow_redirects=False)

    async def _placed(self, order: Order, _conversation: str) -> None:
        self.told.append(order.id)

    async def _strayed(self, taken: Taken) -> None:
        self.strays.append(taken)

    def to_look_at(self) -> dict[str, Any]:
        return Refunds(self.db).to_look_at()

    def orders(self) -> list[Order]:
        return Orders(self.db).of_customer("c0")

    def event(self, kind: str, name: str = "evt_1", **more: Any) -> bytes:
        session = {
            "id": "cs_test_0",
            "object": "checkout.session",
            "client_reference_id": self.checkout,
            "amount_total": 8400,
            "currency": "inr",
            "payment_status": "paid",
            "payment_intent": "pi_cs_test_0",
        }
        return event(kind, session | more, name)

    def hook(self, raw: bytes, *, secret: str = SECRET, age: int = 0) -> int:
        sent = self.browser.post("/webhooks/payments", content=raw, headers=signed(raw, secret, age))
        return sent.status_code

    def pay(self) -> str:
        """The customer pays on the provider's page, and the provider says so; the order's id."""
        self.browser.get(self.url)
        self.browser.post(self.url, data={"method": "card"})
        self.stripe.pay("cs_test_0")
        assert self.hook(self.event("checkout.session.completed")) == 200
        return self.orders()[0].id


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with running() as stripe:
        world = World(tmp_path, stripe)
        yield world
        with world.db.read() as tx:
            assert disagreements(tx, world.db) == []
        world.db.close()


def test_the_page_shows_exactly_the_cart_and_orders_once(world: World) -> None:
    page = world.browser.get(world.url)
    assert page.status_code == 200
    for said in ("Tata Salt 1 kg", "Rs 28 each", "Rs 84", "12 MG Road", "Cash on delivery"):
        assert said in page.text
    assert [world.browser.post(world.url, data={"method": "cash"}).status_code for _ in range(2)] == [
        303,
        303,
    ]
    assert len(world.orders()) == 1
    assert world.told == [world.orders()[0].id]
    assert f"{world.orders()[0].id}" in world.browser.get(world.url).text


def test_the_page_says_how_it_comes_and_is_paid_in_the_customers_language(world: World) -> None:
    chats, now = Conversations(world.db), datetime.now(UTC)
    at = chats.open("web", "w1", now=now).id
    chats.bind(at, "c0")
    choose_language(Contexts(world.db), "c0", "hi-Deva", now)
    with world.db.write() as tx:
        found = world.shop.start_in(tx, "c0", "k2", now, address=REACHED, conversation=at)
    page = world.browser.get(world.links.url(found.id)).text
    assert all(said in page for said in ("कैश ऑन डिलीवरी", "कार्ड से ऑनलाइन भुगतान"))
    days = re.findall(r"<br>(\S+) \d+ \S+</span>", page)
    assert days
    assert all(day.endswith("वार") for day in days)


SHOWN_AS_IT_IS = frozenset(  # names that the shop and the customer gave, and what is typed
    [
        "Shop",
        "Tata",
        "Salt",
        "Asha",
        "Stores",
        "Road",
        "Pune",
        "GSTIN",
        "GST",
        "PIN",
        "Standard",
        "Express",
        "Pick",
        "yourself",
        "check",
        "out",
    ]
)


def english(page: str) -> set[str]:
    """Words in Latin letters that a page shows, but for names."""
    text = re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)
    return set(re.findall(r"[A-Za-z]{3,}", text)) - SHOWN_AS_IT_IS


def test_all_of_the_page_is_in_the_customers_language(world: World) -> None:
    chats, now = Conversations(world.db), datetime.now(UTC)
    at = chats.open("web", "w1", now=now).id
    chats.bind(at, "c0")
    choose_language(Contexts(world.db), "c0", "hi-Deva", now)
    with world.db.write() as tx:
        world.shop.carts.put_in(tx, "c0", SALT.sku, 1, now)
        found = world.shop.start_in(tx, "c0", "k2", now, address=REACHED, conversation=at).id
    url = world.links.url(found)
    pages = [
        world.browser.get(url),
        world.browser.post(url, data=REACHED | {"way": "express", "do": "update"}),
        world.browser.post(url, data={"method": "none"}),
        world.new_browser().get(url),
        world.new_browser().post(url),
        world.browser.get(world.links.url(found, now - timedelta(hours=2))),
        world.browser.get(world.links.url(found) + "x", headers={"Accept-Language": "hi-IN,hi;q=0.9"}),
    ]
    assert [page.status_code for page in pages] == [200, 200, 422, 410, 410, 410, 410]
    assert world.browser.post(url, data={"method": "cash"}).status_code == 303
    pages.append(world.browser.get(url))
    assert {page.text.split(">", 2)[1].strip() for page in pages} == {'<html lang="hi"'}
    order = Orders(world.db).of_customer("c0")[0].id
    assert [english(page.text.replace(order, "")) for page in pages] == [set() for _ in pages]


def test_a_link_opens_in_one_browser_only(world: World) -> None:
    assert world.browser.get(world.url).status_code == 200
    other = world.new_browser().get(world.url)
    assert other.status_code == 410
    assert "opened before" in other.text
    assert world.new_browser().post(world.url, data={"method": "cash"}).status_code == 410
    assert world.orders() == []


def test_a_link_that_is_altered_or_over_is_refused_in_a_sentence(world: World) -> None:
    altered = world.browser.get(world.url[:-1] + ("A" if world.url[-1] != "A" else "B"))
    assert (altered.status_code, "altered" in altered.text) == (410, True)
    old = world.links.url(world.checkout, datetime.now(UTC) - timedelta(hours=1))
    assert "expired" in world.browser.get(old).text


def test_a_payment_is_taken_in_once_however_often_it_is_told(world: World) -> None:
    world.browser.get(world.url)
    sent = world.browser.post(world.url, data={"method": "card"})
    assert (sent.status_code, sent.headers["location"]) == (303, f"{world.stripe.url}/pay/cs_test_0")
    assert world.orders() == []
    told = [world.hook(world.event("checkout.session.completed")) for _ in range(3)]
    assert told == [200, 200, 200]
    assert world.hook(world.event("checkout.session.completed", "evt_2")) == 200
    assert [(o.paid, len(o.payments)) for o in world.orders()] == [(world.orders()[0].total, 1)]


def test_two_clicks_are_one_payment(world: World) -> None:
    world.browser.get(world.url)
    for _ in range(2):
        world.browser.post(world.url, data={"method": "card"})
    assert (len(world.stripe.calls), len(world.stripe.sessions)) == (2, 1)


def test_who_waited_for_the_provider_until_the_checkout_was_over_is_not_sent_to_pay(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = world.provider.start

    def late(checkout: str, *more: Any) -> Any:
        started = start(checkout, *more)
        with world.db.write() as tx:
            world.shop.expire_in(tx, datetime.now(UTC) + timedelta(days=1))
        return started

    monkeypatch.setattr(world.provider, "start", late)
    world.browser.get(world.url)
    done = world.browser.post(world.url, data={"method": "card"})
    assert done.status_code == 422
    assert "was ordered or has expired in the meantime. Nothing was paid" in done.text
    assert (len(world.stripe.sessions), world.orders()) == (1, [])


def test_news_that_come_in_the_wrong_order_end_well(world: World) -> None:
    world.browser.get(world.url)
    world.browser.post(world.url, data={"method": "card"})
    world.hook(world.event("checkout.session.expired", "evt_late"))
    assert world.orders() == []
    assert world.hook(world.event("checkout.session.completed", "evt_paid")) == 200
    assert world.hook(world.event("checkout.session.expired", "evt_later")) == 200
    assert [o.status for o in world.orders()] == ["pending"]


@pytest.mark.parametrize(("secret", "age"), [("whsec_other", 0), (SECRET, 3600)])
def test_a_forged_or_replayed_webhook_is_refused(world: World, secret: str, age: int) -> None:
    with pytest.raises(Exception, match="signature"):
        world.hook(world.event("checkout.session.completed"), secret=secret, age=age)
    assert world.orders() == []


def test_an_unpaid_session_places_nothing(world: World) -> None:
    world.browser.get(world.url)
    world.browser.post(world.url, data={"method": "card"})
    assert world.hook(world.event("checkout.session.completed", "evt_a", payment_status="unpaid")) == 200
    assert world.orders() == []
    assert world.strays == []


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"amount_total": 1}, "Rs 0.01 was paid for a checkout of Rs 84"),
        ({"client_reference_id": "ck_nobody"}, "does not exist"),
        ({"client_reference_id": None}, "does not exist"),
    ],
)
def test_a_payment_that_fits_nothing_waits_for_a_person(world: World, more: dict[str, Any], why: str) -> None:
    world.browser.get(world.url)
    world.browser.post(world.url, data={"method": "card"})
    for name in ("evt_b", "evt_c"):
        assert world.hook(world.event("checkout.session.completed", name, **more)) == 200
    assert world.orders() == []
    assert [why in stray.reason for stray in world.strays] == [True]
    assert [why in s["reason"] for s in world.to_look_at()["strays"]] == [True]


def test_a_person_gives_a_stray_back_once(world: World) -> None:
    world.pay()
    world.stripe.paid["pi_second"] = 8400
    second = world.event("checkout.session.completed", "evt_2", payment_intent="pi_second")
    assert world.hook(second) == 200
    assert "second payment" in world.strays[0].reason
    Refunds(world.db).give_back("pi_second", "boss", datetime.now(UTC))
    with pytest.raises(NotFound):
        Refunds(world.db).give_back("pi_second", "boss", datetime.now(UTC))
    assert refund_once(world.db, world.provider) == 1
    assert [(r["payment_intent"], r["amount"]) for r in world.stripe.refunds.values()] == [
        ("pi_second", 8400)
    ]
    world.hook(event("refund.updated", {**world.stripe.refunds["re_0"], "status": "succeeded"}, "evt_3"))
    assert world.to_look_at() == {"strays": [], "refunds": []}


def test_a_cancelled_order_is_refunded_at_the_provider_once_although_it_fails_at_first(world: World) -> None:
    order = world.pay()
    with world.db.write() as tx:
        within.cancel(tx, world.db, CancelOrder("c0", order, "no longer needed"), datetime.now(UTC))
    world.stripe.faults += [500] * 3  # the library itself tries three times
    assert refund_once(world.db, world.provider) == 1
    assert world.stripe.refunds == {}
    later = datetime.now(UTC) + timedelta(minutes=5)
    with world.db.read() as tx:
        assert due(tx, datetime.now(UTC)) == []
        waiting = due(tx, later)
    assert [(w.id, w.tries) for w in waiting] == [(f"{order}/1", 1)]
    for _ in range(2):  # two gateways at once
        made = world.provider.refund(waiting[0].ref, waiting[0].amount, waiting[0].key)
    with world.db.write() as tx:
        asked(tx, waiting[0], made.id, done=made.done)
        assert refunds_of(tx, order) == {1: "sent"}
    assert [r["amount"] for r in world.stripe.refunds.values()] == [8400]
    told = event("refund.updated", {**world.stripe.refunds["re_0"], "status": "succeeded"}, "evt_r")
    assert [world.hook(told) for _ in range(2)] == [200, 200]
    with world.db.read() as tx:
        assert refunds_of(tx, order) == {1: "done"}


def test_a_refund_that_the_bank_refuses_waits_for_a_person(world: World) -> None:
    order = world.pay()
    with world.db.write() as tx:
        within.cancel(tx, world.db, CancelOrder("c0", order, "no longer needed"), datetime.now(UTC))
    refund_once(world.db, world.provider)
    failed = {**world.stripe.refunds["re_0"], "status": "failed", "failure_reason": "lost_or_stolen_card"}
    world.hook(event("refund.failed", failed, "evt_f"))
    stuck = world.to_look_at()["refunds"]
    assert [(s["id"], s["error"]) for s in stuck] == [(f"{order}/1", "lost_or_stolen_card")]
    Refunds(world.db).try_again(stuck[0]["id"], "boss", datetime.now(UTC))
    del world.stripe.refunds["re_0"]
    assert refund_once(world.db, world.provider) == 1
    assert len({key for _, key in world.stripe.calls}) == 3  # another key: the first try is known as failed


def test_another_delivery_shows_the_new_total_before_it_is_ordered(world: World) -> None:
    page = world.browser.get(world.url).text
    assert "Standard" in page
    assert "Express" in page
    address = {
        "name": "Asha",
        "line": "12 MG Road",
        "city": "Pune",
        "postcode": "411001",
        "phone": "98220 00000",
    }
    form = {**address, "way": "express", "method": "cash", "do": "order"}
    again = world.browser.post(world.url, data=form)
    assert (again.status_code, "The total is Rs 174 now" in again.text) == (200, True)
    assert world.orders() == []
    assert world.browser.post(world.url, data=form).status_code == 303
    assert [o.total for o in world.orders()] == [Money(17400)]


def test_a_shop_that_set_no_delivery_says_so_on_the_page(world: World) -> None:
    Facts(world.db).put("delivery", [])
    page = world.browser.get(world.url).text
    assert "The shop tells you when, and what it costs" in page
    assert "not in this total" in page
    assert "Standard" not in page
    address = {
        "name": "Asha",
        "line": "12 MG Road",
        "city": "Pune",
        "postcode": "411001",
        "phone": "98220 00000",
    }
    form = {**address, "way": "agreed", "method": "cash", "do": "order"}
    assert world.browser.post(world.url, data=form).status_code == 303
    assert [o.total for o in world.orders()] == [Money(8400)]


def test_who_pays_the_courier_has_to_give_a_phone(world: World) -> None:
    world.browser.get(world.url)
    address = {"name": "Bina", "line": "9 Hill Road", "city": "Pune", "postcode": "411001", "phone": ""}
    world.browser.post(world.url, data={**address, "do": "update"})
    page = world.browser.post(world.url, data={**address, "method": "cash"})
    assert (page.status_code, world.orders()) == (422, [])
    assert "Please give a phone number that the courier may call: he comes for the cash." in page.text
    assert "Bina" in page.text
    world.browser.post(world.url, data={**address, "phone": "98220 00000", "method": "cash"})
    assert [order.address["phone"] for order in world.orders()] == ["9822000000"]


def test_who_pays_online_needs_no_phone(world: World) -> None:
    world.browser.get(world.url)
    form = ADDRESS | {"phone": "", "do": "update"}
    world.browser.post(world.url, data=form)
    assert world.browser.post(world.url, data=form | {"do": "order", "method": "card"}).status_code == 303


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("postcode", "41", "six digits"), ("line", "x", "street"), ("gstin", "27ABC", "GSTIN")],
)
def test_a_wrong_field_is_named_and_what_was_typed_stays(
    world: World, field: str, value: str, said: str
) -> None:
    world.browser.get(world.url)
    form = {"name": "Bina", "line": "9 Hill Road", "city": "Pune", "postcode": "411001", "method": "cash"}
    page = world.browser.post(world.url, data={**form, field: value})
    assert (page.status_code, said in page.text, "Bina" in page.text) == (422, True, True)
    assert world.orders() == []


def test_the_page_has_no_script_and_cannot_be_framed(world: World) -> None:
    page = world.browser.get(world.url)
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert not re.search("<script", page.text)


def test_the_hold_is_told_in_the_shops_own_time() -> None:
    india = ZoneInfo("Asia/Kolkata")
    now = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)  # half past eleven at night there
    assert _spoken((now + timedelta(minutes=20)).astimezone(india), now.astimezone(india), "en") == "23:50"
    late = (now + timedelta(hours=1)).astimezone(india)
    assert _spoken(late, now.astimezone(india), "en") == "Sunday 22 November, 00:30"
