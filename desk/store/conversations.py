"""Conversations as the desk moves them: their state and holder, their place in the line."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select, update

from chat.handoff import Event, before, moved
from chat.ports import State
from chat.tables import conversations, desk_files, messages
from storage.database import Tx, insert_into


@dataclass(frozen=True)
class Moved:
    """A conversation that has just changed hands."""

    customer: str
    locale: str


def move(tx: Tx, conversation: str, event: Event, agent: str = "") -> Moved | None:
    """Make the move as one UPDATE ... WHERE; None when the conversation is in no state for it."""
    for after in dict.fromkeys(moved(state, event) for state in before(event)):
        states = [s for s in before(event) if moved(s, event) == after and s != after]
        row = tx.execute(
            update(conversations)
            .where(conversations.c.id == conversation, conversations.c.state.in_(states))
            .values(state=after, agent_id=agent)
            .returning(conversations)
        ).first()
        if row is not None:
            return _moved(row)
    return None


def give_to(tx: Tx, conversation: str, agent: str) -> Moved:
    """Change who has it, and nothing else."""
    return _moved(
        tx.execute(
            update(conversations)
            .where(conversations.c.id == conversation)
            .values(agent_id=agent)
            .returning(conversations)
        ).one()
    )


def _moved(row: Row[Any]) -> Moved:
    return Moved(row.customer_id, row.locale)


def state_of(tx: Tx, conversation: str) -> State:
    """Read its state."""
    state: State = tx.execute(
        select(conversations.c.state).where(conversations.c.id == conversation)
    ).scalar_one()
    return state


def exists(tx: Tx, conversation: str) -> bool:
    """Whether there is such a conversation."""
    found = tx.execute(select(conversations.c.id).where(conversations.c.id == conversation))
    return found.first() is not None


def customer_of(tx: Tx, conversation: str) -> str:
    """Read whose conversation it is."""
    found: str = tx.execute(
        select(conversations.c.customer_id).where(conversations.c.id == conversation)
    ).scalar_one()
    return found


def holder_of(tx: Tx, conversation: str) -> str:
    """Read who has it; "" for nobody."""
    held = tx.execute(select(conversations.c.agent_id).where(conversations.c.id == conversation))
    return held.scalar() or ""


def lock_holder(tx: Tx, conversation: str) -> str:
    """Read who has it, and keep it so until the transaction ends; "" for nobody."""
    held = tx.execute(
        select(conversations.c.agent_id).where(conversations.c.id == conversation).with_for_update()
    )
    return held.scalar() or ""


def silence_bot(tx: Tx, conversation: str) -> None:
    """Take messages out of the bot's hands, and its words that have not left the house."""
    ours = messages.c.conversation_id == conversation
    tx.execute(update(messages).where(ours, messages.c.status == "new").values(status="done"))
    tx.execute(
        update(messages)
        .where(ours, messages.c.status == "pending", messages.c.sender == "bot")
        .values(status="withdrawn")
    )


def put_on_file(tx: Tx, conversation: str, **values: str | int) -> None:
    """Write down what the desk knows of it; what is not named stays."""
    tx.execute(
        insert_into(tx, desk_files)
        .values(conversation_id=conversation, **values)
        .on_conflict_do_update(index_elements=["conversation_id"], set_=values)
    )


def call_in(tx: Tx, conversation: str) -> tuple[State, str]:
    """Read its state, and why a person was called into it, if ever; the bot's where it is not stored."""
    found = tx.execute(
        select(conversations.c.state, desk_files.c.reason)
        .select_from(conversations.outerjoin(desk_files))
        .where(conversations.c.id == conversation)
    ).first()
    return (found.state, str(found.reason or "")) if found else ("bot", "")


def asked_at(tx: Tx, conversation: str) -> str:
    """Read when a person was asked for; "" if none was."""
    asked = tx.execute(select(desk_files.c.asked_at).where(desk_files.c.conversation_id == conversation))
    return asked.scalar() or ""


def claimed_at(tx: Tx, conversation: str) -> str:
    """Read when its person came; "" if none did."""
    came = tx.execute(select(desk_files.c.claimed_at).where(desk_files.c.conversation_id == conversation))
    return came.scalar() or ""


def note_answer(tx: Tx, conversation: str, at: str) -> None:
    """Write down that a person spoke: the first time counts as the answer."""
    tx.execute(
        update(desk_files)
        .where(desk_files.c.conversation_id == conversation, desk_files.c.answered_at == "")
        .values(answered_at=at)
    )
    tx.execute(update(conversations).where(conversations.c.id == conversation).values(last_at=at))


def snooze(tx: Tx, conversation: str, until: str) -> None:
    """Put it out of the line until then."""
    tx.execute(
        update(desk_files).where(desk_files.c.conversation_id == conversation).values(snoozed_until=until)
    )


def count_ahead(tx: Tx, conversation: str) -> int:
    """Count who waits before it."""
    since, priority = tx.execute(
        select(desk_files.c.waiting_since, desk_files.c.priority).where(
            desk_files.c.conversation_id == conversation
        )
    ).first() or ("", 2)
    return tx.execute(
        select(func.count())
        .select_from(conversations.join(desk_files))
        .where(
            conversations.c.state == "waiting",
            conversations.c.id != conversation,
            (desk_files.c.priority < priority)
            | ((desk_files.c.priority == priority) & (desk_files.c.waiting_since < since)),
        )
    ).scalar_one()
