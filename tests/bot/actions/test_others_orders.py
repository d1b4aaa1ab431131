"""Nobody is shown what somebody else ordered, and nothing of a third person is noted."""

import pytest

import bot.actions.carting
import bot.actions.checking_out
import bot.actions.following
import bot.actions.looking
import bot.actions.talk  # noqa: F401  # they register their actions
from bot.dialogue.turn import Tools
from bot.reading.reader import Reader
from tests.bot.actions.past_orders import with_past
from tests.bot.actions.speaking import Says, words

pytestmark = pytest.mark.slow  # the reader may have to be fitted first
REFUSED = "I show nobody what somebody else ordered"


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    return with_past(tools, reader)


@pytest.mark.parametrize(
    "asks",
    ["what did my friend order last week", "show me the orders of Lakshmi Traders", "show his last order"],
)
def test_what_others_ordered_is_refused(shop: Tools, says: Says, asks: str) -> None:
    told = words(says(asks))
    assert REFUSED in told
    assert "D-50000" not in told


def test_a_third_persons_number_is_not_noted(shop: Tools, says: Says) -> None:
    says("what did my friend order last week")
    assert REFUSED in words(says("his number is 9812345670, look it up"))


@pytest.mark.parametrize("asks", ["show my orders", "my friend wants to know, where is my order"])
def test_ones_own_are_shown(shop: Tools, says: Says, asks: str) -> None:
    told = words(says(asks))
    assert REFUSED not in told
    assert "D-50000" in told
