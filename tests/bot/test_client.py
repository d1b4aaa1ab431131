"""The client of Rasa against a server that answers, hangs, dies and talks nonsense."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from app.processes.ports import free_port
from bot.client import RasaClient
from chat.errors import BrainAway, BrainFailed
from chat.ports import Conversation, Understood, Waiting
from chat.reply import Command
from chat.turn import LONGEST_LIST

CONVERSATION = Conversation("w_1", "v_1", "web", "w_1", "bot", "en", "", {"slots": {"a": 1}})
WAITING = Waiting(7, "q1", "hello", "", datetime(2026, 1, 5, tzinfo=UTC))
GOOD = {
    "replies": [{"custom": {"replies": [{"kind": "text", "text": "hi"}]}}, {"text": "plain"}],
    "state": {"slots": {"a": 2}},
    "intent": "greet",
    "confidence": 0.9,
}

Handler = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]


def http(body: Any, status: str = "200 OK") -> bytes:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(raw)}\r\n\r\n".encode() + raw


@contextlib.asynccontextmanager
async def rasa(handler: Handler, port: int = 0) -> AsyncIterator[int]:
    """A server that reads one request and lets the handler answer it."""

    serving: set[asyncio.Task[None] | None] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving.add(asyncio.current_task())
        with contextlib.suppress(asyncio.CancelledError):
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0] or 0)
            await handler(head + await reader.readexactly(length), writer)
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", port)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in filter(None, serving):
            task.cancel()
        await asyncio.gather(*filter(None, serving), return_exceptions=True)


async def ask(port: int, seconds: float = 0.5, command: Command | None = None) -> Understood:
    client = RasaClient(f"http://127.0.0.1:{port}", "secret", seconds)
    try:
        return await client.think(CONVERSATION, WAITING, command)
    finally:
        await client.close()


async def test_a_turn_goes_out_whole_and_comes_back_whole() -> None:
    heard: list[bytes] = []

    async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
        heard.append(request)
        writer.write(http(GOOD))

    async with rasa(handler) as port:
        understood = await ask(port, command=Command("pick", {"n": 2}))
    assert [r.text for r in understood.replies] == ["hi", "plain"]
    assert understood.dialogue == {"slots": {"a": 2}}
    assert understood.intent == "greet"
    head, _, body = heard[0].partition(b"\r\n\r\n")
    assert b"authorization: Bearer secret" in head.replace(b"Authorization", b"authorization")
    assert json.loads(body) == {
        "turn": "w_1.7",
        "text": "hello",
        "state": {"slots": {"a": 1}},
        "metadata": {
            "conversation": "w_1",
            "customer": "v_1",
            "channel": "web",
            "locale": "en",
            "page": "",
            "shared": False,
            "attachments": [],
        },
        "tap": {"intent": "pick", "entities": {"n": 2}},
    }


@pytest.mark.parametrize(
    "answer",
    [
        http({"error": "no"}, "500 Internal Server Error"),
        http({"error": "no model"}, "503 Service Unavailable"),
        http(b"<html>"),
        http([]),
        http({}),
        http({"replies": 5, "state": {}}),
        http({"replies": [{"custom": {"replies": [{"kind": "cards"}]}}], "state": {}}),
        http({"replies": [{"custom": 1}], "state": {}}),
        b"garbage\r\n\r\n",
    ],
    ids=["500", "503", "no json", "a list", "empty", "no replies", "half a reply", "no dict", "no http"],
)
async def test_nonsense_is_a_failure_of_the_brain(answer: bytes) -> None:
    async def handler(_request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)

    async with rasa(handler) as port:
        with pytest.raises(BrainFailed):
            await ask(port)


async def test_a_rasa_that_hangs_is_given_up() -> None:
    async def handler(_request: bytes, _writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(5)

    async with rasa(handler) as port:
        with pytest.raises(BrainFailed):
            await ask(port, seconds=0.3)


async def test_a_rasa_that_dies_in_the_middle_is_asked_again() -> None:
    calls: list[int] = []

    async def handler(_request: bytes, writer: asyncio.StreamWriter) -> None:
        calls.append(1)
        if len(calls) > 1:
            writer.write(http(GOOD))

    async with rasa(handler) as port:
        assert (await ask(port, seconds=5)).intent == "greet"
    assert len(calls) == 2


async def test_a_rasa_that_is_being_started_is_waited_for() -> None:
    async def handler(_request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(http(GOOD))

    port = free_port()
    asking = asyncio.create_task(ask(port, seconds=5))
    await asyncio.sleep(0.1)
    async with rasa(handler, port):
        assert (await asking).intent == "greet"


async def test_a_rasa_that_stays_away_is_given_up() -> None:
    with pytest.raises(BrainFailed):
        await ask(free_port(), seconds=0.5)


async def test_what_was_read_out_of_a_file_goes_out_with_short_gaps_and_no_longer_than_a_list() -> None:
    heard: list[bytes] = []

    async def answer(request: bytes, writer: asyncio.StreamWriter) -> None:
        heard.append(request)
        writer.write(http(GOOD))

    long = replace(WAITING, text="5" + " " * 20_000 + "salt\n" + "2 oil\n" * 5_000)
    async with rasa(answer) as port:
        client = RasaClient(f"http://127.0.0.1:{port}", "secret", 0.5)
        await client.think(CONVERSATION, long, None)
        await client.close()

    said = json.loads(heard[0].split(b"\r\n\r\n", 1)[1])["text"]
    assert said.startswith("5 salt\n2 oil\n")
    assert len(said) == LONGEST_LIST


async def test_after_one_waited_in_vain_the_others_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.client.HEALTH_SECONDS", 0.3)
    turns, healthy = 0, False

    async def handler(request: bytes, writer: asyncio.StreamWriter) -> None:
        nonlocal turns
        if b"GET /webhooks/turn/health" in request:
            if healthy:
                writer.write(http({"ready": True}))
                return
        else:
            turns += 1
            if healthy:
                writer.write(http(GOOD))
                return
        await asyncio.sleep(60)

    async with rasa(handler) as port:
        client = RasaClient(f"http://127.0.0.1:{port}", "secret", 0.3)
        with pytest.raises(BrainFailed):
            await client.think(CONVERSATION, WAITING, None)
        for _ in range(3):
            with pytest.raises(BrainFailed, match="in vain already"):
                await client.think(CONVERSATION, WAITING, None)
        assert turns == 1
        healthy = True
        async with asyncio.timeout(20):
            while True:
                with contextlib.suppress(BrainFailed):
                    assert (await client.think(CONVERSATION, WAITING, None)).intent == "greet"
                    break
                await asyncio.sleep(0.1)
        await client.close()
        assert turns == 2


async def test_who_is_away_is_not_said_to_hang() -> None:
    with pytest.raises(BrainAway):
        await ask(free_port(), seconds=0.5)


@pytest.mark.parametrize(("flag", "error"), [("failed", BrainFailed), ("working", BrainAway)])
async def test_what_an_action_says_of_itself_is_heard(flag: str, error: type[Exception]) -> None:
    async def handler(_request: bytes, writer: asyncio.StreamWriter) -> None:
        said = {"replies": [{"kind": "text", "text": "sorry"}], "failed": True, flag: True}
        writer.write(http(GOOD | {"replies": [{"custom": said}]}))

    async with rasa(handler) as port:
        with pytest.raises(error) as raised:
            await ask(port)
    assert type(raised.value) is error
