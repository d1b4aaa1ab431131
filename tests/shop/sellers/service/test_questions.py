"""Questions: asked, reminded of, answered, published, asked of another seller; on both databases."""

from alembic import command
from sqlalchemy import insert, select, update
from sqlalchemy import text as sql

from people.tables import customers
from shop.catalogue.product import Product
from shop.catalogue.service import CatalogueWrites
from shop.catalogue.tables import faqs
from shop.money import Money
from shop.sellers.service.flags import Flags
from shop.sellers.tables import questions, relayed
from storage.facts import Facts
from tests.shop.sellers.world import HOUR, NOW, World


def test_the_seller_is_reminded_once_then_another_seller_of_the_same_is_asked(world: World) -> None:
    chat, other = world.chat_of("s1"), world.chat_of("s2")
    world.ask()
    assert world.questions.remind(NOW + HOUR) == 0
    assert world.questions.remind(NOW + 3 * HOUR) == 1
    assert world.questions.remind(NOW + 3 * HOUR) == 0
    assert [text.splitlines()[0] for text in world.said(chat)][-1].startswith("Still open")
    assert world.said(other) == []
    assert world.rules.escalate(NOW + 5 * HOUR) == 1
    assert "this year's crop?" in world.said(other)[-1]
    assert world.store.conversation(world.buyer_at).state == "bot"
    # That one lets it lie too: nobody else sells it, so it is for the desk.
    assert world.rules.escalate(NOW + 10 * HOUR) == 1
    assert world.store.conversation(world.buyer_at).state == "waiting"


def test_the_shop_is_asked_about_goods_without_a_seller_and_its_answer_comes_back(world: World) -> None:
    own = Product("D", "Rock salt", Money.of("20"), pack="1 kg")
    CatalogueWrites(world.db).products([own])
    question = world.ask("D", "iodised? ring 98765 43210")
    assert world.questions.own_open() == 1
    assert world.questions.newest("s1") == []
    (seen,) = world.questions.newest()
    assert (seen["seller"], seen["product"]["title"]) == ("", "Rock salt")
    assert Flags(world.db).flagged() == []  # a buyer may give the shop itself a number
    world.questions.answer(question, "admin", "No. Ring us: 98220 00000", NOW, publish=True)
    assert "The shop answers: No. Ring us: 98220 00000\n" in world.said(world.buyer_at)[-1]
    assert world.published() == []
    world.questions.answer(question, "admin", "No, it is not", NOW, publish=True)
    ((asked, answer),) = world.published()
    assert "98765" not in asked  # what a buyer tells the shop is not told to all
    assert answer == "No, it is not (answered by the shop on 05 January 2026)"
    assert world.questions.own_open() == 0
    assert world.ask_on(question, "and how fine is it?")
    assert world.questions.own_open() == 1


def test_what_the_shop_lets_lie_comes_to_the_desk(world: World) -> None:
    own = Product("D", "Rock salt", Money.of("20"), pack="1 kg")
    CatalogueWrites(world.db).products([own])
    world.ask("D")
    assert world.rules.run(NOW + 3 * HOUR) is False  # there is no seller to remind
    assert world.rules.escalate(NOW + 5 * HOUR) == 1
    assert world.store.conversation(world.buyer_at).state == "waiting"


def test_a_shop_that_was_asked_hides_no_other_seller(world: World) -> None:
    """NOT IN of nobody's id is never true: the sellers of the same goods would be out."""
    CatalogueWrites(world.db).products([Product("D", "Green Cardamom", Money.of("2450"), pack="1 kg")])
    world.ask("D")
    assert world.rules.escalate(NOW + 5 * HOUR) == 1
    assert len(world.questions.newest("s1")) == 1
    assert world.store.conversation(world.buyer_at).state == "bot"


def test_how_long_a_seller_may_take_is_a_setting(world: World) -> None:
    Facts(world.db).put("relay.hours", 1)
    world.ask("C")
    assert world.questions.overdue(NOW + 2 * HOUR)


