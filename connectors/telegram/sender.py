"""Says replies in Telegram chats: paced, edited in place after a tap, faults told apart."""

import logging
import time
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, LinkPreviewOptions
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from chat.reply import Reply
from connectors import delivery
from connectors.delivery import Notice, Paces, PermanentFailure, TemporaryFailure, Window, in_turn
from connectors.telegram import limits
from connectors.telegram.parse import CHANNEL
from connectors.telegram.render import Call, render

log = logging.getLogger(__name__)
logging.getLogger("httpx").setLevel(logging.WARNING)  # at INFO it writes addresses, and the token is in them
logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)  # a 429 is our daily bread

EDITABLE = ("cart", "cards", "choice", "order")
REMEMBERED = 10_000


def open_bot(token: str, api: str) -> ExtBot[int]:
    """The library's bot. Its limiter keeps the limit of groups; ours keep the rest (docs/adr/0050)."""
    return ExtBot(
        token,
        base_url=f"{api.rstrip('/')}/bot",
        base_file_url=f"{api.rstrip('/')}/file/bot",
        request=HTTPXRequest(connection_pool_size=64, pool_timeout=10, read_timeout=15),
        get_updates_request=HTTPXRequest(connection_pool_size=2, read_timeout=40),
        # A leaky bucket of 4 that drains in 15 s passes at most 20 in any minute.
        rate_limiter=AIORateLimiter(
            overall_max_rate=0, group_max_rate=limits.PER_GROUP_MINUTE / 5, group_time_period=15
        ),
    )


