"""Starts payments so that a provider who does not answer holds up nobody but those who pay online."""

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor

from connectors.payments.provider import SORRY, PaymentFailed, Provider, Started
from shop.money import Money

AT_ONCE = 4
MOST_UNDER_WAY = 16  # whoever comes after them would wait too long: told at once

# Threads of their own: the common ones are what everybody else's messages and pages are answered by.
_threads = ThreadPoolExecutor(AT_ONCE, "payments")
_under_way: dict[tuple[str, Money, str], Future[Started]] = {}


async def start_payment(provider: Provider, checkout: str, amount: Money, back: str, title: str) -> Started:
    """Begin a payment, or PaymentFailed; a second click while the first is under way waits with it."""
    which = (checkout, amount, back)
    work = _under_way.get(which)
    if work is None:
        if len(_under_way) >= MOST_UNDER_WAY:
            raise PaymentFailed(SORRY)
        work = _threads.submit(provider.start, checkout, amount, back, title)
        _under_way[which] = work
        work.add_done_callback(lambda _: _under_way.pop(which, None))
    return await asyncio.shield(asyncio.wrap_future(work))
