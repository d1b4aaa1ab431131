"""Calls under /v1/staff with which an agent acts for a customer: cart, orders."""

from typing import Annotated, Literal

from fastapi import APIRouter, Request
from pydantic import Field, StringConstraints
from starlette.exceptions import HTTPException

from chat.reply import Reply
from desk.web.answers import Done, shown
from desk.web.api import DESK, by_holder
from desk.web.bodies import Body
from desk.web.services import DeskServices
from desk.web.signing_in import now
from shop.errors import ShopError
from shop.replies import cart as cart_shown


class CartLine(Body):
    sku: Annotated[str, StringConstraints(max_length=80)]
    quantity: Annotated[int, Field(ge=0, le=10_000_000)]


class OrderAct(Body):
    act: Literal["cancel", "return", "again"]


def router(services: DeskServices) -> APIRouter:
    """Make the routes; each asks for the role that it needs before it does anything."""
    routes = APIRouter(tags=["staff"])
    at = "/v1/staff/conversations/{conversation}"

    def done(conversation: str, sent: tuple[Reply, ...]) -> Done:
        services.changed()
        return Done(services.store.conversation(conversation).state, shown(sent))

    @routes.post(at + "/cart", summary="So many of a product in the customer's cart; 0 takes it out")
    def cart(request: Request, conversation: str, body: CartLine) -> Done:
        member = services.member(request, *DESK)
        services.must_know(conversation)
        product = services.catalogue.product(body.sku)
        if product is None:
            raise HTTPException(422, "There is no such product.")
        try:
            sent = by_holder(
                lambda: services.behalf.cart(
                    conversation, member.id, product, body.quantity, cart_shown, now()
                )
            )
        except ShopError as err:
            raise HTTPException(422, str(err)) from err
        return done(conversation, sent)

    @routes.post(at + "/orders/{order}", summary="Cancel, return or repeat an order for the customer")
    def order(request: Request, conversation: str, order: str, body: OrderAct) -> Done:
        member = services.member(request, *DESK)
        services.must_know(conversation)
        try:
            sent = by_holder(
                lambda: services.behalf.order(conversation, member.id, order, body.act, cart_shown, now())
            )
        except ShopError as err:
            raise HTTPException(422, str(err)) from err
        return done(conversation, sent)

    return routes
