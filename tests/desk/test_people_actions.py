"""The actions that call for people: the line, the way back, questions to sellers, how it was."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import select

from bot.actions.checking_out import payment_problem
from bot.actions.people import ask_seller, complaint, give_review, human_agent
from bot.dialogue.turn import ACTIONS, Tools, Turn
from bot.routing.dispatch import perform
from chat.message import Inbound
from chat.payloads import command_of
from chat.service.contexts import Contexts
from chat.service.inbox import Turns
from chat.tables import desk_files
from desk.service.handover import Desk
from desk.taps import ScoreHelp
from retrieval.engine import Search
from shop.cart.pricing import Rules
from shop.catalogue.product import Product, Seller
from shop.catalogue.service import Catalogue, CatalogueWrites
from shop.money import Money
from shop.reviews.tables import reviews
from shop.reviews.taps import GiveStars
from shop.sellers.service.questions import Questions
from storage.database import Database
from tests.bot.test_shop_actions import WordSearch
from tests.fresh import ready

NIGHT = datetime(2026, 1, 5, 20, 0, tzinfo=UTC)
DAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'test.db'}")
    ready(database)
    yield database
    database.close()


@pytest.fixture
def tools(db: Database) -> Tools:
    writes = CatalogueWrites(db)
    writes.sellers([Seller("spice-house", "Spice House")])
    writes.products([Product("CARDAMOM-1", "Green cardamom", Money.of("2400"), seller="spice-house")])
    catalogue = Catalogue(db)
    search = cast(Search, WordSearch(list(catalogue.all())))
    return Tools(db, catalogue, Contexts(db), search, "Shop", "http://shop.example", Rules())


def turn_in(tools: Tools, words: str, **more: Any) -> Turn:
    store = Turns(tools.db)
    accepted = store.accept(Inbound("telegram", "7", f"m{words}", DAY, words))
    customer = store.conversation(accepted.conversation).customer
    turn = Turn("t1", accepted.conversation, customer, "telegram", "", "", words, "", 1.0, {}, {}, now=DAY)
    return replace(turn, **more)


def state(tools: Tools, turn: Turn) -> str:
    return Turns(tools.db).conversation(turn.conversation).state


def filed(tools: Tools, turn: Turn) -> str:
    """Why the desk reads that a person is wanted."""
    with tools.db.read() as tx:
        reason: str = tx.execute(
            select(desk_files.c.reason).where(desk_files.c.conversation_id == turn.conversation)
        ).scalar_one()
    return reason


def test_asking_for_a_person_says_how_long_and_offers_the_way_back(tools: Tools) -> None:
    turn = turn_in(tools, "talk to a person")
    (said,) = human_agent(turn, tools).replies
    assert "about 4 minutes" in said.text
    assert said.sender == "system"
    assert state(tools, turn) == "waiting"
    (again,) = human_agent(turn, tools).replies
    assert "in the line already" in again.text
    command = said.options[0].command
    assert command is not None
    back = replace(turn, entities={"text": [command.entities["text"]]})
    told = human_agent(back, tools).replies[0].text
    assert told.startswith("I am with you again, and the call to my colleague has ended.")
    assert state(tools, turn) == "bot"


def test_a_double_charge_and_a_wish_for_a_person_go_to_the_person_as_that(tools: Tools) -> None:
    said = "Charged twice, very angry, give me a person"
    wishes = (("payment_problem", "Charged twice, very angry"), ("human_agent", "give me a person"))
    turn = turn_in(tools, said, intent="payment_problem", wishes=wishes, confidence=0.9)
    replies = perform(ACTIONS["action_payment_problem"], turn, tools).replies
    assert [reply.sender for reply in replies] == ["system"]
    assert "order" not in replies[0].text.lower()
    assert filed(tools, turn) == "payment"


def test_of_a_payment_nothing_is_said_that_the_store_does_not_know(tools: Tools) -> None:
    turn = turn_in(tools, "charged twice", intent="payment_problem")
    (said,) = payment_problem(turn, tools).replies
    assert "I see no order of yours in the last hour." in said.text
    assert "No order was placed" not in said.text
    assert [option.title for option in said.options] == ["Talk to a person"]
    command = said.options[0].command
    assert command is not None
    tapped = replace(turn, text="", entities={"text": [command.entities["text"]]})
    human_agent(tapped, tools)
    assert filed(tools, turn) == "payment"


def test_at_night_it_says_when_people_are_back(tools: Tools) -> None:
    (said,) = human_agent(turn_in(tools, "person", now=NIGHT), tools).replies
    assert "Our people are back today at 8:00" in said.text  # it is past midnight in India


def test_a_complaint_is_for_a_person(tools: Tools) -> None:
    turn = turn_in(tools, "half the packets were broken")
    (said,) = complaint(turn, tools).replies
    assert said.text.startswith("I am sorry about that.")
    assert state(tools, turn) == "waiting"


def test_a_question_goes_to_the_products_seller_once(tools: Tools) -> None:
    turn = turn_in(tools, "ask the seller if it is this year's crop", page="sku:CARDAMOM-1")
    (said,) = ask_seller(turn, tools).replies
    assert "Spice House" in said.text
    ask_seller(turn, tools)  # the same turn again, after a crash
    (asked,) = Questions(tools.db).newest("spice-house")
    assert asked["said"][0]["text"] == "ask the seller if it is this year's crop"


def test_a_question_about_goods_without_a_seller_is_for_the_shop(tools: Tools) -> None:
    CatalogueWrites(tools.db).products([Product("SALT-1", "Rock salt", Money.of("20"))])
    turn = turn_in(tools, "ask the seller if it is iodised", page="sku:SALT-1")
    (said,) = ask_seller(turn, tools).replies
    assert "your question about Rock salt" in said.text
    assert "our own people" in said.text
    ask_seller(turn, tools)  # the same turn again, after a crash
    (asked,) = Questions(tools.db).newest()
    assert asked["said"][0]["text"] == "ask the seller if it is iodised"
    assert state(tools, turn) == "bot"  # the answer comes here; nobody has to wait for it


def test_without_a_product_or_a_question_it_asks_for_them(tools: Tools) -> None:
    assert "Which product" in ask_seller(turn_in(tools, "ask the seller"), tools).replies[0].text
    bare = turn_in(tools, "ask the seller about this", page="sku:CARDAMOM-1")
    assert "What would you like to know" in ask_seller(bare, tools).replies[0].text
    assert Questions(tools.db).newest() == []


def test_a_question_nobody_answers_comes_to_the_desk(tools: Tools) -> None:
    ask_seller(turn_in(tools, "seller se pucho organic hai kya", page="sku:CARDAMOM-1"), tools)
    questions = Questions(tools.db)
    assert questions.overdue(DAY) == []
    ((_, conversation),) = questions.overdue(DAY.replace(hour=14))
    assert questions.overdue(DAY.replace(hour=14)) == []
    assert Desk(tools.db).ask(conversation, "seller", DAY, actor="rules")


@pytest.mark.parametrize("tap", ["csat:1:4", command_of(ScoreHelp(1, 4)).entities["text"]])
def test_one_tap_says_how_it_was(tools: Tools, tap: str) -> None:
    turn = turn_in(tools, "hello", intent="give_review", entities={"text": [tap]})
    assert give_review(turn, tools).replies[0].text == "Thank you, that helps us."


@pytest.mark.parametrize(("sku", "stars"), [("CARDAMOM-1", 0), ("CARDAMOM-1", 6), ("NONE-1", 5)])
def test_stars_that_no_option_gives_are_not_stored(tools: Tools, sku: str, stars: int) -> None:
    tapped = {"text": [command_of(GiveStars(sku, stars)).entities["text"]]}
    give_review(turn_in(tools, "hello", intent="give_review", entities=tapped), tools)
    with tools.db.read() as tx:
        assert list(tx.execute(select(reviews.c.stars))) == []


def test_stars_are_given_to_a_product_and_the_last_ones_count(tools: Tools) -> None:
    assert "Of which product" in give_review(turn_in(tools, "review"), tools).replies[0].text
    turn = turn_in(tools, "a review", page="sku:CARDAMOM-1")
    options = give_review(turn, tools).replies[0].options
    for option in (options[0], options[4]):
        assert option.command is not None
        tapped = {name: [value] for name, value in option.command.entities.items()}
        intent = option.command.intent
        give_review(replace(turn, id=option.title, intent=intent, entities=tapped), tools)
    with tools.db.read() as tx:
        assert list(tx.execute(select(reviews.c.sku, reviews.c.stars))) == [("CARDAMOM-1", 1)]


@pytest.mark.parametrize(
    ("locale", "asked"), [("hi-Latn", "Kis product ke baare me?"), ("hi-Deva", "किस सामान के बारे में?")]
)
def test_which_product_is_asked_in_the_customers_language(tools: Tools, locale: str, asked: str) -> None:
    turn = replace(turn_in(tools, "ask the seller"), locale=locale)
    assert ask_seller(turn, tools).replies[0].text.startswith(asked)
