"""A wish beside a word on who serves: it is done.

"I need no agent, show my cart" ends the call; "show my cart. stupid thing" makes none: who is angry gets a
word of regret, and a person to tap.
"""

import re
from dataclasses import replace

from bot.actions.while_called import for_a_person
from bot.dialogue.asking import open_question
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.routing.in_parts import SAYS_LITTLE, Do, read_by_itself
from bot.words.orders import SORRY_FOR_IT
from bot.words.people import CALL_IS_OVER
from chat.handoff import insults, without_person
from chat.reply import Command, Option, choice, text
from chat.words import NO_LINE, TALK_TO_PERSON
from desk.service.calling import answer_call, call_of
from shop.reading.addresses import pin_code

_CLAUSES = re.compile(r"[,.;!?।]+(?=\s|$)|\n")


def wish_beside(turn: Turn, tools: Tools, do: Do) -> Answer | None:
    """The answer to what is wished beside it; None where nothing is said of who serves."""
    clauses = [clause.strip() for clause in _CLAUSES.split(turn.text) if clause.strip()]
    return _without_a_person(clauses, turn, tools, do) or _without_the_insult(clauses, turn, tools, do)


def _without_a_person(clauses: list[str], turn: Turn, tools: Tools, do: Do) -> Answer | None:
    """ "I need no agent, show my cart": nobody is called any more, and the rest is done."""
    left = [without_person(clause) for clause in clauses]
    asked = open_question(turn, tools)
    if all(one is None for one in left) or (asked and any(o.intent == "human_agent" for o in asked.options)):
        return None
    waited = call_of(tools.db, turn.conversation).waits
    if waited:
        over = answer_call(tools.db, turn.conversation, turn.locale, turn.now, "back", "")
    else:
        over = text(NO_LINE.in_(turn.locale))
    kept = (clause if one is None else one for clause, one in zip(clauses, left, strict=True))
    part = read_by_itself(replace(turn, id=f"{turn.id}.c"), ". ".join(one for one in kept if one), tools)
    if part.intent in SAYS_LITTLE | {"human_agent"}:
        return say(over)
    done = do(part, tools)
    told = (text(CALL_IS_OVER.in_(turn.locale)),) if waited else ()
    return replace(done, replies=(*told, *done.replies))


def _without_the_insult(clauses: list[str], turn: Turn, tools: Tools, do: Do) -> Answer | None:
    """ "Show my cart. stupid thing": the wish is done, and a person is there to tap."""
    rude = [clause for clause in clauses if insults(clause) and not _names_goods(clause, turn, tools)]
    rest = ". ".join(clause for clause in clauses if clause not in rude)
    if not rude or not rest:
        return None
    part = read_by_itself(replace(turn, id=f"{turn.id}.c"), rest, tools)
    wished = part.intent not in SAYS_LITTLE | {"out_of_scope"} or pin_code(rest)
    if for_a_person(part, tools) or not (wished or open_question(turn, tools)):
        return None
    done = do(part, tools)
    if done.lost:
        return None
    sorry = SORRY_FOR_IT.in_(turn.locale)
    person = Option(TALK_TO_PERSON.in_(turn.locale), Command("human_agent", {"text": turn.text}))
    waited = call_of(tools.db, turn.conversation).waits
    first = text(sorry) if waited else choice(sorry, person)
    return replace(done, replies=(first, *done.replies))


def _names_goods(words: str, turn: Turn, tools: Tools) -> bool:
    return any(line.goods for line in reading_of(replace(turn, text=words, said=words), tools).lines)
