"""An order without a sign-in: its number, the phone or e-mail that it has, and a code sent to its owner."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from chat.contexts import ContextKey, stored_as
from chat.ports import Conversation, Understood, Waiting
from chat.reply import Command, Option, choice, text
from chat.service.contexts import Contexts
from chat.service.conversations import Conversations
from chat.words import TALK_TO_PERSON
from connectors.mail import Mail
from intake import words
from intake.order_codes import Proven, Sent
from intake.replies import say, words_in
from intake.service.linking import Linking
from intake.service.order_codes import OrderCodes

_NUMBER = re.compile(r"#?\b(?=[a-z0-9-]{0,39}\d)([a-z0-9][a-z0-9-]{3,39})\b", re.I)
_EMAIL = re.compile(r"(?<![^\s@,;])[^\s@,;]++@[^\s@,;]+\.[^\s@,;.]+")
_PHONE = re.compile(r"\+?\d[\d\s-]{8,16}\d")
_CODE = re.compile(r"(\d{3})[\s-]?(\d{3})")


@dataclass(frozen=True)
class Step:
    """What is waited for, of which order, in which chat."""

    wanted: str = field(metadata=stored_as("for"))  # the "order"'s number, a "contact", the "code"
    chat: str
    order: str = ""


STEP = ContextKey("order_proof", Step, timedelta(minutes=10))


class OrderProof:
    """Asks for the number, then the contact, then the code."""

    def __init__(
        self,
        proofs: OrderCodes,
        contexts: Contexts,
        store: Conversations,
        linking: Linking,
        *,
        call_delivery: Callable[[], None],
        chats: bool,
        mail: Mail | None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._proofs = proofs
        self._contexts = contexts
        self._store = store
        self._linking = linking
        self._call_delivery = call_delivery
        self._chats = chats  # whether an owner can be reached on Telegram or WhatsApp
        self._mail = mail
        self._now = now
        self._bringing: set[asyncio.Task[None]] = set()

    async def begin(self, at: Conversation, order: str) -> Understood:
        """Ask for what is not known yet; the order's number is "" where none was said."""
        if at.shared:
            return say(at, words.PRIVATE)
        if not (self._chats or self._mail):
            return self._person(at, words_in(at, words.PROOF_NO_WAY))
        await self._wait(at, Step("contact" if order else "order", at.id, order))
        return self._contact(at, order) if order else self._person(at, words_in(at, words.PROOF_NUMBER))

    async def heard(self, at: Conversation, waiting: Waiting) -> Understood | Proven | None:
        """An answer to what was asked here; None where the message is about something else."""
        step = await asyncio.to_thread(self._contexts.get, at.customer, STEP, self._now())
        if not step or step.chat != at.id:
            return None
        said = " ".join(waiting.text.split())
        if step.wanted == "code":
            return await self._code(at, said)
        if step.wanted == "order":
            number = _NUMBER.search(said)
            if number is None or len(said.split()) > 8:
                await self._leave(at)
                return None
            await self._wait(at, Step("contact", at.id, number[1]))
            return self._contact(at, number[1])
        contact = _EMAIL.search(said) or _PHONE.search(said)
        if contact is None:
            await self._leave(at)
            return None
        return await self._send(at, step.order, contact[0])

    async def _send(self, at: Conversation, order: str, contact: str) -> Understood:
        sent = await asyncio.to_thread(self._proofs.ask, at.id, order, contact, self._now())
        if sent is None:
            await self._leave(at)
            return self._person(at, words_in(at, words.PROOF_TOO_OFTEN))
        if sent.code:
            # Beside the turn: how long it takes would tell whether it fits.
            task = asyncio.create_task(self._bring(sent, by_mail="@" in contact))
            self._bringing.add(task)
            task.add_done_callback(self._bringing.discard)
        await self._wait(at, Step("code", at.id, order))
        # The same words whether it fits or not: they tell nobody whose order it is.
        return self._person(at, words_in(at, words.PROOF_SENT, order=order.upper()))

    async def _bring(self, sent: Sent, *, by_mail: bool) -> None:
        """To the e-mail if that was named, else to a chat, else to whatever there is."""
        values = {"order": sent.order, "code": f"{sent.code[:3]} {sent.code[3:]}"}
        body = words.PROOF_CODE.in_(sent.locale, **values)
        mail = self._mail if sent.email and (by_mail or not sent.chat) else None
        if mail and await mail.send(sent.email, words.PROOF_SUBJECT.in_(sent.locale), body):
            return
        if sent.chat:
            await asyncio.to_thread(self._store.say, sent.chat, [text(body)])
            self._call_delivery()

    async def _code(self, at: Conversation, said: str) -> Understood | Proven | None:
        code = _CODE.fullmatch(said)
        if code is None:
            return None  # something else; the code may still come
        found = await asyncio.to_thread(self._proofs.check, at.id, code[1] + code[2], self._now())
        if found is None or found == 0:
            await self._leave(at)
            return self._person(at, words_in(at, words.PROOF_OVER))
        if isinstance(found, int):
            return say(at, words.PROOF_WRONG, left=str(found))
        await self._leave(at)
        joined = await asyncio.to_thread(self._linking.join, at.id, found.owner, "code", self._now())
        return found if joined else self._person(at, words_in(at, words.PROOF_OTHER))

    async def _wait(self, at: Conversation, step: Step) -> None:
        await asyncio.to_thread(self._contexts.save, at.customer, STEP, step, self._now())

    async def _leave(self, at: Conversation) -> None:
        await asyncio.to_thread(self._contexts.forget, at.customer, STEP)

    def _contact(self, at: Conversation, order: str) -> Understood:
        return self._person(at, words_in(at, words.PROOF_CONTACT, order=order.upper()))

    def _person(self, at: Conversation, said: str) -> Understood:
        """Whatever does not work out here, a person can look at."""
        person = Option(words_in(at, TALK_TO_PERSON), Command("human_agent"))
        return Understood((choice(said, person),), at.dialogue)
