"""What a stranger may send before he has asked for anything, over raw sockets to a running gateway."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import socketio

from app.gateway.body_bounds import LARGEST
from app.gateway.http_bounds import BoundedHttp
from tests.app.gateway_under_test import gateway
from tests.chat.fakes import EchoBrain

Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]
MB = 1024 * 1024


class Hasty(BoundedHttp):
    """The same bounds, of which a test need not wait for the end."""

    head_seconds = 0.4


class Narrow(BoundedHttp):
    """Closes nothing for being slow, so that only the number of connections counts."""

    head_seconds = 60.0
    most_waiting = 20


@pytest.fixture(params=[BoundedHttp])
async def client(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with gateway(tmp_path, EchoBrain(), request.param) as (client, _parts):
        yield client


@contextlib.asynccontextmanager
async def opened(client: httpx.AsyncClient) -> AsyncIterator[Line]:
    """A raw connection to the same gateway."""
    reader, writer = await asyncio.open_connection("127.0.0.1", client.base_url.port)
    try:
        yield reader, writer
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def answered(reader: asyncio.StreamReader) -> tuple[int, dict[str, Any]]:
    """The status and the problem document of the first answer."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    length = int(head.partition("content-length: ")[2].partition("\r\n")[0])
    assert "content-type: application/problem+json" in head, head
    return int(head.split()[1]), json.loads(await reader.readexactly(length))


async def asked(client: httpx.AsyncClient, start: bytes, piece: bytes = b"", most: int = 0) -> Any:
    """The answer to this start of a request and to what follows it, of which only a few pieces are taken."""
    async with opened(client) as (reader, writer):
        answer = asyncio.create_task(answered(reader))
        writer.write(start)
        taken = 0
        with contextlib.suppress(OSError):
            while taken < most:
                writer.write(piece)
                await writer.drain()
                taken += 1
        told = await answer
    assert taken < 20, "all of it was taken"
    return told


TOO_LONG = "The head of this request is too large."


async def test_a_header_that_never_ends_is_refused(client: httpx.AsyncClient) -> None:
    status, body = await asked(client, b"GET / HTTP/1.1\r\nHost: here\r\nX-Long: ", b"x" * MB, 200)
    assert (status, body["title"]) == (431, TOO_LONG)


async def test_many_headers_are_refused(client: httpx.AsyncClient) -> None:
    headers = b"".join(b"X-%d: some words\r\n" % n for n in range(4000))
    status, body = await asked(client, b"GET / HTTP/1.1\r\n" + headers + b"\r\n")
    assert (status, body["title"]) == (431, TOO_LONG)


async def test_an_address_that_never_ends_is_refused(client: httpx.AsyncClient) -> None:
    assert (await asked(client, b"GET /", b"x" * 16_384, 4))[0] == 431


async def test_what_is_no_http_is_told_so(client: httpx.AsyncClient) -> None:
    status, body = await asked(client, b"\x16\x03\x01 hello\r\n\r\n")
    assert (status, body["title"]) == (400, "That is no HTTP request.")


async def test_a_trailer_that_never_ends_is_refused(client: httpx.AsyncClient) -> None:
    head = b"POST /nowhere HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-Long: "
    async with opened(client) as (reader, writer):
        writer.write(head)
        assert b" 404 " in await reader.readline()
        with pytest.raises(OSError):  # which one depends on when it is noticed
            for _ in range(200):
                writer.write(b"x" * MB)
                await writer.drain()


READ_BY = {
    "FastAPI": "/v1/staff/tokens",
    "us": "/v1/chat/sessions",
    "Socket.IO": "/socket.io/?EIO=4&transport=polling",
}


@pytest.mark.parametrize("path", READ_BY.values(), ids=READ_BY)
async def test_a_large_body_is_refused_before_it_has_come(client: httpx.AsyncClient, path: str) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
    head += f"Content-Length: {300 * MB}\r\n\r\n"
    status, body = await asked(client, head.encode(), b"x" * MB, 300)
    assert status == 413 and body["title"].startswith("That is too much in one piece"), body


@pytest.mark.parametrize("path", [READ_BY["FastAPI"], READ_BY["us"]])
async def test_so_is_one_that_does_not_say_its_size(client: httpx.AsyncClient, path: str) -> None:
    head = f"POST {path} HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n"
    head += "Transfer-Encoding: chunked\r\n\r\n"
    assert (await asked(client, head.encode(), b"100000\r\n" + b"x" * MB + b"\r\n", 300))[0] == 413


