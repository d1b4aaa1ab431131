"""The product that a question for a seller waits for: what is named or chosen next is taken for it."""

import re
from dataclasses import replace

from bot.actions.asking_about import ask_attribute
from bot.actions.faq import is_question
from bot.actions.people import FOR_SELLER, ask_seller
from bot.actions.shelf import matched
from bot.actions.stated_facts import stated, topics_of
from bot.actions.which_product import which_product
from bot.dialogue.reading_here import reading_of
from bot.dialogue.spoken_of import spoken_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.reading.filling import PRICE
from bot.reading.lines import AMOUNT
from bot.reading.refusing import refuses_to
from bot.routing.plain_words import asks_for_the_answer
from bot.words.people import OF_WHICH_GOODS
from chat.reply import Command, Option, choice
from shop.catalogue.product import Product
from shop.finding.remembered import LAST_SHOWN
from shop.reading.sounds import sound

# What the name of a product, said alone, may be taken for.
_NAMES = frozenset(
    {
        "search_product", "refine_search", "inform", "product_details", "check_stock", "ask_seller",
        "ask_attribute", "nlu_fallback", "out_of_scope", "add_to_cart", "browse", "ask_price",
    }
)  # fmt: skip
_OFFERED = 5
# What a question who sells something may be taken for.
_MAY_ASK_WHO = _NAMES | {"faq", "compare_products", "ask_reviews"}
_SELLER = {sound(word) for word in ("seller", "vendor", "supplier")}
_SELLERS = _SELLER | {sound("sellers")}
_WHO = {
    sound(word)
    for word in (
        "who",
        "whose",
        "which",
        "kaun",
        "kon",
        "kiska",
        "kis",
        "name",
        "naam",
        "you",
        "sold",
        "selling",
    )
}
_TO_ASK = {
    sound(word)
    for word in (
        "ask", "asking", "tell", "message", "contact", "question", "check", "confirm", "find", "request",
        "pucho", "puchho", "puch", "puchh", "poochho", "puchna", "poochna", "puchke", "puchiye", "sawal",
        "bolo", "batao", "pata",
    )
}  # fmt: skip


def named_for_the_seller(turn: Turn, tools: Tools) -> Answer | None:
    """ "Aashirvaad atta 5 kg", said where it was asked which product: the question is of that."""
    waits = tools.contexts.get(turn.customer, FOR_SELLER, turn.now)
    if waits is None or waits.conversation != turn.conversation or turn.intent not in _NAMES or turn.wishes:
        return None
    reading = reading_of(turn, tools)
    lines = [line for line in reading.lines if line.goods]
    points = any(line.points for line in reading.lines)
    if len(lines) > 1 or not (lines or points) or any(line.amounts for line in lines):
        return None
    product, others = _meant(turn, tools)
    beside = [reading.text[a:b] for a, b in reading.parts]
    asked = " ".join(part for part in beside if is_question(part)) or waits.question
    if product is None and others:
        there = tuple(p.sku for p in others[:_OFFERED])
        tools.contexts.save(turn.customer, LAST_SHOWN, there, turn.now)  # "the 1 litre one" is of these
        options = (Option(p.title, Command("ask_seller", _about(p, asked))) for p in others[:_OFFERED])
        return say(choice(OF_WHICH_GOODS.in_(turn.locale), *options))
    if product is None:
        return None
    tools.contexts.save(turn.customer, LAST_SHOWN, (product.sku,), turn.now)  # it is spoken of now
    if topics_of(asked) and all(stated(product, asked, tools, turn)):  # what the shop knows asks no seller
        tools.contexts.forget(turn.customer, FOR_SELLER)
        about = {name: [value] for name, value in _about(product, asked).items()}
        return ask_attribute(replace(turn, intent="ask_attribute", entities=about, wishes=()), tools)
    given = {name: [value] for name, value in _about(product, asked).items()}
    return ask_seller(replace(turn, intent="ask_seller", entities=given, wishes=()), tools)


def for_the_shop(turn: Turn, tools: Tools) -> str:
    """What is asked of the shop itself, though a seller is spoken of: nobody said to ask one; "" for none."""
    if turn.entities or turn.wishes or turn.intent not in _MAY_ASK_WHO:
        return ""
    said = {sound(word) for word in re.findall(r"[^\W\d_]+", turn.text.lower())}
    if _asks_who_sells(turn, tools) and not said & _TO_ASK:
        return turn.text
    if turn.intent != "ask_seller":
        return ""
    if refuses_to(turn.text, lambda word: sound(word) in _SELLER):
        return _without_the_seller(turn.text)
    if asks_for_the_answer(turn, tools):
        return ""
    known = which_product(turn, tools).product is not None
    return _without_the_seller(turn.text) if known and not said & _TO_ASK else ""


def _asks_who_sells(turn: Turn, tools: Tools) -> bool:
    """ "Who sells this atta?", "seller of the second one": of goods that are named, or spoken of."""
    reading = reading_of(turn, tools)
    if "seller" not in topics_of(turn.text) or reading.said(AMOUNT) or reading.said(PRICE):
        return False
    if any(line.goods or line.points for line in reading.lines):
        return True
    said = {sound(word) for word in re.findall(r"[^\W\d_]+", turn.text.lower())}
    return bool(said & _WHO) and bool(spoken_of(turn, tools))  # not "has the seller answered?"


def _without_the_seller(said: str) -> str:
    """What is asked, without the clause that says whom it is for: "not for the seller, how old is it"."""
    clauses = [clause.strip() for clause in re.split(r"[.,;!\n]", said)]
    left = [c for c in clauses if c and not {sound(word) for word in re.findall(r"[^\W\d_]+", c)} & _SELLERS]
    return ", ".join(left) or said


def _about(product: Product, question: str) -> dict[str, str]:
    return {"sku": product.sku} | ({"text": question} if question else {})


def _meant(turn: Turn, tools: Tools) -> tuple[Product | None, list[Product]]:
    """The product that is named, or those that it may be."""
    which = which_product(turn, tools)
    if which.product or which.others:
        return which.product, list(which.others)
    found = matched(turn, tools, turn.text)
    if found.sure:
        return found.sure.product, []
    return None, [one.product for one in found.asked]
