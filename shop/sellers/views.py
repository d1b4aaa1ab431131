"""Shows a buyer's question as each side may see it; pure."""

import re
from collections.abc import Sequence
from typing import Any

from shop.sellers import words
from shop.sellers.masking import as_question
from shop.sellers.masking import relayed as masked
from shop.sellers.question import Line, Question

QUOTED = 160  # characters of the question that stand above its answer


def in_short(asked: str) -> str:
    """Put a question on one line, to stand above its answer."""
    above = " ".join(asked.split())
    return above if len(above) <= QUOTED else above[: QUOTED - 1] + "\u2026"


def name_buyer(city: str, locale: str = "en") -> str:
    """Say all that a seller is told of who asks."""
    return words.BUYER_IN.in_(locale, city=city) if city else words.BUYER.in_(locale)


def question_as_seen(asked: Question, said: Sequence[Line], *, whole: bool) -> dict[str, Any]:
    """Show a question as its reader may see it: sellers see masked words and a city, no names."""
    return {
        "id": asked.id,
        "kind": asked.kind,
        "count": _count(said) if asked.kind == "wish" else 0,
        "status": asked.status,
        "asked_at": asked.asked_at,
        "due_at": asked.due_at,
        "published": asked.published,
        "asked_as": as_question(masked(_last(said)).shown) if asked.kind == "question" else "",
        "forgotten": asked.forgotten,
        "product": {"sku": asked.sku, "title": asked.title, "pack": asked.pack, "image": asked.image},
        "seller": asked.seller_name,
        "from": name_buyer(asked.city),
        "said": [{"from": x.sender, "at": x.at, "text": x.text if whole else x.shown} for x in said],
    } | ({"conversation": asked.conversation, "customer": asked.customer} if whole else {})


def _count(said: Sequence[Line]) -> int:
    """How many are wished for, where a number stands in the words: what an offer begins with."""
    found = re.search(r"(?<![\d.,])\d{1,6}(?![\d.,])", said[0].shown) if said else None
    return int(found[0]) if found else 0


def _last(said: Sequence[Line]) -> str:
    """The buyer's last words, as others may see them."""
    return next((line.shown for line in reversed(said) if line.sender == "customer"), "")
