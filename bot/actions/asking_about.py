"""Answers one question about a product in a sentence: what the shop states, or that it states nothing."""

# ruff: noqa: SIM905  # a long list of words reads best as words

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.actions.people import ASKING
from bot.actions.searching import asked as asked_for
from bot.actions.searching import remember_search, show, state_of
from bot.actions.shelf import in_cart, newer
from bot.actions.stated_facts import heard, is_called_so, stated, topic_of, topics_of
from bot.actions.which_product import named_here, which_product
from bot.dialogue.asking import UNANSWERED
from bot.dialogue.reading_here import ORDER_SEEN, reading_of
from bot.dialogue.spoken_of import spoken_of
from bot.dialogue.turn import Answer, Tools, Turn, action, say
from bot.reading.filling import GOODS
from bot.reading.lines import AMOUNT
from bot.words import asking_about as words
from bot.words.claims import claim_in
from bot.words.products import ABOUT, ASK_SELLER
from chat.contexts import ContextKey
from chat.reply import Command, Option, choice, text
from retrieval.passages import ANSWERED, FAQ, Passages
from shop.catalogue.product import Product
from shop.finding.claims import asked_about, broken_by, states
from shop.finding.remembered import LAST_SHOWN, TOUCHED

QUESTION = ContextKey("question", str, timedelta(hours=1))  # what was asked of a product last, and answered
# Said around goods, these go on with what was asked before; whatever else is said asks something of its own.
_GOES_ON = frozenset(
    (
        "and what about how for of on in the or then also is it aur ka ki ke ko pe par me mein bhi phir to "
        "toh iska uska wow ok okay acha accha achha hmm same"
    ).split()
)
_OFFERED = 4  # products, where it is not clear which is asked about
_LONGEST = 500
_TITLE = "{title}"
_MAY_ASK = 0.1  # of a chance that something is asked about a product
_WHAT_IS_IN_IT = frozenset({"ingredients", "contents"})
# What only goods have, and nobody searches by; "what is in it" too, but not "any with nuts?".
_OF_GOODS = frozenset({"shelf_life", "packed", "licence", "hsn", "margin", "contents"})
_OF_ORDERS = frozenset({"track_order", "order_history"})
_MISREAD = _OF_ORDERS | {
    "check_stock",
    "search_product",
    "refine_search",
    "inform",
    "product_details",
    "compare_products",
}
_ANYTHING = frozenset({"nlu_fallback", "out_of_scope"})
_OF_A_KIND = frozenset({"gst", "hsn"})  # what goods of one kind have in common
_BESIDE_PRICE = frozenset({"gst", "hsn", "mrp", "seller"})
_NO_PRICES = _OF_GOODS | {"gst", "mrp", "ingredients", "veg"}
_AND = re.compile(r",?\s(?:and|aur)\s|[,.]\s")
_YES_OR_NO = re.compile(
    r"\W*(?:and |aur )?(?:is|are|does|do|has|kya)\b|.*\b(?:hai kya|hai na|hai)\W*$", re.IGNORECASE
)


@action("ask_attribute", intents=("ask_attribute", "ask_reviews"))
def ask_attribute(turn: Turn, tools: Tools) -> Answer:
    """What the shop states about just that; else an offer to ask the seller."""
    which = which_product(turn, tools)
    product = which.product or _of_the_cart(turn, tools)
    if product is None:
        return _of_several(turn, tools, which.others)
    remember_search(turn, tools, state_of(turn, tools).looking_at(product.sku))
    asked = str(turn.entity("text") or turn.text)
    facts = _told(product, asked, tools, turn)
    told = "\n".join(filter(None, facts))
    ask = Command("ask_seller", {"sku": product.sku, "text": asked})
    if told:
        tools.contexts.save(turn.customer, QUESTION, asked, turn.now)
        if all(facts):
            return say(text(told))
        rest = f"{told}\n{words.REST_NOT_STATED.in_(turn.locale)}"
        return say(choice(rest, Option(ASK_SELLER.in_(turn.locale), ask)))
    tools.contexts.save(turn.customer, UNANSWERED, asked, turn.now)
    claim = asked_about(asked)
    said = words.CLAIM_NOT_STATED if claim else words.NOT_STATED
    not_said = said.in_(turn.locale, title=product.title, claim=claim_in(turn.locale, claim))
    return say(choice(not_said, Option(ASK_SELLER.in_(turn.locale), ask)))


