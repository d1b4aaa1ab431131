"""Calls a person into a conversation, or takes it out of the line again, and says what to expect."""

from datetime import datetime, timedelta
from typing import Any

from chat import words
from chat.handoff import Reason, why_person
from chat.reply import Command, Option, Reply, text
from chat.words import Words
from desk.service.handover import Desk
from desk.service.hours import OpeningHours
from storage.database import Database

PRESENT = timedelta(minutes=2)  # seen at the desk within this time counts as there


def call_person(
    db: Database, conversation: str, locale: str, now: datetime, reason: Reason, first: Words | None = None
) -> Reply:
    """Put the conversation in the line for a person, and tell the customer what to expect, once."""
    desk = Desk(db)
    hours = OpeningHours(db).hours()
    online = desk.online(now - PRESENT)
    is_open = bool(online) or hours.is_open(now)
    new = desk.ask(conversation, reason, now)
    queue = desk.queue(conversation, len(online), is_open)
    if not new:
        told = words.ALREADY_WAITING.in_(locale, minutes=queue.minutes)
    elif is_open:
        told = words.WAIT_FOR_PERSON.in_(locale, minutes=queue.minutes)
    else:
        told = words.OUT_OF_HOURS.in_(locale, opens=hours.spoken_opening(now, locale))
    if first and new:
        told = f"{first.in_(locale)} {told}"
    back = Option(words.BACK_TO_BOT.in_(locale), Command("human_agent", {"text": "back"}))
    return Reply("choice", told, "system", options=(back,))


def answer_call(
    db: Database, conversation: str, locale: str, now: datetime, about: Any | None, said: str
) -> Reply:
    """Answer who asked for a person: they are in the line now, or with "back" out of it."""
    if about == "back":
        was_waiting = Desk(db).back(conversation, now)
        return text((words.BACK_AGAIN if was_waiting else words.NO_LINE).in_(locale))
    return call_person(db, conversation, locale, now, why_person(f"{about or ''} {said}"))
