"""Defines what is measured, by what it may be cut, and what each figure counts; pure."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["money", "count", "ratio", "average", "score"]
Source = Literal["lines", "visits", "scores"]

DAY, WEEK, MONTH = "day", "week", "month"
TIMES = (DAY, WEEK, MONTH)
GOODS = ("category", "subcategory", "brand", "product", "seller")
BUYERS = ("city", "channel", "segment", "customer")
DIMENSIONS = (*TIMES, *GOODS, *BUYERS)
FIELDS = (*GOODS, *BUYERS)  # what a filter may name
SHOP_ITSELF = "the shop itself"  # who sells what no seller is named for
NOT_STATED = "not stated"  # the key of what no name is known of


@dataclass(frozen=True)
class Measure:
    """One thing that can be measured."""

    name: str
    unit: Unit
    source: Source
    definition: str
    additive: bool = False  # the figures of parts add up to that of the whole, whatever the parts


MEASURES = {
    one.name: one
    for one in (
        Measure(
            "sales",
            "money",
            "lines",
            "Quantity x price of the lines of orders that were not cancelled, by the time of the order, "
            "without delivery and what vouchers took off, tax included.",
            additive=True,
        ),
        Measure("orders", "count", "lines", "Orders that were not cancelled, by the time of the order."),
        Measure(
            "customers",
            "count",
            "lines",
            "Different customers with an order that was not cancelled, each counted once.",
        ),
        Measure(
            "units",
            "count",
            "lines",
            "Pieces in the lines of orders that were not cancelled; a case is one piece.",
            additive=True,
        ),
        Measure("aov", "money", "lines", "Average order value: sales divided by orders, without delivery."),
        Measure(
            "lines_per_order",
            "average",
            "lines",
            "Lines of orders that were not cancelled, divided by orders.",
        ),
        Measure("margin", "money", "lines", "", additive=True),  # what is known decides: see margins.py
        Measure("margin_rate", "ratio", "lines", ""),
        Measure(
            "conversion",
            "ratio",
            "visits",
            "Of the visits, the share in which an order was placed that was not cancelled. A visit is one "
            "conversation on one day of the shop's clock in which the customer wrote something.",
        ),
        Measure(
            "returns",
            "count",
            "lines",
            "Orders of which goods were taken back, by the time of the order; what is asked for and has not "
            "come yet does not count.",
        ),
        Measure(
            "return_rate",
            "ratio",
            "lines",
            "Of the orders that arrived, the share of which goods were taken back, by the time of the order.",
        ),
        Measure(
            "fill_rate",
            "ratio",
            "lines",
            "Of the pieces in orders that are settled, the share that was delivered; the rest was cancelled, "
            "by whomever. Orders under way do not count, nor what was never ordered for want of stock.",
        ),
        Measure(
            "csat",
            "score",
            "scores",
            "Average of what customers answered, from 1 to 4, when they were asked how a conversation with a "
            "person was, by the time of the answer.",
        ),
    )
}

# Why a measure cannot be cut, or held to some, by goods.
WITHOUT_GOODS = {
    "visits": "a visit is of the whole shop and not of one of its goods",
    "scores": "a score is of a conversation and not of goods",
}


def cannot_be_cut(measure: Measure, dimension: str) -> str:
    """Say why this measure has no figures by this dimension; "" where it has."""
    return WITHOUT_GOODS.get(measure.source, "") if dimension in GOODS else ""
