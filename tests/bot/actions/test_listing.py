"""Long lists: how often the search and the store are asked, and what is said when nothing is known."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

import bot.actions.listing  # noqa: F401  # it registers its action
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn
from retrieval import ranking
from retrieval.dense import Dense
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from tests.bot.test_finding_actions import NOW, encoder, tools  # noqa: F401  # the shop of these tests

LINES = 149


def sent(tools: Tools, typed: str) -> Answer:  # noqa: F811  # pytest gives a fixture by its name
    turn = Turn("w_1.1", "w_1", "c1", "web", "en", "", typed, "order_list", 1.0, {}, {}, NOW)
    return ACTIONS["action_order_list"](turn, tools)


@pytest.fixture
def asked(tools: Tools, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:  # noqa: F811
    """How often the search ranks, asks for vectors that are near, and products are read."""
    counted: Counter[str] = Counter()
    rank, nearest = ranking.rank, Dense.nearest

    def ranked(*given: Any) -> Any:
        counted["ranked"] += 1
        return rank(*given)

    def near(*given: Any) -> Any:
        counted["near"] += 1
        return nearest(*given)

    def run(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        counted["products"] += "FROM products" in statement

    monkeypatch.setattr(ranking, "rank", ranked)
    monkeypatch.setattr(Dense, "nearest", near)
    event.listen(tools.db.engine, "before_cursor_execute", run)
    yield counted
    event.remove(tools.db.engine, "before_cursor_execute", run)


def unknown(number: int) -> str:
    """A word of three syllables that no shop has."""
    vowels = "aiou"
    return (
        f"zw{vowels[number % 4]}xv{vowels[number // 4 % 4]}qj{vowels[number // 16 % 4]}wz{number // 64 * 'v'}"
    )


def test_a_list_of_which_nothing_is_known_is_searched_once_a_line(
    tools: Tools,  # noqa: F811
    asked: Counter[str],
) -> None:
    answer = sent(tools, "\n".join(f"{n + 2} {unknown(n)}" for n in range(LINES)))
    assert asked == {"ranked": LINES, "near": 1, "products": 1}
    (reply,) = answer.replies
    assert reply.text.startswith("I found nothing like: 2 zwaxvaqjawz; 3 zw")
    assert "and 139 more" in reply.text
    assert "write one of them alone" in reply.text
    assert len(reply.text) < 1000


def test_a_size_that_hides_the_name_costs_one_search_more(tools: Tools, asked: Counter[str]) -> None:  # noqa: F811
    sent(tools, "\n".join(f"{unknown(n)} 1kg - {n + 2}" for n in range(LINES)))
    assert asked["ranked"] == 2 * LINES
    assert asked["near"] == 2
    assert asked["products"] <= 2


def test_a_list_that_is_known_is_searched_once_a_line_and_its_products_read_once(
    tools: Tools,  # noqa: F811
    asked: Counter[str],
) -> None:
    wishes = ["6 maggi masala noodles 70 g", "2 tata salt 1 kg", "4 fortune sunflower oil 1 l"] * 10
    answer = sent(tools, "\n".join(wishes))
    assert "Added 30 of 30 lines." in answer.replies[0].text
    assert asked["ranked"] == 3
    assert sum(Carts(tools.db, Rules()).get("c1").quantities.values()) == 120
