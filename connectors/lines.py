"""A cart or an order as rows of a narrow table, for channels that can only write."""

from collections.abc import Mapping
from typing import Any

from connectors.text import as_table, shorten
from connectors.words import DISCOUNT, SUBTOTAL, TOTAL

WIDTH = 32  # monospace characters that fit a cheap phone without a wrap


def cart_lines(cart: Mapping[str, Any], words: str, locale: str = "") -> list[str]:
    """The cart's rows; none if the words beside it list every line already."""
    lines = [line for line in cart.get("lines") or () if isinstance(line, Mapping)]
    if not lines or _told(lines, words):
        return []
    rows = _lines(lines)
    sums = [
        (SUBTOTAL, cart.get("subtotal")),
        (DISCOUNT, cart.get("discount")),
        (TOTAL, cart.get("total")),
    ]
    if sums[0][1] == sums[2][1]:
        sums = sums[2:]
    named = [
        (name.in_(locale), _money(value, cart)) for name, value in sums if value not in (None, "", "0.00")
    ]
    return [*rows, "-" * WIDTH, *as_table(named, WIDTH)]


def order_lines(order: Mapping[str, Any], words: str, locale: str = "") -> list[str]:
    """The order's rows: number and status, goods, total."""
    lines = [line for line in order.get("lines") or () if isinstance(line, Mapping)]
    if (not lines and not order.get("id")) or (lines and _told(lines, words)):
        return []
    head = " ".join(str(order[key]) for key in ("id", "status") if order.get(key))
    rows = [head, *_lines(lines)]
    if order.get("total"):
        rows += ["-" * WIDTH, *as_table([(TOTAL.in_(locale), _money(order["total"], order))], WIDTH)]
    return [row for row in rows if row]


def _lines(lines: list[Mapping[str, Any]]) -> list[str]:
    rows: list[str] = []
    for line in lines:
        title = shorten(str(line.get("title") or line.get("sku") or ""), 60)
        rows.append(title)
        times = f"  {line.get('quantity', '')} x {line.get('unit_price', '')}"
        rows += as_table([(times, str(line.get("line_total", "")))], WIDTH)
    return rows


def _money(value: Any, holder: Mapping[str, Any]) -> str:
    return " ".join(str(part) for part in (holder.get("currency"), value) if part)


def _told(lines: list[Mapping[str, Any]], words: str) -> bool:
    return all(str(line.get("title") or line.get("sku")) in words for line in lines)
