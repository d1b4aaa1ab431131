"""What a cart costs and why: tiers, customer groups, vouchers, taxes, delivery, rounding.

Pure, in integer minor units. A quote's parts add up to its total.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from shop.cart.vouchers import Voucher
from shop.cart.words import NEXT_TIER
from shop.catalogue.product import MADE_TO_ORDER, Product, Tier
from shop.money import Money
from shop.refusals import Refused

HINT_WITHIN = 3  # a next tier is worth a word when it is at most so many times the quantity away


@dataclass(frozen=True)
class Rules:
    """How this shop prices."""

    group_percent: Mapping[str, int] = field(default_factory=dict)  # off, by price group
    tax_included: bool = True  # prices hold the tax, as MRP does
    round_to: int = 1  # minor units: 100 rounds the total to whole rupees
    most_pieces: int = 100_000  # in one line


@dataclass(frozen=True)
class NextTier:
    """So many more, and each is cheaper."""

    more: int
    unit_price: Money
    cheaper_each: Money

    def spoken(self, locale: str) -> str:
        """Say what so many more would save."""
        return NEXT_TIER.in_(locale, more=self.more, cheaper=self.cheaper_each.spoken())


@dataclass(frozen=True)
class QuoteLine:
    """One line of a quote."""

    sku: str
    title: str
    quantity: int
    unit_price: Money
    total: Money  # unit price times quantity
    discount: Money  # its share of what the whole cart gets off
    tax: Money  # held in the total, or on top of it
    tax_percent: Fraction
    next_tier: NextTier | None = None


@dataclass(frozen=True)
class Quote:
    """What a cart costs. subtotal - discount + tax_on_top + delivery + rounding = total."""

    lines: tuple[QuoteLine, ...]
    subtotal: Money
    discount: Money
    tax: Money
    tax_on_top: Money
    delivery: Money
    rounding: Money
    total: Money
    voucher: str = ""

    @property
    def currency(self) -> str:
        return self.total.currency


def unit_price(
    product: Product,
    quantity: int,
    group: str,
    rules: Rules,
    agreed: Money | None = None,
) -> Money:
    """The unit price that this quantity earns in this group. It never rises with the quantity.

    A price that a seller agreed on holds where it is lower; goods made for one buyer have no other.
    """
    if agreed and product.category == MADE_TO_ORDER:
        return agreed
    minor = listed_price(product, quantity).minor
    off = rules.group_percent.get(group, 0)
    usual = Money(half_up(Fraction(minor * (100 - off), 100)), product.price.currency)
    return min(usual, agreed) if agreed else usual


def listed_price(product: Product, quantity: int) -> Money:
    """What one of so many costs by the list."""
    tiers = (t.unit_price for t in product.tiers if quantity >= t.from_quantity)
    return min((product.price, *tiers), key=lambda price: price.minor)


def nearest(product: Product, quantity: int) -> tuple[int | None, int]:
    """The quantities nearest to this one that can be ordered: the next below, if any, and the next above."""
    step = max(1, product.multiple)
    least = -(-max(1, product.moq) // step) * step
    if quantity < least:
        return None, least
    below = quantity // step * step
    return below, below if below == quantity else below + step


def checked(product: Product, quantity: int, rules: Rules) -> int:
    """The quantity, if the product is sold so; a refusal names the nearest ones that work."""
    if quantity < 1:
        raise Refused("no_quantity", quantity=quantity)
    if quantity > rules.most_pieces:
        raise Refused("above_most", quantity=quantity, most=rules.most_pieces)
    below, above = nearest(product, quantity)
    if quantity in (below, above):
        return quantity
    if below is None:
        raise Refused("below_minimum", title=product.title, least=above)
    raise Refused("not_in_steps", title=product.title, step=product.multiple, below=below, above=above)


def next_tier(
    product: Product,
    quantity: int,
    group: str,
    rules: Rules,
    agreed: Money | None = None,
) -> NextTier | None:
    """What a little more would save, if it is near."""
    now = unit_price(product, quantity, group, rules, agreed)
    for tier in _rising(product.tiers):
        if tier.from_quantity <= quantity:
            continue
        _, reach = nearest(product, tier.from_quantity)
        then = unit_price(product, reach, group, rules, agreed)
        if then < now and reach <= quantity * HINT_WITHIN:
            return NextTier(reach - quantity, then, now - then)
    return None


def quote(
    wanted: Sequence[tuple[Product, int]],
    *,
    group: str,
    rules: Rules,
    voucher: Voucher | None = None,
    delivery: Money | None = None,
    currency: str = "INR",
    agreed: Mapping[str, Money] | None = None,
) -> Quote:
    """Price these quantities. `agreed` holds unit prices that were agreed on for this customer."""
    currency = wanted[0][0].price.currency if wanted else currency
    nothing = Money(0, currency)
    held = [(agreed or {}).get(p.sku) for p, _ in wanted]
    units = [unit_price(p, q, group, rules, each) for (p, q), each in zip(wanted, held, strict=True)]
    totals = [unit * q for unit, (_, q) in zip(units, wanted, strict=True)]
    subtotal = _sum(totals, currency)
    discount = voucher.off(subtotal) if voucher and wanted else nothing
    shares = shared(discount, totals)
    lines = tuple(
        _line(product, quantity, unit, total, share, group, rules, each)
        for (product, quantity), unit, total, share, each in zip(
            wanted, units, totals, shares, held, strict=True
        )
    )
    tax = _sum([line.tax for line in lines], currency)
    on_top = nothing if rules.tax_included else tax
    exact = subtotal - discount + on_top + (delivery or nothing)
    rounded = Money(half_up(Fraction(exact.minor, rules.round_to)) * rules.round_to, currency)
    return Quote(
        lines=lines,
        subtotal=subtotal,
        discount=discount,
        tax=tax,
        tax_on_top=on_top,
        delivery=delivery or nothing,
        rounding=rounded - exact,
        total=rounded,
        voucher=voucher.code if voucher else "",
    )


def _line(
    product: Product,
    quantity: int,
    unit: Money,
    total: Money,
    share: Money,
    group: str,
    rules: Rules,
    agreed: Money | None,
) -> QuoteLine:
    rate = tax_percent(product)
    taxed = Fraction((total - share).minor)
    held = taxed * rate / (100 + rate) if rules.tax_included else taxed * rate / 100
    return QuoteLine(
        sku=product.sku,
        title=product.full_name,
        quantity=quantity,
        unit_price=unit,
        total=total,
        discount=share,
        tax=Money(half_up(held), total.currency),
        tax_percent=rate,
        next_tier=next_tier(product, quantity, group, rules, agreed),
    )


def tax_percent(product: Product) -> Fraction:
    """The GST rate that the catalogue names; none named is none charged."""
    said = str(product.attributes.get("gst", "0")).strip().rstrip("%").strip()
    try:
        rate = Fraction(said)
    except (ValueError, ZeroDivisionError):
        return Fraction(0)
    return rate if 0 <= rate <= 100 else Fraction(0)


def _rising(tiers: Sequence[Tier]) -> list[Tier]:
    return sorted(tiers, key=lambda t: t.from_quantity)


def shared(amount: Money, totals: Sequence[Money]) -> list[Money]:
    """An amount spread over lines by their worth, to the last paisa."""
    whole = sum(t.minor for t in totals)
    if not whole or not amount.minor:
        return [Money(0, amount.currency) for _ in totals]
    exact = [Fraction(amount.minor * t.minor, whole) for t in totals]
    shares = [floor(e) for e in exact]
    by_rest = sorted(range(len(totals)), key=lambda i: (shares[i] - exact[i], i))
    for i in by_rest[: amount.minor - sum(shares)]:
        shares[i] += 1
    return [Money(s, amount.currency) for s in shares]


def _sum(amounts: Sequence[Money], currency: str) -> Money:
    whole = Money(0, currency)
    for amount in amounts:
        whole += amount
    return whole


def half_up(value: Fraction) -> int:
    """To the nearest whole; a half goes up."""
    return floor(value + Fraction(1, 2))