@pytest.mark.parametrize("size", [f"Content-Length: {300 * MB}", "Transfer-Encoding: chunked"])
async def test_where_there_is_no_route_no_large_body_is_read(client: httpx.AsyncClient, size: str) -> None:
    head = f"POST /nowhere HTTP/1.1\r\nHost: here\r\n{size}\r\n\r\n"
    assert (await asked(client, head.encode(), b"100000\r\n" + b"x" * MB + b"\r\n", 300))[0] == 404


async def test_where_files_are_taken_larger_ones_pass(client: httpx.AsyncClient) -> None:
    who = await signed_in(client)
    sent = await client.post("/v1/chat/files?id=1&name=list.pdf", content=b"x" * 4 * MB, headers=who)
    assert sent.status_code == 422, "read whole, and it is no list"
    sent = await client.post("/v1/chat/files?id=1&name=list.pdf", content=b"x" * 6 * MB, headers=who)
    assert sent.status_code == 413
    assert sent.json()["title"] == "That is too much in one piece: 5 MB at most."


async def test_a_live_message_has_the_same_bound(client: httpx.AsyncClient) -> None:
    token = (await signed_in(client))["Authorization"].split()[1]
    live = socketio.AsyncClient(reconnection=False)
    gone = asyncio.Event()
    live.on("disconnect", lambda *_: gone.set())
    await live.connect(str(client.base_url), auth={"token": token}, transports=["websocket"])
    await live.emit("message", {"id": "1", "text": "x" * 2 * LARGEST})
    await asyncio.wait_for(gone.wait(), 20)


@pytest.mark.parametrize("client", [Hasty], indirect=True)
async def test_a_slow_head_is_told_and_closed(client: httpx.AsyncClient) -> None:
    async with opened(client) as (reader, writer):
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: he")
        assert (await answered(reader))[0] == 408
        assert await reader.read() == b""


@pytest.mark.parametrize("client", [Hasty], indirect=True)
async def test_who_says_nothing_is_closed(client: httpx.AsyncClient) -> None:
    async with opened(client) as (reader, _writer):
        assert await asyncio.wait_for(reader.read(), 20) == b""


@pytest.mark.parametrize("client", [Hasty], indirect=True)
async def test_a_request_that_takes_long_to_answer_is_not_closed(client: httpx.AsyncClient) -> None:
    made = (await client.get("/socket.io/?EIO=4&transport=polling")).text
    path = f"/socket.io/?EIO=4&transport=polling&sid={json.loads(made[1:])['sid']}"
    async with opened(client) as (reader, writer):  # a poll waits until there is something to tell
        writer.write(f"GET {path} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
        await asyncio.sleep(3 * Hasty.head_seconds)
        await client.post(path, content=b"40")
        assert (await reader.readline()).split()[1] == b"200"


@pytest.mark.parametrize("client", [Narrow], indirect=True)
async def test_who_holds_many_connections_stops_nobody(client: httpx.AsyncClient) -> None:
    async with contextlib.AsyncExitStack() as held:
        lines = []
        for _ in range(300):
            lines.append(await held.enter_async_context(opened(client)))
            lines[-1][1].write(b"POST /v1/chat/messages HTTP/1.1\r\nHost: h\r\nX-Slow: ")
        who = await signed_in(client)
        said = await client.post("/v1/chat/messages", json={"id": "1", "text": "rice"}, headers=who)
        assert said.json()["replies"][0]["text"] == "heard rice"
        assert await asyncio.wait_for(lines[0][0].readline(), 20) in (
            b"",
            b"HTTP/1.1 408 Request Timeout\r\n",
        )
        assert not lines[-1][0].at_eof()


async def test_one_connection_serves_several_requests_also_at_once(client: httpx.AsyncClient) -> None:
    async with opened(client) as (reader, writer):
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n" * 3)
        for _ in range(3):
            assert b"200 OK" in await reader.readuntil(b"\r\n\r\n")
            assert await reader.readexactly(18) == b'{"status":"alive"}'


async def signed_in(client: httpx.AsyncClient) -> dict[str, str]:
    """The header of a new chat."""
    made = (await client.post("/v1/chat/sessions", json={})).json()
    return {"Authorization": f"Bearer {made['token']}"}
