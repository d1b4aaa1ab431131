"""How an order stands, and the one table of how it moves."""

from collections.abc import Mapping
from typing import Literal

Status = Literal[
    "pending",  # placed; nothing has been done yet
    "changed",  # placed, and its items were changed once
    "packed",
    "shipped",
    "delivered",
    "cancelled",
    "return_requested",
    "returned",
    "exchange_requested",
    "exchanged",
]
Step = Literal[
    "change_items", "pack", "ship", "deliver", "cancel", "ask_return", "take_back", "ask_exchange", "exchange"
]

# Placed, and not delivered yet.
UNDER_WAY: tuple[Status, ...] = ("pending", "changed", "packed", "shipped")

# Why an order is cancelled.
NOT_NEEDED, BY_MISTAKE = "no longer needed", "ordered by mistake"
REASONS = (NOT_NEEDED, BY_MISTAKE)

# The one table of how an order moves. What is not here does not happen.
MOVES: Mapping[Status, Mapping[Step, Status]] = {
    "pending": {
        "change_items": "changed",
        "cancel": "cancelled",
        "pack": "packed",
        "ship": "shipped",
        "deliver": "delivered",
    },
    "changed": {"pack": "packed", "ship": "shipped", "deliver": "delivered"},
    "packed": {"ship": "shipped", "deliver": "delivered"},
    "shipped": {"deliver": "delivered"},
    "delivered": {"ask_return": "return_requested", "ask_exchange": "exchange_requested"},
    "cancelled": {},
    "return_requested": {"take_back": "returned"},
    "returned": {},
    "exchange_requested": {"exchange": "exchanged"},
    "exchanged": {},
}


def status_of(text: str) -> Status:
    """A stored status; imports of old orders may hold other words, which mean that they are over."""
    known: Status = "delivered"
    for status in MOVES:
        if status == text.strip().lower():
            known = status
    return known
