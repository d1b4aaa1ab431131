"""What is remembered is declared, and read as it was written; what can't be read is forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from chat.contexts import ContextKey, declared, stored_as
from chat.open_questions import ASKED, OFFERED, WISH, Asked, Offered, OfferedOption
from chat.reply import Command

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Inner:
    sku: str
    quantity: int = 0


@dataclass(frozen=True)
class Outer:
    best: Inner | None
    rest: tuple[Inner, ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)
    where: str = field(default="", metadata=stored_as("in"))


OUTER = ContextKey("test_outer", Outer, HOUR)
NUMBER = ContextKey("test_number", int, HOUR)
SKUS = ContextKey("test_skus", tuple[str, ...], HOUR)


@pytest.mark.parametrize(
    "value",
    [
        Outer(None),
        Outer(Inner("A", 2), (Inner("B"), Inner("C", 3)), {"n": [1, 2]}, "w_1"),
    ],
)
def test_a_value_is_read_as_it_was_written(value: Outer) -> None:
    assert OUTER.decode(OUTER.encode(value)) == value


def test_names_of_fields_are_stored_as_they_say() -> None:
    assert OUTER.encode(Outer(Inner("A"), where="w_1")) == {
        "best": {"sku": "A", "quantity": 0},
        "rest": [],
        "given": {},
        "in": "w_1",
    }


@pytest.mark.parametrize(
    "stored", [None, "x", [], {"rest": []}, {"best": {"quantity": 1}}, {"best": {"sku": 1}}]
)
def test_what_another_version_wrote_is_forgotten(stored: object) -> None:
    assert OUTER.decode(stored) is None


def test_fields_that_are_new_have_their_defaults_and_old_ones_are_left_out() -> None:
    assert OUTER.decode({"best": None, "gone": 1}) == Outer(None)


def test_a_number_is_no_yes_and_a_text_is_no_list() -> None:
    assert NUMBER.decode(True) is None
    assert NUMBER.decode(3) == 3
    assert SKUS.decode("ABC") is None
    assert SKUS.decode(["A", "B"]) == ("A", "B")


def test_a_key_is_declared_once() -> None:
    with pytest.raises(TypeError):
        ContextKey("test_number", str, HOUR)
    with pytest.raises(TypeError):
        ContextKey("n" * 41, str, HOUR)
    assert declared()["test_number"] is NUMBER


def test_open_questions_of_the_release_before_are_still_read() -> None:
    yes = {"intent": "checkout", "entities": {"text": "yes"}}
    stored = {"words": "Order this?", "yes": yes, "no": None, "answer": None, "entity": "text", "free": False}
    asked = ASKED.decode(stored | {"in": "w_1"})
    assert asked == Asked("Order this?", Command("checkout", {"text": "yes"}), conversation="w_1")
    options = [{"title": "Tea", "intent": "pick", "entities": {"n": 1}}]
    offered = OFFERED.decode({"in": "w_1", "options": options})
    assert offered == Offered("w_1", (OfferedOption("Tea", "pick", {"n": 1}),))
    assert [WISH.decode(stored) for stored in (True, "mugs")] == ["", "mugs"]
    assert [WISH.encode(words) for words in ("", "mugs")] == [True, "mugs"]
