"""The bench that plays dialogues: what it reads, checks, taps and misspells."""

import random
from pathlib import Path
from typing import Any, cast

import pytest

from app.settings import ROOT
from bench.dialogues import Failed, Playing, misspelt, offered, read_dialogues

ANSWER = {
    "state": "bot",
    "replies": [
        {"kind": "text", "text": "Here is tea."},
        {
            "kind": "cards",
            "text": "1. Red Label",
            "cards": [{"options": [{"title": "Add to cart", "tap": "t1"}]}],
            "options": [{"title": "Show more", "tap": "t2"}, {"title": "A link"}],
        },
    ],
}


def playing() -> Playing:
    one = Playing(cast(Any, None), None)
    one._take(ANSWER)
    return one


@pytest.mark.parametrize(
    "expected",
    [
        {"text_has": "red label"},
        {"text_has": ["coffee|tea", "here"], "text_lacks": "oil"},
        {"kind": "cards", "state": "bot"},
    ],
)
async def test_what_is_so_passes(expected: dict[str, Any]) -> None:
    await playing().step({"expect": expected})


@pytest.mark.parametrize(
    "expected",
    [{"text_has": "coffee"}, {"text_lacks": "Tea"}, {"kind": "cart"}, {"state": "human"}],
)
async def test_what_is_not_so_fails(expected: dict[str, Any]) -> None:
    with pytest.raises(Failed):
        await playing().step({"expect": expected})


def test_what_can_be_tapped_is_found_by_its_title_or_a_part_of_it() -> None:
    assert dict(offered(ANSWER)) == {"Add to cart": "t1", "Show more": "t2"}
    assert playing()._tap("show more") == "t2"
    assert playing()._tap("more") == "t2"
    with pytest.raises(Failed, match="nothing called"):
        playing()._tap("Check out")


def test_slips_are_few_and_the_same_for_the_same_seed() -> None:
    made = [misspelt("show me my cart please", random.Random(seed)) for seed in range(60)]
    assert made == [misspelt("show me my cart please", random.Random(seed)) for seed in range(60)]
    assert "show me my cart please" in made  # no slip is one way
    assert len(set(made)) > 20
    assert all(abs(len(text) - len("show me my cart please")) <= 2 for text in made)
    assert misspelt("5", random.Random(1)) == "5"


def test_dialogues_are_read_in_each_shape(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("- say: hi\n- expect: {kind: choice}\n")
    (tmp_path / "two.yaml").write_text("- name: a\n  steps: [{say: x}]\n- name: b\n  steps: [{say: y}]\n")
    (tmp_path / "three.yaml").write_text("c: [{say: z}]\n")
    assert set(read_dialogues(tmp_path)) == {"one: one", "two: a", "two: b", "three: c"}
    assert read_dialogues(tmp_path / "two.yaml")["b"] == [{"say": "y"}]


def test_there_are_sixty_dialogues_of_three_to_fifteen_turns() -> None:
    found = read_dialogues(ROOT / "bench" / "data" / "dialogues")
    assert len(found) >= 60
    known = {"say", "tap", "expect", "cart", "order_status"}
    assert not [name for name, steps in found.items() for step in steps if not set(step) <= known]
