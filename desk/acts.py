"""What a person did for a customer, in the words with which they hand back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chat import words

MOST = 4  # facts that are told


@dataclass(frozen=True)
class Act:
    """One thing done: a cart changed, a card shown, an order moved."""

    action: str
    subject: str  # the product or order
    data: Mapping[str, Any]  # as the audit log has it


def in_words(acts: Iterable[Act], locale: str) -> str:
    """Tell the last of its kind for each product or order; "" if nothing was done."""
    facts: dict[tuple[str, str], str] = {}
    for act in acts:
        if act.action == "cart":
            phrase = words.KEPT_CART if act.data["quantity"] else words.KEPT_OUT
            facts.pop(("card", act.subject), None)
        else:
            phrase = words.KEPT_SHOWN if act.action == "card" else words.KEPT_ORDER
        facts.pop((act.action, act.subject), None)
        facts[act.action, act.subject] = phrase.in_(locale, **{**act.data, "order": act.subject})
    if not facts:
        return ""
    return words.TAKEN_ALONG.in_(locale, facts="; ".join(list(facts.values())[-MOST:]))