def _of_several(turn: Turn, tools: Tools, found: Sequence[Product]) -> Answer:
    """What is stated alike of all, else of each that it may be; else which one is meant."""
    if same := _same_of_all(turn, tools, found):
        return say(text(same))
    others = found[:_OFFERED]
    if others:  # "the biggest" and "the second" are of these
        tools.contexts.save(turn.customer, LAST_SHOWN, tuple(p.sku for p in others), turn.now)
    none = others if len(others) == len(found) or topic_of(turn.text) in _WHAT_IS_IN_IT else ()
    if known := _of_each(turn, tools, others) or _stated_of_none(turn, tools, none):
        return known
    wanted = asked_for(turn, tools)
    if wanted.order and wanted.words and not turn.entity("sku"):  # "the cheapest colgate by the case?"
        return show(turn, tools, wanted)
    if not others and wanted.words and wanted.constraints.claims:  # "vegan chocolate hai kya"
        return show(turn, tools, wanted)
    options = (Option(p.title, Command("ask_attribute", {"sku": p.sku, "text": turn.text})) for p in others)
    question = words.OF_WHICH.in_(turn.locale)
    return say(choice(question, *options) if others else text(question))


def _of_the_cart(turn: Turn, tools: Tools) -> Product | None:
    """ "Shelf life of the coffee?" with one coffee in the cart: that one, whatever else is sold."""
    goods = " ".join(reading_of(turn, tools).said(GOODS))
    found = named_here(turn, tools, goods, in_cart(turn, tools), ()) if goods else None
    return found.product if found else None


def _of_each(turn: Turn, tools: Tools, products: Sequence[Product]) -> Answer | None:
    """ "How long does it keep?" of several that are shown: of each what is stated, and no question."""
    asked = str(turn.entity("text") or turn.text)
    alike: dict[str, list[str]] = {}  # which of them it is told of
    for product in products:
        for fact in filter(None, _told(product, asked, tools, turn)):
            alike.setdefault(fact.replace(product.title, _TITLE), []).append(product.title)
    if not alike:
        return None
    tools.contexts.save(turn.customer, QUESTION, asked, turn.now)
    all_of_them = words.EACH_OF_THESE.in_(turn.locale)
    lines = (
        fact.replace(_TITLE, all_of_them if len(of) == len(products) > 1 else ", ".join(of))
        for fact, of in alike.items()
    )
    return say(text("\n".join(line[:1].upper() + line[1:] for line in lines)))


def _told(product: Product, asked: str, tools: Tools, turn: Turn) -> list[str]:
    """What is known of each thing that is asked; "" where nothing is."""
    questions = [one for said in asked.split("?") for one in _each_asked(said) if _asks(one)]
    facts = (fact for one in questions or [asked] for fact in _told_of(product, one, tools, turn))
    return list(dict.fromkeys(facts))


def _each_asked(said: str) -> list[str]:
    """ "Is it roasted and who makes it": both, where each of them asks by itself."""
    parts = _AND.split(said)
    return parts if len(parts) > 1 and sum(map(_asks, parts)) > 1 else [said]


def _asks(said: str) -> bool:
    return bool(asked_about(said) or topics_of(said) or _YES_OR_NO.match(said))


