"""What is settled before the assistant is asked."""

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.routing.declared import private_intents
from chat.ports import Conversation, Understood, Waiting
from chat.reply import Command, text
from chat.service.contexts import Contexts
from intake import words
from intake.brain import Intake, _own_command
from intake.identity import Identity
from intake.order_proof import OrderProof
from intake.replies import say
from intake.sellers import SellerChats

BASKET = "Sharma usually takes 20 Maggi"


class Assistant:
    """It takes everything for one intent, and tells what it was given."""

    def __init__(self, intent: str) -> None:
        self.intent = intent
        self.asked: list[Command | None] = []

    async def think(self, at: Conversation, waiting: Waiting, command: Command | None) -> Understood:
        self.asked.append(command)
        return Understood((text(BASKET),), at.dialogue, self.intent)


async def nothing(*_: object) -> None:
    """Settle nothing: it is for the assistant."""


def answered(assistant: Assistant, address: str, command: Command | None = None) -> str:
    """What is said on Telegram to "what should I order", or to this tap."""
    others: Any = SimpleNamespace(heard=nothing, private=lambda at: say(at, words.PRIVATE))
    intake = Intake(
        assistant,
        identity=cast(Identity, others),
        sellers=cast(SellerChats, others),
        orders=cast(OrderProof, others),
        contexts=cast(Contexts, None),
        fetchers={},
        private=private_intents(),
    )
    at = Conversation("t_1", "c1", "telegram", address, "bot", "en", "", {})
    waiting = Waiting(1, "m1", "" if command else "what should I order", "", datetime.now(UTC))
    return asyncio.run(intake.think(at, waiting, command)).replies[0].text


def test_a_tap_that_is_stored_goes_by_its_earlier_name() -> None:
    assert _own_command(Command("door.quote", {"quote": "Q1"})) == Command("intake.quote", {"quote": "Q1"})
    assert _own_command(Command("intake.no")) == Command("intake.no")
    assert _own_command(Command("view_cart")) is None
    assert _own_command(None) is None


@pytest.mark.parametrize("intent", ["recommend", "view_cart", "order_history"])
def test_what_belongs_to_one_customer_is_not_said_in_a_group(intent: str) -> None:
    assert BASKET not in answered(Assistant(intent), "-100")
    assert answered(Assistant(intent), "100") == BASKET


def test_a_tap_on_what_belongs_to_one_customer_does_nothing_in_a_group() -> None:
    assistant = Assistant("recommend")
    take = Command("recommend", {"take": [{"sku": "MAGGI-70", "quantity": 20}]})
    assert BASKET not in answered(assistant, "-100", take)
    assert assistant.asked == []


def test_what_everybody_may_know_is_said_in_a_group() -> None:
    assert answered(Assistant("search_product"), "-100") == BASKET
