"""Checkouts under load, twice, late, and with a shelf that empties: on SQLite and on PostgreSQL."""

import contextlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select, update

from chat.service.conversations import Conversations
from people.store.customers import put_address
from shop.cart.store.vouchers import put_voucher
from shop.cart.vouchers import Voucher
from shop.catalogue.product import Product
from shop.catalogue.tables import products, sellers
from shop.checkout.checkout import (
    Checkout,
    Decide,
    Moved,
    OpenCheckout,
    PlaceOrder,
    ReviseCheckout,
    StartCheckout,
)
from shop.checkout.service.approvals import SpendingLimits
from shop.checkout.service.checkouts import Checkouts
from shop.checkout.service.pages import CheckoutPages
from shop.checkout.store.checkouts import checkout_of
from shop.checkout.store.consistency import disagreements
from shop.checkout.tables import checkouts
from shop.errors import NotAllowed, NotFound
from shop.money import Money
from shop.orders.changes import Swap
from shop.orders.order import Order
from shop.orders.requests import AskExchange, AskReturn, CancelOrder, MoveOrder
from shop.orders.service import within
from shop.orders.service.orders import Orders
from shop.orders.store.money import methods_of
from shop.orders.store.orders import all_orders
from shop.orders.tables import orders
from shop.payments.tables import credit_terms, ledger
from shop.refusals import Refused
from shop.stock.tables import stock
from storage.database import Database
from tests.storage.shop_for_tests import ADDRESS, NOW, SALT, TEA, TEA_BIG, open_shop


def fill(shop: Checkouts, customer: str, product: Product = SALT, quantity: int = 1) -> None:
    with shop.db.write() as tx:
        shop.carts.put_in(tx, customer, product.sku, quantity, NOW)


def buy(shop: Checkouts, customer: str, key: str, method: str = "cash") -> str:
    """Order the cart at one go, as a confirming tap does; the order's id, or why not."""
    try:
        with shop.db.write() as tx:
            started = shop.start_in(tx, customer, key, NOW, address=ADDRESS)
            return shop.place_in(tx, started.id, method, NOW).id
    except NotAllowed as refusal:
        return str(refusal)


def left(db: Database, sku: str) -> int:
    with db.read() as tx:
        return tx.execute(select(func.sum(stock.c.quantity)).where(stock.c.sku == sku)).scalar_one()


def well(db: Database) -> bool:
    with db.read() as tx:
        return disagreements(tx, db) == []


def test_200_buyers_of_10_pieces_make_10_orders(db: Database) -> None:
    shop = open_shop(db, customers=200)
    for number in range(200):
        fill(shop, f"c{number}")
    with ThreadPoolExecutor(24) as crowd:
        said = list(crowd.map(lambda n: buy(shop, f"c{n}", "k"), range(200)))
    refused = [s for s in said if "sold out" in s]
    with db.read() as tx:
        made = tx.execute(select(func.count()).select_from(orders)).scalar_one()
    assert (made, len(refused)) == (10, 190)
    assert left(db, SALT.sku) == 0
    assert well(db)


def test_one_key_20_times_at_once_is_one_order_and_one_charge(db: Database) -> None:
    shop = open_shop(db)
    fill(shop, "c0", quantity=2)
    with ThreadPoolExecutor(20) as crowd:
        said = set(crowd.map(lambda _: buy(shop, "c0", "same", "credit-0"), range(20)))
    assert len(said) == 1
    with db.read() as tx:
        assert tx.execute(select(func.count()).select_from(orders)).scalar_one() == 1
        charged = tx.execute(select(func.sum(ledger.c.minor)).where(ledger.c.account == "sales")).scalar_one()
        credit = methods_of(tx, "c0")["credit-0"].balance
    assert charged == 5600
    assert credit == Money(50000 - 5600)
    assert well(db)


def test_an_order_that_is_cancelled_gives_its_stock_and_money_back(db: Database) -> None:
    shop = open_shop(db)
    fill(shop, "c0", quantity=3)
    order = buy(shop, "c0", "k", "credit-0")
    assert left(db, SALT.sku) == 7
    with db.write() as tx:
        within.cancel(tx, db, CancelOrder("c0", order, "no longer needed"), NOW)
    with db.read() as tx:
        assert methods_of(tx, "c0")["credit-0"].balance == Money(50000)
    assert left(db, SALT.sku) == 10
    assert well(db)


def test_a_checkout_that_expires_gives_its_stock_back_once(db: Database) -> None:
    shop = open_shop(db)
    fill(shop, "c0", quantity=4)
    with db.write() as tx:
        held = shop.start_in(tx, "c0", "k", NOW, address=ADDRESS)
    assert left(db, SALT.sku) == 6
    for _ in range(2):
        with db.write() as tx:
            shop.expire_in(tx, NOW + timedelta(hours=1))
    assert left(db, SALT.sku) == 10
    with pytest.raises(NotAllowed, match="expired"), db.write() as tx:
        shop.place_in(tx, held.id, "cash", NOW + timedelta(hours=1))
    assert well(db)


