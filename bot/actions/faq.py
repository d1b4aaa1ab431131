"""Answers questions about the shop or a product by quoting what is written, or says that nothing is."""

import re
from collections.abc import Sequence

from bot.components.wording import glossed, plain_words
from bot.components.wording import words as words_of
from bot.dialogue.asking import UNANSWERED
from bot.dialogue.reading_here import reading_of
from bot.dialogue.spoken_of import spoken_of
from bot.dialogue.turn import Answer, Tools, Turn, action, say
from bot.reading.talk_words import talk_words
from bot.words import products as words
from chat.reply import Command, Option, choice, text
from chat.words import TALK_TO_PERSON, Words
from retrieval.passages import ANSWERED, Passages, Quoted, fit
from shop.catalogue.product import Product
from shop.finding.known import folded

_LONGEST = 700
_QUESTION = re.compile(
    r"\?|^\W*(?:can|could|how|what|when|who|is|are|do|does|will|which|where|why)\b"
    r"|\b(?:kya|kaise|kab|kahan|kaun|kyu|kyun|kitn[aei]|ya nahi)\b",  # which stand anywhere in a question
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(r"\W*(?:is|are|can|could|do|does|will|has|have|kya)\b", re.IGNORECASE)
_AKIN = 0.4  # cosine from which a question that is answered may be what was meant
_RULES = ("faq", "refund_policy")  # acts that ask for what is written
_LIKELY = 0.3  # of a chance that it is asked
_MAY_BE, _NEAR = 0.15, 0.55  # the same, where what is written is so near
_SAME, _CLEARLY = 0.8, 0.6  # cosine from which it is the same question, and from which it may be nothing else
_SHORT = 3  # letters of a word that names no matter
# What a question about the shop's ways may be taken for.
_TAKEN_FOR = frozenset(
    {
        "get_invoice", "refund_status", "order_history", "account_help", "return_order", "out_of_scope",
        "nlu_fallback", "inform", "view_cart", "change_order", "track_order",
    }
)  # fmt: skip


@action("faq", title=Words("About the shop", "Dukan ke baare me", "दुकान के बारे में"))
def faq(turn: Turn, tools: Tools) -> Answer:
    """The passage that answers; never anything that is not written."""
    passages = tools.extras.get("passages")
    near: list[str] = []
    if isinstance(passages, Passages):
        product = _product(turn, tools)
        found = passages.answer(_asked(turn), product.sku) if product else None
        found = found or written_for(turn, tools) or _of_another(turn.text, passages, tools)
        if found is not None:
            return _quoted(turn, tools, found)
        nearest = passages.nearest(_asked(turn), limit=2, typed=_typed(turn))
        near = [q.passage.title for q in nearest if q.kin >= _AKIN]
    tools.contexts.save(turn.customer, UNANSWERED, turn.text, turn.now)  # for "ask the seller"
    return _nothing_written(turn, _product(turn, tools), near)


def is_question(said: str) -> bool:
    """Tell whether words ask, by how they begin or end."""
    return bool(_QUESTION.search(said))


def asked_of(turn: Turn, tools: Tools, named: Product | None, *, others: bool) -> Answer | None:
    """ "Is the carton recyclable?" is a question about the product in view, not a wish for all its details.

    `others`: the words name goods too, so that only what is written answers them.
    """
    passages, about = tools.extras.get("passages"), named or _product(turn, tools)
    if not isinstance(passages, Passages) or about is None or not _QUESTION.search(turn.text):
        return None
    if _YES_OR_NO.match(turn.text) and named is None and not others:
        return faq(turn, tools)
    found = passages.answer(_asked(turn), about.sku)
    return _quoted(turn, tools, found) if found is not None else None


def word_for_word(turn: Turn, tools: Tools) -> Answer | None:
    """The answer to a question that stands in the shop's own, whatever else its words may be taken for."""
    passages = tools.extras.get("passages")
    same = passages.word_for_word(turn.said or turn.text) if isinstance(passages, Passages) else None
    return say(text(same.in_(turn.locale)[:_LONGEST])) if same else None


def answered_of_it(turn: Turn, tools: Tools) -> Answer | None:
    """What a seller answered to this question about the product in view."""
    passages = tools.extras.get("passages")
    if not isinstance(passages, Passages):
        return None
    product = _product(turn, tools) if _QUESTION.search(turn.text) else None
    found = passages.answer(_asked(turn), product.sku) if product else None
    return _quoted(turn, tools, found) if found and found.passage.kind == ANSWERED else None


def _quoted(turn: Turn, tools: Tools, found: Quoted) -> Answer:
    of = tools.catalogue.product(found.passage.sku) if found.passage.sku else None
    about = words.ABOUT.in_(turn.locale, title=of.title) + " " if of else ""
    return say(text(about + found.passage.in_(turn.locale)[:_LONGEST]))


def written_for(turn: Turn, tools: Tools) -> Quoted | None:
    """What the shop has written that answers these words, in whatever language; None where nothing does.

    A word that nobody says here and nothing is written of names another matter: "do you repair fridges?".
    """
    passages = tools.extras.get("passages")
    found = passages.answer(_asked(turn), typed=_typed(turn)) if isinstance(passages, Passages) else None
    if found is None or found.kin >= _SAME:
        return found
    one = found.passage
    known = set(words_of(" ".join((one.title, one.tags, one.text, *one.asked, *one.told.values()))))
    strange = [
        word
        for word in words_of(turn.text)
        if len(word) > _SHORT and word.isalpha() and word not in known and word not in talk_words()
    ]
    return None if strange else found


def written_by_the_shop(turn: Turn, tools: Tools) -> str:
    """What the shop has written about this question; "" when it is none, or nothing is."""
    found = written_for(turn, tools) if _QUESTION.search(turn.text) else None
    return found.passage.in_(turn.locale)[:_LONGEST] if found else ""


def written_instead(turn: Turn, tools: Tools) -> Answer | None:
    """ "What papers do you want of me?": what is written, where it was taken for something of an order."""
    named = any(line.goods for line in reading_of(turn, tools).lines)
    if turn.intent not in _TAKEN_FOR or named or not _QUESTION.search(turn.text):
        return None
    found = written_for(turn, tools)
    return _quoted(turn, tools, found) if found and found.kin >= _CLEARLY else None


def of_the_rules(turn: Turn, tools: Tools) -> Answer | None:
    """What is written about a question that is likely one about the shop's rules, though none is sure."""
    reading, passages = reading_of(turn, tools), tools.extras.get("passages")
    likely = sum(reading.acts.get(act, 0.0) for act in _RULES)
    if max(reading.acts, key=lambda act: reading.acts[act], default="") not in _RULES:
        return None
    if likely < _MAY_BE or not isinstance(passages, Passages) or any(line.goods for line in reading.lines):
        return None
    found = nearest_rule(passages, turn)
    near = found is not None and (likely >= _LIKELY or found.kin >= _NEAR)
    return _quoted(turn, tools, found) if found and near else None


def nearest_rule(passages: Passages, turn: Turn) -> Quoted | None:
    """What the shop wrote that comes nearest to a question about its rules; None where nothing is near."""
    near = max(passages.nearest(glossed(turn.text), typed=_typed(turn)), key=fit, default=None)
    return near if near and near.kin >= _AKIN else None


def _asked(turn: Turn) -> str:
    return str(turn.entity("text") or glossed(turn.text))


def _typed(turn: Turn) -> str:
    return "" if turn.entity("text") else plain_words(turn.text)


def _of_another(asked: str, passages: Passages, tools: Tools) -> Quoted | None:
    """What a seller answered about a product that is not looked at, when the question says its name."""
    found = passages.named(asked)
    product = tools.catalogue.product(found.passage.sku) if found else None
    name = folded(product.brand or product.title).split() if product else []
    return found if name and set(name) <= set(folded(asked).split()) else None


def _nothing_written(turn: Turn, product: Product | None, near: Sequence[str]) -> Answer:
    """Says so, and offers questions that are answered, the seller and a person."""
    options = [Option(title, Command("faq", {"text": title})) for title in near]
    options += [Option(TALK_TO_PERSON.in_(turn.locale), Command("human_agent"))]
    if product is not None:
        ask = Option(words.ASK_SELLER.in_(turn.locale), Command("ask_seller", {"sku": product.sku}))
        options.insert(len(near), ask)
    return say(choice(words.NOTHING_WRITTEN.in_(turn.locale), *options))


def _product(turn: Turn, tools: Tools) -> Product | None:
    """The one product that is spoken of."""
    there = spoken_of(turn, tools)
    return there[0] if len(there) == 1 else None
