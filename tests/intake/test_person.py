"""A person is had without Rasa: by the button, and in words while Rasa says nothing."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chat import words
from chat.errors import BrainFailed
from chat.message import Inbound
from chat.ports import Conversation, Understood, Waiting
from chat.reply import Command, text
from chat.service.contexts import Contexts
from chat.service.inbox import Turns
from intake import person
from intake.person import PersonCalls
from storage.database import Database
from tests.fresh import ready

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class Brain:
    """Answers, fails or hangs."""

    def __init__(self, how: str) -> None:
        self.how = how

    async def think(self, at: Conversation, waiting: Waiting, _command: Command | None) -> Understood:
        if self.how == "hangs":
            await asyncio.sleep(60)
        if self.how == "fails":
            raise BrainFailed("it is broken")
        return Understood((text("understood"),), {})


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Turns]:
    monkeypatch.setattr(person, "SOON_SECONDS", 0.05)
    db = Database(f"sqlite:///{tmp_path / 'test.db'}")
    ready(db)
    yield Turns(db)
    db.close()


async def answered(store: Turns, how: str, said: str, command: Command | None = None) -> tuple[str, str]:
    """What is said, and who has the conversation then."""
    accepted = store.accept(Inbound("web", said or "w", "1", NOW, said))
    waiting = store.next_waiting(accepted.conversation)
    assert waiting
    at = store.conversation(accepted.conversation)
    brain = PersonCalls(Brain(how), store.db, Contexts(store.db))
    (reply,) = (await brain.think(at, waiting, command)).replies
    return reply.text, store.conversation(at.id).state


@pytest.mark.parametrize("how", ["hangs", "fails"])
@pytest.mark.parametrize("said", ["talk to a person", "kisi insaan se baat karni hai", "मुझे एजेंट चाहिए"])
async def test_words_reach_a_person_without_rasa(store: Turns, how: str, said: str) -> None:
    told, state = await answered(store, how, said)
    assert state == "waiting"
    assert told.startswith((words.WAIT_FOR_PERSON.en[:24], words.OUT_OF_HOURS.en[:19]))


async def test_the_button_asks_nobody_else(store: Turns) -> None:
    asked = Command("human_agent")
    assert (await answered(store, "hangs", "", asked))[1] == "waiting"
    back = Command("human_agent", {"text": "back"})
    accepted = store.accept(Inbound("web", "w", "2", NOW, ""))
    waiting = store.next_waiting(accepted.conversation)
    assert waiting
    brain = PersonCalls(Brain("hangs"), store.db, Contexts(store.db))
    said = await brain.think(store.conversation(accepted.conversation), waiting, back)
    assert said.replies[0].text == words.BACK_AGAIN.en
    assert store.conversation(accepted.conversation).state == "bot"


async def test_rasa_is_left_what_it_understands(store: Turns) -> None:
    assert await answered(store, "answers", "talk to a person") == ("understood", "bot")
    with pytest.raises(BrainFailed):
        await answered(store, "fails", "do you have rice")
