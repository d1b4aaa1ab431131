"""The line: order within a conversation, nothing lost, nobody waits for ever."""

import asyncio

import pytest

from chat import words
from chat.ports import Waiting
from chat.queue import TurnQueue
from chat.reply import Reply
from chat.turn import take_turn
from tests.chat.fakes import NOW, EchoBrain, MemoryStore


def line_of(store: MemoryStore, brain: EchoBrain) -> TurnQueue:
    async def turn(conversation: str, waiting: Waiting, *, patient: bool) -> tuple[Reply, ...]:
        return await take_turn(store, brain, conversation, waiting, patient=patient)

    return TurnQueue(store, turn)


async def test_twenty_at_once_are_answered_in_order_one_at_a_time() -> None:
    # Later messages think faster: without a line they would overtake.
    store, brain = MemoryStore(), EchoBrain(lambda t: 0.02 / (1 + int(t)))
    line = line_of(store, brain)
    numbers = [store.put(str(n)) for n in range(20)]
    answers = await asyncio.gather(*(line.answer("c", n) for n in numbers))
    assert [a[0].text for a in answers] == [f"heard {n}" for n in range(20)]
    assert brain.heard == [str(n) for n in range(20)]
    assert brain.most_at_once == 1


async def test_two_who_wait_for_the_same_message_get_the_same_answer() -> None:
    store = MemoryStore()
    line = line_of(store, EchoBrain())
    number = store.put("hello")
    one, two = await asyncio.gather(line.answer("c", number), line.answer("c", number))
    assert one == two
    assert one[0].text == "heard hello"


async def test_who_asks_after_the_answer_gets_it_too() -> None:
    store = MemoryStore()
    line = line_of(store, EchoBrain())
    number = store.put("hello")
    await line.answer("c", number)
    late = await asyncio.wait_for(line.answer("c", number), 20)
    assert late[0].text == "heard hello"


async def test_a_store_that_fails_once_loses_nothing() -> None:
    store = MemoryStore()
    store.fail_finishing = 1
    line = line_of(store, EchoBrain())
    number = store.put("hello")
    waiting = asyncio.create_task(line.answer("c", number))
    while store.fail_finishing:
        await asyncio.sleep(0)
    line.wake("c")  # what the sweep does
    assert (await asyncio.wait_for(waiting, 20))[0].text == "heard hello"


async def test_who_gives_up_waiting_does_not_stop_the_turn() -> None:
    store = MemoryStore()
    line = line_of(store, EchoBrain(lambda _: 0.05))
    number = store.put("hello")
    waiting = asyncio.create_task(line.answer("c", number))
    await asyncio.sleep(0.01)
    waiting.cancel()
    await line.close()
    assert store.answers[number][0].text == "heard hello"


class Many(MemoryStore):
    """A store of many conversations, of which each has one message."""

    def __init__(self, said: dict[str, str]) -> None:
        super().__init__()
        self.said = {name: Waiting(1, name, words, "", NOW) for name, words in said.items()}

    def next_waiting(self, conversation: str) -> Waiting | None:
        return self.said.get(conversation)


async def test_long_lists_are_read_two_at_a_time_and_what_is_short_does_not_wait() -> None:
    lists = {f"list{n}": "5 maggi\n" * 40 for n in range(6)}
    store = Many(lists | {"short": "do you have rice"})
    running, most, short_heard = set(), 0, asyncio.Event()

    async def turn(conversation: str, waiting: Waiting, *, patient: bool) -> tuple[Reply, ...]:
        nonlocal most
        running.add(conversation)
        most = max(most, len(running))
        if conversation == "short":
            short_heard.set()
        await asyncio.wait_for(short_heard.wait(), 20)
        running.discard(conversation)
        del store.said[conversation]
        return ()

    line = TurnQueue(store, turn)
    await asyncio.gather(*(line.answer(name, 1) for name in list(store.said)))
    assert most == 3  # two lists and the short one


async def test_one_source_with_many_conversations_waits_for_itself() -> None:
    store = Many({f"flood{n}": "hi" for n in range(9)} | {"other": "hi"})
    order: list[str] = []

    async def turn(conversation: str, waiting: Waiting, *, patient: bool) -> tuple[Reply, ...]:
        order.append(conversation)
        while len(line._room._waiting) < 2:  # until the other one waits for room too
            if len(order) > 1:
                break
            await asyncio.sleep(0.01)
        del store.said[conversation]
        return ()

    line = TurnQueue(store, turn, at_once=1)
    sources = {name: "address" for name in store.said if name != "other"}
    await asyncio.gather(*(line.answer(name, 1, sources.get(name, "")) for name in list(store.said)))
    assert "other" in order[:3]


async def test_a_turn_that_is_not_over_is_taken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chat.queue.AGAIN_SECONDS", 0)
    store = MemoryStore()
    store.in_vain = 2
    line = line_of(store, EchoBrain())
    assert (await line.answer("c", store.put("fail")))[0].text == words.APOLOGY.en
    assert store.in_vain == 0


async def test_closing_does_not_wait_for_a_brain_that_is_away() -> None:
    store = MemoryStore()
    line = line_of(store, EchoBrain())
    line.wake("c")
    store.put("away")
    await line.close()
    assert [w.text for w in store.waiting] == ["away"]  # for whoever comes after us


async def test_what_has_no_turn_yet_when_the_line_closes_is_left_for_whoever_comes_next() -> None:
    store, brain = MemoryStore(), EchoBrain(lambda _: 0.05)
    line = line_of(store, brain)
    numbers = [store.put(str(n)) for n in range(5)]
    line.wake("c")
    while not brain.heard:
        await asyncio.sleep(0)
    await line.close()
    assert brain.heard == ["0"]
    assert [w.message for w in store.waiting] == numbers[1:]


async def test_who_waits_when_the_line_closes_is_told_that_the_answer_comes_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("chat.queue.LEAVING_SECONDS", 0.1)
    store = MemoryStore()
    line = line_of(store, EchoBrain(lambda _: 2.0))
    first, second = (asyncio.create_task(line.answer("c", store.put(words))) for words in ("a", "b"))
    await asyncio.sleep(0.05)
    line.leave()
    assert await asyncio.wait_for(asyncio.gather(first, second), 20) == [None, None]
    await line.close()
    assert [w.text for w in store.waiting] == ["b"]  # the turn that ran came to its end
