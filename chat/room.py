"""Room for so many at once, given out fairly: who asks often waits for himself, not others for him."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Room:
    """So many places; those who wait get one by turns, however many each of them asks for."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}  # whose turn it is stands first

    @asynccontextmanager
    async def place(self, whose: str) -> AsyncIterator[None]:
        """Hold a place."""
        await self._take(whose)
        try:
            yield
        finally:
            self._give_back()

    async def _take(self, whose: str) -> None:
        if self._free:  # nobody waits while a place is free
            self._free -= 1
            return
        mine = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(whose, deque()).append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():  # it was given just now
                self._give_back()
            raise

    def _give_back(self) -> None:
        while self._waiting:
            whose = next(iter(self._waiting))
            theirs = self._waiting.pop(whose)
            first = theirs.popleft()
            if theirs:
                self._waiting[whose] = theirs  # behind all others
            if not first.done():
                first.set_result(None)
                return
        self._free += 1