def test_a_price_that_moved_is_shown_again_and_nothing_is_written(db: Database) -> None:
    shop = open_shop(db)
    fill(shop, "c0")
    with pytest.raises(Moved, match="Rs 28 now, not Rs 27"), db.write() as tx:
        shop.start_in(tx, "c0", "k", NOW, address=ADDRESS, shown=Money(2700))
    with db.read() as tx:
        assert tx.execute(select(func.count()).select_from(checkouts)).scalar_one() == 0


def test_a_credit_limit_holds_for_two_orders_at_once(db: Database) -> None:
    shop = open_shop(db)
    with db.write() as tx:
        tx.execute(insert(credit_terms).values(customer_id="c0", limit=5000, days=15))
    fill(shop, "c0")
    first = buy(shop, "c0", "k1", "account")
    fill(shop, "c0")
    assert first.startswith("D")
    assert "leaves Rs 22" in buy(shop, "c0", "k2", "account")
    assert well(db)


def test_a_vouchers_last_use_is_given_once(db: Database) -> None:
    shop = open_shop(db, customers=8)
    with db.write() as tx:
        put_voucher(tx, db, Voucher("LAST", percent=10, uses=1))
    for number in range(8):
        fill(shop, f"c{number}")
        with db.write() as tx:
            shop.carts.change_in(tx, f"c{number}", lambda cart: replace(cart, voucher="LAST"), NOW)
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(lambda n: buy(shop, f"c{n}", "k"), range(8)))
    with db.read() as tx:
        totals = sorted(order.total.minor for order in all_orders(tx, db))
    assert totals == [2520, *[2800] * 7]


def started_with(shop: Checkouts, customer: str, code: str, key: str = "k") -> Checkout:
    """A checkout that is shown with the voucher and not ordered yet, as its page has it."""
    fill(shop, customer)
    with shop.db.write() as tx:
        shop.carts.change_in(tx, customer, lambda cart: replace(cart, voucher=code), NOW)
        return shop.start_in(tx, customer, key, NOW, address=ADDRESS)


def ordered(shop: Checkouts, checkout: Checkout, method: str = "cash", *, paid: bool = False) -> str:
    """The order's id, or why there is none."""
    try:
        with shop.db.write() as tx:
            return shop.place_in(tx, checkout.id, method, NOW, paid=paid).id
    except NotAllowed as refusal:
        return str(refusal)


def test_a_vouchers_last_use_is_counted_again_when_an_open_checkout_is_ordered(db: Database) -> None:
    shop = open_shop(db, customers=8)
    with db.write() as tx:
        put_voucher(tx, db, Voucher("LAST", percent=10, uses=1))
    shown = [started_with(shop, f"c{number}", "LAST") for number in range(8)]
    assert {c.total for c in shown} == {Money(2520)}
    with ThreadPoolExecutor(8) as crowd:
        said = list(crowd.map(lambda c: ordered(shop, c), shown))
    lost = [(c, s) for c, s in zip(shown, said, strict=True) if "LAST has been used up" in s]
    assert len(lost) == 7
    assert "Nothing was ordered, and your cart is as it was" in lost[0][1]
    loser = lost[0][0]
    with db.read() as tx:
        assert shop.carts.get(loser.customer).quantities == {SALT.sku: 1}
        assert checkout_of(tx, loser.id).state == "open"
    with pytest.raises(Moved, match=r"used up\. The total is Rs 28 now"), db.write() as tx:
        shop.start_in(tx, loser.customer, "again", NOW, address=ADDRESS, shown=loser.total)
    assert buy(shop, loser.customer, "again").startswith("D")
    assert well(db)


def test_a_voucher_for_one_use_each_is_not_used_twice_by_paying_twice(db: Database) -> None:
    shop = open_shop(db)
    with db.write() as tx:
        put_voucher(tx, db, Voucher("ONCE", percent=10, uses_each=1))
    first = started_with(shop, "c0", "ONCE", "k1")
    CheckoutPages(shop).paying(first.id, "cs_1", NOW)
    # While the first waits for its payment its voucher is spoken for, and what is paid is ordered.
    assert started_with(shop, "c0", "ONCE", "k2").total == Money(2800)
    (note,) = shop.carts.priced("c0", NOW).notes
    assert [str(note)] == ["The voucher ONCE is in use by a checkout that waits for its payment or approval."]
    assert ordered(shop, first, "card", paid=True).startswith("D")
    assert well(db)


