"""The page of a payment by UPI: the link, its QR code, and where the customer says that they paid.

It opens as often as its signed link is good: it shows what an order costs and whom to pay, and no more.
What is typed here is stored as said; it pays nothing.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from connectors.problems import raw_body
from connectors.web.checkout import words
from connectors.web.checkout.links import BadLink, Links
from connectors.web.checkout.page import CheckoutPage, page_of, upi_shown
from connectors.web.language import browsers_locale
from shop.payments.service.upi import UpiPage, UpiPayments
from shop.refusals import Coded

GOOD_FOR = timedelta(days=14)  # as long as an order may wait for its money


def pay_links(secret: str, public_url: str) -> Links:
    """Links to these pages."""
    return Links(secret, public_url, "pay", words.PAY_LINK_OVER)


def link_to(links: Links) -> Callable[[str], str]:
    """What makes the address of an order's page."""
    return lambda order: links.url(order, good_for=GOOD_FOR)


def router(page: CheckoutPage, links: Links) -> APIRouter:
    """GET and POST of one address."""
    routes = APIRouter(tags=["checkout"], include_in_schema=False)
    payments = UpiPayments(page.checkouts.db)

    async def shown(
        request: Request, token: str, status: int = 200, error: Coded | None = None, typed: str = ""
    ) -> Response:
        try:
            order = links.read(token, datetime.now(UTC))
            found: UpiPage = await page.in_thread(payments.page, order)
        except BadLink as err:
            spoken = browsers_locale(request)
            return page_of("pay.html", page, 410, spoken, error=err.in_(spoken))
        locale = found.locale
        return page_of(
            "pay.html",
            page,
            status,
            locale,
            order=found.order.id,
            error=error.in_(locale) if error else "",
            note="" if found.asked else _settled(found),
            upi=upi_shown(found.asked, urlsplit(str(request.url)).path, typed) if found.asked else None,
        )

    @routes.get("/pay/{token}")
    async def look(request: Request, token: str) -> Response:
        return await shown(request, token)

    @routes.post("/pay/{token}")
    async def tell(request: Request, token: str) -> Response:
        form = dict(parse_qsl((await raw_body(request, 2048)).decode(errors="replace")))
        typed = form.get("utr", "").strip()
        try:
            order = links.read(token, datetime.now(UTC))
            await page.in_thread(payments.told_on_page, order, typed, datetime.now(UTC))
        except BadLink:
            return await shown(request, token)
        except Coded as err:
            return await shown(request, token, 422, err, typed[:20])
        return RedirectResponse(str(request.url), 303)

    return routes


def _settled(found: UpiPage) -> str:
    """Why there is nothing to pay."""
    said = words.NOTHING_OPEN
    if found.order.status == "cancelled":
        said = words.DO_NOT_PAY
    elif not found.order.to_pay_by:
        said = words.OTHERWISE
    return said.in_(found.locale, order=found.order.id)
