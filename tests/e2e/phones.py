"""Telegram and WhatsApp as they stand in for themselves, on ports of their own, for a running product."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn

from app.processes.ports import free_port
from demo.play.bot_api import BotApi
from demo.play.graph_api import GraphApi

TOKEN, SECRET = "99:AAtoken", "the-secret-header"
WA_TOKEN, PHONE_ID, APP_SECRET = "wa-token", "106540352242922", "app-secret"
TEMPLATES = '{"agent": {"name": "a_word_from_us", "language": "en", "fill": ["text"]}}'


@dataclass
class Phones:
    """The two worlds, and what people do in them."""

    telegram: BotApi
    whatsapp: GraphApi
    telegram_api: str
    whatsapp_api: str

    def settings(self) -> dict[str, str]:
        """What makes a product take them for Telegram and Meta."""
        return {
            "telegram_token": TOKEN,
            "telegram_secret": SECRET,
            "telegram_api": self.telegram_api,
            "whatsapp_token": WA_TOKEN,
            "whatsapp_phone_id": PHONE_ID,
            "whatsapp_app_secret": APP_SECRET,
            "whatsapp_number": "+91 98000 00000",
            "whatsapp_api": self.whatsapp_api,
            "whatsapp_templates": TEMPLATES,
        }

    def reach(self, url: str) -> None:
        """Where the product takes updates."""
        self.telegram.webhook = f"{url}/webhooks/telegram"
        self.telegram.secret = SECRET
        self.whatsapp.webhook = f"{url}/webhooks/whatsapp"

    def writes(self, user: int, words: str, **more: Any) -> None:
        """Somebody writes on Telegram."""
        self._push(lambda http: self.telegram.push(self.telegram.text(user, words, **more), http))

    def taps(self, user: int, title: str) -> None:
        """Somebody taps the last button of this title on Telegram."""
        for message in reversed(self.telegram.sent[str(user)]):
            for row in (message.get("reply_markup") or {}).get("inline_keyboard", []):
                for button in row:
                    if title in button["text"]:
                        tap = self.telegram.tap(user, button["callback_data"], message["message_id"])
                        return self._push(lambda http, tap=tap: self.telegram.push(tap, http))
        raise AssertionError(f"no button {title!r} in chat {user}")

    def replies(self, user: int, to: int, words: str) -> None:
        """Somebody replies on Telegram to one message."""
        chat = {"id": user, "type": "private"}
        above = {"message_id": to, "chat": chat, "date": int(time.time()), "text": "..."}
        self.writes(user, words, reply_to_message=above)

    def writes_whatsapp(self, phone: str, words: str) -> None:
        """Somebody writes on WhatsApp."""
        raw = self.whatsapp.webhook_of(messages=[self.whatsapp.text(phone, words)])
        self._push(lambda http: self.whatsapp.push(raw, http))

    def shows_whatsapp(self, phone: str, photo: bytes) -> None:
        """Somebody sends a photo on WhatsApp."""
        raw = self.whatsapp.webhook_of(messages=[self.whatsapp.photo(phone, photo, "image/png")])
        self._push(lambda http: self.whatsapp.push(raw, http))

    def taps_whatsapp(self, phone: str, title: str) -> None:
        """Somebody taps the first button or row of this title in their newest message that has one."""
        for message in reversed(self.whatsapp.sent[phone]):
            action = message.get("interactive", {}).get("action", {})
            choices = [button["reply"] for button in action.get("buttons", [])]
            choices += [row for section in action.get("sections", []) for row in section["rows"]]
            for choice in choices:
                if title.lower() in choice["title"].lower():
                    raw = self.whatsapp.webhook_of(messages=[self.whatsapp.tap(phone, choice["id"])])
                    return self._push(lambda http, raw=raw: self.whatsapp.push(raw, http))
        raise AssertionError(f"nothing called {title!r} to tap for {phone}")

    def _push(self, deliver: Callable[[httpx.AsyncClient], Any]) -> None:
        async def work() -> int:
            async with httpx.AsyncClient(timeout=30) as http:
                status: int = await deliver(http)
                return status

        with ThreadPoolExecutor(1) as pool:  # this thread's event loop is Playwright's
            assert pool.submit(asyncio.run, work()).result() == 200

    def until(self, done: Callable[[], bool], what: str, seconds: float = 30) -> None:
        """Wait until this holds."""
        deadline = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < deadline, f"waited in vain for {what}"
            time.sleep(0.05)

    def hears(self, user: int, words: str) -> None:
        """A Telegram chat was told this."""
        texts = self.telegram.texts
        self.until(lambda: any(words in said for said in texts(user)), f"{words!r} in {texts(user)}")

    def hears_whatsapp(self, phone: str, words: str) -> None:
        """A WhatsApp chat was told this."""
        texts = self.whatsapp.texts
        self.until(lambda: any(words in said for said in texts(phone)), f"{words!r} in {texts(phone)}")


@contextlib.contextmanager
def _served(app: Any) -> Iterator[str]:
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@contextlib.contextmanager
def phones() -> Iterator[Phones]:
    """Both, until the block ends."""
    telegram, whatsapp = BotApi(TOKEN, SECRET), GraphApi(WA_TOKEN, PHONE_ID, APP_SECRET)
    with _served(telegram.app) as bot_api, _served(whatsapp.app) as graph_api:
        yield Phones(telegram, whatsapp, bot_api, graph_api)
