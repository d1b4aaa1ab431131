"""Prices, carts and vouchers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.cart import cart as carts
from shop.cart.cart import Cart
from shop.cart.pricing import Rules, checked, nearest, next_tier, quote, unit_price
from shop.cart.vouchers import Voucher
from shop.catalogue.product import MADE_TO_ORDER, UNCOUNTED, Product, Tier
from shop.errors import NotAllowed
from shop.money import Money

NOW = datetime(2026, 11, 21, tzinfo=UTC)
PLAIN = Rules()
MAGGI = Product(
    "MAGGI-70",
    "Maggi 70 g",
    Money(1400),
    moq=6,
    multiple=6,
    stock=500,
    tiers=(Tier(48, Money(1320)), Tier(96, Money(1290))),
    attributes={"gst": "5"},
)

moneys = st.integers(1, 1_000_000).map(Money)
tiers = st.lists(st.tuples(st.integers(2, 500), moneys), max_size=4).map(
    lambda found: tuple(Tier(q, m) for q, m in found)
)
goods = st.builds(
    Product,
    sku=st.text("ABC123", min_size=1, max_size=6),
    title=st.just("Thing"),
    price=moneys,
    moq=st.integers(0, 30),
    multiple=st.integers(0, 24),
    tiers=tiers,
    attributes=st.sampled_from(["0", "5", "12", "18", "28", "", "none"]).map(lambda gst: {"gst": gst}),
)
vouchers = st.builds(
    Voucher, code=st.just("V"), percent=st.integers(0, 100), amount=moneys, at_most=st.none() | moneys
)
rules = st.builds(
    Rules,
    group_percent=st.integers(0, 90).map(lambda p: {"gold": p}),
    tax_included=st.booleans(),
    round_to=st.sampled_from([1, 50, 100]),
)


@given(st.lists(st.tuples(goods, st.integers(1, 5000)), max_size=12), st.none() | vouchers, rules, moneys)
def test_a_quotes_parts_add_up(
    wanted: list[tuple[Product, int]], voucher: Voucher | None, how: Rules, delivery: Money
) -> None:
    now = quote(wanted, group="gold", rules=how, voucher=voucher, delivery=delivery)
    assert now.total == now.subtotal - now.discount + now.tax_on_top + now.delivery + now.rounding
    assert now.subtotal.minor == sum(line.unit_price.minor * line.quantity for line in now.lines)
    assert now.discount.minor == sum(line.discount.minor for line in now.lines)
    assert now.tax.minor == sum(line.tax.minor for line in now.lines)
    assert abs(now.rounding.minor) * 2 <= how.round_to
    assert now.total.minor >= 0


@given(goods, st.integers(1, 2000), st.integers(0, 2000))
def test_more_never_costs_more_each(product: Product, quantity: int, more: int) -> None:
    assert unit_price(product, quantity + more, "", PLAIN) <= unit_price(product, quantity, "", PLAIN)


@given(goods, st.integers(1, 2000))
def test_the_nearest_quantities_can_be_ordered(product: Product, quantity: int) -> None:
    below, above = nearest(product, quantity)
    assert checked(product, above, PLAIN) == above
    assert below is None or (checked(product, below, PLAIN) == below and below <= quantity)
    assert above >= min(quantity, above)


@given(goods, st.integers(1, 2000))
def test_a_next_tier_keeps_its_promise(product: Product, quantity: int) -> None:
    hint = next_tier(product, quantity, "", PLAIN)
    if hint:
        then, now = (unit_price(product, many, "", PLAIN) for many in (quantity + hint.more, quantity))
        assert then == now - hint.cheaper_each


def test_a_quote_explains_itself() -> None:
    line = quote([(MAGGI, 90)], group="", rules=PLAIN).lines[0]
    assert line.next_tier is not None
    assert line.next_tier.spoken("en") == "6 more and each is Rs 0.30 cheaper"
    assert line.next_tier.spoken("hi-Deva") == "6 और लेने पर हर एक Rs 0.30 सस्ता"
    assert line.tax == Money(5657)  # 5 % held in Rs 1,188


def test_an_agreed_price_holds_where_it_is_lower_and_no_more_is_promised() -> None:
    assert quote([(MAGGI, 90)], group="", rules=PLAIN, agreed={"MAGGI-70": Money(1350)}).lines[
        0
    ].unit_price == Money(1320)
    line = quote([(MAGGI, 90)], group="", rules=PLAIN, agreed={"MAGGI-70": Money(1300)}).lines[0]
    assert line.unit_price == Money(1300)
    assert line.next_tier is not None
    assert line.next_tier.cheaper_each == Money(10)  # from what is paid, not from the list
    assert (
        quote([(MAGGI, 90)], group="", rules=PLAIN, agreed={"MAGGI-70": Money(1290)}).lines[0].next_tier
        is None
    )


def test_goods_made_for_one_buyer_cost_what_was_agreed_in_any_group() -> None:
    made = replace(MAGGI, category=MADE_TO_ORDER, tiers=())
    how = Rules(group_percent={"gold": 10})
    line = quote([(made, 6)], group="gold", rules=how, agreed={made.sku: made.price}).lines[0]
    assert line.unit_price == made.price


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (0, "not a quantity"),
        (-3, "not a quantity"),
        (5, "from 6 pieces"),
        (20, "18 or 24"),
        (10**9, "ask for a person"),
    ],
)
def test_a_quantity_that_does_not_fit_is_refused_with_what_would(quantity: int, said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        checked(MAGGI, quantity, PLAIN)


@pytest.mark.parametrize(
    ("voucher", "used", "said"),
    [
        (Voucher("A", 10, ends_at=NOW - timedelta(1)), 0, "ended on 20 November"),
        (Voucher("A", 10, uses=5), 5, "used up"),
        (Voucher("A", 10, customer="other"), 0, "not yours"),
        (Voucher("A", 10, least_total=Money(200_000)), 0, "Rs 1,000 more"),
        (Voucher("A", 10, starts_at=NOW + timedelta(1)), 0, "good from"),
        (Voucher("A", 10, uses_each=1), 1, "already"),
    ],
)
def test_a_voucher_that_does_not_apply_says_why(voucher: Voucher, used: int, said: str) -> None:
    with pytest.raises(NotAllowed, match=said):
        voucher.check(Money(100_000), "c1", "", used, used, NOW)


def test_a_cart_is_changed_and_undone() -> None:
    cart = carts.add(Cart("c1"), MAGGI, 12, "", PLAIN)
    cart = carts.add(cart, MAGGI, 36, "", PLAIN)
    assert cart.quantities == {"MAGGI-70": 48}
    emptied = carts.clear(cart)
    assert emptied.lines == ()
    assert carts.undo(emptied).quantities == {"MAGGI-70": 48}


def test_what_is_sold_out_is_not_added_and_what_is_there_can_be_less() -> None:
    gone = replace(MAGGI, stock=0)
    with pytest.raises(NotAllowed, match="sold out just now"):
        carts.add(Cart("c1"), gone, 12, "", PLAIN)
    cart = carts.add(Cart("c1"), MAGGI, 24, "", PLAIN)
    assert carts.put(cart, gone, 12, "", PLAIN).quantities == {"MAGGI-70": 12}
    with pytest.raises(NotAllowed, match="sold out just now"):
        carts.put(cart, gone, 48, "", PLAIN)
    assert carts.add(Cart("c1"), replace(MAGGI, stock=UNCOUNTED), 6_000, "", PLAIN).quantities == {
        "MAGGI-70": 6_000
    }


def test_a_changed_price_is_said() -> None:
    cart = carts.add(Cart("c1"), MAGGI, 12, "", PLAIN)
    dearer = Product("MAGGI-70", "Maggi 70 g", Money(1500), stock=500)
    assert [str(x) for x in carts.price_changes(cart, quote([(dearer, 12)], group="", rules=PLAIN))] == [
        "Maggi 70 g: the price rose from Rs 14 to Rs 15."
    ]
