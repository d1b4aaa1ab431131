"""Invoices: their parts add up, and the tax goes where it belongs."""

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.delivery.states import state_of
from shop.money import Money
from shop.orders.invoice import Party, financial_year, halves, invoice_of
from shop.orders.order import Line, Order

SHOP = Party("Annapurna", "Market Yard, Pune 411037", "27AAAAA0000A1Z5", state_of("27AAAAA0000A1Z5", ""))


def order(*lines: Line, address: dict[str, str] | None = None, charges: int = 0) -> Order:
    at = datetime(2026, 11, 21, tzinfo=UTC)
    return Order("D1", "c0", at, "packed", lines, address or {}, charges=Money(charges))


def made(of: Order, **quote: Any) -> Any:
    return invoice_of(
        of, quote, {"A": ("18%", "3401"), "B": ("5", "1006")}, SHOP, "2026-27/000001", date(2026, 11, 21)
    )


@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.integers(1, 500), st.integers(1, 100_000)), min_size=1, max_size=8
    ),
    st.integers(0, 5_000),
    st.integers(0, 20_000),
    st.booleans(),
)
def test_parts_add_up_to_the_total(
    lines: list[tuple[str, int, int]], discount: int, delivery: int, included: bool
) -> None:
    goods = [Line(sku, sku, quantity, Money(price)) for sku, quantity, price in lines]
    whole = sum(line.total.minor for line in goods)
    discount = min(discount, whole)
    found = made(
        order(*goods, charges=delivery - discount),
        discount=Money(discount).plain(),
        delivery=Money(delivery).plain(),
        tax_included=included,
    )
    assert (
        sum(line.total.minor for line in found.lines) + found.delivery.minor + found.rounding.minor
        == found.total.minor
    )
    goods_tax = sum(line.tax.minor for line in found.lines)
    delivery_tax = sum(tax.minor for _, _, tax in found.delivery_taxes)
    assert sum(tax.minor for _, _, tax in found.taxes) == goods_tax + delivery_tax
    if any(line.total.minor for line in found.lines):
        assert sum(taxable.minor for _, taxable, _ in found.delivery_taxes) + delivery_tax == delivery
    assert sum(line.discount.minor for line in found.lines) == discount
    if included:
        assert found.rounding.minor == 0
    for _, _, tax in found.taxes:
        assert halves(tax)[0] + halves(tax)[1] == tax


def test_delivery_is_taxed_as_the_goods_are() -> None:
    goods = [Line("A", "Soap", 1, Money(30000)), Line("B", "Rice", 1, Money(10000))]
    found = made(order(*goods, charges=4000), delivery="40")
    assert found.delivery_taxes == (
        (Fraction(5), Money(952), Money(48)),  # of Rs 10
        (Fraction(18), Money(2542), Money(458)),  # of Rs 30
    )


def test_tax_is_halved_within_the_state_and_whole_into_another() -> None:
    soap = Line("A", "Soap", 10, Money(11800))
    here = made(order(soap, address={"line": "12 MG Road", "postcode": "411001"}))
    assert here.within_state
    assert here.taxes == ((Fraction(18), Money(100000), Money(18000)),)
    there = made(
        order(soap, address={"line": "1 Brigade Road", "postcode": "560001", "gstin": "29ABCDE1234F1Z5"})
    )
    assert not there.within_state
    assert (there.buyer.gstin, there.buyer.state.name) == ("29ABCDE1234F1Z5", "Karnataka")
    assert there.lines[0].hsn == "3401"


@pytest.mark.parametrize(
    ("postcode", "name"),
    [
        ("403001", "Goa"),
        ("411001", "Maharashtra"),
        ("248001", "Uttarakhand"),
        ("834001", "Jharkhand"),
        ("", None),
    ],
)
def test_a_state_by_its_pin_code(postcode: str, name: str | None) -> None:
    found = state_of("", postcode)
    assert (found.name if found else None) == name


def test_the_year_of_numbers_begins_in_april() -> None:
    assert financial_year(datetime(2027, 3, 31, tzinfo=UTC)) == "2026-27"
    assert financial_year(datetime(2027, 4, 1, tzinfo=UTC)) == "2027-28"