def test_the_buyer_asks_on_and_it_is_the_same_question(world: World) -> None:
    chat = world.chat_of("s1")
    question = world.ask()
    world.questions.answer(question, "x", "Yes", NOW, seller="s1")
    assert world.ask_on(question, "and the size?")
    assert not world.ask_on(question, "?", "somebody else")
    (seen,) = world.questions.newest("s1")
    assert (seen["status"], len(seen["said"])) == ("open", 3)
    assert "and the size?" in world.said(chat)[-1]


def test_what_was_flagged_is_not_shown_to_others(world: World) -> None:
    question = world.ask()
    world.questions.answer(question, "x", "Call 98765 43210", NOW, seller="s1")
    assert not world.questions.publish(question, "x", NOW, seller="s1")
    world.questions.answer(question, "x", "Picked in October.", NOW, seller="s1")
    assert world.questions.publish(question, "x", NOW, seller="s1")


def test_an_answer_is_published_with_the_question_it_answers(world: World) -> None:
    question = world.ask(words="Is it veg?")
    world.questions.answer(question, "x", "Yes", NOW, seller="s1", publish=True)
    assert world.ask_on(question, "Does it contain nuts?")
    world.questions.answer(question, "x", "No, none.", NOW, seller="s1", publish=True)
    by = "(answered by Spice House on 05 January 2026)"
    both = [
        ("Green cardamom: Does it contain nuts?", f"No, none. {by}"),
        ("Green cardamom: Is it veg?", f"Yes {by}"),
    ]
    assert sorted(world.published()) == both
    # Asked on since: that is no question to the answer that is shown.
    assert world.ask_on(question, "And how old?")
    assert world.questions.publish(question, "x", NOW, seller="s1")
    assert sorted(world.published()) == both


def test_what_the_shops_own_agent_answers_is_passed_on_whole_and_no_buyer_is_blamed(world: World) -> None:
    question = world.ask()
    words = "Ring us on 98220 00000 or see https://shop.example/cardamom"
    world.questions.answer(question, "agent", words, NOW, publish=True)
    assert f"The shop answers: {words}\n" in world.said(world.buyer_at)[-1]
    assert Flags(world.db).flagged() == []
    assert world.published() == []  # it is for who asked, not for all


def test_what_was_published_before_is_known_by_its_question(world: World) -> None:
    for sku, words in (("A", "this year's crop?"), ("A", "how old?"), ("C", "whole?")):
        question = world.ask(sku, words)
        world.questions.answer(question, "x", "Yes.", NOW, seller="s1", publish=True)
    with world.db.write() as tx:  # of the last one no words are left
        tx.execute(update(relayed).where(relayed.c.question_id == question).values(shown=""))
        gone = {"id": "gone_1", "kind": "erased", "created_at": NOW.isoformat()}
        tx.execute(insert(customers).values(**gone))
        tx.execute(update(questions).where(questions.c.id == question).values(customer_id="gone_1"))
        before = tx.execute(select(faqs.c.question, faqs.c.question_id)).all()
    command.downgrade(world.db._alembic(), "0023")
    world.db.migrate()
    with world.db.read() as tx:
        after = tx.execute(select(faqs.c.question, faqs.c.question_id)).all()
    assert sorted(after) == sorted(row for row in before if row.question_id != question)


def test_what_was_asked_before_the_shop_could_be_is_kept(world: World) -> None:
    """The table is made anew while its lines refer to it."""
    world.ask()
    command.downgrade(world.db._alembic(), "0019")
    world.db.migrate()
    (kept,) = world.questions.newest("s1")
    assert kept["said"][0]["text"] == "this year's crop?"
    with world.db.read() as tx:
        if world.db.is_sqlite:
            assert tx.execute(sql("pragma foreign_keys")).scalar() == 1
            assert tx.execute(sql("pragma foreign_key_check")).all() == []
