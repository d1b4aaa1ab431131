"""Bounds what a connection may hold of us before it has made a request: uvicorn's own protocol has none.

A head has a size and a time. While too many connections have no request in hand, the oldest of the
address that holds the most of them is closed, so that who keeps many open stops nobody but himself.
"""

import asyncio
import resource
from collections import Counter
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from connectors.problems import document

LINGER_SECONDS = 2.0  # the other side goes on sending; cut off at once, it would not read why
LINGER_BYTES = 8 * 1024 * 1024


class BoundedHttp(HttpToolsProtocol):
    """One connection."""

    head_bytes = 32 * 1024
    head_seconds = 10.0
    unread_seconds = 30.0  # how long an answer may wait for the other side to read it
    most_waiting = 400

    waiting_since: float | None = None  # without a whole request, and with none being answered
    _in_head = _too_long = _refused = False
    _head_size = _unparsed = _discarded = 0
    _head_timer: asyncio.TimerHandle | None = None
    _unread_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn
        super().connection_made(transport)
        self._wait()
        self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        self.waiting_since = None
        for timer in (self._head_timer, self._unread_timer):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._refused:
            self._discard(len(data))
            return
        # A value that never ends is gathered inside the parser, which tells us only of whole ones.
        self._unparsed += len(data)
        super().data_received(data)
        if self._unparsed > self.head_bytes and not self.transport.is_closing():
            self._refuse(431, "The head of this request is too large.")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head_size, self._unparsed, self._discarded = True, 0, 0, 0

    def on_url(self, url: bytes) -> None:
        self._weigh(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._weigh(len(name) + len(value))
        super().on_header(name, value)

    def _weigh(self, size: int) -> None:
        self._unparsed = 0
        self._head_size += size
        if self._head_size > self.head_bytes:
            self._too_long = True
            raise ValueError("the head is too large")  # ends the parsing; send_400_response follows

    def on_headers_complete(self) -> None:
        self._in_head, self._unparsed = False, 0
        if self._head_timer is not None:
            self._head_timer.cancel()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._unparsed = 0
        super().on_body(body)
        if self.cycle is not None and self.cycle.response_complete:
            self._discard(len(body))

    def on_message_complete(self) -> None:
        self._unparsed = 0
        super().on_message_complete()
        if self.cycle is not None and not self.cycle.response_complete:
            self.waiting_since = None

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.cycle.response_complete and not self.transport.is_closing():
            self._wait()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread_timer = self.loop.call_later(self.unread_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._unread_timer is not None:
            self._unread_timer.cancel()

    def send_400_response(self, msg: str) -> None:
        if self._too_long:
            self._refuse(431, "The head of this request is too large.")
        else:
            self._refuse(400, "That is no HTTP request.")

    def _discard(self, size: int) -> None:
        """What comes though the answer is given already."""
        self._discarded += size
        if self._discarded > LINGER_BYTES:
            self.transport.abort()

    def _wait(self) -> None:
        """For a whole head, from now on."""
        self.waiting_since = self.loop.time()
        if self._head_timer is not None:
            self._head_timer.cancel()
        self._head_timer = self.loop.call_later(self.head_seconds, self._waited_enough)

    def _waited_enough(self) -> None:
        self.waiting_since = None
        if self.transport.is_closing():
            return
        if self._in_head:
            self._refuse(408, "This request took too long to arrive.")
        else:
            self.transport.close()

    def _make_room(self) -> None:
        waiting = [
            other
            for other in self.connections
            if isinstance(other, BoundedHttp) and other.waiting_since is not None
        ]
        if len(waiting) <= self.most_waiting:
            return
        held = Counter(_address(other) for other in waiting)
        max(
            waiting, key=lambda other: (held[_address(other)], -(other.waiting_since or 0.0))
        )._waited_enough()

    def _refuse(self, status: int, title: str) -> None:
        """Answer with a problem document, and read no more of this connection."""
        self._refused = True
        if self.cycle is not None and not self.cycle.response_complete:
            self.transport.abort()  # another answer is on its way: nothing may be mixed into it
            return
        answer = document(status, title)
        lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}".encode()]
        lines += [name + b": " + value for name, value in answer.raw_headers]
        lines += [b"connection: close", b"", bytes(answer.body)]
        self.transport.write(b"\r\n".join(lines))
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._head_timer = self.loop.call_later(LINGER_SECONDS, self.transport.abort)


def _address(connection: Any) -> str:
    """Whose it is, as far as we see."""
    return connection.client[0] if connection.client else ""


def open_more_files() -> None:
    """Take as many open files as the machine lets us have: each connection is one."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
