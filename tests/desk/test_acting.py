"""Acting for a customer, files, prices and stock, second factors: over the API, as the pages do it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from people.authenticator import STEP, code_at
from people.store.customers import put_address
from shop.delivery.service import Delivery, deliveries
from tests.desk.at_the_desk import AtTheDesk, at_the_desk
from tests.storage.shop_for_tests import RATES

PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 100


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as desk:
        yield desk


async def taken(desk: AtTheDesk) -> tuple[str, dict[str, str]]:
    """A conversation that Asha has: its address, and the customer's headers."""
    conversation, mine = await desk.customer()
    at = f"/v1/staff/conversations/{conversation}"
    await desk.ask("asha", "POST", f"{at}/claim")
    return at, mine


async def test_the_customers_cart_is_changed_by_who_has_the_conversation(desk: AtTheDesk) -> None:
    at, mine = await taken(desk)
    line = {"sku": "ATTA-10", "quantity": 3}
    assert (await desk.ask("ravi", "POST", f"{at}/cart", line)).status_code == 409
    assert (await desk.ask("asha", "POST", f"{at}/cart", line)).json()["messages"][0]["kind"] == "cart"
    cart = (await desk.client.get("/v1/cart", headers=mine)).json()
    assert [(row["sku"], row["quantity"]) for row in cart["lines"]] == [("ATTA-10", 3)]
    refused = await desk.ask("asha", "POST", f"{at}/cart", {"sku": "CARDAMOM-1", "quantity": 0})
    assert (refused.status_code, refused.json()["title"]) == (422, "That is not in your cart.")
    entries = (await desk.ask("meena", "GET", "/v1/staff/audit")).json()["entries"]
    assert (entries[0]["action"], entries[0]["subject"]) == ("cart", "ATTA-10")


async def test_a_file_reaches_the_customer_under_a_name_nobody_can_guess(desk: AtTheDesk) -> None:
    at, mine = await taken(desk)
    picture = PICTURE + bytes(3 * 1024 * 1024)  # larger than what routes take that take no files
    headers = {"Authorization": f"Bearer {desk.tokens['asha']}", "Content-Type": "image/png"}
    path = f"{at}/files?name=../../the%20label.png"
    answer = await desk.client.post(path, content=picture, headers=headers)
    assert answer.status_code == 200, answer.text
    (*_, said) = (await desk.client.get("/v1/chat/messages", headers=mine)).json()["messages"]
    assert (said["kind"], said["lead"], said["by"]) == ("link", ".. .. the label.png", "Asha")
    file = await desk.client.get(said["url"].partition("/files/")[1] + said["url"].partition("/files/")[2])
    assert file.content == picture
    assert file.headers["x-content-type-options"] == "nosniff"
    assert (await desk.client.get("/files/guessed/label.png")).status_code == 404


@pytest.mark.parametrize(
    ("kind", "size", "status"),
    [
        ("text/html", 10, 415),
        ("image/svg+xml", 10, 415),
        ("image/png", 6 * 1024 * 1024, 413),
        ("text/csv", 0, 422),
    ],
)
async def test_files_that_no_customer_should_open_are_refused(
    desk: AtTheDesk, kind: str, size: int, status: int
) -> None:
    at, _ = await taken(desk)
    headers = {"Authorization": f"Bearer {desk.tokens['asha']}", "Content-Type": kind}
    answer = await desk.client.post(f"{at}/files?name=x", content=b"x" * size, headers=headers)
    assert answer.status_code == status
    assert answer.json()["title"]


async def test_a_colleague_who_is_named_in_a_note_is_told_until_they_have_looked(desk: AtTheDesk) -> None:
    at, _ = await taken(desk)
    await desk.ask("asha", "POST", f"{at}/notes", {"text": "@Ravi do you know him? @Asha"})

    async def named(who: str) -> int:
        inbox = (await desk.ask(who, "GET", "/v1/staff/conversations?box=mentions")).json()
        assert len(inbox["conversations"]) == inbox["counts"]["mentions"]
        return int(inbox["counts"]["mentions"])

    assert (await named("ravi"), await named("asha")) == (1, 0)
    await desk.ask("ravi", "POST", f"{at}/read")
    assert await named("ravi") == 0