def test_two_who_go_to_pay_with_a_vouchers_last_use_are_not_both_sent_there(db: Database) -> None:
    shop = open_shop(db, customers=2)
    with db.write() as tx:
        put_voucher(tx, db, Voucher("LAST", percent=10, uses=1))
    shown = [started_with(shop, f"c{number}", "LAST") for number in range(2)]

    def pays(checkout: Checkout) -> str:
        try:
            CheckoutPages(shop).paying(checkout.id, f"cs_{checkout.id}", NOW)
        except NotAllowed as refusal:
            return str(refusal)
        return "sent"

    with ThreadPoolExecutor(2) as crowd:
        said = sorted(crowd.map(pays, shown))
    assert said[1] == "sent"
    assert "waits for its payment" in said[0]


def test_a_second_checkout_leaves_the_one_alone_that_becomes_an_order_just_now(db: Database) -> None:
    shop = open_shop(db, customers=12)
    for number in range(6):
        fill(shop, f"c{number}")
    with db.write() as tx:
        first = [shop.start_in(tx, f"c{number}", "k1", NOW, address=ADDRESS) for number in range(6)]

    def again(customer: str) -> None:
        with contextlib.suppress(NotAllowed), db.write() as tx:  # the cart may be empty by then
            shop.start_in(tx, customer, "k2", NOW, address=ADDRESS)

    with ThreadPoolExecutor(12) as crowd:
        placed = [crowd.submit(ordered, shop, checkout) for checkout in first]
        others = [crowd.submit(again, checkout.customer) for checkout in first]
        for one in [*placed, *others]:
            one.result()
    assert well(db)


def test_cash_is_entered_on_delivery(db: Database) -> None:
    shop = open_shop(db)
    fill(shop, "c0", TEA, 2)
    order = buy(shop, "c0", "k")
    with db.write() as tx:
        assert within.advance(tx, db, order, "ship", NOW).paid == Money(0)
        assert within.advance(tx, db, order, "deliver", NOW).paid == Money(28000)
    assert well(db)


def test_the_check_finds_what_does_not_agree(db: Database) -> None:
    shop = open_shop(db)
    fill(shop, "c0")
    order = buy(shop, "c0", "k", "credit-0")
    with db.write() as tx:
        tx.execute(update(orders).where(orders.c.id == order).values(status="cancelled"))
        tx.execute(update(stock).where(stock.c.sku == TEA.sku).values(quantity=-1))
        tx.execute(update(ledger).where(ledger.c.account == "sales").values(minor=1))
    with db.read() as tx:
        found = " ".join(disagreements(tx, db))
    for said in ("oversold", "adds up to", "its stock is taken", "paid 28.00"):
        assert said in found


def delivered(shop: Checkouts, *lines: tuple[object, int]) -> str:
    for product, quantity in lines:
        fill(shop, "c0", product, quantity)
    order = buy(shop, "c0", "k", "credit-0")
    with shop.db.write() as tx:
        within.advance(tx, shop.db, order, "deliver", NOW)
    return order


def test_returned_pieces_are_on_the_shelf_again_once_they_have_come(db: Database) -> None:
    order = delivered(open_shop(db), (SALT, 3), (TEA, 2))
    with db.write() as tx:
        within.ask_return(tx, db, AskReturn("c0", order, (SALT.sku,) * 2, "credit-0"), NOW)
    assert (left(db, SALT.sku), left(db, TEA.sku)) == (7, 48)
    with db.write() as tx:
        within.advance(tx, db, order, "take_back", NOW)
    with pytest.raises(NotAllowed), db.write() as tx:
        within.advance(tx, db, order, "take_back", NOW)
    assert (left(db, SALT.sku), left(db, TEA.sku)) == (9, 48)
    assert well(db)


def test_an_exchange_sets_the_new_pieces_aside_and_puts_the_old_ones_back(db: Database) -> None:
    shop = open_shop(db)
    with db.write() as tx:
        tx.execute(update(stock).where(stock.c.sku == TEA_BIG.sku).values(quantity=1))
    order = delivered(shop, (TEA, 2))
    swap = Swap(TEA.sku, TEA_BIG.sku, 2)
    with pytest.raises(NotAllowed, match="only 1"), db.write() as tx:
        within.ask_exchange(tx, db, AskExchange("c0", order, (swap,), "cash"), NOW)
    with db.write() as tx:
        within.ask_exchange(tx, db, AskExchange("c0", order, (replace(swap, quantity=1),), "cash"), NOW)
    assert (left(db, TEA.sku), left(db, TEA_BIG.sku)) == (48, 0)
    with db.write() as tx:
        within.advance(tx, db, order, "exchange", NOW)
    assert (left(db, TEA.sku), left(db, TEA_BIG.sku)) == (49, 0)
    assert well(db)


