"""Two wishes are parted only where both are sure, and want different things."""

from collections.abc import Mapping

import pytest

from bot.reading.parts import parted

ACTS = {
    "remove the rin": {"remove_from_cart": 0.9},
    "when does it come": {"delivery_options": 0.9},
    "5 salt": {"add_to_cart": 0.9},
    "2 oil": {"add_to_cart": 0.9},
    "hello": {"greet": 0.9},
    "show my cart": {"view_cart": 0.9},
    "broken": {"complaint": 0.9},
    "take it back": {"return_order": 0.9},
    "hm": {"out_of_scope": 0.3},
}


def read(words: str) -> Mapping[str, float]:
    return ACTS.get(words, {"search_product": 0.4})


@pytest.mark.parametrize(
    ("said", "whole", "wishes"),
    [
        (
            "remove the rin and when does it come",
            {"remove_from_cart": 0.5},
            ["remove_from_cart", "delivery_options"],
        ),
        (
            "remove the rin. when does it come",
            {"remove_from_cart": 0.5},
            ["remove_from_cart", "delivery_options"],
        ),
        ("5 salt and 2 oil", {"order_list": 0.9}, []),
        ("hello, show my cart", {"greet": 0.6}, ["view_cart"]),
        ("broken, take it back", {"return_order": 0.9}, []),
        ("show my cart and hm", {"view_cart": 0.9}, []),
        ("show my cart", {"view_cart": 0.9}, []),
    ],
)
def test_wishes(said: str, whole: Mapping[str, float], wishes: list[str]) -> None:
    assert [act for act, _ in parted(said, whole, read)] == wishes
