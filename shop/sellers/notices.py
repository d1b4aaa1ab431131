"""Tells sellers and buyers of each other's questions, answers and offers, within the transaction of it."""

from dataclasses import dataclass
from datetime import datetime

from chat.payloads import command_of
from chat.reply import Card, Command, Option, Reply, text
from chat.service.conversations import Conversations
from chat.words import Words
from shop.catalogue.product import UNCOUNTED, Product
from shop.money import Money
from shop.sellers.question import Question
from shop.sellers.store import channels
from shop.sellers.taps import AnswerQuestion, DecideQuote, LeaveQuestion
from shop.sellers.views import in_short, name_buyer
from storage.database import Tx

NEW_QUESTION = "{buyer} asks about this:\n\u201c{question}\u201d\nReply to this message to answer."
NEW_WISH = (
    "{buyer} looks for something that is not listed:\n\u201c{question}\u201d\n"
    "Reply to this message to ask back. An offer with a price is made on your page, under Questions."
)
MORE_ASKED = "{buyer} asks on:\n\u201c{question}\u201d\nReply to this message to answer."
REMINDED = "Still open, half of its time is over. {buyer} asked:\n\u201c{question}\u201d\nReply to answer."
WARNING = (
    "A word from the shop: please keep phone numbers, links and deals outside the shop out of your "
    "questions to sellers. Numbers and links are hidden on the way."
)
SHOP = Words("The shop", "Dukaan")
OFFERED = Words(
    "{who} offers {what} at {price} each instead of {usual}: you save {saved}. "
    "Good until {until} (quote {number}).",
    "{who} {what} {usual} ki jagah {price} ek ka dega: aapke {saved} bachte hain. "
    "{until} tak (quote {number}).",
)
REFUSED = Words(
    "{who} can't go below the list price of {usual} for {what} (quote {number}).",
    "{who} {what} ke liye list price {usual} se kam nahi kar sakta (quote {number}).",
)
REASON = Words(" They say: \u201c{reason}\u201d", " Unka kehna hai: \u201c{reason}\u201d")
AT_LIST = Words("Order at list price", "List price par order karo")
ACCEPT = Words("Accept, into the cart", "Manzoor, cart me daalo")
NO_THANKS = Words("No, thank you", "Nahi, shukriya")


def tell_seller(tx: Tx, chats: Conversations, seller: str, key: str, said: Reply, now: datetime) -> bool:
    """Say it once (by `key`) in every chat of this seller; False when it was said before."""
    if not channels.note_told(tx, chats.db, key, seller, now):
        return False
    for conversation in channels.chats_of(tx, seller):
        chats.say_in(tx, conversation, [said])
    return True


def question_notice(said: str, asked: Question, shown: str, product: Product | None) -> Reply:
    """Make what a seller gets of a question: with the product's card, and a button to answer."""
    words = said.format(buyer=name_buyer(asked.city), question=shown)
    answer = Option("Answer", command_of(AnswerQuestion(asked.id)))
    if product is None:  # goods that are not listed
        leave = Option("Not for us", command_of(LeaveQuestion(asked.id)))
        return Reply("choice", words, "system", options=(answer, leave), data={"question": asked.id})
    count = "" if product.stock == UNCOUNTED else f"{product.stock} "
    stock = f"{count}in stock" if product.stock > 0 else "out of stock"
    card = Card(
        sku=product.sku,
        title=product.title,
        subtitle=", ".join(part for part in (product.pack, stock) if part),
        price=product.price.spoken(),
        image=product.image,
        in_stock=product.stock > 0,
        options=(answer,),
    )
    return Reply("cards", words, "system", cards=(card,), data={"question": asked.id})


def price_wanted(title: str, quantity: int, hoped: Money | None) -> Reply:
    """Make what a seller gets of a wish for a better price."""
    hope = f", hoping for {hoped.spoken()} each" if hoped else ""
    return text(f"A buyer would take {quantity:,} x {title}{hope}. Answer it under Quotes.", "system")


def answer_to(asked: Question, question: str, shown: str, sender: str) -> Reply:
    """Make the answer as the buyer gets it: with the question above, and a way to ask on."""
    who = f"{asked.seller_name} answers" if sender == "seller" else "The shop answers"
    asked_what = f"You asked about {asked.title}" if asked.sku else "You are looking for"
    words = f"{asked_what}: \u201c{in_short(question)}\u201d\n{who}: {shown}"
    about = {"question": asked.id} | ({"sku": asked.sku} if asked.sku else {})
    more = Option("Ask more", Command("ask_seller", about))
    by = {"by": asked.seller_name} if sender == "seller" else {}
    return Reply("choice", words, "seller" if sender == "seller" else "agent", options=(more,), data=by)


def goods_offered(asked: Question, question: str, number: str, offered: str) -> Reply:
    """Make the offer of goods that no catalogue has, as the buyer gets it."""
    words = f"You are looking for: \u201c{in_short(question)}\u201d\n{asked.seller_name} offers {offered}"
    options = (
        Option(ACCEPT.en, command_of(DecideQuote(number, True))),
        Option(NO_THANKS.en, command_of(DecideQuote(number, False))),
        Option("Ask more", Command("ask_seller", {"question": asked.id})),
    )
    return Reply("choice", words, "seller", options=options, data={"by": asked.seller_name})


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
    who = answer.seller_name or SHOP.in_(locale)
    what = f"{answer.quantity:,} x {answer.title}"
    facts = {"who": who, "what": what, "usual": answer.usual.spoken(), "number": answer.number}
    if answer.price is None:
        words = REFUSED.in_(locale).format(**facts)
        words += REASON.in_(locale).format(reason=answer.reason) if answer.reason else ""
        listed = Command("add_to_cart", {"sku": answer.sku, "quantity": answer.quantity})
        options: tuple[Option, ...] = (Option(AT_LIST.in_(locale), listed),)
    else:
        saved = (answer.usual - answer.price) * answer.quantity
        price, until = answer.price.spoken(), f"{answer.until:%d %b}"
        words = OFFERED.in_(locale).format(price=price, saved=saved.spoken(), until=until, **facts)
        options = (
            Option(ACCEPT.in_(locale), command_of(DecideQuote(answer.number, True))),
            Option(NO_THANKS.in_(locale), command_of(DecideQuote(answer.number, False))),
        )
    return Reply("choice", words, "seller", options=options, data={"by": who})


def warn_buyer(tx: Tx, chats: Conversations, conversation: str) -> None:
    """Tell a buyer to leave numbers, links and deals outside the shop out."""
    chats.say_in(tx, conversation, [text(WARNING, "system")])
