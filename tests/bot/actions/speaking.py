"""What tests of actions in several languages share beside the fixtures of conftest.py."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn
from bot.routing.dispatch import perform
from bot.routing.intents import read_message
from tests.storage.shop_for_tests import NOW

Speak = Callable[[str], Callable[..., Answer]]  # by the locale


def titles(answer: Answer) -> list[str]:
    """What can be tapped."""
    return [option.title for reply in answer.replies for option in reply.options]


def speaker(shop: Tools) -> Callable[[str], Answer]:
    """Somebody who talks, read as Rasa would be told."""
    number = 0

    def say(typed: str) -> Answer:
        nonlocal number
        number += 1
        now = NOW + timedelta(minutes=number)
        blank = Turn(f"w_1.{number}", "w_1", "c0", "web", "en", "", typed, "", 0.0, {}, {}, now, said=typed)
        found = read_message(blank, shop)
        intent = max(found["intents"], key=lambda name: found["intents"][name])
        wishes = tuple((wish["intent"], wish["text"]) for wish in found["wishes"])
        read = replace(
            blank,
            intent=intent,
            confidence=found["intents"][intent],
            wishes=wishes,
            alternatives=(("faq", 0.0),),
        )
        return perform(ACTIONS.get(f"action_{intent}", ACTIONS["action_order_list"]), read, shop)

    return say
