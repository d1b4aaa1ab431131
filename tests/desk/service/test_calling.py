"""Who asks for a person is put in the line once, and taken out of it when they want to."""

from datetime import UTC, datetime

from chat import words
from chat.service.inbox import Turns
from desk.service.calling import answer_call, call_person
from storage.database import Database

NOON = datetime(2026, 1, 5, 6, 30, tzinfo=UTC)  # of a Monday in India
NIGHT = datetime(2026, 1, 5, 20, 30, tzinfo=UTC)


def test_who_calls_waits_once_and_goes_back(db: Database) -> None:
    store = Turns(db)
    chat = store.open("web", "w_1", now=NOON).id
    first = call_person(db, chat, "en", NOON, "complaint", words.APOLOGY)
    assert first.text.startswith(f"{words.APOLOGY.en} {words.WAIT_FOR_PERSON.en[:20]}")
    again = call_person(db, chat, "hi", NOON, "complaint", words.APOLOGY)
    assert again.text.startswith(words.ALREADY_WAITING.hi[:15])
    assert store.conversation(chat).state == "waiting"
    assert answer_call(db, chat, "en", NOON, "back", "").text == words.BACK_AGAIN.en
    assert store.conversation(chat).state == "bot"
    assert answer_call(db, chat, "en", NOON, "back", "").text == words.NO_LINE.en


def test_out_of_hours_it_is_said_when_somebody_comes(db: Database) -> None:
    chat = Turns(db).open("web", "w_1", now=NIGHT).id
    told = answer_call(db, chat, "en", NIGHT, None, "a person please")
    assert told.text.startswith(words.OUT_OF_HOURS.en[:19])
    assert [option.command.entities for option in told.options] == [{"text": "back"}]


def test_who_waits_is_told_in_their_own_language(db: Database) -> None:
    chat = Turns(db).open("web", "w_1", now=NIGHT).id
    told = answer_call(db, chat, "hi-Deva", NIGHT, None, "kisi se baat karni hai")
    assert told.text.startswith("हमारे लोग आज 8:00 बजे वापस आएँगे।")
    assert [option.title for option in told.options] == [words.BACK_TO_BOT.deva]
    assert answer_call(db, chat, "hi-Latn", NIGHT, "back", "").text == words.BACK_AGAIN.hi
