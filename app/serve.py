"""Runs one process of the product: `python -m app.serve gateway|actions PORT`."""

import gc
import importlib
import os
import pkgutil
import sys
from typing import Any

import uvicorn
from fastapi import FastAPI

import bot.actions
from app.actions_server import actions_app
from app.body_bounds import LARGEST
from app.faults import plainly
from app.gateway import Gateway, gateway_app
from app.http_bounds import BoundedHttp, open_more_files
from app.logs import set_up
from app.private import make_private
from app.settings import Settings, load
from app.tools import open_tools


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
    app = gateway(settings) if part == "gateway" else actions(settings)
    host = settings.host if part == "gateway" else "127.0.0.1"
    # What was loaded so far stays for good; the collector need not look at it again and again.
    gc.collect()
    gc.freeze()
    open_more_files()
    uvicorn.Server(served(app, host, port)).run()


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


def gateway(settings: Settings) -> Any:
    """The gateway's app."""
    inner = os.environ["DUKAN_INNER_SECRET"]
    parts = Gateway(
        settings,
        rasa_url=os.environ["DUKAN_RASA_URL"],
        actions_url=os.environ["DUKAN_ACTIONS_URL"],
        inner_secret=inner,
    )
    return gateway_app(parts)


def actions(settings: Settings) -> FastAPI:
    """The actions' app, with every module of bot.actions registered."""
    for module in pkgutil.iter_modules(bot.actions.__path__):
        importlib.import_module(f"bot.actions.{module.name}")
    tools = open_tools(settings)
    return actions_app(tools, os.environ["DUKAN_INNER_SECRET"])


if __name__ == "__main__":
    main()
