"""Taking, giving back, resolving: on SQLite and PostgreSQL, with many hands at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from chat import words
from chat.errors import UnknownConversation
from chat.handoff import IllegalMove
from chat.message import Inbound
from chat.payloads import payload_of
from chat.reply import Reply, text
from chat.service.contexts import Contexts
from chat.service.inbox import Turns
from chat.service.language import choose_language
from chat.service.outbox import Outbox
from chat.tables import messages
from desk.service.handover import Desk
from desk.service.holding import NotYours
from desk.taps import ScoreHelp
from people.service.staff import Staff
from storage.audit import Audit
from storage.database import Database

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(db: Database) -> Turns:
    return Turns(db)


@pytest.fixture
def desk(db: Database, store: Turns) -> Desk:
    return Desk(db, store)


@pytest.fixture
def agents(db: Database) -> tuple[str, str]:
    people = Staff(db)
    for name in ("asha", "ravi"):
        people.add(f"{name}@x.example", name.title(), "agent", "hash", NOW)
    ids = [people.by_email(f"{name}@x.example") for name in ("asha", "ravi")]
    return ids[0].id, ids[1].id  # type: ignore[union-attr]  # just added


def wrote(store: Turns, n: int = 0, address: str = "77") -> tuple[str, int]:
    accepted = store.accept(Inbound("telegram", address, f"q{n}", NOW + timedelta(seconds=n), f"words {n}"))
    return accepted.conversation, accepted.message


def said(store: Turns, conversation: str) -> list[str]:
    return [f"{m['from']}: {m['text'].splitlines()[0]}" for m in store.history(conversation)[0]]


@pytest.mark.slow
def test_two_agents_claim_at_once_200_times_and_one_wins(
    store: Turns, desk: Desk, agents: tuple[str, str]
) -> None:
    with ThreadPoolExecutor(2) as pool:
        for n in range(200):
            conversation = store.open("telegram", f"t{n}", now=NOW).id
            gate = Barrier(2)

            def claim(agent: str, conversation: str = conversation, gate: Barrier = gate) -> bool:
                gate.wait()
                return desk.claim(conversation, agent, NOW)

            won = list(pool.map(claim, agents))
            assert sorted(won) == [False, True]
            assert len(store.history(conversation)[0]) == 1  # one notice to the customer


@pytest.mark.slow
def test_claimed_while_the_bots_turn_runs_200_times_and_the_bot_says_nothing_after(
    db: Database, store: Turns, desk: Desk, agents: tuple[str, str]
) -> None:
    with ThreadPoolExecutor(2) as pool:
        for n in range(200):
            conversation, message = wrote(store, address=f"t{n}")
            gate = Barrier(2)

            def bot(
                conversation: str = conversation, message: int = message, gate: Barrier = gate
            ) -> tuple[Reply, ...]:
                gate.wait()
                return store.finish(conversation, message, [text("late")], {}, unless="human")

            def person(conversation: str = conversation, gate: Barrier = gate) -> bool:
                gate.wait()
                return desk.claim(conversation, agents[0], NOW)

            finished, claimed = pool.submit(bot), pool.submit(person)
            assert claimed.result()
            finished.result()
            senders = [m["from"] for m in store.history(conversation)[0]]
            assert senders in (["customer", "bot", "system"], ["customer", "system"])
    # And what it had said just before, yet had not sent, stays in the house.
    with db.read() as tx:
        assert set(tx.execute(select(messages.c.status).where(messages.c.sender == "bot")).scalars()) <= {
            "withdrawn"
        }


def test_a_turn_that_outlives_claim_and_release_says_nothing(
    store: Turns, desk: Desk, agents: tuple[str, str]
) -> None:
    conversation, message = wrote(store)
    desk.claim(conversation, agents[0], NOW)
    desk.release(conversation, agents[0], NOW)
    assert store.finish(conversation, message, [text("stale")], {}, unless="human") == ()


def test_the_whole_way(db: Database, store: Turns, desk: Desk, agents: tuple[str, str]) -> None:
    asha, ravi = agents
    conversation, message = wrote(store)
    store.finish(conversation, message, [text("hi")], {})
    assert desk.ask(conversation, "asked", NOW)
    assert not desk.ask(conversation, "asked", NOW)
    assert store.conversation(conversation).state == "waiting"
    assert desk.claim(conversation, asha, NOW)
    assert desk.claim(conversation, asha, NOW)  # again is the same
    assert not desk.claim(conversation, ravi, NOW)
    desk.say(conversation, asha, [text("Hello", "agent")], NOW)
    with pytest.raises(NotYours):
        desk.say(conversation, ravi, [text("Me too", "agent")], NOW)
    desk.transfer(conversation, asha, ravi, "knows the price", NOW)
    with pytest.raises(NotYours):
        desk.release(conversation, asha, NOW)
    desk.release(conversation, ravi, NOW)
    assert store.conversation(conversation).state == "bot"
    with pytest.raises(NotYours):
        desk.release(conversation, ravi, NOW)
    assert said(store, conversation) == [
        "customer: words 0",
        "bot: hi",
        "system: Asha is here now and has read what you wrote.",
        "agent: Hello",
        "system: Ravi takes over from here.",
        f"system: {words.PERSON_LEFT.en.format(name='Ravi', kept='')}",
    ]
    log = [(e.actor, e.action) for e in reversed(Audit(db).newest())]
    assert log == [
        ("customer", "ask"),
        (asha, "claim"),
        (asha, "note"),
        (asha, "transfer"),
        (ravi, "release"),
    ]


def test_what_is_resolved_asks_once_how_it_was_and_the_next_message_is_the_bots(
    store: Turns, desk: Desk, agents: tuple[str, str]
) -> None:
    conversation, _ = wrote(store)
    desk.claim(conversation, agents[0], NOW)
    desk.resolve(conversation, agents[0], NOW)
    assert store.conversation(conversation).state == "resolved"
    asked = store.last_said(conversation)
    assert asked is not None
    assert [o.title for o in asked.options] == ["Very good", "Good", "So so", "Bad"]
    store.accept(Inbound("telegram", "77", "tap", NOW, "", asked.options[0].tap))
    assert store.conversation(conversation).state == "bot"
    waiting = store.next_waiting(conversation)
    assert waiting is not None
    command = store.meant(conversation, waiting)
    assert command is not None
    given = payload_of(command)
    assert isinstance(given, ScoreHelp)
    assert given.score == 4
    assert desk.score(given.asked, conversation, given.score, NOW)
    assert not desk.score(given.asked, conversation, 1, NOW)


def test_the_desk_speaks_to_customers_in_the_language_they_chose(
    db: Database, store: Turns, desk: Desk, agents: tuple[str, str]
) -> None:
    conversation, _ = wrote(store)
    choose_language(Contexts(db), store.conversation(conversation).customer, "hi-Deva", NOW)
    desk.claim(conversation, agents[0], NOW)
    assert said(store, conversation)[-1] == "system: Asha अब आपके साथ हैं, आपका लिखा सब पढ़ लिया है।"
    desk.resolve(conversation, agents[0], NOW)
    asked = store.last_said(conversation)
    assert asked is not None
    assert [o.title for o in asked.options] == ["बहुत अच्छा", "अच्छा", "ठीक-ठाक", "ख़राब"]


def test_resolving_what_another_has_is_refused(store: Turns, desk: Desk, agents: tuple[str, str]) -> None:
    conversation, _ = wrote(store)
    desk.claim(conversation, agents[0], NOW)
    with pytest.raises(NotYours):
        desk.resolve(conversation, agents[1], NOW)
    desk.resolve(conversation, agents[0], NOW)
    with pytest.raises(IllegalMove):
        desk.resolve(conversation, agents[0], NOW)


def test_who_waits_may_go_back_to_the_assistant(store: Turns, desk: Desk) -> None:
    conversation, _ = wrote(store)
    assert not desk.back(conversation, NOW)
    desk.ask(conversation, "asked", NOW)
    assert desk.back(conversation, NOW)
    assert store.conversation(conversation).state == "bot"


def test_a_person_who_goes_leaves_it_first_in_the_line(
    store: Turns, desk: Desk, agents: tuple[str, str]
) -> None:
    ids = []
    for n in range(3):
        conversation, _ = wrote(store, address=f"t{n}")
        desk.ask(conversation, "asked", NOW + timedelta(minutes=n))
        ids.append(conversation)
    desk.claim(ids[2], agents[0], NOW)
    assert desk.requeue(ids[2], NOW + timedelta(hours=1), actor="rules")
    assert [desk.queue(c, 1, True).ahead for c in ids] == [1, 2, 0]


def test_the_words_of_an_agent_go_out_in_order(
    db: Database, store: Turns, desk: Desk, agents: tuple[str, str]
) -> None:
    conversation, _ = wrote(store)
    desk.claim(conversation, agents[0], NOW)
    desk.say(conversation, agents[0], [text("one", "agent"), text("two", "agent")], NOW)
    (parcel,) = Outbox(db).claim(datetime.now(UTC))
    assert [(o.reply.sender, o.reply.text) for o in parcel.outgoing][1:] == [
        ("agent", "one"),
        ("agent", "two"),
    ]


def test_claiming_nothing_is_claiming_nothing(desk: Desk, store: Turns) -> None:
    assert not desk.claim("c_none", "s_x", NOW)
    with pytest.raises(UnknownConversation):
        store.conversation("c_none")
