"""Many customers at once with faults mixed in, and a shop that is killed at the worst moments."""

import asyncio
import contextlib
import os
import random
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from app.processes.ports import free_port
from demo.play import bot_api, graph_api
from demo.play.bot_api import BotApi
from demo.play.graph_api import GraphApi
from tests.connectors.conftest import World, served
from tests.standins.shop import APP_SECRET, PHONE_ID, SECRET, TOKEN, WA_TOKEN

ROOT = Path(__file__).parents[2]


async def test_a_burst_with_faults_reaches_everyone_once_and_in_order(world: World) -> None:
    chance = random.Random(7)
    people = 30
    world.telegram.any_fault = lambda _: (
        chance.choice([bot_api.too_many(1), bot_api.BROKEN]) if chance.random() < 0.08 else None
    )
    world.whatsapp.any_fault = lambda _: (
        chance.choice([graph_api.THROUGHPUT, graph_api.PAIR, graph_api.BROKEN])
        if chance.random() < 0.05
        else None
    )
    pushes = []
    for n in range(people):
        for words in ("first", "second"):
            pushes.append(world.telegram.push(world.telegram.text(1000 + n, words), world.http))
            message = world.whatsapp.text(f"9198{n:08}", words)
            pushes.append(world.whatsapp.push(world.whatsapp.webhook_of(messages=[message]), world.http))
    assert set(await asyncio.gather(*pushes)) == {200}
    await world.until(lambda: world.shop.store.count_waiting() == {"new": 0, "pending": 0}, seconds=90)
    for n in range(people):
        for said in (world.telegram.texts(1000 + n), world.whatsapp.texts(f"9198{n:08}")):
            assert sorted(" ".join(said).split()) == ["first", "heard", "heard", "second"]
    assert world.telegram.violations == world.whatsapp.violations == []
    assert world.shop.outbox.dead() == []


class Process:
    """A shop in a process of its own, on a port that it keeps over restarts."""

    def __init__(self, data: Path, telegram: str, whatsapp: str) -> None:
        self.port = free_port()
        self._arguments = [str(self.port), str(data), telegram, whatsapp]
        self._running: asyncio.subprocess.Process | None = None

    async def start(self, seconds: str = "0") -> None:
        self._running = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.standins.shop", *self._arguments,
            cwd=ROOT, env={**os.environ, "BRAIN_SECONDS": seconds},
        )  # fmt: skip
        async with httpx.AsyncClient() as http:
            for _ in range(300):
                with contextlib.suppress(httpx.HTTPError):
                    await http.get(f"http://127.0.0.1:{self.port}/")
                    return
                await asyncio.sleep(0.1)
        raise AssertionError("the shop did not start")

    async def kill(self) -> None:
        assert self._running
        self._running.send_signal(signal.SIGKILL)
        await self._running.wait()


@pytest.fixture
async def killable(tmp_path: Path) -> AsyncIterator[tuple[Process, BotApi, httpx.AsyncClient]]:
    telegram = BotApi(TOKEN, SECRET)
    async with (
        served(telegram.app) as address,
        served(GraphApi(WA_TOKEN, PHONE_ID, APP_SECRET).app) as graph,
        httpx.AsyncClient(timeout=60) as http,
    ):
        process = Process(tmp_path, address, graph)
        telegram.webhook = f"http://127.0.0.1:{process.port}/webhooks/telegram"
        yield process, telegram, http
        await process.kill()


async def until(done: object, seconds: float = 60) -> None:
    for _ in range(int(seconds / 0.05)):
        if done():  # type: ignore[operator]
            return
        await asyncio.sleep(0.05)
    raise AssertionError("waited in vain")


async def test_killed_between_acknowledgement_and_turn(
    killable: tuple[Process, BotApi, httpx.AsyncClient],
) -> None:
    process, telegram, http = killable
    await process.start(seconds="30")
    update = telegram.text(501, "hello")
    assert await telegram.push(update, http) == 200
    await process.kill()
    await process.start()
    assert await telegram.push(update, http) == 200  # Telegram may not have seen the first 200
    await until(lambda: telegram.texts(501))
    await asyncio.sleep(0.5)
    assert telegram.texts(501) == ["heard hello"]


async def test_killed_between_turn_and_send(killable: tuple[Process, BotApi, httpx.AsyncClient]) -> None:
    process, telegram, http = killable
    await process.start()
    telegram.faults["501"].extend([bot_api.too_many(2)])
    assert await telegram.push(telegram.text(501, "hello"), http) == 200
    await until(lambda: not telegram.faults["501"])  # the turn is done, its reply waits
    await process.kill()
    await process.start()
    await until(lambda: telegram.texts(501))
    await asyncio.sleep(0.5)
    assert telegram.texts(501) == ["heard hello"]


async def test_killed_between_send_and_record_is_one_duplicate_at_most(
    killable: tuple[Process, BotApi, httpx.AsyncClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    process, telegram, http = killable
    await process.start()
    say = telegram._say
    arrived = asyncio.Event()

    def slow(method: str, params: dict[str, object]) -> object:
        answer = say(method, params)
        if not arrived.is_set():
            arrived.set()
            process._running.kill()  # type: ignore[union-attr]
        return answer

    monkeypatch.setattr(telegram, "_say", slow)
    assert await telegram.push(telegram.text(501, "hello"), http) == 200
    await asyncio.wait_for(arrived.wait(), 60)
    await process.kill()
    await process.start()
    await until(lambda: len(telegram.texts(501)) > 1)
    await asyncio.sleep(1.5)
    assert telegram.texts(501) == ["heard hello"] * 2
