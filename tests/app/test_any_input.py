"""No input of anybody ends in an error of ours: every route of the app is sent what does not fit."""

import hmac
import json
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jwt
import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from app.gateway.gateway import http_app
from shop.cart.store.agreed_prices import ask_quote
from shop.money import Money
from shop.orders.order import Line, Order
from shop.orders.service.orders import Orders
from tests.app.gateway_under_test import STOREFRONT_SECRET
from tests.desk.at_the_desk import AtTheDesk, at_the_desk
from tests.desk.test_roles import MATRIX

NUMBERS = ["-1", str(10**30), str(2**63), "1.5"]
WORDS = ["\x00", "१२३é", "../..", "x" * 300]
FIELDS: list[Any] = [-1, 10**30, 2**63, 1.5, None, True, "", "\x00", "१२३é\ud800", "Asia", "x" * 5000, [], {}]
FIELDS += [["\x00", "\ud800"], {"0": "\x00"}, float("inf"), float("nan"), "1E+9", "-0"]
BODIES = [
    b"",
    b"null",
    b"[]",
    b"1e999",
    b"\xff",
    b'{"\\ud800": "\\ud800", "\x00": 1}',
    b"[" * 5000,
    b"9" * 5000,
]
# Endless; ends who asks; says 503 while Rasa is not there.
NOT_ASKED = {"/v1/staff/feed", "/v1/staff/tokens", "/desk/sign-out", "/readyz"}
SECRETS = {
    "whatsapp_token": "x",
    "whatsapp_phone_id": "1",
    "whatsapp_app_secret": "meta's word",
    "whatsapp_api": "http://127.0.0.1:1",
    "stripe_key": "sk_test_x",
    "stripe_webhook_secret": "stripe's word",
    "carrier_secret": "the carrier's word",
}


@pytest.fixture
async def desk(tmp_path: Path, database_url: str) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path, database_url=database_url, **SECRETS) as desk:
        yield desk


async def places(desk: AtTheDesk) -> dict[str, str]:
    """Something real for each name in a path, so that what is sent along is looked at."""
    conversation, mine = await desk.customer()
    desk.tokens["customer"] = mine["Authorization"].removeprefix("Bearer ")
    await desk.client.post("/v1/chat/messages", json={"id": "1", "text": "hello"}, headers=mine)
    parts, now = desk.gateway.desk, datetime.now(UTC)
    buyer = parts.store.conversation(conversation).customer
    Orders(parts.store.db).place(
        Order("O1", buyer, now, "pending", (Line("ATTA-10", "Atta", 4, Money.of("410")),)), now
    )
    question = parts.questions.ask(conversation, buyer, "CARDAMOM-1", "fresh?", now, key="ask")
    with parts.store.db.write() as tx:
        product = parts.catalogue.product("CARDAMOM-1")
        assert product
        ask_quote(tx, buyer, conversation, product, 50, None, now)
    await desk.ask("asha", "POST", f"/v1/staff/conversations/{conversation}/claim")
    grain = parts.staff.by_email("grain@shop.example")
    assert grain
    found = {"conversation": conversation, "order": "O1", "order_id": "O1", "sku": "CARDAMOM-1"}
    found |= {"question": question, "member": grain.id, "seller": "grain-mill", "message": "1", "nth": "0"}
    return found | {"number": parts.quotes.newest()[0]["id"], "flag": "1"}


def asking(desk: AtTheDesk, method: str, path: str) -> dict[str, str]:
    """As whoever may call it, so that it goes as far as it can."""
    json_body = {"Content-Type": "application/json"}
    if path.startswith(("/desk", "/seller", "/admin")):
        who = "spice" if path.startswith("/seller") else "meena" if path.startswith("/admin") else "asha"
        return json_body | {"Cookie": f"dukan_staff={desk.tokens[who]}"}
    who = "customer"
    if path.startswith("/v1/staff"):
        allowed, _ = MATRIX.get((method, path.removeprefix("/v1/staff")), ({"meena"}, None))
        who = next(one for one in ("asha", "spice", "meena") if one in allowed)
    return json_body | {"Authorization": f"Bearer {desk.tokens[who]}"}


def requests(
    route: APIRoute, method: str, real: dict[str, str]
) -> Iterator[tuple[str, dict[str, str], bytes | None]]:
    """What does not fit, one thing at a time: path, query, body."""
    named = [p.alias for p in route.dependant.path_params]
    asked = [p.alias for p in route.dependant.query_params]
    fits = {name: real.get(name, "x") for name in named}
    good = json.dumps(fitting(route, method)).encode()
    for name in named:
        for odd in NUMBERS + WORDS:
            yield route.path.format(**fits | {name: quote(odd, safe="")}), {}, good
    at = route.path.format(**fits)
    for name in asked:
        for odd in NUMBERS + WORDS:
            yield at, {name: odd}, good
    if method in ("POST", "PUT", "DELETE"):
        for body in BODIES:
            yield at, {}, body
        for name in fields(route):
            for odd in FIELDS:
                yield at, {}, json.dumps(fitting(route, method) | {name: odd}).encode()


# Bodies that are read by hand have no description: what they take is said here.
BY_HAND: dict[str, dict[str, Any]] = {
    "/v1/chat/sessions": {"locale": "en", "page": "/"},
    "/v1/chat/identify": {"customer_token": "x"},
    "/v1/chat/messages": {"id": "2", "text": "hello", "tap": "", "page": ""},
    "/v1/staff/orders/{order_id}/events": {"status": "packed", "tracking": "A", "note": "n"},
}


