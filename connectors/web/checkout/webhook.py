"""The payment provider's webhook: what came in, what went back, and what fits nowhere."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from fastapi import APIRouter, Request

from connectors.payments.provider import Forged, News, Unreadable
from connectors.problems import Problem, raw_body
from connectors.web.checkout.page import Desk
from shop.checkout.online_payments import Taken, failed, take_in
from shop.payments.refunds import settle_refund

LARGEST = 256 * 1024


def router(desk: Desk, strayed: Callable[[Taken], Awaitable[None]]) -> APIRouter:
    """`strayed` is told of a payment that no order came of: a person has to look at it."""
    routes = APIRouter(tags=["checkout"], include_in_schema=False)

    @routes.post("/webhooks/payments")
    async def webhook(request: Request) -> dict[str, str]:
        raw = await raw_body(request, LARGEST)
        if desk.provider is None:
            raise Problem(404, "No payment provider is set up.")
        try:
            news = desk.provider.news(raw, request.headers.get("stripe-signature", ""))
        except Forged as err:
            raise Problem(400, "The signature is missing or wrong.") from err
        except Unreadable as err:
            raise Problem(400, "This is signed, but it is no event of a payment.") from err
        taken = await desk.in_thread(_take_in, desk, desk.provider.name, news)
        if taken and taken.order:
            await desk.placed(taken.order, taken.conversation)
        elif taken:
            await strayed(taken)
        return {"status": "ok"}

    return routes


def _take_in(desk: Desk, provider: str, news: News) -> Taken | None:
    now = datetime.now(UTC)
    with desk.db.write() as tx:
        if news.what == "paid" and news.amount:
            return take_in(tx, desk.known, news.event, news.checkout, provider, news.ref, news.amount, now)
        if news.what == "failed":
            failed(tx, desk.known, news.event, news.checkout, now)
        elif news.what in ("refunded", "not refunded"):
            settle_refund(tx, desk.db, news.event, news.ref, now, news.why)
    return None
