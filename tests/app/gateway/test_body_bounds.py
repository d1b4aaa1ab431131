"""The bounds of a request's body on an app that reads it, without a wire between."""

import asyncio
from typing import Any

from app.gateway.body_bounds import bounded


async def read_all(scope: Any, receive: Any, send: Any) -> None:
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"read"})


async def given(
    app: Any, *parts: bytes, then_silent: bool = False, pause: float = 0.0, **bounds: float
) -> tuple[int, bytes]:
    """What the app answers, within bounds, to a body that comes in these parts."""
    waiting = list(parts)
    told: list[Any] = []

    async def receive() -> Any:
        await asyncio.sleep(pause)
        if not waiting and then_silent:
            await asyncio.Event().wait()
        return {
            "type": "http.request",
            "body": waiting.pop(0) if waiting else b"",
            "more_body": then_silent or bool(waiting),
        }

    async def send(message: Any) -> None:
        told.append(message)

    scope = {"type": "http", "method": "POST", "path": "/x", "headers": []}
    await bounded(app, **bounds)(scope, receive, send)
    return told[0]["status"], b"".join(message.get("body", b"") for message in told)


async def test_a_body_that_stops_coming_is_not_waited_for() -> None:
    status, body = await given(read_all, b"{", then_silent=True, idle=0.05)
    assert status == 408 and b"took too long" in body


async def test_nor_one_that_comes_by_drops() -> None:
    assert (await given(read_all, *[b"x"] * 2000, pause=0.01, idle=10.0, whole=0.1))[0] == 408


async def test_a_fault_of_the_app_is_answered_and_goes_no_further() -> None:
    async def broken(scope: Any, receive: Any, send: Any) -> None:
        raise KeyError("no such thing")

    status, body = await given(broken)
    assert status == 500 and b"no such thing" not in body
