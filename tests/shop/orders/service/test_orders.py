"""A use case is done once for its key, for its own customer, and all or nothing of it is written."""

from datetime import timedelta

import pytest

from shop.orders.order import Line, Method, Order, Payment
from shop.orders.requests import AskReturn, CancelOrder, MoveOrder, NoteOnOrder
from shop.orders.service.orders import Orders
from shop.orders.status import Status
from shop.refusals import Missing, Refused
from shop.sellers.service.orders import SellerOrders
from storage.database import Database
from tests.storage.shop_for_tests import NOW, SALT, TEA, open_shop

CANCEL = CancelOrder("c0", "D-1", "no longer needed")


def placed(db: Database, status: Status = "pending", *paid: Payment) -> Orders:
    open_shop(db, customers=2)
    orders = Orders(db)
    orders.place(Order("D-1", "c0", NOW, status, (Line(TEA.sku, TEA.title, 2, TEA.price),), {}, paid), NOW)
    return orders


def test_a_change_is_made_once_for_its_key_and_given_again(db: Database) -> None:
    orders = placed(db)
    once, again = (orders.cancel(CANCEL, "turn/cancel", NOW) for _ in range(2))
    assert once == again
    assert [event.step for event in again.events] == ["place", "cancel"]
    with pytest.raises(Refused) as refused:
        orders.cancel(CANCEL, "another turn/cancel", NOW)
    assert (refused.value.reason.code, refused.value.reason.facts["step"]) == ("step_closed", "cancel")


def test_an_order_of_somebody_else_is_not_there(db: Database) -> None:
    orders = placed(db)
    with pytest.raises(Missing, match="I find no order D-1 of yours"):
        orders.cancel(CancelOrder("c1", "D-1", "no longer needed"), "turn/cancel", NOW)
    assert orders.own_view("c1", "D-1") is None
    assert orders.own_view("c0", "D-1") == orders.view("D-1")
    assert orders.view("D-1").order.status == "pending"


def test_each_of_many_is_shown_with_what_is_its_own(db: Database) -> None:
    orders = placed(db)
    salt = Line(SALT.sku, SALT.title, 1, SALT.price)
    orders.place(Order("D-2", "c0", NOW + timedelta(hours=1), "packed", (salt,)), NOW)
    orders.cancel(CANCEL, "turn/cancel", NOW)
    newest, oldest = orders.views_of_customer("c0", 5)
    assert (newest, oldest) == (orders.view("D-2"), orders.view("D-1"))
    assert [event.step for event in newest.events] == ["place"]
    assert newest.parts[""].titles == [SALT.title]


def test_a_return_is_paid_back_the_way_it_was_paid_or_to_store_credit(db: Database) -> None:
    orders = placed(db, "delivered", Payment("payment", TEA.price * 2, "upi-7"))
    ways = orders.ways_to_refund(orders.view("D-1").order)
    assert [way.id for way in ways] == ["upi-7", "credit-0"]
    view = orders.ask_return(AskReturn("c0", "D-1", (TEA.sku,), "upi-7"), "turn/return", NOW)
    assert view.order.status == "return_requested"


def test_more_is_paid_only_in_ways_that_the_customer_has_now(db: Database) -> None:
    orders = placed(db)
    order = orders.view("D-1").order
    orders.add_method("c0", Method("paypal-1", "paypal"))
    assert [way.id for way in orders.ways_to_settle(order, TEA.price)] == ["cash", "credit-0"]


def test_a_status_that_is_none_moves_nothing(db: Database) -> None:
    orders = placed(db)
    with pytest.raises(Refused) as refused:
        orders.move(MoveOrder("D-1", "lost"), NOW)
    assert refused.value.reason.code == "step_unknown"
    assert orders.move(MoveOrder("D-1", "packed"), NOW) == orders.move(MoveOrder("D-1", "packed"), NOW)


def test_a_note_stands_with_the_order_beside_the_one_before_until_it_has_come(db: Database) -> None:
    orders = placed(db)
    for note in ("ring  twice", "ring twice", "side lane"):
        orders.note(NoteOnOrder("c0", "D-1", note), f"turn/{note}", NOW)
    assert orders.view("D-1").order.note == "ring twice; side lane"
    (seen,) = SellerOrders(db).newest("")[0]
    assert seen["note"] == "ring twice; side lane"
    for note, code in (("x" * 300, "note_full"), (" ", "note_missing")):
        with pytest.raises(Refused) as refused:
            orders.note(NoteOnOrder("c0", "D-1", note), f"turn/{code}", NOW)
        assert refused.value.reason.code == code
    with pytest.raises(Missing):
        orders.note(NoteOnOrder("c1", "D-1", "mine"), "turn/theirs", NOW)
    orders.move(MoveOrder("D-1", "delivered"), NOW)
    with pytest.raises(Refused) as refused:
        orders.note(NoteOnOrder("c0", "D-1", "late"), "turn/late", NOW)
    assert refused.value.reason.code == "note_closed"


def test_a_seller_sees_a_note_without_what_leads_past_the_shop(db: Database) -> None:
    orders = placed(db)
    orders.note(NoteOnOrder("c0", "D-1", "call me on 9876543210 first"), "turn/note", NOW)
    (seen,) = SellerOrders(db).newest("")[0]
    assert "9876543210" not in seen["note"] and "first" in seen["note"]
