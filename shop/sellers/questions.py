"""Buyers' questions to sellers: asked, answered, relayed to the channel last used, kept word for word."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from chat.errors import ChatError
from chat.reply import Reply
from chat.service.conversations import Conversations
from chat.tables import conversations, messages
from people.tables import customers
from shop.catalogue.store.reads import assembled
from shop.catalogue.tables import faqs, products, sellers
from shop.sellers.channels import question_card, tell_seller
from shop.sellers.choice import next_seller, same_elsewhere
from shop.sellers.flags import passed_on
from shop.sellers.masking import as_question
from shop.sellers.masking import relayed as masked
from shop.sellers.tables import WAITS, questions, relayed
from shop.sellers.views import as_seen, buyer_of, quoted
from storage.audit import record
from storage.database import Database, stamp
from storage.tables import facts

ANSWER_WITHIN = timedelta(hours=4)

NEW_QUESTION = "{buyer} asks about this:\n\u201c{question}\u201d\nReply to this message to answer."
NEW_WISH = (
    "{buyer} looks for something that is not listed:\n\u201c{question}\u201d\n"
    "Reply to this message to ask back. An offer with a price is made on your page, under Questions."
)
MORE_ASKED = "{buyer} asks on:\n\u201c{question}\u201d\nReply to this message to answer."
REMINDED = "Still open, half of its time is over. {buyer} asked:\n\u201c{question}\u201d\nReply to answer."


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
        """Record a question for who sells the product, within the turn's transaction; its id."""
        product = tx.execute(select(products.c.seller_id).where(products.c.sku == sku)).first()
        if product is None:
            raise NoQuestion(sku)
        return self.put(tx, conversation, customer, product.seller_id, words, now, sku=sku)

    def put(
        self,
        tx: Connection,
        conversation: str,
        customer: str,
        seller: str | None,
        words: str,
        now: datetime,
        *,
        sku: str | None = None,
    ) -> str:
        """Record it for this seller, or (None) for the shop itself.

        Without a product it is a wish for goods that no catalogue has.
        """
        new = "q_" + secrets.token_urlsafe(9)
        tx.execute(
            questions.insert().values(
                id=new,
                conversation_id=conversation,
                customer_id=customer,
                sku=sku,
                seller_id=seller,
                kind="question" if sku else "wish",
                status="open",
                asked_at=stamp(now),
                due_at=stamp(now + self._within(tx)),
            )
        )
        self.keep(tx, new, seller, "customer", words, now)
        record(tx, now, "customer", "question", conversation=conversation, subject=new, sku=sku or "")
        self._tell_seller(tx, new, f"question:{new}", NEW_QUESTION if sku else NEW_WISH, now)
        return new

    def more(self, tx: Connection, question: str, customer: str, words: str, now: datetime) -> bool:
        """The buyer has something to add; False where this is no question of theirs."""
        row = tx.execute(
            update(questions)
            .where(questions.c.id == question, questions.c.customer_id == customer)
            .values(status="open", due_at=stamp(now + self._within(tx)), reminded_at="")
            .returning(questions)
        ).first()
        if row is None:
            return False
        self.keep(tx, question, row.seller_id, "customer", words, now)
        record(tx, now, "customer", "question", conversation=row.conversation_id, subject=question)
        count = tx.execute(
            select(func.count()).select_from(relayed).where(relayed.c.question_id == question)
        ).scalar_one()
        self._tell_seller(tx, question, f"question:{question}:{count}", MORE_ASKED, now)
        return True

    def answer(
        self,
        question: str,
        by: str,
        words: str,
        now: datetime,
        *,
        seller: str = "",
        publish: bool = False,
        asked_as: str = "",
        heard: int = 0,
    ) -> tuple[Reply, ...]:
        """The answer, to the buyer on the channel last used; NoQuestion where it is another seller's.

        `asked_as` is the question as others are to read it, without what is the buyer's alone; `heard` is
        the message of the seller's own chat that the answer came in.
        """
        sender = "seller" if seller else "agent"
        with self.db.write() as tx:
            row = self.row(tx, question, seller)
            shown = self.keep(tx, question, row.seller_id, sender, words, now)
            asked = self.last_asked(tx, question)
            said = self.store.say_in(tx, self.last_used(tx, row), [quoted(row, asked, shown, sender)])
            publish = publish and row.kind == "question" and not masked(words).flags
            tx.execute(
                update(questions)
                .where(questions.c.id == question)
                .values(status="answered", answered_at=stamp(now), published=publish or row.published)
            )
            if publish and (answer := self._last_answer(tx, question)):
                self._publish(tx, row, answer, now, asked_as)
            tx.execute(update(messages).where(messages.c.id == heard).values(about=question))
            record(tx, now, by, "answer", conversation=row.conversation_id, subject=question)
            return said

    def newest(self, seller: str = "", status: str = "", limit: int = 100) -> list[dict[str, Any]]:
        """Questions with what was said, open ones first; a seller's own, or everybody's."""
        query = self._all()
        if seller:
            query = query.where(questions.c.seller_id == seller)
        # What waits is looked for by itself, or all that was ever asked would be read to put it first.
        waits = query.where(questions.c.status.in_(WAITS))
        own = waits.where(questions.c.seller_id.is_(None))
        wanted = [query.where(questions.c.status == status)] if status else [own, waits, query]
        with self.db.read() as tx:
            found = {
                row.id: row
                for each in wanted
                for row in tx.execute(each.order_by(questions.c.asked_at.desc()).limit(limit))
            }
            newest = sorted(found.values(), key=lambda row: row.asked_at, reverse=True)
            rows = sorted(newest, key=lambda row: (row.status not in WAITS, row.seller_id is not None))[
                :limit
            ]
            said: dict[str, list[dict[str, Any]]] = {}
            for line in tx.execute(
                select(relayed).where(relayed.c.question_id.in_([r.id for r in rows])).order_by(relayed.c.id)
            ):
                said.setdefault(line.question_id, []).append(dict(line._mapping))
        return [as_seen(row, said.get(row.id, []), whole=not seller) for row in rows]

    def own_open(self) -> int:
        """How many wait for the shop itself, which sells what no other seller is named for."""
        open_here = questions.c.seller_id.is_(None) & questions.c.status.in_(WAITS)
        with self.db.read() as tx:
            return tx.execute(select(func.count()).select_from(questions).where(open_here)).scalar_one()

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

    def publish(self, question: str, by: str, now: datetime, *, seller: str = "") -> bool:
        """Show the last answer to other buyers; False where something in it was flagged."""
        with self.db.write() as tx:
            row = self.row(tx, question, seller)
            said = self._last_answer(tx, question)
            if said is None or row.kind != "question" or masked(said.text).flags:
                return False
            tx.execute(update(questions).where(questions.c.id == question).values(published=True))
            self._publish(tx, row, said, now)
            record(tx, now, by, "publish", conversation=row.conversation_id, subject=question)
            return True

    def remind(self, now: datetime) -> int:
        """Questions half of whose time is over: their seller is told once more."""
        with self.db.write() as tx:
            half = self._within(tx) / 2
            rows = tx.execute(
                update(questions)
                .where(
                    questions.c.status == "open",
                    questions.c.seller_id.is_not(None),
                    questions.c.reminded_at == "",
                    questions.c.due_at < stamp(now + half),
                )
                .values(reminded_at=stamp(now))
                .returning(questions.c.id, questions.c.conversation_id, questions.c.due_at)
            ).all()
            for row in rows:
                record(tx, now, "rules", "remind", conversation=row.conversation_id, subject=row.id)
                self._tell_seller(tx, row.id, f"remind:{row.id}:{row.due_at}", REMINDED, now)
        return len(rows)

    def may_be_shown(self, question: str) -> bool:
        """Whether an answer to it helps other buyers: it is about a product."""
        with self.db.read() as tx:
            return tx.execute(select(questions.c.sku).where(questions.c.id == question)).scalar() is not None

    def leave(self, question: str, by: str, now: datetime, *, seller: str = "") -> str:
        """The seller can't help: closed for them; where it was asked, for who finds somebody else."""
        with self.db.write() as tx:
            row = self.row(tx, question, seller)
            left = tx.execute(
                update(questions)
                .where(questions.c.id == question, questions.c.status.in_(WAITS))
                .values(status="declined")
            )
            if not left.rowcount:
                return ""
            record(tx, now, by, "pass", conversation=row.conversation_id, subject=question)
            return str(row.conversation_id)

    def ask_another(self, question: str, now: datetime) -> bool:
        """Hand a question that was let lie to somebody else who has the same goods; each is asked once."""
        with self.db.write() as tx:
            row = self.row(tx, question, "")
            asked = self.last_asked(tx, question, whole=True)
            if row.kind == "wish":
                other = next_seller(tx, asked, row.conversation_id)
                if other:
                    self.put(tx, row.conversation_id, row.customer_id, other, asked, now)
                return bool(other)
            sku = same_elsewhere(tx, row, asked)
            if sku:
                self.ask(tx, row.conversation_id, row.customer_id, sku, asked, now)
            return bool(sku)

    def _all(self) -> Any:
        return (
            select(
                questions,
                products.c.title,
                products.c.pack,
                products.c.image,
                sellers.c.name.label("seller"),
                customers.c.city,
                (customers.c.kind == "erased").label("forgotten"),
            )
            .outerjoin(sellers, sellers.c.id == questions.c.seller_id)
            .join(customers, customers.c.id == questions.c.customer_id)
            .outerjoin(products, products.c.sku == questions.c.sku)
        )

    def row(self, tx: Connection, question: str, seller: str) -> Row[Any]:
        """A question with its product; NoQuestion where it is another seller's, or who asked is forgotten."""
        row: Row[Any] | None = tx.execute(self._all().where(questions.c.id == question)).first()
        if row is None or row.forgotten or (seller and row.seller_id != seller):
            raise NoQuestion(question)
        return row

    def _within(self, tx: Connection) -> timedelta:
        """How long a seller may take; an admin can change it."""
        hours = tx.execute(select(facts.c.value).where(facts.c.key == "relay.hours")).scalar()
        return timedelta(hours=float(hours)) if hours else ANSWER_WITHIN

    def last_asked(self, tx: Connection, question: str, *, whole: bool = False, before: int = 0) -> str:
        """The buyer's last words, or those before this answer; as the seller sees them or whole."""
        column = relayed.c.text if whole else relayed.c.shown
        asked = select(column).where(relayed.c.question_id == question, relayed.c.sender == "customer")
        asked = asked.where(relayed.c.id < before) if before else asked
        return str(tx.execute(asked.order_by(relayed.c.id.desc()).limit(1)).scalar() or "")

    def _last_answer(self, tx: Connection, question: str) -> Row[Any] | None:
        said = select(relayed).where(relayed.c.question_id == question, relayed.c.sender != "customer")
        return tx.execute(said.order_by(relayed.c.id.desc()).limit(1)).first()

    def _tell_seller(self, tx: Connection, question: str, key: str, said: str, now: datetime) -> None:
        """The question with the product's card, on the seller's own channels; each notice once."""
        row = self.row(tx, question, "")
        if row.seller_id is None:  # the desk shows the shop its own
            return
        words = said.format(buyer=buyer_of(row), question=self.last_asked(tx, question))
        about = products.c.sku == (row.sku or "")  # of nothing, "IS NULL" would read all products
        product = assembled(tx, tx.execute(select(products).where(about)).all())
        tell_seller(tx, self.store, row.seller_id, key, question_card(words, product, question), now)

    def last_used(self, tx: Connection, row: Row[Any]) -> str:
        """Where the buyer was last: on whatever channel that is."""
        found = tx.execute(
            select(conversations.c.id)
            .where(conversations.c.customer_id == row.customer_id)
            .order_by(conversations.c.last_at.desc())
            .limit(1)
        ).scalar()
        return str(found or row.conversation_id)

    def keep(
        self, tx: Connection, question: str, seller: str | None, sender: str, words: str, now: datetime
    ) -> str:
        """Store what was said and what is shown of it; flag what an admin should see."""
        shown = words  # of the shop's own agent; what a buyer or a seller writes is looked at
        if sender != "agent":
            shown = passed_on(tx, words, seller, sender == "seller", now, question=question)
        row = {"sender": sender, "text": words, "shown": shown, "at": stamp(now)}
        tx.execute(relayed.insert().values(question_id=question, **row))
        return shown

    def _publish(
        self, tx: Connection, row: Row[Any], said: Row[Any], now: datetime, asked_as: str = ""
    ) -> None:
        """For the next buyer: a passage of the shop, found by search, with the question it answers."""
        asked = asked_as.strip() or self.last_asked(tx, row.id, before=said.id)
        version = (tx.execute(select(func.max(faqs.c.version))).scalar() or 0) + 1
        day = f"{now.astimezone(self.db.zone):%d %b %Y}"
        fresh = {
            "answer": f"{said.shown} (answered by {row.seller or 'the shop'} on {day})",
            "tags": ["seller", f"sku:{row.sku}"],
            "version": version,
            "question_id": row.id,
        }
        tx.execute(
            self.db.insert(faqs)
            .values(question=f"{row.title}: {as_question(masked(asked).shown)}"[:300], **fresh)
            .on_conflict_do_update(index_elements=["question"], set_=fresh)
        )
