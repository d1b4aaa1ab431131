"""The inbox, taps and leases, on SQLite and PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from chat.errors import UnknownTap
from chat.message import Inbound
from chat.reply import Card, Command, Option, Reply, choice, text
from chat.service.inbox import Turns
from chat.tables import conversations
from storage.database import Database, stamp

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def inbound(message_id: str = "1", words: str = "hello", **more: str) -> Inbound:
    return Inbound("telegram", "77", message_id, NOW, words, **more)


def asked(store: Turns) -> tuple[str, int]:
    accepted = store.accept(inbound())
    return accepted.conversation, accepted.message


def test_the_same_message_again_is_the_same_message(db: Database) -> None:
    store = Turns(db)
    first = store.accept(inbound())
    again = store.accept(inbound())
    assert first.new
    assert not again.new
    assert again.message == first.message


def test_fifty_deliveries_at_once_store_one_message(db: Database) -> None:
    store = Turns(db)
    with ThreadPoolExecutor(16) as pool:
        accepted = list(pool.map(lambda _: store.accept(inbound()), range(50)))
    assert sum(a.new for a in accepted) == 1
    assert len({a.message for a in accepted}) == 1


def test_messages_wait_in_the_order_in_which_they_came(db: Database) -> None:
    store = Turns(db)
    numbers = [store.accept(inbound(str(n), f"text {n}")).message for n in range(5)]
    conversation = store.accept(inbound("0")).conversation
    seen = []
    while waiting := store.next_waiting(conversation):
        seen.append(waiting.message)
        store.finish(conversation, waiting.message, [text("ok")], {})
    assert seen == numbers


def test_finish_stores_replies_and_state_together(db: Database) -> None:
    store = Turns(db)
    conversation, message = asked(store)
    said = store.finish(conversation, message, [text("one"), text("two")], {"slots": {"a": 1}})
    assert [r.text for r in said] == ["one", "two"]
    assert store.replies_to(message) == said
    assert store.conversation(conversation).dialogue == {"slots": {"a": 1}}
    assert store.unanswered() == []


def test_finishing_twice_says_it_once(db: Database) -> None:
    store = Turns(db)
    conversation, message = asked(store)
    first = store.finish(conversation, message, [text("one")], {})
    assert store.finish(conversation, message, [text("other")], {}) == first
    history, _ = store.history(conversation)
    assert [m["text"] for m in history] == ["hello", "one"]


def test_a_reply_is_dropped_when_a_person_took_over_meanwhile(db: Database) -> None:
    store = Turns(db)
    conversation, message = asked(store)
    with db.write() as tx:
        tx.execute(update(conversations).values(state="human"))
    assert store.finish(conversation, message, [text("late")], {}, unless="human") == ()
    assert store.replies_to(message) == ()


def test_a_tap_means_what_was_offered(db: Database) -> None:
    store = Turns(db)
    conversation, message = asked(store)
    command = Command("product_details", {"sku": "A"})
    (said,) = store.finish(conversation, message, [choice("Which?", Option("Tea", command))], {})
    store.accept(inbound("2", "", tap=said.options[0].tap))
    waiting = store.next_waiting(conversation)
    assert waiting is not None
    assert store.meant(conversation, waiting) == command


@pytest.mark.parametrize("words", ["2", "2.", "option 2", "coffee", " COFFEE! "])
def test_a_typed_number_or_title_works_like_a_tap(db: Database, words: str) -> None:
    store = Turns(db)
    conversation, message = asked(store)
    tea = Option("Tea", Command("pick", {"n": 1}))
    coffee = Option("Coffee", Command("pick", {"n": 2}))
    store.finish(conversation, message, [choice("Which?", tea, coffee)], {})
    store.accept(inbound("2", words))
    waiting = store.next_waiting(conversation)
    assert waiting is not None
    assert store.meant(conversation, waiting) == Command("pick", {"n": 2})


@pytest.mark.parametrize("words", ["3", "0", "tea and coffee", "20 maggi"])
def test_other_words_are_left_to_understanding(db: Database, words: str) -> None:
    store = Turns(db)
    conversation, message = asked(store)
    store.finish(conversation, message, [choice("Which?", Option("Tea", Command("pick")))], {})
    store.accept(inbound("2", words))
    waiting = store.next_waiting(conversation)
    assert waiting is not None
    assert store.meant(conversation, waiting) is None


def test_a_number_is_a_quantity_where_the_options_are_numbers(db: Database) -> None:
    store = Turns(db)
    conversation, message = asked(store)
    ten, twenty = (Option(t, Command("quantity", {"n": int(t)})) for t in ("10", "20"))
    (said,) = store.finish(conversation, message, [choice("How many?", ten, twenty)], {})
    assert said.text == "How many?\n- 10\n- 20"
    store.accept(inbound("2", "2"))
    waiting = store.next_waiting(conversation)
    assert waiting is not None
    assert store.meant(conversation, waiting) is None


def test_another_conversations_tap_is_unknown(db: Database) -> None:
    store = Turns(db)
    conversation, message = asked(store)
    (said,) = store.finish(conversation, message, [choice("?", Option("Tea", Command("x")))], {})
    stranger = Inbound("telegram", "88", "1", NOW, "", said.options[0].tap)
    other = store.accept(stranger).conversation
    waiting = store.next_waiting(other)
    assert waiting is not None
    with pytest.raises(UnknownTap):
        store.meant(other, waiting)


def test_cards_come_back_as_they_were_said(db: Database) -> None:
    store = Turns(db)
    conversation, message = asked(store)
    card = Card("A", "Tea", "250 g", "Rs 90", "/tea.svg", False, (Option("Add", Command("add")),))
    draft = Reply("cards", "Found:", cards=(card,), data={"page": 1})
    (said,) = store.finish(conversation, message, [draft], {})
    assert said.text == "Found:\n1. Tea, 250 g: Rs 90 (out of stock)"
    (kept,) = store.replies_to(message) or ()
    tap = kept.cards[0].options[0].tap
    assert 0 < len(tap) <= 64
    assert kept.cards[0] == replace(card, options=(Option("Add", tap=tap),))
    assert kept.data == {"page": 1}


def test_a_conversation_is_held_by_one_process_at_a_time(db: Database) -> None:
    one, two = Turns(db, "one"), Turns(db, "two")
    conversation, message = asked(one)
    two.accept(inbound("2", "second"))
    assert two.next_waiting(conversation) is None
    one.finish(conversation, message, [text("ok")], {})
    assert two.next_waiting(conversation) is None  # the second message waits for the same process
    later = one.next_waiting(conversation)
    assert later is not None
    one.finish(conversation, later.message, [text("ok")], {})
    two.accept(inbound("3", "third"))
    assert two.next_waiting(conversation) is not None


def test_a_dead_process_loses_its_hold_in_time(db: Database) -> None:
    one, two = Turns(db, "one"), Turns(db, "two")
    conversation, _ = asked(one)
    with db.write() as tx:
        past = stamp(datetime.now(UTC) - timedelta(seconds=1))
        tx.execute(update(conversations).values(lease_until=past))
    assert two.next_waiting(conversation) is not None


def test_nul_characters_do_not_stop_a_message(db: Database) -> None:
    store = Turns(db)
    accepted = store.accept(inbound("n", "sug\x00ar"))
    waiting = store.next_waiting(accepted.conversation)
    assert waiting is not None
    assert waiting.text == "sugar"
