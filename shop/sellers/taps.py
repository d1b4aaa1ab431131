"""Declares what the options mean that buyers and sellers are given about questions, wishes and offers."""

from dataclasses import dataclass

from chat.payloads import payload


@payload("intake.answer")
@dataclass(frozen=True)
class AnswerQuestion:
    """The seller's next words answer this question."""

    question: str


@payload("intake.pass")
@dataclass(frozen=True)
class LeaveQuestion:
    """The seller has nothing like it: somebody else is asked."""

    question: str


@payload("intake.publish")
@dataclass(frozen=True)
class PublishAnswer:
    """Other buyers may read the answer."""

    question: str


@payload("intake.quote")
@dataclass(frozen=True)
class DecideQuote:
    """The buyer takes what a seller offered, or leaves it."""

    quote: str
    take: bool


@payload("intake.wish")
@dataclass(frozen=True)
class AskSellers:
    """The buyer wants sellers to be asked: for these words, or for what they write next."""

    text: str = ""
