"""A buyer's question as each side sees it."""

import re
from typing import Any

from sqlalchemy import Row

from chat.reply import Command, Option, Reply
from shop.sellers.masking import as_question
from shop.sellers.masking import relayed as masked

QUOTED = 160  # characters of the question that stand above its answer


def quoted(row: Row[Any], asked: str, shown: str, sender: str) -> Reply:
    """The answer as the buyer gets it: with the question above, and a way to ask on."""
    who = f"{row.seller} answers" if sender == "seller" else "The shop answers"
    above = in_short(asked)
    asked_what = f"You asked about {row.title}" if row.sku else "You are looking for"
    words = f"{asked_what}: \u201c{above}\u201d\n{who}: {shown}"
    about = {"question": row.id} | ({"sku": row.sku} if row.sku else {})
    more = Option("Ask more", Command("ask_seller", about))
    by = {"by": row.seller} if sender == "seller" else {}
    return Reply("choice", words, "seller" if sender == "seller" else "agent", options=(more,), data=by)


def in_short(asked: str) -> str:
    """A question on one line, to stand above its answer."""
    above = " ".join(asked.split())
    return above if len(above) <= QUOTED else above[: QUOTED - 1] + "\u2026"


def buyer_of(row: Row[Any]) -> str:
    """All that a seller is told of who asks."""
    return f"A buyer in {row.city}" if row.city else "A buyer"


def _count(said: list[dict[str, Any]]) -> int:
    """How many are wished for, where a number stands in the words: what an offer begins with."""
    found = re.search(r"(?<![\d.,])\d{1,6}(?![\d.,])", said[0]["shown"]) if said else None
    return int(found[0]) if found else 0


def _last(said: list[dict[str, Any]]) -> str:
    """The buyer's last words, as others may see them."""
    return next((str(line["shown"]) for line in reversed(said) if line["sender"] == "customer"), "")


def as_seen(row: Row[Any], said: list[dict[str, Any]], *, whole: bool) -> dict[str, Any]:
    """A question as its reader may see it: sellers see masked words and a city, no names."""
    return {
        "id": row.id,
        "kind": row.kind,
        "count": _count(said) if row.kind == "wish" else 0,
        "status": row.status,
        "asked_at": row.asked_at,
        "due_at": row.due_at,
        "published": row.published,
        "asked_as": as_question(masked(_last(said)).shown) if row.kind == "question" else "",
        "forgotten": row.forgotten,
        "product": {
            "sku": row.sku,
            "title": row.title or "",
            "pack": row.pack or "",
            "image": row.image or "",
        },
        "seller": row.seller or "",
        "from": buyer_of(row),
        "said": [
            {"from": s["sender"], "at": s["at"], "text": s["text"] if whole else s["shown"]} for s in said
        ],
    } | ({"conversation": row.conversation_id, "customer": row.customer_id} if whole else {})
