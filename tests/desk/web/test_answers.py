"""What the calls under /v1/staff answer, field by field and in their order: other programs rely on it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from shop.orders.tables import order_lines, orders
from tests.desk.at_the_desk import AtTheDesk, at_the_desk

ROW = [
    *(
        "id",
        "channel",
        "state",
        "agent_id",
        "last_at",
        "customer",
        "name",
        "phone",
        "city",
        "agent",
        "reason",
    ),
    *("priority", "waiting_since", "snoozed_until", "breached", "offered_to", "preview", "preview_from"),
    *("unread", "labels"),
]
THREAD = [
    *("id", "customer", "channel", "state", "locale", "agent_id", "agent", "reason", "priority"),
    *("waiting_since", "breached", "snoozed_until", "labels", "last_heard", "items", "summary"),
]
HEARD = [
    *("kind", "text", "from", "tap", "attachments", "intent", "id", "number", "place", "at", "status"),
    *("error", "tapped"),
]
BESIDE = [
    *("id", "kind", "name", "called", "phone", "email", "city", "price_group", "since", "conversations"),
    *("orders", "order_count", "searches", "seen", "csat"),
]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as desk:
        yield desk


async def answer(desk: AtTheDesk, who: str, method: str, path: str, body: Any = None) -> Any:
    got = await desk.ask(who, method, f"/v1/staff{path}", body)
    assert got.status_code == 200, (path, got.text)
    return got.json()


async def test_the_inbox_and_a_conversation(desk: AtTheDesk) -> None:
    conversation, mine = await desk.customer()
    await desk.client.post("/v1/chat/messages", json={"id": "1", "text": "atta?"}, headers=mine)
    buyer = desk.gateway.store.conversation(conversation).customer
    with desk.gateway.db.write() as tx:
        tx.execute(
            orders.insert().values(
                id="O1",
                customer_id=buyer,
                at="2026-01-01T00:00:00.000000Z",
                status="delivered",
                currency="INR",
            )
        )
        line = {"sku": "A", "title": "A", "quantity": 3, "unit_price": 500}
        tx.execute(order_lines.insert().values(order_id="O1", line=1, **line))
    inbox = await answer(desk, "asha", "GET", "/conversations")
    assert list(inbox) == ["conversations", "counts"]
    (row,) = inbox["conversations"]
    assert list(row) == ROW
    untouched = ("agent", "reason", "priority", "waiting_since", "snoozed_until", "breached", "offered_to")
    assert [row[name] for name in untouched] == [None] * 7
    assert list(inbox["counts"].items()) == [("waiting", 0), ("mine", 0), ("mentions", 0)]

    at = f"/conversations/{conversation}"
    assert await answer(desk, "asha", "POST", f"{at}/claim") == {"state": "human"}
    noted = await answer(desk, "asha", "POST", f"{at}/notes", {"text": "hm"})
    assert list(noted.items()) == [("state", "human"), ("note", 1)]
    sent = await answer(desk, "asha", "POST", f"{at}/messages", {"text": "Namaste"})
    assert list(sent) == ["state", "messages"]
    assert [list(said) for said in sent["messages"]] == [["id", "at", "from", "kind", "text", "lead", "by"]]
    assert await answer(desk, "asha", "POST", f"{at}/labels", {"label": "VIP"}) == {"labels": ["vip"]}
    assert await answer(desk, "asha", "POST", f"{at}/snooze", {"minutes": 5}) == {"minutes": 5}
    assert await answer(desk, "asha", "POST", f"{at}/priority", {"priority": 1}) == {"priority": 1}
    assert await answer(desk, "asha", "POST", f"{at}/read") == {"read": True}
    assert await answer(desk, "asha", "POST", f"{at}/typing") == {}
    put = await answer(desk, "asha", "POST", f"{at}/cart", {"sku": "ATTA-10", "quantity": 2})
    assert list(put) == ["state", "messages"]

    shown = await answer(desk, "asha", "GET", at)
    assert list(shown) == ["thread", "customer"]
    thread, beside = shown["thread"], shown["customer"]
    assert list(thread) == THREAD
    assert list(thread["items"][0]) == HEARD
    (note,) = (item for item in thread["items"] if item["from"] == "note")
    assert list(note) == ["id", "place", "at", "from", "kind", "text", "author"]
    assert list(thread["summary"]) == ["reason", "wanted", "missed", "last_words"]
    assert list(beside) == BESIDE
    assert [list(one) for one in beside["conversations"]] == [["id", "channel", "last_at"]]
    assert [list(one) for one in beside["orders"]] == [["id", "at", "status", "currency", "total"]]
    assert (beside["orders"][0]["total"], beside["csat"]) == (1500, None)


async def test_people_and_their_settings(desk: AtTheDesk) -> None:
    given = {"email": "asha@shop.example", "password": "asha's word"}
    token = (await desk.client.post("/v1/staff/tokens", json=given)).json()
    assert list(token) == ["token", "expires_at", "device", "role", "name"]
    assert list(await answer(desk, "asha", "GET", "/me")) == ["id", "name", "role", "seller"]
    members = (await answer(desk, "meena", "GET", "/members"))["members"]
    assert {tuple(one) for one in members} == {("id", "email", "name", "role", "seller", "active")}
    asha = f"/members/{desk.id_of('asha')}"
    routed = await answer(desk, "meena", "POST", f"{asha}/routing", {"languages": "hi, en", "room": 3})
    assert list(routed.items()) == [("languages", ["hi", "en"]), ("skills", []), ("room", 3)]
    assert await answer(desk, "meena", "POST", f"{asha}/standing", {"active": True}) == {"active": True}
    assert list(await answer(desk, "meena", "POST", f"{asha}/password")) == ["email", "password"]
    new = {"email": "new@shop.example", "name": "New", "role": "agent"}
    assert list(await answer(desk, "meena", "POST", "/members", new)) == ["email", "password"]
    assert list(await answer(desk, "meena", "POST", "/second-factor")) == ["secret", "uri", "qr"]
    assert await answer(desk, "ravi", "POST", "/presence", {"status": "away"}) == {"status": "away"}
    canned = {"shortcut": "x", "title": "X", "text": "x"}
    written = await answer(desk, "ravi", "PUT", "/canned", canned)
    assert list(written) == ["canned"]
    assert list(written["canned"][-1].items()) == list(canned.items())
    assert canned not in (await answer(desk, "ravi", "DELETE", "/canned/x"))["canned"]
    assert await answer(desk, "ravi", "GET", "/hours") == {}
    delivery = await answer(desk, "meena", "PUT", "/delivery", {"charge": 40, "days": 2, "free_from": None})
    assert list(delivery.items()) == [("charge", "40"), ("days", 2), ("free_from", None)]
    hours = (await desk.ask("meena", "PUT", "/v1/staff/relay-hours", {"hours": 4})).text
    assert hours == '{"hours":4.0}'
    entries = (await answer(desk, "meena", "GET", "/audit"))["entries"]
    assert list(entries[0]) == ["id", "at", "actor", "action", "conversation", "subject", "data"]
    new = {"password": "ravi's word", "new": "a longer word"}
    assert list(await answer(desk, "ravi", "PUT", "/password", new)) == ["token", "expires_at"]


async def test_goods_money_and_what_failed(desk: AtTheDesk) -> None:
    found = (await answer(desk, "asha", "GET", "/find-products?q=atta"))["products"]
    assert found == [{"sku": "ATTA-10", "title": "Chakki atta", "pack": "10 kg", "image": ""}]
    product = await answer(desk, "grain", "GET", "/products/ATTA-10")
    assert list(product.items()) == [
        ("sku", "ATTA-10"),
        ("title", "Chakki atta"),
        ("brand", ""),
        ("pack", "10 kg"),
        ("seller", "grain-mill"),
        ("moq", 1),
        ("active", True),
        ("stock", 40),
        ("price", "410.00"),
        ("mrp", None),
        ("currency", "INR"),
        ("tiers", []),
    ]
    assert (await desk.ask("asha", "GET", "/v1/staff/payments")).text == '{"strays":[],"refunds":[]}'
    assert (await desk.ask("grain", "GET", "/v1/staff/orders")).text == '{"orders":[],"more":false}'
    for who, path, name in (
        ("grain", "/quotes", "quotes"),
        ("grain", "/questions", "questions"),
        ("meena", "/flags", "flags"),
        ("meena", "/dead-letters", "messages"),
    ):
        assert await answer(desk, who, "GET", path) == {name: []}
    chat = await answer(desk, "grain", "POST", "/seller-chat")
    assert list(chat) == ["code", "minutes"]
