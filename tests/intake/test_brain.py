"""What is settled before the assistant is asked."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bench.photos import photographed
from chat.ports import Conversation, Understood, Waiting
from chat.reply import Command, Reply, text
from chat.service.contexts import Contexts
from intake import words
from intake.brain import SHOWN_LINES, Fetch, Intake, _own_command
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


def in_front_of(assistant: Assistant, fetchers: Mapping[str, Fetch]) -> Intake:
    others: Any = SimpleNamespace(heard=nothing, private=lambda at: say(at, words.PRIVATE))
    return Intake(
        assistant,
        identity=cast(Identity, others),
        sellers=cast(SellerChats, others),
        orders=cast(OrderProof, others),
        contexts=cast(Contexts, None),
        fetchers=fetchers,
    )


def thought(
    assistant: Assistant, address: str, said: str, *files: Mapping[str, Any], **fetchers: Fetch
) -> Reply:
    """What is answered on Telegram."""
    at = Conversation("t_1", "c1", "telegram", address, "bot", "en", "", {})
    waiting = Waiting(1, "m1", said, "", datetime.now(UTC), tuple(files))
    return asyncio.run(in_front_of(assistant, fetchers).think(at, waiting, None)).replies[0]


def answered(assistant: Assistant, address: str) -> str:
    """What is said on Telegram to "what should I order"."""
    return thought(assistant, address, "what should I order").text


def test_a_tap_that_is_stored_goes_by_its_earlier_name() -> None:
    assert _own_command(Command("door.quote", {"quote": "Q1"})) == Command("intake.quote", {"quote": "Q1"})
    assert _own_command(Command("intake.no")) == Command("intake.no")
    assert _own_command(Command("view_cart")) is None
    assert _own_command(None) is None


def test_what_belongs_to_one_customer_is_said_to_be_private() -> None:
    assert answered(Assistant(private=True), "-100") == words.PRIVATE.en
    assert answered(Assistant(private=False), "-100") == BASKET


def test_what_was_read_in_a_photo_is_asked_about_and_put_in_with_a_yes() -> None:
    lines = "\n".join(f"{n} maggi" for n in range(SHOWN_LINES + 2))
    asked = thought(Assistant(private=False), "1", "", {"kind": "list", "lines": lines})
    assert "0 maggi\n1 maggi" in asked.text
    assert f"{SHOWN_LINES} maggi" not in asked.text
    assert [option.command for option in asked.options if option.command] == [
        Command("intake.again", {"text": lines}),
        Command("human_agent", {}),
        Command("intake.no", {}),
    ]


@pytest.mark.slow
def test_a_photo_of_a_list_is_read_whatever_channel_it_comes_by() -> None:
    async def fetch(_file: str) -> bytes:
        return photographed("20 maggi 70g\n10 kg sugar\nsurf excel 1 kg x 5", 2)

    photo = {"kind": "image", "url": "telegram:f1", "name": "", "type": ""}
    asked = thought(Assistant(private=False), "1", "", photo, telegram=fetch)
    assert "20maggi70g\n10kgsugar\nsurfexcel" in asked.text.replace(" ", "")


def test_a_photo_that_does_not_come_through_or_is_none_is_told() -> None:
    async def fetch(_file: str) -> bytes:
        return b"no picture"

    photo = {"kind": "image", "url": "telegram:f1", "name": "", "type": "image/jpeg"}
    assert "no picture" in thought(Assistant(private=False), "1", "", photo, telegram=fetch).text
    assert "did not come through" in thought(Assistant(private=False), "1", "", photo).text
