"""Who has a conversation: every move of chat.handoff as one transaction that also says and records it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from chat import words
from chat.handoff import PRIORITY, Event, IllegalMove, Queue, Reason, before, moved
from chat.ports import State
from chat.reply import Command, Option, Reply, text
from chat.service.conversations import Conversations
from chat.tables import conversations, desk_files, messages
from desk.on_behalf import NotYours, done_together, holder_of, leave_questions, must_hold, note_shown
from desk.tables import csat, mentions, notes, presence
from people.tables import staff
from storage.audit import record
from storage.database import Database, stamp

SCORES = (
    (4, "Very good", "Bahut achha"),
    (3, "Good", "Achha"),
    (2, "So so", "Theek-thaak"),
    (1, "Bad", "Kharab"),
)


class Desk:
    """The moves. Each is atomic: the state, what the customer is told, and the record of it."""

    def __init__(self, db: Database, store: Conversations | None = None) -> None:
        self.db = db
        self.store = store or Conversations(db)

    def ask(self, conversation: str, reason: Reason, now: datetime, *, actor: str = "customer") -> bool:
        """Put it in the line for a person; False when it is there, or a person has it, already."""
        with self.db.write() as tx:
            if self._move(tx, conversation, "ask") is None:
                return False
            self._file(
                tx,
                conversation,
                reason=reason,
                priority=PRIORITY[reason],
                waiting_since=stamp(now),
                asked_at=stamp(now),
                claimed_at="",
                answered_at="",
                resolved_at="",
                snoozed_until="",
                breached="",
                offered_to="",
            )
            record(tx, now, actor, "ask", conversation=conversation, reason=reason)
            return True

    def back(self, conversation: str, now: datetime) -> bool:
        """The customer goes back to the assistant, from the line or from a person; False from nobody."""
        with self.db.write() as tx:
            if self._move(tx, conversation, "back") is None:
                return False
            self._file(tx, conversation, waiting_since="", asked_at="", claimed_at="", offered_to="")
            record(tx, now, "customer", "back", conversation=conversation)
            return True

    def claim(self, conversation: str, agent: str, now: datetime, *, holder: str = "") -> bool:
        """Take it. Of any number who try at once one gets it; from this moment the bot is silent.

        From a colleague it is taken only by naming them as its holder.

        The bot may be thinking about messages right now: they are taken out of its hands here,
        in the same transaction, and so are its words that have not left the house.
        """
        with self.db.write() as tx:
            row = self._move(tx, conversation, "claim", agent_id=agent)
            if row is None:
                return self._taken_from(tx, conversation, holder, agent, now)
            tx.execute(
                update(messages)
                .where(messages.c.conversation_id == conversation, messages.c.status == "new")
                .values(status="done")
            )
            tx.execute(
                update(messages)
                .where(
                    messages.c.conversation_id == conversation,
                    messages.c.status == "pending",
                    messages.c.sender == "bot",
                )
                .values(status="withdrawn")
            )
            asked = tx.execute(
                select(desk_files.c.asked_at).where(desk_files.c.conversation_id == conversation)
            ).scalar()
            self._file(
                tx,
                conversation,
                asked_at=asked or stamp(now),
                claimed_at=stamp(now),
                answered_at="",
                resolved_at="",
                snoozed_until="",
                waiting_since="",
            )
            leave_questions(tx, row.customer_id)
            self.store.say_in(tx, conversation, [_of_who(words.PERSON_JOINED, row, self._name(tx, agent))])
            record(tx, now, agent, "claim", conversation=conversation)
            return True

    def _taken_from(self, tx: Connection, conversation: str, holder: str, agent: str, now: datetime) -> bool:
        """A colleague's conversation changes hands; True also where it is this agent's already."""
        has = holder_of(tx, conversation)
        if has == agent:
            return True
        if not has or has != holder:
            return False
        row = tx.execute(
            update(conversations)
            .where(conversations.c.id == conversation)
            .values(agent_id=agent)
            .returning(conversations)
        ).one()
        self.store.say_in(tx, conversation, [_of_who(words.PERSON_CHANGED, row, self._name(tx, agent))])
        record(tx, now, agent, "claim", conversation=conversation, subject=holder)
        return True

    def holder(self, conversation: str) -> str:
        """Who has it; "" for nobody."""
        with self.db.read() as tx:
            return (
                tx.execute(
                    select(conversations.c.agent_id).where(conversations.c.id == conversation)
                ).scalar()
                or ""
            )

    def say(
        self, conversation: str, agent: str, replies: Sequence[Reply], now: datetime
    ) -> tuple[Reply, ...]:
        """The agent's words to the customer; NotYours unless the agent has the conversation."""
        with self.db.write() as tx:
            must_hold(tx, conversation, agent)
            by = {"by": self._name(tx, agent)}
            replies = [replace(reply, data={**reply.data, **by}) for reply in replies]
            said = self.store.say_in(tx, conversation, replies)
            for card in (card for reply in replies for card in reply.cards):
                note_shown(tx, conversation, card.sku, now)
                record(tx, now, agent, "card", conversation=conversation, subject=card.sku, title=card.title)
            tx.execute(
                update(desk_files)
                .where(desk_files.c.conversation_id == conversation, desk_files.c.answered_at == "")
                .values(answered_at=stamp(now))
            )
            tx.execute(
                update(conversations).where(conversations.c.id == conversation).values(last_at=stamp(now))
            )
            return said

    def release(self, conversation: str, agent: str, now: datetime) -> None:
        """Give it back to the assistant, which knows of it: contexts and history are the customer's."""
        with self.db.write() as tx:
            must_hold(tx, conversation, agent)
            row = self._moved(tx, conversation, "release")
            kept = done_together(tx, conversation, row.locale)
            self._file(tx, conversation, asked_at="", claimed_at="")
            left = words.PERSON_LEFT.in_(row.locale).format(name=self._name(tx, agent), kept=kept)
            self.store.say_in(tx, conversation, [text(left, "system")])
            record(tx, now, agent, "release", conversation=conversation)

    def requeue(self, conversation: str, now: datetime, *, actor: str) -> bool:
        """Its person has gone: first in the line again."""
        with self.db.write() as tx:
            row = self._move(tx, conversation, "requeue")
            if row is None:
                return False
            self._file(tx, conversation, waiting_since=stamp(now), priority=0, offered_to="", claimed_at="")
            self.store.say_in(tx, conversation, [text(words.BACK_IN_LINE.in_(row.locale), "system")])
            record(tx, now, actor, "requeue", conversation=conversation)
            return True

    def transfer(self, conversation: str, agent: str, to: str, note: str, now: datetime) -> None:
        """Hand it to a colleague with a word about it."""
        with self.db.write() as tx:
            must_hold(tx, conversation, agent)
            tx.execute(update(conversations).where(conversations.c.id == conversation).values(agent_id=to))
            row = tx.execute(select(conversations).where(conversations.c.id == conversation)).one()
            if note:
                add_note(tx, conversation, agent, note, [to], now)
            self.store.say_in(tx, conversation, [_of_who(words.PERSON_CHANGED, row, self._name(tx, to))])
            record(tx, now, agent, "transfer", conversation=conversation, subject=to)

    def resolve(self, conversation: str, agent: str, now: datetime) -> None:
        """Done: ask with one tap how it was. The holder may, and anybody where nobody has it."""
        with self.db.write() as tx:
            holder = holder_of(tx, conversation)
            if holder not in ("", agent):
                raise NotYours(conversation)
            row = self._moved(tx, conversation, "resolve")
            self._file(
                tx, conversation, resolved_at=stamp(now), waiting_since="", asked_at="", snoozed_until=""
            )
            if holder:
                asked = tx.execute(
                    self.db.insert(csat)
                    .values(conversation_id=conversation, staff_id=agent, asked_at=stamp(now))
                    .returning(csat.c.id)
                ).scalar_one()
                self.store.say_in(tx, conversation, [_how_was_it(row.locale, asked)])
            record(tx, now, agent, "resolve", conversation=conversation)

    def score(self, asked: int, conversation: str, score: int, now: datetime) -> bool:
        """The customer's tap; the first one counts."""
        with self.db.write() as tx:
            done = tx.execute(
                update(csat)
                .where(csat.c.id == asked, csat.c.conversation_id == conversation, csat.c.score.is_(None))
                .values(score=score, at=stamp(now))
            )
            if done.rowcount:
                record(tx, now, "customer", "score", conversation=conversation, score=score)
            return done.rowcount == 1

    def queue(self, conversation: str, online: int, is_open: bool) -> Queue:
        """Where it stands in the line."""
        with self.db.read() as tx:
            since, priority = tx.execute(
                select(desk_files.c.waiting_since, desk_files.c.priority).where(
                    desk_files.c.conversation_id == conversation
                )
            ).first() or ("", 2)
            ahead = tx.execute(
                select(func.count())
                .select_from(conversations.join(desk_files))
                .where(
                    conversations.c.state == "waiting",
                    conversations.c.id != conversation,
                    (desk_files.c.priority < priority)
                    | ((desk_files.c.priority == priority) & (desk_files.c.waiting_since < since)),
                )
            ).scalar_one()
        return Queue(ahead, online, is_open)

    def online(self, seen_since: datetime) -> list[str]:
        """Who is at the desk: said so, and was seen since."""
        with self.db.read() as tx:
            return list(
                tx.execute(
                    select(presence.c.staff_id)
                    .where(presence.c.status == "online", presence.c.seen_at >= stamp(seen_since))
                    .order_by(presence.c.offered_at)
                ).scalars()
            )

    def _move(self, tx: Connection, conversation: str, event: Event, agent_id: str = "") -> Row[Any] | None:
        """The move as one UPDATE ... WHERE; None when the conversation is in no state for it."""
        for after in dict.fromkeys(moved(state, event) for state in before(event)):
            states = [s for s in before(event) if moved(s, event) == after and s != after]
            row = tx.execute(
                update(conversations)
                .where(conversations.c.id == conversation, conversations.c.state.in_(states))
                .values(state=after, agent_id=agent_id)
                .returning(conversations)
            ).first()
            if row is not None:
                return row
        return None

    def _moved(self, tx: Connection, conversation: str, event: Event) -> Row[Any]:
        row = self._move(tx, conversation, event)
        if row is None:
            state: State = tx.execute(
                select(conversations.c.state).where(conversations.c.id == conversation)
            ).scalar_one()
            raise IllegalMove(state, event)
        return row

    def _name(self, tx: Connection, agent: str) -> str:
        return tx.execute(select(staff.c.name).where(staff.c.id == agent)).scalar() or "A colleague"

    def _file(self, tx: Connection, conversation: str, **values: Any) -> None:
        tx.execute(
            self.db.insert(desk_files)
            .values(conversation_id=conversation, **values)
            .on_conflict_do_update(index_elements=["conversation_id"], set_=values)
        )