def fields(route: APIRoute) -> list[str]:
    model = route.body_field.field_info.annotation if route.body_field else None
    return list(getattr(model, "model_fields", BY_HAND.get(route.path, {})))


def fitting(route: APIRoute, method: str) -> dict[str, Any]:
    """A body that the route takes."""
    given = MATRIX.get((method, route.path.removeprefix("/v1/staff")), (set(), None))[1]
    return dict(given or BY_HAND.get(route.path, {}))


async def test_nothing_that_is_sent_to_any_route_is_an_error_of_ours(desk: AtTheDesk) -> None:
    real, wrong = await places(desk), []
    for told in iter_route_contexts(http_app(desk.gateway).routes):
        route = told.original_route
        if not isinstance(route, APIRoute) or route.path in NOT_ASKED:
            continue
        for method in route.methods - {"HEAD"}:
            headers = asking(desk, method, route.path)
            for at, query, body in requests(route, method, real):
                answer = await desk.client.request(
                    method, at, params=query, content=body, headers=headers, timeout=120
                )
                if answer.status_code >= 500:
                    wrong.append((method, route.path, at[-80:], str(query)[:80], str(body)[:120]))
    assert wrong == []


FORMS = {
    "/desk/sign-in": ("email", "password", "code"),
    "/demo/customer": ("customer",),
    "/checkout/{token}": ("postcode", "method"),
}


@pytest.mark.parametrize("path", FORMS)
async def test_no_form_is(desk: AtTheDesk, path: str) -> None:
    for name in FORMS[path]:
        for odd in [*WORDS, *NUMBERS, "\x00" * 9]:
            answer = await desk.client.post(path.format(token="x.1.y"), data={name: odd})
            assert answer.status_code < 500, (name, odd)


PAID = {
    "id": "evt_1",
    "type": "checkout.session.completed",
    "data": {
        "object": {
            "client_reference_id": "ck_1",
            "payment_status": "paid",
            "payment_intent": "pi_1",
            "amount_total": 100,
            "currency": "inr",
        }
    },
}
BACK = {"id": "evt_2", "type": "refund.failed", "data": {"object": {"id": "re_1", "status": "failed"}}}
MOVED = {"order": "O1", "status": "packed", "tracking": "A", "note": "n"}
SAID = {
    "object": "whatsapp_business_account",
    "entry": [
        {
            "changes": [
                {
                    "field": "messages",
                    "value": {
                        "metadata": {"phone_number_id": "1"},
                        "contacts": [{"wa_id": "919", "profile": {"name": "A"}}],
                        "messages": [
                            {
                                "from": "919",
                                "id": "wamid.1",
                                "timestamp": "1700000000",
                                "type": "text",
                                "text": {"body": "hello"},
                            }
                        ],
                        "statuses": [{"id": "wamid.2", "status": "read", "timestamp": "1700000000"}],
                    },
                }
            ]
        }
    ],
}


def altered(whole: Any) -> Iterator[Any]:
    """The same with one thing in it that does not fit, or missing."""
    yield from FIELDS
    inner = whole.items() if isinstance(whole, dict) else enumerate(whole) if isinstance(whole, list) else ()
    for key, value in inner:
        for odd in altered(value):
            copy = dict(whole) if isinstance(whole, dict) else list(whole)
            copy[key] = odd
            yield copy
        if isinstance(whole, dict):
            yield {k: v for k, v in whole.items() if k != key}


def by_meta(raw: bytes) -> dict[str, str]:
    return {"x-hub-signature-256": "sha256=" + hmac.new(b"meta's word", raw, "sha256").hexdigest()}


def by_carrier(raw: bytes) -> dict[str, str]:
    return {"x-signature": hmac.new(b"the carrier's word", raw, "sha256").hexdigest()}


def by_stripe(raw: bytes) -> dict[str, str]:
    at = str(int(time.time()))
    mark = hmac.new(b"stripe's word", at.encode() + b"." + raw, "sha256").hexdigest()
    return {"stripe-signature": f"t={at},v1={mark}"}


@pytest.mark.parametrize(
    ("path", "whole", "sign"),
    [
        ("/webhooks/payments", PAID, by_stripe),
        ("/webhooks/payments", BACK, by_stripe),
        ("/webhooks/carrier", MOVED, by_carrier),
        ("/webhooks/whatsapp", SAID, by_meta),
    ],
)
async def test_nothing_that_is_signed_is(desk: AtTheDesk, path: str, whole: Any, sign: Any) -> None:
    raws = [json.dumps(one).encode() for one in altered(whole)] + BODIES
    wrong = []
    for raw in raws:
        answer = await desk.client.post(path, content=raw, headers=sign(raw))
        if answer.status_code >= 500:
            wrong.append(raw[-200:])
        assert answer.status_code != 403
    assert wrong == []


@pytest.mark.parametrize("odd", [1e300, float("inf"), float("nan"), 10**30, -1, "x", [], None])
async def test_no_token_is(desk: AtTheDesk, odd: Any) -> None:
    _, mine = await desk.customer()
    for name in ("exp", "nbf", "iat", "sub", "aud", "jti"):
        claims = {"sub": "c1", "exp": int(time.time()) + 60} | {name: odd}
        given = {"customer_token": jwt.encode(claims, STOREFRONT_SECRET, "HS256")}
        answer = await desk.client.post("/v1/chat/identify", json=given, headers=mine)
        assert answer.status_code < 500, name
