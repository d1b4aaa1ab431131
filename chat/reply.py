"""Describes what goes out to a customer, the same for every channel.

An action drafts a Reply; storing it gives it an id and a time, and turns each
option's command into an opaque tap. Renderers of channels read only this.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["text", "choice", "cards", "cart", "order", "link"]
Sender = Literal["bot", "agent", "seller", "system"]


@dataclass(frozen=True)
class Command:
    """What a tap means: an intent with its entities, as if it had been understood so."""

    intent: str
    entities: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Option:
    """Something that can be tapped, or typed by its number or title."""

    title: str
    command: Command | None = None
    description: str = ""
    tap: str = ""  # given when the reply is stored


@dataclass(frozen=True)
class Card:
    """A product as it is shown."""

    sku: str
    title: str
    subtitle: str
    price: str
    image: str = ""
    in_stock: bool = True
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Reply:
    """One thing said to a customer. `text` says in plain words all that it says."""

    kind: Kind
    text: str  # in a draft the words alone; once stored, all that the reply says
    sender: Sender = "bot"
    options: tuple[Option, ...] = ()
    cards: tuple[Card, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)  # "cart", "order"; "url" and "title"
    numbered: bool = True  # False where a typed number means a quantity, not an option
    lead: str = ""  # the words alone, for clients that draw the rest; by default a draft's text
    id: str = ""
    at: str = ""  # ISO 8601, given when stored
    locale: str = ""  # the language that it is said in, given when stored; "" for English


def text(words: str, sender: Sender = "bot") -> Reply:
    """Draft plain words."""
    return Reply("text", words, sender)


def choice(words: str, *options: Option) -> Reply:
    """Draft a question with things to tap."""
    return Reply("choice", words, options=options)
