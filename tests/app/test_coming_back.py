"""Who asked to be forgotten: other windows end, and whoever bears the name later finds nothing of before."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import jwt
import pytest
import socketio

from app.gateway.gateway import Gateway
from people.store.customers import put_address
from shop.money import Money
from shop.orders.order import Line, Order
from shop.orders.service.orders import Orders
from tests.app.gateway_under_test import STOREFRONT_SECRET, gateway
from tests.app.test_shop_api import Echo, order_for
from tests.storage.shop_for_tests import open_shop


@pytest.fixture
async def running(tmp_path: Path) -> AsyncIterator[tuple[httpx.AsyncClient, Gateway]]:
    async with gateway(tmp_path, Echo()) as found:
        yield found


async def window(client: httpx.AsyncClient) -> tuple[dict[str, str], str]:
    """A new chat of the storefront's customer R-17: its headers and its conversation."""
    made = (await client.post("/v1/chat/sessions", json={})).json()
    head = {"Authorization": f"Bearer {made['token']}"}
    claims = {"sub": "R-17", "exp": datetime.now(UTC) + timedelta(hours=1)}
    token = jwt.encode(claims, STOREFRONT_SECRET, "HS256")
    answer = await client.post("/v1/chat/identify", json={"customer_token": token}, headers=head)
    assert answer.status_code == 200
    return head, made["conversation_id"]


async def write(client: httpx.AsyncClient, head: dict[str, str], number: int, **said: str) -> httpx.Response:
    return await client.post("/v1/chat/messages", json={"id": f"n{number}", **said}, headers=head)


def forget(parts: Gateway, conversation: str) -> None:
    """As after the yes in this window."""
    parts.channels.privacy.erase("R-17", datetime.now(UTC), keep_conversation=conversation)


async def ids(client: httpx.AsyncClient, head: dict[str, str]) -> list[str]:
    return [order["id"] for order in (await client.get("/v1/orders", headers=head)).json()["orders"]]


async def test_other_windows_end_and_a_new_one_has_nothing_of_before(
    running: tuple[httpx.AsyncClient, Gateway],
) -> None:
    client, parts = running
    open_shop(parts.db)
    here, conversation = await window(client)
    other, _ = await window(client)
    order = order_for(parts, conversation, "R-17")
    assert await ids(client, other) == [order]
    async with socketio.AsyncSimpleClient() as live:
        await live.connect(str(client.base_url), auth={"token": other["Authorization"].split()[1]})
        forget(parts, conversation)
        refused = await live.call("message", {"id": "x1", "text": "hello"})
        assert refused["error"]["status"] == 401
    for answer in (
        await write(client, other, 3, text="my orders"),
        await client.get("/v1/orders", headers=other),
        await client.get("/v1/chat/messages", headers=other),
    ):
        assert (answer.status_code, answer.json()["title"][:29]) == (401, "This chat session has ended. ")
    assert (await write(client, here, 4, text="hello")).json()["replies"][0]["text"] == "hello"
    assert await ids(client, here) == []
    later, _ = await window(client)
    assert await ids(client, later) == []
    assert (await client.get(f"/v1/orders/{order}", headers=later)).status_code == 404


async def test_who_comes_back_sees_what_was_given_since(
    running: tuple[httpx.AsyncClient, Gateway],
) -> None:
    client, parts = running
    open_shop(parts.db)
    _, conversation = await window(client)
    before = order_for(parts, conversation, "R-17")
    forget(parts, conversation)
    _, conversation = await window(client)
    with parts.db.write() as tx:
        put_address(tx, "R-17", {"line": "12 New Road", "city": "Pune", "phone": "9800000001"})
    since, now = "D2", datetime.now(UTC)
    Orders(parts.db).place(
        Order(since, "R-17", now, "pending", (Line("S", "Salt", 1, Money(2800)),), {}), now
    )
    told = parts.channels.privacy.export("R-17")
    assert (told["customer"]["kind"], told["customer"]["address"]) == ("customer", "12 New Road")
    assert [row["id"] for row in told["orders"]] == [since] != [before]
    forget(parts, conversation)
    assert parts.channels.privacy.export("R-17") == {}
