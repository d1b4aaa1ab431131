"""Telegram's way in: the webhook that proves, stores and only then acknowledges; or polling."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from telegram import BotCommand
from telegram.error import TelegramError
from telegram.ext import ExtBot

from chat.message import Inbound
from chat.words import DEVANAGARI, TALK_TO_PERSON, Words
from connectors.delivery import Notice
from connectors.problems import Problem, raw_body
from connectors.telegram.parse import parse
from connectors.telegram.sender import Sender, open_bot
from connectors.text import cleaned

log = logging.getLogger(__name__)

LARGEST = 1024 * 1024
HEARD = ["message", "edited_message", "callback_query", "my_chat_member"]
POLL_SECONDS = 25
MENU = {
    "cart": Words("What is in your cart", "Aapke cart me kya hai", "आपके कार्ट में क्या है"),
    "orders": Words("Your orders and where they are", "Aapke order aur unka haal", "आपके ऑर्डर और उनकी स्थिति"),
    "help": Words("What you can ask for", "Aap kya poochh sakte hain", "आप क्या पूछ सकते हैं"),
    "agent": TALK_TO_PERSON,
    "language": Words("Change the language", "Bhasha badlein", "भाषा बदलें"),
}
MENU_IN = {"en": "en", "hi": DEVANAGARI}  # Telegram's own languages, and ours for them


@dataclass
class Telegram:
    """The channel's parts, put together by app."""

    token: str
    secret: str
    api: str
    accept: Callable[[Inbound], Awaitable[None]]  # returns when the message is stored
    on_notice: Callable[[Notice], Awaitable[None]]
    absolute: str = ""
    name: str = ""  # the bot's username, asked of Telegram at the start
    bot: ExtBot[int] = field(init=False)
    sender: Sender = field(init=False)

    def __post_init__(self) -> None:
        self.bot = open_bot(self.token, self.api)
        self.sender = Sender(self.bot, self.on_notice, self.absolute)

    @property
    def id(self) -> int:
        """The bot's own id: the first part of its token."""
        head = self.token.split(":", 1)[0]
        return int(head) if head.isdigit() else 0

    async def take(self, update: Mapping[str, Any]) -> list[Inbound | Notice]:
        """Store what an update says. When this returns, nothing of it can be lost."""
        told = parse(update, self.name, self.id, datetime.now(UTC))
        for item in told:
            if isinstance(item, Notice):
                await self.on_notice(item)
                continue
            if item.tap:
                self.sender.tapped(item.address, int(item.meta["tapped"]))
            else:
                self.sender.heard(item.address)
            await self.accept(item)
        return told

    async def run(self, *, polling: bool) -> None:
        """Get to know the bot, set its menu; with polling, fetch updates until cancelled."""
        await self._know()
        if not polling:
            return
        offset: int | None = None
        while True:
            try:
                updates = await self.bot.get_updates(
                    offset=offset, timeout=POLL_SECONDS, allowed_updates=HEARD, read_timeout=POLL_SECONDS + 10
                )
                for update in updates:
                    await self.take(update.to_dict())
                    offset = update.update_id + 1  # only now will Telegram forget it
                    if update.callback_query:
                        await self.sender.answer_tap(update.callback_query.id)
            except TelegramError as err:
                log.warning("updates could not be fetched: %s", type(err).__name__)
                await asyncio.sleep(3)
            except Exception:
                log.exception("an update could not be stored; it will be fetched again")
                await asyncio.sleep(3)

    async def _know(self) -> None:
        """Ask who we are until Telegram answers; groups need the name."""
        wait = 1.0
        while not self.name:
            try:
                await self.bot.initialize()
                self.name = self.bot.username
                for language, locale in MENU_IN.items():
                    commands = [BotCommand(name, words.in_(locale)) for name, words in MENU.items()]
                    await self.bot.set_my_commands(
                        commands, language_code=language if language != "en" else None
                    )
            except TelegramError as err:
                log.error("Telegram does not know us yet: %s. See `dukan channels check`.", err.message)
                await asyncio.sleep(wait)
                wait = min(wait * 2, 60)

    async def close(self) -> None:
        """Give the connections back."""
        await self.bot.shutdown()
        await self.bot.request.shutdown()  # of a bot that Telegram never knew, shutdown() leaves it open


def router(channel: Telegram) -> APIRouter:
    """POST /webhooks/telegram."""
    routes = APIRouter(tags=["channels"])

    @routes.post("/webhooks/telegram", summary="Updates from Telegram", include_in_schema=False)
    async def webhook(request: Request) -> Response:
        given = request.headers.get("x-telegram-bot-api-secret-token", "")
        if not channel.secret or not hmac.compare_digest(given.encode(), channel.secret.encode()):
            raise Problem(403, "This is not from Telegram.")
        raw = await raw_body(request, LARGEST)
        try:
            update = cleaned(json.loads(raw))
        except (ValueError, RecursionError) as err:
            raise Problem(400, "The update is not JSON.") from err
        if not isinstance(update, dict):
            raise Problem(400, "The update is no object.")
        return _back(update, await channel.take(update))

    return routes


def _back(update: Mapping[str, Any], told: list[Inbound | Notice]) -> Response:
    """The acknowledgement, which Telegram lets carry one call: it costs no request of its own."""
    tap = update.get("callback_query")
    if isinstance(tap, dict) and isinstance(tap.get("id"), str):
        return JSONResponse({"method": "answerCallbackQuery", "callback_query_id": tap["id"]})
    for item in told:
        if isinstance(item, Inbound) and not item.meta.get("group"):
            return JSONResponse({"method": "sendChatAction", "chat_id": item.address, "action": "typing"})
    return Response(status_code=200)
