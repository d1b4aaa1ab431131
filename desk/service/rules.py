"""Does what happens at the desk by itself: who is gone, whose turn it is, which promise broke."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from chat.handoff import PROMISES, RESOLVE_PROMISES
from desk.service.handover import Desk
from desk.service.hours import OpeningHours
from desk.store import conversations, line, presence
from desk.store.line import Free, Promised, Waits
from shop.sellers.service.questions import Questions
from shop.sellers.service.quotes import tell_sellers
from storage.audit import record
from storage.database import Database, Tx, stamp, unstamp

GONE_AFTER = timedelta(minutes=2)  # pages say every half minute that they are open
LEFT_AFTER = timedelta(minutes=15)  # a browser that sleeps says nothing; nobody waits for its agent yet


class DeskRules:
    """Run every few seconds by one loop; doing it twice is the same as doing it once."""

    def __init__(self, db: Database, desk: Desk, questions: Questions) -> None:
        self.db = db
        self.desk = desk
        self.questions = questions

    def run(self, now: datetime) -> bool:
        """Run all rules; whether anything changed."""
        done = self.free(now) + self.wake(now) + self.offer(now) + self.escalate(now)
        done += self.questions.remind(now) + tell_sellers(self.db, self.questions.chats, now)
        if self.staffed(now):  # at night no promise runs: the customer was told when people are back
            done += self.mark_broken(now) + self.mark_overdue(now)
        return bool(done)

    def staffed(self, now: datetime) -> bool:
        """Whether it is within business hours, or somebody is there anyway."""
        return OpeningHours(self.db).hours().is_open(now) or bool(self.desk.online(now - GONE_AFTER))

    def wake(self, now: datetime) -> int:
        """Put into the line again what was put off until now."""
        with self.db.write() as tx:
            woken = line.wake(tx, stamp(now))
            for conversation in woken:
                record(tx, now, "rules", "wake", conversation=conversation)
        return len(woken)

    def free(self, now: datetime) -> int:
        """Put first in the line the conversations of who has gone without handing over.

        At once when they said so; soon where the customer wrote last, and hears nothing; else when
        they are surely gone. Somebody who was never seen at a page works through the API, and is not
        thought gone.
        """
        with self.db.read() as tx:
            left = line.left_alone(tx, stamp(now - GONE_AFTER), stamp(now - LEFT_AFTER))
        return sum(self.desk.requeue(conversation, now, actor="rules") for conversation in left)

    def offer(self, now: datetime) -> int:
        """Offer in turns to those online with room; whose skill and language fit come first."""
        done = 0
        with self.db.write() as tx:
            free = line.with_room(tx, stamp(now - GONE_AFTER))
            for waits in line.not_offered(tx, stamp(now), [one.member for one in free]):
                if not free:
                    break
                turn = max(free, key=lambda one: _fit(one, waits))  # the first of the best
                free.remove(turn)
                free.append(turn)
                conversations.put_on_file(tx, waits.id, offered_to=turn.member)
                presence.note_offer(tx, turn.member, stamp(now + timedelta(microseconds=done)))
                record(tx, now, "rules", "offer", conversation=waits.id, subject=turn.member)
                done += 1
        return done

    def mark_broken(self, now: datetime) -> int:
        """Mark, once, who has waited longer than their priority promises, and tell the desk."""
        return self._mark(now, line.waiting_since, PROMISES, "first_answer", "breach")

    def mark_overdue(self, now: datetime) -> int:
        """Mark, once, what has not been settled in the time promised, and tell the desk."""
        return self._mark(now, line.unsettled_since, RESOLVE_PROMISES, "resolve", "overdue")

    def _mark(
        self,
        now: datetime,
        found: Callable[[Tx, str], list[Promised]],
        promises: Mapping[int, timedelta],
        breached: str,
        event: str,
    ) -> int:
        """Mark what began longer ago than its priority's promise."""
        done = 0
        with self.db.write() as tx:
            for one in found(tx, stamp(now - promises[0])):
                if now - unstamp(one.began) < promises[one.priority]:
                    continue
                conversations.put_on_file(tx, one.id, breached=breached)
                record(tx, now, "rules", event, conversation=one.id)
                done += 1
        return done

    def escalate(self, now: datetime) -> int:
        """Pass on questions that their seller let lie: to another seller of the same, or else the desk."""
        late = self.questions.overdue(now)
        for question, conversation in late:
            pass_on(self.questions, self.desk, question, conversation, now)
        return len(late)


def pass_on(questions: Questions, desk: Desk, question: str, conversation: str, now: datetime) -> None:
    """Ask somebody else who has the same goods, or else the desk."""
    if not questions.ask_another(question, now):
        desk.ask(conversation, "seller", now, actor="rules")


def _fit(free: Free, waits: Waits) -> tuple[bool, bool]:
    return waits.reason in free.skills, bool(waits.locale) and waits.locale[:2] in free.languages
