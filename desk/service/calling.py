"""Calls a person into a conversation, or takes it out of the line again, and says what to expect."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chat import words
from chat.handoff import Reason, why_person
from chat.reply import Command, Option, Reply, text
from chat.words import Words
from desk.service.handover import Desk
from desk.service.hours import OpeningHours
from desk.store import conversations
from storage.database import Database

PRESENT = timedelta(minutes=2)  # seen at the desk within this time counts as there


@dataclass(frozen=True)
class Call:
    """Whether a colleague is waited for, or a call of one ended before."""

    waits: bool = False
    ended: bool = False
    reason: str = ""  # what it is, or was, about


def call_of(db: Database, conversation: str) -> Call:
    """How it stands with the call for a person in this conversation."""
    with db.read() as tx:
        state, reason = conversations.call_in(tx, conversation)
    return Call(state == "waiting", bool(reason) and state in ("bot", "resolved"), reason)


def still_called(db: Database, conversation: str, locale: str, now: datetime) -> str:
    """Say when the colleague who is waited for may be there."""
    desk, hours = Desk(db), OpeningHours(db).hours()
    online = desk.online(now - PRESENT)
    if not online and not hours.is_open(now):
        return words.STILL_CLOSED.in_(locale, opens=hours.spoken_opening(now, locale))
    waited = desk.waited(conversation, now)
    left = desk.queue(conversation, len(online), True).left(waited)
    if not left:
        return words.STILL_LONGER.in_(locale, waited=int(waited.total_seconds() // 60))
    return words.STILL_CALLED.in_(locale, minutes=left)


def nobody_yet(db: Database, conversation: str, locale: str, now: datetime) -> Reply:
    """Say that no colleague is there yet, and when one may be."""
    told = f"{words.NOBODY_YET.in_(locale)} {still_called(db, conversation, locale, now)}"
    return Reply("choice", told, "system", options=(_way_back(locale),))


def left_for_person(db: Database, conversation: str, locale: str, now: datetime) -> Reply:
    """Say that these words are kept for the colleague who is waited for, and when that may be."""
    told = f"{words.KEPT_FOR_PERSON.in_(locale)} {still_called(db, conversation, locale, now)}"
    return Reply("choice", told, "system", options=(_way_back(locale),))


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
        told = f"{words.ALREADY_WAITING.in_(locale)} {still_called(db, conversation, locale, now)}"
    elif is_open:
        told = words.WAIT_FOR_PERSON.in_(locale, minutes=queue.minutes)
    else:
        told = words.OUT_OF_HOURS.in_(locale, opens=hours.spoken_opening(now, locale))
    if first and new:
        told = f"{first.in_(locale)} {told}"
    return Reply("choice", told, "system", options=(_way_back(locale),))


def answer_call(
    db: Database, conversation: str, locale: str, now: datetime, about: Any | None, said: str
) -> Reply:
    """Answer who asked for a person: they are in the line now, or with "back" out of it."""
    if about == "back":
        was_waiting = Desk(db).back(conversation, now)
        return text((words.BACK_AGAIN if was_waiting else words.NO_LINE).in_(locale))
    return call_person(db, conversation, locale, now, why_person(f"{about or ''} {said}"))


def _way_back(locale: str) -> Option:
    return Option(words.BACK_TO_BOT.in_(locale), Command("human_agent", {"text": "back"}))
