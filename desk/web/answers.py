"""What the calls under /v1/staff answer, where it is more than a word and not what a service gives."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from chat.ports import State
from chat.reply import Reply
from chat.wire import to_json
from desk.views import Beside, InboxRow, Thread

Shown = dict[str, Any]  # a reply as the chat API shows it: chat.wire says what is in it
SellersRow = dict[str, Any]  # a question, quote, order or flag as shop.sellers shows it: a seller sees less


@dataclass(frozen=True)
class Token:
    """What a right password gets."""

    token: str
    expires_at: str
    device: str
    role: str
    name: str


@dataclass(frozen=True)
class Me:
    """Who asks."""

    id: str
    name: str
    role: str
    seller: str


@dataclass(frozen=True)
class Inbox:
    """Conversations of a box, and how many there are in each."""

    conversations: list[InboxRow]
    counts: dict[str, int]


@dataclass(frozen=True)
class Opened:
    """A conversation with the customer beside it."""

    thread: Thread
    customer: Beside


@dataclass(frozen=True)
class Moved:
    """The state of a conversation after what was done."""

    state: State


@dataclass(frozen=True)
class Noted:
    """The same, and the number of the note."""

    state: State
    note: int


@dataclass(frozen=True)
class Sent:
    """What was sent to the customer."""

    messages: list[Shown]


@dataclass(frozen=True)
class Done:
    """The state of a conversation after what was sent to the customer."""

    state: State
    messages: list[Shown]


def shown(replies: Iterable[Reply]) -> list[Shown]:
    """Show replies as the chat API does."""
    return [to_json(reply) for reply in replies]
