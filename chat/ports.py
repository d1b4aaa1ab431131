"""Declares what a conversation needs from outside: a store, and something that understands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from chat.message import Inbound
from chat.reply import Command, Reply

State = Literal["bot", "waiting", "human", "resolved"]


@dataclass(frozen=True)
class Accepted:
    """An inbound that is safely stored, and where it belongs."""

    message: int  # the store's own number; rises in the order of arrival
    conversation: str
    new: bool  # False: this very message had been stored before
    answered: bool  # its replies are stored already


@dataclass(frozen=True)
class Conversation:
    """What a turn must know of its conversation."""

    id: str
    customer: str
    channel: str
    address: str
    state: State
    locale: str
    page: str
    dialogue: Mapping[str, Any]  # the engine's own state; opaque to us

    @property
    def shared(self) -> bool:
        """Whether several people read along: a group of Telegram."""
        return self.channel == "telegram" and self.address.startswith("-")


@dataclass(frozen=True)
class Waiting:
    """A stored inbound that still waits for its turn."""

    message: int
    public_id: str
    text: str
    tap: str
    at: datetime
    attachments: Sequence[Mapping[str, Any]] = ()


def turn_id(conversation: str, message: int) -> str:
    """Name a message's turn: the same when it has to be taken again."""
    return f"{conversation}.{message}"


@dataclass(frozen=True)
class Understood:
    """What the dialogue engine made of a message."""

    replies: tuple[Reply, ...]
    dialogue: Mapping[str, Any]
    intent: str = ""
    confidence: float = 0.0
    facts: Mapping[str, Any] = field(default_factory=dict)  # for logs and the desk


class Brain(Protocol):
    """Decides what to answer. Raises BrainFailed within a bounded time if it can't."""

    async def think(
        self, conversation: Conversation, waiting: Waiting, command: Command | None
    ) -> Understood: ...


class ConversationStore(Protocol):
    """Stores conversations. Every method is one transaction."""

    def accept(self, inbound: Inbound) -> Accepted: ...

    def conversation(self, conversation: str) -> Conversation: ...

    def next_waiting(self, conversation: str) -> Waiting | None: ...

    def meant(self, conversation: str, waiting: Waiting) -> Command | None:
        """Read what a tap, or a typed number or title of the last options, stands for."""
        ...

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
        """Store replies and state and mark the message answered, all or nothing.

        With `unless`, replies are dropped when the conversation is in that state by now: a
        person took over while the bot was thinking.
        """
        ...

    def give_up(
        self, conversation: str, message: int, sorry: Reply, unsure: Reply, *, unless: State | None = None
    ) -> tuple[Reply, ...] | None:
        """Answer `sorry`, and from then on the turn can do nothing; None where it has done something.

        Such a turn waits to be taken again; after some times in vain the customer is told `unsure`.
        """
        ...

    def last_said(self, conversation: str) -> Reply | None:
        """Read what was said to the customer last."""
        ...

    def replies_to(self, message: int) -> tuple[Reply, ...] | None:
        """Read the stored replies; None while the message still waits."""
        ...

    def unanswered(self) -> Sequence[str]:
        """List the conversations with messages that wait, after a restart."""
        ...
