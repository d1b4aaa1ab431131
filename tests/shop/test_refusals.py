"""Codes of refusal and the sentences that are made of them."""

import ast
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

import pytest

from shop.errors import NotAllowed, NotFound
from shop.money import Money
from shop.refusals import SENTENCES, Missing, Reason, Refused

SHOP = Path(__file__).parent.parent.parent / "shop"
RAISED = frozenset({"Refused", "Missing", "Moved", "NeedsApproval", "Reason"})


def made() -> list[tuple[str, str, set[str]]]:
    """Where a refusal or a note is made of a code that is written out: the place, the code, its facts."""
    found = []
    for path in sorted(SHOP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED
            ):
                continue
            code, *facts = node.args or [None]
            if isinstance(code, ast.Constant):
                names = {str(word.arg) for word in node.keywords}
                names |= {key.value for one in facts if isinstance(one, ast.Dict) for key in one.keys}  # type: ignore[union-attr, misc]
                found.append((f"{path.name}:{node.lineno}", str(code.value), names))
    return found


def test_every_code_has_a_sentence_of_its_facts() -> None:
    assert len(made()) > 40
    for place, code, facts in made():
        fields = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
        assert fields == facts, (place, code)


def test_a_sentence_is_made_of_facts() -> None:
    starts = datetime(2026, 11, 2, tzinfo=UTC)
    assert str(Reason("voucher_not_yet", {"voucher": "A", "starts": starts})) == (
        "The voucher A is good from 02 November 2026 on."
    )
    assert str(Refused("over_credit", free=Money(125000), total=Money(200050))) == (
        "Your credit limit leaves Rs 1,250; this order is Rs 2,000.50. "
        "Choose another way to pay, or order less."
    )


@pytest.mark.parametrize(
    "reason",
    [
        Reason("not_in_cart"),
        Reason("not_in_steps", {"title": "Maggi", "step": 6, "below": 18, "above": 24}),
        Reason("voucher_needs_more", {"voucher": "A", "least": Money(5), "missing": Money(1)}),
        Reason("voucher_over", {"voucher": "A", "ended": datetime(2026, 11, 2, tzinfo=UTC)}),
    ],
)
def test_what_is_stored_is_the_same_when_it_is_read(reason: Reason) -> None:
    assert Reason.from_json(reason.as_json()) == reason


def test_a_stored_reason_is_raised_as_what_it_was() -> None:
    assert isinstance(Reason("not_in_cart").refusal(), NotFound)
    assert isinstance(Reason("cart_empty").refusal(), NotAllowed)
    assert Missing("not_in_cart").reason == Reason("not_in_cart")
    # An earlier release stored the sentence.
    assert str(Reason.from_json("That is not sold.").refusal()) == "That is not sold."
