"""What the assistant waits for: the question asked last, what was offered to tap, a wish to be confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from chat.contexts import ContextKey, stored_as
from chat.reply import Command


@dataclass(frozen=True)
class OfferedOption:
    """Something that could be tapped."""

    title: str
    intent: str
    entities: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A question that waits. A command missing means: that answer leads nowhere."""

    words: str  # the question, to come back to after an interruption
    yes: Command | None = None
    no: Command | None = None
    answer: Command | None = None  # for a value: it comes as `entity`
    entity: str = "text"
    free: bool = False  # any words at all are an answer: an address, a review, a question to a seller
    again: bool = False  # asked a second time, after something else came between
    conversation: str = field(default="", metadata=stored_as("in"))  # where it was asked
    options: tuple[OfferedOption, ...] = ()  # what could be tapped below it


@dataclass(frozen=True)
class Offered:
    """The options that were offered last, and where."""

    conversation: str = field(metadata=stored_as("in"))
    options: tuple[OfferedOption, ...] = ()


ASKED = ContextKey("asked", Asked, timedelta(minutes=30))
OFFERED = ContextKey("offered", Offered, timedelta(minutes=15))
# A wish for what no catalogue has, that waits for a yes; "": the next words are the wish.
WISH = ContextKey(
    "wishing",
    str,
    timedelta(minutes=10),
    plain=lambda words: words or True,
    read=lambda stored: "" if stored is True else str(stored),
)

OPEN_QUESTIONS: tuple[ContextKey[Any], ...] = (ASKED, OFFERED, WISH)
