"""How often one address may do something: so many times a minute, counted in this process."""

import time
from collections import deque
from collections.abc import Callable

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
