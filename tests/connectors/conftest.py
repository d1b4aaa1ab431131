"""The stand-ins on ports of their own, and a shop in front of them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from app.processes.ports import free_port
from demo.play.bot_api import BotApi
from demo.play.graph_api import GraphApi
from tests.standins.shop import APP_SECRET, PHONE_ID, SECRET, TOKEN, WA_TOKEN, Shop


@contextlib.asynccontextmanager
async def served(app: Any) -> AsyncIterator[str]:
    """The app on a free port of loopback; its address."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", ws="none"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await running


@dataclass
class World:
    """A shop, the two stand-ins, and a client to poke at them."""

    shop: Shop
    telegram: BotApi
    whatsapp: GraphApi
    http: httpx.AsyncClient

    async def until(self, done: Callable[[], bool], seconds: float = 60) -> None:
        """Wait until this holds; an assertion that it does."""
        for _ in range(int(seconds / 0.02)):
            if done():
                return
            await asyncio.sleep(0.02)
        assert done(), "waited in vain"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    telegram = BotApi(TOKEN, SECRET)
    whatsapp = GraphApi(WA_TOKEN, PHONE_ID, APP_SECRET)
    async with (
        served(telegram.app) as bot_api,
        served(whatsapp.app) as graph_api,
        httpx.AsyncClient(timeout=30) as http,
    ):
        shop = Shop(tmp_path, bot_api, graph_api)
        async with served(shop.app) as address:
            telegram.webhook = f"{address}/webhooks/telegram"
            whatsapp.webhook = f"{address}/webhooks/whatsapp"
            made = World(shop, telegram, whatsapp, http)
            await made.until(lambda: bool(shop.channels.telegram and shop.channels.telegram.name))
            yield made