class Sender:
    """Sends replies to chats; `send` is what the delivery calls."""

    def __init__(
        self,
        bot: Bot,
        on_notice: Callable[[Notice], Awaitable[None]],
        absolute: str = "",
        *,
        per_second: int = limits.PER_SECOND - 1,
    ) -> None:
        self._bot = bot
        self._on_notice = on_notice
        self._absolute = absolute
        self._overall = Window(per_second)
        self._chats = Paces(1.1 / limits.PER_CHAT_SECOND)
        self._done: OrderedDict[str, int] = OrderedDict()  # calls of a reply that went out before a fault
        self._last: OrderedDict[str, tuple[int, str]] = OrderedDict()  # chat -> last message, its kind
        self._tapped: OrderedDict[str, int] = OrderedDict()  # chat -> message whose button was tapped
        self._refused: deque[tuple[float, str]] = deque(maxlen=8)

    def tapped(self, chat: str, message: int) -> None:
        """A button of this message was tapped: what answers it may take its place."""
        _keep(self._tapped, chat, message)

    def heard(self, chat: str) -> None:
        """The customer wrote: an edit above the own words would not be seen."""
        self._last.pop(chat, None)

    async def send(self, chat: str, reply: Reply) -> str:
        """Say it; the id of its last message, unique across chats. Raises DeliveryFailure."""
        calls = render(reply, self._absolute)
        edit = self._editable(chat, reply, calls)
        try:
            sent = await self._say(chat, reply.id, calls, edit)
        except BadRequest as err:
            if not _picture_fault(err):
                raise PermanentFailure(f"refused: {err.message}") from err
            log.warning("a picture was refused, sending without: %s", err.message)
            sent = await self._say_plainly(chat, reply)
        _keep(self._last, chat, (sent, reply.kind))
        return f"{chat}:{sent}"

    async def _say_plainly(self, chat: str, reply: Reply) -> int:
        without = render(_without_pictures(reply), self._absolute)
        self._done.pop(reply.id, None)
        try:
            return await self._say(chat, reply.id, without, None)
        except BadRequest as err:
            raise PermanentFailure(f"refused: {err.message}") from err

    def _editable(self, chat: str, reply: Reply, calls: list[Call]) -> int | None:
        tapped = self._tapped.pop(chat, None)
        last = self._last.get(chat)
        same = tapped is not None and last == (tapped, reply.kind) and reply.kind in EDITABLE
        return tapped if same and len(calls) == 1 and calls[0].method == "sendMessage" else None

    async def _say(self, chat: str, reply: str, calls: list[Call], edit: int | None) -> int:
        sent = 0
        for place, call in enumerate(calls):
            if place < self._done.get(reply, 0):
                continue
            async with in_turn(self._chats.of(chat), self._overall, _weight(call)):
                sent = await self._call(chat, call, edit)
            self._chats.of(chat).stop(1.05)  # from when it arrived, however long that took
            if reply and place + 1 < len(calls):
                _keep(self._done, reply, place + 1)
        self._done.pop(reply, None)
        return sent

    async def _call(self, chat: str, call: Call, edit: int | None) -> int:
        """One call, with Telegram's faults as ours. BadRequest passes: what to do depends on the message."""
        try:
            if edit is not None:
                try:
                    return await self._edit(chat, edit, call)
                except BadRequest as err:
                    if "not modified" in err.message.lower():
                        return edit
                    log.info("not edited, sent anew: %s", err.message)
            return await _perform(self._bot, chat, call)
        except RetryAfter as err:
            seconds = _seconds(err)
            self._slow_down(chat, seconds)
            raise delivery.RetryAfter(seconds + 0.1, "Telegram asked to wait") from err
        except Forbidden as err:
            await self._on_notice(Notice(CHANNEL, chat, "blocked"))
            raise PermanentFailure(f"the chat is closed to us: {err.message}") from err
        except ChatMigrated as err:
            await self._on_notice(Notice(CHANNEL, chat, "moved", str(err.new_chat_id)))
            raise TemporaryFailure("the group moved to another id") from err
        except BadRequest:
            raise
        except InvalidToken as err:
            raise TemporaryFailure("Telegram does not take the token: see `dukan channels check`") from err
        except NetworkError as err:
            raise TemporaryFailure(f"no answer from Telegram: {type(err).__name__}") from err
        except TelegramError as err:
            raise TemporaryFailure(f"Telegram: {err.message}") from err

    async def _edit(self, chat: str, message: int, call: Call) -> int:
        await self._bot.edit_message_text(
            str(call.params["text"]),
            chat_id=_number(chat),
            message_id=message,
            parse_mode=call.params["parse_mode"],
            reply_markup=_markup(call),
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
        return message

    def _slow_down(self, chat: str, seconds: float) -> None:
        """A 429 is that chat's own matter; of several chats within a second, everybody's."""
        self._chats.of(chat).stop(seconds)
        now = time.monotonic()
        self._refused.append((now, chat))
        if len({c for at, c in self._refused if now - at < 1.0}) >= 4:
            self._overall.stop(min(seconds, 5.0))

    async def answer_tap(self, callback: str) -> None:
        """Take the little clock off the button."""
        try:
            await self._bot.answer_callback_query(callback)
        except TelegramError as err:  # too old, or answered already: nobody is hurt
            log.info("a tap was not answered: %s", err.message)

    async def fetch(self, file: str, most: int = limits.FILE_BYTES) -> bytes:
        """The bytes of a file that a customer sent. Raises DeliveryFailure."""
        try:
            found = await self._bot.get_file(file)
            if (found.file_size or 0) > most:
                raise PermanentFailure("the file is too large")
            return bytes(await found.download_as_bytearray())
        except NetworkError as err:
            raise TemporaryFailure("the file could not be fetched") from err
        except TelegramError as err:
            raise PermanentFailure(f"the file could not be fetched: {err.message}") from err


async def _perform(bot: Bot, chat: str, call: Call) -> int:
    """Make the call by the library's method for it; the id of the message, or of an album's last."""
    to, given = _number(chat), call.params
    if call.method == "sendMediaGroup":
        media = [InputMediaPhoto(m["media"], caption=m["caption"]) for m in given["media"]]
        return (await bot.send_media_group(to, media))[-1].message_id
    if call.method == "sendPhoto":
        sent = await bot.send_photo(
            to,
            given["photo"],
            caption=given["caption"],
            parse_mode=given["parse_mode"],
            reply_markup=_markup(call),
        )
        return sent.message_id
    sent = await bot.send_message(
        to,
        given["text"],
        parse_mode=given["parse_mode"],
        reply_markup=_markup(call),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    return sent.message_id


def _markup(call: Call) -> InlineKeyboardMarkup | None:
    rows = (call.params.get("reply_markup") or {}).get("inline_keyboard")
    if not rows:
        return None
    return InlineKeyboardMarkup([[InlineKeyboardButton(**button) for button in row] for row in rows])


def _number(chat: str) -> int | str:
    return int(chat) if chat.lstrip("-").isdigit() else chat


def _seconds(err: RetryAfter) -> float:
    after = err.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()


def _weight(call: Call) -> int:
    """An album counts as as many messages as it has pictures."""
    return len(call.params["media"]) if call.method == "sendMediaGroup" else 1


def _keep(known: OrderedDict[str, Any], key: str, value: Any) -> None:
    known[key] = value
    known.move_to_end(key)
    while len(known) > REMEMBERED:
        known.popitem(last=False)


PICTURE_FAULTS = (
    "http url",
    "webpage_",
    "wrong file identifier",
    "wrong type of the web page",
    "photo_",
    "image_",
)


def _picture_fault(err: BadRequest) -> bool:
    return any(sign in err.message.lower() for sign in PICTURE_FAULTS)


def _without_pictures(reply: Reply) -> Reply:
    return replace(reply, cards=tuple(replace(card, image="") for card in reply.cards))
