"""The payment provider's webhook: what came in, what went back, and what fits nowhere."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from fastapi import APIRouter, Request

from connectors.payments.provider import Forged, News, Unreadable
from connectors.problems import Problem, raw_body
from connectors.web.checkout.page import CheckoutPage
from shop.checkout.checkout import PaymentCame, PaymentFailed, Taken
from shop.checkout.service.online_payments import OnlinePayments
from shop.payments.refund import RefundNews
from shop.payments.service.refunds import Refunds

LARGEST = 256 * 1024


def router(page: CheckoutPage, strayed: Callable[[Taken], Awaitable[None]]) -> APIRouter:
    """`strayed` is told of a payment that no order came of: a person has to look at it."""
    routes = APIRouter(tags=["checkout"], include_in_schema=False)

    @routes.post("/webhooks/payments")
    async def webhook(request: Request) -> dict[str, str]:
        raw = await raw_body(request, LARGEST)
        if page.provider is None:
            raise Problem(404, "No payment provider is set up.")
        try:
            news = page.provider.news(raw, request.headers.get("stripe-signature", ""))
        except Forged as err:
            raise Problem(400, "The signature is missing or wrong.") from err
        except Unreadable as err:
            raise Problem(400, "This is signed, but it is no event of a payment.") from err
        taken = await page.in_thread(_take_in, page, page.provider.name, news)
        if taken and taken.order:
            await page.placed(taken.order, taken.conversation)
        elif taken:
            await strayed(taken)
        return {"status": "ok"}

    return routes


def _take_in(page: CheckoutPage, provider: str, news: News) -> Taken | None:
    now, payments = datetime.now(UTC), OnlinePayments(page.checkouts)
    if news.what == "paid" and news.amount:
        came = PaymentCame(news.event, news.checkout, provider, news.ref, news.amount)
        return payments.take_in(came, now)
    if news.what == "failed":
        payments.failed(PaymentFailed(news.event, news.checkout), now)
    elif news.what in ("refunded", "not refunded"):
        Refunds(page.checkouts.db).settled(RefundNews(news.event, news.ref, news.why), now)
    return None
