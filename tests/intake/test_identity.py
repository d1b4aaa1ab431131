"""The language that is chosen in a chat holds for the customer; another channel is named in it."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from chat.ports import Conversation, Understood, Waiting
from chat.service.consent import Consents
from chat.service.contexts import Contexts
from chat.service.inbox import Turns
from connectors.delivery import PermanentFailure
from intake.brain import Intake
from intake.identity import Entrances, Identity
from intake.order_proof import OrderProof
from intake.sellers import SellerChats
from intake.service.linking import Linking
from intake.service.privacy import Privacy
from storage.database import Database

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class World:
    """One customer's chat on the website, in front of an assistant that is never asked."""

    def __init__(self, db: Database) -> None:
        self.store = Turns(db)
        self.contexts = Contexts(db)
        who = Identity(
            linking=Linking(db),
            consents=Consents(db),
            conversations=self.store,
            contexts=self.contexts,
            privacy=cast(Privacy, None),
            entrances=Entrances(telegram_name=lambda: "shop_bot"),
            now=lambda: NOW,
        )

        async def nothing(*_: object) -> None:
            """Settle nothing: it is for what comes behind."""

        async def lost(_file: str) -> bytes:
            raise PermanentFailure("getFile: 404")

        others: Any = SimpleNamespace(heard=nothing, takes=lambda _command: False)
        self.intake = Intake(
            cast(Any, None),
            identity=who,
            sellers=cast(SellerChats, others),
            orders=cast(OrderProof, others),
            contexts=self.contexts,
            fetchers={"telegram": lost},
            now=lambda: NOW,
        )
        self.chat = self.store.open("web", "w1", locale="en", now=NOW).id

    def at(self) -> Conversation:
        return self.store.conversation(self.chat)

    def hears(self, words: str, *attachments: dict[str, Any]) -> Understood:
        waiting = Waiting(1, "m1", words, "", NOW, attachments)
        return asyncio.run(self.intake.think(self.at(), waiting, None))

    def taps(self, title: str) -> Understood:
        options = self.hears("/language").replies[0].options
        command = next(o.command for o in options if o.title == title)
        return asyncio.run(self.intake.think(self.at(), Waiting(2, "m2", "", "t", NOW), command))


@pytest.fixture
def world(db: Database) -> World:
    return World(db)


def test_each_language_is_offered_by_its_own_name_and_spoken_from_then_on(world: World) -> None:
    assert [o.title for o in world.hears("/language").replies[0].options] == ["English", "Hinglish", "हिन्दी"]
    assert world.taps("हिन्दी").replies[0].text == "ठीक है, हिन्दी में बात करते हैं। क्या चाहिए?"
    assert world.at().locale == "hi-Deva"
    assert world.taps("Hinglish").replies[0].text.startswith("Theek hai, Hinglish")
    assert world.at().locale == "hi-Latn"
    assert world.taps("English").replies[0].text.startswith("English it is.")


def test_who_comes_from_elsewhere_is_spoken_to_as_they_chose(world: World) -> None:
    world.taps("हिन्दी")
    other = world.store.open("telegram", "7", locale="en", now=NOW)
    world.store.bind(other.id, world.at().customer)
    assert world.store.conversation(other.id).locale == "hi-Deva"


def test_another_channel_is_named_in_the_customers_language(world: World) -> None:
    asked = world.hears("continue on telegram").replies[0]
    assert asked.data["title"] == "Open Telegram"
    world.taps("हिन्दी")
    asked = world.hears("continue on telegram").replies[0]
    assert asked.data["title"] == "टेलीग्राम खोलिए"


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("en", "I could not read that file: it did not come through. Please send it again, or as text."),
        ("hi-Latn", "File padh nahi paya: file poori nahi pahunchi. Please dobara bhejiye, ya text me."),
        ("hi-Deva", "फ़ाइल पढ़ नहीं पाया: फ़ाइल पूरी नहीं पहुँची। कृपया दोबारा भेजिए, या लिखकर।"),
    ],
)
def test_why_a_file_is_not_read_is_said_in_words_of_people(world: World, locale: str, told: str) -> None:
    file = {"kind": "document", "url": "telegram:f1", "name": "list.csv"}
    at = replace(world.at(), locale=locale)
    waiting = Waiting(1, "m1", "", "", NOW, (file,))
    assert asyncio.run(world.intake.think(at, waiting, None)).replies[0].text == told
