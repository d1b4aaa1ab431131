"""What is asked of who brings an order stands with it, is said back, and is asked for where it lacks."""

import pytest

import bot.actions.carting
import bot.actions.checking_out
import bot.actions.following
import bot.actions.ordering
import bot.actions.people
import bot.actions.talk  # noqa: F401  # they register their actions
from bot.dialogue.turn import Tools
from bot.reading.reader import Reader
from shop.orders.service.orders import Orders
from tests.bot.actions.past_orders import with_past
from tests.bot.actions.speaking import Says, words

pytestmark = pytest.mark.slow  # the reader may have to be fitted first
PACKED = "D-500003"


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    """c0 has one order under way, which is packed."""
    return with_past(tools, reader)


def noted(shop: Tools, order: str = PACKED) -> str:
    found = Orders(shop.db).order(order)
    assert found is not None
    return found.note


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ("please add a note: bring it to the back entrance", "bring it to the back entrance"),
        ("ring the bell before coming", "ring the bell before coming"),
        ("chowkidar ko dena, main bahar hun", "chowkidar ko dena, main bahar hun"),
        (f"order {PACKED} me note likh do - darwaze pe mat rakhna", "darwaze pe mat rakhna"),
        ("नोट लिख दो: पहले फ़ोन करना", "पहले फ़ोन करना"),
    ],
)
def test_it_is_kept_and_said_back(shop: Tools, says: Says, said: str, note: str) -> None:
    told = words(says(said))
    assert noted(shop) == note
    assert f"“{note}”" in told and PACKED in told
    assert note in words(says(f"where is {PACKED}"))


def test_it_is_asked_for_where_nothing_is_said_yet(shop: Tools, says: Says) -> None:
    assert "What shall I note" in words(says("add a note to my order please"))
    says("use the side lane, the road is closed")
    assert noted(shop) == "use the side lane, the road is closed"


def test_a_second_one_stands_beside_the_first(shop: Tools, says: Says) -> None:
    says("note: ring twice")
    says("note: fragile things on top")
    assert noted(shop) == "ring twice; fragile things on top"


def test_what_else_is_said_is_answered_too(shop: Tools, says: Says) -> None:
    told = words(says("where is my order? note - leave it with the watchman"))
    assert "packed" in told
    assert noted(shop) == "leave it with the watchman"


def test_beside_a_question_in_the_same_breath_only_the_rest_is_noted(shop: Tools, says: Says) -> None:
    told = words(says("order kab aayega, chowkidar ko de dena"))
    assert noted(shop) == "chowkidar ko de dena"
    assert "D-500003" in told


def test_nothing_is_noted_on_what_has_come(shop: Tools, says: Says) -> None:
    assert "nothing can be noted" in words(says("please add this note to order D-500002: call me first"))
    assert noted(shop, "D-500002") == ""


@pytest.mark.parametrize(
    "said", ["does the driver ring first?", "give me 5 tata salt 1kg", "where is my order"]
)
def test_a_question_and_a_wish_are_no_notes(shop: Tools, says: Says, said: str) -> None:
    says(said)
    assert noted(shop) == ""
