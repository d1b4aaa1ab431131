"""Runs what a turn wants: the answer to an open question, two wishes one after the other, or one action."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.actions.listing import ordered
from bot.actions.pay_words import pay_words
from bot.actions.saved_lists import about_a_saved_list, load
from bot.actions.which_order import about_an_order
from bot.dialogue.asking import asked_anew, open_question, settled
from bot.dialogue.choosing import chosen, remember
from bot.dialogue.language import language, offer_hindi
from bot.dialogue.turn import ACTIONS, DECLARED, Act, Answer, Tools, Turn, alone
from bot.routing.plain_words import number_said, said_plainly
from bot.routing.product_names import looks_for_goods
from chat.open_questions import Asked
from chat.reply import Command, Reply
from shop.reading.addresses import parted_phone, pin_code

SURE = 0.8
# Said while something was asked, these don't answer it, however free the question is.
LEAVES = frozenset(
    {"deny", "human_agent", "greet", "goodbye", "view_cart", "refund_policy", "faq", "what_can_you_do"}
)

# Said in so many words, this comes before whatever else the message is about.
_PERSON = re.compile(
    r"\b(?:talk|speak|chat|connect)\b[^.?!]{0,25}\b(?:human|person|agent|someone|somebody|representative|executive)\b"
    r"|\b(?:insaan|insan|aadmi|bande|agent)\s+se\s+baat\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:no|not|don'?t|never|nahi|nahin|mat)\b", re.IGNORECASE)

# One letter says nothing, but for those that people write for yes, okay and no.
_LETTER = re.compile(r"\W*(?![ynk])[^\W\d_]\W*", re.IGNORECASE)

# Alone, while a question waits, this leaves the question; it cancels no order.
_LEAVE = re.compile(
    r"\W*(?:cancel|stop|leave|chhod|rehne|band)(?:\W+(?:it|that|this|do|karo|kar|please|pls|now))*\W*",
    re.IGNORECASE,
)

# Said beside the wish for a person, this is what the person is wanted for; nothing else is said to it.
FOR_A_PERSON = frozenset({"payment_problem", "complaint"})

# With an order's number in it, a message is about that order whatever else it was taken for.
NO_ORDERS = frozenset(
    {
        "add_to_cart", "update_cart", "remove_from_cart", "clear_cart", "order_list",
        "search_product", "refine_search", "out_of_scope", "nlu_fallback", "inform", "faq",
    }
)  # fmt: skip

# Of a count and a product these know only half, or not whether it is a list or one thing.
HALF_READ = frozenset({"search_product", "nlu_fallback"})

# What an address without its PIN code may be taken for.
NAMES_A_PLACE = frozenset(
    {"inform", "change_address", "nlu_fallback", "out_of_scope", "affirm", "delivery_options"}
)

# When an action waits for the answer itself, these go to it.
ANSWERS = frozenset({"affirm", "deny", "inform"})


def perform(act: Act, turn: Turn, tools: Tools) -> Answer:
    """Do it in the customer's language, and keep what was offered, so that words can choose from it."""
    turn = replace(turn, locale=language(turn, tools))
    answer = _perform(act, turn, tools)
    if remember(answer, turn, tools):
        asked_anew(turn, tools)
        if turn.intent != "greet":  # one question at a time: a typed "1" belongs to the one seen last
            return answer
    return replace(answer, replies=answer.replies + offer_hindi(turn, tools))


