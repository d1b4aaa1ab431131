"""A gateway on a database of its own with a brain that echoes, served on loopback."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from app.gateway.gateway import Gateway, gateway_app
from app.gateway.http_bounds import BoundedHttp
from app.processes.ports import free_port
from app.processes.serve import served
from app.settings import Settings
from chat.ports import Brain
from storage.database import Database
from tests.fresh import ready

STOREFRONT_SECRET = "the storefront's own secret, 32+ characters"


@contextlib.asynccontextmanager
async def gateway(
    data: Path, brain: Brain, http: type[BoundedHttp] = BoundedHttp, **more: Any
) -> AsyncIterator[tuple[httpx.AsyncClient, Gateway]]:
    """A client of a running gateway, and the gateway."""
    settings = Settings(data=data, storefront_secret=STOREFRONT_SECRET, **more)
    database = Database(settings.database)
    ready(database)
    database.close()
    nowhere = "http://127.0.0.1:1"
    parts = Gateway(settings, rasa_url=nowhere, actions_url=nowhere, inner_secret="inner")
    parts.conversing.use(brain)
    config = served(gateway_app(parts), "127.0.0.1", free_port(), http)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{config.port}", timeout=120) as client:
            yield client, parts
    finally:  # a test that fails leaves nothing running beside the next
        server.should_exit = True
        await serving
