"""Payments that need a person: those that no order came of, and refunds that the bank did not take."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from desk.web.api import DESK
from desk.web.pages import page, signed_in
from desk.web.services import DeskServices
from desk.web.signing_in import now
from shop.errors import NotFound


@dataclass(frozen=True)
class Stray:
    """A payment that no order came of; who paid is null where their checkout is not known."""

    ref: str
    provider: str
    checkout_id: str
    order_id: str
    amount: int
    currency: str
    state: str
    reason: str
    settled_by: str
    at: str
    customer_id: str | None
    conversation_id: str | None
    spoken: str


@dataclass(frozen=True)
class FailedRefund:
    """A refund that the provider did not make."""

    id: str
    ref: str
    amount: int
    currency: str
    state: str
    tries: int
    next_at: str
    provider_id: str
    error: str
    at: str
    spoken: str


@dataclass(frozen=True)
class NeedsPerson:
    """What a person has to decide."""

    strays: list[Stray]
    refunds: list[FailedRefund]


def router(services: DeskServices) -> APIRouter:
    """Make the page, and its calls under /v1/staff; only admins move money."""
    routes = APIRouter(tags=["staff"])

    def decide(
        request: Request, subject: str, decision: Callable[[str, str, datetime], None]
    ) -> dict[str, str]:
        member = services.member(request, "admin")
        try:
            decision(subject, member.id, now())
        except NotFound as err:
            raise HTTPException(409, str(err)) from err
        return {"status": "ok"}

    @routes.get("/desk/payments", include_in_schema=False)
    def payments(request: Request) -> Response:
        session = signed_in(services, request, *DESK)
        if isinstance(session, RedirectResponse):
            return session
        waiting = services.refunds.to_look_at()
        found: dict[str, Any] = {**waiting, "upi_awaited": len(services.upi.to_look_at()["awaited"])}
        return page(services, "payments.html", session, **found)

    @routes.get("/v1/staff/payments", summary="Payments and refunds that need a person")
    def listed(request: Request) -> NeedsPerson:
        services.member(request, *DESK)
        found = services.refunds.to_look_at()
        return NeedsPerson(
            [Stray(**row) for row in found["strays"]], [FailedRefund(**row) for row in found["refunds"]]
        )

    @routes.post("/v1/staff/payments/{ref}/refund", summary="Give a payment without an order back")
    def refund(request: Request, ref: str) -> dict[str, str]:
        return decide(request, ref, services.refunds.give_back)

    @routes.post("/v1/staff/payments/{ref}/settle", summary="It was dealt with in another way")
    def settled(request: Request, ref: str) -> dict[str, str]:
        return decide(request, ref, services.refunds.settle)

    @routes.post("/v1/staff/refunds/again", summary="Ask for a failed refund once more: ?id=")
    def again(request: Request, id: str) -> dict[str, str]:
        return decide(request, id, services.refunds.try_again)

    return routes