def _perform(act: Act, turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911  # a case each
    """What Rasa chose, unless the message says more than one intent can."""
    if _tapped(turn):
        # A button of "which did you mean" carries the words that it is about.
        words = turn.entity("text")
        if turn.intent == "order_list" and turn.entity("saved"):
            return load(turn, tools, str(turn.entity("saved")))
        return act(replace(turn, text=str(words)) if words and len(turn.text) < 2 else turn, tools)
    if _LETTER.fullmatch(turn.text):
        return run(Command("default_fallback"), turn, tools)
    if answered := _answered(turn, tools):
        return answered
    if _PERSON.search(turn.text) and not _NOT.search(turn.text):
        return run(Command("human_agent"), turn, tools)
    if plain := said_plainly(turn, tools):
        return run(plain[0], plain[1], tools)
    wanted = {intent for intent, _ in turn.wishes}
    if "human_agent" in wanted and wanted & FOR_A_PERSON:
        return run(Command("human_agent"), turn, tools)
    if turn.wishes:
        return _one_after_the_other(turn, tools)
    if kept := about_a_saved_list(turn, tools):
        return kept
    if turn.intent in NO_ORDERS and (about := about_an_order(turn, tools)):
        return run(Command(about), turn, tools)
    if turn.intent in HALF_READ and (taken := ordered(turn, tools)):
        return taken
    if looks_for_goods(turn, tools):
        return run(Command("search_product"), turn, tools)
    return act(turn, tools)


def _answered(turn: Turn, tools: Tools) -> Answer | None:
    """What answers the question that waits: any words, a number, or the name of a thing to tap."""
    if paying := pay_words(turn, tools):
        return run(paying, turn, tools) if isinstance(paying, Command) else paying
    asked = open_question(turn, tools)
    if asked and asked.free and asked.answer and not _leaves(turn, asked):
        settled(turn, tools)
        # An address or a review stays as it was written.
        return run(asked.answer, turn, tools, {asked.entity: turn.said or turn.text})
    if (number := number_said(turn, asked)) is not None and asked and asked.answer:
        settled(turn, tools)
        return run(asked.answer, turn, tools, {asked.entity: number})
    option = chosen(turn, tools) if not (asked and turn.intent in ANSWERS) else None
    if option and f"action_{option.intent}" in ACTIONS:
        return run(option, turn, tools)
    if asked and asked.no and _LEAVE.fullmatch(turn.text):
        settled(turn, tools)
        return run(asked.no, turn, tools)
    return None


def _leaves(turn: Turn, asked: Asked) -> bool:
    """Whether these words, though anything would do, answer something else than what was asked."""
    if asked.entity == "phone":  # only a number is one, and nobody has to give theirs
        return not parted_phone(turn.said or turn.text)[1]
    if turn.intent in LEAVES and turn.confidence >= SURE:
        return True
    if asked.answer is None or asked.answer.intent != "change_address" or pin_code(turn.text):
        return False
    # An address has a PIN code; what has none and wants something else is that.
    return turn.intent not in NAMES_A_PLACE or bool(turn.wishes)


def run(command: Command, turn: Turn, tools: Tools, more: Mapping[str, Any] | None = None) -> Answer:
    """Run a command as if it had been tapped."""
    act = ACTIONS[f"action_{command.intent}"]
    given = {**command.entities, **(more or {})}
    entities = {name: [value] for name, value in given.items()}
    return act(replace(turn, intent=command.intent, confidence=1.0, entities=entities, wishes=()), tools)


def _tapped(turn: Turn) -> bool:
    """What a tap means was settled when it was offered: Rasa ranks nothing else beside it."""
    return turn.confidence == 1.0 and not turn.alternatives


def _one_after_the_other(turn: Turn, tools: Tools) -> Answer:
    """Each wish with its own words and its own turn, so that what it writes is written once."""
    replies: list[Reply] = []
    slots: dict[str, Any] = {}
    events: list[Mapping[str, Any]] = []
    if any(intent in DECLARED and DECLARED[intent].private for intent, _ in turn.wishes):
        alone(turn)  # before the first of them does anything
    for number, (intent, words) in enumerate(turn.wishes):
        act = ACTIONS.get(f"action_{intent}")
        if act is None or (intent == "view_cart" and any(r.kind == "cart" for r in replies)):
            continue  # what was added was shown with the whole cart
        part = replace(
            turn,
            id=f"{turn.id}.{number}" if number else turn.id,
            intent=intent,
            text=words,
            entities={},
            wishes=(),
        )
        answer = act(part, tools)
        replies += answer.replies
        slots |= dict(answer.slots)
        events += answer.events
    return Answer(tuple(replies), slots, tuple(events))
