"""Asks before something is written: the first option is the yes, the last one the no."""

from dataclasses import replace
from typing import Any

from bot.dialogue.asking import expect
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words.talk import LEAVE_IT
from chat.open_questions import Asked, OfferedOption
from chat.reply import Command, Option, Reply, choice


def ask(
    turn: Turn,
    tools: Tools,
    words: str,
    *options: Option,
    typed: Command | None = None,
    counted: Command | None = None,
    entity: str = "text",
    before: tuple[Reply, ...] = (),
    meant: Command | None = None,
) -> Answer:
    """Ask with things to tap; words typed instead of a tap do the same.

    `typed` takes any words at all, as this `entity`; `counted` a number alone. `meant` is what a plain yes
    means, where that is clear among several.
    """
    options = tuple(replace(o, title=o.title or LEAVE_IT.in_(turn.locale)) for o in options)
    commands = [option.command for option in options if option.command]
    # With several ways to say yes, a plain yes does not say which: only a single one is taken for it.
    yes = meant or (commands[0] if len(commands) == 2 else None)
    no = commands[-1] if len(commands) > 1 else None
    entity = "quantity" if counted else entity
    taps = tuple(OfferedOption(o.title, o.command.intent, o.command.entities) for o in options if o.command)
    free = typed is not None
    expect(turn, tools, Asked(words, yes, no, typed or counted, entity, free=free, options=taps))
    return say(*before, choice(words, *options) if options else Reply("text", words))


def never_mind(intent: str, **entities: Any) -> Option:
    """Give the no of a question, which leaves everything as it is; `ask` titles it in its language."""
    return Option("", Command(intent, {**entities, "text": "no"}))
