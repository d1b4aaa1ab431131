"""Use cases of the cart: once for a key, refused with a code, undone in one step."""

from collections.abc import Callable

import pytest
from sqlalchemy import insert, update

from shop.cart.pricing import Rules
from shop.cart.requests import (
    AddToCart,
    ChangeCart,
    Clear,
    Item,
    SetQuantity,
    Swap,
    TakeCases,
    TakeOut,
    Undo,
    UseVoucher,
)
from shop.cart.service.carts import Carts
from shop.cart.service.vouchers import Vouchers
from shop.cart.vouchers import Voucher
from shop.catalogue.tables import products
from shop.money import Money
from shop.refusals import Missing, Reason, Refused
from shop.stock.tables import stock
from storage.database import Database, stamp
from storage.tables import effects
from tests.storage.shop_for_tests import NOW, SALT, TEA, TEA_BIG, open_shop

RULES = Rules(most_pieces=500)


@pytest.fixture
def carts(db: Database) -> Carts:
    open_shop(db)
    with db.write() as tx:
        tx.execute(update(products).where(products.c.sku == TEA_BIG.sku).values(moq=6, multiple=6))
    return Carts(db, RULES)


def held(carts: Carts) -> dict[str, int]:
    return dict(carts.get("c0").quantities)


def add(carts: Carts, *items: tuple[str, int], key: str = "") -> dict[str, str]:
    added = carts.add(AddToCart("c0", tuple(Item(*item) for item in items), key), NOW)
    return {sku: reason.code for sku, reason in added.refused.items()}


def sold_out(carts: Carts) -> None:
    with carts.db.write() as tx:
        tx.execute(update(stock).where(stock.c.sku == SALT.sku).values(quantity=0))


def test_the_same_key_adds_once_and_no_key_every_time(carts: Carts) -> None:
    for key in ("t1", "t1", "", ""):
        add(carts, (SALT.sku, 2), key=key)
    assert held(carts) == {SALT.sku: 6}


def test_what_cannot_be_added_is_left_out_with_a_code_and_one_undo_takes_all_back(carts: Carts) -> None:
    add(carts, (TEA.sku, 1))
    sold_out(carts)
    refused = add(
        carts, (SALT.sku, 1), (TEA.sku, 2), (TEA_BIG.sku, 5), ("NOBODY", 1), (TEA_BIG.sku, 12), key="t"
    )
    assert refused == {SALT.sku: "sold_out", TEA_BIG.sku: "below_minimum", "NOBODY": "product_gone"}
    assert held(carts) == {TEA.sku: 3, TEA_BIG.sku: 12}
    assert add(carts, (SALT.sku, 1), key="t") == refused  # the same turn again hears the same
    carts.undo(Undo("c0"), NOW)
    assert held(carts) == {TEA.sku: 1}


def test_where_nothing_changes_nothing_is_written(carts: Carts) -> None:
    add(carts, (TEA.sku, 1))
    before = carts.get("c0")
    add(carts, ("NOBODY", 1))
    assert carts.get("c0") == before


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda c: c.set_quantity(SetQuantity("c0", TEA_BIG.sku, 20), NOW), "not_in_steps"),
        (lambda c: c.set_quantity(SetQuantity("c0", TEA.sku, 501), NOW), "above_most"),
        (lambda c: c.set_quantity(SetQuantity("c0", TEA.sku, -1), NOW), "no_quantity"),
        (lambda c: c.set_quantity(SetQuantity("c0", "NOBODY", 1), NOW), "product_gone"),
        (lambda c: c.take_out(TakeOut("c0", TEA.sku), NOW), "not_in_cart"),
        (lambda c: c.swap(Swap("c0", "", TEA_BIG.sku, 5), NOW), "below_minimum"),
        (lambda c: c.take_cases(TakeCases("c0", TEA.sku, 3, SALT.sku, 1), NOW), "not_in_cart"),
        (lambda c: c.undo(Undo("c0"), NOW), "nothing_to_undo"),
        (lambda c: c.use_voucher(UseVoucher("c0", ("NOPE1",)), NOW), "voucher_unknown"),
    ],
)
def test_a_refusal_is_a_code(carts: Carts, change: Callable[[Carts], None], code: str) -> None:
    with pytest.raises((Refused, Missing)) as refusal:
        change(carts)
    assert refusal.value.reason.code == code
    assert held(carts) == {}


