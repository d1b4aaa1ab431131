"""Payments that need a person: those that no order came of, and refunds that the bank did not take."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from desk.web.api import DESK
from desk.web.pages import page, signed_in
from desk.web.parts import DeskParts
from desk.web.signing_in import now
from shop.errors import NotFound
from shop.payments.service.refunds import Refunds


def router(parts: DeskParts) -> APIRouter:
    """The page, and its calls under /v1/staff; only admins move money."""
    routes = APIRouter(tags=["staff"])

    refunds = Refunds(parts.store.db)

    def decide(request: Request, subject: str, work: Callable[[str, str, datetime], None]) -> dict[str, str]:
        member = parts.member(request, "admin")
        try:
            work(subject, member.id, now())
        except NotFound as err:
            raise HTTPException(409, str(err)) from err
        return {"status": "ok"}

    @routes.get("/desk/payments", include_in_schema=False)
    def payments(request: Request) -> Response:
        session = signed_in(parts, request, *DESK)
        if isinstance(session, RedirectResponse):
            return session
        waiting = refunds.to_look_at()
        return page(parts, "payments.html", session, strays=waiting["strays"], refunds=waiting["refunds"])

    @routes.get("/v1/staff/payments", summary="Payments and refunds that need a person")
    def listed(request: Request) -> dict[str, Any]:
        parts.member(request, *DESK)
        return refunds.to_look_at()

    @routes.post("/v1/staff/payments/{ref}/refund", summary="Give a payment without an order back")
    def refund(request: Request, ref: str) -> dict[str, str]:
        return decide(request, ref, refunds.give_back)

    @routes.post("/v1/staff/payments/{ref}/settle", summary="It was dealt with in another way")
    def settled(request: Request, ref: str) -> dict[str, str]:
        return decide(request, ref, refunds.settle)

    @routes.post("/v1/staff/refunds/again", summary="Ask for a failed refund once more: ?id=")
    def again(request: Request, id: str) -> dict[str, str]:
        return decide(request, id, refunds.try_again)

    return routes