async def test_a_seller_changes_price_and_stock_of_own_goods_only(desk: AtTheDesk) -> None:
    path = "/v1/staff/products/ATTA-10"
    assert (await desk.ask("spice", "GET", path)).status_code == 404
    assert (await desk.ask("spice", "PUT", path, {"stock": 0})).status_code == 404
    change = {"price": "399.50", "stock": 7, "tiers": [{"from_quantity": 10, "unit_price": "390.00"}]}
    answer = (await desk.ask("grain", "PUT", path, change)).json()
    assert (answer["price"], answer["stock"], answer["tiers"]) == ("399.50", 7, change["tiers"])
    assert answer["moq"] == 1
    product = desk.gateway.desk.catalogue.product("ATTA-10")
    assert product is not None
    assert (product.stock, product.title) == (7, "Chakki atta")


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"price": "0"},
        {"price": "-1"},
        {"price": "1.234"},
        {"stock": -1},
        {"stock": 1.5},
        {"title": "Mine now"},
        {"tiers": [{"from_quantity": 10, "unit_price": "500.00"}]},
    ],
)
async def test_a_change_that_makes_no_sense_changes_nothing(
    desk: AtTheDesk, change: dict[str, object]
) -> None:
    before = (await desk.ask("grain", "GET", "/v1/staff/products/ATTA-10")).json()
    answer = await desk.ask("grain", "PUT", "/v1/staff/products/ATTA-10", change)
    assert answer.status_code == 422
    assert answer.json()["title"]
    assert (await desk.ask("grain", "GET", "/v1/staff/products/ATTA-10")).json() == before


async def test_who_has_a_second_factor_signs_in_with_a_code_that_is_good_once(desk: AtTheDesk) -> None:
    secret = (await desk.ask("asha", "POST", "/v1/staff/second-factor")).json()["secret"]

    def code(steps: int = 0) -> str:
        return code_at(secret, int(datetime.now(UTC).timestamp()) // STEP + steps)

    wrong = "000000" if code() != "000000" else "111111"
    confirm = "/v1/staff/second-factor/confirm"
    assert (await desk.ask("asha", "POST", confirm, {"code": wrong})).status_code == 422
    given = {"email": "asha@shop.example", "password": "asha's word"}
    assert (await desk.client.post("/v1/staff/tokens", json=given)).status_code == 200  # not yet on
    assert (await desk.ask("asha", "POST", confirm, {"code": code(-1)})).status_code == 200

    without = await desk.client.post("/v1/staff/tokens", json=given)
    assert (without.status_code, "six digits" in without.json()["title"]) == (401, True)
    used = code()
    assert (await desk.client.post("/v1/staff/tokens", json={**given, "code": used})).status_code == 200
    assert (await desk.client.post("/v1/staff/tokens", json={**given, "code": used})).status_code == 401
    # A wrong password is told nothing of codes; an admin lets in who has lost the phone.
    guess = await desk.client.post("/v1/staff/tokens", json={**given, "password": "x"})
    assert "six digits" not in guess.json()["title"]
    asha = (await desk.ask("asha", "GET", "/v1/staff/me")).json()["id"]
    await desk.ask("meena", "DELETE", f"/v1/staff/members/{asha}/second-factor")
    assert (await desk.client.post("/v1/staff/tokens", json=given)).status_code == 200


def test_codes_are_those_of_the_standard() -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238, appendix B
    assert [code_at(secret, at // STEP) for at in (59, 1111111109, 20000000000)] == [
        "287082",
        "081804",
        "353130",
    ]


async def test_a_seller_withdraws_a_product_and_brings_it_back(desk: AtTheDesk) -> None:
    at, mine = await taken(desk)
    line = {"sku": "ATTA-10", "quantity": 3}
    await desk.ask("asha", "POST", f"{at}/cart", line)
    path = "/v1/staff/products/ATTA-10"
    gone = await desk.ask("grain", "PUT", path, {"active": False})
    assert gone.json()["active"] is False
    assert (await desk.ask("grain", "GET", path)).json()["active"] is False
    # The price that is said later is no word about the withdrawal.
    assert (await desk.ask("grain", "PUT", path, {"stock": 90})).json()["active"] is False
    cart = (await desk.client.get("/v1/cart", headers=mine)).json()
    assert cart["lines"] == []
    told = await desk.ask("asha", "POST", f"{at}/cart", line)
    assert (told.status_code, "is not sold any more" in told.json()["title"]) == (422, True)
    assert (await desk.ask("grain", "PUT", path, {"active": True})).json()["active"] is True
    cart = (await desk.client.get("/v1/cart", headers=mine)).json()
    assert [row["sku"] for row in cart["lines"]] == ["ATTA-10"]


async def test_the_panels_total_is_what_the_customer_will_pay(desk: AtTheDesk) -> None:
    at, _ = await taken(desk)
    line = {"sku": "ATTA-10", "quantity": 1}
    await desk.ask("asha", "POST", f"{at}/cart", line)
    shop = desk.gateway.desk
    customer = shop.store.conversation(at.rpartition("/")[2]).customer
    Delivery(shop.store.db).set_rates(RATES)
    alone = shop.behalf.cart_of(customer, datetime.now(UTC))
    assert alone is not None
    with shop.store.db.write() as tx:
        put_address(tx, customer, {"line": "1 Ring Road", "city": "Delhi", "postcode": "110001"})
        way = deliveries(tx, ["ATTA-10"], "110001", alone.subtotal, datetime.now(UTC)).chosen("")
    brought = shop.behalf.cart_of(customer, datetime.now(UTC))
    assert brought is not None
    assert way.cost.minor > 0
    assert brought.total == alone.total + way.cost
