"""The frame of every action: what it is given, what it gives back, how it is registered.

An action is a plain function (Turn, Tools) -> Answer with the decorator @action("name"), which is the one
place that says what leads to it, who may read along, and where it is offered.
It may block: it runs on a thread, within a bounded time. It may run twice for the same
turn after a crash: what it writes goes through storage.once.once with turn.key(step),
or is the same when written again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from chat.contexts import ContextKey
from chat.reply import Command, Reply
from chat.service.contexts import Contexts
from chat.words import Words
from retrieval.engine import Search
from shop.cart.pricing import Rules
from shop.catalogue.service import Catalogue
from storage.database import Database


@dataclass(frozen=True)
class Turn:
    """One message of one customer, understood."""

    id: str  # of the turn: the same when the turn has to run again
    conversation: str
    customer: str
    channel: str
    locale: str
    page: str  # the storefront page it was written on: "sku:MAGGI-70" or a path
    text: str
    intent: str
    confidence: float
    entities: Mapping[str, Sequence[Any]]  # all values of each entity, in the order of the text
    slots: Mapping[str, Any]
    now: datetime
    alternatives: tuple[tuple[str, float], ...] = ()  # other intents it could have been, best first
    attachments: tuple[Mapping[str, Any], ...] = ()
    wishes: tuple[tuple[str, str], ...] = ()  # (intent, words) when the message holds two
    said: str = ""  # the text in the letters it was written in, Devanagari included
    shared: bool = False  # whether several people read the answer
    corrects: bool = False  # whether the message, of which this may be a part, puts right what was just done

    def entity(self, name: str) -> Any | None:
        """The first value of this entity, if any."""
        values = self.entities.get(name)
        return values[0] if values else None

    def key(self, step: str) -> str:
        """The name of one step of this turn, for storage.once.once."""
        return f"{self.id}/{step}"


class NotHere(Exception):
    """What is asked for belongs to one customer, and others read along. Nothing was done."""


def alone(turn: Turn) -> None:
    """Go on only where nobody else reads the answer."""
    if turn.shared:
        raise NotHere


@dataclass(frozen=True)
class Answer:
    """What an action says, which slots it sets, and further events for the dialogue engine."""

    replies: tuple[Reply, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    events: tuple[Mapping[str, Any], ...] = ()
    lost: str = ""  # the words, where they were not understood


def say(*replies: Reply, **slots: Any) -> Answer:
    """An answer of these replies, setting these slots."""
    return Answer(replies, slots)


@dataclass(frozen=True)
class Tools:
    """What actions work with; assembled once by app."""

    db: Database
    catalogue: Catalogue
    contexts: Contexts
    search: Search
    shop_name: str
    public_url: str
    rules: Rules  # how the shop prices
    extras: Mapping[str, Any] = field(default_factory=dict)


Act = Callable[[Turn, Tools], Answer]

LOST = ContextKey("lost", int, timedelta(minutes=10))  # so often were words not understood


@dataclass(frozen=True)
class Declared:
    """Says what is known of an action beside what it does; all else about its intents follows from this."""

    name: str
    intents: tuple[str, ...]  # that lead to it
    private: bool  # what it answers belongs to one customer: nobody else may read it in a group
    title: Words | None  # on its button; None where it stands on none
    help_place: int  # among what is offered to who asks for help, from 1 on; 0 for not at all
    family: str  # the module that it stands in


ACTIONS: dict[str, Act] = {}  # by the name that Rasa calls
DECLARED: dict[str, Declared] = {}  # by intent


def action(
    name: str,
    *,
    intents: tuple[str, ...] = (),
    private: bool = False,
    title: Words | None = None,
    help_place: int = 0,
) -> Callable[[Act], Act]:
    """Register a function as Rasa's custom action `action_<name>`, which its own intent or these lead to."""

    def register(does: Act) -> Act:
        @wraps(does)
        def alone_with(turn: Turn, tools: Tools) -> Answer:
            alone(turn)
            return does(turn, tools)

        # Asked where it is done: by then a yes, a number or a tap has become what it stands for.
        act = alone_with if private else does
        full = f"action_{name}"
        family = does.__module__.rpartition(".")[2]
        declared = Declared(name, intents or (name,), private, title, help_place, family)
        if full in ACTIONS:
            raise ValueError(f"two actions are called {full}")
        if twice := DECLARED.keys() & set(declared.intents):
            raise ValueError(f"two actions serve {sorted(twice)}")
        ACTIONS[full] = act
        DECLARED.update(dict.fromkeys(declared.intents, declared))
        return act

    return register


def serves(intent: str) -> Act | None:
    """The action that an intent leads to; None where nothing serves it."""
    declared = DECLARED.get(intent)
    return ACTIONS.get(f"action_{declared.name if declared else intent}")


def run(command: Command, turn: Turn, tools: Tools, more: Mapping[str, Any] | None = None) -> Answer:
    """Run a command as if it had been tapped."""
    act = ACTIONS[f"action_{command.intent}"]
    given = {**command.entities, **(more or {})}
    entities = {name: [value] for name, value in given.items()}
    return act(replace(turn, intent=command.intent, confidence=1.0, entities=entities, wishes=()), tools)
