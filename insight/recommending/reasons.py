"""The half sentence that says why, in each language: the one place of these words."""

from __future__ import annotations

from collections.abc import Mapping

from chat.words import Words
from insight.recommending.suggestion import Reason
from shop.words import UNITS

WORDS: Mapping[str, Words] = {
    "due": Words(
        "you order it about every {cycle}, last {ago} ago",
        "aap ise lagbhag har {cycle} lete hain, pichhli baar {ago} pehle",
        "आप इसे लगभग हर {cycle} लेते हैं, पिछली बार {ago} पहले",
    ),
    "regular": Words(
        "in {times} of your last {of} orders",
        "aapke pichhle {of} order me se {times} me",
        "आपके पिछले {of} ऑर्डर में से {times} में",
    ),
    "again": Words("you ordered it {ago} ago", "aapne ise {ago} pehle liya tha", "आपने इसे {ago} पहले लिया था"),
    "bought": Words("you have ordered it before", "aap ise pehle le chuke hain", "आप इसे पहले ले चुके हैं"),
    "together": Words(
        "{shops} of the {of} shops that buy {title} take it too",
        "{title} lene wali {of} dukaanon me se {shops} ise bhi leti hain",
        "{title} लेने वाली {of} दुकानों में से {shops} इसे भी लेती हैं",
    ),
    "neighbours": Words(
        "{shops} of the {of} shops most like yours buy it",
        "aap jaisi {of} dukaanon me se {shops} ise leti hain",
        "आप जैसी {of} दुकानों में से {shops} इसे लेती हैं",
    ),
    "season": Words(
        "sells {times} times as much at this time of the year",
        "saal ke is samay {times} guna bikta hai",
        "साल के इस समय {times} गुना बिकता है",
    ),
    "city": Words(
        "{shops} shops in {city} buy it",
        "{city} ki {shops} dukaanein ise leti hain",
        "{city} की {shops} दुकानें इसे लेती हैं",
    ),
    "group": Words(
        "{shops} shops at your price level buy it",
        "aap ke daam wali {shops} dukaanein ise leti hain",
        "आपके दाम वाली {shops} दुकानें इसे लेती हैं",
    ),
    "popular": Words(
        "bought by {shops} shops here",
        "yahan {shops} dukaanein ise leti hain",
        "यहाँ {shops} दुकानें इसे लेती हैं",
    ),
    "alike": Words("similar to {title}", "{title} jaisa", "{title} जैसा"),
    "cheaper": Words(
        "like {title}, {percent}% cheaper a {per}",
        "{title} jaisa, {percent}% sasta prati {per}",
        "{title} जैसा, {percent}% सस्ता प्रति {per}",
    ),
    "new": Words(
        "new in {category}, here for {days}",
        "{category} me {days} se naya",
        "{category} में {days} से नया",
    ),
    "below_mrp": Words(
        "{percent}% below MRP, in {category}, which you buy",
        "MRP se {percent}% kam, {category} me, jo aap lete hain",
        "MRP से {percent}% कम, {category} में, जो आप लेते हैं",
    ),
    "bargain": Words("{percent}% below MRP", "MRP se {percent}% kam", "MRP से {percent}% कम"),
    "tier": Words(
        "{more} more makes it {price} each",
        "{more} aur lene par {price} prati nag",
        "{more} और लेने पर {price} प्रति नग",
    ),
    "bundle": Words(
        "instead of {singles} single ones, saves {saved}",
        "{singles} khule ki jagah, {saved} ki bachat",
        "{singles} खुले की जगह, {saved} की बचत",
    ),
    "rated": Words("well rated in {category}", "{category} me achhi rating", "{category} में अच्छी रेटिंग"),
    "listed": Words("from our {category} shelf", "hamare {category} se", "हमारे {category} से"),
}
# The same of goods that the shop has put into no category.
WITHOUT_CATEGORY: Mapping[str, Words] = {
    "new": Words("new in the shop, here for {days}", "dukaan me {days} se naya", "दुकान में {days} से नया"),
    "rated": Words("well rated", "achhi rating", "अच्छी रेटिंग"),
    "listed": Words("from our shop shelf", "hamari dukaan se", "हमारी दुकान से"),
}


# Facts that are so many days, by their name: how one is said, and how several.
_ONE, _MANY = Words("1 day", "1 din", "1 दिन"), Words("{days} days", "{days} din", "{days} दिन")
ONE_DAY: Mapping[str, Words] = {"cycle": Words("day", "din", "दिन"), "ago": _ONE, "days": _ONE}
MANY_DAYS: Mapping[str, Words] = {
    "cycle": Words("{days} days", "{days} din me", "{days} दिन में"),
    "ago": _MANY,
    "days": _MANY,
}


def in_words(reason: Reason, locale: str = "") -> str:
    """Say half a sentence to a customer."""
    facts = dict(reason.facts)
    for name in MANY_DAYS.keys() & facts.keys():
        spans = ONE_DAY if facts[name] == 1 else MANY_DAYS
        facts[name] = spans[name].in_(locale, days=facts[name])
    if "per" in facts:
        facts["per"] = UNITS[facts["per"]].in_(locale)
    said = WORDS if facts.get("category") else {**WORDS, **WITHOUT_CATEGORY}
    return said[reason.kind].in_(locale, **facts)
