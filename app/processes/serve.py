"""Runs one process of the product: `python -m app.processes.serve gateway|actions PORT`."""

import gc
import os
import socket
import sys
from collections.abc import Callable
from typing import Any

import uvicorn
from fastapi import FastAPI

from app.actions.server import actions_app
from app.actions.tools import open_tools
from app.faults import plainly
from app.gateway.body_bounds import LARGEST
from app.gateway.gateway import Gateway, gateway_app
from app.gateway.http_bounds import BoundedHttp, open_more_files
from app.logs import set_up
from app.private import make_private
from app.settings import Settings, load
from bot.routing.declared import all_declared


def main() -> None:
    """What the supervisor starts."""
    make_private()
    try:
        serve()
    except Exception as err:
        if not (words := plainly(err)):
            raise
        sys.exit(words)


def serve() -> None:
    """The process that the arguments name."""
    part, port = sys.argv[1], int(sys.argv[2])
    settings = load()
    set_up(settings, part)
    app, leave = gateway(settings) if part == "gateway" else (actions(settings), None)
    host = settings.host if part == "gateway" else "127.0.0.1"
    # What was loaded so far stays for good; the collector need not look at it again and again.
    gc.collect()
    gc.freeze()
    open_more_files()
    Leaving(served(app, host, port), leave).run()


class Leaving(uvicorn.Server):
    """A server that says when it begins to end: it waits for all requests, and they may wait for long."""

    def __init__(self, config: uvicorn.Config, leave: Callable[[], None] | None) -> None:
        super().__init__(config)
        self._leave = leave

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._leave:
            self._leave()
        await super().shutdown(sockets)


def served(app: Any, host: str, port: int, http: type[BoundedHttp] = BoundedHttp) -> uvicorn.Config:
    """How an app is served, within the bounds of a connection and of what comes through it."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        http=http,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # the gateway asks its own setting
        timeout_graceful_shutdown=8,
        ws_max_size=LARGEST,
    )


def gateway(settings: Settings) -> tuple[Any, Callable[[], None]]:
    """The gateway's app, and what it does first when it ends."""
    inner = os.environ["DUKAN_INNER_SECRET"]
    parts = Gateway(
        settings,
        rasa_url=os.environ["DUKAN_RASA_URL"],
        actions_url=os.environ["DUKAN_ACTIONS_URL"],
        inner_secret=inner,
    )
    return gateway_app(parts), parts.conversing.leave


def actions(settings: Settings) -> FastAPI:
    """The actions' app, with every module of bot.actions registered."""
    all_declared()
    tools = open_tools(settings)
    return actions_app(tools, os.environ["DUKAN_INNER_SECRET"])


if __name__ == "__main__":
    main()
