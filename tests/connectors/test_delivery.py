"""Pacing: never faster than allowed, in the order asked, and a long queue is no wait but a refusal."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.delivery import Pace, Paces, RetryAfter, Window, in_turn


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@given(st.lists(st.floats(0, 3), max_size=60), st.integers(1, 5))
def test_never_more_than_a_burst_and_one_each_interval(waits: list[float], burst: int) -> None:
    clock = Clock()
    pace = Pace(1.0, burst, clock)
    sent = []
    for wait in waits:
        clock.now += wait
        clock.now += pace.take()
        sent.append(clock.now)
    for first, at in enumerate(sent):
        assert sum(1 for other in sent[first:] if other < at + 1.0 - 1e-6) <= burst + 1
        later = sent[first + burst :]
        assert not later or later[0] >= at + 1.0 - 1e-6


async def test_an_address_keeps_its_distance_also_behind_a_queue() -> None:
    loop = asyncio.get_running_loop()
    own, shared = Pace(0.2), Window(1, 0.3)
    left = []

    async def send() -> None:
        async with in_turn(own, shared):
            left.append(loop.time())

    async with shared.place():  # somebody else is ahead
        pass
    await send()
    await send()
    assert left[1] - left[0] >= 0.2


async def test_a_window_holds_by_the_receivers_clock_whatever_stalls() -> None:
    loop = asyncio.get_running_loop()
    window = Window(3, 0.2)
    arrived: list[float] = []

    async def send(number: int) -> None:
        async with window.place(2 if number == 5 else 1):
            await asyncio.sleep(0.05 if number % 2 else 0)  # the network
            arrived.extend([loop.time()] * (2 if number == 5 else 1))

    await asyncio.gather(*(send(number) for number in range(12)))
    assert len(arrived) == 13
    for at in arrived:
        assert sum(1 for other in arrived if at <= other < at + 0.2) <= 3


async def test_a_long_queue_is_left_to_the_outbox() -> None:
    shared = Window(1)
    shared.stop(60)
    with pytest.raises(RetryAfter) as caught:
        async with in_turn(Pace(1.0), shared):
            raise AssertionError("sent all the same")
    assert 59 < caught.value.seconds <= 60


def test_rested_addresses_are_forgotten() -> None:
    clock = Clock()
    paces = Paces(1.0, clock=clock)
    for number in range(3000):
        clock.now += 2
        paces.of(str(number)).take()
    assert len(paces._known) <= 1025
