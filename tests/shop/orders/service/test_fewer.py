"""Goods are taken out of an order: its stock, its money and its voucher agree afterwards."""

from dataclasses import replace

import pytest

from shop.cart.store.vouchers import put_voucher
from shop.cart.vouchers import Voucher
from shop.catalogue.service import Catalogue
from shop.checkout.store.consistency import disagreements
from shop.money import Money
from shop.orders.requests import CancelOrder, MoveOrder, TakeFewer
from shop.orders.service.orders import Orders
from shop.refusals import Missing, Refused
from storage.database import Database
from tests.storage.shop_for_tests import ADDRESS, NOW, SALT, TEA, open_shop


def bought(db: Database, method: str) -> str:
    """4 salt and 3 tea, a tenth off by a voucher."""
    shop = open_shop(db, customers=2)
    with db.write() as tx:
        put_voucher(tx, db, Voucher("TENTH", percent=10))
        shop.carts.put_in(tx, "c0", SALT.sku, 4, NOW)
        shop.carts.put_in(tx, "c0", TEA.sku, 3, NOW)
        shop.carts.change_in(tx, "c0", lambda cart: replace(cart, voucher="TENTH"), NOW)
        started = shop.start_in(tx, "c0", "k", NOW, address=ADDRESS)
        return shop.place_in(tx, started.id, method, NOW).id


@pytest.mark.parametrize("method", ["cash", "credit-0"])
def test_stock_and_money_agree_after_it(db: Database, method: str) -> None:
    orders, order = Orders(db), bought(db, method)
    before = orders.view(order).order
    asked = TakeFewer("c0", order, {TEA.sku: 0, SALT.sku: 2})
    shown = orders.with_fewer(asked)
    after = orders.take_fewer(asked, "turn/fewer", NOW).order
    again = orders.take_fewer(asked, "turn/fewer", NOW).order
    assert after == again
    assert [(line.sku, line.quantity) for line in after.lines] == [(SALT.sku, 2)]
    assert shown.total == after.total
    goods = SALT.price * 2
    assert after.discount == Money(goods.minor // 10)
    assert (before.total - after.total).minor == (
        before.lines[0].total + before.lines[1].total
    ).minor * 9 // 10 - (goods.minor * 9 // 10)
    if method != "cash":
        assert after.paid == after.total
    with db.read() as tx:
        assert disagreements(tx, db) == []
    tea = Catalogue(db).product(TEA.sku)
    assert tea is not None
    assert tea.stock == TEA.stock
    cancelled = orders.cancel(CancelOrder("c0", order, "no longer needed"), "turn/cancel", NOW).order
    assert cancelled.status == "cancelled"
    assert cancelled.paid == Money(0)


def test_somebody_elses_and_a_packed_order_stay_as_they_are(db: Database) -> None:
    orders, order = Orders(db), bought(db, "cash")
    with pytest.raises(Missing):
        orders.take_fewer(TakeFewer("c1", order, {TEA.sku: 0}), "turn/fewer", NOW)
    with pytest.raises(Missing):
        orders.with_fewer(TakeFewer("c1", order, {TEA.sku: 0}))
    orders.move(MoveOrder(order, "packed"), NOW)
    with pytest.raises(Refused) as refused:
        orders.take_fewer(TakeFewer("c0", order, {TEA.sku: 0}), "turn/fewer", NOW)
    assert refused.value.reason.code == "items_closed"
