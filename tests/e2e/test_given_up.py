"""Whoever does what the shop says (send again where it is asked for) gets what he wanted once.

The actions stop for 12 seconds, the database is locked for 12 seconds, the actions are killed, and
twenty shopkeepers paste their lists at once, and Rasa hangs; each time the customer's message is on its way.
"""

import asyncio
import os
import signal
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from typing import Any

import pytest

from bench.chatting import Chat, client
from chat.words import APOLOGY, OUT_OF_HOURS, WAIT_FOR_PERSON
from tests.e2e.product import Product, running

SKUS = 60  # lines of a pasted list


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running(tmp_path_factory.mktemp("given_up") / "data") as product:
        yield product


def asked(product: Product, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """What the product's database says."""
    with closing(sqlite3.connect(product.data / "dukan.db", timeout=30)) as db:
        return db.execute(sql, values).fetchall()


def cart(product: Product, message: str) -> dict[str, int]:
    """What is in the cart of who sent this message."""
    return dict(
        asked(
            product,
            "select sku, quantity from cart_lines where customer_id = (select c.customer_id from "
            "conversations c join messages m on m.conversation_id = c.id where m.public_id = ?)",
            message,
        )
    )


def stocked(product: Product, count: int) -> list[tuple[str, str]]:
    """So many products that there is plenty of."""
    return asked(
        product,
        "select p.sku, p.title from products p join stock s using (sku) where s.quantity > 200 "
        "and p.moq = 1 and p.multiple = 1 order by p.sku limit ?",
        count,
    )


@contextmanager
def stopped(product: Product, part: str) -> Iterator[None]:
    """The process stands still, as on a machine that swaps."""
    pid = product.pid(part)
    assert pid
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


@asynccontextmanager
async def on_its_way(product: Product, chat: Chat, words: str, name: str) -> AsyncIterator[list[str]]:
    """The message is stored and its turn has begun, and Rasa stands before it until the body is through.

    What was answered, in the end, is in the list.
    """
    said: list[str] = []
    with stopped(product, "rasa"):
        sending = asyncio.create_task(answer(chat, words, name))
        while not asked(product, "select 1 from messages where public_id = ?", name):
            await asyncio.sleep(0.02)
        yield said
    said += await sending


async def answer(chat: Chat, words: str, name: str) -> list[str]:
    """What was answered to it, however long that takes."""
    for _ in range(60):
        replies = (await chat.say(words, name))[0]["replies"]
        if replies:
            return [reply["text"] for reply in replies]
        await asyncio.sleep(0.5)
    raise AssertionError(f"{name} was never answered")


async def as_told(chat: Chat, words: str, name: str, said: list[str]) -> tuple[str, list[str]]:
    """Send it again as often as that is asked for; the name of the last one and its answer."""
    for number in range(5):
        if APOLOGY.en not in said:
            return name, said
        name = f"{name}-{number}"
        said = await answer(chat, words, name)
    raise AssertionError(f"apologies without end for {words}")


async def test_actions_that_stop_do_nothing_behind_an_apology(shop: Product) -> None:
    shop.until_ready()
    ((sku, title),) = stocked(shop, 1)
    words = f"add 7 {title}"
    async with client(shop.url) as http:
        chat = await Chat(http).start()
        async with on_its_way(shop, chat, words, "stop") as said:
            still = stopped(shop, "actions")
            still.__enter__()
            later = asyncio.get_running_loop().call_later(12, still.__exit__, None, None, None)
        await asyncio.sleep(max(0.0, later.when() - asyncio.get_running_loop().time()) + 3)
        name, said = await as_told(chat, words, "stop", said)
    assert cart(shop, name) == {sku: 7}, said


async def test_a_locked_database_takes_nothing_behind_an_apology(shop: Product) -> None:
    shop.until_ready()
    ((sku, title),) = stocked(shop, 1)
    words = f"add 7 {title}"
    async with client(shop.url) as http:
        chat = await Chat(http).start()
        with closing(sqlite3.connect(shop.data / "dukan.db", timeout=30, isolation_level=None)) as lock:
            async with on_its_way(shop, chat, words, "lock") as said:
                lock.execute("begin immediate")
                asyncio.get_running_loop().call_later(12, lock.execute, "rollback")
            await asyncio.sleep(3)
            name, said = await as_told(chat, words, "lock", said)
    assert cart(shop, name) == {sku: 7}, said


async def test_a_turn_whose_actions_are_killed_is_taken_again(shop: Product) -> None:
    shop.until_ready()
    ((sku, title),) = stocked(shop, 1)
    async with client(shop.url) as http:
        chat = await Chat(http).start()
        async with on_its_way(shop, chat, f"add 7 {title}", "kill") as said:
            shop.kill("actions")
    assert APOLOGY.en not in said
    assert cart(shop, "kill") == {sku: 7}, said


async def test_a_rasa_that_hangs_is_replaced_and_a_person_is_had_meanwhile(shop: Product) -> None:
    shop.until_ready()
    person = (WAIT_FOR_PERSON.en[:24], OUT_OF_HOURS.en[:19])
    async with client(shop.url) as http:
        chats = [await Chat(http).start() for _ in range(3)]
        with stopped(shop, "rasa"):
            for chat, words in zip(chats, ("talk to a person", "किसी इंसान से बात करनी है"), strict=False):
                (said,) = await answer(chat, words, words[:9])
                assert said.startswith(person)
            while "rasa does not answer any more; it is replaced" not in " ".join(shop.said().split()):
                await asyncio.sleep(0.3)
        shop.until_ready()
        _, said = await as_told(chats[2], "maggi", "hang", await answer(chats[2], "maggi", "hang"))
        assert "1. " in said[0]


async def test_twenty_lists_at_once_are_each_in_their_cart_once(shop: Product) -> None:
    shop.until_ready()
    goods = stocked(shop, SKUS)
    words = "\n".join(f"{number + 1} {title}" for number, (_, title) in enumerate(goods))
    async with client(shop.url) as http:
        chats = [await Chat(http).start() for _ in range(20)]

        async def paste(number: int) -> tuple[int, str]:
            said = await answer(chats[number], words, f"list{number}")
            apologised = APOLOGY.en in said
            name, _ = await as_told(chats[number], words, f"list{number}", said)
            return apologised, name

        pasted = await asyncio.gather(*(paste(number) for number in range(20)))
    alone = cart(shop, pasted[0][1])
    assert len(alone) > SKUS / 2
    assert max(alone.values()) <= SKUS
    assert [cart(shop, name) == alone for _, name in pasted] == [True] * 20
    assert sum(apologised for apologised, _ in pasted) == 0
