"""A shop behind its channels: the product's own store, line, delivery and channels, before a simple brain.

Rasa is not here: it takes long to start, and knows nothing of channels. Everything between the
webhook and the Bot API or Graph API is the product's. `python -m tests.standins.shop PORT` runs it
as a process of its own, for tests that kill it.
"""

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from app.gateway.channels import Channels
from app.gateway.conversing import Conversing
from app.gateway.delivery import Delivery
from app.settings import Settings
from chat.contexts import ContextKey
from chat.ports import Conversation, Understood, Waiting
from chat.reply import Command, Option, Reply, choice, text
from chat.service.inbox import Turns
from chat.service.outbox import Outbox
from connectors.problems import Problem, document
from connectors.web.channel import WebChannel, router
from connectors.web.tokens import SessionTokens
from storage.database import Database
from tests.fresh import ready

TOKEN, SECRET = "99:AAtoken", "the-secret-header"
WA_TOKEN, PHONE_ID, APP_SECRET, VERIFY = "wa-token", "106540352242922", "app-secret", "verify-me"
SMALL_CART = ContextKey("small_cart", tuple[str, ...], timedelta(days=9))


class SmallBrain:
    """Knows a cart that belongs to the customer, and repeats everything else."""

    def __init__(self, db: Database) -> None:
        from chat.service.contexts import Contexts  # noqa: PLC0415

        self._contexts = Contexts(db)
        self.thought: list[tuple[str, str]] = []
        self.seconds = float(os.environ.get("BRAIN_SECONDS", "0"))

    async def think(self, at: Conversation, waiting: Waiting, command: Command | None) -> Understood:
        self.thought.append((at.channel, waiting.text or waiting.tap))
        await asyncio.sleep(self.seconds)
        intent = command.intent if command else "echo"
        words = waiting.text.lower()
        if words.startswith("add ") or intent in ("more", "order_list"):
            return Understood((await asyncio.to_thread(self._add, at.customer, waiting),), {}, "add_to_cart")
        if words == "cart" or intent == "view_cart":
            if at.shared:
                return Understood((), {}, facts={"private": True})
            return Understood((await asyncio.to_thread(self._cart, at.customer),), {}, "view_cart")
        if words == "checkout":
            cart = await asyncio.to_thread(self._cart, at.customer)
            return Understood((text(f"Ordered: {cart.text}"),), {}, "checkout")
        if words == "many":
            return Understood((text("one"), text("two"), choice("three", Option("A", Command("a")))), {})
        said = f"heard {waiting.text}" if not command else f"did {intent} {dict(command.entities)}"
        return Understood((text(said),), {}, intent)

    def _lines(self, customer: str) -> list[str]:
        return list(self._contexts.get(customer, SMALL_CART, datetime.now(UTC)) or ())

    def _add(self, customer: str, waiting: Waiting) -> Reply:
        wanted = waiting.text.removeprefix("add ").splitlines() if waiting.text else ["one more"]
        lines = (*self._lines(customer), *wanted)
        self._contexts.save(customer, SMALL_CART, lines, datetime.now(UTC))
        return self._cart(customer)

    def _cart(self, customer: str) -> Reply:
        lines = self._lines(customer)
        said = f"{len(lines)} in cart: {', '.join(lines)}"
        return Reply("cart", said, options=(Option("One more", Command("more")),))


class Shop:
    """All parts, put together as the gateway does."""

    def __init__(self, data: Path, bot_api: str, graph_api: str, **more: Any) -> None:
        given: dict[str, Any] = {
            "data": data,
            "telegram_token": TOKEN,
            "telegram_secret": SECRET,
            "telegram_api": bot_api,
            "whatsapp_token": WA_TOKEN,
            "whatsapp_phone_id": PHONE_ID,
            "whatsapp_app_secret": APP_SECRET,
            "whatsapp_verify_token": VERIFY,
            "whatsapp_number": "+91 98000 00000",
            "whatsapp_api": graph_api,
        }
        self.settings = Settings(**{**given, **more})
        self.db = Database(self.settings.database)
        ready(self.db)
        self.store = Turns(self.db)
        self.outbox = Outbox(self.db)
        self.delivery = Delivery(self.outbox, {})
        self.channels = Channels(self.settings, self.db, self.outbox, self.delivery.call)
        self.delivery = Delivery(self.outbox, {**self.channels.senders(), "web": self._show})
        self.channels._call_delivery = self.delivery.call
        self.brain = SmallBrain(self.db)
        self.conversing = Conversing(self.store, self.channels.front(self.brain), self.delivery.call)
        self.channels.connect(self.conversing.accept)
        self.web = WebChannel(
            store=self.store,
            tokens=SessionTokens("x" * 32, 30),
            storefront_secret="s" * 32,
            take=self.conversing.take,
            identify=self._nobody,
            in_thread=asyncio.to_thread,
        )
        self.app = FastAPI(lifespan=self.running)
        self.app.add_exception_handler(Problem, _explain)
        self.app.include_router(router(self.web))
        self.channels.routes(self.app, self.web)

    async def _show(self, _conversation: str, _reply: Reply) -> str:
        return ""

    async def _nobody(self, _conversation: str, _customer: str) -> None:
        raise Problem(404, "nobody")

    @contextlib.asynccontextmanager
    async def running(self, _app: Any = None) -> AsyncIterator[None]:
        self.store.free_leases()
        self.outbox.release_claims()
        work = [self.delivery.run(), self.conversing.sweep(), *self.channels.running()]
        tasks = [asyncio.create_task(one) for one in work]
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.conversing.close()
        await self.channels.close()
        self.db.close()


async def _explain(_request: Any, err: Any) -> Any:
    return document(err.status, err.title, **err.more)


def timed(app: Any) -> Any:
    """The same app, telling in a header how many milliseconds it had each request for."""

    async def run(scope: Any, receive: Any, send: Any) -> None:
        began = time.perf_counter()

        async def told(message: Any) -> None:
            if message["type"] == "http.response.start":
                took = f"{(time.perf_counter() - began) * 1000:.2f}".encode()
                message = {**message, "headers": [*message.get("headers", []), (b"x-took-ms", took)]}
            await send(message)

        await app(scope, receive, told)

    return run


if __name__ == "__main__":
    port, data, bot_api, graph_api = sys.argv[1:]
    made = Shop(Path(data), bot_api, graph_api, demo=False)
    uvicorn.run(timed(made.app), host="127.0.0.1", port=int(port), log_level="warning")
