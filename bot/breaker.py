"""After somebody has waited in vain, one looks for all whether it is worth while to wait."""

import asyncio
import time
from collections.abc import Awaitable, Callable

LOOK_SECONDS = 1.0  # so long one look is good for all who come


class Breaker:
    """Open while what is behind it hangs."""

    def __init__(self, hangs: Callable[[], Awaitable[bool]]) -> None:
        self._hangs = hangs
        self._open = False
        self._looked = 0.0
        self._looking: asyncio.Task[None] | None = None

    def trip(self) -> None:
        """Somebody waited in vain."""
        self._open = True

    async def lets_through(self) -> bool:
        """Whether to ask at all."""
        if not self._open:
            return True
        if self._looking is None and time.monotonic() - self._looked > LOOK_SECONDS:
            self._looking = asyncio.create_task(self._look())
        if self._looking:
            await asyncio.shield(self._looking)
        return not self._open

    async def _look(self) -> None:
        try:
            self._open = await self._hangs()
        finally:
            self._looked, self._looking = time.monotonic(), None
