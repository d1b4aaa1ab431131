"""Keeps what was said of an order before it was needed: how it is paid and comes, whom to call, what street.

People say "i always pay cash" with their first goods and "any slot" with the last. Each is kept for the
conversation until there is an order.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from bot.dialogue.turn import Tools, Turn
from chat.contexts import ContextKey, stored_as


@dataclass(frozen=True)
class Terms:
    """What is known of how to order, beside the address that is the customer's own."""

    conversation: str = field(metadata=stored_as("in"))
    pay: str = ""  # the kind of way to pay, as bot/actions/pay_words.py calls them
    way: str = ""  # how it shall come, as it was said
    phone: str = ""  # until there is an address that it belongs to
    street: str = ""  # an address that lacks its PIN code
    pin: str = ""  # a PIN code that lacks its address


TERMS = ContextKey("terms", Terms, timedelta(hours=2))


def terms_of(turn: Turn, tools: Tools) -> Terms:
    """What was said so far in this conversation."""
    found = tools.contexts.get(turn.customer, TERMS, turn.now)
    return found if found and found.conversation == turn.conversation else Terms(turn.conversation)


def keep_terms(turn: Turn, tools: Tools, terms: Terms) -> None:
    """From now on these are known."""
    tools.contexts.save(turn.customer, TERMS, terms, turn.now)


def forget_terms(turn: Turn, tools: Tools) -> None:
    """The order is placed: the next one has its own."""
    tools.contexts.forget(turn.customer, TERMS)
