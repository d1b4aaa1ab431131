"""Who may call what: every route of the desk, for each role and for nobody; and whose rows they see."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desk import api, behalf_api, boards_api, files_api, payments, security, seller_api, wishes_api
from tests.desk.at_the_desk import AtTheDesk, at_the_desk

AGENT, SELLER, ADMIN = "asha", "spice", "meena"
DESK, ALL, TOP = {AGENT, ADMIN}, {AGENT, SELLER, ADMIN}, {ADMIN}
C = "/conversations/{conversation}"

# Every route; one that is missing here fails the test below.
MATRIX: dict[tuple[str, str], tuple[set[str], Any]] = {
    ("GET", "/me"): (ALL, None),
    ("GET", "/conversations"): (DESK, None),
    ("GET", C): (DESK, None),
    ("POST", C + "/claim"): (DESK, None),
    ("POST", C + "/messages"): (DESK, {"text": "hi"}),
    ("POST", C + "/release"): (DESK, None),
    ("POST", C + "/resolve"): (DESK, None),
    ("POST", C + "/transfer"): (DESK, {"to": "s_none"}),
    ("POST", C + "/requeue"): (DESK, None),
    ("POST", C + "/notes"): (DESK, {"text": "hm"}),
    ("POST", C + "/labels"): (DESK, {"label": "vip"}),
    ("POST", C + "/snooze"): (DESK, {"minutes": 5}),
    ("POST", C + "/priority"): (DESK, {"priority": 1}),
    ("POST", C + "/read"): (DESK, None),
    ("POST", C + "/typing"): (DESK, None),
    ("POST", C + "/cart"): (DESK, {"sku": "ATTA-10", "quantity": 1}),
    ("POST", C + "/orders/{order}"): (DESK, {"act": "cancel"}),
    ("POST", C + "/files"): (DESK, None),
    ("POST", C + "/wish"): (DESK, {"text": "200 printed bags"}),
    ("GET", C + "/messages/{message}/files/{nth}"): (DESK, None),
    ("GET", "/products/{sku}"): (ALL, None),
    ("PUT", "/products/{sku}"): ({SELLER, ADMIN}, {"stock": 5}),
    ("GET", "/quotes"): (ALL, None),
    ("POST", "/quotes/{number}/answer"): ({SELLER, ADMIN}, {"price": "10.00"}),
    ("GET", "/orders"): ({SELLER}, None),
    ("POST", "/seller-chat"): ({SELLER}, None),
    ("DELETE", "/seller-chat/{conversation}"): ({SELLER}, None),
    ("GET", "/payments"): (DESK, None),
    ("POST", "/payments/{ref}/refund"): (TOP, None),
    ("POST", "/payments/{ref}/settle"): (TOP, None),
    ("POST", "/refunds/again"): (TOP, None),
    ("GET", "/canned"): (DESK, None),
    ("PUT", "/canned"): (DESK, {"shortcut": "x", "title": "X", "text": "x"}),
    ("DELETE", "/canned/{shortcut}"): (DESK, None),
    ("POST", "/presence"): (DESK, {"status": "away"}),
    ("GET", "/find-products"): (DESK, None),
    ("GET", "/questions"): (ALL, None),
    ("POST", "/questions/{question}/answer"): (ALL, {"text": "yes"}),
    ("POST", "/questions/{question}/offer"): (
        {SELLER, ADMIN},
        {"title": "Bags", "quantity": 2, "price": "10.00"},
    ),
    ("POST", "/questions/{question}/pass"): (ALL, None),
    ("GET", "/members"): (TOP, None),
    ("POST", "/members"): (TOP, {"email": "new@shop.example", "name": "New", "role": "agent"}),
    ("POST", "/members/{member}/standing"): (TOP, {"active": True}),
    ("POST", "/members/{member}/routing"): (TOP, {"languages": "hi", "room": 3}),
    ("POST", "/members/{member}/password"): (TOP, None),
    ("DELETE", "/members/{member}/second-factor"): (TOP, None),
    ("POST", "/second-factor"): (ALL, None),
    ("POST", "/second-factor/confirm"): (ALL, {"code": "000000"}),
    ("POST", "/second-factor/off"): (ALL, {"code": "000000"}),
    ("POST", "/sellers/{seller}/contact"): (TOP, {"allowed": False}),
    ("POST", "/sellers/{seller}/unblock"): (TOP, None),
    ("PUT", "/relay-hours"): (TOP, {"hours": 4}),
    ("GET", "/dead-letters"): (TOP, None),
    ("POST", "/dead-letters/{message}/retry"): (TOP, None),
    ("GET", "/flags"): (TOP, None),
    ("POST", "/flags/{flag}"): (TOP, {"outcome": "fine"}),
    ("GET", "/hours"): (DESK, None),
    ("PUT", "/hours"): (TOP, {"week": {"0": "08:00-21:00"}}),
    ("GET", "/audit"): (TOP, None),
}
QUERIES = {"/refunds/again": "?id=x"}
# Open to all by their nature (a file by its name that nobody can guess); endless, so tested by itself.
APART = {("POST", "/tokens"), ("GET", "/files/{file}/{name}"), ("GET", "/feed")}
APART |= {("GET", "/desk/payments")}  # a page, tested with the pages


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as desk:
        yield desk


async def test_every_route_is_in_the_matrix(desk: AtTheDesk) -> None:
    served = set()
    for part in (
        api,
        behalf_api,
        boards_api,
        files_api,
        payments,
        security,
        seller_api,
        wishes_api,
    ):
        for route in part.router(desk.gateway.desk).routes:
            for method in route.methods:  # type: ignore[attr-defined]  # all are API routes
                served.add((method, route.path.removeprefix("/v1/staff")))  # type: ignore[attr-defined]
    assert served == set(MATRIX) | APART


async def test_each_route_lets_in_its_roles_and_nobody_else(desk: AtTheDesk) -> None:
    conversation, mine = await desk.customer()
    await desk.client.post("/v1/chat/messages", json={"id": "1", "text": "hello"}, headers=mine)
    desk.tokens["customer"] = mine["Authorization"].removeprefix("Bearer ")
    places = {"conversation": conversation, "shortcut": "x", "question": "q_x", "member": "s_x"}
    places |= {"order": "O1", "sku": "CARDAMOM-1", "number": "Q1", "seller": "nobody", "ref": "pi_x"}
    wrong = []
    for (method, path), (allowed, body) in MATRIX.items():
        at = "/v1/staff" + path.format(**places, message=1, flag=1, nth=0) + QUERIES.get(path, "")
        for who in (AGENT, SELLER, ADMIN, "customer", "nobody"):
            status = (await desk.ask(who, method, at, body)).status_code
            fits = (
                status not in (401, 403)
                if who in allowed
                else status == (403 if who in (AGENT, SELLER, ADMIN) else 401)
            )
            if not fits or status >= 500:
                wrong.append((who, method, path, status))
    assert wrong == []
    for who, status in ((SELLER, 403), ("nobody", 401)):
        assert (await desk.ask(who, "GET", "/v1/staff/feed")).status_code == status


SELLERS = ["/seller", "/seller/quotes", "/seller/products", "/seller/orders", "/seller/sales"]
ADMINS = ["/admin"] + [f"/admin/{tab}" for tab in ("staff", "sellers", "delivery", "settings", "record")]


@pytest.mark.parametrize(
    "page", ["/desk", "/desk/questions", "/desk/payments", "/desk/c/x", "/desk/security", *SELLERS, *ADMINS]
)
async def test_each_page_sends_who_does_not_belong_elsewhere(desk: AtTheDesk, page: str) -> None:
    belongs = {SELLER} if page in SELLERS else TOP if page in ADMINS else DESK
    belongs = ALL if page == "/desk/security" else belongs
    for who in (AGENT, SELLER, ADMIN, ""):
        headers = {"Cookie": f"dukan_staff={desk.tokens[who]}"} if who else {}
        status = (await desk.client.get(page, headers=headers)).status_code
        assert status == (200 if who in belongs else 303), who


async def test_a_seller_sees_own_questions_masked_and_nobody_elses(desk: AtTheDesk) -> None:
    conversation, mine = await desk.customer()
    parts = desk.gateway.desk
    customer = parts.store.conversation(conversation).customer
    with parts.store.db.write() as tx:
        words = "is it 8 mm? my number 98765 43210"
        question = parts.questions.ask(tx, conversation, customer, "CARDAMOM-1", words, datetime.now(UTC))
    (seen,) = (await desk.ask("spice", "GET", "/v1/staff/questions")).json()["questions"]
    assert seen["said"][0]["text"] == "is it 8 mm? my number [number hidden]"
    assert customer not in str(seen)
    assert (await desk.ask("grain", "GET", "/v1/staff/questions")).json()["questions"] == []
    at = f"/v1/staff/questions/{question}/answer"
    assert (await desk.ask("grain", "POST", at, {"text": "buy mine"})).status_code == 404

    # Answered by its seller: the buyer has it, masked; the admin has the flags and every word.
    await desk.ask("spice", "POST", at, {"text": "Yes, 8 mm bold. Call me on 99887 76655", "publish": True})
    history = (await desk.client.get("/v1/chat/messages", headers=mine)).json()["messages"]
    assert [(m["from"], m["text"]) for m in history] == [
        (
            "seller",
            "You asked about Green cardamom 8 mm: \u201cis it 8 mm? my number [number hidden]\u201d\n"
            "Spice House answers: Yes, 8 mm bold. Call me on [number hidden]\n1. Ask more",
        )
    ]
    flags = (await desk.ask("meena", "GET", "/v1/staff/flags")).json()["flags"]
    assert sorted(f["kind"] for f in flags) == ["contact", "contact", "off_platform"]
    (whole,) = (await desk.ask("meena", "GET", "/v1/staff/questions")).json()["questions"]
    assert "99887 76655" in whole["said"][1]["text"]
    assert parts.catalogue.faqs() == []  # what was flagged is not shown to others

    await desk.ask("spice", "POST", at, {"text": "Yes, 8 mm bold, this year's crop.", "publish": True})
    ((asked, answer, tags),) = parts.catalogue.faqs()
    assert asked == "Green cardamom 8 mm: Is it 8 mm?"
    assert answer.startswith("Yes, 8 mm bold, this year's crop. (answered by Spice House on ")
    assert tags == ("seller", "sku:CARDAMOM-1")


async def test_passwords_and_their_hashes_are_in_no_answer(desk: AtTheDesk) -> None:
    for path in ("/members", "/audit", "/me"):
        answer = (await desk.ask("meena", "GET", f"/v1/staff{path}")).text
        assert "argon2" not in answer
        assert "password" not in answer


async def test_who_is_locked_out_is_out_at_once(desk: AtTheDesk) -> None:
    asha = (await desk.ask("asha", "GET", "/v1/staff/me")).json()["id"]
    me = (await desk.ask("meena", "GET", "/v1/staff/me")).json()["id"]
    lock = {"active": False}
    assert (await desk.ask("meena", "POST", f"/v1/staff/members/{me}/standing", lock)).status_code == 409
    assert (await desk.ask("meena", "POST", f"/v1/staff/members/{asha}/standing", lock)).status_code == 200
    assert (await desk.ask("asha", "GET", "/v1/staff/me")).status_code == 401


async def test_hours_that_make_no_sense_are_refused(desk: AtTheDesk) -> None:
    bad = {"week": {"0": "whenever"}}
    assert (await desk.ask("meena", "PUT", "/v1/staff/hours", bad)).status_code == 422
    good = {"week": {"0": "10:00-14:00"}, "holidays": ["2026-01-26"], "zone": "UTC"}
    assert (await desk.ask("meena", "PUT", "/v1/staff/hours", good)).json() == good
    assert (await desk.ask("asha", "GET", "/v1/staff/hours")).json() == good


async def test_a_seller_who_is_blocked_is_out_and_one_who_is_warned_reads_of_it(desk: AtTheDesk) -> None:
    parts = desk.gateway.desk
    conversation, _ = await desk.customer()
    customer = parts.store.conversation(conversation).customer
    with parts.store.db.write() as tx:
        asked = parts.questions.ask(tx, conversation, customer, "CARDAMOM-1", "fresh?", datetime.now(UTC))
    for words in ("call 98765 43210", "or 98765 43211"):
        await desk.ask("spice", "POST", f"/v1/staff/questions/{asked}/answer", {"text": words})
    second, first = (f["id"] for f in (await desk.ask("meena", "GET", "/v1/staff/flags")).json()["flags"])
    await desk.ask("meena", "POST", f"/v1/staff/flags/{first}", {"outcome": "warned"})
    page = await desk.client.get("/seller", headers={"Cookie": f"dukan_staff={desk.tokens['spice']}"})
    assert "The shop has warned you once" in page.text
    await desk.ask("meena", "POST", f"/v1/staff/flags/{second}", {"outcome": "blocked"})
    assert (await desk.ask("spice", "GET", "/v1/staff/questions")).status_code == 401
    assert (await desk.ask("grain", "GET", "/v1/staff/questions")).status_code == 200
