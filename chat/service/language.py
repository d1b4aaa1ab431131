"""The language that a customer chose, on whatever channel; else the one that they last wrote in."""

from dataclasses import replace
from datetime import datetime

from chat.contexts import FOREVER, ContextKey
from chat.errors import UnknownConversation
from chat.ports import Conversation
from chat.service.contexts import Contexts, find_in
from chat.store.conversations import find_conversation
from storage.database import Tx

LOCALE = ContextKey("locale", str, FOREVER)
WRITTEN = ContextKey("written_in", str, FOREVER)


def chosen_language(contexts: Contexts, customer: str, locale: str, now: datetime, written: str = "") -> str:
    """Read what the customer chose, else what they write in, else what the conversation came with.

    `written` is the language of this message, where it shows one.
    """
    if chosen := contexts.get(customer, LOCALE, now):
        return chosen
    before = contexts.get(customer, WRITTEN, now)
    if written and written != before:
        contexts.save(customer, WRITTEN, written, now)
    return written or before or locale or "en"


def choose_language(contexts: Contexts, customer: str, locale: str, now: datetime) -> None:
    """Answer in this language from now on, wherever the customer writes from."""
    contexts.save(customer, LOCALE, locale, now)


def language_of(tx: Tx, customer: str, locale: str) -> str:
    """Read what this customer chose or wrote in, else what the conversation came with, in another's tx."""
    return find_in(tx, customer, LOCALE) or find_in(tx, customer, WRITTEN) or locale


def language_in(tx: Tx, conversation: str) -> str:
    """Read the language that is spoken in this conversation, if it is there, in another's transaction."""
    try:
        return in_chosen_language(tx, find_conversation(tx, conversation)).locale or "en"
    except UnknownConversation:
        return "en"


def in_chosen_language(tx: Tx, at: Conversation) -> Conversation:
    """Give the conversation the language that its customer chose, wherever they chose it."""
    return replace(at, locale=language_of(tx, at.customer, at.locale))
