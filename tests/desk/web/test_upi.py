"""UPI at the desk: what is awaited is confirmed, the bank's statement taken in, and money sent back."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.checkout.service.checkouts import Checkouts
from shop.orders.order import UPI
from shop.orders.service.orders import Orders
from tests.desk.at_the_desk import AtTheDesk, at_the_desk
from tests.storage.shop_for_tests import ADDRESS, SALT, open_shop


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as found:
        open_shop(found.gateway.db)
        yield found


def ordered(desk: AtTheDesk, quantity: int = 1) -> str:
    db, now = desk.gateway.db, datetime.now(UTC)
    shop = Checkouts(db, Carts(db, Rules()))
    with db.write() as tx:
        shop.carts.put_in(tx, "c0", SALT.sku, quantity, now)
        return shop.place_in(tx, shop.start_in(tx, "c0", "", now, address=ADDRESS).id, UPI, now).id


async def upload(desk: AtTheDesk, said: str, who: str = "meena") -> tuple[int, dict[str, object]]:
    headers = {"Authorization": f"Bearer {desk.tokens[who]}"}
    answer = await desk.client.post("/v1/staff/bank/statement", content=said.encode(), headers=headers)
    return answer.status_code, answer.json()


async def test_an_agent_confirms_what_came(desk: AtTheDesk) -> None:
    order = ordered(desk, 2)
    (row,) = (await desk.ask("asha", "GET", "/v1/staff/upi")).json()["awaited"]
    assert (row["order_id"], row["ref"], row["open"]) == (order, order, "Rs 56")
    at = f"/v1/staff/upi/{order}"
    assert (await desk.ask("asha", "POST", f"{at}/confirm", {"amount": "much"})).status_code == 422
    assert (await desk.ask("asha", "POST", f"{at}/confirm", {"utr": "12"})).status_code == 409
    assert (await desk.ask("asha", "POST", f"{at}/not-received")).status_code == 200
    assert (await desk.ask("asha", "POST", f"{at}/confirm", {"amount": "Rs 50"})).status_code == 200
    assert (await desk.ask("asha", "POST", f"{at}/confirm", {"utr": "412345678901"})).status_code == 200
    assert (await desk.ask("asha", "POST", f"{at}/confirm", {})).status_code == 409
    assert [p.amount.plain() for p in Orders(desk.gateway.db).order(order).payments] == ["50.00", "6.00"]  # type: ignore[union-attr]  # placed above


async def test_an_admin_takes_in_the_statement_and_settles_the_rest(desk: AtTheDesk) -> None:
    order, other = ordered(desk), ordered(desk)
    said = (
        "Account,XX1234\nDate,Narration,Ref No,Debit,Credit,Balance\n"
        f"01/11/2026,UPI/x/Order {order},412345678901,,30.00,\n"
        "01/11/2026,UPI/no name,412345678902,,28.00,\n"
        "31/02/2026,UPI/no day,412345678903,,28.00,\n"
        "02/11/2026,MILK,,28.00,,\n"
    )
    status, told = await upload(desk, said)
    assert status == 200
    assert told == {
        "paid": 0, "part": 0, "over": 1, "twice": 0, "cancelled": 0, "known": 0, "unmatched": 1,
        "faults": ["Line 5: '31/02/2026' is no date"],
    }  # fmt: skip
    assert (await upload(desk, said))[1]["known"] == 2
    state = (await desk.ask("meena", "GET", "/v1/staff/upi")).json()
    (back,), (came,) = state["returns"], state["credits"]
    assert (back["why"], back["spoken"], came["why"]) == ("over", "Rs 2", "no_order")
    meant = f"/v1/staff/bank/{came['id']}/assign"
    assert (await desk.ask("meena", "POST", meant, {"order": "D0NOTHING"})).status_code == 409
    assert (await desk.ask("meena", "POST", meant, {"order": other.lower()})).status_code == 200
    assert (await desk.ask("meena", "POST", f"/v1/staff/bank/{came['id']}/leave")).status_code == 409
    sent = f"/v1/staff/upi-returns/sent?id={back['id']}"
    assert (await desk.ask("meena", "POST", sent, {})).status_code == 200
    assert (await desk.ask("meena", "POST", sent, {})).status_code == 409
    state = (await desk.ask("meena", "GET", "/v1/staff/upi")).json()
    assert state == {"awaited": [], "credits": [], "returns": []}


@pytest.mark.parametrize("said", ["", "sku,title\nA,B\n", "%PDF-1.4"])
async def test_what_is_no_statement_is_refused_with_a_sentence(desk: AtTheDesk, said: str) -> None:
    status, told = await upload(desk, said)
    assert status == 422
    assert str(told["title"]).startswith("The file ")
