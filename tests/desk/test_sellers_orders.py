"""What a seller reads and moves of orders: their own goods, and nothing of anybody else's."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.service.privacy import Privacy
from shop.catalogue.product import Product
from shop.catalogue.service import CatalogueWrites
from shop.money import Money
from shop.orders.order import Line, Order
from shop.orders.service.orders import Orders
from tests.desk.at_the_desk import AtTheDesk, at_the_desk

PRIVATE = {"name": "Gupta Stores", "line": "7 MG Road", "city": "Pune", "phone": "9876543210"}
ATTA = Line("ATTA-10", "Chakki atta", 4, Money.of("410"))
CARDAMOM = Line("CARDAMOM-1", "Green cardamom 8 mm", 2, Money.of("2400"))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as desk:
        yield desk


async def ordered(desk: AtTheDesk, name: str, *lines: Line) -> str:
    conversation, _ = await desk.customer()
    parts = desk.gateway.desk
    buyer, now = parts.store.conversation(conversation).customer, datetime.now(UTC)
    Orders(parts.store.db).place(Order(name, buyer, now, "pending", lines, PRIVATE), now)
    return f"/v1/staff/orders/{name}/events"


async def test_somebody_elses_order_is_answered_like_one_that_does_not_exist(desk: AtTheDesk) -> None:
    at = await ordered(desk, "O1", ATTA)
    for status in ("pending", "packed", "shipped", "delivered", "cancelled", "x"):
        answers = [
            await desk.ask("spice", "POST", path, {"status": status})
            for path in (at, "/v1/staff/orders/O2/events")
        ]
        assert [a.status_code for a in answers] == [404, 404], (status, answers[0].text)
        assert answers[0].text.replace("O1", "O2") == answers[1].text
    assert (await desk.ask("grain", "POST", at, {"status": "packed"})).json()["status"] == "packed"


async def test_who_moves_a_part_sees_that_part(desk: AtTheDesk) -> None:
    at = await ordered(desk, "O1", ATTA, CARDAMOM)
    await desk.ask("grain", "POST", at, {"status": "shipped", "tracking": "AWB-OF-GRAIN"})
    moved = await desk.ask("spice", "POST", at, {"status": "packed"})
    assert moved.status_code == 200
    assert moved.json() | {"at": ""} == {
        "id": "O1",
        "status": "packed",
        "at": "",
        "lines": [
            {
                "sku": "CARDAMOM-1",
                "title": "Green cardamom 8 mm",
                "quantity": 2,
                "unit_price": "2400.00",
                "line_total": "4800.00",
            }
        ],
        "total": "4800.00",
        "currency": "INR",
        "shipments": [{"seller": "spice-house", "status": "packed", "tracking": ""}],
    }
    whole = (await desk.ask("meena", "POST", at, {"status": "shipped"})).json()
    assert len(whole["lines"]) == 2
    assert whole["address"]["city"] == "Pune"


async def test_an_admin_sells_what_no_seller_is_named_for(desk: AtTheDesk) -> None:
    salt = Product("SALT-1", "Table salt", Money.of("28"), stock=50)
    CatalogueWrites(desk.gateway.db).products([salt])
    at = await ordered(desk, "O1", Line("SALT-1", "Table salt", 3, Money.of("28")), ATTA)
    await ordered(desk, "O2", CARDAMOM)
    (order,) = (await desk.ask("meena", "GET", "/v1/staff/orders")).json()["orders"]
    assert (order["id"], [line["sku"] for line in order["lines"]], order["whole"]) == (
        "O1",
        ["SALT-1"],
        False,
    )
    admin = {"Cookie": f"dukan_staff={desk.tokens['meena']}"}
    for page, words in (
        ("products", "Table salt"),
        ("orders", "Table salt"),
        ("orders/O1/label", "7 MG Road"),
        ("quotes", ""),
        ("sales", "Table salt"),
    ):
        answer = await desk.client.get(f"/seller/{page}", headers=admin)
        assert answer.status_code == 200, page
        assert words in answer.text, page
        assert "Green cardamom" not in answer.text
    assert (await desk.ask("meena", "PUT", "/v1/staff/products/SALT-1", {"stock": 5})).json()["stock"] == 5
    assert (await desk.ask("meena", "POST", at, {"status": "packed"})).json()["status"] == "packed"


async def test_what_a_seller_says_with_an_orders_news_goes_through_the_shop(desk: AtTheDesk) -> None:
    at = await ordered(desk, "O1", ATTA, CARDAMOM)
    note = "Call me on 98765 43210 or ram@okaxis, pay directly for a better rate"
    body = {"status": "shipped", "note": note, "tracking": "wa.me/919876543210"}
    assert (await desk.ask("grain", "POST", at, body)).status_code == 200
    parts = desk.gateway.desk
    with parts.store.db.read() as tx:
        (said,) = tx.exec_driver_sql("select text from messages where kind = 'order'").scalars()
        kept = str(tx.exec_driver_sql("select * from order_events").all())
        kept += str(tx.exec_driver_sql("select shipments from order_facts").all())
    assert said.endswith(
        "Tracking: [link hidden]. Call me on [number hidden] or [contact hidden], "
        "pay directly for a better rate"
    )
    assert "98765" not in kept
    flagged = (await desk.ask("meena", "GET", "/v1/staff/flags")).json()["flags"]
    assert [(flag["kind"], flag["seller"]) for flag in flagged] == [
        ("link", "Grain Mill"),
        ("contact,off_platform", "Grain Mill"),
    ]
    link = "https://www.delhivery.com/track/package/1490837465520"
    moved = await desk.ask(
        "spice", "POST", at, {"status": "shipped", "note": "Two cartons.", "tracking": link}
    )
    assert moved.json()["shipments"][0]["tracking"] == link
    assert len((await desk.ask("meena", "GET", "/v1/staff/flags")).json()["flags"]) == 2
    settled = await desk.ask("meena", "POST", f"/v1/staff/flags/{flagged[0]['id']}", {"outcome": "warned"})
    assert settled.status_code == 200
    with parts.store.db.read() as tx:
        buyer = tx.exec_driver_sql("select customer_id from orders").scalar_one()
    Privacy(parts.store.db).erase(buyer, datetime.now(UTC))
    with parts.store.db.read() as tx:
        assert set(tx.exec_driver_sql("select text from flags").scalars()) == {""}
