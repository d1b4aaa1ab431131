"""Cart and orders over HTTP: what a customer may see, and how staff and carriers move an order."""

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request

from connectors.problems import Problem, json_body, raw_body, text_field
from connectors.web.channel import WebChannel
from connectors.web.order_shapes import OrderShown, OrdersShown, PartShown
from connectors.web.tokens import bearer
from shop.cart.cart import as_json as cart_json
from shop.cart.service.carts import Carts
from shop.errors import NotAllowed, NotFound
from shop.orders.requests import MoveOrder
from shop.orders.service.orders import Orders
from shop.orders.view import OrderView, sellers_part
from shop.orders.view import as_json as order_json
from storage.database import Database

PAGE = 20


def customer_router(web: WebChannel, db: Database, carts: Carts) -> APIRouter:
    """GET /v1/cart, /v1/orders, /v1/orders/{id}: only ever the asking customer's own."""
    routes = APIRouter(prefix="/v1", tags=["shop"])
    book = Orders(db)

    async def asking(request: Request) -> str:
        conversation = await web.conversation_of(bearer(request.headers.get("authorization", "")))
        known = await web.in_thread(web.store.conversation, conversation)
        return str(known.customer)

    @routes.get("/cart", summary="The cart with prices of this moment")
    async def cart(request: Request) -> dict[str, Any]:
        customer = await asking(request)

        found = await web.in_thread(carts.priced, customer, datetime.now(UTC))
        return cart_json(found.quote)

    @routes.get("/orders", summary="The customer's orders, the newest first")
    async def orders(request: Request, offset: int = 0) -> OrdersShown:
        customer = await asking(request)
        start = max(0, min(offset, 1_000_000))
        found: list[OrderView] = await web.in_thread(book.views_of_customer, customer, PAGE + 1, start)
        return OrdersShown(orders=[_shown(view) for view in found[:PAGE]], more=len(found) > PAGE)

    @routes.get("/orders/{order_id}", summary="One order of the customer")
    async def order(request: Request, order_id: str) -> OrderShown:
        customer = await asking(request)
        found: OrderView | None = await web.in_thread(book.own_view, customer, order_id)
        if found is None:
            raise Problem(404, f"You have no order {order_id[:40]}.")
        return _shown(found)

    return routes


def staff_router(
    db: Database,
    seller_of: Callable[[Request], str],
    in_thread: Callable[..., Awaitable[Any]],
    after: Callable[[OrderView], Awaitable[None]],
    carrier_secret: str = "",
) -> APIRouter:
    """Moves orders along. `seller_of` raises for whoever may not, and gives a seller's id: they move only
    and see only their own part, others ("") the whole. `after` wakes delivery and the widget."""
    routes = APIRouter(tags=["staff"])

    async def move(asked: MoveOrder) -> OrderShown | PartShown:
        try:
            view: OrderView = await in_thread(Orders(db).move, asked, datetime.now(UTC))
        except NotFound as err:
            raise Problem(404, str(err)) from err
        except NotAllowed as err:
            raise Problem(409, str(err)) from err
        await after(view)
        return PartShown(**sellers_part(view, asked.seller)) if asked.seller else _shown(view)

    @routes.post("/v1/staff/orders/{order_id}/events", summary="Move an order along; the customer is told")
    async def event(request: Request, order_id: str) -> OrderShown | PartShown:
        seller = await in_thread(seller_of, request)
        return await move(_asked(order_id, await json_body(request), seller))

    @routes.post("/webhooks/carrier", summary="A carrier's signed news of an order")
    async def carrier(request: Request) -> OrderShown | PartShown:
        raw = await raw_body(request, 64 * 1024)
        expected = hmac.new(carrier_secret.encode(), raw, hashlib.sha256).hexdigest()
        given = request.headers.get("x-signature", "").removeprefix("sha256=")
        if not carrier_secret or not hmac.compare_digest(given.encode(), expected.encode()):
            raise Problem(401, "The signature is missing or wrong.")
        try:
            body = json.loads(raw)
        except (ValueError, RecursionError) as err:
            raise Problem(400, "The request is not valid JSON.") from err
        if not isinstance(body, dict):
            raise Problem(400, "The request has to be a JSON object.")
        return await move(_asked(text_field(body, "order", longest=80, required=True), body))

    return routes


def _asked(order_id: str, body: dict[str, Any], seller: str = "") -> MoveOrder:
    """What a request's body asks for."""
    return MoveOrder(
        order_id,
        text_field(body, "status", longest=20, required=True),
        text_field(body, "tracking", longest=80),
        text_field(body, "note", longest=500),
        seller,
    )


def _shown(view: OrderView) -> OrderShown:
    return OrderShown(**order_json(view))
