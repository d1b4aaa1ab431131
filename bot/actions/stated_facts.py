"""What the shop states of a product, as the sentence that answers a question of one topic or several."""

# ruff: noqa: SIM905  # a long list of words reads best as words

import re
from functools import lru_cache
from pathlib import Path

from bot.actions.cases_told import case_priced
from bot.actions.searching import Days
from bot.dialogue.cases_said import asks_of_cases, cases_of
from bot.dialogue.turn import Tools, Turn
from bot.reading.tokens import spelt
from bot.words import asking_about as words
from bot.words.products import label
from bot.words.products import stock as told_stock
from shop.catalogue.product import Product
from shop.finding.in_view import pieces_of
from shop.finding.measure import pack_of, spoken_unit_price
from shop.finding.stated_case import says_case
from shop.money import Money
from shop.reading.sounds import sound
from shop.words import PER, UNITS

_TOPICS = Path(__file__).resolve().parent.parent / "data" / "topics.txt"
# By which parts of its name an attribute is known to be about a topic.
_STATED = {
    "shelf_life": ("shelf", "expiry"),
    "ingredients": ("ingredient", "contains", "allerg"),
    "contents": ("ingredient", "contains"),
    "packed": ("packed", "packing"),
    "licence": ("fssai", "licen"),
    "veg": ("veg",),
    "gst": ("gst", "tax"),
    "hsn": ("hsn",),
    "maker": ("origin", "made", "manufacturer"),
    "weight": ("weight", "size", "dimension", "capacity", "unit"),
}
_BY_THE_PIECE = frozenset("piece pieces pc pcs packet pack unit each one ek single".split())
# What a yes-or-no question says beside the words that it asks for: "is it instant or not?".
_AROUND = frozenset(
    sound(word)
    for word in (
        "is it this that the a an are they these of kya ye yeh hai ka ki ke wala wali ya nahi or not really "
        "actually and also aur bhi for sure isme iska one"
    ).split()
)


@lru_cache(maxsize=1)
def _topics() -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: list[tuple[str, tuple[str, ...]]] = []
    for line in _TOPICS.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, asked = line.split(" = ")
            found.append((name, tuple(heard(one) for one in asked.split(","))))
    return tuple(found)


def heard(said: str) -> str:
    """These words as they sound."""
    return " ".join(sound(word) for word in re.findall(r"[^\W_]+", spelt(said)))


def topic_of(said: str) -> str:
    """What is asked for; the topic of the longest words that ask, or nothing."""
    return max(_asking(said), default=(0, 0, ""))[2]


def topics_of(said: str) -> list[str]:
    """All that is asked for in one breath: "expiry and gst?" asks for two; none of it lies in other words."""
    taken: list[tuple[int, int, str]] = []
    for length, at, name in sorted(_asking(said), reverse=True):
        if not any(at < begins + long and begins < at + length for long, begins, _ in taken):
            taken.append((length, at, name))
    return list(dict.fromkeys(name for _, _, name in sorted(taken, key=lambda one: one[1])))


def _asking(said: str) -> list[tuple[int, int, str]]:
    """The words that ask: how long they are, where they stand, and for what topic."""
    said = f" {heard(said)} "
    found = ((one, name) for name, asked in _topics() for one in asked)
    return [(len(one), said.index(f" {one} "), name) for one, name in found if f" {one} " in said]


def stated(product: Product, asked: str, tools: Tools, turn: Turn) -> list[str]:
    """The sentences that the shop's own facts make of what is asked; "" for what they don't say."""
    topics = topics_of(asked) or (["pieces"] if asks_of_cases(asked) else [""])
    if "packed" in topics:  # how long it keeps from then on is stated, where the day itself is not
        topics = ["shelf_life", *(topic for topic in topics if topic != "shelf_life")]
    told = list(dict.fromkeys(_of_topic(product, topic, asked, tools, turn) for topic in topics))
    return told if any(told) else [_any_attribute(product, asked, turn.locale)]


def is_called_so(product: Product, asked: str) -> bool:
    """Whether a yes-or-no question asks for what its own name says: "is it instant?"."""
    left = set(heard(asked).split()) - _AROUND
    return bool(left) and left <= set(heard(product.full_name).split())


