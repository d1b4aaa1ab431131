"""Invoices as files: by a signed link that the chat gives, and for people who work here."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from chat.words import Words
from connectors.problems import Problem
from connectors.web.checkout.links import BadLink, Links
from connectors.web.invoice_pdf import pdf
from connectors.web.language import browsers_locale
from shop.errors import NotFound
from shop.orders.invoice import Party
from shop.orders.service.invoices import Invoices
from storage.database import Database

OVER = Words(
    "This link has expired. Ask for the invoice again in the chat.",
    "Is link ka samay khatam ho gaya. Chat me invoice phir se maangiye.",
    "इस लिंक का समय ख़त्म हो गया। चैट में इनवॉइस फिर से माँगिए।",
)
_HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "X-Content-Type-Options": "nosniff",
}


def router(
    db: Database,
    links: Links,
    seller: Party,
    in_thread: Callable[..., Awaitable[Any]],
    staff_only: Callable[[Request], None],
    zone: tzinfo = UTC,
) -> APIRouter:
    """`staff_only` raises for whoever does not work here."""
    routes = APIRouter(tags=["shop"])

    async def file(order_id: str) -> Response:
        try:
            made = await in_thread(Invoices(db).invoice, order_id, seller, datetime.now(zone))
        except NotFound as err:
            raise Problem(404, str(err)) from err
        body = await in_thread(pdf, made)
        name = quote(f"{'invoice' if made.number else 'proforma'}-{order_id}.pdf", safe=" ")
        said = {"Content-Disposition": f"inline; filename*=UTF-8''{name}"}
        return Response(body, media_type="application/pdf", headers=_HEADERS | said)

    @routes.get("/invoices/{token}", include_in_schema=False)
    async def by_link(request: Request, token: str) -> Response:
        try:
            order_id = links.read(token, datetime.now(UTC))
        except BadLink as err:
            raise Problem(410, err.in_(browsers_locale(request))) from err
        return await file(order_id)

    @routes.get("/v1/staff/orders/{order_id}/invoice", summary="An order's invoice as PDF")
    async def for_staff(request: Request, order_id: str) -> Response:
        await in_thread(staff_only, request)
        return await file(order_id)

    return routes
