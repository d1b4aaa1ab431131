"""kill -9 of each process while messages come: every acknowledged message is answered exactly once."""

import asyncio
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from bench.chatting import SEARCHES, Chat, client
from chat.words import APOLOGY
from tests.e2e.product import Product, running

CONVERSATIONS, EACH = 20, 10
STARTS_SECONDS = 180  # within which a process that was killed is there again, however busy the machine


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory):
    with running(tmp_path_factory.mktemp("mortal") / "data") as product:
        yield product


async def until_answered(chat: Chat, ids: list[str]) -> list[dict]:
    """The history, once each of these messages has its answer."""
    deadline = time.monotonic() + STARTS_SECONDS
    while time.monotonic() < deadline:
        try:
            history = await chat.history()
        except httpx.HTTPError:
            history = []
        asked = [m["id"] for m in history if m["from"] == "customer"]
        if set(ids) <= set(asked) and len(turns(history)) == len(asked):
            return history
        await asyncio.sleep(0.3)
    raise AssertionError(f"lost: {set(ids) - set(asked)}; answered: {turns(history)} of {asked}")


def turns(history: list[dict]) -> list[str]:
    """The questions that have an answer right behind them."""
    return [
        said["id"]
        for said, next_said in pairwise(history)
        if said["from"] == "customer" and next_said["from"] == "bot"
    ]


@pytest.mark.parametrize("part", ["rasa", "actions", "gateway"])
async def test_nothing_is_lost_or_said_twice(mortal: Product, part: str) -> None:
    mortal.until_ready()
    acknowledged: list[list[str]] = [[] for _ in range(CONVERSATIONS)]
    async with client(mortal.url) as http:
        chats = [await Chat(http).start() for _ in range(CONVERSATIONS)]

        async def talk(number: int) -> None:
            for turn in range(EACH):
                message_id = f"k{number}-{turn}"
                # A client that got no answer sends the same id again, as the widget does.
                deadline = time.monotonic() + STARTS_SECONDS
                while time.monotonic() < deadline:
                    try:
                        answer, _ = await chats[number].say(SEARCHES[turn], message_id)
                        acknowledged[number].append(message_id)
                        if answer["replies"]:
                            break
                    except httpx.HTTPError:
                        pass
                    await asyncio.sleep(0.3)

        talking = [asyncio.create_task(talk(n)) for n in range(CONVERSATIONS)]
        await asyncio.sleep(1.0)
        mortal.kill(part)
        await asyncio.gather(*talking)
        for number, chat in enumerate(chats):
            history = await until_answered(chat, acknowledged[number])
            asked = [m["id"] for m in history if m["from"] == "customer"]
            told = [m["text"] for m in history if m["from"] == "bot"]
            assert sorted(set(acknowledged[number])) == sorted(asked)
            assert max(Counter(m["id"] for m in history).values()) == 1
            assert turns(history) == asked
            # Each question is another one, so an answer given twice would stand there twice.
            apologies = told.count(APOLOGY.en)
            assert len(set(told)) + max(0, apologies - 1) == len(told)
    assert f"{part} ended (killed by SIGKILL); starting it again" in " ".join(mortal.said().split())


def test_ctrl_c_leaves_nothing_behind(tmp_path: Path) -> None:
    with running(tmp_path / "data") as product:
        pids = [product.pid(part) for part in ("rasa", "actions", "gateway")]
    assert product.supervisor.returncode == 0
    assert all(pid and not Path(f"/proc/{pid}").exists() for pid in pids)
