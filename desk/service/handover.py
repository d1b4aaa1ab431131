"""Moves a conversation between the assistant, the line and a person: each move is one transaction.

The conversation is locked first, by the move itself or by asking who has it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from chat import words
from chat.handoff import PRIORITY, Event, IllegalMove, Queue, Reason
from chat.open_questions import OPEN_QUESTIONS
from chat.payloads import command_of
from chat.reply import Option, Reply, text
from chat.service.contexts import find_in, forget_in, save_in
from chat.service.conversations import Conversations
from chat.service.language import language_in, language_of
from desk.acts import in_words
from desk.service.holding import NotYours, must_hold
from desk.store import conversations, presence, scores
from desk.store.acts import acts_since
from desk.store.conversations import Moved
from desk.store.notes import add_note
from desk.taps import ScoreHelp
from shop.finding.remembered import LAST_SHOWN, SEARCH
from shop.finding.state import SearchState
from storage.audit import record
from storage.database import Database, Tx, stamp, unstamp


class Desk:
    """The moves: the state, what the customer is told, and the record of it, all or nothing."""

    def __init__(self, db: Database, store: Conversations | None = None) -> None:
        self.db = db
        self.store = store or Conversations(db)

    def ask(self, conversation: str, reason: Reason, now: datetime, *, actor: str = "customer") -> bool:
        """Put it in the line for a person; False when it is there, or a person has it, already."""
        with self.db.write() as tx:
            if conversations.move(tx, conversation, "ask") is None:
                return False
            conversations.put_on_file(
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
        """Bring the customer back to the assistant, from the line or from a person; False from nobody."""
        with self.db.write() as tx:
            if conversations.move(tx, conversation, "back") is None:
                return False
            conversations.put_on_file(
                tx, conversation, waiting_since="", asked_at="", claimed_at="", offered_to=""
            )
            record(tx, now, "customer", "back", conversation=conversation)
            return True

    def claim(self, conversation: str, agent: str, now: datetime, *, holder: str = "") -> bool:
        """Take it. Of any number who try at once one gets it; from this moment the bot is silent.

        From a colleague it is taken only by naming them as its holder.

        The bot may be thinking about messages right now: they are taken out of its hands here,
        in the same transaction, and so are its words that have not left the house.
        """
        with self.db.write() as tx:
            moved = conversations.move(tx, conversation, "claim", agent)
            if moved is None:
                return self._take_from(tx, conversation, holder, agent, now)
            conversations.silence_bot(tx, conversation)
            conversations.put_on_file(
                tx,
                conversation,
                asked_at=conversations.asked_at(tx, conversation) or stamp(now),
                claimed_at=stamp(now),
                answered_at="",
                resolved_at="",
                snoozed_until="",
                waiting_since="",
            )
            # A "yes" from now on answers the person who is here.
            forget_in(tx, moved.customer, OPEN_QUESTIONS)
            self._introduce(tx, conversation, words.PERSON_JOINED, moved, agent)
            record(tx, now, agent, "claim", conversation=conversation)
            return True

    def _take_from(self, tx: Tx, conversation: str, holder: str, agent: str, now: datetime) -> bool:
        """Take a colleague's conversation; True also where it is this agent's already."""
        has = conversations.lock_holder(tx, conversation)
        if has == agent:
            return True
        if not has or has != holder:
            return False
        moved = conversations.give_to(tx, conversation, agent)
        self._introduce(tx, conversation, words.PERSON_CHANGED, moved, agent)
        record(tx, now, agent, "claim", conversation=conversation, subject=holder)
        return True

    def _introduce(self, tx: Tx, conversation: str, told: words.Words, moved: Moved, agent: str) -> None:
        """Tell the customer who is here; clients that can show it say with whom one talks."""
        locale = _language(tx, moved)
        name = presence.name_of(tx, agent, locale)
        spoken = told.in_(locale, name=name)
        self.store.say_in(tx, conversation, [Reply("text", spoken, "system", data={"by": name})])

    def holder(self, conversation: str) -> str:
        """Say who has it; "" for nobody."""
        with self.db.read() as tx:
            return conversations.holder_of(tx, conversation)

    def say(
        self, conversation: str, agent: str, replies: Sequence[Reply], now: datetime
    ) -> tuple[Reply, ...]:
        """Send the agent's words to the customer; NotYours unless the agent has the conversation."""
        with self.db.write() as tx:
            must_hold(tx, conversation, agent)
            by = {"by": presence.name_of(tx, agent, language_in(tx, conversation))}
            signed = [replace(reply, data={**reply.data, **by}) for reply in replies]
            stored = self.store.say_in(tx, conversation, signed)
            for card in (card for reply in replies for card in reply.cards):
                _look_at(tx, conversation, card.sku, now)
                record(tx, now, agent, "card", conversation=conversation, subject=card.sku, title=card.title)
            conversations.note_answer(tx, conversation, stamp(now))
            return stored

    def release(self, conversation: str, agent: str, now: datetime) -> None:
        """Give it back to the assistant, which knows of it: contexts and history are the customer's."""
        with self.db.write() as tx:
            must_hold(tx, conversation, agent)
            moved = _must_move(tx, conversation, "release")
            came = conversations.claimed_at(tx, conversation)
            locale = _language(tx, moved)
            done = in_words(acts_since(tx, conversation, came), locale)
            conversations.put_on_file(tx, conversation, asked_at="", claimed_at="")
            name = presence.name_of(tx, agent, locale)
            left = words.PERSON_LEFT.in_(locale, name=name, kept=done)
            self.store.say_in(tx, conversation, [text(left, "system")])
            record(tx, now, agent, "release", conversation=conversation)

    def requeue(self, conversation: str, now: datetime, *, actor: str) -> bool:
        """Put it first in the line again: its person has gone."""
        with self.db.write() as tx:
            moved = conversations.move(tx, conversation, "requeue")
            if moved is None:
                return False
            conversations.put_on_file(
                tx, conversation, waiting_since=stamp(now), priority=0, offered_to="", claimed_at=""
            )
            told = words.BACK_IN_LINE.in_(_language(tx, moved))
            self.store.say_in(tx, conversation, [text(told, "system")])
            record(tx, now, actor, "requeue", conversation=conversation)
            return True

    def transfer(self, conversation: str, agent: str, to: str, note: str, now: datetime) -> None:
        """Hand it to a colleague with a word about it."""
        with self.db.write() as tx:
            must_hold(tx, conversation, agent)
            moved = conversations.give_to(tx, conversation, to)
            if note:
                note_in(tx, conversation, agent, note, [to], now)
            self._introduce(tx, conversation, words.PERSON_CHANGED, moved, to)
            record(tx, now, agent, "transfer", conversation=conversation, subject=to)

    def resolve(self, conversation: str, agent: str, now: datetime) -> None:
        """Settle it: ask with one tap how it was. The holder may, and anybody where nobody has it."""
        with self.db.write() as tx:
            holder = conversations.lock_holder(tx, conversation)
            if holder not in ("", agent):
                raise NotYours(conversation)
            moved = _must_move(tx, conversation, "resolve")
            conversations.put_on_file(
                tx, conversation, resolved_at=stamp(now), waiting_since="", asked_at="", snoozed_until=""
            )
            if holder:
                asked = scores.ask_score(tx, conversation, agent, stamp(now))
                self.store.say_in(tx, conversation, [_how_was_it(_language(tx, moved), asked)])
            record(tx, now, agent, "resolve", conversation=conversation)

    def score(self, asked: int, conversation: str, score: int, now: datetime) -> bool:
        """Take the customer's tap; the first one counts."""
        with self.db.write() as tx:
            first = scores.put_score(tx, asked, conversation, score, stamp(now))
            if first:
                record(tx, now, "customer", "score", conversation=conversation, score=score)
            return first

    def queue(self, conversation: str, online: int, is_open: bool) -> Queue:
        """Say where it stands in the line."""
        with self.db.read() as tx:
            return Queue(conversations.count_ahead(tx, conversation), online, is_open)

    def waited(self, conversation: str, now: datetime) -> timedelta:
        """Say how long it has waited for a person by now."""
        with self.db.read() as tx:
            asked = conversations.asked_at(tx, conversation)
        return max(now - unstamp(asked), timedelta()) if asked else timedelta()

    def online(self, seen_since: datetime) -> list[str]:
        """Say who is at the desk: said so, and was seen since."""
        with self.db.read() as tx:
            return presence.online(tx, stamp(seen_since))


