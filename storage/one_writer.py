"""The queue before SQLite's one writer: first come, first served, and what is urgent before all."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class OneWriter:
    """Threads that wait here wake at once and in order; in SQLite's busy handler they sleep and retry.

    A plain lock goes to whichever thread happens to run, so one of them may wait for many others.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._busy = False
        self._urgent: deque[threading.Lock] = deque()
        self._others: deque[threading.Lock] = deque()

    @contextmanager
    def turn(self, *, urgent: bool = False) -> Iterator[None]:
        """Hold the right to write."""
        self._take(urgent=urgent)
        try:
            yield
        finally:
            self._give_back()

    def _take(self, *, urgent: bool) -> None:
        with self._guard:
            if not self._busy:
                self._busy = True
                return
            mine = threading.Lock()
            mine.acquire()
            (self._urgent if urgent else self._others).append(mine)
        mine.acquire()  # until the one before hands over

    def _give_back(self) -> None:
        with self._guard:
            waiting = self._urgent or self._others
            if waiting:
                waiting.popleft().release()
            else:
                self._busy = False