def add_note(
    tx: Connection, conversation: str, author: str, note: str, mentioned: Sequence[str], now: datetime
) -> int:
    """A private word among staff, standing where it was written in the thread."""
    last = tx.execute(
        select(func.max(messages.c.id)).where(messages.c.conversation_id == conversation)
    ).scalar()
    named = list(dict.fromkeys(m for m in mentioned if m != author))
    made: int = tx.execute(
        notes.insert()
        .values(
            conversation_id=conversation,
            staff_id=author,
            text=note,
            mentions=named,
            after_message=last or 0,
            at=stamp(now),
        )
        .returning(notes.c.id)
    ).scalar_one()
    for member in named:
        tx.execute(mentions.insert().values(staff_id=member, note_id=made, conversation_id=conversation))
    record(tx, now, author, "note", conversation=conversation, subject=str(made), named=named)
    return made


def _of_who(said: words.Words, row: Row[Any], name: str) -> Reply:
    """That this person is here; clients that can show it say with whom one talks."""
    return Reply("text", said.in_(row.locale).format(name=name), "system", data={"by": name})


def _how_was_it(locale: str, asked: int) -> Reply:
    hindi = locale.lower().startswith("hi")
    options = (
        Option(hi if hindi else en, Command("give_review", {"text": f"csat:{asked}:{score}"}))
        for score, en, hi in SCORES
    )
    return Reply("choice", words.HOW_WAS_IT.in_(locale), "system", options=tuple(options))
