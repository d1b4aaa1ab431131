"""Codes of refusal and the sentences that are made of them."""

import ast
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from shop.errors import NotAllowed, NotFound
from shop.money import Money
from shop.orders.status import MOVES, Step
from shop.orders.words import STATES, STEPS_CLOSED
from shop.refusals import NOT_THERE, SENTENCES, Missing, Reason, Refused

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
    assert len(made()) > 80
    for place, code, facts in made():
        fields = {name for _, name, _, _ in Formatter().parse(SENTENCES[code].en) if name}
        assert fields == facts, (place, code)


def test_what_is_raised_as_not_there_is_read_as_not_there() -> None:
    for path in sorted(SHOP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Missing"), args=[ast.Constant(value=code)]):
                    assert code in NOT_THERE, path


def test_every_state_of_an_order_and_every_step_has_its_words() -> None:
    assert set(STATES) == set(MOVES)
    assert set(STEPS_CLOSED) == set(get_args(Step))


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (
            Refused("step_closed", order="D-1", status="shipped", step="ask_return"),
            "Order D-1 is on its way: only a delivered order can be returned, and only once.",
        ),
        (
            Refused("part_closed", order="D-1", status="delivered", wanted="packed"),
            "Order D-1 is delivered: your part of it can't be packed now.",
        ),
        (
            Refused("credit_short", balance=Money(50000), amount=Money(125050)),
            "The store credit of Rs 500 does not cover Rs 1,250.50. Choose another way to pay.",
        ),
        (
            Refused("step_unknown", wanted="lost", steps="packed, shipped"),
            "An order can't be moved to 'lost': packed, shipped.",
        ),
        (Missing("order_not_theirs", order="D-1"), "I find no order D-1 of yours."),
    ],
)
def test_a_refusal_is_told_as_before(refusal: Refused | Missing, said: str) -> None:
    assert (str(refusal), refusal.in_("en")) == (said, said)


def test_a_refusal_is_said_in_the_language_of_who_reads_it() -> None:
    closed = Refused("step_closed", order="D-1", status="shipped", step="cancel")
    assert closed.in_("hi-Latn") == (
        "Order D-1 (raaste me): ab cancel nahi ho sakta. Deliver hone par wapas kar sakte hain."
    )
    assert closed.in_("hi-Deva") == ("ऑर्डर D-1 (रास्ते में): अब कैंसिल नहीं हो सकता। डिलीवर होने पर वापस कर सकते हैं।")
    over = Reason("voucher_over", {"voucher": "A", "ended": datetime(2026, 11, 2, tzinfo=UTC)})
    assert over.in_("hi-Deva") == "वाउचर A 2 नवंबर 2026 को ख़त्म हो गया।"


def test_a_reason_within_a_reason_is_said_in_the_same_language() -> None:
    lost = Refused("voucher_lost", why=Reason("voucher_used_up", {"voucher": "A"}))
    assert lost.in_("hi-Latn").startswith("Voucher A poora use ho chuka hai. Kuch order nahi hua")
    short = Reason("short", {"title": "Maggi", "left": 3})
    moved = Refused("total_moved", notes=(short, short), total=Money(100), shown=Money(200))
    assert str(moved) == (
        "Maggi: only 3 left. Maggi: only 3 left. The total is Rs 1 now, not Rs 2. Please look again."
    )
    assert Reason.from_json(moved.reason.as_json()) == moved.reason
    assert Reason.from_json(lost.reason.as_json()) == lost.reason


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
