"""A Bot API that stands in for Telegram's: its limits, its errors, its updates; and it counts violations."""

import asyncio
import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from demo.play.rules import bot_api_faults

PER_SECOND = 30
BOT = {"id": 99, "is_bot": True, "first_name": "Dukan", "username": "dukan_bot"}
Fault = tuple[int, dict[str, Any]]


def too_many(seconds: int) -> Fault:
    """429, as flood control answers."""
    return 429, {
        "description": f"Too Many Requests: retry after {seconds}",
        "parameters": {"retry_after": seconds},
    }


BLOCKED: Fault = (403, {"description": "Forbidden: bot was blocked by the user"})
BROKEN: Fault = (502, {"description": "Bad Gateway"})


class BotApi:
    """One bot's world: chats, what was sent to them, and what goes wrong."""

    def __init__(self, token: str, secret: str = "", webhook: str = "") -> None:
        self.token = token
        self.secret = secret
        self.webhook = webhook
        self.sent: dict[str, list[dict[str, Any]]] = defaultdict(list)  # chat -> messages as they look now
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.answered: set[str] = set()  # callback queries
        self.violations: list[str] = []
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)  # chat -> faults of its next sends
        self.any_fault: Callable[[str], Fault | None] = lambda _chat: None
        self.files: dict[str, bytes] = {}
        self.moved: dict[str, int] = {}
        self.queue: list[dict[str, Any]] = []  # for getUpdates
        self._numbers = itertools.count(1000)
        self._updates = itertools.count(1)
        self._sends: deque[float] = deque()
        self._last: dict[str, float] = {}
        self._told = asyncio.Event()
        self.app = Starlette(
            routes=[
                Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", self._file),
            ]
        )

    async def _call(self, request: Request) -> Response:
        if request.path_params["token"] != self.token:
            return _fault((401, {"description": "Unauthorized"}))
        method = request.path_params["method"]
        params = _read(dict(await request.form()) or dict(request.query_params))
        self.calls.append((method, params))
        return await self._do(method, params)

    async def _do(self, method: str, params: dict[str, Any]) -> Response:  # noqa: PLR0911  # a case each
        if method == "getMe":
            return _result({**BOT, "can_join_groups": True, "can_read_all_group_messages": False})
        if method == "getUpdates":
            return _result(await self._poll(params))
        if method == "answerCallbackQuery":
            self.answered.add(params["callback_query_id"])
            return _result(True)
        if method == "getFile":
            data = self.files.get(params["file_id"])
            if data is None:
                return _fault((400, {"description": "Bad Request: wrong file_id"}))
            about = {
                "file_unique_id": params["file_id"],
                "file_path": params["file_id"],
                "file_size": len(data),
            }
            return _result({"file_id": params["file_id"], **about})
        if method in ("sendMessage", "sendPhoto", "sendMediaGroup", "editMessageText"):
            return self._say(method, params)
        if method == "setWebhook":
            self.webhook, self.secret = params["url"], params.get("secret_token", "")
            return _result(True)
        if method == "getWebhookInfo":
            return _result({"url": self.webhook, "has_custom_certificate": False, "pending_update_count": 0})
        return _result(True)  # setMyCommands, sendChatAction, deleteWebhook, ...

    def _say(self, method: str, params: dict[str, Any]) -> Response:
        chat = str(params["chat_id"])
        if chat in self.moved:
            moved = {"migrate_to_chat_id": self.moved[chat]}
            return _fault((400, {"description": "Bad Request: group chat was upgraded", "parameters": moved}))
        fault = self.faults[chat].popleft() if self.faults[chat] else self.any_fault(chat)
        if fault:
            return _fault(fault)
        wrong = bot_api_faults(method, params)
        if wrong:
            self.violations.append(f"{method}: {wrong}")
            return _fault((400, {"description": f"Bad Request: {wrong[0]}"}))
        self._count(chat, len(params["media"]) if method == "sendMediaGroup" else 1)
        if method == "editMessageText":
            for message in self.sent[chat]:
                if message["message_id"] == params["message_id"]:
                    message.update(text=params["text"], reply_markup=params.get("reply_markup"), edited=True)
                    return _result(_shown(message))
            return _fault((400, {"description": "Bad Request: message to edit not found"}))
        parts = params["media"] if method == "sendMediaGroup" else [params]
        made = [
            {"message_id": next(self._numbers), "chat": chat, "at": time.time(), **part} for part in parts
        ]
        self.sent[chat] += made
        shown = [_shown(message) for message in made]
        return _result(shown if method == "sendMediaGroup" else shown[0])

    def _count(self, chat: str, weight: int) -> None:
        """More than 30 in a second, or two in a chat within one, is a violation."""
        now = time.monotonic()
        for _ in range(weight):
            self._sends.append(now)
        while self._sends and self._sends[0] <= now - 1:
            self._sends.popleft()
        if len(self._sends) > PER_SECOND:
            self.violations.append(f"{len(self._sends)} messages in a second")
        if now - self._last.get(chat, -9.0) < 0.95:  # a network jitters
            self.violations.append(f"two messages within a second to {chat}")
        self._last[chat] = now

    async def _poll(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        offset = int(params.get("offset") or 0)
        self.queue = [update for update in self.queue if update["update_id"] >= offset]
        if not self.queue and int(params.get("timeout") or 0):
            self._told.clear()
            try:
                await asyncio.wait_for(self._told.wait(), float(params["timeout"]))
            except TimeoutError:
                return []
        return list(self.queue)

    async def _file(self, request: Request) -> Response:
        return Response(self.files.get(request.path_params["path"], b""))

    def update(self, **body: Any) -> dict[str, Any]:
        """An update with the next number."""
        return {"update_id": next(self._updates), **body}

    def text(self, user: int, words: str, **more: Any) -> dict[str, Any]:
        """The update of a message that a person wrote."""
        person = {"id": user, "is_bot": False, "first_name": f"Customer {user}", "language_code": "en"}
        chat = {"id": user, "type": "private", "first_name": person["first_name"]}
        message = {"message_id": next(self._numbers), "from": person, "chat": chat, "date": int(time.time())}
        return self.update(message={**message, "text": words, **more})

    def photo(self, user: int, data: bytes) -> dict[str, Any]:
        """The update of a photo that a person sent."""
        name = f"photo{next(self._numbers)}.jpg"
        self.files[name] = data
        size = {"file_id": name, "file_unique_id": name, "width": 640, "height": 480, "file_size": len(data)}
        said = self.text(user, "", photo=[size])
        del said["message"]["text"]
        return said

    def tap(self, user: int, data: str, message: int) -> dict[str, Any]:
        """The update of a button that a person tapped."""
        person = {"id": user, "is_bot": False, "first_name": f"Customer {user}"}
        chat = {"id": user, "type": "private"}
        under = {"message_id": message, "from": BOT, "chat": chat, "date": int(time.time()), "text": "..."}
        number = str(next(self._numbers))
        return self.update(
            callback_query={
                "id": number,
                "from": person,
                "chat_instance": "1",
                "data": data,
                "message": under,
            }
        )

    async def push(self, update: dict[str, Any], http: httpx.AsyncClient, tries: int = 20) -> int:
        """Deliver an update as Telegram does: again until a 2xx. The status in the end."""
        if not self.webhook:
            self.queue.append(update)
            self._told.set()
            return 0
        status = 0
        for attempt in range(tries):
            try:
                answer = await http.post(
                    self.webhook, json=update, headers={"X-Telegram-Bot-Api-Secret-Token": self.secret}
                )
            except httpx.HTTPError:
                await asyncio.sleep(min(0.2 * 2**attempt, 3))
                continue
            status = answer.status_code
            if 200 <= status < 300:
                if answer.content:
                    back = answer.json()
                    await self._do(back.pop("method"), back)
                break
            await asyncio.sleep(min(0.2 * 2**attempt, 3))
        return status

    def texts(self, chat: int | str) -> list[str]:
        """What a chat shows, oldest first."""
        return [str(m.get("text") or m.get("caption") or "") for m in self.sent[str(chat)]]


def _read(given: dict[str, Any]) -> dict[str, Any]:
    """Form fields as what they are: PTB sends objects as JSON."""
    read: dict[str, Any] = {}
    for name, value in given.items():
        if isinstance(value, str) and value[:1] in "{[":
            try:
                read[name] = json.loads(value)
                continue
            except ValueError:
                pass
        read[name] = int(value) if name in ("message_id",) else value
    return read


def _shown(message: dict[str, Any]) -> dict[str, Any]:
    chat = message["chat"]
    return {
        "message_id": message["message_id"],
        "date": int(message["at"]),
        "chat": {"id": int(chat), "type": "private" if int(chat) > 0 else "supergroup"},
        "from": BOT,
        "text": message.get("text", ""),
    }


def _result(value: Any) -> Response:
    return JSONResponse({"ok": True, "result": value})


def _fault(fault: Fault) -> Response:
    status, body = fault
    return JSONResponse({"ok": False, "error_code": status, **body}, status)
