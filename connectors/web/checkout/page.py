"""The checkout page: address, delivery, payment and review on one page that needs no script.

It shows exactly the cart that was checked out. A change of address or delivery shows the new total
first; what is ordered is always the total that the customer saw.
"""

import hashlib
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from connectors.payments.provider import PaymentFailed, Provider
from connectors.payments.starting import start_payment
from connectors.problems import raw_body
from connectors.web.checkout.links import BadLink, Links
from shop.checkout import words
from shop.checkout.checkout import OpenCheckout, Opened, ReviseCheckout, WayToPay
from shop.checkout.service.checkouts import Checkouts
from shop.checkout.service.pages import CheckoutPages
from shop.delivery.ways import AGREED, Way, spoken_parts
from shop.delivery.words import FREE
from shop.errors import NotAllowed
from shop.money import Money
from shop.orders.order import CASH, Order
from shop.reading.addresses import checked
from shop.refusals import Reason

COOKIE = "dukan_checkout"
FIELDS = ("name", "line", "city", "postcode", "phone", "gstin")
NO_PHONE = "Please give a phone number that the courier may call: he comes for the cash."
_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
)
# Nothing is loaded from elsewhere, nothing frames the page, nothing keeps it.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True)
class CheckoutPage:
    """What the page works with; put together once by app."""

    checkouts: Checkouts
    links: Links
    shop_name: str
    in_thread: Callable[..., Awaitable[Any]]
    placed: Callable[[Order, str], Awaitable[None]]  # told of an order with its conversation
    provider: Provider | None = None
    zone: tzinfo = UTC  # the shop's own time

    @property
    def pages(self) -> CheckoutPages:
        return CheckoutPages(self.checkouts)


def router(page: CheckoutPage) -> APIRouter:
    """GET and POST of one address."""
    routes = APIRouter(tags=["checkout"], include_in_schema=False)

    @routes.get("/checkout/{token}")
    async def review(request: Request, token: str) -> Response:
        browser = request.cookies.get(COOKIE) or secrets.token_urlsafe(18)
        try:
            opened = await page.in_thread(_opened, page, token, browser)
        except (BadLink, NotAllowed) as err:
            return _page(page, 410, error=str(err))
        answer = _shown(page, opened)
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, browser, httponly=True, samesite="lax", path="/checkout", secure=secure)
        return answer

    @routes.post("/checkout/{token}")
    async def order(request: Request, token: str) -> Response:
        form = dict(parse_qsl((await raw_body(request, 8192)).decode(errors="replace")))
        browser = request.cookies.get(COOKIE, "")
        try:
            if not browser:
                raise BadLink("Your browser keeps no cookies for this page. Please allow them and try again.")
            opened = await page.in_thread(_opened, page, token, browser)
        except (BadLink, NotAllowed) as err:
            return _page(page, 410, error=str(err))
        return await _ordered(page, opened, form, str(request.url))

    return routes


async def _ordered(  # noqa: PLR0911  # each way out is a page
    page: CheckoutPage, opened: Opened, form: Mapping[str, str], here: str
) -> Response:
    """What the button did: a new total to look at, a payment page, or the order."""
    before = opened.checkout.total
    if opened.checkout.order:
        return RedirectResponse(here, 303)
    try:
        opened = await page.in_thread(_revised, page, opened, form)
        if form.get("do") == "update" or opened.checkout.total != before:
            note = (
                ""
                if opened.checkout.total == before
                else f"The total is {opened.checkout.total.spoken()} now."
            )
            return _shown(page, opened, note=note, method=form.get("method", ""))
        method = form.get("method", "")
        if method not in [way.id for way in opened.ways]:
            return _shown(page, opened, 422, "Please choose a way to pay.")
        if method == CASH and not opened.checkout.address.get("phone"):
            return _shown(page, opened, 422, NO_PHONE, method=method)
        if page.provider and method == page.provider.name:
            done: Order | Reason | None = await page.in_thread(
                page.pages.may_pay, opened.checkout.id, method, datetime.now(UTC)
            )
            if done is None:
                started = await start_payment(
                    page.provider,
                    opened.checkout.id,
                    opened.checkout.total,
                    here,
                    f"Order at {page.shop_name}",
                )
                now = datetime.now(UTC)
                await page.in_thread(page.pages.paying, opened.checkout.id, started.ref, now)
                return RedirectResponse(started.url, 303)
        else:
            done = await page.in_thread(page.pages.place, opened.checkout.id, method, datetime.now(UTC))
    except NotAllowed as err:
        return _shown(page, opened, 422, err.in_(opened.locale), typed=form)
    except PaymentFailed as err:
        return _shown(page, opened, 503, str(err))
    if isinstance(done, Reason):
        return _page(page, 200, note=done.in_(opened.locale))
    await page.placed(done, opened.checkout.conversation)
    return RedirectResponse(here, 303)