def moved(db: Database, order: str, status: str, *, seller: str = "", tracking: str = "") -> Order:
    return Orders(db).move(MoveOrder(order, status, tracking=tracking, seller=seller), NOW).order


def test_sellers_move_only_their_own_part_and_the_order_follows(db: Database) -> None:
    shop = open_shop(db)
    with db.write() as tx:
        for seller, product in (("s1", SALT), ("s2", TEA)):
            tx.execute(insert(sellers).values(id=seller, name=f"Seller {seller}"))
            tx.execute(update(products).where(products.c.sku == product.sku).values(seller_id=seller))
    fill(shop, "c0", SALT, 1)
    fill(shop, "c0", TEA, 1)
    order = buy(shop, "c0", "k")
    with pytest.raises(NotFound):
        moved(db, order, "shipped", seller="s3")
    assert moved(db, order, "shipped", seller="s1", tracking="AWB1").status == "shipped"
    with pytest.raises(NotAllowed, match="can't be cancelled"):
        moved(db, order, "cancelled")
    with pytest.raises(NotAllowed, match="already"):
        moved(db, order, "packed", seller="s1")
    assert moved(db, order, "delivered", seller="s1").status == "shipped"
    done = moved(db, order, "delivered", seller="s2")
    assert (done.status, done.paid) == ("delivered", done.total)  # the courier took the cash
    assert [s["tracking"] for s in done.shipments] == ["AWB1", ""]
    assert well(db)


@pytest.fixture
def shop(db: Database) -> Checkouts:
    """c0 has an address and 3 packs of salt in the cart."""
    shop = open_shop(db, customers=2)
    with db.write() as tx:
        put_address(tx, "c0", ADDRESS)
    fill(shop, "c0", quantity=3)
    return shop


def test_an_order_is_placed_once_for_its_key_and_says_how_it_comes(shop: Checkouts) -> None:
    asked = PlaceOrder("c0", "cash", key="w_1.1/place")
    first, again = shop.place_order(asked, NOW), shop.place_order(asked, NOW)
    assert first.order
    assert first.order == again.order
    assert first.way is not None
    with pytest.raises(Refused) as refusal:
        shop.place_order(PlaceOrder("c0", "cash", key="w_1.2/place"), NOW)
    assert refusal.value.reason.code == "cart_empty"
    assert well(shop.db)


def test_another_total_than_the_one_that_was_seen_is_refused_with_both(shop: Checkouts) -> None:
    with pytest.raises(Moved) as refusal:
        shop.place_order(PlaceOrder("c0", "cash", shown=Money(1)), NOW)
    facts = refusal.value.reason.facts
    assert (refusal.value.reason.code, facts["shown"]) == ("total_moved", Money(1))
    assert left(shop.db, SALT.sku) == 10


def test_a_checkout_is_opened_changed_and_ordered_in_one_browser(shop: Checkouts) -> None:
    checkout, pages = shop.start(StartCheckout("c0", key="w_1.1/link"), NOW), CheckoutPages(shop)
    assert shop.start(StartCheckout("c0", key="w_1.1/link"), NOW) == checkout
    opened = pages.open(OpenCheckout(checkout, "one"), NOW)
    with pytest.raises(Refused) as refusal:
        pages.open(OpenCheckout(checkout, "another"), NOW)
    assert refusal.value.reason.code == "link_used"
    other = next(way for way in opened.deliveries.ways if way.cost != opened.checkout.delivery_cost)
    known, _ = pages.revise(ReviseCheckout(checkout, ADDRESS, other.id), NOW)
    assert known.total - other.cost == opened.checkout.total - opened.checkout.delivery_cost
    order = pages.place(checkout, "cash", NOW)
    assert isinstance(order, Order)
    assert order.total == known.total
    assert well(shop.db)


def test_who_has_to_ask_is_told_so_and_the_yes_orders_or_lets_pay(shop: Checkouts) -> None:
    store = Conversations(shop.db)
    for who in ("c0", "c1"):
        store.bind(store.open("web", f"w_{who}", now=NOW).id, who)
    SpendingLimits(shop.db).put("c0", Money(5000), "c1")
    told = shop.place_order(PlaceOrder("c0", "cash", key="w_1.1/place"), NOW)
    assert told.approval is not None
    assert (told.order, told.approval.code) == ("", "approval_asked")
    with shop.db.read() as tx:
        checkout = tx.execute(select(checkouts.c.id).where(checkouts.c.state == "paying")).scalar_one()
    asked = Decide("c1", checkout, yes=True, key="w_2.1/approve")
    done = [shop.decide(asked, NOW, lambda name, _for: f"http://shop/{name}") for _ in range(2)]
    assert done[0] == done[1]
    assert (done[0].outcome, bool(done[0].order)) == ("ordered", True)
    assert well(shop.db)
