"""Cart, orders and staff's moves over the API of a running gateway."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from argon2 import PasswordHasher

from app.gateway.gateway import Gateway
from app.gateway.shop import checkout_links
from chat.ports import Conversation, Understood, Waiting
from chat.reply import Command, text
from chat.service.contexts import Contexts
from chat.service.language import choose_language
from people.service.staff import Staff
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.checkout.checkout import PaymentCame
from shop.checkout.service.checkouts import Checkouts
from shop.checkout.service.online_payments import OnlinePayments
from shop.money import Money
from shop.payments.store.refunds import due
from tests.app.gateway_under_test import gateway
from tests.storage.shop_for_tests import ADDRESS, SALT, open_shop


class Echo:
    async def think(
        self, conversation: Conversation, waiting: Waiting, command: Command | None
    ) -> Understood:
        return Understood((text(waiting.text),), conversation.dialogue)


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[tuple[httpx.AsyncClient, Gateway]]:
    async with gateway(tmp_path, Echo()) as found:
        yield found


async def visitor(client: httpx.AsyncClient) -> tuple[dict[str, str], str]:
    started = (await client.post("/v1/chat/sessions", json={})).json()
    return {"Authorization": f"Bearer {started['token']}"}, started["conversation_id"]


def order_for(parts: Gateway, conversation: str, customer: str) -> str:
    now = datetime.now(UTC)
    shop = Checkouts(parts.db, Carts(parts.db, Rules()))
    with parts.db.write() as tx:
        shop.carts.put_in(tx, customer, SALT.sku, 2, now)
        started = shop.start_in(tx, customer, "k", now, address=ADDRESS, conversation=conversation)
        return shop.place_in(tx, started.id, "cash", now).id


async def test_the_cart_has_what_the_contract_says(running: tuple[httpx.AsyncClient, Gateway]) -> None:
    client, parts = running
    open_shop(parts.db)
    head, conversation = await visitor(client)
    customer = parts.store.conversation(conversation).customer
    with parts.db.write() as tx:
        Carts(parts.db, Rules()).put_in(tx, customer, SALT.sku, 2, datetime.now(UTC))
    cart: dict[str, Any] = (await client.get("/v1/cart", headers=head)).json()
    assert cart["lines"] == [
        {
            "sku": SALT.sku,
            "title": SALT.title,
            "quantity": 2,
            "unit_price": "28.00",
            "line_total": "56.00",
        }
    ]
    assert (cart["subtotal"], cart["discount"], cart["total"], cart["currency"]) == (
        "56.00",
        "0.00",
        "56.00",
        "INR",
    )
    assert (await client.get("/v1/cart")).status_code == 401


async def test_orders_are_only_ever_ones_own_and_staff_move_them(
    running: tuple[httpx.AsyncClient, Gateway],
) -> None:
    client, parts = running
    open_shop(parts.db)
    head, conversation = await visitor(client)
    other, _ = await visitor(client)
    order = order_for(parts, conversation, parts.store.conversation(conversation).customer)
    assert (await client.get(f"/v1/orders/{order}", headers=other)).status_code == 404
    assert (await client.get("/v1/orders", headers=other)).json()["orders"] == []
    body = {"status": "shipped", "tracking": "AWB123"}
    path = f"/v1/staff/orders/{order}/events"
    assert (await client.post(path, json=body, headers=head)).status_code == 401
    Staff(parts.db).add(
        "boss@shop.test", "Boss", "admin", PasswordHasher().hash("a long password"), datetime.now(UTC)
    )
    signed = await client.post(
        "/v1/staff/tokens", json={"email": "boss@shop.test", "password": "a long password"}
    )
    staff = {"Authorization": f"Bearer {signed.json()['token']}"}
    for _ in range(2):  # a repeated call changes nothing and tells nothing
        assert (await client.post(path, json=body, headers=staff)).status_code == 200
    refused = await client.post(path, json={"status": "packed"}, headers=staff)
    assert refused.status_code == 409
    found = (await client.get(f"/v1/orders/{order}", headers=head)).json()
    assert (found["status"], found["total"]) == ("shipped", "56.00")
    assert [e["status"] for e in found["events"]] == ["pending", "shipped"]
    said = (await client.get("/v1/chat/messages", headers=head)).json()["messages"]
    news = [m for m in said if "AWB123" in m.get("text", "")]
    assert len(news) == 1
    await asyncio.sleep(0)


async def test_a_payment_without_an_order_is_seen_at_the_desk_and_given_back(
    running: tuple[httpx.AsyncClient, Gateway],
) -> None:
    client, parts = running
    open_shop(parts.db)
    amount, at = Money(8400), datetime.now(UTC)
    came = PaymentCame("evt_1", "ck_nobody", "card", "pi_1", amount)
    OnlinePayments(Checkouts(parts.db, Carts(parts.db, Rules()))).take_in(came, at)
    heads = []
    for role in ("agent", "admin"):
        email, word = f"{role}@shop.test", "a long password"
        Staff(parts.db).add(email, role, role, PasswordHasher().hash(word), at)
        signed = await client.post("/v1/staff/tokens", json={"email": email, "password": word})
        heads.append({"Authorization": f"Bearer {signed.json()['token']}"})
    agent, admin = heads
    assert (await client.get("/v1/staff/payments")).status_code == 401
    assert [p["ref"] for p in (await client.get("/v1/staff/payments", headers=agent)).json()["strays"]] == [
        "pi_1"
    ]
    back = "/v1/staff/payments/pi_1/refund"
    assert (await client.post(back, headers=agent)).status_code == 403
    assert [(await client.post(back, headers=admin)).status_code for _ in range(2)] == [200, 409]
    with parts.db.read() as tx:
        assert [(d.ref, d.amount) for d in due(tx, datetime.now(UTC))] == [("pi_1", amount)]


async def test_the_chat_tells_of_an_order_from_the_page_in_its_language(
    running: tuple[httpx.AsyncClient, Gateway],
) -> None:
    client, parts = running
    open_shop(parts.db)
    _, conversation = await visitor(client)
    customer, now = parts.store.conversation(conversation).customer, datetime.now(UTC)
    choose_language(Contexts(parts.db), customer, "hi-Deva", now)
    shop = Checkouts(parts.db, Carts(parts.db, Rules()))
    reached = ADDRESS | {"phone": "9822000000"}
    with parts.db.write() as tx:
        shop.carts.put_in(tx, customer, SALT.sku, 2, now)
        started = shop.start_in(tx, customer, "k", now, address=reached, conversation=conversation)
    page = urlsplit(checkout_links(parts.settings).url(started.id)).path
    assert (await client.get(page)).status_code == 200
    assert (await client.post(page, data={"method": "cash"})).status_code == 303
    said = parts.store.last_said(conversation)
    assert said is not None
    assert said.lead.startswith("ऑर्डर हो गया। आपका ऑर्डर नंबर")
    assert [option.title for option in said.options] == ["कहाँ पहुँचा?"]
