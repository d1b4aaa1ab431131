"""The checkout page: address, delivery, payment and review on one page that needs no script.

It shows exactly the cart that was checked out. A change of address or delivery shows the new total
first; what is ordered is always the total that the customer saw.
"""

import hashlib
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chat.service.conversations import Conversations
from connectors.payments.provider import PaymentFailed, Provider
from connectors.payments.starting import start_payment
from connectors.problems import raw_body
from connectors.web.checkout.links import BadLink, Links
from people.store.customers import put_address
from shop.checkout import approvals
from shop.checkout.limits import NeedsApproval, check_limit, ways_to_pay
from shop.checkout.page_state import await_payment, open_for
from shop.checkout.store import Checkout, Checkouts
from shop.delivery.offers import Deliveries
from shop.delivery.service import deliveries
from shop.delivery.ways import AGREED, Way, spoken_parts
from shop.errors import NotAllowed
from shop.money import Money
from shop.orders.order import CASH, Order
from shop.reading.addresses import checked
from storage.database import Database

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
class Opened:
    """A checkout as its page shows it."""

    checkout: Checkout
    ways: list[tuple[str, str]]  # to pay
    deliveries: Deliveries


@dataclass(frozen=True)
class Desk:
    """What the page works with; put together once by app."""

    db: Database
    known: Checkouts
    links: Links
    shop_name: str
    in_thread: Callable[..., Awaitable[Any]]
    placed: Callable[[Order, str], Awaitable[None]]  # told of an order with its conversation
    provider: Provider | None = None
    zone: tzinfo = UTC  # the shop's own time


def router(desk: Desk) -> APIRouter:
    """GET and POST of one address."""
    routes = APIRouter(tags=["checkout"], include_in_schema=False)

    @routes.get("/checkout/{token}")
    async def review(request: Request, token: str) -> Response:
        browser = request.cookies.get(COOKIE) or secrets.token_urlsafe(18)
        try:
            opened = await desk.in_thread(_opened, desk, token, browser)
        except (BadLink, NotAllowed) as err:
            return _page(desk, 410, error=str(err))
        answer = _shown(desk, opened)
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
            opened = await desk.in_thread(_opened, desk, token, browser)
        except (BadLink, NotAllowed) as err:
            return _page(desk, 410, error=str(err))
        return await _ordered(desk, opened, form, str(request.url))

    return routes


async def _ordered(  # noqa: PLR0911  # each way out is a page
    desk: Desk, opened: Opened, form: Mapping[str, str], here: str
) -> Response:
    """What the button did: a new total to look at, a payment page, or the order."""
    before = opened.checkout.total
    if opened.checkout.order:
        return RedirectResponse(here, 303)
    try:
        opened = await desk.in_thread(_revised, desk, opened, form)
        if form.get("do") == "update" or opened.checkout.total != before:
            note = (
                ""
                if opened.checkout.total == before
                else f"The total is {opened.checkout.total.spoken()} now."
            )
            return _shown(desk, opened, note=note, method=form.get("method", ""))
        method = form.get("method", "")
        if method not in dict(opened.ways):
            return _shown(desk, opened, 422, "Please choose a way to pay.")
        if method == CASH and not opened.checkout.address.get("phone"):
            return _shown(desk, opened, 422, NO_PHONE, method=method)
        if desk.provider and method == desk.provider.name:
            done: str | Order | None = await desk.in_thread(_may_pay, desk, opened.checkout)
            if done is None:
                started = await start_payment(
                    desk.provider,
                    opened.checkout.id,
                    opened.checkout.total,
                    here,
                    f"Order at {desk.shop_name}",
                )
                await desk.in_thread(_paying, desk, opened.checkout, started.ref)
                return RedirectResponse(started.url, 303)
        else:
            done = await desk.in_thread(_place, desk, opened.checkout, method)
    except NotAllowed as err:
        return _shown(desk, opened, 422, str(err), typed=form)
    except PaymentFailed as err:
        return _shown(desk, opened, 503, str(err))
    if isinstance(done, str):
        return _page(desk, 200, note=done)
    await desk.placed(done, opened.checkout.conversation)
    return RedirectResponse(here, 303)


