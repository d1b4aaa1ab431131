"""A buyer who is forgotten leaves no words with sellers, and nothing that waits; on SQLite and PostgreSQL."""

import pytest
from alembic import command
from sqlalchemy import select, update

from chat.message import Inbound
from chat.reply import text
from chat.service.conversations import Conversations
from chat.service.outbox import Outbox
from chat.tables import messages
from intake.all_tables import schema
from intake.service.privacy import Privacy
from shop.errors import NotAllowed
from shop.money import Money
from shop.sellers.question import NoQuestion
from shop.sellers.service.flags import Flags
from shop.sellers.service.offers import Offered, SellerOffers
from shop.sellers.tables import flags, questions, seller_channels
from storage.database import Database
from tests.shop.sellers.world import HOUR, NOW, World, asked_for_a_price

WORD = "Zebrawala"


@pytest.fixture
def world(db: Database) -> World:
    return World(db)


def stands(db: Database) -> list[str]:
    """The tables in which the word stands."""
    with db.read() as tx:
        return [t.name for t in schema.sorted_tables if WORD in str(tx.execute(select(t)).all())]


def told_and_refused(world: World) -> tuple[str, str]:
    """A question that was answered in the seller's chat, a price that was refused; the chat, the question."""
    chat = world.chat_of("s1")
    question = world.ask(words=f"I am {WORD}, is it this year's?")
    heard = world.store.accept(Inbound("telegram", "9s1", "2", NOW, f"Yes, {WORD} ji")).message
    world.questions.answer(question, "x", f"Yes, {WORD} ji", NOW, seller="s1", received=heard)
    number = asked_for_a_price(world)
    world.quotes.answer(number, "x", None, HOUR, NOW, seller="s1", reason=f"{WORD} ji, ring 98765 43210")
    with world.db.write() as tx:  # the chat may belong to nobody by now
        tx.execute(seller_channels.delete())
        tx.execute(update(messages).where(messages.c.status == "pending").values(status="sent"))
    return chat, question


def test_their_words_leave_the_sellers_chat_flags_and_quotes(world: World) -> None:
    chat, question = told_and_refused(world)
    other = world.store.accept(Inbound("telegram", "9s1", "3", NOW, "Yes, as always")).message
    assert set(stands(world.db)) >= {"messages", "flags", "quotes", "relayed"}
    assert Privacy(world.db).erase(world.buyer, NOW)
    assert stands(world.db) == []
    with world.db.read() as tx:
        kept = tx.execute(select(messages.c.text).where(messages.c.id == other)).scalar()
    assert kept == "Yes, as always"
    reply = world.store.accept(Inbound("telegram", "9s1", "4", NOW, "one thing more"))
    with world.db.write() as tx:
        last = select(messages.c.id).where(messages.c.about == question, messages.c.direction == "out")
        here = messages.c.id == tx.execute(last).scalar_one()
        tx.execute(update(messages).where(here).values(channel_message_id="out:77"))
        meta = {"meta": {"reply_to": "77"}}
        tx.execute(update(messages).where(messages.c.id == reply.message).values(payload=meta))
    assert world.channels.answered_by(chat, reply.message) == question
    with pytest.raises(NoQuestion):
        world.questions.answer(question, "x", "one thing more", NOW, seller="s1")


def test_what_sellers_were_told_before_is_found_too(world: World) -> None:
    told_and_refused(world)
    command.downgrade(world.db._alembic(), "0025")
    world.db.migrate()
    assert Privacy(world.db).erase(world.buyer, NOW)
    assert stands(world.db) == []


def test_what_an_older_shop_left_of_the_forgotten_goes(world: World) -> None:
    told_and_refused(world)
    with world.db.read() as tx:
        before = {t: tx.execute(select(t.c.id, t.c.text)).all() for t in (messages, flags)}
    open_still = world.ask("C")
    asked_for_a_price(world)
    assert Privacy(world.db).erase(world.buyer, NOW)
    with world.db.write() as tx:  # as it was left before
        for table, rows in before.items():
            for row in rows:
                if WORD in row.text and row.text != f"I am {WORD}, is it this year's?":
                    tx.execute(update(table).where(table.c.id == row.id).values(text=row.text))
        tx.execute(update(questions).where(questions.c.id == open_still).values(status="open"))
        theirs = select(messages.c.conversation_id).where(messages.c.about != "")
        chats = set(tx.execute(theirs).scalars())
        assert len(chats) == 1
    command.downgrade(world.db._alembic(), "0025")
    world.db.migrate()
    with world.db.read() as tx:
        assert tx.execute(select(flags.c.text)).scalars().all() == [""]
        told = select(messages.c.text).where(messages.c.about != "", messages.c.direction == "out")
        assert set(tx.execute(told).scalars()) == {""}
    assert world.questions.overdue(NOW + 10 * HOUR) == []


