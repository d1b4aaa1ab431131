"""Hears sellers in their own chats, where they answer buyers; and buyers' wishes, and their yes to offers."""

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from chat.contexts import ContextKey
from chat.payloads import command_of, payload_of
from chat.ports import Conversation, Understood, Waiting
from chat.reply import Command, Option, choice, text
from chat.service.contexts import Contexts
from desk.service.handover import Desk
from desk.service.rules import pass_on
from intake import seller_words
from intake.replies import say
from intake.wishes import Wishes
from shop.cart.pricing import Rules
from shop.errors import ShopError
from shop.sellers.masking import relayed
from shop.sellers.owner import Owner
from shop.sellers.question import NoQuestion
from shop.sellers.service.channels import SellerChannels
from shop.sellers.service.offers import SellerOffers
from shop.sellers.service.questions import Questions
from shop.sellers.service.quotes import SellerQuotes
from shop.sellers.taps import AnswerQuestion, AskSellers, DecideQuote, LeaveQuestion, PublishAnswer
from storage.database import Database

CODE = re.compile(r"(?:^|\s)(s-[\w-]{8,30})\s*$")
ANSWERING = ContextKey("answering", str, timedelta(minutes=30))  # the question whose "Answer" was tapped
SellerTap = AnswerQuestion | LeaveQuestion | PublishAnswer | DecideQuote | AskSellers


class SellerChats:
    """Hears sellers in their own chats; everybody else it leaves alone."""

    def __init__(
        self,
        db: Database,
        contexts: Contexts,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        *,
        rules: Rules,
    ) -> None:
        self._channels = SellerChannels(db)
        self._questions = Questions(db)
        self._quotes = SellerQuotes(db, rules=rules)
        self._desk = Desk(db)
        self._wishes = Wishes(SellerOffers(db), contexts, now)
        self._contexts = contexts
        self._now = now

    async def heard(self, at: Conversation, waiting: Waiting) -> Understood | None:
        """A seller's code or answer, or a buyer's wish; None for anything else."""
        answered = None if at.channel == "web" else await self._of_seller(at, waiting)
        if answered or not waiting.text or waiting.text.startswith("/"):
            return answered
        return await asyncio.to_thread(self._wishes.heard, at, waiting.text)

    async def _of_seller(self, at: Conversation, waiting: Waiting) -> Understood | None:
        """What a seller wrote: a code that makes the chat theirs, or an answer."""
        code = CODE.search(waiting.text)
        if code and not at.shared:
            seller = await asyncio.to_thread(self._channels.link, code[1], at.id, self._now())
            return say(at, seller_words.LINKED, seller=seller) if seller else say(at, seller_words.BAD_CODE)
        if not waiting.text or waiting.text.startswith("/"):
            return None
        return await asyncio.to_thread(self._answered, at, waiting)

    def _answered(self, at: Conversation, waiting: Waiting) -> Understood | None:
        mine = self._channels.owner_of(at.id)
        if mine is None:
            return None
        now = self._now()
        chosen = self._contexts.get(at.customer, ANSWERING, now)
        question = chosen or self._channels.answered_by(at.id, waiting.message)
        if not question:
            return None
        self._contexts.forget(at.customer, ANSWERING)
        try:
            said = self._questions.answer(
                question, mine.member, waiting.text, now, seller=mine.seller, received=waiting.message
            )
        except NoQuestion:
            return say(at, seller_words.QUESTION_GONE)
        return self._sent(at, question, waiting.text, said[0].text)

    def _sent(self, at: Conversation, question: str, words: str, shown: str) -> Understood:
        """What became of an answer: whole, without what is hidden, or read by the admin too."""
        if words not in shown:
            return say(at, seller_words.HIDDEN)
        if set(relayed(words).flags) - {"contact", "link"}:
            return say(at, seller_words.SEEN)
        if not self._questions.may_be_shown(question):
            return say(at, seller_words.SENT)
        publish = Option(seller_words.PUBLISH.in_(at.locale), command_of(PublishAnswer(question)))
        return Understood((choice(seller_words.SENT.in_(at.locale), publish),), at.dialogue)

    @staticmethod
    def takes(command: Command) -> bool:
        """Whether a tap is one of those that sellers and quotes offer."""
        return isinstance(payload_of(command), SellerTap)

    async def chosen(self, at: Conversation, command: Command) -> Understood:
        """A tap on what sellers and quotes offer."""
        return await asyncio.to_thread(self._chosen, at, payload_of(command))

    def _chosen(self, at: Conversation, tapped: SellerTap) -> Understood:
        if isinstance(tapped, DecideQuote):
            return self._quote(at, tapped)
        if isinstance(tapped, AskSellers):
            return self._wishes.begin(at, tapped.text)
        mine = self._channels.owner_of(at.id)
        return say(at, seller_words.QUESTION_GONE) if mine is None else self._of_sellers(at, tapped, mine)

    def _of_sellers(
        self, at: Conversation, tapped: AnswerQuestion | LeaveQuestion | PublishAnswer, mine: Owner
    ) -> Understood:
        """A tap in a seller's own chat."""
        if isinstance(tapped, LeaveQuestion):
            return self._leave(at, tapped.question, mine)
        if isinstance(tapped, AnswerQuestion):
            self._contexts.save(at.customer, ANSWERING, tapped.question, self._now())
            return say(at, seller_words.WRITE_IT)
        try:
            done = self._questions.publish(tapped.question, mine.member, self._now(), seller=mine.seller)
        except NoQuestion:
            return say(at, seller_words.QUESTION_GONE)
        return say(at, seller_words.PUBLISHED if done else seller_words.NOT_PUBLISHED)

    def _leave(self, at: Conversation, question: str, mine: Owner) -> Understood:
        try:
            asked_in = self._questions.leave(question, mine.member, self._now(), seller=mine.seller)
        except NoQuestion:
            return say(at, seller_words.QUESTION_GONE)
        if not asked_in:
            return say(at, seller_words.QUESTION_GONE)
        pass_on(self._questions, self._desk, question, asked_in, self._now())
        return say(at, seller_words.ASK_SOMEBODY_ELSE)

    def _quote(self, at: Conversation, tapped: DecideQuote) -> Understood:
        try:
            if not tapped.take:
                self._quotes.decline(tapped.quote, at.customer, self._now())
                return say(at, seller_words.LEAVE_IT)
            title = self._quotes.accept(tapped.quote, at.customer, self._now())
        except ShopError as err:
            return Understood((text(err.in_(at.locale)),), at.dialogue)
        cart = Option(seller_words.VIEW_CART.in_(at.locale), Command("view_cart"))
        return Understood((choice(seller_words.IN_CART.in_(at.locale, title=title), cart),), at.dialogue)
