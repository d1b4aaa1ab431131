"""Answers one question about a product in a sentence: what the shop states, or that it states nothing."""

# ruff: noqa: SIM905  # a long list of words reads best as words

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from bot.actions.people import ASKING
from bot.actions.searching import Days, remember_search, show, state_of
from bot.actions.searching import asked as asked_for
from bot.actions.shelf import newer
from bot.actions.which_product import which_product
from bot.dialogue.asking import UNANSWERED
from bot.dialogue.cases_said import cases_of
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn, action, say
from bot.reading.filling import GOODS
from bot.reading.lines import AMOUNT
from bot.reading.tokens import spelt
from bot.words import asking_about as words
from bot.words.claims import claim_in
from bot.words.products import ABOUT, ASK_SELLER, label
from bot.words.products import stock as told_stock
from chat.contexts import ContextKey
from chat.reply import Command, Option, choice, text
from retrieval.passages import ANSWERED, FAQ, Passages
from shop.catalogue.product import Product
from shop.finding.claims import asked_about, broken_by, states
from shop.finding.measure import pack_of, spoken_unit_price
from shop.finding.remembered import LAST_SHOWN, TOUCHED
from shop.reading.sounds import sound

QUESTION = ContextKey("question", str, timedelta(hours=1))  # what was asked of a product last, and answered
# Said around goods, these go on with what was asked before; whatever else is said asks something of its own.
_GOES_ON = frozenset(
    (
        "and what about how for of on in the or then also is it aur ka ki ke ko pe par me mein bhi phir to "
        "toh iska uska wow ok okay acha accha achha hmm same"
    ).split()
)
_TOPICS = Path(__file__).resolve().parent.parent / "data" / "topics.txt"
_OFFERED = 4  # products, where it is not clear which is asked about
_LONGEST = 500
_MAY_ASK = 0.1  # of a chance that something is asked about a product
_WHAT_IS_IN_IT = "ingredients"
_OF_A_KIND = frozenset({"gst", "hsn"})  # what goods of one kind have in common
_NO_PRICES = frozenset({"gst", "hsn", "mrp", "margin", "shelf_life", "ingredients", "veg"})
# By which parts of its name an attribute is known to be about a topic.
_STATED = {
    "shelf_life": ("shelf", "expiry"),
    "ingredients": ("ingredient", "contains", "allerg"),
    "veg": ("veg",),
    "gst": ("gst", "tax"),
    "hsn": ("hsn",),
    "maker": ("origin", "made", "manufacturer"),
    "weight": ("weight", "size", "dimension", "capacity", "unit"),
}


