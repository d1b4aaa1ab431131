"""What a tap carries is read back as it was meant, or not at all."""

from dataclasses import dataclass

import pytest

from chat.payloads import command_of, payload, payload_in, payload_of
from chat.reply import Command


@payload("test.take")
@dataclass(frozen=True)
class Take:
    quote: str
    take: bool
    many: int = 1


@payload("test.place", intent="checkout")
@dataclass(frozen=True)
class Place:
    method: str
    total: int
    sure: bool = False


@pytest.mark.parametrize(
    "given", [Take("Q1", True), Take("Q1", False, 7), Place("a|b?c=d&e \u0939", 5, True), Place("", -1)]
)
def test_a_payload_comes_back_as_it_was(given: object) -> None:
    assert payload_of(command_of(given)) == given


def test_what_goes_through_rasa_is_a_text_of_its_intent() -> None:
    command = command_of(Place("cash", 5))
    assert (command.intent, command.entities) == (
        "checkout",
        {"text": "test.place?method=cash&total=5&sure=0"},
    )
    assert payload_in(command.entities["text"]) == Place("cash", 5)
    assert payload_of(Command("greet", command.entities)) is None  # another intent's


@pytest.mark.parametrize(
    "command",
    [
        Command("test.take", {"quote": "Q1"}),
        Command("test.take", {"quote": "Q1", "take": True, "many": "many"}),
        Command("test.other", {}),
        Command("test.place", {"method": "cash", "total": 5}),
        Command("checkout", {"text": "cash please"}),
        Command("checkout", {}),
    ],
)
def test_what_cannot_be_read_is_no_payload(command: Command) -> None:
    assert payload_of(command) is None


@pytest.mark.parametrize("said", [None, "", "test.take?quote=Q1&take=1", "test.place", "test.place?method=x"])
def test_what_somebody_wrote_is_no_payload(said: str | None) -> None:
    assert payload_in(said) is None


def test_a_name_is_given_once_and_fields_are_plain() -> None:
    with pytest.raises(TypeError, match="two payloads"):
        payload("test.take")(dataclass(type("Other", (), {})))

    class Odd:
        lines: list[str]

    with pytest.raises(TypeError, match="lines"):
        payload("test.odd")(dataclass(Odd))
