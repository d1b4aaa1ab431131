"""Who somebody is, on whatever channel: codes, phones, another channel, silence, one's own data."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import quote

from chat.contexts import FOREVER, ContextKey
from chat.ports import Conversation, Understood
from chat.reply import Command, Option, Reply, choice, text
from chat.service.consent import Consents
from chat.service.contexts import Contexts
from chat.service.conversations import Conversations
from chat.service.language import choose_language
from intake import words
from intake.codes import shown
from intake.replies import ask, say, words_in
from intake.service.linking import Linking
from intake.service.privacy import Privacy

PHONE_ASKED = ContextKey("phone_asked", bool, FOREVER)  # whether it was asked who has this phone


@dataclass(frozen=True)
class Entrances:
    """Where channels can be entered, as far as they are set up."""

    telegram_name: Callable[[], str] = lambda: ""
    whatsapp_number: str = ""
    web: str = ""
    export_url: Callable[[str], Awaitable[str]] | None = None


class Identity:
    """Asks, proves and joins; nothing is joined without a yes."""

    def __init__(
        self,
        *,
        linking: Linking,
        consents: Consents,
        conversations: Conversations,
        contexts: Contexts,
        privacy: Privacy,
        entrances: Entrances,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._linking = linking
        self._consents = consents
        self._conversations = conversations
        self._contexts = contexts
        self._privacy = privacy
        self._entrances = entrances
        self._now = now

    async def unlink(self, at: Conversation) -> Understood:
        """This chat is nobody's but its own again."""
        await asyncio.to_thread(self._linking.unlink, at.id, self._now())
        return say(at, words.UNLINKED)

    async def is_it_you(self, at: Conversation, phone: str, *, again: bool = False) -> Reply | None:
        """Ask whether this is one of the people with this phone. The channel has proven the phone."""
        asked = await asyncio.to_thread(lambda: self._contexts.get(at.customer, PHONE_ASKED, self._now()))
        if asked and not again:
            return None
        people = await asyncio.to_thread(self._linking.with_phone, phone, at.customer)
        if not people:
            return None
        await asyncio.to_thread(self._contexts.save, at.customer, PHONE_ASKED, True, self._now())
        names = ", ".join(p.name or p.id for p in people)
        options = [
            Option(
                words_in(at, words.YES_I_AM, name=p.name or p.id), Command("intake.phone", {"customer": p.id})
            )
            for p in people[:8]
        ]
        no = Option(words_in(at, words.NO_I_AM_NOT), Command("intake.no", {}))
        return choice(words_in(at, words.PHONE_ASK, names=names), *options, no)

    async def offer(self, at: Conversation, code: str) -> Understood:
        """A code was sent: ask before two chats become one person's."""
        offer = await asyncio.to_thread(self._linking.offered, code, self._now())
        if offer is None or at.shared:
            return say(at, words.LINK_BAD)
        name = offer.person.name or words_in(at, words.YOUR_CHAT)
        asked = words_in(at, words.LINK_ASK, name=name, channel=_channel(at, offer.channel))
        options = (
            Option(words_in(at, words.LINK_YES), Command("intake.link", {"code": code})),
            Option(words_in(at, words.LINK_NO), Command("intake.no", {})),
        )
        return Understood((choice(asked, *options),), at.dialogue)

    async def silence(self, at: Conversation, *, stop: bool) -> Understood:
        """STOP and START: whether news are wanted."""
        await asyncio.to_thread(lambda: self._consents.set(at.channel, at.address, self._now(), stopped=stop))
        return say(at, words.STOPPED if stop else words.STARTED)

    async def elsewhere(self, at: Conversation, to: str) -> Understood | None:
        """The way to another channel, with a code that proves who comes; None where there is none."""
        url = ""
        code = ""
        if to != at.channel and not at.shared and (to == "web" or self._entrance(to)):
            code = await asyncio.to_thread(self._linking.issue, at.id, self._now())
            url = self._entrance(to).format(code=code, words=quote(f"LINK {shown(code)}"))
        if not code:
            return None
        said = words_in(at, words.CONTINUE, channel=_channel(at, to), code=shown(code))
        if not url:
            return Understood((text(said),), at.dialogue)
        data = {"url": url, "title": words_in(at, words.CONTINUE_OPEN, channel=_channel(at, to))}
        return Understood((Reply("link", said, data=data),), at.dialogue)

    def _entrance(self, to: str) -> str:
        if to == "telegram" and self._entrances.telegram_name():
            return f"https://t.me/{self._entrances.telegram_name()}?start=l-{{code}}"
        if to == "whatsapp" and self._entrances.whatsapp_number:
            digits = "".join(c for c in self._entrances.whatsapp_number if c.isdigit())
            return f"https://wa.me/{digits}?text={{words}}"
        return self._entrances.web if to == "web" else ""

    async def ask_erase(self, at: Conversation) -> Understood:
        """Erasing can't be taken back: ask first."""
        if at.shared:
            return self.private(at)
        return ask(
            at, words.ERASE_ASK, (words.ERASE_YES, "intake.erase", {}), (words.LINK_NO, "intake.no", {})
        )

    async def export(self, at: Conversation) -> Understood:
        """A link to all that is kept of this customer."""
        if at.shared:
            return self.private(at)
        if self._entrances.export_url is None:
            return say(at, words.PROOF_FIRST)
        data = {
            "url": await self._entrances.export_url(at.customer),
            "title": words_in(at, words.EXPORT_OPEN),
        }
        return Understood((Reply("link", words_in(at, words.EXPORTED), data=data),), at.dialogue)

    def private(self, at: Conversation) -> Understood:
        """In a group: what is one customer's own is said in private."""
        name = self._entrances.telegram_name()
        data = {"url": f"https://t.me/{name}?start=hello", "title": words_in(at, words.PRIVATE_OPEN)}
        said = words_in(at, words.PRIVATE)
        return Understood((Reply("link", said, data=data) if name else text(said),), at.dialogue)

    def _speak(self, at: Conversation, locale: str) -> None:
        """Answer in this language here, and wherever else this customer writes."""
        self._conversations.set_locale(at.id, locale)
        choose_language(self._contexts, at.customer, locale, self._now())

    async def chosen(self, at: Conversation, command: Command) -> Understood:
        """What one of these questions was answered with."""
        given = command.entities
        if command.intent == "intake.language":
            locale = str(given["locale"])
            await asyncio.to_thread(self._speak, at, locale)
            return say(replace(at, locale=locale), words.LANGUAGE_SET)
        if command.intent == "intake.link":
            joined = await asyncio.to_thread(self._linking.redeem, str(given["code"]), at.id, self._now())
            return say(at, words.LINKED if joined else words.LINK_BAD)
        if command.intent == "intake.phone":
            who = str(given["customer"])
            joined = await asyncio.to_thread(self._linking.join, at.id, who, "phone", self._now())
            return say(at, words.LINKED if joined else words.LINK_BAD)
        if ask := {"intake.ask_erase": self.ask_erase, "intake.export": self.export}.get(command.intent):
            return await ask(at)
        if command.intent == "intake.erase":
            await asyncio.to_thread(self._privacy.erase, at.customer, self._now(), keep_conversation=at.id)
            return Understood((text(words_in(at, words.ERASED)),), {})
        return say(at, words.LINK_KEPT)


def _channel(at: Conversation, channel: str) -> str:
    """Name a channel in the language of this conversation."""
    return words_in(at, words.CHANNELS[channel]) if channel in words.CHANNELS else channel
