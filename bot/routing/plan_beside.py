"""Parts a message that says something of a plan, or of its money, and something else beside it."""

import re

from bot.actions.left_of_money import left_of_money
from bot.actions.open_plan import open_plan, wish_of, wished
from bot.actions.plan_changing import named_as_a_plan
from bot.actions.planning import wants_plan
from bot.components.devanagari import latin
from bot.dialogue.reading_here import alike, reading_of
from bot.dialogue.turn import Tools, Turn
from bot.routing.intents import likeliest
from shop.plans.asked import names_people

_SENTENCES = re.compile(r"(?<=[\w)])[.!?;]\s+(?=\w)")
_SHORTEST = 3  # letters of a part
_SURE = 0.6


def beside_a_plan(turn: Turn, tools: Tools) -> tuple[tuple[str, str], ...]:
    """The parts with their intents; none where the message is of one thing, or all of it a plan."""
    if turn.wishes or wants_plan(turn, tools):
        return ()
    reading = reading_of(turn, tools)
    read = [reading.text[start:end] for start, end in reading.parts]
    if len(read) < 2:  # one of the plan, and one beside it
        read = _SENTENCES.split(turn.text)
    if len(read) < 2:
        return ()
    said = [alike(turn, part.strip(" ,.")) for part in read]
    parts = [part for part in said if len(part.text) >= _SHORTEST and not _names_its_dishes(part, tools)]
    of_plan = [_is_of_a_plan(part, tools) for part in parts]
    beside = [
        part for part, own in zip(parts, of_plan, strict=True) if not own and _says_something(part, tools)
    ]
    if not any(of_plan) or not beside:
        return ()
    if not open_plan(turn, tools).said and any(_is_list(part, tools) for part in beside):
        return ()  # "we feed 350 a day. please note: poha 20 kg, rava 15 kg": who writes, and then what
    return tuple((likeliest(part, tools)[0], part.text) for part in parts)


def _names_its_dishes(turn: Turn, tools: Tools) -> bool:
    """ "Add that list, dal, naan and kheer": what only names dishes of the plan says which plan."""
    there = open_plan(turn, tools)
    dishes = wished(turn.text).dishes if there.said else ()
    own = [dish for dish, _ in wish_of(turn, tools, there).menu] if dishes else []
    counted = any(line.amounts for line in reading_of(turn, tools).lines)
    named = named_as_a_plan(turn, tools) is not None
    return bool(dishes) and not counted and not named and all(dish in own for dish in dishes)


def _says_something(turn: Turn, tools: Tools) -> bool:
    """Whether a part is a wish by itself, not "so?"."""
    return any(line.goods for line in reading_of(turn, tools).lines) or likeliest(turn, tools)[1] >= _SURE


def _is_list(turn: Turn, tools: Tools) -> bool:
    """Whether it says of several things how much of each."""
    lines = reading_of(turn, tools).lines
    return sum(1 for line in lines if any(c.isdigit() for c in line.words)) > 1


def _is_of_a_plan(turn: Turn, tools: Tools) -> bool:
    """Whether these words point at the plan that is open, ask of its money, or count people."""
    said = latin(turn.text)
    goods = any(line.goods for line in reading_of(turn, tools).lines)
    counts = names_people(said) and not goods
    return counts or named_as_a_plan(turn, tools) is not None or left_of_money(turn, tools) is not None
