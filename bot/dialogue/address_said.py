"""Takes an address out of a message that says more: "flat 4, 12 Karve Road, Pune 411038. can i pay COD?"."""

import re
from dataclasses import replace

from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Tools, Turn
from shop.reading.addresses import pin_code

_ENDS = re.compile(r"(?<=[.?!])\s|\n")
_SURE, _SURE_WITHOUT_NUMBER = 0.6, 0.35
# What is said beside an address, and answered apart.
ASKED_BESIDE = frozenset(
    {
        "delivery_options",
        "payment_methods",
        "faq",
        "ask_price",
        "refund_policy",
        "track_order",
        "view_cart",
        "offers",
    }
)
# Said beside an address these are no part of it; the address goes first.
NO_STREET = ASKED_BESIDE | {
    "affirm",
    "deny",
    "checkout",
    "add_to_cart",
    "order_list",
    "thank",
    "greet",
    "update_cart",
}


def parted_address(turn: Turn, tools: Tools, said: str) -> tuple[str, list[tuple[str, str]]]:
    """The address alone, and what was said beside it, each with what it is."""
    kept: list[str] = []
    beside: list[tuple[str, str]] = []
    for part in (p.strip() for p in _ENDS.split(said)):
        if not part:
            continue
        bare = part.rstrip(" .!,")
        reading = reading_of(replace(turn, text=bare, said=bare), tools)
        act = max(reading.acts, key=lambda name: reading.acts[name], default="")
        goods = any(line.goods and line.amount for line in reading.lines)  # "make the dal 8."
        least = _SURE if any(c.isdigit() for c in part) and not goods else _SURE_WITHOUT_NUMBER
        sure = reading.acts.get(act, 0.0) >= least
        behind = any(pin_code(p) for p in kept) and not any(c.isdigit() for c in part)
        if not pin_code(part) and (part.endswith("?") or behind or (sure and act in NO_STREET)):
            beside.append((act, bare))
        else:
            kept.append(part)
    return (" ".join(kept), beside) if kept else (said, [])
