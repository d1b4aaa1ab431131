"""Refunds through a provider: asked for when due, again after a fault, by a person in the end."""

from datetime import timedelta

import pytest

from shop.money import Money
from shop.payments.refund import GIVE_UP_AFTER, RefundAsked, RefundNews, RefundNotAsked
from shop.payments.service.refunds import Refunds
from shop.payments.store.refunds import put_refund
from shop.refusals import Missing
from storage.audit import Audit
from storage.database import Database
from tests.storage.shop_for_tests import NOW


@pytest.fixture
def refunds(db: Database) -> Refunds:
    with db.write() as tx:
        put_refund(tx, "D1/1", "pi_1", Money(8400), NOW)
    return Refunds(db)


def test_what_was_not_taken_waits_longer_each_time_and_then_for_a_person(refunds: Refunds) -> None:
    now = NOW
    for _ in range(GIVE_UP_AFTER):
        (one,) = refunds.due(now)
        refunds.not_asked(RefundNotAsked(one, "no answer"), now)
        assert refunds.due(now) == []
        now += timedelta(hours=5)
    assert refunds.due(now) == []
    assert [row["id"] for row in refunds.to_look_at()["refunds"]] == ["D1/1"]
    refunds.try_again("D1/1", "boss", now)
    assert [one.id for one in refunds.due(now)] == ["D1/1"]
    assert Audit(refunds.db).newest(1)[0].action == "refund_again"
    with pytest.raises(Missing) as refusal:
        refunds.try_again("D1/1", "boss", now)
    assert refusal.value.reason.code == "refund_not_waiting"


def test_the_providers_last_word_counts_once(refunds: Refunds) -> None:
    (one,) = refunds.due(NOW)
    refunds.asked(RefundAsked(one, "re_1", done=False))
    assert refunds.of_orders(["D1", "D2"]) == {"D1": {1: "sent"}, "D2": {}}
    refunds.settled(RefundNews("evt_1", "re_1"), NOW)
    assert refunds.of_orders(["D1"]) == {"D1": {1: "done"}}
    refunds.settled(RefundNews("evt_1", "re_1", why="closed account"), NOW)  # told of before
    assert refunds.of_orders(["D1"]) == {"D1": {1: "done"}}
