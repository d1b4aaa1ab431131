"""Takes one turn: a stored message in, stored replies out."""

import asyncio
import logging
from dataclasses import replace

from chat import words
from chat.emoji import in_words
from chat.errors import BrainAway, BrainFailed, NotOver, UnknownTap
from chat.handoff import names_bot, wants_bot
from chat.plain import tidied
from chat.ports import Brain, Conversation, ConversationStore, Understood, Waiting
from chat.reply import Command, Option, Reply, text

log = logging.getLogger(__name__)

LONGEST_TEXT = 4096  # what is longer is no message; it is stored, and answered with a word
LONGEST_LIST = 12_500  # an order list, line by line, as it comes out of a file
BACK = Command("human_agent", {"text": "back"})


async def take_turn(
    store: ConversationStore, brain: Brain, conversation: str, waiting: Waiting, *, patient: bool = False
) -> tuple[Reply, ...]:
    """Answer one message. Whatever happens, the message ends answered exactly once.

    NotOver where it has to be taken again: it did something, or, for the patient, the brain comes back.
    """
    known = await asyncio.to_thread(store.conversation, conversation)
    waiting = replace(waiting, text=tidied(waiting.text))
    if known.state == "human" and not await _leaves_person(store, known, waiting):
        # The desk answers; the bot is silent.
        return await asyncio.to_thread(store.finish, conversation, waiting.message, (), None)
    if known.state == "waiting" and waiting.attachments and not waiting.tap:
        # What is shown is for the person's eyes.
        understood = Understood((_kept(known),), known.dialogue)
    else:
        try:
            understood = await _answer(store, brain, known, waiting)
        except BrainFailed as err:
            if patient and isinstance(err, BrainAway) and known.state != "waiting":
                raise NotOver(f"message {waiting.message}, {err}") from err
            log.error("no answer: %s", err, extra={"conversation": known.id})
            return await _give_up(store, known, waiting)
    return await asyncio.to_thread(
        lambda: store.finish(
            conversation,
            waiting.message,
            understood.replies,
            understood.dialogue,
            unless="human",
            facts={"intent": understood.intent, "confidence": understood.confidence},
        )
    )


async def _leaves_person(store: ConversationStore, known: Conversation, waiting: Waiting) -> bool:
    """Tell whether who is served by a person goes back to the assistant: by its button, or by naming it."""
    if not waiting.tap:
        return names_bot(waiting.text)
    try:
        return await asyncio.to_thread(store.meant, known.id, waiting) == BACK
    except UnknownTap:
        return False


def _kept(known: Conversation) -> Reply:
    """Say to who waits for a person that it is kept for them."""
    back = Option(words.BACK_TO_BOT.in_(known.locale), BACK)
    return Reply("choice", words.KEPT_FOR_PERSON.in_(known.locale), "system", options=(back,))


async def _answer(
    store: ConversationStore, brain: Brain, known: Conversation, waiting: Waiting
) -> Understood:
    """Ask the brain, or answer with a plain word where it can't have one."""
    refusal = _refused(waiting, known.locale)
    if refusal:
        return Understood((text(refusal),), known.dialogue)
    try:
        command = await asyncio.to_thread(store.meant, known.id, waiting)
        if command is None and known.state in ("waiting", "human") and wants_bot(waiting.text):
            command = BACK
        said = replace(waiting, text=in_words(waiting.text))
        understood = await brain.think(known, said, command)
    except UnknownTap:
        return Understood((text(words.OLD_TAP.in_(known.locale)),), known.dialogue)
    if not understood.replies:
        raise BrainFailed("it said nothing")
    return understood


async def _give_up(store: ConversationStore, known: Conversation, waiting: Waiting) -> tuple[Reply, ...]:
    """Apologise, and let nothing be done any more; NotOver where something was done already.

    Who waits for a person is told that it is kept for them instead: they read it all the same.
    """
    sorry, unsure = (text(one.in_(known.locale)) for one in (words.APOLOGY, words.UNSURE))
    if known.state == "waiting" and not waiting.tap:
        sorry = _kept(known)
    stored = await asyncio.to_thread(
        lambda: store.give_up(known.id, waiting.message, sorry, unsure, unless="human")
    )
    if stored is None:
        raise NotOver(f"message {waiting.message}")
    return stored


def _refused(waiting: Waiting, locale: str) -> str:
    """Answer a message that nobody could make sense of; "" for any other."""
    if waiting.tap or waiting.attachments:
        return ""
    if len(waiting.text) > (LONGEST_LIST if "\n" in waiting.text.strip() else LONGEST_TEXT):
        return words.TOO_LONG.in_(locale)
    if not in_words(waiting.text):
        return words.NO_WORDS.in_(locale)
    return ""
