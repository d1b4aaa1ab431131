"""Buyers' questions to sellers: asked, answered, relayed to the channel last used, kept word for word."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from chat.errors import ChatError
from chat.relay import relayed as masked
from chat.reply import Reply, text
from storage.audit import record
from storage.conversations import Conversations
from storage.database import Database, stamp
from storage.desk_tables import flags, questions, relayed
from storage.tables import conversations, customers, faqs, products, sellers, staff

ANSWER_WITHIN = timedelta(hours=4)
REMIND_AFTER = timedelta(hours=2)


class NoQuestion(ChatError):
    """There is no such question, or it is not for this seller."""


class Questions:
    """Each step is one transaction: what is stored, what is said, what is recorded."""

    def __init__(self, db: Database, store: Conversations | None = None) -> None:
        self.db = db
        self.store = store or Conversations(db)

    def ask(
        self, tx: Connection, conversation: str, customer: str, sku: str, words: str, now: datetime
    ) -> str:
        """Record a question for the product's seller, within the turn's transaction; its id."""
        seller = tx.execute(select(products.c.seller_id).where(products.c.sku == sku)).scalar()
        if not seller:
            raise NoQuestion(sku)
        new = "q_" + secrets.token_urlsafe(9)
        tx.execute(
            questions.insert().values(
                id=new,
                conversation_id=conversation,
                customer_id=customer,
                sku=sku,
                seller_id=seller,
                status="open",
                asked_at=stamp(now),
                due_at=stamp(now + ANSWER_WITHIN),
            )
        )
        self._keep(tx, new, seller, "customer", words, now)
        record(tx, now, "customer", "question", conversation=conversation, subject=new, sku=sku)
        return new

    def answer(
        self, question: str, by: str, words: str, now: datetime, *, seller: str = "", publish: bool = False
    ) -> tuple[Reply, ...]:
        """The answer, to the buyer on the channel last used; NoQuestion where it is another seller's."""
        sender = "seller" if seller else "agent"
        with self.db.write() as tx:
            row = self._row(tx, question, seller)
            shown = self._keep(tx, question, row.seller_id, sender, words, now)
            said = self.store.say_in(tx, self._last_used(tx, row), [_quoted(row, shown, sender)])
            publish = publish and not masked(words).flags
            tx.execute(
                update(questions)
                .where(questions.c.id == question)
                .values(status="answered", answered_at=stamp(now), published=publish or row.published)
            )
            if publish:
                self._publish(tx, row, shown, now)
            record(tx, now, by, "answer", conversation=row.conversation_id, subject=question)
            return said

    def newest(self, seller: str = "", status: str = "", limit: int = 100) -> list[dict[str, Any]]:
        """Questions with what was said, open ones first; a seller's own, or everybody's."""
        query = self._all()
        if seller:
            query = query.where(questions.c.seller_id == seller)
        if status:
            query = query.where(questions.c.status == status)
        order = (questions.c.status == "answered", questions.c.asked_at.desc())
        with self.db.read() as tx:
            rows = tx.execute(query.order_by(*order).limit(limit)).all()
            said: dict[str, list[dict[str, Any]]] = {}
            for line in tx.execute(
                select(relayed).where(relayed.c.question_id.in_([r.id for r in rows])).order_by(relayed.c.id)
            ):
                said.setdefault(line.question_id, []).append(dict(line._mapping))
        return [_shown(row, said.get(row.id, []), whole=not seller) for row in rows]

    def overdue(self, now: datetime) -> list[tuple[str, str]]:
        """Questions whose time is over go to the desk: (question, conversation), each once."""
        with self.db.write() as tx:
            rows = tx.execute(
                update(questions)
                .where(questions.c.status == "open", questions.c.due_at < stamp(now))
                .values(status="escalated")
                .returning(questions.c.id, questions.c.conversation_id)
            ).all()
            for row in rows:
                record(tx, now, "rules", "escalate", conversation=row.conversation_id, subject=row.id)
        return [(row.id, row.conversation_id) for row in rows]

    def flagged(self) -> list[dict[str, Any]]:
        """What an admin has to look at."""
        with self.db.read() as tx:
            rows = tx.execute(
                select(flags, sellers.c.name.label("seller"))
                .outerjoin(sellers, sellers.c.id == flags.c.seller_id)
                .where(flags.c.outcome == "")
                .order_by(flags.c.id.desc())
                .limit(100)
            ).all()
        return [dict(row._mapping) for row in rows]

    def settle(self, flag: int, outcome: str, by: str, now: datetime) -> bool:
        """What an admin decided of a flag."""
        with self.db.write() as tx:
            seller = tx.execute(
                update(flags)
                .where(flags.c.id == flag, flags.c.outcome == "")
                .values(outcome=outcome, settled_by=by)
                .returning(flags.c.seller_id)
            ).scalar()
            if seller is None:
                return False
            if outcome == "blocked":  # nobody of this seller signs in until an admin unlocks them
                tx.execute(update(staff).where(staff.c.seller_id == seller).values(active=False))
            record(tx, now, by, "settle", subject=str(flag), outcome=outcome, seller=seller)
            return True

    def warnings(self, seller: str) -> int:
        """How often an admin has warned this seller."""
        with self.db.read() as tx:
            return tx.execute(
                select(func.count())
                .select_from(flags)
                .where(flags.c.seller_id == seller, flags.c.outcome == "warned")
            ).scalar_one()

    def _all(self) -> Any:
        return (
            select(
                questions,
                products.c.title,
                products.c.pack,
                products.c.image,
                sellers.c.name.label("seller"),
                customers.c.city,
            )
            .join(sellers, sellers.c.id == questions.c.seller_id)
            .join(customers, customers.c.id == questions.c.customer_id)
            .outerjoin(products, products.c.sku == questions.c.sku)
        )

    def _row(self, tx: Connection, question: str, seller: str) -> Row[Any]:
        row: Row[Any] | None = tx.execute(self._all().where(questions.c.id == question)).first()
        if row is None or (seller and row.seller_id != seller):
            raise NoQuestion(question)
        return row

    def _last_used(self, tx: Connection, row: Row[Any]) -> str:
        """Where the buyer was last: on whatever channel that is."""
        found = tx.execute(
            select(conversations.c.id)
            .where(conversations.c.customer_id == row.customer_id)
            .order_by(conversations.c.last_at.desc())
            .limit(1)
        ).scalar()
        return str(found or row.conversation_id)

    def _keep(
        self, tx: Connection, question: str, seller: str, sender: str, words: str, now: datetime
    ) -> str:
        """Store what was said and what is shown of it; flag what an admin should see."""
        passed = masked(words)
        tx.execute(
            relayed.insert().values(
                question_id=question, sender=sender, text=words, shown=passed.shown, at=stamp(now)
            )
        )
        for kind in passed.flags:
            tx.execute(
                flags.insert().values(
                    kind=kind, question_id=question, seller_id=seller, text=words, at=stamp(now)
                )
            )
        return passed.shown

    def _publish(self, tx: Connection, row: Row[Any], answer: str, now: datetime) -> None:
        """For the next buyer: a passage of the shop, found by search."""
        asked = tx.execute(
            select(relayed.c.shown)
            .where(relayed.c.question_id == row.id, relayed.c.sender == "customer")
            .order_by(relayed.c.id)
            .limit(1)
        ).scalar_one()
        version = (tx.execute(select(func.max(faqs.c.version))).scalar() or 0) + 1
        fresh = {
            "answer": f"{answer} (answered by {row.seller} on {now:%d %b %Y})",
            "tags": ["seller", f"sku:{row.sku}"],
            "version": version,
        }
        tx.execute(
            self.db.insert(faqs)
            .values(question=f"{row.title}: {asked}"[:300], **fresh)
            .on_conflict_do_update(index_elements=["question"], set_=fresh)
        )


def _quoted(row: Row[Any], shown: str, sender: str) -> Reply:
    who = f"{row.seller} answers" if sender == "seller" else "About your question"
    return text(f"{who} on {row.title}:\n{shown}", "seller" if sender == "seller" else "agent")


def _shown(row: Row[Any], said: list[dict[str, Any]], *, whole: bool) -> dict[str, Any]:
    """A question as its reader may see it: sellers see masked words and a city, no names."""
    return {
        "id": row.id,
        "status": row.status,
        "asked_at": row.asked_at,
        "due_at": row.due_at,
        "published": row.published,
        "product": {
            "sku": row.sku,
            "title": row.title or "",
            "pack": row.pack or "",
            "image": row.image or "",
        },
        "seller": row.seller,
        "from": f"A buyer in {row.city}" if row.city else "A buyer",
        "said": [
            {"from": s["sender"], "at": s["at"], "text": s["text"] if whole else s["shown"]} for s in said
        ],
    } | ({"conversation": row.conversation_id, "customer": row.customer_id} if whole else {})