def _opened(page: CheckoutPage, token: str, browser: str) -> Opened:
    now = datetime.now(UTC)
    asked = OpenCheckout(page.links.read(token, now), _mark(browser))
    opened = page.pages.open(asked, now)
    if opened.checkout.state == "expired":
        raise BadLink("This checkout has expired. Your cart is still there: say “check out” in the chat.")
    if page.provider:
        online = WayToPay(page.provider.name, words.CARD)
        opened = replace(opened, ways=(*opened.ways, online))
    return opened


def _revised(page: CheckoutPage, opened: Opened, form: Mapping[str, str]) -> Opened:
    """The checkout with the address and the way of delivery that the form says."""
    if not any(field in form for field in FIELDS) and not form.get("way"):
        return opened
    typed = {field: form.get(field, "").strip() for field in FIELDS}
    address = checked({k: v for k, v in typed.items() if v})
    asked = ReviseCheckout(opened.checkout.id, address, form.get("way", ""))
    known, found = page.pages.revise(asked, datetime.now(UTC))
    return replace(opened, checkout=known, deliveries=found)


def _page(page: CheckoutPage, status: int, **shown: Any) -> HTMLResponse:
    base: dict[str, Any] = {"shop": page.shop_name, "error": "", "note": "", "checkout": None, "order": ""}
    return HTMLResponse(_PAGES.get_template("page.html").render(base | shown), status, headers=_HEADERS)


def _shown(
    page: CheckoutPage,
    opened: Opened,
    status: int = 200,
    error: str = "",
    *,
    note: str = "",
    method: str = "",
    typed: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """The whole page; `typed` is what was not taken, so that it need not be typed again."""
    found, quote = opened.checkout, opened.checkout.quote
    currency, locale = found.total.currency, opened.locale
    lines = [
        x
        | {
            "each": Money.of(x["unit_price"], currency).spoken(),
            "sum": Money.of(x["line_total"], currency).spoken(),
        }
        for x in quote["lines"]
    ]
    sums = {k: Money.of(quote[k], currency) for k in ("subtotal", "discount", "delivery", "tax")}
    ways = opened.deliveries.ways
    way = opened.deliveries.chosen(found.delivery) if ways else None
    given = typed if typed and any(typed.get(f) for f in FIELDS) else found.address
    return _page(
        page,
        status,
        error=error,
        note=note,
        order=found.order,
        paying=found.state == "paying",
        checkout={
            "lines": lines,
            "total": found.total.spoken(),
            **{k: v.spoken() if v.minor else "" for k, v in sums.items()},
            **({"delivery": "not in this total"} if way and way.id == AGREED else {}),
            "voucher": quote.get("voucher", ""),
        },
        ways=[(each.id, each.called(locale)) for each in opened.ways],
        method=method or opened.ways[0].id,
        address={f: str(given.get(f, "")) for f in FIELDS},
        delivery=[_way(w, w == way, locale) for w in ways],
        parts=spoken_parts(opened.deliveries.parts(way), locale) if way else "",
        until=_spoken(found.expires_at.astimezone(page.zone), datetime.now(page.zone)),
    )


def _spoken(at: datetime, now: datetime) -> str:
    """A time of today, or a day with it."""
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at:%A %d %B, %H:%M}"


def _way(way: Way, chosen: bool, locale: str) -> dict[str, Any]:
    cost = way.cost.spoken() if way.cost.minor else FREE.in_(locale) if way.comes else ""
    when = way.when(locale)
    comes = when[:1].upper() + when[1:]
    return {"id": way.id, "name": way.called(locale), "cost": cost, "comes": comes, "chosen": chosen}


def _mark(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()
