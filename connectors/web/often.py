"""How often one address, chat or customer may do something, counted in this process."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_ADDRESSES = 20_000  # more are not remembered: memory stays small under a flood


class Often:
    """A window of the last minute for each address."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = a_minute
        self._clock = clock
        self._times: dict[str, deque[float]] = {}

    def too_often(self, address: str) -> bool:
        """Count once more, unless it is too often already. Without a limit it never is."""
        if not self._most:
            return False
        now = self._clock()
        if len(self._times) > MOST_ADDRESSES:
            self._times = {who: times for who, times in self._times.items() if now - times[-1] < 60}
        times = self._times.setdefault(address, deque())
        while times and now - times[0] >= 60:
            times.popleft()
        if len(times) >= self._most:
            return True
        times.append(now)
        return False


BURST_MINUTES = 5
LINES_A_MESSAGE = 10  # a list counts as one message for so many of its lines
CHARACTERS_A_MESSAGE = 1000  # and any text for so many of its characters


class Allowance:
    """So many a minute in the long run, and five minutes' worth at once, for each who is counted."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._each = 60 / a_minute if a_minute else 0.0
        self._clock = clock
        self._used_until: dict[str, float] = {}  # when all that each has used is earned again

    def wait(self, who: str, count: int = 1) -> int:
        """Count it, and 0; or the seconds after which it will be counted."""
        if not self._each or not who:
            return 0
        now = self._clock()
        if len(self._used_until) > MOST_ADDRESSES:
            self._used_until = {other: until for other, until in self._used_until.items() if until > now}
        used = max(self._used_until.get(who, now), now) + count * self._each
        over = used - now - BURST_MINUTES * 60
        if over > 0:
            return math.ceil(over)
        self._used_until[who] = used
        return 0


def messages_in(text: str) -> int:
    """For how many messages this one counts."""
    return 1 + max(text.count("\n") // LINES_A_MESSAGE, len(text) // CHARACTERS_A_MESSAGE)


def _any() -> Allowance:
    return Allowance(0)


@dataclass(frozen=True)
class Limits:
    """How many messages are taken from one address, in one chat, of one customer on all channels."""

    address: Allowance = field(default_factory=_any)
    chat: Allowance = field(default_factory=_any)
    customer: Allowance = field(default_factory=_any)

    def wait(self, *, address: str = "", chat: str, customer: str, text: str) -> int:
        """Count this message; 0, or the seconds after which to send it again."""
        count = messages_in(text)
        return (
            self.address.wait(address, count)
            or self.chat.wait(chat, count)
            # A visitor has but one chat.
            or (0 if customer.startswith("v_") else self.customer.wait(customer, count))
        )
