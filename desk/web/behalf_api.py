"""Calls under /v1/staff with which an agent acts for a customer: cart, orders."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import Field, StringConstraints
from starlette.exceptions import HTTPException

from chat.reply import Reply
from chat.wire import to_json
from desk.web.api import DESK, Body, held
from desk.web.parts import DeskParts
from desk.web.signing_in import now
from shop.errors import ShopError
from shop.replies import cart as cart_shown


class CartLine(Body):
    sku: Annotated[str, StringConstraints(max_length=80)]
    quantity: Annotated[int, Field(ge=0, le=10_000_000)]


class OrderAct(Body):
    act: Literal["cancel", "return", "again"]


def router(parts: DeskParts) -> APIRouter:
    """The routes; each asks for the role that it needs before it does anything."""
    routes = APIRouter(tags=["staff"])
    at = "/v1/staff/conversations/{conversation}"

    def done(conversation: str, said: tuple[Reply, ...]) -> dict[str, Any]:
        parts.changed()
        state = parts.store.conversation(conversation).state
        return {"state": state, "messages": [to_json(reply) for reply in said]}

    @routes.post(at + "/cart", summary="So many of a product in the customer's cart; 0 takes it out")
    def cart(request: Request, conversation: str, body: CartLine) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.known(conversation)
        product = parts.catalogue.product(body.sku)
        if product is None:
            raise HTTPException(422, "There is no such product.")
        try:
            said = held(
                lambda: parts.behalf.cart(conversation, member.id, product, body.quantity, cart_shown, now())
            )
        except ShopError as err:
            raise HTTPException(422, str(err)) from err
        return done(conversation, said)

    @routes.post(at + "/orders/{order}", summary="Cancel, return or repeat an order for the customer")
    def order(request: Request, conversation: str, order: str, body: OrderAct) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.known(conversation)
        try:
            said = held(
                lambda: parts.behalf.order(conversation, member.id, order, body.act, cart_shown, now())
            )
        except ShopError as err:
            raise HTTPException(422, str(err)) from err
        return done(conversation, said)

    return routes
