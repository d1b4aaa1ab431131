"""Changes of mind in a cart, as people say them: "no wait make it 7", "the last one", "double it"."""

import pytest

from bot.actions.turn import Tools
from shop.pricing import Rules
from storage.carts import Carts
from tests.bot import test_finding_actions as finding
from tests.bot.test_finding_actions import Talk

encoder, tools, talk = finding.encoder, finding.tools, finding.talk  # fixtures


def held(tools: Tools) -> dict[str, int]:
    with tools.db.read() as tx:
        return dict(Carts(tools.db, Rules()).get(tx, "c1").quantities)


@pytest.mark.parametrize(
    ("said", "quantity"),
    [
        ("no wait make it 7", 7),
        ("no, 8 not 5", 8),
        ("actually 9", 9),
        ("wait, 6", 6),
        ("sorry i meant 4", 4),
        ("only 3 please", 3),
        ("10 kar do", 10),
        ("nahi 8 kar do", 8),
        ("make it double", 10),
        ("isko 2 karo", 2),
        ("make the last one 6", 6),
        ("change the second one to 6", 6),
        ("salt 8", 8),
    ],
)
def test_a_correction_is_of_what_was_added_last(talk: Talk, tools: Tools, said: str, quantity: int) -> None:
    talk("add_to_cart", sku="F1", quantity=2)
    talk("add_to_cart", sku="T1", quantity=5)
    talk("update_cart", said)
    assert held(tools) == {"F1": 2, "T1": quantity}


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("remove the last one", {"F1"}),
        ("remove the first one", {"T1"}),
        ("hata do", {"F1"}),
        ("take it out", {"F1"}),
        ("remove the oil", {"T1"}),
        ("dusra wala hata do", {"F1"}),
    ],
)
def test_taking_out_by_place_or_name(talk: Talk, tools: Tools, said: str, left: set[str]) -> None:
    talk("add_to_cart", sku="F1", quantity=2)
    talk("add_to_cart", sku="T1", quantity=5)
    talk("remove_from_cart", said)
    assert set(held(tools)) == left
