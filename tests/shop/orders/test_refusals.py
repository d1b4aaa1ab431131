"""Every reason has a sentence, made of its facts and nothing else."""

from typing import get_args

import pytest

from shop.money import Money
from shop.orders.refusals import (
    _SENTENCES,
    _STEP_CLOSED,
    Code,
    NoSuchOrder,
    OrderRefused,
    UnknownCode,
    step_closed,
)
from shop.orders.status import Step


def test_every_code_and_every_step_has_its_sentence() -> None:
    codes = {*get_args(Code), *get_args(UnknownCode)}
    assert codes == {*_SENTENCES, "step_closed"}
    assert set(get_args(Step)) == set(_STEP_CLOSED)


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (
            step_closed("D-1", "shipped", "ask_return"),
            "Order D-1 is on its way: only a delivered order can be returned, and only once.",
        ),
        (
            OrderRefused("part_closed", order="D-1", status="delivered", wanted="packed"),
            "Order D-1 is delivered: your part of it can't be packed now.",
        ),
        (
            OrderRefused("credit_short", balance=Money(50000), amount=Money(125050)),
            "The store credit of Rs 500 does not cover Rs 1,250.50. Choose another way to pay.",
        ),
        (
            OrderRefused("step_unknown", wanted="lost", steps="packed, shipped"),
            "An order can't be moved to 'lost': packed, shipped.",
        ),
        (NoSuchOrder("not_theirs", order="D-1"), "I find no order D-1 of yours."),
    ],
)
def test_a_refusal_is_told_as_before(refusal: OrderRefused | NoSuchOrder, said: str) -> None:
    assert str(refusal) == said
