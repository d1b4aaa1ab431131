"""A Graph API that stands in for Meta's: its limits, its errors, its webhooks; it counts violations."""

import asyncio
import hashlib
import hmac
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

from demo.play.rules import graph_api_faults

PER_SECOND = 80
PAIR_WINDOW, PAIR_MOST = 60.0, 10 + 10  # a burst, and one in six seconds after it
Fault = tuple[int, int, str]  # HTTP status, code, details

THROUGHPUT: Fault = (400, 130429, "Rate limit hit")
PAIR: Fault = (400, 131056, "Pair rate limit hit")
UNDELIVERABLE: Fault = (400, 131026, "Message undeliverable")
WINDOW: Fault = (400, 131047, "Re-engagement message")
BROKEN: Fault = (500, 131000, "Something went wrong")


class GraphApi:
    """One phone number's world."""

    def __init__(self, token: str, phone_id: str, app_secret: str, webhook: str = "") -> None:
        self.token = token
        self.phone_id = phone_id
        self.app_secret = app_secret
        self.webhook = webhook
        self.sent: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.seen: list[str] = []
        self.violations: list[str] = []
        self.faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.any_fault: Callable[[str], Fault | None] = lambda _phone: None
        self.files: dict[str, bytes] = {}
        self.last_heard: dict[str, float] = {}
        self.strict_window = True
        self._numbers = itertools.count(1)
        self._sends: deque[float] = deque()
        self._pairs: dict[str, deque[float]] = defaultdict(deque)
        self.app = Starlette(
            routes=[
                Route("/{phone_id}/messages", self._message, methods=["POST"]),
                Route("/files/{name}", self._file),
                Route("/{media}", self._about),
            ]
        )

    def _allowed(self, request: Request) -> bool:
        return request.headers.get("authorization") == f"Bearer {self.token}"

    async def _message(self, request: Request) -> Response:
        if not self._allowed(request):
            return _fault((401, 190, "Access token has expired"))
        body = await request.json()
        if body.get("status") == "read":
            self.seen.append(body["message_id"])
            return JSONResponse({"success": True})
        phone = str(body.get("to", ""))
        fault = self.faults[phone].popleft() if self.faults[phone] else self.any_fault(phone)
        if fault:
            return _fault(fault)
        wrong = graph_api_faults(body)
        if wrong:
            self.violations.append(str(wrong))
            return _fault((400, 131009, wrong[0]))
        if (
            self.strict_window
            and body["type"] != "template"
            and time.time() - self.last_heard.get(phone, 0) > 86400
        ):
            self.violations.append(f"free words outside the window to {phone}")
            return _fault(WINDOW)
        self._count(phone)
        number = f"wamid.OUT{next(self._numbers)}"
        self.sent[phone].append({"id": number, "at": time.time(), **body})
        about = {"contacts": [{"input": phone, "wa_id": phone}], "messages": [{"id": number}]}
        return JSONResponse({"messaging_product": "whatsapp", **about})

    def _count(self, phone: str) -> None:
        now = time.monotonic()
        self._sends.append(now)
        while self._sends and self._sends[0] <= now - 1:
            self._sends.popleft()
        if len(self._sends) > PER_SECOND:
            self.violations.append(f"{len(self._sends)} messages in a second")
        pair = self._pairs[phone]
        pair.append(now)
        while pair and pair[0] <= now - PAIR_WINDOW:
            pair.popleft()
        if len(pair) > PAIR_MOST:
            self.violations.append(f"{len(pair)} messages in a minute to {phone}")

    async def _about(self, request: Request) -> Response:
        if not self._allowed(request):
            return _fault((401, 190, "Access token has expired"))
        media = request.path_params["media"]
        if media == self.phone_id:
            about = {
                "display_phone_number": "+91 98000 00000",
                "verified_name": "Dukan",
                "quality_rating": "GREEN",
            }
            return JSONResponse({"id": media, **about})
        if media not in self.files:
            return _fault((400, 100, "Unsupported get request"))
        url = f"{str(request.url).rpartition('/')[0]}/files/{media}"  # beside us, wherever we are mounted
        return JSONResponse({"id": media, "url": url, "file_size": len(self.files[media])})

    async def _file(self, request: Request) -> Response:
        return Response(self.files[request.path_params["name"]])

    def text(self, phone: str, words: str) -> dict[str, Any]:
        """A message that a person wrote."""
        return self.message(phone, type="text", text={"body": words})

    def photo(self, phone: str, data: bytes, media_type: str) -> dict[str, Any]:
        """A photo that a person sent."""
        name = f"media{next(self._numbers)}"
        self.files[name] = data
        return self.message(phone, type="image", image={"id": name, "mime_type": media_type})

    def tap(self, phone: str, data: str) -> dict[str, Any]:
        """A button or row that a person tapped."""
        chosen = {"type": "button_reply", "button_reply": {"id": data, "title": "x"}}
        return self.message(phone, type="interactive", interactive=chosen)

    def message(self, phone: str, **content: Any) -> dict[str, Any]:
        number = f"wamid.IN{next(self._numbers)}"
        return {"from": phone, "id": number, "timestamp": str(int(time.time())), **content}

    def webhook_of(self, *, messages: Any = (), statuses: Any = ()) -> bytes:
        """The bytes that Meta would send for these."""
        value: dict[str, Any] = {
            "messaging_product": "whatsapp",
            "metadata": {"phone_number_id": self.phone_id},
        }
        if messages:
            value["messages"] = list(messages)
            value["contacts"] = [
                {"wa_id": m["from"], "profile": {"name": f"Customer {m['from']}"}} for m in messages
            ]
        if statuses:
            value["statuses"] = list(statuses)
        entry = {"id": "1", "changes": [{"value": value, "field": "messages"}]}
        return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()

    def signed(self, raw: bytes) -> dict[str, str]:
        """The headers that Meta would send with these bytes."""
        mark = hmac.new(self.app_secret.encode(), raw, hashlib.sha256).hexdigest()
        return {"X-Hub-Signature-256": f"sha256={mark}", "Content-Type": "application/json"}

    async def push(self, raw: bytes, http: httpx.AsyncClient, tries: int = 20) -> int:
        """Deliver a webhook as Meta does: again until a 200. The status in the end."""
        for message in json.loads(raw)["entry"][0]["changes"][0]["value"].get("messages", []):
            self.last_heard[message["from"]] = float(message["timestamp"])
        status = 0
        for attempt in range(tries):
            try:
                answer = await http.post(self.webhook, content=raw, headers=self.signed(raw))
                status = answer.status_code
                if status == 200:
                    break
            except httpx.HTTPError:
                pass
            await asyncio.sleep(min(0.2 * 2**attempt, 3))
        return status

    def texts(self, phone: str) -> list[str]:
        """What a chat shows, oldest first."""
        return [_words(message) for message in self.sent[phone]]


def _words(message: dict[str, Any]) -> str:
    kind = message["type"]
    if kind == "interactive":
        return str(message["interactive"]["body"]["text"])
    if kind == "template":
        return f"[{message['template']['name']}]"
    return str(message[kind].get("body") or message[kind].get("caption") or "")


def _fault(fault: Fault) -> Response:
    status, code, details = fault
    error = {"message": f"(#{code}) {details}", "type": "OAuthException", "code": code}
    data = {"messaging_product": "whatsapp", "details": details}
    return JSONResponse({"error": {**error, "error_data": data, "fbtrace_id": "x"}}, status)
