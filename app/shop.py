"""Puts the shop's HTTP side together: cart and orders, the checkout page, payments, what expires."""

import asyncio
import logging
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI, HTTPException, Request

from app.secrets import secret
from app.settings import Settings
from chat.reply import Command, Option, Reply
from connectors.payments.provider import Provider
from connectors.payments.stripe import Stripe
from connectors.web import orders as web_orders
from connectors.web.checkout import page
from connectors.web.checkout.links import Links
from shop.orders import Order
from shop.pricing import Rules
from storage.carts import Carts
from storage.checkouts import Checkouts
from storage.database import Database

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 30.0


def checkout_links(settings: Settings) -> Links:
    """Links of one installation: the chat makes them, the page reads them."""
    return Links(secret(settings.data, "checkout.key"), settings.address)


def payment_provider(settings: Settings) -> Provider | None:
    """Who takes payments online, if it is set up."""
    if not settings.stripe_key:
        return None
    return Stripe(settings.stripe_key, settings.stripe_webhook_secret, settings.stripe_api)


def routes(app: FastAPI, gateway: Any) -> None:
    """Mount everything on the gateway's app."""
    settings: Settings = gateway.settings
    db: Database = gateway.db
    carts = Carts(db, Rules())
    app.include_router(web_orders.customer_router(gateway.web, db, carts))

    def allowed(request: Request) -> None:
        session = gateway.desk.signing_in.of(request)
        if session.member.role not in ("seller", "admin"):
            raise HTTPException(403, "Only sellers and admins move orders.")

    async def told(customer: str, order: dict[str, Any]) -> None:
        gateway.delivery.call()
        for conversation in await asyncio.to_thread(gateway.store.customers_conversations, customer):
            if conversation.channel == "web":
                await gateway.live.emit("order", order, room=conversation.id)

    app.include_router(
        web_orders.staff_router(db, gateway.store, allowed, asyncio.to_thread, told, settings.carrier_secret)
    )

    async def placed(order: Order, conversation: str) -> None:
        """The page placed an order: the chat says so too."""
        if not conversation:
            return
        words = f"Ordered. Your order number is {order.id}, {order.total.spoken()} in all."
        follow = Option("Where is it?", Command("track_order", {"order": order.id}))
        reply = Reply("choice", words, "system", options=(follow,))
        await asyncio.to_thread(gateway.store.say, conversation, [reply])
        gateway.delivery.call()

    app.include_router(
        page.router(
            db,
            Checkouts(db, carts),
            checkout_links(settings),
            settings.shop_name,
            asyncio.to_thread,
            placed,
            payment_provider(settings),
        )
    )


async def expire(db: Database) -> None:
    """Give back for ever what checkouts hold whose time is over."""
    known = Checkouts(db, Carts(db))

    def once() -> None:
        with db.write() as tx:
            known.expire(tx, datetime.now(UTC))

    while True:
        try:
            await asyncio.to_thread(once)
        except Exception:
            log.exception("expiring checkouts failed")
        await asyncio.sleep(LOOK_EVERY_SECONDS)
