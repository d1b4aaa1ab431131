"""When people are needed: a colleague in the chat, a complaint, a word on how it was."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.actions.claiming import answered_claim, not_claimed
from bot.actions.money_gone import note_money_gone
from bot.actions.searching import state_of
from bot.actions.stated_facts import stated, topics_of
from bot.actions.which_product import which_product
from bot.actions.while_called import JUST_CALLED
from bot.dialogue.asking import UNANSWERED, expect, open_question, settled
from bot.dialogue.goods_meant import in_view
from bot.dialogue.reading_here import reading_of
from bot.dialogue.spoken_of import spoken_of
from bot.dialogue.taps import tap_in
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn, action, say
from bot.reading.filling import POINTS, PRICE
from bot.reading.lines import AMOUNT
from bot.words import people as words
from bot.words.products import ASK_SELLER
from chat.contexts import ContextKey
from chat.handoff import Reason
from chat.open_questions import Asked
from chat.payloads import command_of
from chat.reply import Command, Option, choice, text
from chat.words import TALK_TO_PERSON, Words
from desk.service.calling import answer_call, call_of, call_person
from desk.service.handover import Desk
from desk.taps import ScoreHelp
from shop.catalogue.product import Product
from shop.finding.in_view import picked
from shop.reading.likeness import tokens_of
from shop.reviews.service import Rate, Reviews
from shop.reviews.taps import GiveStars
from shop.sellers.service.questions import Questions

_OF_THE_SELLER = re.compile(r"\b(?:seller|vendor|supplier|dealer|vikreta)\w*\b", re.IGNORECASE)
_NOT_OF_THE_SELLER = re.compile(
    r"\b(?:not|who|kaun)\b[^.?!]{0,12}\b(?:seller|vendor|supplier)\w*", re.IGNORECASE
)
_MAY_BE = 4  # products, where it is not clear which is asked about
NAMED_AMONG = 10  # found products, one of which may be named in full
REVIEWABLE = 5  # of what was shown, offered when it is not said which
_OF_A_PAYMENT = 0.3  # of a chance that a payment is what a person is wanted for
_STARS = re.compile(r"\b([1-5])\s*(?:stars?\b|★|/\s*5|out of 5)", re.IGNORECASE)


def hand_over(turn: Turn, tools: Tools, reason: Reason, first: Words | None = None) -> Answer:
    """Put the conversation in the line for a person, and tell the customer what to expect, once."""
    tools.contexts.save(turn.customer, JUST_CALLED, turn.conversation, turn.now)
    return say(call_person(tools.db, turn.conversation, turn.locale, turn.now, reason, first))


@action("human_agent", title=TALK_TO_PERSON, help_place=5)
def human_agent(turn: Turn, tools: Tools) -> Answer:
    """A person was asked for, or after all not."""
    if reading_of(turn, tools).acts.get("payment_problem", 0.0) >= _OF_A_PAYMENT:
        note_money_gone(turn, tools)
        return hand_over(turn, tools, "payment")
    said = f"{turn.text} {turn.said}"
    if turn.entity("text") == "back":
        tools.contexts.forget(turn.customer, JUST_CALLED)
    elif not call_of(tools.db, turn.conversation).waits:
        tools.contexts.save(turn.customer, JUST_CALLED, turn.conversation, turn.now)
    return say(answer_call(tools.db, turn.conversation, turn.locale, turn.now, turn.entity("text"), said))


@action("complaint", title=Words("Complain", "Shikayat karo", "शिकायत कीजिए"))
def complaint(turn: Turn, tools: Tools) -> Answer:
    """Something went wrong for the customer: goods are claimed, all else is for a person."""
    if claim := answered_claim(turn, tools, tap_in(turn)):
        return claim
    if turn.entity("text") == "no":
        return not_claimed(turn)
    return hand_over(turn, tools, "complaint", words.SORRY_TO_HEAR)


@action("give_review", title=Words("Give a review", "Review do", "रिव्यू दीजिए"))
def give_review(turn: Turn, tools: Tools) -> Answer:
    """How it was: one tap after a person helped, or stars for a product."""
    tapped = tap_in(turn)
    if isinstance(tapped, ScoreHelp):
        Desk(tools.db).score(tapped.asked, turn.conversation, tapped.score, turn.now)
        return say(text(words.THANKS.in_(turn.locale)))
    if isinstance(tapped, GiveStars) and 1 <= tapped.stars <= 5 and tools.catalogue.product(tapped.sku):
        return _rated(turn, tools, tapped)
    product = _reviewed(turn, tools)
    if product is None:
        shown = tools.catalogue.products(state_of(turn, tools).shown[:REVIEWABLE])
        them = (Option(p.title, Command("give_review", {"sku": p.sku})) for p in shown)
        of_which = words.OF_WHICH.in_(turn.locale)
        return say(choice(of_which, *them) if shown else text(of_which))
    stars = _stars(f"{turn.entity('text') or ''} {turn.text}")
    if stars:
        return _rated(turn, tools, GiveStars(product.sku, stars))
    options = (Option("★" * n, command_of(GiveStars(product.sku, n))) for n in range(5, 0, -1))
    question = words.TELL_ME.in_(turn.locale, title=product.title)
    expect(turn, tools, Asked(question, answer=Command("give_review", {"sku": product.sku})))
    return say(choice(question, *options))


def _rated(turn: Turn, tools: Tools, given: GiveStars) -> Answer:
    settled(turn, tools)
    Reviews(tools.db).rate(Rate(turn.customer, given.sku, given.stars), turn.key("review"), turn.now)
    return say(text(words.THANKS.in_(turn.locale)))


def _reviewed(turn: Turn, tools: Tools) -> Product | None:
    """What the review is of: what was asked about just now, or what is looked at."""
    asked = open_question(turn, tools)
    sku = asked.answer.entities.get("sku") if asked and asked.answer else None
    if sku and not turn.entity("sku") and asked and asked.answer and asked.answer.intent == "give_review":
        return tools.catalogue.product(str(sku))
    return _asked_about(turn, tools)


def _stars(said: str) -> int:
    """How many of five; 0 where none are named."""
    found = _STARS.search(said)
    return int(found[1]) if found else 0


# "ask the seller", "seller se pucho": what is left after these is the question itself.
ASKING = re.compile(
    r"\b(?:please|pls|can you|could you|i want to|i have a question for|ask|tell|contact|message|the|seller|"
    r"vendor|supplier|se|ko|pucho|poocho|puchna|puchiye|hai|ki|kya|if|whether|about|karo|a|question|this|to)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ForSeller:
    """A question that waits for the product it is about; the question may be still to come."""

    conversation: str
    question: str = ""


FOR_SELLER = ContextKey("for_seller", ForSeller, timedelta(minutes=15))
_A_QUESTION = 3  # words of one, beside those that only say whom to ask


@action("ask_seller", title=ASK_SELLER)
def ask_seller(turn: Turn, tools: Tools) -> Answer:
    """A question about a product goes to its seller, who answers into this chat."""
    earlier_question = str(turn.entity("question") or "")  # one that was answered, and is gone on with
    if earlier_question and not turn.entity("sku"):
        return _adds_to_wish(turn, tools, earlier_question)
    reading = reading_of(turn, tools)
    if not turn.entities and reading.said(PRICE) and reading.said(AMOUNT):  # so many at that price: a quote
        return ACTIONS["action_request_quote"](turn, tools)
    if not turn.entities and (stated_of_it := _stated_already(turn, tools)):
        return stated_of_it
    product = _named(turn, tools) or _pointed_at(turn, tools) or _asked_about(turn, tools)
    if product is None:
        question = turn.text if len(ASKING.sub("", turn.text).split()) >= _A_QUESTION else ""
        tools.contexts.save(turn.customer, FOR_SELLER, ForSeller(turn.conversation, question), turn.now)
        return say(text(words.WHICH_PRODUCT.in_(turn.locale)))
    tools.contexts.forget(turn.customer, FOR_SELLER)
    question = str(turn.entity("text") or turn.text).strip()
    tapped = bool(turn.entity("sku")) and not turn.entity("text")
    if tapped or len(ASKING.sub("", question).split()) < 1:
        kept = None
        if not earlier_question:
            kept = tools.contexts.get(turn.customer, UNANSWERED, turn.now)
        if not (tapped and kept):
            about = {"sku": product.sku} | ({"question": earlier_question} if earlier_question else {})
            asked = words.ASK_WHAT.in_(turn.locale, title=product.title)
            expect(turn, tools, Asked(asked, answer=Command("ask_seller", about), free=True))
            return say(text(asked))
        tools.contexts.forget(turn.customer, UNANSWERED)
        question = kept
    Questions(tools.db).ask(
        turn.conversation,
        turn.customer,
        product.sku,
        question,
        turn.now,
        key=turn.key("ask_seller"),
        more_of=earlier_question,
    )
    seller = tools.catalogue.seller(product.seller)
    told = words.PASSED_ON if seller else words.PASSED_TO_SHOP
    name = seller.name if seller else ""
    return say(text(told.in_(turn.locale, title=product.title, seller=name)))


def _stated_already(turn: Turn, tools: Tools) -> Answer | None:
    """ "How long does this keep?": what the shop states needs no seller, unless one is asked for."""
    if _OF_THE_SELLER.search(_NOT_OF_THE_SELLER.sub(" ", turn.text)):
        return None
    product = which_product(turn, tools).product
    if product is None or not topics_of(turn.text) or not all(stated(product, turn.text, tools, turn)):
        return None
    settled(turn, tools)
    return ACTIONS["action_ask_attribute"](replace(turn, entities={"sku": [product.sku]}), tools)


def _named(turn: Turn, tools: Tools) -> Product | None:
    """The product whose whole name stands in the question, whatever was shown last."""
    if turn.entity("sku"):
        return None
    said = set(tokens_of(str(turn.entity("text") or turn.text)))
    hits = tools.search.search(" ".join(ASKING.sub(" ", turn.text).split()), NAMED_AMONG).skus
    whole = [p for p in tools.catalogue.products(hits) if p.active and set(tokens_of(p.title)) <= said]
    return max(whole, key=lambda p: len(tokens_of(p.title)), default=None)


def _pointed_at(turn: Turn, tools: Tools) -> Product | None:
    """ "Ask the seller if the first one is fresh": one of what was shown."""
    points = " ".join(reading_of(turn, tools).said(POINTS)) if not turn.entity("sku") else ""
    shown = in_view(turn, tools) if points else []
    here = picked(points, shown) if shown else []
    return here[0] if len(here) == 1 else None


def _adds_to_wish(turn: Turn, tools: Tools, question: str) -> Answer:
    """More about goods that no catalogue has: it goes to the seller who was asked for them."""
    said = str(turn.entity("text") or "").strip()
    if not said:
        asked = words.WHAT_MORE.in_(turn.locale)
        about = Command("ask_seller", {"question": question})
        expect(turn, tools, Asked(asked, answer=about, free=True))
        return say(text(asked))
    Questions(tools.db).more(question, turn.customer, said, turn.now, key=turn.key("ask_seller"))
    return say(text(words.PASSED_MORE.in_(turn.locale)))


def _asked_about(turn: Turn, tools: Tools) -> Product | None:
    """The product tapped, or the one that is spoken of."""
    if turn.entity("sku"):
        return tools.catalogue.product(str(turn.entity("sku")))
    there = spoken_of(turn, tools)
    which = which_product(turn, tools).product if turn.text else None
    return which or (there[0] if len(there) == 1 else None)
