"""Tells a customer what they are about to run out of."""

from collections.abc import Sequence

from chat.reply import Command, Option, Reply, choice
from insight.recommending.reasons import in_words
from insight.recommending.suggestion import Suggestion

LEAST_DUE = 2  # one thing alone is no reason to ring somebody's phone


def reminder_words(due: Sequence[Suggestion], locale: str) -> str:
    """Make the words of a reminder; empty when there is too little to say."""
    if len(due) < LEAST_DUE:
        return ""
    hindi = locale.lower().startswith("hi")
    head = "Shayad yeh khatam hone wala hai:" if hindi else "You may be running low on:"
    foot = (
        "Order karun? STOP likhein to reminder band."
        if hindi
        else "Shall I order it? Say STOP for no reminders."
    )
    lines = [f"{one.quantity} x {one.product.title} - {in_words(one.reason, locale)}" for one in due]
    return "\n".join([head, *lines, foot])


def reminder(due: Sequence[Suggestion], locale: str) -> Reply | None:
    """Make a reminder with ways to order; None when there is too little to say."""
    words = reminder_words(due, locale)
    if not words:
        return None
    hindi = locale.startswith("hi")
    take = [{"sku": one.product.sku, "quantity": one.quantity} for one in due]
    return choice(
        words,
        Option("Sab daal do" if hindi else "Add all", Command("recommend", {"take": take})),
        Option("Basket dikhao" if hindi else "Show the basket", Command("recommend")),
    )
