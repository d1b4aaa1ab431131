"""The language that a customer chose, on whatever channel."""

from dataclasses import replace
from datetime import datetime

from chat.contexts import FOREVER, ContextKey
from chat.errors import UnknownConversation
from chat.ports import Conversation
from chat.service.contexts import Contexts, find_in
from chat.store.conversations import find_conversation
from storage.database import Tx

LOCALE = ContextKey("locale", str, FOREVER)


def chosen_language(contexts: Contexts, customer: str, locale: str, now: datetime) -> str:
    """Read what the customer chose, else what the conversation came with."""
    return contexts.get(customer, LOCALE, now) or locale or "en"


def choose_language(contexts: Contexts, customer: str, locale: str, now: datetime) -> None:
    """Answer in this language from now on, wherever the customer writes from."""
    contexts.save(customer, LOCALE, locale, now)


def language_of(tx: Tx, customer: str, locale: str) -> str:
    """Read what this customer chose, else what their conversation came with, in another's transaction."""
    return find_in(tx, customer, LOCALE) or locale


def language_in(tx: Tx, conversation: str) -> str:
    """Read the language that is spoken in this conversation, if it is there, in another's transaction."""
    try:
        return in_chosen_language(tx, find_conversation(tx, conversation)).locale or "en"
    except UnknownConversation:
        return "en"


def in_chosen_language(tx: Tx, at: Conversation) -> Conversation:
    """Give the conversation the language that its customer chose, wherever they chose it."""
    return replace(at, locale=language_of(tx, at.customer, at.locale))
