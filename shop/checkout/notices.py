"""What buyers and those who approve for them are told of checkouts, where they were last."""

from chat.payloads import command_of
from chat.reply import Command, Option, Reply, choice, text
from chat.words import TALK_TO_PERSON
from shop.checkout import words
from shop.checkout.checkout import Checkout, Limit
from shop.checkout.taps import DecideCheckout
from shop.money import Money
from shop.orders.order import Order
from shop.words import CHECK_OUT

SHOWN = 12  # lines of an order in a question


def question(checkout: Checkout, limit: Limit, buyer: str, locale: str) -> Reply:
    """Ask the second person."""
    lines = [f"• {x['quantity']} x {x['title']}" for x in checkout.quote["lines"]]
    if len(lines) > SHOWN:
        lines[SHOWN:] = [words.AND_MORE.in_(locale, more=len(lines) - SHOWN)]
    said = words.WANTS_TO_ORDER.in_(
        locale,
        buyer=buyer,
        total=checkout.total.spoken(),
        limit=limit.most.spoken(),
        lines="\n".join(lines),
    )
    return choice(
        said,
        Option(words.APPROVE.in_(locale), command_of(DecideCheckout(checkout.id, yes=True))),
        Option(words.REFUSE.in_(locale), command_of(DecideCheckout(checkout.id, yes=False))),
    )


def not_approved(checkout: Checkout, locale: str) -> Reply:
    """Tell that the second person said no."""
    return text(words.NOT_APPROVED.in_(locale, total=checkout.total.spoken()), "system")


def ordered(order: Order, locale: str) -> Reply:
    """Tell the chat that an order was placed on the page."""
    said = words.ORDERED.in_(locale, order=order.id, total=order.total.spoken())
    return Reply("choice", said, "system", options=(_follow(order, locale),))


def paid_for_nothing(amount: Money, locale: str) -> Reply:
    """Tell that money which no order came of is not lost."""
    said = words.PAID_FOR_NOTHING.in_(locale, amount=amount.spoken())
    person = Option(TALK_TO_PERSON.in_(locale), Command("human_agent"))
    return Reply("choice", said, "system", options=(person,))


def approved(order: Order, locale: str) -> Reply:
    """Tell that the second person said yes, and it is ordered."""
    said = words.APPROVED.in_(locale, order=order.id, total=order.total.spoken())
    return Reply("choice", said, "system", options=(_follow(order, locale),))


def pay_now(url: str, locale: str) -> Reply:
    """Tell that the second person said yes, and it waits for its payment."""
    data = {"url": url, "title": CHECK_OUT.in_(locale)}
    return Reply("link", words.PAY_NOW.in_(locale), data=data)


def nobody_answered(checkout: Checkout, locale: str) -> Reply:
    """Tell that nobody said yes or no in time."""
    return text(words.NOBODY_ANSWERED.in_(locale, total=checkout.total.spoken()), "system")


def _follow(order: Order, locale: str) -> Option:
    return Option(words.WHERE_IS_IT.in_(locale), Command("track_order", {"order": order.id}))
