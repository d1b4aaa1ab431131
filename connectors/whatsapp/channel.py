"""WhatsApp's way in: Meta's webhook, proven over the raw bytes, stored and only then acknowledged."""

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from chat.message import Inbound
from connectors.delivery import Status
from connectors.problems import Problem, raw_body
from connectors.text import cleaned
from connectors.whatsapp.parse import parse
from connectors.whatsapp.sender import Sender

log = logging.getLogger(__name__)

LARGEST = 3 * 1024 * 1024  # Meta: payloads of webhooks are up to 3 MB


@dataclass
class WhatsApp:
    """The channel's parts, put together by app."""

    phone_id: str
    app_secret: str
    verify_token: str
    accept: Callable[[Inbound], Awaitable[None]]  # returns when the message is stored
    on_status: Callable[[Status], Awaitable[None]]
    sender: Sender
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def take(self, payload: Mapping[str, Any]) -> None:
        """Store all that a webhook says. When this returns, nothing of it can be lost."""
        for item in parse(payload, self.phone_id):
            if isinstance(item, Status):
                await self.on_status(item)
                continue
            if any(a.kind == "reaction" for a in item.attachments):
                continue  # a nod asks for no answer
            await self.accept(item)
            self._beside(self.sender.seen(item.message_id))

    def _beside(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Let the courtesies that run come to their end."""
        await asyncio.gather(*self._tasks, return_exceptions=True)


def is_signed(raw: bytes, header: str, secret: str) -> bool:
    """Whether Meta signed exactly these bytes, in constant time."""
    expected = "sha256=" + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    return bool(secret) and hmac.compare_digest(header.encode(), expected.encode())


def router(channel: WhatsApp) -> APIRouter:
    """GET and POST /webhooks/whatsapp."""
    routes = APIRouter(tags=["channels"])

    @routes.get("/webhooks/whatsapp", summary="Meta asks whether this is us", include_in_schema=False)
    async def verify(request: Request) -> Response:
        asked = request.query_params
        token = asked.get("hub.verify_token", "")
        known = channel.verify_token
        if (
            asked.get("hub.mode") != "subscribe"
            or not known
            or not hmac.compare_digest(token.encode(), known.encode())
        ):
            raise Problem(403, "The verify token is not ours.")
        return PlainTextResponse(asked.get("hub.challenge", "")[:200])

    @routes.post("/webhooks/whatsapp", summary="Messages and receipts from Meta", include_in_schema=False)
    async def webhook(request: Request) -> Response:
        raw = await raw_body(request, LARGEST)
        if not is_signed(raw, request.headers.get("x-hub-signature-256", ""), channel.app_secret):
            raise Problem(403, "This is not from Meta.")
        try:
            payload = cleaned(json.loads(raw))
        except (ValueError, RecursionError) as err:
            raise Problem(400, "The webhook is not JSON.") from err
        if not isinstance(payload, dict):
            raise Problem(400, "The webhook is no object.")
        await channel.take(payload)
        return Response(status_code=200)

    return routes
