"""Payments that need a person: those that no order came of, and refunds that the bank did not take."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from desk.web.api import DESK
from desk.web.pages import page, signed_in
from desk.web.parts import DeskParts
from desk.web.signing_in import now
from shop.checkout.online_payments import give_back, settle, to_look_at
from shop.errors import NotFound
from shop.payments.refunds import try_again
from storage.audit import record


def router(parts: DeskParts) -> APIRouter:
    """The page, and its calls under /v1/staff; only admins move money."""
    routes = APIRouter(tags=["staff"])

    def waiting() -> dict[str, Any]:
        with parts.store.db.read() as tx:
            return to_look_at(tx)

    def decide(request: Request, what: str, subject: str, work: Callable[[Any, str], None]) -> dict[str, str]:
        member = parts.member(request, "admin")
        try:
            with parts.store.db.write() as tx:
                work(tx, member.id)
                record(tx, now(), member.id, what, subject=subject)
        except NotFound as err:
            raise HTTPException(409, str(err)) from err
        return {"status": "ok"}

    @routes.get("/desk/payments", include_in_schema=False)
    def payments(request: Request) -> Response:
        session = signed_in(parts, request, *DESK)
        if isinstance(session, RedirectResponse):
            return session
        return page(parts, "payments.html", session, **waiting())

    @routes.get("/v1/staff/payments", summary="Payments and refunds that need a person")
    def listed(request: Request) -> dict[str, Any]:
        parts.member(request, *DESK)
        return waiting()

    @routes.post("/v1/staff/payments/{ref}/refund", summary="Give a payment without an order back")
    def refund(request: Request, ref: str) -> dict[str, str]:
        return decide(request, "payment_back", ref, lambda tx, by: give_back(tx, ref, by, now()))

    @routes.post("/v1/staff/payments/{ref}/settle", summary="It was dealt with in another way")
    def settled(request: Request, ref: str) -> dict[str, str]:
        return decide(request, "payment_settled", ref, lambda tx, by: settle(tx, ref, by))

    @routes.post("/v1/staff/refunds/again", summary="Ask for a failed refund once more: ?id=")
    def again(request: Request, id: str) -> dict[str, str]:
        return decide(request, "refund_again", id, lambda tx, _by: try_again(tx, id, now()))

    return routes
