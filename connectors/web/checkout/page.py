"""The checkout page and the payment provider's webhook."""

import hashlib
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from connectors.payments.provider import Forged, PaymentFailed, Provider
from connectors.problems import Problem, raw_body
from connectors.web.checkout.links import BadLink, Links
from shop.addresses import spoken
from shop.errors import NotAllowed
from shop.money import Money
from shop.orders import Order
from storage.checkout_pages import await_payment, failed, open_for, paid
from storage.checkouts import Checkout, Checkouts
from storage.database import Database

COOKIE = "dukan_checkout"
_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
)
# Nothing is loaded from elsewhere, nothing frames the page, nothing keeps it.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}


def router(  # noqa: PLR0915  # the routes of one page share its parts
    db: Database,
    known: Checkouts,
    links: Links,
    shop_name: str,
    in_thread: Callable[..., Awaitable[Any]],
    placed: Callable[[Order, str], Awaitable[None]],
    provider: Provider | None = None,
) -> APIRouter:
    """`placed` is told of an order with its conversation, to say so in the chat."""
    routes = APIRouter(tags=["checkout"], include_in_schema=False)

    def page(status: int, **shown: Any) -> HTMLResponse:
        base: dict[str, Any] = {
            "shop": shop_name,
            "error": "",
            "checkout": None,
            "order": "",
            "ways": [],
            "address": "",
        }
        return HTMLResponse(_PAGES.get_template("page.html").render(base | shown), status, headers=_HEADERS)

    def opened(token: str, browser: str) -> tuple[Checkout, list[tuple[str, str]]]:
        with db.write() as tx:
            found = open_for(tx, known, links.read(token, datetime.now(UTC)), _mark(browser))
            ways = known.ways_to_pay(tx, found.customer)
        if found.state == "expired":
            raise BadLink("This checkout has expired. Your cart is still there: say “check out” in the chat.")
        if provider:
            ways.append((provider.name, "Pay online by card"))
        return found, ways

    def show(
        found: Checkout, ways: list[tuple[str, str]], status: int = 200, error: str = ""
    ) -> HTMLResponse:
        currency = found.total.currency
        quote = dict(found.quote)
        lines = [
            x
            | {
                "each": Money.of(x["unit_price"], currency).spoken(),
                "sum": Money.of(x["line_total"], currency).spoken(),
            }
            for x in quote["lines"]
        ]
        sums = {k: Money.of(quote[k], currency).spoken() for k in ("discount", "delivery", "tax")}
        return page(
            status,
            error=error,
            checkout={"lines": lines, "total": found.total.spoken(), **sums},
            order=found.order,
            ways=ways,
            address=spoken(dict(found.address)),
        )

    @routes.get("/checkout/{token}")
    async def review(request: Request, token: str) -> Response:
        browser = request.cookies.get(COOKIE) or secrets.token_urlsafe(18)
        try:
            found, ways = await in_thread(opened, token, browser)
        except (BadLink, NotAllowed) as err:
            return page(410, error=str(err))
        answer = show(found, ways)
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, browser, httponly=True, samesite="lax", path="/checkout", secure=secure)
        return answer

    @routes.post("/checkout/{token}")
    async def order(request: Request, token: str) -> Response:
        form = dict(parse_qsl((await raw_body(request, 4096)).decode(errors="replace")))
        browser, method = request.cookies.get(COOKIE, ""), form.get("method", "")
        try:
            if not browser:
                raise BadLink("Your browser keeps no cookies for this page. Please allow them and try again.")
            found, ways = await in_thread(opened, token, browser)
            if method not in dict(ways):
                return show(found, ways, 422, "Please choose a way to pay.")
            if provider and method == provider.name and not found.order:
                return RedirectResponse(await in_thread(pay, found, str(request.url)), 303)
            made = await in_thread(place, found.id, method)
        except (BadLink, NotAllowed) as err:
            return page(410, error=str(err))
        except PaymentFailed as err:
            return show(found, ways, 503, str(err))
        if not found.order:
            await placed(made, found.conversation)
        return RedirectResponse(str(request.url), 303)

    def place(checkout: str, method: str) -> Order:
        with db.write() as tx:
            return known.place(tx, checkout, method, datetime.now(UTC))

    def pay(found: Checkout, back: str) -> str:
        assert provider is not None  # noqa: S101  # only then it is called
        started = provider.start(found.id, found.total, back, f"Order at {shop_name}")
        with db.write() as tx:
            await_payment(tx, found.id, started.ref, datetime.now(UTC))
        return started.url

    @routes.post("/webhooks/payments")
    async def webhook(request: Request) -> dict[str, str]:
        raw = await raw_body(request, 256 * 1024)
        if provider is None:
            raise Problem(404, "No payment provider is set up.")
        try:
            news = provider.news(raw, request.headers.get("stripe-signature", ""))
        except Forged as err:
            raise Problem(400, "The signature is missing or wrong.") from err

        def take_in() -> tuple[Order, str] | None:
            now = datetime.now(UTC)
            with db.write() as tx:
                if news.what == "paid" and news.amount and news.checkout:
                    made = paid(tx, known, news.event, news.checkout, provider.name, news.amount, now)
                    return (made, known.get(tx, news.checkout).conversation) if made else None
                if news.what == "failed" and news.checkout:
                    failed(tx, known, news.event, news.checkout, now)
            return None

        try:
            done = await in_thread(take_in)
        except NotAllowed as err:
            raise Problem(409, str(err)) from err
        if done:
            await placed(*done)
        return {"status": "ok"}

    return routes


def _mark(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()
