"""Who may call what: every route of the desk, for each role and for nobody; and whose rows they see."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts

from app.gateway.gateway import Gateway, http_app
from app.settings import Settings
from tests.desk.at_the_desk import AtTheDesk, at_the_desk

AGENT, SELLER, ADMIN = "asha", "spice", "meena"
DESK, ALL, TOP, SHOP = {AGENT, ADMIN}, {AGENT, SELLER, ADMIN}, {ADMIN}, {SELLER}
C = "/conversations/{conversation}"

# Every call under /v1/staff; a route of the app without a rule here or below fails a test.
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
    ("GET", "/orders"): ({SELLER, ADMIN}, None),
    ("GET", "/orders/{order_id}/invoice"): (DESK, None),
    ("POST", "/orders/{order_id}/events"): ({SELLER, ADMIN}, {"status": "packed"}),
    ("POST", "/seller-chat"): ({SELLER}, None),
    ("DELETE", "/seller-chat/{conversation}"): ({SELLER}, None),
    ("GET", "/payments"): (DESK, None),
    ("POST", "/payments/{ref}/refund"): (TOP, None),
    ("POST", "/payments/{ref}/settle"): (TOP, None),
    ("POST", "/refunds/again"): (TOP, None),
    ("GET", "/upi"): (DESK, None),
    ("POST", "/upi/{order_id}/confirm"): (DESK, {"utr": ""}),
    ("POST", "/upi/{order_id}/not-received"): (DESK, None),
    ("POST", "/bank/statement"): (TOP, None),
    ("POST", "/bank/{credit}/assign"): (TOP, {"order": "x"}),
    ("POST", "/bank/{credit}/leave"): (TOP, None),
    ("POST", "/upi-returns/sent"): (TOP, {"utr": ""}),
    ("GET", "/claims"): (ALL, None),
    ("POST", "/claims/{claim}/settle"): (DESK, {"how": "refund"}),
    ("POST", "/claims/{claim}/accept"): (ALL, {}),
    ("POST", "/claims/{claim}/refuse"): (ALL, {"text": "It was all there."}),
    ("POST", "/claims/{claim}/offer"): (ALL, {}),
    ("GET", "/claims/{claim}/photos/{nth}"): (ALL, None),
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
    ("PUT", "/password"): (ALL, {"password": "x", "new": "a longer word"}),
    ("POST", "/second-factor"): (ALL, None),
    ("POST", "/second-factor/confirm"): (ALL, {"code": "000000"}),
    ("POST", "/second-factor/off"): (ALL, {"code": "000000", "password": "x"}),
    ("POST", "/sellers/{seller}/contact"): (TOP, {"allowed": False}),
    ("POST", "/sellers/{seller}/unblock"): (TOP, None),
    ("PUT", "/delivery"): (TOP, {"charge": 40, "days": 2, "free_from": None}),
    ("PUT", "/relay-hours"): (TOP, {"hours": 4}),
    ("GET", "/dead-letters"): (TOP, None),
    ("POST", "/dead-letters/{message}/retry"): (TOP, None),
    ("GET", "/flags"): (TOP, None),
    ("POST", "/flags/{flag}"): (TOP, {"outcome": "fine"}),
    ("GET", "/hours"): (DESK, None),
    ("PUT", "/hours"): (TOP, {"week": {"0": "08:00-21:00"}}),
    ("GET", "/audit"): (TOP, None),
    ("GET", "/figures"): ({SELLER, ADMIN}, None),
    ("POST", "/questions-to-figures"): ({SELLER, ADMIN}, {"text": "sales by month"}),
}
QUERIES = {"/refunds/again": "?id=x", "/upi-returns/sent": "?id=x", "/figures": "?measure=sales&by=month"}
# The customer's own: the token of a chat opens them, and nothing else does.
CUSTOMER = {
    ("POST", "/v1/chat/identify"),
    ("POST", "/v1/chat/messages"),
    ("GET", "/v1/chat/messages"),
    ("POST", "/v1/chat/files"),
    ("POST", "/v1/chat/link"),
    ("GET", "/v1/cart"),
    ("GET", "/v1/orders"),
    ("GET", "/v1/orders/{order_id}"),
    ("GET", "/v1/recommendations"),
}
# Pages send who does not belong there elsewhere.
SELLERS = {
    f"/seller{tab}"
    for tab in ("", "/quotes", "/products", "/orders", "/orders/{order}/label", "/sales", "/claims")
}
ADMINS = {
    f"/admin{tab}"
    for tab in ("", "/figures", "/figures.csv", "/staff", "/sellers", "/delivery", "/settings", "/record")
}
DESKS = {
    "/desk", "/desk/questions", "/desk/payments", "/desk/upi", "/desk/claims", "/desk/c/{conversation}",
}  # fmt: skip
PAGES = {**dict.fromkeys(SELLERS, SHOP), **dict.fromkeys(ADMINS, TOP), **dict.fromkeys(DESKS, DESK)}
PAGES |= {
    page: {SELLER, ADMIN} for page in SELLERS - {"/seller", "/seller/claims"}
}  # an admin sells for the shop itself
PAGES["/desk/security"] = ALL
PARTS = {"/desk/part/inbox": DESK, "/desk/part/c/{conversation}": DESK}  # of pages; no page to send to
# Open by their nature, each for the reason beside it.
OPEN = {
    ("GET", "/v1/openapi.json"): "what calls there are",
    ("GET", "/v1/docs"): "what calls there are, to read",
    ("GET", "/healthz"): "says that it is alive",
    ("GET", "/readyz"): "says what answers",
    ("GET", "/metrics"): "figures without names",
    ("POST", "/v1/chat/sessions"): "begins a chat",
    ("POST", "/v1/staff/tokens"): "asks for the password",
    ("GET", "/desk/sign-in"): "asks for the password",
    ("POST", "/desk/sign-in"): "asks for the password",
    ("POST", "/desk/sign-out"): "ends what the cookie opens",
    ("GET", "/desk/static/{name}"): "the pages' own files",
    ("GET", "/widget.js"): "the widget itself",
    ("GET", "/v1/my-data/{name}"): "by a name that nobody guesses",
    ("GET", "/files/{file}/{name}"): "by a name that nobody guesses",
    ("GET", "/invoices/{token}"): "by a signed link",
    ("GET", "/checkout/{token}"): "by a signed link",
    ("POST", "/checkout/{token}"): "by a signed link",
    ("GET", "/pay/{token}"): "by a signed link",
    ("POST", "/pay/{token}"): "by a signed link",
    ("POST", "/webhooks/telegram"): "signed",
    ("GET", "/webhooks/whatsapp"): "knows the word",
    ("POST", "/webhooks/whatsapp"): "signed",
    ("POST", "/webhooks/carrier"): "signed",
    ("POST", "/webhooks/payments"): "signed",
    ("GET", "/"): "the demo's shop window",
    ("GET", "/demo"): "the demo's shop window",
    ("GET", "/demo/p/{sku}"): "the demo's shop window",
    ("GET", "/demo/images/{name}"): "the demo's shop window",
    ("GET", "/demo/static/{name}"): "the demo's shop window",
    ("POST", "/demo/customer"): "the demo's shop window",
}
# Endless; ends who asks. Each tested by itself.
APART = {("GET", "/v1/staff/feed"), ("DELETE", "/v1/staff/tokens")}


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as desk:
        yield desk


def test_every_route_of_the_app_has_a_rule(tmp_path: Path) -> None:
    """With every channel set up, so that none of their routes is left out."""
    all_set_up: dict[str, Any] = {"telegram_token": "1:x", "whatsapp_token": "x", "stripe_key": "x"}
    parts = Gateway(Settings(data=tmp_path, **all_set_up), rasa_url="", actions_url="", inner_secret="")
    served = {
        (method, route.path or "")
        for route in iter_route_contexts(http_app(parts).routes)
        for method in (route.methods or {"any"}) - {"HEAD"}
    }
    parts.db.close()
    pages = {("GET", path) for path in PAGES | PARTS}
    assert served == {(m, "/v1/staff" + path) for m, path in MATRIX} | CUSTOMER | pages | set(OPEN) | APART


async def test_each_route_lets_in_its_roles_and_nobody_else(desk: AtTheDesk) -> None:
    conversation, mine = await desk.customer()
    await desk.client.post("/v1/chat/messages", json={"id": "1", "text": "hello"}, headers=mine)
    desk.tokens["customer"] = mine["Authorization"].removeprefix("Bearer ")
    places = {"conversation": conversation, "shortcut": "x", "question": "q_x", "member": "s_x"}
    places |= {
        "order": "O1",
        "order_id": "O1",
        "sku": "CARDAMOM-1",
        "number": "Q1",
        "seller": "nobody",
        "ref": "pi_x",
        "credit": "412345678901",
        "claim": "CL-NONE",
    }
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
    assert (await desk.ask("nobody", "DELETE", "/v1/staff/tokens")).status_code == 401


async def test_a_customers_calls_open_to_the_token_of_a_chat_alone(desk: AtTheDesk) -> None:
    _, mine = await desk.customer()
    desk.tokens["customer"] = mine["Authorization"].removeprefix("Bearer ")
    for method, path in CUSTOMER:
        for who in (AGENT, SELLER, ADMIN, "nobody", "customer"):
            status = (await desk.ask(who, method, path.format(order_id="O1"), {})).status_code
            assert (status == 401) == (who != "customer"), (who, method, path)


@pytest.mark.parametrize("page", sorted(PAGES))
async def test_each_page_sends_who_does_not_belong_elsewhere(desk: AtTheDesk, page: str) -> None:
    at = page.format(conversation="x", order="O1")
    for who in (AGENT, SELLER, ADMIN, ""):
        headers = {"Cookie": f"dukan_staff={desk.tokens[who]}"} if who else {}
        status = (await desk.client.get(at, headers=headers)).status_code
        there = 404 if page.endswith("/label") else 200  # no such order
        assert status == (there if who in PAGES[page] else 303), who


@pytest.mark.parametrize("part", sorted(PARTS))
async def test_each_part_of_a_page_is_for_whom_the_page_is(desk: AtTheDesk, part: str) -> None:
    conversation, _ = await desk.customer()
    for who in (AGENT, SELLER, ADMIN, ""):
        headers = {"Cookie": f"dukan_staff={desk.tokens[who]}"} if who else {}
        status = (await desk.client.get(part.format(conversation=conversation), headers=headers)).status_code
        assert status == (200 if who in PARTS[part] else 403 if who else 401), who


async def test_a_seller_sees_own_questions_masked_and_nobody_elses(desk: AtTheDesk) -> None:
    conversation, mine = await desk.customer()
    parts = desk.gateway.desk
    customer = parts.store.conversation(conversation).customer
    words, now = "is it 8 mm? my number 98765 43210", datetime.now(UTC)
    question = parts.questions.ask(conversation, customer, "CARDAMOM-1", words, now, key="ask")
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
    assert sorted(f["kind"] for f in flags) == ["contact", "contact,off_platform"]
    (whole,) = (await desk.ask("meena", "GET", "/v1/staff/questions")).json()["questions"]
    assert "99887 76655" in whole["said"][1]["text"]
    assert parts.catalogue.faqs() == []  # what was flagged is not shown to others

    await desk.ask("spice", "POST", at, {"text": "Yes, 8 mm bold, this year's crop.", "publish": True})
    ((asked, answer, tags),) = parts.catalogue.faqs()
    assert asked == "Green cardamom 8 mm: Is it 8 mm?"
    assert answer.startswith("Yes, 8 mm bold, this year's crop. (answered by Spice House on ")
    assert tags == ("seller", "sku:CARDAMOM-1")
    parts.questions.more(
        question, customer, "I am Ravi of MG Road, is it whole? 98765 43210", now, key="more"
    )
    (seen,) = (await desk.ask("spice", "GET", "/v1/staff/questions")).json()["questions"]
    assert (
        seen["asked_as"] == "I am Ravi of MG Road, is it whole?"
    )  # shown before, so that it can be put right
    body = {"text": "Whole pods.", "publish": True, "asked": "is it whole? ring 98765 43210"}
    assert (await desk.ask("spice", "POST", at, body)).status_code == 200
    assert [row[0] for row in parts.catalogue.faqs()][-1] == "Green cardamom 8 mm: Is it whole?"
    assert "Ravi" not in str(parts.catalogue.faqs())


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
    now = datetime.now(UTC)
    asked = parts.questions.ask(conversation, customer, "CARDAMOM-1", "fresh?", now, key="ask")
    for words in ("call 98765 43210", "or 98765 43211"):
        await desk.ask("spice", "POST", f"/v1/staff/questions/{asked}/answer", {"text": words})
    second, first = (f["id"] for f in (await desk.ask("meena", "GET", "/v1/staff/flags")).json()["flags"])
    await desk.ask("meena", "POST", f"/v1/staff/flags/{first}", {"outcome": "warned"})
    page = await desk.client.get("/seller", headers={"Cookie": f"dukan_staff={desk.tokens['spice']}"})
    assert "The shop has warned you once" in page.text
    await desk.ask("meena", "POST", f"/v1/staff/flags/{second}", {"outcome": "blocked"})
    assert (await desk.ask("spice", "GET", "/v1/staff/questions")).status_code == 401
    assert (await desk.ask("grain", "GET", "/v1/staff/questions")).status_code == 200
