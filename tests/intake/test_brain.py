"""What is settled before the assistant is asked."""

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

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
    """It answers with a basket, or says that this is for one customer alone."""

    def __init__(self, *, private: bool) -> None:
        self.private = private

    async def think(self, at: Conversation, _waiting: Waiting, _command: Command | None) -> Understood:
        if self.private:
            return Understood((), at.dialogue, facts={"private": True})
        return Understood((text(BASKET),), at.dialogue)


async def nothing(*_: object) -> None:
    """Settle nothing: it is for the assistant."""


def answered(assistant: Assistant, address: str) -> str:
    """What is said on Telegram to "what should I order"."""
    others: Any = SimpleNamespace(heard=nothing, private=lambda at: say(at, words.PRIVATE))
    intake = Intake(
        assistant,
        identity=cast(Identity, others),
        sellers=cast(SellerChats, others),
        orders=cast(OrderProof, others),
        contexts=cast(Contexts, None),
        fetchers={},
    )
    at = Conversation("t_1", "c1", "telegram", address, "bot", "en", "", {})
    waiting = Waiting(1, "m1", "what should I order", "", datetime.now(UTC))
    return asyncio.run(intake.think(at, waiting, None)).replies[0].text


def test_a_tap_that_is_stored_goes_by_its_earlier_name() -> None:
    assert _own_command(Command("door.quote", {"quote": "Q1"})) == Command("intake.quote", {"quote": "Q1"})
    assert _own_command(Command("intake.no")) == Command("intake.no")
    assert _own_command(Command("view_cart")) is None
    assert _own_command(None) is None


def test_what_belongs_to_one_customer_is_said_to_be_private() -> None:
    assert answered(Assistant(private=True), "-100") == words.PRIVATE.en
    assert answered(Assistant(private=False), "-100") == BASKET