def test_a_refusal_is_the_answer_of_its_key_also_when_it_would_do_later(carts: Carts) -> None:
    asked = SetQuantity("c0", TEA_BIG.sku, 5, "t1")
    with pytest.raises(Refused, match="from 6 pieces"):
        carts.set_quantity(asked, NOW)
    with carts.db.write() as tx:
        tx.execute(update(products).where(products.c.sku == TEA_BIG.sku).values(moq=1, multiple=1))
    with pytest.raises(Refused, match="from 6 pieces"):
        carts.set_quantity(asked, NOW)


def test_a_swap_and_cases_are_one_step(carts: Carts) -> None:
    add(carts, (SALT.sku, 5))
    carts.take_cases(TakeCases("c0", SALT.sku, 3, TEA.sku, 1), NOW)
    assert held(carts) == {SALT.sku: 2, TEA.sku: 1}
    carts.swap(Swap("c0", TEA.sku, TEA_BIG.sku, 6), NOW)
    assert held(carts) == {SALT.sku: 2, TEA_BIG.sku: 6}
    carts.undo(Undo("c0"), NOW)
    carts.undo(Undo("c0"), NOW)
    assert held(carts) == {SALT.sku: 5}
    carts.clear(Clear("c0"), NOW)
    assert held(carts) == {}


def test_of_several_codes_the_first_good_voucher_is_used(carts: Carts) -> None:
    add(carts, (SALT.sku, 5))
    Vouchers(carts.db).put(Voucher("TEN1", percent=10))
    Vouchers(carts.db).put(Voucher("BIG1", percent=50, least_total=Money(100_000)))
    carts.use_voucher(UseVoucher("c0", ("NOPE1", "ten1")), NOW)
    assert carts.priced("c0", NOW).quote.voucher == "TEN1"
    with pytest.raises(Refused) as refusal:
        carts.use_voucher(UseVoucher("c0", ("NOPE1", "BIG1")), NOW)
    assert refusal.value.reason.facts["missing"] == Money(86_000)
    assert carts.get("c0").voucher == "TEN1"


def test_what_has_to_be_said_of_a_cart_is_said_in_codes(carts: Carts) -> None:
    add(carts, (SALT.sku, 8), (TEA.sku, 1))
    with carts.db.write() as tx:
        tx.execute(update(stock).where(stock.c.sku == SALT.sku).values(quantity=3))
        tx.execute(update(products).where(products.c.sku == TEA.sku).values(active=False))
    notes = carts.priced("c0", NOW).notes
    assert notes == (
        Reason("short", {"title": SALT.title, "left": 3}),
        Reason("left_out", {"title": TEA.title}),
    )


@pytest.mark.parametrize(("stored", "code"), [("", ""), ("Tata Salt is sold out just now.", "said")])
def test_what_an_earlier_release_stored_of_a_turn_is_its_answer(carts: Carts, stored: str, code: str) -> None:
    with carts.db.write() as tx:
        tx.execute(insert(effects).values(key="t1", result=stored, at=stamp(NOW)))
    assert add(carts, (SALT.sku, 1), key="t1") == ({SALT.sku: code} if code else {})
    assert held(carts) == {}


def test_lines_are_set_taken_out_swapped_and_added_in_one_step_that_one_undo_takes_back(carts: Carts) -> None:
    add(carts, (SALT.sku, 5), (TEA.sku, 4))
    before = held(carts)
    asked = ChangeCart("c0", sets=(Item(SALT.sku, 2),), adds=(Item(TEA_BIG.sku, 6, instead=TEA.sku),))
    assert carts.change(asked, NOW).refused == {}
    assert held(carts) == {SALT.sku: 2, TEA_BIG.sku: 6}
    carts.undo(Undo("c0"), NOW)
    assert held(carts) == before


def test_what_cannot_come_in_place_leaves_the_line_and_the_rest_is_changed(carts: Carts) -> None:
    add(carts, (SALT.sku, 5), (TEA.sku, 4))
    asked = ChangeCart("c0", sets=(Item(SALT.sku, 0),), adds=(Item(TEA_BIG.sku, 1, instead=TEA.sku),))
    assert set(carts.change(asked, NOW).refused) == {TEA_BIG.sku}
    assert held(carts) == {TEA.sku: 4}
