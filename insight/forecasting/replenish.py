"""Decides how much to order each week: up to what the weeks until the next delivery may ask for.

An order of this week can be sold once `lead` weeks have passed, and the next order a week later. So what is
on hand and on its way has to last for the review and the lead together: three weeks, where the lead is two.
How much these may ask for is a level of the forecast's spread, the same for all goods: the next piece of
stock then serves a customer as likely here as there, which is the most service for the stock.
"""

from __future__ import annotations

import numpy as np

from insight.forecasting.spread import Spread
from insight.learning.history import Floats

REVIEW = 1  # weeks between two orders


def weeks_to_last(lead: int) -> int:
    return REVIEW + lead


def order_up_to(spread: Spread, service: float) -> Floats:
    """By series, whole pieces: what is wanted on hand and on its way, for demand over the weeks to last."""
    return np.rint(spread.at(service))


def to_order(wanted: Floats, on_hand: Floats, on_its_way: Floats) -> Floats:
    """What is missing; nothing is sent back where there is too much."""
    missing: Floats = np.maximum(0.0, wanted - on_hand - on_its_way)
    return missing
