"""The desk's rules: who has gone, whose turn it is, which promise was not kept."""

from datetime import UTC, datetime, timedelta

import pytest

from chat.message import Inbound
from chat.reply import text
from chat.service.inbox import Turns
from desk.service.handover import Desk
from desk.service.inbox import Inbox
from desk.service.rules import DeskRules
from desk.service.work import DeskWork
from desk.views import Filter
from people.service.staff import Staff
from shop.sellers.service.questions import Questions
from storage.audit import Audit
from storage.database import Database

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class World:
    """A desk with two agents."""

    def __init__(self, db: Database) -> None:
        self.store = Turns(db)
        self.desk = Desk(db, self.store)
        self.rules = DeskRules(db, self.desk, Questions(db, self.store))
        self.work, self.inbox, people = DeskWork(db), Inbox(db), Staff(db)
        self.agents = []
        for name in ("asha", "ravi"):
            people.add(f"{name}@x.example", name, "agent", "hash", NOW)
            member = people.by_email(f"{name}@x.example")
            assert member is not None
            self.agents.append(member.id)

    def waits(self, n: int, now: datetime = NOW) -> str:
        accepted = self.store.accept(Inbound("telegram", f"t{n}", "1", NOW, "help"))
        self.desk.ask(accepted.conversation, "asked", now)
        return accepted.conversation

    def rows(self, box: str = "waiting") -> list[dict[str, object]]:
        return self.inbox.box("", Filter(box), NOW)


@pytest.fixture
def world(db: Database) -> World:
    return World(db)


def test_the_conversations_of_who_has_gone_are_first_in_the_line_again(world: World) -> None:
    asha, ravi = world.agents
    first, second = world.waits(1), world.waits(2)
    for agent, conversation in ((asha, first), (ravi, second)):
        world.work.note_presence(agent, NOW, "online")
        world.desk.claim(conversation, agent, NOW)
    later = NOW + timedelta(minutes=3)
    world.work.note_presence(ravi, later)
    assert world.rules.free(later) == 1
    assert world.rules.free(later) == 0
    assert world.store.conversation(first).state == "waiting"
    assert world.store.conversation(second).state == "human"
    said = world.store.last_said(first)
    assert said is not None
    assert "first in the line" in said.text


def test_who_says_nothing_keeps_what_nobody_waits_in_for_a_while(world: World) -> None:
    asha = world.agents[0]
    conversation = world.waits(1)
    world.work.note_presence(asha, NOW, "online")
    world.desk.claim(conversation, asha, NOW)
    world.desk.say(conversation, asha, [text("I look it up.", "agent")], NOW)
    asleep = NOW + timedelta(minutes=10)
    assert world.rules.free(asleep) == 0
    world.store.accept(Inbound("telegram", "t1", "2", asleep, "are you there?"))
    assert world.rules.free(asleep) == 1


def test_who_is_surely_gone_keeps_nothing(world: World) -> None:
    asha = world.agents[0]
    conversation = world.waits(1)
    world.work.note_presence(asha, NOW, "online")
    world.desk.claim(conversation, asha, NOW)
    world.desk.say(conversation, asha, [text("I look it up.", "agent")], NOW)
    assert world.rules.free(NOW + timedelta(minutes=16)) == 1


def test_what_was_put_off_is_in_the_line_when_its_customer_writes(world: World) -> None:
    conversation = world.waits(1)
    world.work.snooze(conversation, NOW + timedelta(hours=8), world.agents[0], NOW)
    assert world.rows() == []
    world.store.accept(Inbound("telegram", "t1", "2", NOW, "it is urgent now"))
    assert [row.id for row in world.rows()] == [conversation]
    assert Audit(world.store.db).newest(1)[0].action == "wake"


def test_those_who_work_through_the_api_are_not_thought_gone(world: World) -> None:
    world.desk.claim(world.waits(1), world.agents[0], NOW)
    assert world.rules.free(NOW + timedelta(days=1)) == 0


def test_those_who_wait_are_offered_in_turn_to_those_online_with_room(world: World) -> None:
    for n in range(4):
        world.waits(n, NOW + timedelta(seconds=n))
    assert world.rules.offer(NOW) == 0  # nobody is there
    for agent in world.agents:
        world.work.note_presence(agent, NOW, "online")
    assert world.rules.offer(NOW) == 4
    assert world.rules.offer(NOW) == 0  # offered once
    turns = [row.offered_to for row in world.rows()]
    assert turns[0] != turns[1]
    assert turns == [turns[0], turns[1]] * 2
    # One goes: what was offered to them is the other's.
    world.work.note_presence(world.agents[0], NOW, "offline")
    assert world.rules.offer(NOW) == 2
    assert {row.offered_to for row in world.rows()} == {world.agents[1]}


def test_a_wait_over_the_promise_is_marked_once(world: World) -> None:
    world.waits(1)
    assert world.rules.mark_broken(NOW + timedelta(minutes=4)) == 0
    assert world.rules.mark_broken(NOW + timedelta(minutes=6)) == 1
    assert world.rules.mark_broken(NOW + timedelta(minutes=7)) == 0
    assert [row.breached for row in world.rows()] == ["first_answer"]


def test_what_is_not_settled_in_time_is_marked_once_also_with_a_person(world: World) -> None:
    conversation = world.waits(1)
    world.desk.claim(conversation, world.agents[0], NOW + timedelta(minutes=1))
    assert world.rules.mark_overdue(NOW + timedelta(hours=3)) == 0
    assert world.rules.mark_overdue(NOW + timedelta(hours=5)) == 1
    assert world.rules.mark_overdue(NOW + timedelta(hours=6)) == 0
    assert [row.breached for row in world.rows("all")] == ["resolve"]
    world.desk.resolve(conversation, world.agents[0], NOW + timedelta(hours=6))
    world.desk.ask(conversation, "asked", NOW + timedelta(hours=7))
    assert [row.breached for row in world.rows()] == [""]  # asked anew, promised anew


def test_at_night_no_promise_runs(world: World) -> None:
    night = datetime(2026, 1, 4, 20, 0, tzinfo=UTC)
    world.waits(1, night)
    world.rules.run(night + timedelta(hours=5))
    assert [row.breached for row in world.rows()] == [""]
    world.rules.run(NOW)  # Monday, half past two in the afternoon in India
    assert [row.breached for row in world.rows()] == ["resolve"]


def test_who_is_good_at_it_and_speaks_the_language_comes_first(world: World) -> None:
    asha, ravi = world.agents
    for agent in (asha, ravi):
        world.work.note_presence(agent, NOW, "online")
    world.work.route(ravi, ["hi"], ["payment"], 6, "x", NOW)
    for n in range(3):
        accepted = world.store.accept(Inbound("telegram", f"p{n}", "1", NOW, "help"))
        world.desk.ask(accepted.conversation, "payment", NOW + timedelta(seconds=n))
    world.rules.offer(NOW)
    assert [row.offered_to for row in world.rows()] == [ravi] * 3
    world.waits(9)
    world.rules.offer(NOW)
    assert [row.offered_to for row in world.rows()][-1] == asha  # the others take turns


def test_what_was_put_off_comes_back_by_itself(world: World) -> None:
    conversation = world.waits(1)
    world.work.snooze(conversation, NOW + timedelta(minutes=30), world.agents[0], NOW)
    assert world.rows() == []
    assert world.rules.wake(NOW + timedelta(minutes=20)) == 0
    assert world.rules.wake(NOW + timedelta(minutes=31)) == 1
    assert world.rules.wake(NOW + timedelta(minutes=31)) == 0
    assert [row.id for row in world.rows()] == [conversation]
