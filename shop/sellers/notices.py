"""Tells sellers and buyers of each other's questions, answers and offers, within the transaction of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from chat.days import day_in
from chat.payloads import command_of
from chat.reply import Card, Command, Option, Reply, text
from chat.service.conversations import Conversations
from chat.service.language import language_in
from chat.words import Words
from shop.catalogue.product import UNCOUNTED, Product
from shop.money import Money
from shop.sellers import words
from shop.sellers.question import Question
from shop.sellers.store import channels
from shop.sellers.taps import AnswerQuestion, DecideQuote, LeaveQuestion
from shop.sellers.views import in_short, name_buyer
from shop.words import IN_STOCK, OUT_OF_STOCK
from storage.database import Tx


def tell_seller(
    tx: Tx, chats: Conversations, seller: str, key: str, said: Callable[[str], Reply], now: datetime
) -> bool:
    """Say it once (by `key`) in every chat of this seller, in its language; False when it was said before."""
    if not channels.note_told(tx, chats.db, key, seller, now):
        return False
    for conversation in channels.chats_of(tx, seller):
        chats.say_in(tx, conversation, [said(language_in(tx, conversation))])
    return True


def question_notice(said: Words, asked: Question, shown: str, product: Product | None, locale: str) -> Reply:
    """Make what a seller gets of a question: with the product's card, and a button to answer."""
    lead = said.in_(locale, buyer=name_buyer(asked.city, locale), question=shown)
    answer = Option(words.ANSWER.in_(locale), command_of(AnswerQuestion(asked.id)))
    if product is None:  # goods that are not listed
        leave = Option(words.NOT_FOR_US.in_(locale), command_of(LeaveQuestion(asked.id)))
        return Reply("choice", lead, "system", options=(answer, leave), data={"question": asked.id})
    card = Card(
        sku=product.sku,
        title=product.title,
        subtitle=", ".join(part for part in (product.pack, _stock(product, locale)) if part),
        price=product.price.spoken(),
        image=product.image,
        in_stock=product.stock > 0,
        options=(answer,),
    )
    return Reply("cards", lead, "system", cards=(card,), data={"question": asked.id})


def _stock(product: Product, locale: str) -> str:
    if product.stock <= 0:
        return OUT_OF_STOCK.in_(locale)
    if product.stock == UNCOUNTED:
        return IN_STOCK.in_(locale)
    return words.COUNT_IN_STOCK.in_(locale, count=product.stock)


def price_wanted(title: str, quantity: int, hoped: Money | None, terms: str, locale: str) -> Reply:
    """Make what a seller gets of a wish for a better price."""
    if hoped:
        said = words.PRICE_HOPED.in_(locale, quantity=quantity, title=title, price=hoped.spoken())
    else:
        said = words.PRICE_WANTED.in_(locale, quantity=quantity, title=title)
    if terms:
        said += "\n" + words.WITH_TERMS.in_(locale, terms=terms)
    return text(said, "system")


def answer_to(asked: Question, question: str, shown: str, sender: str, locale: str) -> Reply:
    """Make the answer as the buyer gets it: with the question above, and a way to ask on."""
    who = asked.seller_name if sender == "seller" else words.SHOP.in_(locale)
    above = words.YOU_ASKED if asked.sku else words.YOU_LOOK_FOR
    facts = {"title": asked.title} if asked.sku else {}
    said = above.in_(locale, question=in_short(question), **facts)
    said += "\n" + words.ANSWERS.in_(locale, who=who, answer=shown)
    about = {"question": asked.id} | ({"sku": asked.sku} if asked.sku else {})
    more = Option(words.ASK_MORE.in_(locale), Command("ask_seller", about))
    by = {"by": asked.seller_name} if sender == "seller" else {}
    return Reply("choice", said, "seller" if sender == "seller" else "agent", options=(more,), data=by)


def goods_offered(asked: Question, question: str, number: str, offered: str, locale: str) -> Reply:
    """Make the offer of goods that no catalogue has, as the buyer gets it."""
    said = words.YOU_LOOK_FOR.in_(locale, question=in_short(question))
    said += "\n" + words.OFFERS.in_(locale, who=asked.seller_name, offer=offered)
    options = (
        *_yes_or_no(number, locale),
        Option(words.ASK_MORE.in_(locale), Command("ask_seller", {"question": asked.id})),
    )
    return Reply("choice", said, "seller", options=options, data={"by": asked.seller_name})


def _yes_or_no(number: str, locale: str) -> tuple[Option, ...]:
    return (
        Option(words.ACCEPT.in_(locale), command_of(DecideQuote(number, True))),
        Option(words.NO_THANKS.in_(locale), command_of(DecideQuote(number, False))),
    )


@dataclass(frozen=True)
class PriceAnswer:
    """What a seller answers to a wish for a better price."""

    number: str
    sku: str
    title: str
    quantity: int
    seller_name: str
    usual: Money  # what one costs this buyer otherwise
    price: Money | None  # None: refused
    until: datetime  # of the shop's own clock
    reason: str


def price_answered(answer: PriceAnswer, locale: str) -> Reply:
    """Make the offer or the refusal as the buyer gets it, in their language."""
    who = answer.seller_name or words.SHOP.in_(locale)
    what = f"{answer.quantity:,} x {answer.title}"
    facts = {"who": who, "what": what, "usual": answer.usual.spoken(), "number": answer.number}
    if answer.price is None:
        said = words.REFUSED.in_(locale, **facts)
        said += words.REASON.in_(locale, reason=answer.reason) if answer.reason else ""
        listed = Command("add_to_cart", {"sku": answer.sku, "quantity": answer.quantity})
        options: tuple[Option, ...] = (Option(words.AT_LIST.in_(locale), listed),)
    else:
        saved = (answer.usual - answer.price) * answer.quantity
        price, until = answer.price.spoken(), day_in(locale, answer.until)
        said = words.OFFERED.in_(locale, price=price, saved=saved.spoken(), until=until, **facts)
        options = _yes_or_no(answer.number, locale)
    return Reply("choice", said, "seller", options=options, data={"by": who})


def warn_buyer(tx: Tx, chats: Conversations, conversation: str) -> None:
    """Tell a buyer to leave numbers, links and deals outside the shop out."""
    warning = words.WARNING.in_(language_in(tx, conversation))
    chats.say_in(tx, conversation, [text(warning, "system")])
