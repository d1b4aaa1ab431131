"""Calls under /v1/staff around goods that no catalogue has: asked for by an agent, offered by a seller."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field, StringConstraints
from starlette.exceptions import HTTPException

from desk.service.rules import pass_on
from desk.web.answers import Sent, shown
from desk.web.api import DESK, EVERYBODY, by_holder
from desk.web.bodies import Body
from desk.web.seller_api import Price, own
from desk.web.services import DeskServices
from desk.web.signing_in import now
from shop.errors import ShopError
from shop.money import Money
from shop.sellers.question import NoQuestion
from shop.sellers.service.offers import Offered


class Wish(Body):
    """Goods that no catalogue has, in the customer's words."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=2000)]
    seller: Annotated[str, StringConstraints(max_length=80)] = ""  # "" for who sells most of the like


class Made(Body):
    """What a seller would make or find for one buyer."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
    quantity: Annotated[int, Field(ge=1, le=1_000_000)]
    price: Price
    ready_days: Annotated[int, Field(ge=0, le=180)] = 7
    days: Annotated[int, Field(ge=1, le=60)] = 7


def router(services: DeskServices) -> APIRouter:
    """Make the routes; each asks for the role that it needs before it does anything."""
    routes = APIRouter(prefix="/v1/staff", tags=["staff"])

    @routes.post("/conversations/{conversation}/wish", summary="Ask a seller for goods that no catalogue has")
    def wish(request: Request, conversation: str, body: Wish) -> Sent:
        member = services.member(request, *DESK)
        services.must_know(conversation)
        if body.seller and services.catalogue.seller(body.seller) is None:
            raise HTTPException(422, "There is no such seller.")
        sent = by_holder(lambda: services.behalf.wish(conversation, member.id, body.text, body.seller, now()))
        if not sent:
            raise HTTPException(409, "There is no seller left who could answer.")
        services.changed()
        return Sent(shown(sent))

    @routes.post("/questions/{question}/offer", summary="Offer what a buyer looks for and nobody lists")
    def offer(request: Request, question: str, body: Made) -> dict[str, str]:
        member = services.member(request, "seller", "admin")
        offered = Offered(
            body.title, body.quantity, Money.of(str(body.price)), body.ready_days, timedelta(days=body.days)
        )
        try:
            number = services.offers.offer(question, member.id, offered, now(), seller=own(member))
        except NoQuestion as err:
            raise HTTPException(404, "There is no such question.") from err
        except ShopError as err:
            raise HTTPException(422, str(err)) from err
        services.changed()
        return {"quote": number}

    @routes.post("/questions/{question}/pass", summary="Not for this seller: somebody else is asked")
    def leave(request: Request, question: str) -> dict[str, str]:
        member = services.member(request, *EVERYBODY)
        try:
            asked_in = services.questions.leave(question, member.id, now(), seller=own(member))
        except NoQuestion as err:
            raise HTTPException(404, "There is no such question.") from err
        if not asked_in:
            raise HTTPException(409, "It is answered already.")
        pass_on(services.questions, services.desk, question, asked_in, now())
        services.changed()
        return {"status": "declined"}

    return routes
