"""Notes among staff, labels, and what has been read."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update

from chat.tables import messages
from desk.tables import labels, mentions, notes, read_marks
from storage.database import Tx, insert_into


def add_note(tx: Tx, conversation: str, author: str, note: str, named: Sequence[str], at: str) -> int:
    """Add a private word where it was written in the thread, for these colleagues to look at; its number."""
    made: int = tx.execute(
        notes.insert()
        .values(
            conversation_id=conversation,
            staff_id=author,
            text=note,
            mentions=list(named),
            after_message=_newest(tx, conversation) or 0,
            at=at,
        )
        .returning(notes.c.id)
    ).scalar_one()
    for member in named:
        tx.execute(mentions.insert().values(staff_id=member, note_id=made, conversation_id=conversation))
    return made


def _newest(tx: Tx, conversation: str) -> int | None:
    last = tx.execute(select(func.max(messages.c.id)).where(messages.c.conversation_id == conversation))
    return last.scalar()


def mark_read(tx: Tx, conversation: str, by: str) -> None:
    """Mark all of it as read by this member, also the notes that name them."""
    tx.execute(
        update(mentions)
        .where(mentions.c.staff_id == by, mentions.c.conversation_id == conversation)
        .values(seen_at="read")
    )
    newest = _newest(tx, conversation)
    if newest is not None:
        tx.execute(
            insert_into(tx, read_marks)
            .values(staff_id=by, conversation_id=conversation, message_id=newest)
            .on_conflict_do_update(
                index_elements=["staff_id", "conversation_id"], set_={"message_id": newest}
            )
        )


def put_label(tx: Tx, conversation: str, label: str) -> None:
    """Put a label on."""
    tx.execute(
        insert_into(tx, labels).values(conversation_id=conversation, label=label).on_conflict_do_nothing()
    )


def drop_label(tx: Tx, conversation: str, label: str) -> None:
    """Take a label off."""
    tx.execute(delete(labels).where(labels.c.conversation_id == conversation, labels.c.label == label))


def labels_of(tx: Tx, conversation: str) -> list[str]:
    """Read the labels of a conversation."""
    found = select(labels.c.label).where(labels.c.conversation_id == conversation).order_by("label")
    return list(tx.execute(found).scalars())


def all_labels(tx: Tx) -> list[str]:
    """Read every label in use, from one to the next: few labels stand on very many conversations."""
    found: list[str] = []
    while label := tx.execute(
        select(func.min(labels.c.label)).where(labels.c.label > (found[-1] if found else ""))
    ).scalar():
        found.append(label)
    return found
