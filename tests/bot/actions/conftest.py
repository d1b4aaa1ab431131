"""The shop of tests/bot/test_shop_actions.py, and a customer who speaks any of our languages."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn
from tests.bot import test_shop_actions as shop_actions
from tests.bot.actions.speaking import Says, Speak, speaker
from tests.storage.shop_for_tests import NOW


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tools]:
    yield from shop_actions.tools.__wrapped__(tmp_path, monkeypatch)


@pytest.fixture
def says(shop: Tools) -> Says:
    """Somebody who talks to the `shop` of the module."""
    return speaker(shop)


@pytest.fixture
def speak(tools: Tools) -> Speak:
    """A talk in this language."""

    def in_(locale: str) -> Callable[..., Answer]:
        def say(intent: str, typed: str = "", /, **entities: object) -> Answer:
            given = {name: [value] for name, value in entities.items()}
            key = f"{intent}/{typed}/{entities}"
            turn = Turn(key, "w_1", "c0", "web", locale, "", typed, intent, 1.0, given, {}, NOW)
            return ACTIONS[f"action_{intent}"](turn, tools)

        return say

    return in_