def note_in(
    tx: Tx, conversation: str, author: str, note: str, mentioned: Sequence[str], now: datetime
) -> int:
    """Add a private word among staff, and call who is named in it; its number."""
    named = list(dict.fromkeys(m for m in mentioned if m != author))
    made = add_note(tx, conversation, author, note, named, stamp(now))
    record(tx, now, author, "note", conversation=conversation, subject=str(made), named=named)
    return made


def _must_move(tx: Tx, conversation: str, event: Event) -> Moved:
    moved = conversations.move(tx, conversation, event)
    if moved is None:
        raise IllegalMove(conversations.state_of(tx, conversation), event)
    return moved


def _language(tx: Tx, moved: Moved) -> str:
    return language_of(tx, moved.customer, moved.locale)


def _look_at(tx: Tx, conversation: str, sku: str, now: datetime) -> None:
    """Remember that the customer looks at this product now: "add two of those" means it."""
    customer = conversations.customer_of(tx, conversation)
    search = find_in(tx, customer, SEARCH) or SearchState()
    save_in(tx, customer, LAST_SHOWN, (sku,), now)
    save_in(tx, customer, SEARCH, search.looking_at(sku), now)


def _how_was_it(locale: str, asked: int) -> Reply:
    best = len(words.SCORES)
    options = (
        Option(said.in_(locale), command_of(ScoreHelp(asked, best - place)))
        for place, said in enumerate(words.SCORES)
    )
    return Reply("choice", words.HOW_WAS_IT.in_(locale), "system", options=tuple(options))
