"""The language that a customer chose, on whatever channel."""

from datetime import datetime, timedelta

from chat.service.contexts import Contexts

KEY = "locale"
KEPT = timedelta(days=3650)


def chosen_language(contexts: Contexts, customer: str, locale: str, now: datetime) -> str:
    """What the customer chose, else what the conversation came with."""
    return str(contexts.get(customer, KEY, within=KEPT, now=now) or locale or "en")


def choose_language(contexts: Contexts, customer: str, locale: str, now: datetime) -> None:
    """From now on answer in this language, wherever the customer writes from."""
    contexts.put(customer, KEY, locale, now)
