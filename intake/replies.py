"""Answers in the customer's language, with options that are commands of our own."""

from typing import Any

from chat.ports import Conversation, Understood
from chat.reply import Command, Option, choice, text
from chat.words import Words


def words_in(at: Conversation, said: Words, **values: str) -> str:
    """In the language of this conversation."""
    return said.in_(at.locale, **values)


def say(at: Conversation, said: Words, **values: str) -> Understood:
    """Plain words, and nothing else changes."""
    return Understood((text(words_in(at, said, **values)),), at.dialogue)


def ask(
    at: Conversation, said: Words, *options: tuple[Words | str, str, dict[str, Any]], **values: str
) -> Understood:
    """A question; each option is its title, a command and what belongs to it."""
    given = [
        Option(title if isinstance(title, str) else words_in(at, title), Command(intent, entities))
        for title, intent, entities in options
    ]
    return Understood((choice(words_in(at, said, **values), *given),), at.dialogue)
