"""What every channel's sending has in common: how it can fail, what comes back, how it is paced."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal


class DeliveryFailure(Exception):
    """Root of what can go wrong when sending.

    DeliveryFailure
    ├── RetryAfter         the channel asks us to wait so many seconds
    │   └── Held           not before the customer writes again; the desk has to know
    ├── TemporaryFailure   may work later: network, 5xx
    └── PermanentFailure   never will: blocked, unknown address, refused content
    """


class RetryAfter(DeliveryFailure):
    """The channel asks us to wait."""

    def __init__(self, seconds: float, reason: str = "") -> None:
        super().__init__(reason or f"asked to wait {seconds} s")
        self.seconds = seconds


class Held(RetryAfter):
    """The channel takes nothing now; what is said waits for the customer's next message."""

    def __init__(self, reason: str) -> None:
        super().__init__(HOLD_SECONDS, reason)


class TemporaryFailure(DeliveryFailure):
    """May work later."""


class PermanentFailure(DeliveryFailure):
    """Will never work."""


HOLD_SECONDS = 30 * 24 * 3600.0


@dataclass(frozen=True)
class Status:
    """What a channel says became of a message that we sent."""

    channel: str
    message_id: str  # as the sender gave it back
    status: Literal["sent", "delivered", "read", "failed"]
    reason: str = ""


@dataclass(frozen=True)
class Notice:
    """What a channel says of an address: the bot was blocked there, or the chat has moved."""

    channel: str
    address: str
    what: Literal["blocked", "unblocked", "moved"]
    to: str = ""


class Pace:
    """A token bucket: `burst` at once, then one each `every` seconds; says how long to wait.

    A place that is taken stays taken, so callers are served in the order in which they asked.
    """

    def __init__(self, every: float, burst: int = 1, clock: Callable[[], float] = time.monotonic) -> None:
        self._every = every
        self._slack = every * (burst - 1)
        self._clock = clock
        self._next = 0.0  # when the bucket would next have a token, were there no burst

    def wait(self) -> float:
        """Seconds until a token would be there."""
        return max(0.0, self._next - self._slack - self._clock())

    def take(self) -> float:
        """Take the next token; seconds until it is good."""
        now = self._clock()
        wait = max(0.0, self._next - self._slack - now)
        self._next = max(self._next, now) + self._every
        return wait

    def stop(self, seconds: float) -> None:
        """The channel said: nothing for so long."""
        self._next = max(self._next, self._clock() + seconds + self._slack)

    @property
    def rested(self) -> bool:
        """Nothing is owed: the same as a new one."""
        return self._next <= self._clock()


class Paces:
    """One Pace for each address, forgotten when rested."""

    def __init__(self, every: float, burst: int = 1, clock: Callable[[], float] = time.monotonic) -> None:
        self._every, self._burst, self._clock = every, burst, clock
        self._known: OrderedDict[str, Pace] = OrderedDict()

    def of(self, address: str) -> Pace:
        pace = self._known.pop(address, None) or Pace(self._every, self._burst, self._clock)
        self._known[address] = pace
        while len(self._known) > 1024 and next(iter(self._known.values())).rested:
            self._known.popitem(last=False)
        return pace


class Window:
    """At most `most` messages in any `seconds`, by the channel's clock, whatever stalls on the way.

    A message keeps its place until so long after its answer came. It had arrived by then, so no
    window of the channel's can hold more than have a place here.
    """

    def __init__(self, most: int, seconds: float = 1.0) -> None:
        self._most = most
        self._seconds = seconds
        self._room = asyncio.Semaphore(most)
        self._door = asyncio.Lock()
        self._waiting = 0
        self._closed_until = 0.0

    def wait(self) -> float:
        """About how long a newcomer would wait."""
        closed = max(0.0, self._closed_until - time.monotonic())
        return closed + self._waiting / self._most * self._seconds

    def stop(self, seconds: float) -> None:
        """The channel said: nothing for so long."""
        self._closed_until = max(self._closed_until, time.monotonic() + seconds)

    @asynccontextmanager
    async def place(self, weight: int = 1) -> AsyncIterator[None]:
        """Send within this; callers are served in the order in which they asked."""
        self._waiting += weight
        taken = 0
        asked = time.monotonic()
        try:
            try:
                async with self._door:
                    while taken < weight:
                        await self._room.acquire()
                        taken += 1
                    while (closed := self._closed_until - time.monotonic()) > 0:
                        await asyncio.sleep(closed)
                if time.monotonic() - asked > 2 * PATIENCE_SECONDS:
                    # The channel answers slowly. Our claim on the message may run out: ask again.
                    raise RetryAfter(1.0, "the channel is slow")
            finally:
                self._waiting -= weight
            yield
        finally:
            for _ in range(taken):
                asyncio.get_running_loop().call_later(self._seconds, self._room.release)


PATIENCE_SECONDS = 8.0  # a longer queue is kept in the outbox, not in tasks that hold claims


@asynccontextmanager
async def in_turn(own: Pace, shared: Window, weight: int = 1) -> AsyncIterator[None]:
    """Wait until the address and the channel as a whole allow one more; RetryAfter if that is long.

    One address sends one thing at a time, so its own token is taken last, at the very moment of
    sending: taken earlier, two messages could wait for the shared one and then leave together.
    """
    longest = max(own.wait(), shared.wait())
    if longest > PATIENCE_SECONDS:
        raise RetryAfter(longest, "many messages are ahead of this one")
    if own.wait() > 0:
        await asyncio.sleep(own.wait())
    async with shared.place(weight):
        own.take()
        yield
