"""What somebody bought, product by product: how often, how much, when last and at what price."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from shop.orders.order import Line, Order

NOT_BOUGHT = frozenset({"cancelled"})


@dataclass(frozen=True)
class Purchase:
    """One line of one order."""

    order: Order
    line: Line


@dataclass(frozen=True)
class Often:
    """A product and in how many orders, and how many in all."""

    sku: str
    title: str
    times: int
    pieces: int


def purchases(orders: Sequence[Order], skus: Collection[str]) -> dict[str, list[Purchase]]:
    """By product, each time that it was bought, the newest first, as the orders come."""
    found: dict[str, list[Purchase]] = defaultdict(list)
    for order in orders:
        for line in order.lines:
            if line.sku in skus:
                found[line.sku].append(Purchase(order, line))
    return dict(found)


def most_bought(orders: Sequence[Order], limit: int) -> list[Often]:
    """What was bought in the most orders; of those in as many, what the most was spent on."""
    times: dict[str, int] = defaultdict(int)
    pieces: dict[str, int] = defaultdict(int)
    spent: dict[str, int] = defaultdict(int)
    titles: dict[str, str] = {}
    for order in orders:
        if order.status in NOT_BOUGHT:
            continue
        for line in order.lines:
            titles.setdefault(line.sku, line.title)
            times[line.sku] += 1
            pieces[line.sku] += line.quantity
            spent[line.sku] += line.total.minor
    ranked = sorted(times, key=lambda sku: (-times[sku], -spent[sku], sku))
    return [Often(sku, titles[sku], times[sku], pieces[sku]) for sku in ranked[:limit]]
