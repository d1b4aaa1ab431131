"""A provider that does not answer holds up who pays online, and nobody else."""

import asyncio
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from connectors.payments import starting
from connectors.payments.provider import PaymentFailed, Started
from connectors.payments.starting import start_payment
from connectors.payments.stripe import Stripe
from shop.money import Money


class Slow(Stripe):
    """Answers when it is let."""

    def __init__(self) -> None:
        super().__init__("sk_test_1", "secret")
        self.calls: list[str] = []
        self.let = threading.Event()

    def start(self, checkout: str, amount: Money, back: str, title: str) -> Started:
        self.calls.append(checkout)
        self.let.wait(30)
        return Started(f"cs_{checkout}", "https://pay.test")


def begin(provider: Slow, checkout: str) -> asyncio.Task[Started]:
    return asyncio.create_task(start_payment(provider, checkout, Money(100), "https://shop.test", "Order"))


async def test_clicks_on_one_checkout_wait_together_and_no_common_thread_is_held() -> None:
    provider = Slow()
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    first, second = begin(provider, "c1"), begin(provider, "c1")
    await asyncio.sleep(0)
    first.cancel()  # who leaves takes nothing from who stays
    assert await asyncio.to_thread(lambda: "heard") == "heard"
    provider.let.set()
    assert (await second).ref == "cs_c1"
    assert provider.calls == ["c1"]


async def test_when_too_many_wait_for_the_provider_the_next_hears_so_at_once() -> None:
    provider = Slow()
    waiting = [begin(provider, f"c{number}") for number in range(starting.MOST_UNDER_WAY)]
    await asyncio.sleep(0)
    with pytest.raises(PaymentFailed, match="Nothing was charged"):
        await begin(provider, "one more")
    provider.let.set()
    await asyncio.gather(*waiting)
    assert (await begin(provider, "later")).ref == "cs_later"


async def test_a_stripe_that_takes_the_call_and_says_nothing_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("connectors.payments.stripe.ANSWER_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        provider = Stripe("sk_test_1", "secret", f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(PaymentFailed, match="Nothing was charged"):
            await start_payment(provider, "c1", Money(100), "https://shop.test", "Order")
