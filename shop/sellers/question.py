"""Defines a buyer's question and what was said to it; pure."""

from dataclasses import dataclass
from datetime import timedelta

from chat.errors import ChatError

ANSWER_WITHIN = timedelta(hours=4)  # where the shop has not set anything else


class NoQuestion(ChatError):
    """There is no such question, or it is not for this seller."""


@dataclass(frozen=True)
class Question:
    """What was asked, of whom, by whom; a wish is one without a product."""

    id: str
    kind: str  # question, wish
    status: str  # open, answered, declined, escalated
    conversation: str
    customer: str
    city: str  # of the buyer
    forgotten: bool  # whoever asked is erased
    sku: str | None
    title: str
    pack: str
    image: str
    seller: str | None  # None: the shop itself
    seller_name: str
    asked_at: str
    due_at: str
    published: bool


@dataclass(frozen=True)
class Line:
    """One thing that one side said, and what of it the other side was shown."""

    id: int
    sender: str  # customer, seller, agent
    text: str
    shown: str
    at: str
