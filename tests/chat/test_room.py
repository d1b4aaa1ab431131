"""Places that are given out fairly."""

import asyncio
import contextlib

from chat.room import Room


async def test_who_asks_often_waits_for_himself() -> None:
    room, order = Room(1), []

    async def take(whose: str) -> None:
        async with room.place(whose):
            order.append(whose)
            await asyncio.sleep(0)

    await asyncio.gather(*(take(whose) for whose in ["flood"] * 5 + ["one", "two", "two"]))
    assert order == ["flood", "flood", "one", "two", "flood", "two", "flood", "flood"]


async def test_who_goes_away_leaves_the_place_to_the_next() -> None:
    room = Room(1)
    entered = asyncio.Event()

    async def take() -> None:
        async with room.place("a"):
            entered.set()

    async with room.place("first"):
        gone, stays = asyncio.create_task(take()), asyncio.create_task(take())
        await asyncio.sleep(0)
        gone.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await gone
    await stays
    assert entered.is_set()
    late = asyncio.create_task(take())
    await late


async def test_a_place_that_was_given_to_who_just_left_is_given_on() -> None:
    room = Room(1)

    async def take() -> None:
        async with room.place("a"):
            pass

    async with room.place("first"):
        gone, stays = asyncio.create_task(take()), asyncio.create_task(take())
        await asyncio.sleep(0)
    gone.cancel()  # the place is his already, but he does not know it yet
    await asyncio.wait_for(stays, 20)
