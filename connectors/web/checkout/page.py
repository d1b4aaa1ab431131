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

from chat.days import weekday_in
from chat.words import language
from connectors.payments.provider import PaymentFailed, Provider
from connectors.payments.starting import start_payment
from connectors.problems import raw_body
from connectors.web.checkout import words
from connectors.web.checkout.headers import HEADERS
from connectors.web.checkout.links import BadLink, Links
from connectors.web.checkout.qr import qr_svg
from connectors.web.language import browsers_locale
from connectors.words import ONLINE_DOWN
from shop.checkout.checkout import OpenCheckout, Opened, ReviseCheckout, WayToPay
from shop.checkout.service.checkouts import Checkouts
from shop.checkout.service.pages import CheckoutPages
from shop.checkout.words import CARD
from shop.delivery.ways import AGREED, Way, spoken_parts
from shop.delivery.words import FREE
from shop.errors import NotAllowed
from shop.money import Money
from shop.orders.order import CASH, Order
from shop.orders.words import SENT_TO
from shop.payments.asked import Asked
from shop.payments.service.upi import UpiPayments
from shop.reading.addresses import checked
from shop.refusals import Reason

COOKIE = "dukan_checkout"
FIELDS = ("name", "line", "city", "postcode", "phone", "gstin")
_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
)


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
    pay_link: Callable[[str], str] | None = None  # the address of an order's page of UPI

    @property
    def pages(self) -> CheckoutPages:
        return CheckoutPages(self.checkouts)


def router(page: CheckoutPage) -> APIRouter:
    """GET and POST of one address."""
    routes = APIRouter(tags=["checkout"], include_in_schema=False)

    async def closed(request: Request, token: str, err: BadLink | NotAllowed) -> Response:
        """Say why it does not open, as the customer speaks; as the browser does where that is not known."""
        checkout = page.links.named(token)
        spoken = await page.in_thread(page.pages.language, checkout) if checkout else browsers_locale(request)
        return _page(page, 410, spoken, error=err.in_(spoken))

    @routes.get("/checkout/{token}")
    async def review(request: Request, token: str) -> Response:
        browser = request.cookies.get(COOKIE) or secrets.token_urlsafe(18)
        try:
            opened = await page.in_thread(_opened, page, token, browser)
        except (BadLink, NotAllowed) as err:
            return await closed(request, token, err)
        asked = None
        if opened.checkout.order:
            asked = await page.in_thread(UpiPayments(page.checkouts.db).asked, opened.checkout.order)
        answer = _shown(page, opened, asked=asked)
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, browser, httponly=True, samesite="lax", path="/checkout", secure=secure)
        return answer

    @routes.post("/checkout/{token}")
    async def order(request: Request, token: str) -> Response:
        form = dict(parse_qsl((await raw_body(request, 8192)).decode(errors="replace")))
        browser = request.cookies.get(COOKIE, "")
        try:
            if not browser:
                raise BadLink(words.NO_COOKIES)
            opened = await page.in_thread(_opened, page, token, browser)
        except (BadLink, NotAllowed) as err:
            return await closed(request, token, err)
        return await _ordered(page, opened, form, str(request.url))

    return routes


async def _ordered(  # noqa: PLR0911  # each way out is a page
    page: CheckoutPage, opened: Opened, form: Mapping[str, str], here: str
) -> Response:
    """What the button did: a new total to look at, a payment page, or the order."""
    before, locale = opened.checkout.total, opened.locale
    if opened.checkout.order:
        return RedirectResponse(here, 303)
    try:
        opened = await page.in_thread(_revised, page, opened, form)
        if form.get("do") == "update" or opened.checkout.total != before:
            total = opened.checkout.total
            note = words.TOTAL_NOW.in_(locale, total=total.spoken()) if total != before else ""
            return _shown(page, opened, note=note, method=form.get("method", ""))
        method = form.get("method", "")
        if method not in [way.id for way in opened.ways]:
            return _shown(page, opened, 422, words.CHOOSE_WAY.in_(locale))
        if method == CASH and not opened.checkout.address.get("phone"):
            return _shown(page, opened, 422, words.NO_PHONE.in_(locale), method=method)
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
                    words.ORDER_AT.in_(locale, shop=page.shop_name),
                )
                now = datetime.now(UTC)
                await page.in_thread(page.pages.paying, opened.checkout.id, started.ref, now)
                return RedirectResponse(started.url, 303)
        else:
            done = await page.in_thread(page.pages.place, opened.checkout.id, method, datetime.now(UTC))
    except NotAllowed as err:
        return _shown(page, opened, 422, err.in_(locale), typed=form)
    except PaymentFailed:
        return _shown(page, opened, 503, ONLINE_DOWN.in_(locale))
    if isinstance(done, Reason):
        return _page(page, 200, locale, note=done.in_(locale))
    await page.placed(done, opened.checkout.conversation)
    return RedirectResponse(here, 303)


