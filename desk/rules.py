"""What happens at the desk without anybody's doing: who is gone, whose turn it is, which promise broke."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, func, select, update

from chat.handoff import PROMISES, RESOLVE_PROMISES
from chat.hours import read_hours
from chat.tables import conversations, desk_files, messages
from desk.handover import Desk
from desk.tables import presence
from people.tables import staff
from shop.sellers.service.questions import Questions
from shop.sellers.service.quotes import tell_sellers
from storage.audit import record
from storage.database import Database, stamp, unstamp
from storage.facts import Facts

GONE_AFTER = timedelta(minutes=2)  # pages say every half minute that they are open
LEFT_AFTER = timedelta(minutes=15)  # a browser that sleeps says nothing; nobody waits for its agent yet


class DeskRules:
    """Run every few seconds by one loop; doing it twice is the same as doing it once."""

    def __init__(self, db: Database, desk: Desk, questions: Questions) -> None:
        self.db = db
        self.desk = desk
        self.questions = questions

    def run(self, now: datetime) -> bool:
        """All rules; whether anything changed."""
        done = self.free(now) + self.wake(now) + self.offer(now) + self.escalate(now)
        done += self.questions.remind(now) + tell_sellers(self.db, self.questions.chats, now)
        if self.staffed(now):  # at night no promise runs: the customer was told when people are back
            done += self.mark_broken(now) + self.mark_overdue(now)
        return bool(done)

    def staffed(self, now: datetime) -> bool:
        """Within business hours, or somebody is there anyway."""
        hours = read_hours(Facts(self.db).get("desk.hours") or {}, self.db.zone)
        return hours.is_open(now) or bool(self.desk.online(now - GONE_AFTER))

    def wake(self, now: datetime) -> int:
        """What was put off until now is in the line again."""
        with self.db.write() as tx:
            due = (desk_files.c.snoozed_until > "") & (desk_files.c.snoozed_until <= stamp(now))
            rows = tx.execute(
                update(desk_files).where(due).values(snoozed_until="").returning(desk_files.c.conversation_id)
            ).all()
            for row in rows:
                record(tx, now, "rules", "wake", conversation=row.conversation_id)
        return len(rows)

    def free(self, now: datetime) -> int:
        """Who has gone without handing over: their conversations are first in the line again.

        At once when they said so; soon where the customer wrote last, and hears nothing; else when
        they are surely gone. Somebody who was never seen at a page works through the API, and is not
        thought gone.
        """
        with self.db.read() as tx:
            left = tx.execute(
                select(conversations.c.id)
                .join(presence, presence.c.staff_id == conversations.c.agent_id)
                .where(
                    conversations.c.state == "human",
                    (presence.c.status == "offline")
                    | (presence.c.seen_at < stamp(now - LEFT_AFTER))
                    | ((presence.c.seen_at < stamp(now - GONE_AFTER)) & _customer_wrote_last()),
                )
            ).scalars()
            ids = list(left)
        return sum(self.desk.requeue(conversation, now, actor="rules") for conversation in ids)

    def offer(self, now: datetime) -> int:
        """Round robin among those online with room; whose skill and language fit come first."""
        done = 0
        with self.db.write() as tx:
            held = (
                select(conversations.c.agent_id, func.count().label("has"))
                .where(conversations.c.state == "human")
                .group_by(conversations.c.agent_id)
                .subquery()
            )
            free = list(
                tx.execute(
                    select(presence.c.staff_id, presence.c.languages, presence.c.skills)
                    .join(staff, staff.c.id == presence.c.staff_id)
                    .outerjoin(held, held.c.agent_id == presence.c.staff_id)
                    .where(
                        presence.c.status == "online",
                        presence.c.seen_at >= stamp(now - GONE_AFTER),
                        staff.c.active,
                        func.coalesce(held.c.has, 0) < presence.c.room,
                    )
                    .order_by(presence.c.offered_at, presence.c.staff_id)
                )
            )
            online = [row.staff_id for row in free]
            waiting = tx.execute(
                select(conversations.c.id, conversations.c.locale, desk_files.c.reason)
                .join(desk_files)
                .where(
                    conversations.c.state == "waiting",
                    desk_files.c.snoozed_until <= stamp(now),
                    desk_files.c.offered_to.not_in(online or [""]),
                )
                .order_by(desk_files.c.priority, desk_files.c.waiting_since)
                .limit(50)
            ).all()
            for row in waiting:
                if not free:
                    break
                turn = max(free, key=lambda f: _fit(f, row.reason, row.locale))  # the first of the best
                free.remove(turn)
                free.append(turn)
                tx.execute(
                    update(desk_files)
                    .where(desk_files.c.conversation_id == row.id)
                    .values(offered_to=turn.staff_id)
                )
                tx.execute(
                    update(presence)
                    .where(presence.c.staff_id == turn.staff_id)
                    .values(offered_at=stamp(now + timedelta(microseconds=done)))
                )
                record(tx, now, "rules", "offer", conversation=row.id, subject=turn.staff_id)
                done += 1
        return done

    def mark_broken(self, now: datetime) -> int:
        """Who has waited longer than their priority promises: marked once, and told to the desk."""
        unmarked = (conversations.c.state == "waiting", desk_files.c.breached == "")
        return self._mark(now, desk_files.c.waiting_since, PROMISES, unmarked, "first_answer", "breach")

    def mark_overdue(self, now: datetime) -> int:
        """What has not been settled in the time promised: marked once, and told to the desk."""
        unmarked = (conversations.c.state.in_(("waiting", "human")), desk_files.c.breached != "resolve")
        return self._mark(now, desk_files.c.asked_at, RESOLVE_PROMISES, unmarked, "resolve", "overdue")

    def _mark(
        self,
        now: datetime,
        began: Column[str],
        promises: Mapping[int, timedelta],
        unmarked: tuple[ColumnElement[bool], ...],
        breached: str,
        event: str,
    ) -> int:
        """Mark what began longer ago than its priority's promise."""
        done = 0
        with self.db.write() as tx:
            rows = tx.execute(
                select(desk_files.c.conversation_id, desk_files.c.priority, began.label("began"))
                .join(conversations)
                .where(*unmarked, began != "", began < stamp(now - promises[0]))
            ).all()
            for row in rows:
                if now - unstamp(row.began) < promises[row.priority]:
                    continue
                tx.execute(
                    update(desk_files)
                    .where(desk_files.c.conversation_id == row.conversation_id)
                    .values(breached=breached)
                )
                record(tx, now, "rules", event, conversation=row.conversation_id)
                done += 1
        return done

    def escalate(self, now: datetime) -> int:
        """Questions that their seller let lie: another seller of the same, or else the desk."""
        late = self.questions.overdue(now)
        for question, conversation in late:
            pass_on(self.questions, self.desk, question, conversation, now)
        return len(late)


def pass_on(questions: Questions, desk: Desk, question: str, conversation: str, now: datetime) -> None:
    """Somebody else who has the same goods is asked, or else the desk."""
    if not questions.ask_another(question, now):
        desk.ask(conversation, "seller", now, actor="rules")


def _customer_wrote_last() -> ColumnElement[bool]:
    """Whether the customer's last words came after the last of a person."""
    here = messages.c.conversation_id == conversations.c.id
    newest = func.coalesce(func.max(messages.c.id), 0)
    heard = select(newest).where(here, messages.c.direction == "in").scalar_subquery()
    said = select(newest).where(here, messages.c.sender == "agent").scalar_subquery()
    return heard > said


def _fit(free: Any, reason: str, locale: str) -> tuple[bool, bool]:
    return reason in free.skills, bool(locale) and locale[:2] in free.languages
