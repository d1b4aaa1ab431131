"""The half sentence that says why, in each language: the one place of these words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from insight.recommending.suggestion import Reason

WORDS: Mapping[str, tuple[str, str]] = {
    # kind: (English, Hindi as it is typed on phones)
    "due": (
        "you order it about every {cycle} days, last {ago} days ago",
        "aap ise lagbhag har {cycle} din me lete hain, pichhli baar {ago} din pehle",
    ),
    "regular": ("in {times} of your last {of} orders", "aapke pichhle {of} order me se {times} me"),
    "again": ("you ordered it {ago} days ago", "aapne ise {ago} din pehle liya tha"),
    "bought": ("you have ordered it before", "aap ise pehle le chuke hain"),
    "together": (
        "{shops} of the {of} shops that buy {title} take it too",
        "{title} lene wali {of} dukaanon me se {shops} ise bhi leti hain",
    ),
    "neighbours": (
        "{shops} of the {of} shops most like yours buy it",
        "aap jaisi {of} dukaanon me se {shops} ise leti hain",
    ),
    "season": (
        "sells {times} times as much at this time of the year",
        "saal ke is samay {times} guna bikta hai",
    ),
    "city": ("{shops} shops in {city} buy it", "{city} ki {shops} dukaanein ise leti hain"),
    "group": ("{shops} shops at your price level buy it", "aap ke daam wali {shops} dukaanein ise leti hain"),
    "popular": ("bought by {shops} shops here", "yahan {shops} dukaanein ise leti hain"),
    "alike": ("similar to {title}", "{title} jaisa"),
    "cheaper": ("like {title}, {percent}% cheaper a {per}", "{title} jaisa, {percent}% sasta prati {per}"),
    "new": ("new in {category}, here for {days} days", "{category} me {days} din se naya"),
    "below_mrp": (
        "{percent}% below MRP, in {category}, which you buy",
        "MRP se {percent}% kam, {category} me",
    ),
    "bargain": ("{percent}% below MRP", "MRP se {percent}% kam"),
    "tier": ("{more} more makes it {price} each", "{more} aur lene par {price} prati nag"),
    "bundle": (
        "instead of {singles} single ones, saves {saved}",
        "{singles} khule ki jagah, {saved} ki bachat",
    ),
    "rated": ("well rated in {category}", "{category} me achhi rating"),
    "listed": ("from our {category} shelf", "hamare {category} se"),
}


def in_words(reason: Reason, locale: str = "") -> str:
    """Half a sentence for a customer."""
    english, hindi = WORDS[reason.kind]
    facts: Mapping[str, Any] = reason.facts
    return (hindi if locale.lower().startswith("hi") else english).format(**facts)
