"""The bench of scripted conversations: what each check sees, and what it calls harmful."""

from typing import Any

import httpx
import pytest

from bench.conversations import HARMFUL, Result, failures, hold, summed
from bench.dialogues import tappable

ANSWER = {
    "state": "bot",
    "replies": [
        {"kind": "text", "text": "Here is tea."},
        {
            "kind": "cards",
            "text": "Three kinds",
            "cards": [
                {"title": "Red Label Tea 250 g", "price": "Rs 140", "options": [{"title": "Add to cart"}]},
                {"title": "Green Tea 100 g", "price": "Rs 1,310.50", "options": []},
                {"title": "Sugar 1 kg", "price": "Rs 48", "options": []},
            ],
            "options": [{"title": "Show more"}],
        },
    ],
}
QUESTION = {
    "state": "bot",
    "replies": [{"kind": "choice", "text": "Which one", "options": [{"title": "Yes"}]}],
}
CART = [
    {"sku": "S", "title": "Sugar 5 kg", "quantity": 2},
    {"sku": "T", "title": "Red Label Tea 250 g x 12", "quantity": 3},
]


@pytest.mark.parametrize(
    ("check", "missed"),
    [
        ({"reply_any": ["coffee", "red label"]}, set()),
        ({"reply_any": "coffee"}, {"reply_any"}),
        ({"reply_none": ["coffee"]}, set()),
        ({"reply_none": ["coffee", "show more"]}, {"reply_none"}),
        ({"cart": [{"like": "sugar", "pieces": 2, "weight_g": [9000, 11000]}]}, set()),
        ({"cart": [{"like": "tea", "pieces": 36}]}, set()),  # three cases of twelve
        ({"cart": [{"like": "tea", "min": 37}]}, {"cart"}),
        ({"cart": [{"like": "tea", "max": 30}]}, {"cart"}),
        ({"cart": [{"like": "sugar", "weight_g": [1, 2]}]}, {"cart"}),
        ({"cart": [{"like": "rice"}]}, {"cart"}),
        ({"cart": [{"like": "rice", "max": 0}]}, set()),  # none is wanted
        ({"cart": [{"like": "sugar", "max": 0}]}, {"cart"}),
        ({"cart": [{"like": "sugar"}], "cart_only": True}, {"cart_only"}),
        ({"cart": [{"like": "sugar"}, {"like": "tea"}], "cart_only": True}, set()),
        ({"cart_unchanged": True}, {"cart_unchanged"}),
        ({"cards_like": "tea", "of_first": 2, "at_least": 2}, set()),
        ({"cards_like": "tea", "at_least": 3}, {"cards_like"}),
        ({"none_priced_over": 1500}, set()),
        ({"none_priced_over": 1000}, {"none_priced_over"}),
        ({"asks": False, "state": "bot", "kind": "cards"}, set()),
        ({"asks": True, "state": "waiting", "kind": "cart"}, {"asks", "state", "kind"}),
        ({"any_of": [{"reply_any": "coffee"}, {"kind": "cards"}]}, set()),
        ({"any_of": [{"reply_any": "coffee"}, {"kind": "cart"}]}, {"any_of"}),
        ({}, set()),
    ],
)
def test_what_does_not_hold_is_named(check: dict[str, Any], missed: set[str]) -> None:
    assert {name for name, _ in failures(check, ANSWER, CART, CART[:1])} == missed


def test_a_choice_asks() -> None:
    assert list(failures({"asks": True, "cart_unchanged": True}, QUESTION, CART, CART)) == []


async def test_what_can_not_be_reached_fails_its_own_turn_alone() -> None:
    """A button that nobody offered, an answer of 500, then one that is well."""
    answers = iter((500, 200))

    def shop(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/chat/messages":
            return httpx.Response(next(answers), json=QUESTION)
        return httpx.Response(200, json={"token": "t", "lines": []})

    script = {
        "id": "one",
        "turns": [{"tap": "pay"}, {"say": "hello"}, {"say": "hello", "check": {"asks": True}}],
    }
    async with httpx.AsyncClient(transport=httpx.MockTransport(shop), base_url="http://shop") as http:
        result = await hold(http, script, "")
    assert [(one["turn"], one["said"]) for one in result.failed] == [(1, "pay"), (2, "hello")]
    assert (result.turns, result.harmful) == (3, 0)


def test_what_is_offered_anew_is_tapped_as_it_is_offered_now() -> None:
    before = {"Yes": "old", "No": "n"}
    assert list(tappable({"Yes": "new"}, before).items()) == [("No", "n"), ("Yes", "new")]


def test_figures_are_summed() -> None:
    good, bad = Result("lists", "en", 3), Result("lists", "hi", 2, [{"turn": 1}], 1)
    assert summed([good, bad]) == {
        "conversations": 2, "passed": 1, "turns": 5, "turns_passed": 4, "harmful": 1,
    }  # fmt: skip
    assert "cart" not in HARMFUL
