"""What buyers and those who approve for them are told of checkouts, where they were last."""

from chat.payloads import command_of
from chat.reply import Command, Option, Reply, choice, text
from shop.checkout.checkout import Checkout, Limit
from shop.checkout.taps import DecideCheckout
from shop.orders.order import Order

SHOWN = 12  # lines of an order in a question
_STILL = " Your cart is still there."


def question(checkout: Checkout, limit: Limit, buyer: str) -> Reply:
    """What the second person is asked."""
    lines = [f"• {x['quantity']} x {x['title']}" for x in checkout.quote["lines"]]
    more = f"\nand {len(lines) - SHOWN} more" if len(lines) > SHOWN else ""
    words = (
        f"{buyer} wants to order for {checkout.total.spoken()}, over the limit of "
        f"{limit.most.spoken()}:\n" + "\n".join(lines[:SHOWN]) + f"{more}\nShall it be ordered?"
    )
    return choice(
        words,
        Option("Approve", command_of(DecideCheckout(checkout.id, yes=True))),
        Option("Refuse", command_of(DecideCheckout(checkout.id, yes=False))),
    )


def not_approved(checkout: Checkout) -> Reply:
    """The second person said no."""
    return text(f"Your order for {checkout.total.spoken()} was not approved.{_STILL}", "system")


def approved(order: Order) -> Reply:
    """The second person said yes, and it is ordered."""
    follow = Option("Where is it?", Command("track_order", {"order": order.id}))
    words = f"Approved and ordered. Your order number is {order.id}, {order.total.spoken()} in all."
    return Reply("choice", words, "system", options=(follow,))


def pay_now(url: str) -> Reply:
    """The second person said yes, and it waits for its payment."""
    words = "Your order is approved. Pay here to have it sent:"
    return Reply("link", words, data={"url": url, "title": "Check out"})


def nobody_answered(checkout: Checkout) -> Reply:
    """Nobody said yes or no in time."""
    return text(f"Nobody approved your order for {checkout.total.spoken()} in time.{_STILL}", "system")
