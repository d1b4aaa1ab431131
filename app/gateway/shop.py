"""Puts the shop's HTTP side together: cart and orders, the checkout page, payments, what expires."""

import asyncio
import logging
import re
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from functools import partial
from typing import Any

from fastapi import FastAPI, HTTPException, Request

from app.gateway.refunding import refund
from app.secrets import secret
from app.settings import Settings
from chat.reply import Reply
from chat.service.conversations import Conversations
from connectors.payments.provider import Provider
from connectors.payments.stripe import Stripe
from connectors.web import invoices as web_invoices
from connectors.web import orders as web_orders
from connectors.web.checkout import page, paying, webhook
from connectors.web.checkout.links import Links
from shop.alerts.service import Alerts
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.checkout import notices
from shop.checkout.checkout import Taken
from shop.checkout.service.checkouts import Checkouts
from shop.claims.claim import ClaimRules
from shop.delivery.states import state_of
from shop.money import Money
from shop.orders.invoice import Party
from shop.orders.order import Order
from shop.orders.view import OrderView, as_json
from shop.payments import notices as upi_notices
from shop.payments.service.upi import UpiPayments
from storage.database import Database

log = logging.getLogger(__name__)

ALERTS_EVERY_SECONDS = 60.0
LOOK_EVERY_SECONDS = 30.0
PUNE = "411001"  # where the demo's marketplace is


def checkout_links(settings: Settings) -> Links:
    """Links of one installation: the chat makes them, the page reads them."""
    return Links(secret(settings.data, "checkout.key"), settings.address)


def invoice_links(settings: Settings) -> Links:
    """Private links to invoices."""
    return Links(secret(settings.data, "checkout.key"), settings.address, "invoices", web_invoices.OVER)


def pay_links(settings: Settings) -> Links:
    """Links to the page of an order's payment by UPI."""
    return paying.pay_links(secret(settings.data, "checkout.key"), settings.address)


def the_shop(settings: Settings) -> Party:
    """Who sells, as invoices name it."""
    address, gstin = settings.shop_address, settings.shop_gstin
    found = re.search(r"\b[1-9]\d{5}\b", address)
    return Party(
        settings.shop_name,
        address,
        gstin,
        state_of(gstin, found[0] if found else PUNE if settings.demo else ""),
    )


def payment_provider(settings: Settings) -> Provider | None:
    """Who takes payments online, if it is set up."""
    if not settings.stripe_key:
        return None
    return Stripe(settings.stripe_key, settings.stripe_webhook_secret, settings.stripe_api)


def price_rules(settings: Settings) -> Rules:
    """How this shop prices; the same for chat, pages and desk."""
    return Rules(group_percent=settings.price_groups)


def claim_rules(settings: Settings) -> ClaimRules:
    """How this shop deals with claims; the same for chat and desk."""
    return ClaimRules(
        window_days=settings.claim_days,
        answer_days=settings.claim_answer_days,
        at_once=Money(settings.claim_at_once * 100),
        at_once_claims=settings.claims_at_once,
    )


def routes(app: FastAPI, gateway: Any) -> None:
    """Mount everything on the gateway's app."""
    settings: Settings = gateway.settings
    db: Database = gateway.db
    carts = Carts(db, price_rules(settings))
    provider = payment_provider(settings)
    app.include_router(web_orders.customer_router(gateway.web, db, carts))

    def works_here(request: Request) -> None:
        """Agents and admins; a seller sees no other seller's goods."""
        if gateway.desk.signing_in.session_of(request).member.role not in ("agent", "admin"):
            raise HTTPException(403, "Your role does not allow that.")

    app.include_router(
        web_invoices.router(
            db,
            invoice_links(settings),
            the_shop(settings),
            asyncio.to_thread,
            works_here,
            settings.zone,
        )
    )

    async def show_moved(view: OrderView) -> None:
        """Send what was said of an order, and draw it anew wherever its customer looks at it."""
        gateway.delivery.call()
        of_customer = gateway.store.customers_conversations
        for conversation in await asyncio.to_thread(of_customer, view.order.customer):
            if conversation.channel == "web":
                await gateway.live.emit("order", as_json(view), room=conversation.id)

    def seller_of(request: Request) -> str:
        """The seller whose part of an order may be moved; "" for an admin, who moves all of it."""
        member = gateway.desk.signing_in.session_of(request).member
        if member.role not in ("seller", "admin"):
            raise HTTPException(403, "Only sellers and admins move orders.")
        return (member.seller or "nobody") if member.role == "seller" else ""

    app.include_router(
        web_orders.staff_router(db, seller_of, asyncio.to_thread, show_moved, settings.carrier_secret)
    )

    async def say(conversation: str, draw: Callable[[str], Reply]) -> None:
        """Say it in the language that is spoken there."""
        if conversation:
            known = await asyncio.to_thread(gateway.store.conversation, conversation)
            await asyncio.to_thread(gateway.store.say, conversation, [draw(known.locale)])
            gateway.delivery.call()

    async def placed(order: Order, conversation: str) -> None:
        """An order was placed on the page: the chat says so too."""
        await say(conversation, partial(notices.ordered, order))
        asked = await asyncio.to_thread(UpiPayments(db).asked, order.id) if order.to_pay_by else None
        if asked:
            await say(
                conversation,
                partial(upi_notices.pay_here, asked, pay_link(order.id)),
            )

    async def strayed(taken: Taken) -> None:
        """Money came that no order came of: the customer hears that it is not lost, the desk sees it."""
        log.error("a payment of %s came to no order: %s", taken.amount.spoken(), taken.reason)
        await say(taken.conversation, partial(notices.paid_for_nothing, taken.amount))

    pay_link = paying.link_to(pay_links(settings))
    checkout = page.CheckoutPage(
        Checkouts(db, carts),
        checkout_links(settings),
        settings.shop_name,
        asyncio.to_thread,
        placed,
        provider,
        settings.zone,
        pay_link,
    )
    app.include_router(page.router(checkout))
    app.include_router(paying.router(checkout, pay_links(settings)))
    app.include_router(webhook.router(checkout, strayed))


def running(db: Database, store: Conversations, settings: Settings) -> list[Coroutine[Any, Any, None]]:
    """What the shop does beside the requests: give back what is over, tell what was waited for, refund."""
    UpiPayments(db).set_payee(settings.upi_payee)
    provider = payment_provider(settings)
    checkouts = Checkouts(db, Carts(db, price_rules(settings)))
    return [
        _repeat(checkouts.expire, LOOK_EVERY_SECONDS),
        _repeat(Alerts(db).tell_all, ALERTS_EVERY_SECONDS),
        *([refund(db, provider)] if provider else []),
    ]


async def _repeat(work: Callable[[datetime], object], seconds: float) -> None:
    """Do it again and again, until cancelled; a fault is logged, and the next time comes all the same."""
    while True:
        try:
            await asyncio.to_thread(work, datetime.now(UTC))
        except Exception:
            log.exception("%s failed", work.__qualname__)
        await asyncio.sleep(seconds)