def _opened(page: CheckoutPage, token: str, browser: str) -> Opened:
    now = datetime.now(UTC)
    asked = OpenCheckout(page.links.read(token, now), _mark(browser))
    opened = page.pages.open(asked, now)
    if opened.checkout.state == "expired":
        raise BadLink(words.EXPIRED)
    if page.provider:
        online = WayToPay(page.provider.name, CARD)
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


def upi_shown(asked: Asked, action: str, typed: str = "") -> dict[str, Any]:
    """A payment that is awaited, as the pages show it; `action` is where the customer says that they paid."""
    return {
        "amount": asked.amount.spoken(),
        "address": asked.payee.address,
        "name": asked.payee.name,
        "ref": asked.ref,
        "link": asked.link,
        "qr": qr_svg(asked.link),
        "told": asked.told,
        "utr": asked.utr,
        "typed": typed,
        "action": action,
    }


def page_of(template: str, page: CheckoutPage, status: int, locale: str, **shown: Any) -> HTMLResponse:
    """One of these pages, in this language."""

    def say(name: str, **facts: object) -> str:
        return words.PAGE[name].in_(locale, **facts)

    base: dict[str, Any] = {
        "shop": page.shop_name, "error": "", "note": "", "checkout": None, "ordered": (),
        "say": say, "lang": words.LANG[language(locale)], "upi": None, "order": "",
    }  # fmt: skip
    return HTMLResponse(_PAGES.get_template(template).render(base | shown), status, headers=HEADERS)


def _page(page: CheckoutPage, status: int, locale: str, **shown: Any) -> HTMLResponse:
    return page_of("page.html", page, status, locale, **shown)


def _shown(
    page: CheckoutPage,
    opened: Opened,
    status: int = 200,
    error: str = "",
    *,
    note: str = "",
    method: str = "",
    typed: Mapping[str, str] | None = None,
    asked: Asked | None = None,
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
        locale,
        error=error,
        note=note,
        ordered=words.ORDERED.in_(locale, order=found.order).partition(found.order) if found.order else (),
        paying=found.state == "paying",
        upi=upi_shown(asked, page.pay_link(asked.order)) if asked and page.pay_link else None,
        checkout={
            "lines": lines,
            "total": found.total.spoken(),
            **{k: v.spoken() if v.minor else "" for k, v in sums.items()},
            **({} if sums["delivery"].minor else {"delivery": FREE.in_(locale)}),
            **({"delivery": words.NOT_IN_THIS_TOTAL.in_(locale)} if way and way.id == AGREED else {}),
            "voucher": quote.get("voucher", ""),
        },
        ways=[(each.id, each.called(locale)) for each in opened.ways],
        method=method or opened.ways[0].id,
        address={f: str(given.get(f, "")) for f in FIELDS},
        delivery=[_way(w, w == way, locale) for w in ways],
        parts=spoken_parts(opened.deliveries.parts(way), locale) if way else "",
        to=SENT_TO.in_(locale, address=_in_a_line(found.address)),
        until=_spoken(found.expires_at.astimezone(page.zone), datetime.now(page.zone), locale),
    )


def _in_a_line(address: Mapping[str, str]) -> str:
    place = f"{address.get('city', '')} {address.get('postcode', '')}".strip()
    return ", ".join(part for part in (address.get("name"), address.get("line"), place) if part)


def _spoken(at: datetime, now: datetime, locale: str) -> str:
    """A time of today, or a day with it."""
    time = f"{at:%H:%M}"
    if at.date() == now.date():
        return time
    return words.UNTIL.in_(locale, day=weekday_in(locale, at), time=time)


def _way(way: Way, chosen: bool, locale: str) -> dict[str, Any]:
    cost = way.cost.spoken() if way.cost.minor else FREE.in_(locale) if way.comes else ""
    when = way.when(locale)
    comes = when[:1].upper() + when[1:]
    return {"id": way.id, "name": way.called(locale), "cost": cost, "comes": comes, "chosen": chosen}


def _mark(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()
