"""Bounds the body of every request, whatever route it is for: how large it is and how long it takes.

A route that takes more (a file, a webhook) reads with `connectors.problems.raw_body`, which says how much.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.exceptions import HTTPException

from connectors.problems import LARGEST_BODY, document, too_much

log = logging.getLogger(__name__)

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST = 128 * 1024  # what any route takes that says nothing else
IDLE_SECONDS = 15.0
WHOLE_SECONDS = 120.0
LINGER_SECONDS = 2.0  # the other side goes on sending; cut off at once, it would not read why
LINGER_BYTES = 8 * 1024 * 1024


def bounded(app: App, *, idle: float = IDLE_SECONDS, whole: float = WHOLE_SECONDS) -> Any:
    """The app, behind these bounds; and no exception of it goes further."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        scope[LARGEST_BODY] = LARGEST
        exchange = _Exchange(scope, receive, send, idle, whole)
        try:
            await app(scope, exchange.receive, exchange.send)
        except Exception as err:
            # Where an answer began, Starlette raises what its handlers have logged already.
            if not exchange.started:
                if exchange.refusal is None:
                    log.error("request failed: %s %s", scope["method"], scope["path"], exc_info=err)
                await _document(500, "Something went wrong on our side. Please try again.")(exchange.send)
            elif not exchange.ended:
                raise

    return serve


class _Exchange:
    """One request and its answer."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, idle: float, whole: float) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._idle, self._until = idle, asyncio.get_running_loop().time() + whole
        self._declared, self._came, self._all_came = _declared(scope), 0, False
        self._closing = self._replaced = False
        self.started = self.ended = False
        self.refusal: HTTPException | None = None

    async def receive(self) -> Message:
        """The next part of the body."""
        if self._all_came:
            return await self._receive()  # only to learn that the other side has gone
        if self.refusal is None:
            largest = self._scope[LARGEST_BODY]
            if self._declared > largest:
                return self._refuse(413, too_much(largest))
            try:
                async with asyncio.timeout_at(self._deadline()):
                    message = await self._receive()
            except TimeoutError:
                return self._refuse(408, "This request took too long to arrive.")
            self._came += len(message.get("body", b""))
            self._all_came = not message.get("more_body")
            if self._came <= largest:
                return message
            return self._refuse(413, too_much(largest))
        return self._refuse(self.refusal.status_code, self.refusal.detail)

    def _deadline(self) -> float:
        return min(self._until, asyncio.get_running_loop().time() + self._idle)

    def _refuse(self, status: int, title: str) -> Message:
        """An error that the routes' own handlers turn into a problem document."""
        self.refusal = HTTPException(status, title)
        # Engine.IO would log the error and answer that all is well; an answer that has begun goes on.
        if self.started or self._scope["path"].startswith("/socket.io/"):
            return {"type": "http.disconnect"}
        raise self.refusal

    async def send(self, message: Message) -> None:
        """A part of the answer."""
        if message["type"] == "http.response.start":
            self.started = True
            if self.refusal and message["status"] != self.refusal.status_code:
                self._replaced = True  # whoever swallowed the error has no other answer to give
                await _document(self.refusal.status_code, self.refusal.detail)(self._forward)
                return
        if not self._replaced:
            await self._forward(message)

    async def _forward(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._closing = not self._all_came and (
                self.refusal is not None or self._declared > self._scope[LARGEST_BODY]
            )
            if self._closing:
                message = {**message, "headers": [*message.get("headers", []), (b"connection", b"close")]}
            await self._send(message)
            return
        last = message["type"] == "http.response.body" and not message.get("more_body")
        self.ended = self.ended or last
        if last and self._closing:
            await self._send({**message, "more_body": True})
            await self._linger()
            message = {"type": "http.response.body", "body": b""}
        await self._send(message)

    async def _linger(self) -> None:
        """Read on for a moment, so that the answer is not lost with the connection."""
        try:
            async with asyncio.timeout(LINGER_SECONDS):
                most = self._came + LINGER_BYTES
                more = True
                while more and self._came < most:
                    message = await self._receive()
                    self._came += len(message.get("body", b""))
                    more = bool(message.get("more_body"))
        except TimeoutError:
            pass


def _document(status: int, title: str) -> Callable[[Send], Awaitable[None]]:
    """A problem document, for where no route is there to give one."""
    answer = document(status, title)

    async def give(send: Send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": answer.raw_headers})
        await send({"type": "http.response.body", "body": bytes(answer.body)})

    return give


def _declared(scope: Scope) -> int:
    """How large the request says it will be; 0 where it does not say."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0
