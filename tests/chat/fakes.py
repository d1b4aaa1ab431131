"""A store and a brain that live in memory, to test turns without a database or Rasa."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from chat.errors import BrainAway, BrainFailed
from chat.message import Inbound
from chat.ports import Accepted, Conversation, State, Understood, Waiting
from chat.reply import Command, Reply, text

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class MemoryStore:
    """One conversation, kept in lists."""

    def __init__(self, state: State = "bot") -> None:
        self.known = Conversation("c", "v", "web", "c", state, "", "", {})
        self.waiting: list[Waiting] = []
        self.answers: dict[int, tuple[Reply, ...]] = {}
        self.fail_finishing = 0
        self.taps: dict[str, Command] = {}
        self.in_vain = 0  # so often has the turn done something when it is given up

    def put(self, words: str, tap: str = "") -> int:
        number = len(self.waiting) + len(self.answers) + 1
        self.waiting.append(Waiting(number, str(number), words, tap, NOW))
        return number

    def accept(self, inbound: Inbound) -> Accepted:
        return Accepted(self.put(inbound.text, inbound.tap), "c", new=True, answered=False)

    def conversation(self, conversation: str) -> Conversation:
        return self.known

    def next_waiting(self, conversation: str) -> Waiting | None:
        return self.waiting[0] if self.waiting else None

    def meant(self, conversation: str, waiting: Waiting) -> Command | None:
        return self.taps.get(waiting.tap, Command(waiting.tap)) if waiting.tap else None

    def finish(
        self,
        conversation: str,
        message: int,
        replies: Sequence[Reply],
        dialogue: Mapping[str, Any] | None,
        *,
        unless: State | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> tuple[Reply, ...]:
        if self.fail_finishing:
            self.fail_finishing -= 1
            raise OSError("disk full")
        self.waiting = [w for w in self.waiting if w.message != message]
        if dialogue is not None:
            self.known = replace(self.known, dialogue=dialogue)
        self.answers[message] = tuple(replies)
        return tuple(replies)

    def give_up(
        self, conversation: str, message: int, sorry: Reply, unsure: Reply, *, unless: State | None = None
    ) -> tuple[Reply, ...] | None:
        if self.in_vain:
            self.in_vain -= 1
            return None
        return self.finish(conversation, message, [sorry], None)

    def last_said(self, conversation: str) -> Reply | None:
        said = [reply for replies in self.answers.values() for reply in replies]
        return replace(said[-1], lead=said[-1].text) if said else None

    def replies_to(self, message: int) -> tuple[Reply, ...] | None:
        return self.answers.get(message)

    def unanswered(self) -> Sequence[str]:
        return ["c"] if self.waiting else []


class EchoBrain:
    """Says what it heard, after a while; fails for words that it was told to fail for."""

    def __init__(self, seconds: Callable[[str], float] = lambda _: 0.0) -> None:
        self.seconds = seconds
        self.heard: list[str] = []
        self.at_once = 0
        self.most_at_once = 0

    async def think(
        self, conversation: Conversation, waiting: Waiting, command: Command | None
    ) -> Understood:
        self.heard.append(waiting.text)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.seconds(waiting.text))
        self.at_once -= 1
        if "away" in waiting.text:
            raise BrainAway("told to")
        if "fail" in waiting.text:
            raise BrainFailed("told to")
        if "silence" in waiting.text:
            return Understood((), {"turns": 1})
        said = f"tapped {command.intent}" if command else f"heard {waiting.text}"
        return Understood((text(said),), {"turns": len(self.heard)}, "echo", 1.0)
