"""What is settled before the assistant is asked."""

from chat.reply import Command
from intake.brain import _own_command


def test_a_tap_that_is_stored_goes_by_its_earlier_name() -> None:
    assert _own_command(Command("door.quote", {"quote": "Q1"})) == Command("intake.quote", {"quote": "Q1"})
    assert _own_command(Command("intake.no")) == Command("intake.no")
    assert _own_command(Command("view_cart")) is None
    assert _own_command(None) is None
