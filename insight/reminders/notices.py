"""Tells a customer what they are about to run out of."""

from collections.abc import Sequence

from chat.reply import Command, Option, Reply, choice
from insight.recommending.reasons import in_words
from insight.recommending.suggestion import Suggestion
from insight.reminders.words import ADD_ALL, RUNNING_LOW, SHALL_I, SHOW_BASKET

LEAST_DUE = 2  # one thing alone is no reason to ring somebody's phone


def reminder_words(due: Sequence[Suggestion], locale: str) -> str:
    """Make the words of a reminder; empty when there is too little to say."""
    if len(due) < LEAST_DUE:
        return ""
    lines = [f"{one.quantity} x {one.product.title} - {in_words(one.reason, locale)}" for one in due]
    return "\n".join([RUNNING_LOW.in_(locale), *lines, SHALL_I.in_(locale)])


def reminder(due: Sequence[Suggestion], locale: str) -> Reply | None:
    """Make a reminder with ways to order; None when there is too little to say."""
    words = reminder_words(due, locale)
    if not words:
        return None
    take = [{"sku": one.product.sku, "quantity": one.quantity} for one in due]
    return choice(
        words,
        Option(ADD_ALL.in_(locale), Command("recommend", {"take": take})),
        Option(SHOW_BASKET.in_(locale), Command("recommend")),
    )
