"""Brings what the outbox holds to the channels: in order, again after a fault, no chat waits for another."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from chat.reply import Reply
from chat.service.outbox import Outbox
from chat.store.outbox import Outgoing, Parcel
from connectors.coalesce import together
from connectors.delivery import Held, PermanentFailure, RetryAfter, TemporaryFailure

log = logging.getLogger(__name__)

Send = Callable[[str, Reply], Awaitable[str]]  # address, reply -> the channel's id of the message

GIVE_UP_AFTER = 8  # attempts; with the waits below about an hour
LONGEST_WAIT = timedelta(minutes=15)
KEEP_SECONDS = 15.0  # a parcel is given back long before the claim on it runs out and another takes it
LOOK_EVERY_SECONDS = 1.0  # for what is due again, or was put in by another process


class Delivery:
    """One loop that claims parcels and sends each on its own task."""

    def __init__(
        self,
        outbox: Outbox,
        senders: Mapping[str, Send],
        on_held: Callable[[str, str], None] = lambda _conversation, _reason: None,
    ) -> None:
        self._outbox = outbox
        self._senders = senders
        self._on_held = on_held
        self._called = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def call(self) -> None:
        """Something new waits in the outbox."""
        self._called.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._called.clear()
            try:
                parcels = await asyncio.to_thread(self._outbox.claim, datetime.now(UTC))
            except Exception:
                log.exception("the outbox could not be read")
                parcels = []
            for parcel in parcels:
                task = asyncio.create_task(self._carry(parcel))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            if not parcels:
                try:
                    await asyncio.wait_for(self._called.wait(), LOOK_EVERY_SECONDS)
                except TimeoutError:
                    continue

    async def _carry(self, parcel: Parcel) -> None:
        """Send a parcel's replies one after the other; stop at the first that has to wait."""
        send = self._senders.get(parcel.channel)
        live = parcel.channel == "web"  # shows every reply as it is, and costs nothing to repeat
        replies = [out.reply for out in parcel.outgoing]
        groups = [(1, reply) for reply in replies] if live else together(replies)
        place = 0
        sent: list[tuple[int, str]] = []
        started = time.monotonic()
        for count, reply in groups:
            if not live and time.monotonic() - started > KEEP_SECONDS:
                rest = [later.message for later in parcel.outgoing[place:]]
                await asyncio.to_thread(self._outbox.put_off, rest, datetime.now(UTC), "a slow channel")
                break
            batch = parcel.outgoing[place : place + count]
            place += count
            try:
                if send is None:
                    raise PermanentFailure(f"the channel {parcel.channel} is not set up")
                sent += _receipts(batch, await send(parcel.address, reply))
            except PermanentFailure as err:
                log.warning("undeliverable: %s", err, extra={"conversation": parcel.conversation})
                await self._failed(batch, str(err))
            except Exception as err:
                if not isinstance(err, RetryAfter | TemporaryFailure):
                    log.exception("sending failed", extra={"conversation": parcel.conversation})
                if batch[0].attempts >= GIVE_UP_AFTER and not isinstance(err, RetryAfter):
                    await self._failed(batch, f"gave up: {err}")
                    continue
                if isinstance(err, Held):
                    await asyncio.to_thread(self._on_held, parcel.conversation, str(err))
                wait = _wait(err, batch[0].attempts)
                rest = [later.message for later in parcel.outgoing[place - count :]]
                await asyncio.to_thread(self._outbox.put_off, rest, datetime.now(UTC) + wait, str(err))
                break
            if not live:  # at once: after a crash here, one message at most goes out a second time
                await asyncio.to_thread(self._outbox.sent, sent)
                sent = []
        if sent:
            await asyncio.to_thread(self._outbox.sent, sent)

    async def _failed(self, batch: Sequence[Outgoing], reason: str) -> None:
        for out in batch:
            await asyncio.to_thread(self._outbox.failed, out.message, reason)


def _receipts(batch: Sequence[Outgoing], channel_id: str) -> list[tuple[int, str]]:
    """The channel's one id for each reply that its message stands for: ID, ID#1, ID#2."""
    return [
        (out.message, f"{channel_id}#{n}" if n and channel_id else channel_id) for n, out in enumerate(batch)
    ]


def _wait(err: Exception, attempts: int) -> timedelta:
    if isinstance(err, RetryAfter):
        return timedelta(seconds=err.seconds)
    return min(timedelta(seconds=2**attempts), LONGEST_WAIT)
