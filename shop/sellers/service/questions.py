"""Asks sellers what buyers want to know, and brings their answers to the channel last used."""

import secrets
from datetime import datetime
from functools import partial
from typing import Any

from chat.days import date_in
from chat.reply import Reply
from chat.service.conversations import Conversations
from chat.service.language import language_in
from chat.words import Words
from shop.sellers import notices
from shop.sellers.masking import as_question
from shop.sellers.masking import relayed as masked
from shop.sellers.question import Line, NoQuestion, Question
from shop.sellers.service.passing import passed_on
from shop.sellers.store import choice
from shop.sellers.store import questions as store
from shop.sellers.views import question_as_seen
from shop.sellers.words import ANSWERED_BY, MORE_ASKED, NEW_QUESTION, NEW_WISH, REMINDED
from shop.words import THE_SHOP
from storage.audit import record
from storage.database import Database, Tx
from storage.once import once


class Questions:
    """Each step is one transaction: what is stored, what is said, what is recorded."""

    def __init__(self, db: Database, chats: Conversations | None = None) -> None:
        self.db = db
        self.chats = chats or Conversations(db)

    def ask(
        self,
        conversation: str,
        customer: str,
        sku: str,
        words: str,
        now: datetime,
        *,
        key: str,
        more_of: str = "",
    ) -> str:
        """Ask who sells the product, or add to a question of this buyer's (`more_of`); its id.

        Once for each key. NoQuestion where there is no such product.
        """

        def work(tx: Tx) -> str:
            if more_of and self._more(tx, more_of, customer, words, now):
                return more_of
            return self._ask_about(tx, conversation, customer, sku, words, now)

        return str(once(self.db, key, work))

    def more(self, question: str, customer: str, words: str, now: datetime, *, key: str) -> bool:
        """Add to a question, once for each key; False where this is no question of theirs."""
        return bool(once(self.db, key, lambda tx: self._more(tx, question, customer, words, now)))

    def wish_in(
        self, tx: Tx, conversation: str, customer: str, words: str, now: datetime, seller: str = ""
    ) -> str:
        """Ask this seller, or who sells most of the like, for goods that no catalogue has.

        Within a transaction that does more. The question's id; "" where nobody can be asked.
        """
        asked = seller or choice.next_seller(tx, words, conversation)
        return self._put(tx, conversation, customer, asked, None, words, now) if asked else ""

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
        received: int = 0,
    ) -> tuple[Reply, ...]:
        """Send the answer to the buyer on the channel last used; NoQuestion where it is another seller's.

        `asked_as` is the question as others are to read it, without what is the buyer's alone; `received`
        is the message of the seller's own chat that the answer came in.
        """
        sender = "seller" if seller else "agent"
        with self.db.write() as tx:
            found = question_for(tx, question, seller)
            shown = save_line(tx, question, found.seller, sender, words, now)
            asked = store.last_asked(tx, question)
            at = buyer_is_at(tx, found)
            answered = notices.answer_to(found, asked, shown, sender, language_in(tx, at))
            said = self.chats.say_in(tx, at, [answered])
            publish = publish and found.kind == "question" and not masked(words).flags
            store.mark_answered(tx, question, now, published=publish or found.published)
            if publish and (answer := store.last_answer(tx, question)):
                self._publish(tx, found, answer, now, asked_as)
            store.note_about(tx, received, question)
            record(tx, now, by, "answer", conversation=found.conversation, subject=question)
            return said

    def newest(self, seller: str = "", status: str = "", limit: int = 100) -> list[dict[str, Any]]:
        """Questions with what was said, open ones first; a seller's own, or everybody's."""
        with self.db.read() as tx:
            found = store.newest_questions(tx, seller, status, limit)
            said = store.lines_of(tx, [one.id for one in found])
        return [question_as_seen(one, said.get(one.id, []), whole=not seller) for one in found]

    def waiting_of(self, customer: str, limit: int = 5) -> list[Question]:
        """What a customer asked sellers about products, and has no answer to yet."""
        with self.db.read() as tx:
            return store.waiting_of(tx, customer, limit)

    def own_open(self) -> int:
        """How many wait for the shop itself, which sells what no other seller is named for."""
        with self.db.read() as tx:
            return store.count_own_open(tx)

    def overdue(self, now: datetime) -> list[tuple[str, str]]:
        """Take the questions whose time is over from their sellers: (question, conversation), each once."""
        with self.db.write() as tx:
            late = store.escalate_overdue(tx, now)
            for question, conversation in late:
                record(tx, now, "rules", "escalate", conversation=conversation, subject=question)
        return late

    def publish(self, question: str, by: str, now: datetime, *, seller: str = "") -> bool:
        """Show the last answer to other buyers; False where something in it was flagged."""
        with self.db.write() as tx:
            found = question_for(tx, question, seller)
            said = store.last_answer(tx, question)
            if said is None or found.kind != "question" or masked(said.text).flags:
                return False
            store.mark_published(tx, question)
            self._publish(tx, found, said, now)
            record(tx, now, by, "publish", conversation=found.conversation, subject=question)
            return True

    def remind(self, now: datetime) -> int:
        """Tell sellers once more of questions half of whose time is over."""
        with self.db.write() as tx:
            half = store.answer_within(tx) / 2
            late = store.mark_reminded(tx, now + half, now)
            for question in late:
                found = question_for(tx, question)
                record(tx, now, "rules", "remind", conversation=found.conversation, subject=question)
                self._tell_seller(tx, found, f"remind:{question}:{found.due_at}", REMINDED, now)
        return len(late)

    def may_be_shown(self, question: str) -> bool:
        """Whether an answer to it helps other buyers: it is about a product."""
        with self.db.read() as tx:
            return store.is_about_product(tx, question)

    def leave(self, question: str, by: str, now: datetime, *, seller: str = "") -> str:
        """Close a question that the seller can't help with; where it was asked, "" where it is closed."""
        with self.db.write() as tx:
            found = question_for(tx, question, seller)
            if not store.mark_declined(tx, question):
                return ""
            record(tx, now, by, "pass", conversation=found.conversation, subject=question)
            return found.conversation

    def ask_another(self, question: str, now: datetime) -> bool:
        """Hand a question that was let lie to somebody else who has the same goods; each is asked once."""
        with self.db.write() as tx:
            found = question_for(tx, question)
            asked = store.last_asked(tx, question, whole=True)
            at, buyer = found.conversation, found.customer
            if found.kind == "wish":
                return bool(self.wish_in(tx, at, buyer, asked, now))
            sku = choice.same_elsewhere(tx, found, asked)
            if sku:
                self._ask_about(tx, at, buyer, sku, asked, now)
            return bool(sku)

    def _ask_about(
        self, tx: Tx, conversation: str, customer: str, sku: str, words: str, now: datetime
    ) -> str:
        there, seller = store.seller_of(tx, sku)
        if not there:
            raise NoQuestion(sku)
        return self._put(tx, conversation, customer, seller, sku, words, now)

    def _put(
        self,
        tx: Tx,
        conversation: str,
        customer: str,
        seller: str | None,
        sku: str | None,
        words: str,
        now: datetime,
    ) -> str:
        """Store a question to this seller, or (None) to the shop itself, and tell them."""
        new = "q_" + secrets.token_urlsafe(9)
        due = now + store.answer_within(tx)
        store.insert_question(tx, new, conversation, customer, seller, sku, now, due)
        save_line(tx, new, seller, "customer", words, now)
        record(tx, now, "customer", "question", conversation=conversation, subject=new, sku=sku or "")
        said = NEW_QUESTION if sku else NEW_WISH
        self._tell_seller(tx, question_for(tx, new), f"question:{new}", said, now)
        return new

    def _more(self, tx: Tx, question: str, customer: str, words: str, now: datetime) -> bool:
        if not store.reopen_question(tx, question, customer, now + store.answer_within(tx)):
            return False
        found = question_for(tx, question)
        save_line(tx, question, found.seller, "customer", words, now)
        record(tx, now, "customer", "question", conversation=found.conversation, subject=question)
        count = store.count_lines(tx, question)
        self._tell_seller(tx, found, f"question:{question}:{count}", MORE_ASKED, now)
        return True

    def _tell_seller(self, tx: Tx, asked: Question, key: str, said: Words, now: datetime) -> None:
        """The question with the product's card, on the seller's own channels; each notice once."""
        if asked.seller is None:  # the desk shows the shop its own
            return
        shown, product = store.last_asked(tx, asked.id), store.product_of(tx, asked.sku)
        notice = partial(notices.question_notice, said, asked, shown, product)
        notices.tell_seller(tx, self.chats, asked.seller, key, notice, now)

    def _publish(self, tx: Tx, found: Question, said: Line, now: datetime, asked_as: str = "") -> None:
        """For the next buyer: a passage of the shop, found by search, with the question it answers."""
        asked = asked_as.strip() or store.last_asked(tx, found.id, before=said.id)
        title = f"{found.title}: {as_question(masked(asked).shown)}"[:300]
        # Stored for buyers of every language, so in one.
        who, day = found.seller_name or THE_SHOP.in_("en"), date_in("en", now.astimezone(self.db.zone))
        answer = ANSWERED_BY.in_("en", answer=said.shown, who=who, day=day)
        store.publish_answer(tx, self.db, title, answer, found.sku or "", found.id)


def question_for(tx: Tx, question: str, seller: str = "") -> Question:
    """Find a question; NoQuestion where it is another seller's, or who asked is forgotten."""
    found = store.find_question(tx, question)
    if found is None or found.forgotten or (seller and found.seller != seller):
        raise NoQuestion(question)
    return found


def buyer_is_at(tx: Tx, asked: Question) -> str:
    """Find where the buyer was last."""
    last = store.last_used(tx, asked.customer)
    return last[0] if last else asked.conversation


def save_line(tx: Tx, question: str, seller: str | None, sender: str, words: str, now: datetime) -> str:
    """Store what was said, flag what an admin should see; what is shown of it."""
    shown = words  # of the shop's own agent; what a buyer or a seller writes is looked at
    if sender != "agent":
        shown = passed_on(tx, words, seller, sender == "seller", now, question=question)
    store.insert_line(tx, question, sender, words, shown, now)
    return shown
