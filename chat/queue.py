"""Queues the turns of each conversation: one writer, messages in order."""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Protocol

from chat.errors import NotOver
from chat.ports import ConversationStore, Waiting
from chat.reply import Reply
from chat.room import Room

log = logging.getLogger(__name__)


class Turn(Protocol):
    """Answers a message; NotOver where that has to be tried again, which the impatient don't."""

    def __call__(
        self, conversation: str, waiting: Waiting, *, patient: bool
    ) -> Awaitable[tuple[Reply, ...]]: ...


Replies = asyncio.Future[tuple[Reply, ...] | None]

LIST_LINES = 12  # a message of so many lines or more is a list that takes a while
RENEW_SECONDS = 10.0  # after so long a wait for room the conversation is taken anew
LEAVING_SECONDS = 2.0  # so long who waits for an answer is held when we end
AGAIN_SECONDS = 1.0  # until a turn is taken again
PATIENT_SECONDS = 120.0  # so long a turn waits for a brain that is being started, or that still works on it
ELSEWHERE_SECONDS = 0.2  # how often to look for answers that another process is giving


class TurnQueue:
    """Runs the turns of every conversation: one at a time within one, many at once across."""

    def __init__(
        self, store: ConversationStore, turn: Turn, at_once: int = 64, lists_at_once: int = 2
    ) -> None:
        self._store = store
        self._turn = turn
        self._room = Room(at_once)
        self._lists = Room(lists_at_once)  # reading them is work for a whole core each
        self._sources: dict[str, str] = {}
        self._closing = False
        self._running: dict[str, asyncio.Task[None]] = {}
        self._woken: set[str] = set()
        self._listeners: defaultdict[str, dict[int, Replies]] = defaultdict(dict)

    def wake(self, conversation: str, source: str = "") -> None:
        """Look whether something waits in this conversation; those of one source share its turns."""
        if source:
            self._sources[conversation] = source
        if conversation in self._running:
            self._woken.add(conversation)
            return
        task = asyncio.create_task(self._drain(conversation))
        self._running[conversation] = task
        task.add_done_callback(lambda _: self._rest(conversation))

    async def answer(self, conversation: str, message: int, source: str = "") -> tuple[Reply, ...] | None:
        """Wait until this message has had its turn; the replies to it, or None where they come later."""
        if self._closing:
            return None
        future = self._listeners[conversation].get(message)
        if future is None:
            future = asyncio.get_running_loop().create_future()
            self._listeners[conversation][message] = future
        self.wake(conversation, source)
        return await asyncio.shield(future)

    def leave(self) -> None:
        """Begin no turn any more, and soon tell who waits that the answer comes later."""
        self._closing = True
        asyncio.get_running_loop().call_later(LEAVING_SECONDS, self._let_go)

    def _let_go(self) -> None:
        for waiting in list(self._listeners.values()):
            for future in waiting.values():
                if not future.done():
                    future.set_result(None)
        self._listeners.clear()

    async def close(self) -> None:
        """Let the turns that run come to their end."""
        self._closing = True
        while self._running:
            await asyncio.wait(list(self._running.values()))

    def _rest(self, conversation: str) -> None:
        self._running.pop(conversation, None)
        if conversation in self._woken:  # something came between the last look and now
            self._woken.discard(conversation)
            self.wake(conversation)
        else:
            self._sources.pop(conversation, None)

    async def _drain(self, conversation: str) -> None:
        while True:
            self._woken.discard(conversation)
            if self._closing:  # what still waits is for whoever comes after us
                return
            try:
                waiting = await asyncio.to_thread(self._store.next_waiting, conversation)
                if waiting is None:
                    await self._hear_from_elsewhere(conversation)
                    return
                began = time.monotonic()
                async with self._among_lists(conversation, waiting):
                    replies = await self._answered(conversation, waiting, began)
            except Exception:
                # The message stays unanswered in the store; the sweep of unanswered ones brings
                # its turn again, rather than a tight circle here.
                log.exception("a turn could not be stored", extra={"conversation": conversation})
                return
            if replies is not None:
                self._pass_on(conversation, waiting.message, replies)

    @asynccontextmanager
    async def _among_lists(self, conversation: str, waiting: Waiting) -> AsyncIterator[None]:
        """Read few long lists at a time; what is short need not wait for them."""
        if _is_list(waiting):
            async with self._lists.place(self._whose(conversation)):
                yield
        else:
            yield

    async def _answered(self, conversation: str, waiting: Waiting, looked: float) -> tuple[Reply, ...] | None:
        """Take its turn, as often as that needs; None where it is not ours to answer any more."""
        until = None
        while True:
            async with self._room.place(self._whose(conversation)):
                if time.monotonic() - looked > RENEW_SECONDS:  # others may think that we are gone
                    again = await asyncio.to_thread(self._store.next_waiting, conversation)
                    if again is None or again.message != waiting.message:
                        return None
                    looked = time.monotonic()
                until = until or looked + PATIENT_SECONDS
                try:
                    return await self._turn(conversation, waiting, patient=time.monotonic() < until)
                except NotOver as err:
                    log.warning("to be taken again: %s", err, extra={"conversation": conversation})
            if self._closing:
                return None
            await asyncio.sleep(AGAIN_SECONDS)

    def _whose(self, conversation: str) -> str:
        return self._sources.get(conversation, conversation)

    def _pass_on(self, conversation: str, message: int, replies: tuple[Reply, ...]) -> None:
        future = self._listeners[conversation].pop(message, None)
        if future and not future.done():
            future.set_result(replies)
        if not self._listeners[conversation]:
            del self._listeners[conversation]

    async def _hear_from_elsewhere(self, conversation: str) -> None:
        """Find answers that somebody listens for, though nothing waits: just given, or by another process."""
        for message in list(self._listeners.get(conversation, ())):
            replies = await asyncio.to_thread(self._store.replies_to, message)
            if replies is not None:
                self._pass_on(conversation, message, replies)
        if self._listeners.get(conversation):
            asyncio.get_running_loop().call_later(ELSEWHERE_SECONDS, self.wake, conversation)
        else:
            self._listeners.pop(conversation, None)


def _is_list(waiting: Waiting) -> bool:
    return waiting.text.count("\n") + 1 >= LIST_LINES or any(
        about.get("kind") == "document" for about in waiting.attachments
    )
