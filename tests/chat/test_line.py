"""The line: order within a conversation, nothing lost, nobody waits for ever."""

import asyncio

from chat.line import Line
from chat.ports import Waiting
from chat.reply import Reply
from chat.turn import take_turn
from tests.chat.fakes import EchoBrain, MemoryStore


def line_of(store: MemoryStore, brain: EchoBrain) -> Line:
    async def turn(conversation: str, waiting: Waiting) -> tuple[Reply, ...]:
        return await take_turn(store, brain, conversation, waiting)

    return Line(store, turn)


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
    late = await asyncio.wait_for(line.answer("c", number), 1)
    assert late[0].text == "heard hello"


async def test_a_store_that_fails_once_loses_nothing() -> None:
    store = MemoryStore()
    store.fail_finishing = 1
    line = line_of(store, EchoBrain())
    number = store.put("hello")
    waiting = asyncio.create_task(line.answer("c", number))
    while store.fail_finishing:
        await asyncio.sleep(0)
    await line.close()
    line.wake("c")  # what the sweep does
    assert (await asyncio.wait_for(waiting, 1))[0].text == "heard hello"


async def test_who_gives_up_waiting_does_not_stop_the_turn() -> None:
    store = MemoryStore()
    line = line_of(store, EchoBrain(lambda _: 0.05))
    number = store.put("hello")
    waiting = asyncio.create_task(line.answer("c", number))
    await asyncio.sleep(0.01)
    waiting.cancel()
    await line.close()
    assert store.answers[number][0].text == "heard hello"
