"""Fills a new shelf for so much money: several kinds of each good, a few of each, what sells first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from shop.catalogue.product import Product
from shop.money import Money
from shop.plans.filled import Called, Plan, PlanLine
from shop.plans.left_out import is_of
from shop.plans.recipes import Stock

_LINES = 24  # of a first stock, shared among its goods as the money is; a good has one at least
_MOST_KINDS = 6  # of one good
_OF_A_KIND = 50_000  # minor units for which another kind of the same good is worth its place
_A_FEW = 60  # of one product: five dozen are a beginning


def first_stock(
    stock: Stock,
    budget: Money,
    called: Called,
    without: Sequence[str] = (),
    *,
    small: bool = False,
    buyers: Mapping[str, int] | None = None,
) -> Plan:
    """Each good for its share of the money, of several kinds where there is enough; the rest buys more.

    `buyers` says of a product how many shops buy it (SKUs).
    """
    shares = {good: share for good, share in stock.shares if not any(is_of(good, gone) for gone in without)}
    whole = sum(shares.values(), Fraction(0))
    products = called(list(shares))
    lines: dict[str, PlanLine] = {}
    wanted: dict[str, Fraction] = {}
    for good, share in shares.items():
        money = budget.minor * share / whole
        kinds = max(1, min(_MOST_KINDS, round(_LINES * share / whole), int(money // _OF_A_KIND)))
        there = [product for product in products.get(good, []) if product.sku not in lines]
        chosen = _chosen(there, money, kinds, buyers or {}, small=small)
        for product in chosen:
            wanted[product.sku] = money / len(chosen)
            lines[product.sku] = PlanLine(good, product, _steps(product, wanted[product.sku]))
    _spend_the_rest(lines, wanted, budget)
    _spend_beyond_a_few(lines, budget)
    there_are = {line.good for line in lines.values()}
    return Plan(tuple(lines.values()), unsold=tuple(good for good in shares if good not in there_are))


def _chosen(
    products: Sequence[Product], money: Fraction, kinds: int, buyers: Mapping[str, int], *, small: bool
) -> list[Product]:
    """So many kinds that this much money buys, one pack of each; of every make one before a second of any.

    `small`: the cheapest pack of each, and the cheapest first.
    """
    part = money / kinds
    best: dict[tuple[str, str], Product] = {}
    for product in products:
        if product.price.minor <= 0 or product.price.minor * max(1, product.moq) > part or product.stock <= 0:
            continue
        kind = (product.brand, _name_of(product))
        there = best.get(kind)
        if there is None or _fit(product, part, buyers, small=small) > _fit(there, part, buyers, small=small):
            best[kind] = product
    ranked = sorted(best.values(), key=lambda p: _fit(p, part, buyers, small=small), reverse=True)
    of_make: dict[str, int] = {}
    turns: list[tuple[int, int]] = []
    for place, product in enumerate(ranked):
        of_make[product.brand] = of_make.get(product.brand, 0) + 1
        turns.append((of_make[product.brand], place))
    return [ranked[place] for _, place in sorted(turns)[:kinds]]


def _name_of(product: Product) -> str:
    """What it is called in every size: Amber Rice."""
    return product.title.removesuffix(product.pack or "").strip()


def _fit(
    product: Product, money: Fraction, buyers: Mapping[str, int], *, small: bool
) -> tuple[bool, int, float, int, str]:
    """How fit it is for so much money: what has stock enough, sells, is well rated, and small beside it."""
    enough = product.price.minor * product.stock >= money * Fraction(4, 5)
    sells = 0 if small else buyers.get(product.sku, 0)
    rated = 0.0 if small else product.rating or 0.0
    return enough or small, sells, rated, -product.price.minor, product.sku


def _most(product: Product) -> int:
    return min(max(_A_FEW, product.moq), product.stock)


def _steps(product: Product, money: Fraction) -> int:
    step = max(1, product.multiple)
    count = min(int(money // product.price.minor), _A_FEW) // step * step
    return min(max(count, product.moq), product.stock)


def _spend_the_rest(lines: dict[str, PlanLine], wanted: Mapping[str, Fraction], budget: Money) -> None:
    """One step more of whatever is furthest below its part, for as long as the money lasts."""
    open_skus = set(lines)
    while open_skus:
        sku = min(open_skus, key=lambda one: (lines[one].cost.minor / wanted[one], one))
        more = _one_step_more(lines, sku, budget)
        if more and more.quantity <= _most(more.product):
            lines[sku] = more
        else:
            open_skus.remove(sku)


def _spend_beyond_a_few(lines: dict[str, PlanLine], budget: Money) -> None:
    """What is left when there are a few of everything buys more of all of it alike."""
    open_skus = set(lines)
    while open_skus:
        sku = min(open_skus, key=lambda one: (lines[one].quantity, one))
        if more := _one_step_more(lines, sku, budget):
            lines[sku] = more
        else:
            open_skus.remove(sku)


def _one_step_more(lines: Mapping[str, PlanLine], sku: str, budget: Money) -> PlanLine | None:
    """The line with one step more of it; None where the stock or the money does not allow it."""
    line = lines[sku]
    more = replace(line, quantity=line.quantity + max(1, line.product.multiple))
    others = sum(one.cost.minor for name, one in lines.items() if name != sku)
    fits = more.quantity <= line.product.stock and others + more.cost.minor <= budget.minor
    return more if fits else None