def _told_of(product: Product, asked: str, tools: Tools, turn: Turn) -> list[str]:
    facts = {"title": product.title, "claim": ""}
    if claim := asked_about(asked):
        facts["claim"] = claim_in(turn.locale, claim)
        if states(product, claim):
            return [words.CLAIM_STATED.in_(turn.locale, **facts)]
        if word := broken_by(product, claim):
            return [words.CLAIM_BROKEN.in_(turn.locale, **facts, word=word)]
    if _YES_OR_NO.match(asked) and is_called_so(product, asked):
        return [words.CALLED_SO.in_(turn.locale, **facts)]
    told = stated(product, asked, tools, turn)
    return told if any(told) else [_written(product, asked, tools, turn.locale)]


def _stated_of_none(turn: Turn, tools: Tools, products: Sequence[Product]) -> Answer | None:
    """ "Any nuts in it?" of several, where none of them states it: nobody has to choose to hear that."""
    asked = str(turn.entity("text") or turn.text)
    asks = bool(topic_of(asked) or asked_about(asked) or _YES_OR_NO.match(asked))
    if not products or not asks or any(any(_told(p, asked, tools, turn)) for p in products):
        return None
    options = (Option(p.title, Command("ask_seller", {"sku": p.sku, "text": asked})) for p in products)
    return say(choice(words.NONE_STATE_IT.in_(turn.locale), *options))


def _same_of_all(turn: Turn, tools: Tools, products: Sequence[Product]) -> str:
    """ "GST on sugar?": what is stated alike of all that are called so."""
    goods = " ".join(reading_of(turn, tools).said(GOODS))
    asked = str(turn.entity("text") or turn.text)
    several = len(re.findall(r"\?\s*\w", asked)) > 0  # each question gets an answer of its own
    if not goods or len(products) < 2 or several or topic_of(asked) not in _OF_A_KIND:
        return ""
    told = {"\n".join(stated(p, asked, tools, turn)).replace(p.title, goods.title()) for p in products}
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


def asked_of_goods(turn: Turn, tools: Tools) -> Answer | None:
    """ "And the packing date?": what only goods have, of what is named or spoken of, however it was read."""
    topic = topic_of(turn.text)
    named = any(line.goods for line in reading_of(turn, tools).lines)
    likely = topic in (_NO_PRICES if turn.intent in _ANYTHING else _OF_GOODS)
    if not likely or turn.intent not in _MISREAD | _ANYTHING or not (named or spoken_of(turn, tools)):
        return None
    if turn.intent == "compare_products" and named:
        return None
    of_an_order = (LAST_SHOWN, TOUCHED)
    if turn.intent in _OF_ORDERS and not any(newer(turn, tools, key, ORDER_SEEN) for key in of_an_order):
        return None
    return ask_attribute(turn, tools)


def asks_something_stated(turn: Turn, tools: Tools) -> bool:
    """Whether what may be a question of price is of something else that is stated: its GST, its MRP."""
    may = reading_of(turn, tools).acts.get("ask_attribute", 0.0) >= _MAY_ASK
    return may and topic_of(turn.text) in _NO_PRICES


def _written(product: Product, asked: str, tools: Tools, locale: str) -> str:
    """What a seller answered about it, or the sentence of its description that the question is about."""
    passages = tools.extras.get("passages")
    found = passages.answer(asked, product.sku) if isinstance(passages, Passages) else None
    if found is not None and found.passage.kind in (ANSWERED, FAQ):
        return f"{ABOUT.in_(locale, title=product.title)} {found.passage.text[:_LONGEST]}"
    left = {w for w in heard(ASKING.sub(" ", asked)).split() if len(w) > 3}
    left -= set(heard(product.title).split())
    for sentence in re.split(r"(?<=[.!?])\s+", product.description):
        if left and len(left & set(heard(sentence).split())) * 2 >= len(left):
            return f"{ABOUT.in_(locale, title=product.title)} {sentence}"
    return ""


def stated_beside(product: Product, turn: Turn, tools: Tools) -> list[str]:
    """ "What is 6 of it, and is GST in that?": what is stated of the rest that is asked beside a price."""
    beside = [topic for topic in topics_of(turn.text) if topic in _BESIDE_PRICE]
    return [fact for topic in beside for fact in stated(product, topic, tools, turn)]
