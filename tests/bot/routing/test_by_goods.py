"""What a message that names goods wants, where its words say nothing else for sure."""

import pytest

from bot.reading.lines import Line
from bot.reading.reader import Reading
from bot.reading.refusing import only_says_no, says_out
from bot.routing.by_goods import by_goods

FLAT = {"ask_attribute": 0.2, "deny": 0.2, "leave": 0.1}
SALT = Line("salt", "salt", raw="salt")
TEN = Line("10 oil", "oil", "10", ("10",), raw="10 oil")


@pytest.mark.parametrize(
    ("text", "lines", "refused", "act"),
    [
        ("salt na bhai", (SALT,), (), "search_product"),
        ("salt chahiye", (SALT,), (), "add_to_cart"),
        ("salt wala 10 oil", (SALT, TEN), (), "order_list"),
        ("salt rehne do", (SALT,), (), "remove_from_cart"),
        ("not that salt", (), ("salt",), "remove_from_cart"),
    ],
)
def test_goods_say_what_is_wanted(
    text: str, lines: tuple[Line, ...], refused: tuple[str, ...], act: str
) -> None:
    chances = by_goods(Reading(text, FLAT, (), lines, refused), FLAT)
    assert max(chances, key=lambda name: chances[name]) == act
    assert sum(chances.values()) == pytest.approx(1.0)


def test_what_is_sure_stays() -> None:
    sure = {"ask_price": 0.8, "deny": 0.2}
    assert by_goods(Reading("salt", sure, (), (SALT,)), sure) == sure
    assert by_goods(Reading("hm", FLAT), FLAT) == FLAT  # no goods


@pytest.mark.parametrize(
    ("said", "out", "only"),
    [
        ("skip poha", True, True),
        ("haldi mat daalo", True, True),
        ("nahi to cinthol dikha do", True, False),
        ("add 5 salt", False, False),
    ],
)
def test_saying_no(said: str, out: bool, only: bool) -> None:
    assert (says_out(said), only_says_no(said)) == (out, only)
