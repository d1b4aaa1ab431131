"""The rules of claims: the window, the deadline, the pieces, the money, the table of moves."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chat.hours import Hours
from shop.claims.claim import (
    MOVES,
    RULE,
    Claim,
    ClaimRules,
    Item,
    can_be_refunded,
    check_day,
    check_pieces,
    due_at,
    going_back,
    moved,
    settled_at_once,
)
from shop.money import Money
from shop.orders.order import Line, Order, Payment, Request
from shop.orders.view import Event, OrderView, Part
from shop.refusals import Refused
from tests.storage.shop_for_tests import NOW, SALT, TEA

INDIA = ZoneInfo("Asia/Kolkata")
LINES = (Line(SALT.sku, SALT.title, 6, Money(2710)), Line(TEA.sku, TEA.title, 4, Money(13900)))
PAID = Payment("payment", Money(6 * 2710 + 4 * 13900), "cash")
ORDER = Order("D-1", "c0", NOW, "delivered", LINES, {}, (PAID,))
ITEMS = (Item(SALT.sku, SALT.title, 3),)
CLAIM = Claim(
    "CL-1", "c0", "D-1", "", "missing", ITEMS, "refund", "", "3 nahi aaye", (), "open", NOW, NOW
)  # fmt: skip


def code_of(error: pytest.ExceptionInfo[Refused]) -> str:
    return error.value.reason.code


def test_what_is_over_moves_no_more() -> None:
    for state in ("settled", "withdrawn"):
        assert MOVES[state] == {}
        with pytest.raises(Refused) as refused:
            moved(replace(CLAIM, state=state), "settle")
        assert code_of(refused) == "claim_closed"
    assert moved(replace(CLAIM, state="refused"), "settle").state == "settled"  # the desk decides otherwise


@pytest.mark.parametrize(
    ("at", "holidays", "ends"),
    [
        ((2026, 11, 18), (), (2026, 11, 20)),  # Wednesday: Thursday, Friday
        ((2026, 11, 20), (), (2026, 11, 23)),  # Friday: Saturday, and Monday
        ((2026, 11, 21), ((2026, 11, 24),), (2026, 11, 25)),  # Saturday: Monday, and Wednesday
    ],
)
def test_the_deadline_is_the_end_of_a_working_day_of_the_shop(
    at: tuple[int, int, int], holidays: tuple[tuple[int, int, int], ...], ends: tuple[int, int, int]
) -> None:
    hours = Hours(holidays=frozenset(date(*day) for day in holidays))
    late = datetime(*at, 23, 30, tzinfo=INDIA)  # in UTC it is still the same day, in India almost the next
    assert due_at(late, 2, hours) == datetime(*ends, 21, tzinfo=INDIA)


def test_a_shop_that_never_opens_has_a_deadline() -> None:
    assert due_at(NOW, 2, Hours(week={})) > NOW


def view(order: Order, *events: Event) -> OrderView:
    return OrderView(order, events, {"": Part("", order.lines)})


def test_claims_are_taken_until_the_window_after_delivery_closes() -> None:
    came = NOW + timedelta(days=3)
    seen = view(ORDER, Event(came.isoformat(), "delivered", "deliver", ""))
    check_day(seen, "", ClaimRules(window_days=7), came + timedelta(days=7))
    with pytest.raises(Refused) as refused:
        check_day(seen, "", ClaimRules(window_days=7), came + timedelta(days=7, minutes=1))
    assert code_of(refused) == "claim_too_late"


def test_what_is_on_its_way_is_claimed_only_where_its_part_is_said_to_be_there() -> None:
    way = replace(ORDER, status="shipped")
    with pytest.raises(Refused) as refused:
        check_day(view(way), "", ClaimRules(), NOW)
    assert code_of(refused) == "claim_too_early"
    there = replace(way, shipments=({"seller": "", "status": "delivered", "tracking": ""},))
    check_day(view(there), "", ClaimRules(), NOW)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({}, "items_missing"),
        ({SALT.sku: 0}, "claim_of_none"),
        ({SALT.sku: -2}, "claim_of_none"),
        ({SALT.sku: 10_000}, "claim_of_more"),
        ({"NOT-IN-IT": 1}, "claim_of_more"),
        ({SALT.sku: 4}, "claimed_before"),
        ({TEA.sku: 3}, "claimed_before"),
    ],
)
def test_each_piece_is_claimed_once_and_none_that_was_not_bought(wanted: dict[str, int], code: str) -> None:
    returned = replace(ORDER, request=Request("return", (TEA.sku, TEA.sku), "cash"))
    check_pieces(returned, {SALT.sku: 3, TEA.sku: 2}, [CLAIM])
    with pytest.raises(Refused) as refused:
        check_pieces(returned, wanted, [CLAIM])
    assert code_of(refused) == code


def test_withdrawn_pieces_are_free_again_and_refused_ones_may_only_be_returned() -> None:
    check_pieces(ORDER, {SALT.sku: 6}, [replace(CLAIM, state="withdrawn")])
    with pytest.raises(Refused):
        check_pieces(ORDER, {SALT.sku: 6}, [replace(CLAIM, state="refused")])
    assert going_back([replace(CLAIM, state="refused")])[SALT.sku] == 0
    assert going_back([CLAIM])[SALT.sku] == 3


def test_no_more_is_given_back_than_was_paid_for_the_pieces_and_is_left() -> None:
    assert can_be_refunded(ORDER, CLAIM) == Money(3 * 2710)
    almost_all = Payment("refund", PAID.amount - Money(100), "cash")
    assert can_be_refunded(replace(ORDER, payments=(PAID, almost_all)), CLAIM) == Money(100)
    assert can_be_refunded(replace(ORDER, payments=()), CLAIM) == Money(
        3 * 2710
    )  # brought in: paid elsewhere
    assert can_be_refunded(replace(ORDER, status="shipped", payments=()), CLAIM) == Money(0)


def test_small_claims_of_who_makes_few_need_no_person() -> None:
    rules = ClaimRules(at_once=Money(10_000), at_once_claims=2)
    assert settled_at_once(CLAIM, Money(10_000), 2, rules)
    assert not settled_at_once(CLAIM, Money(10_001), 1, rules)
    assert not settled_at_once(CLAIM, Money(10_000), 3, rules)
    assert not settled_at_once(CLAIM, Money(0), 1, rules)
    assert not settled_at_once(replace(CLAIM, kind="other"), Money(100), 1, rules)
    assert not settled_at_once(CLAIM, Money(100), 1, replace(rules, at_once_claims=0))
    assert RULE not in ("", "customer")
