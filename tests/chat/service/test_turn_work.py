"""A turn that was given up writes nothing, one that wrote is not given up, on SQLite and PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from chat.contexts import ContextKey
from chat.message import Inbound
from chat.open_questions import ASKED, Asked
from chat.ports import turn_id
from chat.reply import text
from chat.service.contexts import Contexts, Drafts
from chat.service.inbox import MOST_TIMES, Turns
from chat.service.turn_work import TurnOver, end_work, fence, saved_answer, work_on
from chat.tables import contexts
from storage.database import Database
from storage.once import once
from storage.tables import effects

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LISTED = ContextKey("listed", tuple[str, ...], timedelta(hours=1))
SORRY, UNSURE = text("sorry"), text("look before you send again")


class World:
    """A gateway's store, and the actions' database behind its fence."""

    def __init__(self, db: Database) -> None:
        self.gateway = Turns(db)
        self.actions = Database(db.url.render_as_string(hide_password=False))
        fence(self.actions)
        accepted = self.gateway.accept(Inbound("web", "w", "1", NOW, "20 maggi"))
        self.conversation, self.message = accepted.conversation, accepted.message
        self.turn = turn_id(self.conversation, self.message)

    def add(self) -> str:
        """What an action does."""
        with work_on(self.turn, NOW):
            return str(once(self.actions, f"{self.turn}/cart", lambda _tx: "added"))

    def give_up(self) -> list[str] | None:
        said = self.gateway.give_up(self.conversation, self.message, SORRY, UNSURE)
        return None if said is None else [reply.text for reply in said]


@pytest.fixture
def world(db: Database):
    world = World(db)
    yield world
    world.actions.close()


def test_a_turn_that_was_given_up_writes_nothing(world: World, db: Database) -> None:
    assert world.give_up() == ["sorry"]
    with pytest.raises(TurnOver):
        world.add()
    with db.read() as tx:
        assert tx.execute(select(func.count()).select_from(effects)).scalar() == 0


def test_a_turn_that_wrote_is_not_given_up_but_taken_again(world: World) -> None:
    assert world.add() == "added"
    assert world.give_up() is None
    waiting = world.gateway.next_waiting(world.conversation)
    assert waiting is not None
    assert waiting.message == world.message


def test_who_gives_up_waits_for_what_is_being_written(world: World) -> None:
    writing, go_on = threading.Event(), threading.Event()

    def slowly(_tx: object) -> str:
        writing.set()
        go_on.wait(20)
        return "added"

    def act() -> str:
        with work_on(world.turn, NOW):
            return str(once(world.actions, f"{world.turn}/cart", slowly))

    with ThreadPoolExecutor(2) as pool:
        acting = pool.submit(act)
        assert writing.wait(20)
        giving_up = pool.submit(world.give_up)
        assert not giving_up.done()
        go_on.set()
        assert acting.result(20) == "added"
        assert giving_up.result(20) is None


def test_what_was_done_is_told_when_the_turn_never_finds_its_end(world: World, db: Database) -> None:
    world.add()
    told = [world.give_up() for _ in range(MOST_TIMES)]
    assert told == [None] * (MOST_TIMES - 1) + [["look before you send again"]]
    with pytest.raises(TurnOver):
        world.add()


def test_other_work_than_a_turns_is_not_fenced(world: World) -> None:
    world.give_up()
    assert once(world.actions, "learning", lambda _tx: "kept") == "kept"


def test_the_answer_and_what_is_remembered_are_kept_together(world: World, db: Database) -> None:
    customer = world.gateway.conversation(world.conversation).customer
    question = Asked("order this?")
    Contexts(db).save(customer, ASKED, question, NOW)
    with work_on(world.turn, NOW) as work:
        drafts = Drafts(world.actions)
        drafts.forget(customer, ASKED)
        drafts.save(customer, LISTED, ("a", "b"), NOW)
        assert drafts.get(customer, ASKED, NOW) is None
        assert drafts.get(customer, LISTED, NOW) == ("a", "b")
        # Killed here, the turn would find what it found.
        assert Contexts(db).get(customer, ASKED, NOW) == question
        end_work(world.actions, work, drafts, {"replies": ["done"]})
    assert Contexts(db).get(customer, ASKED, NOW) is None
    assert Contexts(db).get(customer, LISTED, NOW) == ("a", "b")
    assert saved_answer(db, world.turn) == {"replies": ["done"]}
    world.gateway.finish(world.conversation, world.message, [text("done")], {})
    assert saved_answer(db, world.turn) is None
    with db.read() as tx:
        assert tx.execute(select(func.count()).select_from(effects)).scalar() == 0
        assert tx.execute(select(func.count()).select_from(contexts)).scalar() == 1