def _of_topic(  # noqa: PLR0911  # a fact each
    product: Product, topic: str, asked: str, tools: Tools, turn: Turn
) -> str:
    locale, facts = (
        turn.locale,
        {"title": product.title, "price": product.price.spoken()},
    )
    own = {name: value for name, value in product.attributes.items() if value and not says_case(name)}
    named = next(
        (n for n in own for part in _STATED.get(topic, ()) if part in n.replace("_", " ").lower()), ""
    )
    if (
        named
        and (topic != "shelf_life" or own[named].isdigit())
        and topic in words.FACTS
        and topic != "weight"
    ):
        fact = "gst_included" if topic == "gst" and tools.rules.tax_included else topic
        return words.FACTS[fact].in_(locale, **facts, value=own[named])
    if named:
        return words.FACTS["stated"].in_(locale, **facts, name=label(named).lower(), value=own[named])
    if topic == "pieces":
        return _pieces(product, tools, turn)
    if topic == "weight":
        return words.FACTS["weight"].in_(locale, **facts, value=product.pack) if product.pack else ""
    if topic in ("mrp", "margin"):
        return _margin(product, topic, locale)
    if topic == "per":
        per = spoken_unit_price(product, locale)
        pieces = pieces_of(product)
        if pieces > 1 and _BY_THE_PIECE & set(asked.lower().split()):
            each = Money(round(product.price.minor / pieces), product.price.currency)
            per = PER.in_(locale, price=each.spoken(), unit=UNITS["piece"].in_(locale))
        return words.FACTS["per"].in_(locale, **facts, value=per) if per else ""
    if topic == "seller":
        name = Days(turn, tools).names().get(product.seller, "")
        return words.FACTS["seller"].in_(locale, **facts, value=name) if name else ""
    if topic == "maker":
        return words.FACTS["maker"].in_(locale, **facts, value=product.brand) if product.brand else ""
    if topic == "rating":
        rated = f"{product.rating:g}" if product.rating else ""
        return words.FACTS["rating" if rated else "unrated"].in_(locale, **facts, value=rated)
    if topic == "stock":
        return f"{product.title}: {told_stock(product, locale)}."
    return ""


def _pieces(product: Product, tools: Tools, turn: Turn) -> str:
    """How many are in it; of what is sold by the piece, in the case that is sold beside it or is stated."""
    locale = turn.locale
    for one in (product, *cases_of(product, tools)):
        pack = pack_of(one)
        holds = one.attributes.get("pieces") or (str(pack.pieces) if pack and pack.pieces > 1 else "")
        if holds:
            return words.FACTS["pieces"].in_(locale, title=one.title, value=holds)
    if told := case_priced(turn, tools, product):
        return told
    single = words.FACTS["single"].in_(locale, title=product.title, value=product.pack)
    return single if product.pack else ""


def _margin(product: Product, topic: str, locale: str) -> str:
    if product.mrp is None:
        return ""
    price, mrp = product.price.spoken(), product.mrp.spoken()
    if topic == "mrp":
        return words.FACTS["mrp"].in_(locale, title=product.title, price=price, value=mrp)
    kept = product.mrp - product.price
    percent = round(100 * kept.minor / product.mrp.minor) if product.mrp.minor else 0
    facts = {"title": product.title, "price": price, "mrp": mrp, "value": kept.spoken(), "percent": percent}
    return words.FACTS["margin"].in_(locale, **facts)


def _any_attribute(product: Product, asked: str, locale: str) -> str:
    """A property that the question names as the catalogue does."""
    said = f" {heard(asked)} "
    title = f" {heard(product.title)} "
    for name, value in product.attributes.items():
        if f" {heard(name.replace('_', ' '))} " in title:
            continue  # "what is in the loose makhana" asks nothing of its being loose
        if value and f" {heard(name.replace('_', ' '))} " in said:
            return words.FACTS["stated"].in_(
                locale, title=product.title, name=label(name).lower(), value=value
            )
    return ""
