"""The checkout page and Stripe's webhook, by Stripe's own library against a server that speaks its wire."""

import hashlib
import hmac
import json
import re
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import anyio
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from connectors.payments.stripe import Stripe
from connectors.web.checkout.links import Links
from connectors.web.checkout.page import router
from shop import cart as shop_cart
from shop.orders import Order
from storage.checkouts import Checkouts
from storage.database import Database
from storage.order_check import disagreements
from storage.orders import Orders
from tests.storage.shop_for_tests import ADDRESS, SALT, open_shop

SECRET = "whsec_test"


class StripeStandIn(ThreadingHTTPServer):
    """Answers as api.stripe.com does, for sessions; remembers idempotency keys as Stripe does."""

    def __init__(self) -> None:
        self.sessions: dict[str, dict[str, Any]] = {}
        self.calls = 0
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: StripeStandIn

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        key = self.headers["Idempotency-Key"]
        self.server.calls += 1
        amount = int(form["line_items[0][price_data][unit_amount]"][0])
        made = {
            "id": f"cs_test_{len(self.server.sessions)}",
            "object": "checkout.session",
            "client_reference_id": form["client_reference_id"][0],
            "amount_total": amount * int(form["line_items[0][quantity]"][0]),
            "currency": form["line_items[0][price_data][currency]"][0],
            "payment_status": "unpaid",
            "payment_intent": "pi_1",
            "url": "https://checkout.stripe.test/pay",
        }
        body = json.dumps(self.server.sessions.setdefault(key, made)).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class World:
    """A shop with its checkout page, a customer's browser and a started checkout."""

    def __init__(self, folder: Path, stripe: StripeStandIn) -> None:
        self.db = Database(f"sqlite:///{folder / 'shop.db'}")
        self.db.migrate()
        self.shop: Checkouts = open_shop(self.db)
        self.links = Links("secret", "http://testserver")
        self.told: list[str] = []
        self.stripe = stripe
        provider = Stripe("sk_test_1", SECRET, f"http://127.0.0.1:{stripe.server_port}")
        self.app = FastAPI()
        self.app.include_router(
            router(self.db, self.shop, self.links, "Shop", anyio.to_thread.run_sync, self._placed, provider)
        )
        now = datetime.now(UTC)
        with self.db.write() as tx:
            self.shop.carts.change(tx, "c0", lambda cart: shop_cart.put(cart, SALT, 3), now)
            self.checkout = self.shop.start(tx, "c0", "k", now, address=ADDRESS).id
        self.url = self.links.url(self.checkout)
        self.browser = self.new_browser()

    def new_browser(self) -> TestClient:
        return TestClient(self.app, follow_redirects=False)

    async def _placed(self, order: Order, _conversation: str) -> None:
        self.told.append(order.id)

    def orders(self) -> list[Order]:
        with Orders(self.db).reading() as book:
            return book.of_customer("c0")

    def event(self, kind: str, name: str = "evt_1", *, status: str = "paid", amount: int = 8400) -> bytes:
        session = {
            "id": "cs_test_0",
            "object": "checkout.session",
            "client_reference_id": self.checkout,
            "amount_total": amount,
            "currency": "inr",
            "payment_status": status,
            "payment_intent": "pi_1",
        }
        event = {
            "id": name,
            "object": "event",
            "type": kind,
            "api_version": "2026-01-01",
            "data": {"object": session},
        }
        return json.dumps(event).encode()

    def hook(self, raw: bytes, *, secret: str = SECRET, age: int = 0) -> int:
        at = int(time.time()) - age
        mark = hmac.new(secret.encode(), f"{at}.".encode() + raw, hashlib.sha256).hexdigest()
        sent = self.browser.post(
            "/webhooks/payments", content=raw, headers={"stripe-signature": f"t={at},v1={mark}"}
        )
        return sent.status_code


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    stripe = StripeStandIn()
    serving = threading.Thread(target=stripe.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    serving.start()
    world = World(tmp_path, stripe)
    yield world
    with world.db.read() as tx:
        assert disagreements(tx, world.db) == []
    world.db.close()
    stripe.shutdown()
    stripe.server_close()


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
    assert (sent.status_code, sent.headers["location"]) == (303, "https://checkout.stripe.test/pay")
    assert world.orders() == []
    told = [world.hook(world.event("checkout.session.completed")) for _ in range(3)]
    assert told == [200, 200, 200]
    assert world.hook(world.event("checkout.session.completed", "evt_2")) == 200
    assert [(o.paid, len(o.payments)) for o in world.orders()] == [(world.orders()[0].total, 1)]


def test_two_clicks_are_one_payment(world: World) -> None:
    world.browser.get(world.url)
    for _ in range(2):
        world.browser.post(world.url, data={"method": "card"})
    assert (world.stripe.calls, len(world.stripe.sessions)) == (2, 1)


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


def test_an_unpaid_or_wrong_amount_places_nothing(world: World) -> None:
    world.browser.get(world.url)
    world.browser.post(world.url, data={"method": "card"})
    assert world.hook(world.event("checkout.session.completed", "evt_a", status="unpaid")) == 200
    with pytest.raises(Exception, match="was paid for"):
        world.hook(world.event("checkout.session.completed", "evt_b", amount=1))
    assert world.orders() == []


def test_the_page_has_no_script_and_cannot_be_framed(world: World) -> None:
    page = world.browser.get(world.url)
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert not re.search("<script", page.text)