def test_nobody_is_asked_or_told_any_more(world: World) -> None:
    question, answered = world.ask(), world.ask("C")
    world.questions.answer(answered, "x", "Yes", NOW, seller="s1")
    number, offered = asked_for_a_price(world), asked_for_a_price(world)
    world.quotes.answer(offered, "x", Money.of("2250"), 24 * HOUR, NOW, seller="s1")
    chat = world.chat_of("s1")
    world.ask(words="and this one is on its way")
    (flag,) = _flagged(world)
    assert Privacy(world.db).erase(world.buyer, NOW, keep_conversation=world.buyer_at)
    count = len(world.said(world.buyer_at))
    assert world.questions.overdue(NOW + 10 * HOUR) == []
    assert world.questions.remind(NOW + 3 * HOUR) == 0
    assert world.quotes.waiting("s1") == 0
    for asked in (question, answered):
        with pytest.raises(NoQuestion):
            world.questions.answer(asked, "x", "Yes, it is", NOW, seller="s1")
    with pytest.raises(NotAllowed):
        world.quotes.answer(number, "x", Money.of("2250"), HOUR, NOW, seller="s1")
    assert Flags(world.db).settle(flag, "warned", "admin", NOW)
    assert len(world.said(world.buyer_at)) == count
    assert {q["status"] for q in world.questions.newest("s1")} == {"declined", "answered"}
    assert all(q["forgotten"] for q in world.questions.newest("s1"))
    waits = [out.reply for parcel in Outbox(world.db).claim(NOW + 10 * HOUR) for out in parcel.outgoing]
    assert waits == []
    assert world.said(chat) == []


def _flagged(world: World) -> list[int]:
    world.ask("C", "ring 98765 43210")
    return [flag["id"] for flag in Flags(world.db).flagged()]


def test_a_chat_that_ends_answers_nothing_that_still_waited(world: World) -> None:
    store = Conversations(world.db)
    store.say(world.buyer_at, [text("on its way")])
    assert world.store.next_waiting(world.buyer_at) is not None
    assert Privacy(world.db).erase(world.buyer, NOW)
    assert world.store.next_waiting(world.buyer_at) is None
    assert world.store.count_waiting() == {"new": 0, "pending": 0}


def test_what_is_written_after_the_wish_to_be_forgotten_is_answered(world: World) -> None:
    wish = world.store.next_waiting(world.buyer_at)
    assert wish is not None
    after = world.store.accept(Inbound("telegram", "7", "2", NOW, "do you have rice?")).message
    assert Privacy(world.db).erase(world.buyer, NOW, keep_conversation=world.buyer_at)
    world.store.finish(world.buyer_at, wish.message, [text("All is forgotten.")], {})
    assert world.said(world.buyer_at) == ["All is forgotten."]
    waiting = world.store.next_waiting(world.buyer_at)
    assert waiting is not None
    assert (waiting.message, waiting.text) == (after, "do you have rice?")


def test_who_is_erased_leaves_no_words_with_sellers(world: World) -> None:
    world.ask(words="ring me on 98765 43210")
    assert Privacy(world.db).erase(world.buyer, NOW)
    (seen,) = world.questions.newest()
    assert [line["text"] for line in seen["said"]] == [""]
    assert [flag["text"] for flag in Flags(world.db).flagged()] == [""]


def test_who_is_erased_leaves_no_words_in_what_was_published_or_offered(world: World) -> None:
    kept = world.ask("C", "is it from Kerala?")
    world.questions.answer(kept, "x", "Yes, it is.", NOW, seller="s1", publish=True)
    other = world.store.accept(Inbound("telegram", "8", "1", NOW, "hi")).conversation
    buyer = world.store.conversation(other).customer
    with world.db.write() as tx:  # another buyer's stays
        tx.execute(update(questions).where(questions.c.id == kept).values(customer_id=buyer))
    asked = world.ask(words="do you deliver to Zebrawadi?")
    world.questions.answer(asked, "x", "To Zebrawadi, yes.", NOW, seller="s1", publish=True)
    offers = SellerOffers(world.db, world.store)
    wish = offers.wish(world.buyer_at, "100 cardamom boxes for Zebra Stores", NOW, "s1")
    boxes = Offered("Boxes for Zebra Stores", 100, Money.of("9"), 3, 24 * HOUR)
    offers.offer(wish, "x", boxes, NOW, seller="s1")
    assert Privacy(world.db).erase(world.buyer, NOW)
    assert [answer for _, answer in world.published()] == [
        "Yes, it is. (answered by Spice House on 05 January 2026)"
    ]
    with world.db.read() as tx:
        for table in schema.sorted_tables:
            assert "Zebra" not in str(tx.execute(select(table)).all()), table.name
