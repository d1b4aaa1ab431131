"""What the desk shows: rows of the inbox, a conversation, the customer beside it, what is new.

The fields stand in the order in which the API under /v1/staff gives them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chat.ports import State

Item = dict[str, Any]  # a message as the chat API shows it, with what became of it; or a note


@dataclass(frozen=True)
class Filter:
    """Which conversations to list."""

    box: str = "all"  # mine, waiting, mentions, all
    channel: str = ""
    label: str = ""
    words: str = ""
    seller: str = ""  # conversations with a question to this seller
    limit: int = 50
    before: str = ""  # last_at of the last one shown, for the next page


@dataclass(frozen=True)
class InboxRow:
    """A conversation in the inbox. What the desk writes down is null where it never had it."""

    id: str
    channel: str
    state: State
    agent_id: str
    last_at: str
    customer: str
    name: str
    phone: str
    city: str
    agent: str | None
    reason: str | None
    priority: int | None
    waiting_since: str | None
    snoozed_until: str | None
    breached: str | None
    offered_to: str | None
    preview: str
    preview_from: str
    unread: int
    labels: list[str]


@dataclass(frozen=True)
class FoundProduct:
    """A product to choose."""

    sku: str
    title: str
    pack: str
    image: str


@dataclass(frozen=True)
class Canned:
    """An answer written beforehand."""

    shortcut: str
    title: str
    text: str


@dataclass(frozen=True)
class News:
    """Something that happened since the last look."""

    conversation: str
    what: str  # "message", or an action of the audit log
    state: str
    sender: str = ""
    actor: str = ""
    to: str = ""  # the staff it is about: named in a note, handed to, offered to


@dataclass(frozen=True)
class Summary:
    """A conversation so far in facts."""

    reason: str
    wanted: list[str]
    missed: list[str]
    last_words: str


@dataclass(frozen=True)
class Thread:
    """A conversation with its last messages and notes in one line of time."""

    id: str
    customer: str
    channel: str
    state: State
    locale: str
    agent_id: str
    agent: str
    reason: str
    priority: int
    waiting_since: str
    breached: str
    snoozed_until: str
    labels: list[str]
    last_heard: str
    items: list[Item]
    summary: Summary


@dataclass(frozen=True)
class Elsewhere:
    """Another conversation of the same customer."""

    id: str
    channel: str
    last_at: str


@dataclass(frozen=True)
class PastOrder:
    """An order with what its goods cost, in minor units."""

    id: str
    at: str
    status: str
    currency: str
    total: int


@dataclass(frozen=True)
class SeenProduct:
    """A product that was shown last."""

    sku: str
    title: str


@dataclass(frozen=True)
class Beside:
    """The customer beside a conversation."""

    id: str
    kind: str
    name: str
    called: str
    phone: str
    email: str
    city: str
    price_group: str
    since: str
    conversations: list[Elsewhere]
    orders: list[PastOrder]
    order_count: int
    searches: list[str]
    seen: list[SeenProduct]
    csat: float | None


@dataclass(frozen=True)
class Heard:
    """What a customer wrote, and what it was taken for."""

    words: str
    intent: str


QUIET = {"", "greet", "thank", "affirm", "deny", "human_agent", "goodbye"}


def summary_of(reason: str, heard: Iterable[Heard]) -> Summary:
    """Sum a conversation up: what was wanted, in order, and what was not understood."""
    wanted: list[str] = []
    missed: list[str] = []
    last_words = ""
    for one in heard:
        if one.intent in ("nlu_fallback", "out_of_scope"):
            missed.append(one.words[:80])
        elif one.intent not in QUIET and (not wanted or wanted[-1] != one.intent):
            wanted.append(one.intent)
        last_words = one.words or last_words
    return Summary(reason, wanted[-6:], missed[-3:], last_words[:160])


def file_of(attachment: Mapping[str, Any]) -> "SentFile":
    """Read a file that came with a message, as its channel wrote it down."""
    return SentFile(
        url=attachment["url"],
        kind=attachment.get("kind", ""),
        name=attachment.get("name", ""),
        type=attachment.get("type", ""),
    )


@dataclass(frozen=True)
class SentFile:
    """A file that a customer sent: where its channel has it, its name and type."""

    url: str
    kind: str
    name: str
    type: str
