"""What is new, for every page that is open: one look at the database serves them all.

Other processes write too: the actions put conversations in the line, another gateway takes
messages. So the store is asked, twice a second and at once when this process wrote something.
"""

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from datetime import UTC, datetime

from chat.handoff import shown
from desk.service.inbox import STATE_MOVES, Inbox
from desk.views import News
from desk.web.signing_in import Session

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 0.5
BEAT_EVERY_SECONDS = 20.0  # keeps proxies from closing what is quiet
LONGEST_QUEUE = 500
RULES_EVERY_SECONDS = 5.0

Ended = Callable[[list[Session]], set[str]]  # the tokens of those whose sessions have ended
TellState = Callable[[str, str], Awaitable[None]]  # conversation, state: to the customer's windows


class Feed:
    """Follows the store and tells subscribers."""

    def __init__(self, inbox: Inbox, tell_state: TellState, ended: Ended) -> None:
        self._inbox = inbox
        self._tell_state = tell_state
        self._ended = ended
        self._subscribers: dict[asyncio.Queue[str | None], Session] = {}
        self._called = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    def refresh(self) -> None:
        """Look at once, for something changed in this process; callable from any thread."""
        self.soon(self._called.set)

    def soon(self, work: Callable[..., object], *given: object) -> None:
        """Do this on the event loop, from whatever thread."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(work, *given)

    async def run(self) -> None:
        """Follow the store, until cancelled."""
        self._loop = asyncio.get_running_loop()
        message = entry = -1
        while True:
            self._called.clear()
            try:
                await self._let_go()
                message, entry, news = await asyncio.to_thread(self._inbox.news, message, entry)
                for one in news:
                    self.send(asdict(one))
                await self._tell_states(list(news))
            except Exception:
                log.exception("the desk's feed could not be read")
            try:
                await asyncio.wait_for(self._called.wait(), LOOK_EVERY_SECONDS)
            except TimeoutError:
                continue

    async def _let_go(self) -> None:
        """Let go who signed out or was locked out, also when another gateway did it."""
        if not self._subscribers:
            return
        over = await asyncio.to_thread(self._ended, list(self._subscribers.values()))
        for queue, session in list(self._subscribers.items()):
            if session.token_id in over:
                queue.put_nowait(None)

    async def _tell_states(self, news: list[News]) -> None:
        states = {n.conversation: shown(n.state) for n in news if n.what in STATE_MOVES and n.state}  # type: ignore[arg-type]  # states as stored
        for conversation, state in states.items():
            await self._tell_state(conversation, state)

    async def run_rules(self, rules: Callable[[datetime], bool]) -> None:
        """Run what happens at the desk by itself, until cancelled."""
        while True:
            try:
                if await asyncio.to_thread(rules, datetime.now(UTC)):
                    self.refresh()
            except Exception:
                log.exception("the desk's rules could not be run")
            await asyncio.sleep(RULES_EVERY_SECONDS)

    def send(self, event: dict[str, str]) -> None:
        """Send an event to every open page."""
        line = f"data: {json.dumps(event)}\n\n"
        for queue in self._subscribers:
            if queue.qsize() < LONGEST_QUEUE:  # a page that sleeps loads anew when it wakes
                queue.put_nowait(line)

    def close(self) -> None:
        """Let every page go, so that the process can end."""
        self._closed = True
        for queue in self._subscribers:
            queue.put_nowait(None)

    async def events(
        self, session: Session, here: Callable[[datetime], None] | None = None
    ) -> AsyncIterator[str]:
        """Give one page its server-sent events; `here` hears that it is open, from time to time."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._subscribers[queue] = session
        try:
            yield "retry: 1500\n\n"
            beaten = 0.0
            while not self._closed:
                if here and time.monotonic() >= beaten + BEAT_EVERY_SECONDS:
                    beaten = time.monotonic()
                    await asyncio.to_thread(here, datetime.now(UTC))
                try:
                    line = await asyncio.wait_for(queue.get(), BEAT_EVERY_SECONDS)
                except TimeoutError:
                    line = ": still here\n\n"
                if line is None:
                    return
                yield line
        finally:
            self._subscribers.pop(queue, None)
