"""The line before each conversation: one writer, messages in order."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable

from chat.ports import ConversationStore, Waiting
from chat.reply import Reply

log = logging.getLogger(__name__)

Turn = Callable[[str, Waiting], Awaitable[tuple[Reply, ...]]]
Replies = asyncio.Future[tuple[Reply, ...]]

ELSEWHERE_SECONDS = 0.2  # how often to look for answers that another process is giving


class Line:
    """Runs the turns of every conversation: one at a time within one, many at once across."""

    def __init__(self, store: ConversationStore, turn: Turn, at_once: int = 64) -> None:
        self._store = store
        self._turn = turn
        self._room = asyncio.Semaphore(at_once)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._woken: set[str] = set()
        self._listeners: defaultdict[str, dict[int, Replies]] = defaultdict(dict)

    def wake(self, conversation: str) -> None:
        """There may be something to answer in this conversation."""
        if conversation in self._running:
            self._woken.add(conversation)
            return
        task = asyncio.create_task(self._drain(conversation))
        self._running[conversation] = task
        task.add_done_callback(lambda _: self._rest(conversation))

    async def answer(self, conversation: str, message: int) -> tuple[Reply, ...]:
        """Wait until this message has had its turn; the replies to it."""
        future = self._listeners[conversation].get(message)
        if future is None:
            future = asyncio.get_running_loop().create_future()
            self._listeners[conversation][message] = future
        self.wake(conversation)
        return await asyncio.shield(future)

    async def close(self) -> None:
        """Let the turns that run come to their end."""
        while self._running:
            await asyncio.wait(list(self._running.values()))

    def _rest(self, conversation: str) -> None:
        self._running.pop(conversation, None)
        if conversation in self._woken:  # something came between the last look and now
            self._woken.discard(conversation)
            self.wake(conversation)

    async def _drain(self, conversation: str) -> None:
        while True:
            self._woken.discard(conversation)
            try:
                waiting = await asyncio.to_thread(self._store.next_waiting, conversation)
                if waiting is None:
                    await self._hear_from_elsewhere(conversation)
                    return
                async with self._room:
                    replies = await self._turn(conversation, waiting)
            except Exception:
                # The message stays unanswered in the store; the sweep of unanswered ones brings
                # its turn again, rather than a tight circle here.
                log.exception("a turn could not be stored", extra={"conversation": conversation})
                return
            self._tell(conversation, waiting.message, replies)

    def _tell(self, conversation: str, message: int, replies: tuple[Reply, ...]) -> None:
        future = self._listeners[conversation].pop(message, None)
        if future and not future.done():
            future.set_result(replies)
        if not self._listeners[conversation]:
            del self._listeners[conversation]

    async def _hear_from_elsewhere(self, conversation: str) -> None:
        """Somebody listens, yet nothing waits: it was just answered, or another process does it."""
        for message in list(self._listeners.get(conversation, ())):
            replies = await asyncio.to_thread(self._store.replies_to, message)
            if replies is not None:
                self._tell(conversation, message, replies)
        if self._listeners.get(conversation):
            asyncio.get_running_loop().call_later(ELSEWHERE_SECONDS, self.wake, conversation)
        else:
            self._listeners.pop(conversation, None)
