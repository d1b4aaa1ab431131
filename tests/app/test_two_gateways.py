"""Two gateways over one PostgreSQL and one Redis: each message answered once, in order, seen everywhere."""

import asyncio
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
import socketio
from redis import Redis
from redis.exceptions import ConnectionError as NotThere

from app.gateway.gateway import Gateway
from app.processes.ports import free_port
from chat.ports import Conversation, Understood, Waiting
from chat.reply import Command, text
from tests.app.gateway_under_test import gateway
from tests.conftest import missing

Served = tuple[httpx.AsyncClient, Gateway]


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis server of our own."""
    program = shutil.which("redis-server")
    if not program:
        missing("Redis")
    assert program
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir"]
    server = subprocess.Popen([*command, str(tmp_path_factory.mktemp("redis"))], stdout=subprocess.DEVNULL)
    asked = Redis(port=port)
    deadline = time.monotonic() + 30
    while True:
        try:
            asked.ping()
            break
        except NotThere:
            assert time.monotonic() < deadline, "Redis did not start"
            time.sleep(0.05)
    asked.close()
    yield f"redis://127.0.0.1:{port}/0"
    server.terminate()
    server.wait()


class WatchedBrain:
    """Answers after a while, and sees whether two turns of one conversation ever run at once."""

    def __init__(self) -> None:
        self.running: dict[str, int] = {}
        self.at_once = 0
        self.heard: list[str] = []

    async def think(self, at: Conversation, waiting: Waiting, _command: Command | None) -> Understood:
        self.running[at.id] = self.running.get(at.id, 0) + 1
        self.at_once = max(self.at_once, self.running[at.id])
        await asyncio.sleep(0.02)
        self.heard.append(waiting.text)
        self.running[at.id] -= 1
        return Understood((text(f"heard {waiting.text}"),), {}, "echo")


@pytest.fixture
async def both(
    tmp_path: Path, postgres_database: str, redis: str
) -> AsyncIterator[tuple[Served, Served, WatchedBrain]]:
    """Two gateways with one brain that watches them."""
    brain = WatchedBrain()
    shared: dict[str, Any] = {"database_url": postgres_database, "redis_url": redis}
    async with AsyncExitStack() as stack:
        one = await stack.enter_async_context(gateway(tmp_path, brain, **shared))
        other = await stack.enter_async_context(gateway(tmp_path, brain, **shared))
        yield one, other, brain


async def test_a_message_to_one_is_shown_live_in_a_window_on_the_other(
    both: tuple[Served, Served, WatchedBrain],
) -> None:
    (one, _), (other, parts), _ = both
    made = (await one.post("/v1/chat/sessions", json={})).json()
    who = {"Authorization": f"Bearer {made['token']}"}
    while not parts.live.manager.pubsub or not parts.live.manager.pubsub.subscribed:
        await asyncio.sleep(0.02)
    window = socketio.AsyncClient()
    heard: asyncio.Queue[tuple[str, dict[str, Any]]] = asyncio.Queue()
    for name in ("message", "reply"):
        window.on(name, lambda body, name=name: heard.put_nowait((name, body)))
    await window.connect(str(other.base_url), auth={"token": made["token"]}, wait_timeout=20)
    try:
        answer = await one.post("/v1/chat/messages", json={"id": "1", "text": "rice"}, headers=who)
        assert [r["text"] for r in answer.json()["replies"]] == ["heard rice"]
        shown = [await asyncio.wait_for(heard.get(), 20) for _ in range(2)]
    finally:
        await window.disconnect()
    assert [(name, body["text"]) for name, body in shown] == [("message", "rice"), ("reply", "heard rice")]
    # Whatever one stored, the other tells.
    told = (await other.get("/v1/chat/messages", headers=who)).json()["messages"]
    assert [m["text"] for m in told] == ["rice", "heard rice"]


async def test_one_conversation_has_one_writer_whichever_gateway_is_asked(
    both: tuple[Served, Served, WatchedBrain],
) -> None:
    (one, _), (other, _), brain = both
    tokens = [(await one.post("/v1/chat/sessions", json={})).json()["token"] for _ in range(4)]

    async def say(client: httpx.AsyncClient, token: str, number: int) -> list[str]:
        who = {"Authorization": f"Bearer {token}"}
        body = {"id": f"n{number}", "text": f"{token[-6:]} {number}"}
        answer = await client.post("/v1/chat/messages", json=body, headers=who)
        assert answer.status_code == 200, answer.text
        return [reply["text"] for reply in answer.json()["replies"]]

    asked = [say((one, other)[number % 2], token, number) for token in tokens for number in range(12)]
    answers = await asyncio.gather(*asked)
    said = [f"heard {token[-6:]} {number}" for token in tokens for number in range(12)]
    assert answers == [[words] for words in said]
    assert brain.at_once == 1
    assert sorted(brain.heard) == sorted(words.removeprefix("heard ") for words in said)


async def test_the_same_message_to_both_at_once_has_one_turn(
    both: tuple[Served, Served, WatchedBrain],
) -> None:
    (one, _), (other, _), brain = both
    made = (await one.post("/v1/chat/sessions", json={})).json()
    who = {"Authorization": f"Bearer {made['token']}"}
    sent = [
        client.post("/v1/chat/messages", json={"id": "same", "text": "once"}, headers=who)
        for client in (one, other) * 5
    ]
    answers = {answer.text for answer in await asyncio.gather(*sent)}
    assert len(answers) == 1
    assert brain.heard == ["once"]
