"""An order's invoice as India's GST wants it: what each line is taxed, and to which state the tax goes.

Pure. Until an order is packed its items may change, so till then the paper is a proforma without a
number. Tax within the seller's state is halved into CGST and SGST; into another state it is IGST.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from shop.cart.pricing import half_up, shared
from shop.delivery.states import State, state_of
from shop.money import Money
from shop.orders.order import Line, Order
from shop.payments.asked import Asked
from shop.reading.addresses import spoken

NOT_BILLED = ("pending", "changed", "cancelled")


@dataclass(frozen=True)
class Party:
    """Who sells, or who buys."""

    name: str
    address: str
    gstin: str = ""
    state: State | None = None


@dataclass(frozen=True)
class InvoiceLine:
    """One line with its tax. taxable + tax = total - discount."""

    title: str
    hsn: str
    quantity: int
    unit_price: Money
    discount: Money
    taxable: Money
    percent: Fraction
    tax: Money

    @property
    def total(self) -> Money:
        return self.taxable + self.tax


@dataclass(frozen=True)
class Invoice:
    """The paper. The lines, delivery and rounding add up to the total."""

    number: str  # "" for a proforma
    at: date
    order: str
    seller: Party
    buyer: Party
    lines: tuple[InvoiceLine, ...]
    delivery: Money
    rounding: Money
    total: Money
    paid: Money
    refunds: tuple[tuple[Money, str], ...] = ()
    cancelled: bool = False
    to_pay: Asked | None = None  # by UPI, as long as it is awaited; no part of the paper

    @property
    def within_state(self) -> bool:
        """Whether both are in one state; where it is not known, it is taken for so."""
        return self.seller.state is None or self.buyer.state is None or self.seller.state == self.buyer.state

    @property
    def taxes(self) -> tuple[tuple[Fraction, Money, Money], ...]:
        """By rate: what is taxed, and how much the tax is; lines and delivery together."""
        brought = {rate: (taxable, tax) for rate, taxable, tax in self.delivery_taxes}
        found = []
        for rate in sorted({line.percent for line in self.lines}):
            taxable, tax = brought.get(rate, (Money(0, self.total.currency),) * 2)
            for line in self.lines:
                if line.percent == rate:
                    taxable, tax = taxable + line.taxable, tax + line.tax
            found.append((rate, taxable, tax))
        return tuple(found)

    @property
    def delivery_taxes(self) -> tuple[tuple[Fraction, Money, Money], ...]:
        """Bringing goods is taxed as they are, by each rate's share of their worth; tax is included."""
        rates = sorted({line.percent for line in self.lines})
        worth = [
            Money(sum(x.total.minor for x in self.lines if x.percent == rate), self.total.currency)
            for rate in rates
        ]
        found = []
        for rate, share in zip(rates, shared(self.delivery, worth), strict=True):
            tax = Money(half_up(share.minor * rate / (100 + rate)), share.currency)
            found.append((rate, share - tax, tax))
        return tuple(found)


def halves(tax: Money) -> tuple[Money, Money]:
    """CGST and SGST; an odd paisa goes to the first."""
    second = tax.minor // 2
    return Money(tax.minor - second, tax.currency), Money(second, tax.currency)


def financial_year(at: datetime) -> str:
    """ "2026-27": India's begins in April."""
    begins = at.year if at.month >= 4 else at.year - 1
    return f"{begins}-{(begins + 1) % 100:02d}"


def invoice_of(
    order: Order,
    quote: Mapping[str, Any],
    taxes: Mapping[str, tuple[str, str]],
    seller: Party,
    number: str,
    at: date,
) -> Invoice:
    """The invoice of an order. `quote` is what it was placed on; `taxes` has GST rate and HSN by product."""
    currency = order.currency
    discount = Money.of(quote.get("discount", "0"), currency)
    delivery = Money.of(quote.get("delivery", "0"), currency)
    included = bool(quote.get("tax_included", True))
    known = {x["sku"]: (str(x.get("gst", "")), str(x.get("hsn", ""))) for x in quote.get("lines", ())}
    lines = _lines(order.lines, discount, {**taxes, **{k: v for k, v in known.items() if v[0]}}, included)
    exact = Money(sum(line.total.minor for line in lines), currency) + delivery
    return Invoice(
        number=number,
        at=at,
        order=order.id,
        seller=seller,
        buyer=buyer_of(order),
        lines=lines,
        delivery=delivery,
        rounding=order.total - exact,
        total=order.total,
        paid=order.paid if order.says_paid else Money(0, currency),
        refunds=tuple((p.amount, p.method) for p in order.payments if p.kind == "refund" and p.amount.minor),
        cancelled=order.status == "cancelled",
    )


def buyer_of(order: Order) -> Party:
    """Who bought, by the order's address."""
    address = dict(order.address)
    gstin = str(address.pop("gstin", ""))
    return Party(
        str(address.pop("name", "")) or order.customer,
        spoken(address),
        gstin,
        state_of(gstin, str(address.get("postcode") or address.get("zip") or "")),
    )


def _lines(
    lines: Sequence[Line], discount: Money, taxes: Mapping[str, tuple[str, str]], included: bool
) -> tuple[InvoiceLine, ...]:
    shares = shared(discount, [line.total for line in lines])
    found = []
    for line, share in zip(lines, shares, strict=True):
        said, hsn = taxes.get(line.sku, ("0", ""))
        rate = Fraction(said.strip().rstrip("%").strip() or "0")
        net = line.total - share
        part = rate / (100 + rate) if included else rate / 100
        tax = Money(half_up(net.minor * part), net.currency)
        taxable = net - tax if included else net
        found.append(InvoiceLine(line.title, hsn, line.quantity, line.unit_price, share, taxable, rate, tax))
    return tuple(found)
