"""How customers say that it was."""

from sqlalchemy import update

from chat.tables import csat
from storage.database import Tx, insert_into


def ask_score(tx: Tx, conversation: str, agent: str, at: str) -> int:
    """Write down that the customer is asked; the number of the question."""
    asked: int = tx.execute(
        insert_into(tx, csat)
        .values(conversation_id=conversation, staff_id=agent, asked_at=at)
        .returning(csat.c.id)
    ).scalar_one()
    return asked


def put_score(tx: Tx, asked: int, conversation: str, score: int, at: str) -> bool:
    """Write down what they tapped; False where they had tapped before."""
    done = tx.execute(
        update(csat)
        .where(csat.c.id == asked, csat.c.conversation_id == conversation, csat.c.score.is_(None))
        .values(score=score, at=at)
    )
    return done.rowcount == 1