@action("ask_attribute", intents=("ask_attribute", "ask_reviews"))
def ask_attribute(turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911  # each way out is an answer
    """What the shop states about just that; else an offer to ask the seller."""
    which = which_product(turn, tools)
    product, others = which.product, which.others[:_OFFERED]
    if product is None and (same := _same_of_all(turn, tools, which.others)):
        return say(text(same))
    if product is None:
        if others:  # "the biggest" and "the second" are of these
            tools.contexts.save(turn.customer, LAST_SHOWN, tuple(p.sku for p in others), turn.now)
        if none := _stated_of_none(turn, tools, others):
            return none
        wanted = asked_for(turn, tools)
        if wanted.order and wanted.words and not turn.entity("sku"):  # "the cheapest colgate by the case?"
            return show(turn, tools, wanted)
        if not others and wanted.words and wanted.constraints.claims:  # "vegan chocolate hai kya"
            return show(turn, tools, wanted)
        options = (
            Option(p.title, Command("ask_attribute", {"sku": p.sku, "text": turn.text})) for p in others
        )
        return say(
            choice(words.OF_WHICH.in_(turn.locale), *options)
            if others
            else text(words.OF_WHICH.in_(turn.locale))
        )
    remember_search(turn, tools, state_of(turn, tools).looking_at(product.sku))
    asked = str(turn.entity("text") or turn.text)
    told = _told(product, asked, tools, turn)
    if told:
        tools.contexts.save(turn.customer, QUESTION, asked, turn.now)
        return say(text(told))
    tools.contexts.save(turn.customer, UNANSWERED, asked, turn.now)
    ask = Command("ask_seller", {"sku": product.sku, "text": asked})
    claim = asked_about(asked)
    said = words.CLAIM_NOT_STATED if claim else words.NOT_STATED
    not_said = said.in_(turn.locale, title=product.title, claim=claim_in(turn.locale, claim))
    return say(choice(not_said, Option(ASK_SELLER.in_(turn.locale), ask)))


def _told(product: Product, asked: str, tools: Tools, turn: Turn) -> str:
    """What is known of just that; "" where nothing is."""
    if claim := asked_about(asked):
        facts = {"title": product.title, "claim": claim_in(turn.locale, claim)}
        if states(product, claim):
            return words.CLAIM_STATED.in_(turn.locale, **facts)
        if word := broken_by(product, claim):
            return words.CLAIM_BROKEN.in_(turn.locale, **facts, word=word)
    return stated(product, asked, tools, turn) or _written(product, asked, tools, turn.locale)


def _stated_of_none(turn: Turn, tools: Tools, products: Sequence[Product]) -> Answer | None:
    """ "Any nuts in it?" of several, where none of them states it: nobody has to choose to hear that."""
    asked = str(turn.entity("text") or turn.text)
    if (
        not products
        or topic_of(asked) != _WHAT_IS_IN_IT
        or any(_told(p, asked, tools, turn) for p in products)
    ):
        return None
    options = (Option(p.title, Command("ask_seller", {"sku": p.sku, "text": asked})) for p in products)
    return say(choice(words.NONE_STATE_IT.in_(turn.locale), *options))


def _same_of_all(turn: Turn, tools: Tools, products: Sequence[Product]) -> str:
    """ "GST on sugar?": what is stated alike of all that are called so."""
    goods = " ".join(reading_of(turn, tools).said(GOODS))
    asked = str(turn.entity("text") or turn.text)
    if not goods or len(products) < 2 or topic_of(asked) not in _OF_A_KIND:
        return ""
    told = {stated(p, asked, tools, turn).replace(p.title, goods.title()) for p in products}
    return told.pop() if len(told) == 1 else ""


def asked_of_another(turn: Turn, tools: Tools) -> Answer | None:
    """ "And of the mixed fruit juice?": the question of just now, of the goods that are named."""
    before = tools.contexts.get(turn.customer, QUESTION, turn.now)
    since = (LAST_SHOWN, TOUCHED)
    if before is None or any(newer(turn, tools, key, QUESTION) for key in since):
        return None
    reading = reading_of(turn, tools)
    beside = reading.text
    for span in reversed(reading.spans):
        beside = f"{beside[: span.start]} {beside[span.end :]}"
    left = re.findall(r"[^\W\d_]+", beside)
    goes_on = bool(left) or "?" in beside
    if not reading.said(GOODS) or reading.said(AMOUNT) or not goes_on or not _GOES_ON.issuperset(left):
        return None
    return ask_attribute(replace(turn, entities={"text": [before]}), tools)


def asks_something_stated(turn: Turn, tools: Tools) -> bool:
    """Whether what may be a question of price is of something else that is stated: its GST, its MRP."""
    may = reading_of(turn, tools).acts.get("ask_attribute", 0.0) >= _MAY_ASK
    return may and topic_of(turn.text) in _NO_PRICES


@lru_cache(maxsize=1)
def _topics() -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: list[tuple[str, tuple[str, ...]]] = []
    for line in _TOPICS.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, asked = line.split(" = ")
            found.append((name, tuple(_heard(one) for one in asked.split(","))))
    return tuple(found)


def _heard(said: str) -> str:
    return " ".join(sound(word) for word in re.findall(r"[^\W_]+", spelt(said)))


def topic_of(said: str) -> str:
    """What is asked for; the topic of the longest words that ask, or nothing."""
    heard = f" {_heard(said)} "
    fitting = [(len(one), name) for name, asked in _topics() for one in asked if f" {one} " in heard]
    return max(fitting, default=(0, ""))[1]


def stated(product: Product, asked: str, tools: Tools, turn: Turn) -> str:  # noqa: PLR0911  # a fact each
    """The sentence that the shop's own facts make; nothing where they don't say."""
    topic, locale, facts = (
        topic_of(asked),
        turn.locale,
        {"title": product.title, "price": product.price.spoken()},
    )
    own = {name: value for name, value in product.attributes.items() if value}
    named = next(
        (n for n in own for part in _STATED.get(topic, ()) if part in n.replace("_", " ").lower()), ""
    )
    if (
        named
        and (topic != "shelf_life" or own[named].isdigit())
        and topic in words.FACTS
        and topic != "weight"
    ):
        return words.FACTS[topic].in_(locale, **facts, value=own[named])
    if named:
        return words.FACTS["stated"].in_(locale, **facts, name=label(named).lower(), value=own[named])
    if topic == "pieces":
        return _pieces(product, tools, locale)
    if topic == "weight":
        return words.FACTS["weight"].in_(locale, **facts, value=product.pack) if product.pack else ""
    if topic in ("mrp", "margin"):
        return _margin(product, topic, locale)
    if topic == "per":
        per = spoken_unit_price(product, locale)
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
    return _any_attribute(product, asked, locale)


def _pieces(product: Product, tools: Tools, locale: str) -> str:
    """How many are in it; of what is sold by the piece, in the case that is sold beside it."""
    for one in (product, *cases_of(product, tools)):
        pack = pack_of(one)
        holds = one.attributes.get("pieces") or (str(pack.pieces) if pack and pack.pieces > 1 else "")
        if holds:
            return words.FACTS["pieces"].in_(locale, title=one.title, value=holds)
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
    heard = f" {_heard(asked)} "
    title = f" {_heard(product.title)} "
    for name, value in product.attributes.items():
        if f" {_heard(name.replace('_', ' '))} " in title:
            continue  # "what is in the loose makhana" asks nothing of its being loose
        if value and f" {_heard(name.replace('_', ' '))} " in heard:
            return words.FACTS["stated"].in_(
                locale, title=product.title, name=label(name).lower(), value=value
            )
    return ""


def _written(product: Product, asked: str, tools: Tools, locale: str) -> str:
    """What a seller answered about it, or the sentence of its description that the question is about."""
    passages = tools.extras.get("passages")
    found = passages.answer(asked, product.sku) if isinstance(passages, Passages) else None
    if found is not None and found.passage.kind in (ANSWERED, FAQ):
        return f"{ABOUT.in_(locale, title=product.title)} {found.passage.text[:_LONGEST]}"
    left = {w for w in _heard(ASKING.sub(" ", asked)).split() if len(w) > 3}
    left -= set(_heard(product.title).split())
    for sentence in re.split(r"(?<=[.!?])\s+", product.description):
        if left and len(left & set(_heard(sentence).split())) * 2 >= len(left):
            return f"{ABOUT.in_(locale, title=product.title)} {sentence}"
    return ""
