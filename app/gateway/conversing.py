"""The road of one message inside the gateway: accept, take its turn, call the delivery."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from app.gateway.metrics import INTENTS, TURN_SECONDS, TURNS
from chat.handoff import shown
from chat.message import Inbound
from chat.ports import Accepted, Brain, Conversation, Understood, Waiting
from chat.queue import TurnQueue
from chat.reply import Command, Reply, text
from chat.service.inbox import Turns
from chat.turn import take_turn
from chat.words import TOO_MANY
from connectors.web.channel import Answered
from connectors.web.often import Allowance, messages_in

log = logging.getLogger(__name__)

CLIENT_WAITS_SECONDS = 15.0
SWEEP_SECONDS = 5.0


class CountingBrain:
    """A Brain that counts what another one understood."""

    def __init__(self, brain: Brain) -> None:
        self._brain = brain

    async def think(
        self, conversation: Conversation, waiting: Waiting, command: Command | None
    ) -> Understood:
        understood = await self._brain.think(conversation, waiting, command)
        INTENTS.labels(understood.intent or "none").inc()
        return understood


class Conversing:
    """Takes messages of every channel in, and sees to it that each is answered."""

    def __init__(
        self, store: Turns, brain: Brain, call_delivery: Callable[[], None], chats: Allowance | None = None
    ) -> None:
        self._store = store
        self._chats = chats or Allowance(0)  # how much each chat may say; the web asks at its own door
        self._too_many: dict[int, int] = {}  # messages that came too fast, and how many seconds to wait
        self._brain = CountingBrain(brain)
        self._call_delivery = call_delivery
        self._queue = TurnQueue(store, self._turn)
        # Threads of its own: what turns and the delivery do in the common ones does not stand before it.
        self._door = ThreadPoolExecutor(2, "accept")

    def use(self, brain: Brain) -> None:
        """Answer with this brain from now on."""
        self._brain = CountingBrain(brain)

    async def _turn(self, conversation: str, waiting: Waiting, *, patient: bool) -> tuple[Reply, ...]:
        started = time.perf_counter()
        outcome = "failed"
        try:
            too_many = self._too_many.pop(waiting.message, 0)
            if too_many:
                replies = await asyncio.to_thread(self._refuse, conversation, waiting, too_many)
            else:
                replies = await take_turn(self._store, self._brain, conversation, waiting, patient=patient)
            outcome = "answered" if replies else "silent"
            return replies
        finally:
            seconds = time.perf_counter() - started
            TURN_SECONDS.observe(seconds)
            TURNS.labels("any", outcome).inc()
            self._call_delivery()
            log.info("turn", extra={"conversation": conversation, "seconds": round(seconds, 4)})

    def _refuse(self, conversation: str, waiting: Waiting, seconds: int) -> tuple[Reply, ...]:
        """Say once that it was too much; the message is kept for people to read."""
        known = self._store.conversation(conversation)
        said, last = TOO_MANY.in_(known.locale), self._store.last_said(conversation)
        again = last is not None and last.lead.startswith(said.partition("{")[0])
        replies = () if again else (text(said.format(seconds=seconds)),)
        return self._store.finish(conversation, waiting.message, replies, None, unless="human")

    async def accept(self, inbound: Inbound) -> None:
        """For channels with webhooks: stored when this returns; answered in its turn."""
        accepted = await self._accepted(inbound)
        wait = self._chats.wait(accepted.conversation, messages_in(inbound.text)) if accepted.new else 0
        if wait:
            self._too_many[accepted.message] = wait
        if not accepted.answered:
            self._queue.wake(accepted.conversation)

    async def _accepted(self, inbound: Inbound) -> Accepted:
        return await asyncio.get_running_loop().run_in_executor(self._door, self._store.accept, inbound)

    async def take(self, inbound: Inbound) -> Answered:
        """For clients that wait for their answer."""
        accepted = await self._accepted(inbound)
        replies = None
        if accepted.answered:
            replies = await asyncio.to_thread(self._store.replies_to, accepted.message)
        else:
            with contextlib.suppress(TimeoutError):
                replies = await asyncio.wait_for(
                    self._queue.answer(accepted.conversation, accepted.message, inbound.source),
                    CLIENT_WAITS_SECONDS,
                )
        pending = replies is None and not accepted.answered
        known = await asyncio.to_thread(self._store.conversation, accepted.conversation)
        return Answered(replies or (), shown(known.state), pending)

    async def sweep(self) -> None:
        """Wake what waits although nobody works on it: after a restart, or a store that failed."""
        while True:
            try:
                for conversation in await asyncio.to_thread(self._store.unanswered):
                    self._queue.wake(conversation)
            except Exception:
                log.exception("the sweep failed")
            await asyncio.sleep(SWEEP_SECONDS)

    def leave(self) -> None:
        """We end: who waits for an answer is told soon that it comes later, and no turn begins."""
        self._queue.leave()

    async def close(self) -> None:
        """Let the turns that run come to their end."""
        await self._queue.close()
        self._door.shutdown(wait=False)
