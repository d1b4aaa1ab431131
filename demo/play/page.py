"""A phone in a browser page, with the stand-ins behind it: try Telegram or WhatsApp without an account."""

import os
import secrets
import threading
import time
from pathlib import Path
from typing import Any, Literal

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route

from demo.play.bot_api import BotApi
from demo.play.graph_api import GraphApi

Which = Literal["telegram", "whatsapp"]
NAMES = {"telegram": "Telegram", "whatsapp": "WhatsApp"}
USER, PHONE = 501, "919800000001"
PHONE_ID = "100000000000001"
PAGE = (Path(__file__).parent / "phone.html").read_text(encoding="utf-8")


class Phone:
    """One customer's phone on one channel."""

    def __init__(self, which: Which, shop: str) -> None:
        self.which = which
        self._http = httpx.AsyncClient(timeout=10)
        self.secret = secrets.token_urlsafe(24)
        self.telegram = BotApi("99:play", self.secret, f"{shop}/webhooks/telegram")
        self.whatsapp = GraphApi("play", PHONE_ID, self.secret, f"{shop}/webhooks/whatsapp")
        stand_in = self.telegram.app if which == "telegram" else self.whatsapp.app
        self.app = Starlette(
            routes=[
                Route("/", self._page),
                Route("/play/messages", self._messages),
                Route("/play/say", self._say, methods=["POST"]),
                Route("/play/photo", self._photo, methods=["POST"]),
                Mount("/api", stand_in),
            ]
        )

    def settings(self, address: str) -> dict[str, str]:
        """The settings with which the shop takes this for the real thing."""
        api = f"{address}/api"
        if self.which == "telegram":
            return {
                "DUKAN_TELEGRAM_TOKEN": self.telegram.token,
                "DUKAN_TELEGRAM_SECRET": self.secret,
                "DUKAN_TELEGRAM_API": api,
                "DUKAN_TELEGRAM_MODE": "webhook",
            }
        return {
            "DUKAN_WHATSAPP_TOKEN": self.whatsapp.token,
            "DUKAN_WHATSAPP_PHONE_ID": PHONE_ID,
            "DUKAN_WHATSAPP_APP_SECRET": self.secret,
            "DUKAN_WHATSAPP_NUMBER": "+91 98000 00000",
            "DUKAN_WHATSAPP_API": api,
        }

    async def _page(self, _request: Request) -> Response:
        return HTMLResponse(PAGE.replace("{{channel}}", self.which).replace("{{name}}", NAMES[self.which]))

    async def _messages(self, _request: Request) -> Response:
        if self.which == "telegram":
            shown = [_from_telegram(m) for m in self.telegram.sent[str(USER)]]
        else:
            shown = [_from_whatsapp(m) for m in self.whatsapp.sent[PHONE]]
        return JSONResponse(shown)

    async def _say(self, request: Request) -> Response:
        body = await request.json()
        words, tap = str(body.get("text", ""))[:4096], str(body.get("tap", ""))
        if self.which == "telegram":
            under = int(body.get("under") or 0)
            return await self._tell(
                self.telegram.tap(USER, tap, under) if tap else self.telegram.text(USER, words)
            )
        return await self._tell(self.whatsapp.tap(PHONE, tap) if tap else self.whatsapp.text(PHONE, words))

    async def _photo(self, request: Request) -> Response:
        data, kind = await request.body(), request.headers.get("content-type", "image/jpeg")
        if self.which == "telegram":
            return await self._tell(self.telegram.photo(USER, data))
        return await self._tell(self.whatsapp.photo(PHONE, data, kind))

    async def _tell(self, said: dict[str, Any]) -> Response:
        """Deliver what the person did, as the channel would."""
        if self.which == "telegram":
            status = await self.telegram.push(said, self._http, tries=3)
        else:
            status = await self.whatsapp.push(self.whatsapp.webhook_of(messages=[said]), self._http, tries=3)
        return JSONResponse({"delivered": 200 <= status < 300})


def _from_telegram(message: dict[str, Any]) -> dict[str, Any]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    buttons = [
        [{"title": b["text"], "tap": b.get("callback_data", ""), "url": b.get("url", "")} for b in row]
        for row in rows
    ]
    text = message.get("text") or message.get("caption") or ""
    picture = message.get("photo") or message.get("media") or ""
    return {
        "id": message["message_id"],
        "at": message["at"],
        "html": text,
        "picture": picture,
        "buttons": buttons,
    }


def _from_whatsapp(message: dict[str, Any]) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": message["id"],
        "at": message["at"],
        "text": "",
        "picture": "",
        "buttons": [],
    }
    kind = message["type"]
    body = message[kind]
    if kind == "text":
        return shown | {"text": body["body"]}
    if kind == "image":
        return shown | {"text": body.get("caption", ""), "picture": body["link"]}
    if kind == "template":
        return shown | {"text": f"[template {body['name']}]"}
    action = body["action"]
    buttons = [[{"title": b["reply"]["title"], "tap": b["reply"]["id"]}] for b in action.get("buttons", [])]
    for section in action.get("sections", []):
        buttons += [
            [{"title": row["title"], "tap": row["id"], "more": row.get("description", "")}]
            for row in section["rows"]
        ]
    if body["type"] == "cta_url":
        buttons = [[{"title": action["parameters"]["display_text"], "url": action["parameters"]["url"]}]]
    picture = (body.get("header") or {}).get("image", {}).get("link", "")
    return shown | {"text": body["body"]["text"], "buttons": buttons, "picture": picture}


def start(which: Which, shop: str, port: int) -> str:
    """Serve the phone beside the shop and tell the shop's processes about it; the page's address."""
    phone = Phone(which, shop)
    server = uvicorn.Server(
        uvicorn.Config(phone.app, host="127.0.0.1", port=port, log_level="error", ws="none")
    )
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    address = f"http://127.0.0.1:{port}"
    os.environ.update(phone.settings(address))
    return address
