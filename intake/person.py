"""Hands over to a person without Rasa: by the button always, by words where Rasa says nothing soon."""

import asyncio
import logging
from datetime import UTC, datetime

from chat.errors import BrainFailed
from chat.handoff import asks_for_person
from chat.ports import Brain, Conversation, Understood, Waiting
from chat.reply import Command
from chat.service.contexts import Contexts
from chat.service.language import chosen_language
from desk.service.calling import answer_call
from storage.database import Database

log = logging.getLogger(__name__)

SOON_SECONDS = 3.0
PERSON = "human_agent"


class PersonCalls:
    """A Brain in front of another."""

    def __init__(self, inner: Brain, db: Database, contexts: Contexts) -> None:
        self._inner = inner
        self._db = db
        self._contexts = contexts

    async def think(self, at: Conversation, waiting: Waiting, command: Command | None) -> Understood:
        """Hand over, else let the brain answer."""
        if command and command.intent == PERSON:
            return await asyncio.to_thread(self._hand_over, at, waiting, command)
        if command or not asks_for_person(waiting.text):
            return await self._inner.think(at, waiting, command)
        try:
            return await asyncio.wait_for(self._inner.think(at, waiting, command), SOON_SECONDS)
        except (TimeoutError, BrainFailed) as err:
            log.warning("handed over without Rasa: %r", err, extra={"conversation": at.id})
            return await asyncio.to_thread(self._hand_over, at, waiting, Command(PERSON))

    def _hand_over(self, at: Conversation, waiting: Waiting, command: Command) -> Understood:
        now = datetime.now(UTC)
        locale = chosen_language(self._contexts, at.customer, at.locale, now)
        about = command.entities.get("text")
        said = answer_call(self._db, at.id, locale, now, about, waiting.text)
        return Understood((said,), at.dialogue, PERSON, 1.0)