def _opened(desk: Desk, token: str, browser: str) -> Opened:
    now = datetime.now(UTC)
    with desk.db.write() as tx:
        found = open_for(tx, desk.known, desk.links.read(token, now), _mark(browser))
        if found.state == "expired":
            raise BadLink("This checkout has expired. Your cart is still there: say “check out” in the chat.")
        ways = ways_to_pay(tx, found.customer)
        if desk.provider:
            ways.append((desk.provider.name, "Pay online by card"))
        return Opened(found, ways, _deliveries(tx, found, found.address.get("postcode", ""), now))


def _deliveries(tx: Any, found: Checkout, postcode: str, now: datetime) -> Deliveries:
    lines = found.quote["lines"]
    subtotal = Money.of(found.quote["subtotal"], found.total.currency)
    return deliveries(tx, [x["sku"] for x in lines], postcode, subtotal, now)


def _revised(desk: Desk, opened: Opened, form: Mapping[str, str]) -> Opened:
    """The checkout with the address and the way of delivery that the form says."""
    known = opened.checkout
    if not any(field in form for field in FIELDS) and not form.get("way"):
        return opened
    typed = {field: form.get(field, "").strip() for field in FIELDS}
    address = checked({k: v for k, v in typed.items() if v})
    now = datetime.now(UTC)
    with desk.db.write() as tx:
        found = _deliveries(tx, known, address["postcode"], now)
        way = found.chosen(form.get("way") or known.delivery)
        if dict(known.address) != address or way.id != known.delivery or way.cost != _cost(known):
            known = desk.known.revise(tx, known.id, now, address=address, delivery=way.id, cost=way.cost)
            put_address(tx, known.customer, address)
    return Opened(known, opened.ways, found)


def _cost(known: Checkout) -> Money:
    return Money.of(known.quote["delivery"], known.total.currency)


def _place(desk: Desk, checkout: Checkout, method: str) -> Order | str:
    """The order, or the sentence that says whose yes it needs first."""
    now = datetime.now(UTC)
    with desk.db.write() as tx:
        try:
            return desk.known.place(tx, checkout.id, method, now)
        except NeedsApproval:
            return approvals.ask(tx, Conversations(desk.db), checkout, method, now)


def _may_pay(desk: Desk, checkout: Checkout) -> str | None:
    """None; or the sentence that says whose yes it needs first."""
    assert desk.provider is not None  # noqa: S101  # only then it is called
    now = datetime.now(UTC)
    with desk.db.write() as tx:
        desk.known.check_voucher(tx, checkout)
        try:
            check_limit(tx, checkout.id, checkout.customer, checkout.total)
        except NeedsApproval:
            return approvals.ask(tx, Conversations(desk.db), checkout, desk.provider.name, now)
    return None


def _paying(desk: Desk, checkout: Checkout, ref: str) -> None:
    """The payment has begun at the provider's."""
    with desk.db.write() as tx:
        desk.known.check_voucher(tx, checkout)  # from here on it counts as used, until this is over
        await_payment(tx, checkout.id, ref, datetime.now(UTC))


def _page(desk: Desk, status: int, **shown: Any) -> HTMLResponse:
    base: dict[str, Any] = {"shop": desk.shop_name, "error": "", "note": "", "checkout": None, "order": ""}
    return HTMLResponse(_PAGES.get_template("page.html").render(base | shown), status, headers=_HEADERS)


def _shown(
    desk: Desk,
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
    currency = found.total.currency
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
        desk,
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
        ways=opened.ways,
        method=method or opened.ways[0][0],
        address={f: str(given.get(f, "")) for f in FIELDS},
        delivery=[_way(w, w == way) for w in ways],
        parts=spoken_parts(opened.deliveries.parts(way)) if way else "",
        until=_spoken(found.expires_at.astimezone(desk.zone), datetime.now(desk.zone)),
    )


def _spoken(at: datetime, now: datetime) -> str:
    """A time of today, or a day with it."""
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at:%A %d %B, %H:%M}"


def _way(way: Way, chosen: bool) -> dict[str, Any]:
    cost = way.cost.spoken() if way.cost.minor else "free" if way.comes else ""
    return {"id": way.id, "name": way.name, "cost": cost, "comes": way.when().capitalize(), "chosen": chosen}


def _mark(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()
