"""Wishes: recognised, asked about first, passed to a seller."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chat.message import Inbound
from chat.ports import Understood, Waiting
from chat.reply import Command
from chat.service.contexts import Contexts
from chat.service.inbox import Turns
from intake.sellers import SellerChats
from people.service.staff import Staff
from shop.cart.pricing import Rules
from shop.catalogue.product import Product, Seller
from shop.catalogue.service import CatalogueWrites
from shop.money import Money
from shop.sellers.service.channels import SellerChannels
from shop.sellers.service.questions import Questions
from storage.database import Database
from tests.fresh import ready

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class World:
    """A buyer on the web and a seller whose chat is on Telegram."""

    def __init__(self, db: Database) -> None:
        self.store = Turns(db)
        CatalogueWrites(db).sellers([Seller("s1", "Bag House"), Seller("s2", "Grain Mill")])
        CatalogueWrites(db).products([Product("B", "Carry bag", Money.of("9"), seller="s1", stock=5)])
        staff = Staff(db)
        for seller in ("s1", "s2"):
            staff.add(f"{seller}@x.example", seller, "seller", "hash", NOW, seller=seller)
        self.questions = Questions(db, self.store)
        self.buyer = self.store.open("web", "w1", now=NOW)
        self.seller = self.store.open("telegram", "9", now=NOW)
        channels = SellerChannels(db)
        member = next(m.id for m in staff.all() if m.seller == "s1")
        channels.link(channels.issue("s1", member, NOW), self.seller.id, NOW)
        self.chats = SellerChats(db, Contexts(db), lambda: NOW, rules=Rules())

    def hears(self, words: str, channel: str = "web") -> Understood | None:
        at = self.buyer if channel == "web" else self.seller
        number = f"m{len(self.store.history(at.id)[0])}"
        heard = self.store.accept(Inbound(at.channel, at.address, number, NOW, words))
        return asyncio.run(self.chats.heard(at, Waiting(heard.message, number, words, "", NOW)))

    def taps(self, understood: Understood | None, title: str, channel: str = "web") -> Understood:
        assert understood is not None
        option = next(o for o in understood.replies[0].options if o.title == title)
        assert option.command is not None
        return asyncio.run(self.chats.chosen(self.buyer if channel == "web" else self.seller, option.command))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    db = Database(f"sqlite:///{tmp_path / 'wishes.db'}")
    ready(db)
    yield World(db)
    db.close()


@pytest.mark.parametrize(
    "words",
    [
        "I need 200 printed carry bags with my shop's name",
        "can you get boxes with our logo on them",
        "500 paper cups customised for diwali",
        "mujhe apni dukan ka naam wale 100 thaile chahiye",
        "made to order sweets, 20 kg",
    ],
)
def test_what_lies_on_no_shelf_is_asked_about_before_anybody_hears_of_it(world: World, words: str) -> None:
    understood = world.hears(words)
    assert world.questions.newest() == []
    done = world.taps(understood, "Ask the sellers")
    assert "I have asked a seller" in done.replies[0].text
    (asked,) = world.questions.newest()
    assert (asked["kind"], asked["said"][0]["text"], asked["seller"]) == ("wish", words, "Bag House")
    # On their own phone the seller has it, and can leave it to somebody else.
    notice = world.store.last_said(world.seller.id)
    assert notice is not None
    assert words in notice.lead
    leave = Command("intake.pass", {"question": asked["id"]})
    told = asyncio.run(world.chats.chosen(world.seller, leave))
    assert told.replies[0].text == "All right, somebody else is asked."
    assert {q["seller"]: q["status"] for q in world.questions.newest()} == {
        "Bag House": "declined",
        "Grain Mill": "open",
    }


@pytest.mark.parametrize(
    "words",
    [
        "20 maggi 70g",
        "gst bill chahiye meri dukan ke naam se",
        "send the invoice with our company name",
        "my order is late",
        "do you have printed cotton",
        "what is my shop's balance",
        "is this brand's name amul",
        "customer care",
        "cancel my order",
    ],
)
def test_everyday_words_are_left_alone(world: World, words: str) -> None:
    assert world.hears(words) is None


def test_can_i_place_a_custom_order_asks_what_it_is(world: World) -> None:
    asked = world.hears("can I place a custom order?")
    assert asked is not None
    assert asked.replies[0].text.startswith("Write in one message")
    told = world.hears("Steel tiffins with three boxes, 40 pieces by Friday")
    assert told is not None
    assert "40 pieces" in told.replies[0].text
    assert world.hears("and sugar") is None  # that was all
    world.hears("custom order")
    left = world.hears("no")
    assert left is not None
    assert left.replies[0].text == "All right, I leave it."
    assert len(world.questions.newest()) == 1


@pytest.mark.parametrize(
    ("locale", "title", "yes", "told"),
    [
        ("hi-Latn", "Sellers se poocho", "haan", "Maine seller se pooch liya"),
        ("hi-Deva", "सेलर से पूछिए", "हाँ।", "मैंने सेलर से पूछ लिया"),
    ],
)
def test_a_wish_is_asked_about_and_confirmed_in_the_buyers_language(
    world: World, locale: str, title: str, yes: str, told: str
) -> None:
    world.buyer = replace(world.buyer, locale=locale)
    asked = world.hears("200 bags with our logo")
    assert asked is not None
    assert asked.replies[0].options[0].title == title
    done = world.hears(yes)
    assert done is not None
    assert done.replies[0].text.startswith(told)


def test_a_seller_hears_what_became_of_an_answer(world: World) -> None:
    world.taps(world.hears("200 bags with our logo"), "Ask the sellers")
    for words, told in (
        ("Which colour?", "Sent to the buyer."),
        ("Ring 98765 43210", "without phone numbers"),
        ("Do not be stupid", "The shop's admin will read it too"),
    ):
        (asked,) = world.questions.newest()
        asyncio.run(world.chats.chosen(world.seller, Command("intake.answer", {"question": asked["id"]})))
        understood = world.hears(words, "telegram")
        assert understood is not None
        assert told in understood.replies[0].text
        assert not understood.replies[0].options  # a wish is shown to no other buyer


def test_a_typed_yes_asks_the_sellers_and_a_no_does_not(world: World) -> None:
    wish = "I need 200 printed carry bags with my shop's name"
    world.hears(wish)
    left = world.hears("nahi")
    assert left is not None and "leave it" in left.replies[0].text
    assert world.hears("haan") is None  # nothing waits for it any more
    world.hears(wish)
    assert world.hears("what is the price of rice") is None
    assert world.hears("yes") is None
    world.hears(wish)
    done = world.hears("haan ji")
    assert done is not None and "I have asked a seller" in done.replies[0].text
    assert [asked["said"][0]["text"] for asked in world.questions.newest()] == [wish]
