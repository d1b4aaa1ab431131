"""The brain's front door: what channels bring besides words, and who somebody is, before Rasa is asked.

Commands of Telegram's menu, files, places, contacts, codes that link, STOP and START. Everything
else goes on to the brain behind it. What its own options mean are commands "door.*".
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from app.attached import CannotRead, lines_of
from chat import door_words as words
from chat.linking import code_in, shown
from chat.ports import Brain, Conversation, Understood, Waiting
from chat.reply import Command, Option, Reply, choice, text
from chat.words import Words
from connectors.delivery import DeliveryFailure
from storage.contexts import Contexts
from storage.linking import Linking
from storage.privacy import Privacy
from storage.standing import Standings

COMMANDS = {
    "/start": Command("greet"),
    "/cart": Command("view_cart"),
    "/orders": Command("order_history"),
    "/help": Command("what_can_you_do"),
    "/agent": Command("human_agent"),
}
# In a group everybody reads along: what these answer belongs to one customer.
PRIVATE = {
    "view_cart", "add_to_cart", "update_cart", "remove_from_cart", "clear_cart", "order_list", "repeat_order",
    "checkout", "track_order", "order_history", "cancel_order", "change_order", "return_order",
    "exchange_order", "refund_status", "get_invoice", "change_address", "account_help", "payment_problem",
    "apply_voucher",
}  # fmt: skip
STOP = {"stop", "unsubscribe", "stop all", "band karo", "/stop"}
START = {"start", "unstop", "subscribe"}
NAMES = {"telegram": "Telegram", "whatsapp": "WhatsApp", "web": "the website"}
CONTINUE = re.compile(r"(?:continue|go on|switch|link|aage)\b.*\b(telegram|whatsapp|web|website)\b", re.I)
FOREVER = timedelta(days=3650)

Fetch = Callable[[str], Awaitable[bytes]]


@dataclass(frozen=True)
class Doors:
    """Where channels can be entered, as far as they are set up."""

    telegram_name: Callable[[], str] = lambda: ""
    whatsapp_number: str = ""
    web: str = ""
    export_url: Callable[[str], Awaitable[str]] | None = None


class FrontDoor:
    """A Brain in front of another."""

    def __init__(
        self,
        inner: Brain,
        *,
        linking: Linking,
        standings: Standings,
        contexts: Contexts,
        privacy: Privacy,
        fetchers: Mapping[str, Fetch],
        doors: Doors,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._inner = inner
        self._linking = linking
        self._standings = standings
        self._contexts = contexts
        self._privacy = privacy
        self._fetchers = fetchers
        self._doors = doors
        self._now = now

    async def think(self, at: Conversation, waiting: Waiting, command: Command | None) -> Understood:
        """Answer what is ours, else let the brain answer."""
        if command and command.intent.startswith("door."):
            return await self._chosen(at, waiting, command)
        if command:
            return await self._on(at, waiting, command)
        kinds = {str(a.get("kind")): a for a in waiting.attachments}
        if kinds:
            return await self._attached(at, waiting, kinds)
        return await self._written(at, waiting)

    async def _on(self, at: Conversation, waiting: Waiting, command: Command | None) -> Understood:
        """The brain's answer, and whatever this channel asks to add or take away."""
        if _is_group(at) and command and command.intent in PRIVATE:
            return self._private(at)
        understood = await self._inner.think(at, waiting, command)
        if _is_group(at) and understood.intent in PRIVATE:
            return self._private(at)
        if at.channel == "whatsapp" and at.customer.startswith("v_"):
            asked = await self._is_it_you(at, at.address)
            if asked:
                return replace(understood, replies=(*understood.replies, asked))
        return understood

    async def _written(self, at: Conversation, waiting: Waiting) -> Understood:  # noqa: PLR0911  # a case each
        said = " ".join(waiting.text.split())
        low = said.lower().rstrip(".! ")
        code = code_in(said)
        if code:
            return await self._offer(at, code)
        if at.channel != "web" and (low in STOP or low in START):
            return await self._silence(at, stop=low in STOP)
        if low in ("unlink", "/unlink"):
            await asyncio.to_thread(self._linking.unlink, at.id, self._now())
            return _say(at, words.UNLINKED)
        if low in ("/language", "language", "bhasha"):
            return _ask(
                at,
                words.LANGUAGE,
                ("English", "door.language", {"locale": "en"}),
                ("Hinglish", "door.language", {"locale": "hi"}),
            )
        if low in ("export my data", "my data", "/mydata"):
            return await self._export(at)
        if low in ("delete my data", "erase my data", "forget me", "mera data mita do"):
            return await self._ask_erase(at)
        to = CONTINUE.search(low)
        if to:
            return await self._elsewhere(at, to[1].replace("website", "web"), waiting)
        head, _, rest = low.partition(" ")
        if head in COMMANDS:
            return await self._on(
                at, waiting, _started(waiting.text) if rest and head == "/start" else COMMANDS[head]
            )
        return await self._on(at, waiting, None)

    async def _attached(self, at: Conversation, waiting: Waiting, kinds: Mapping[str, Any]) -> Understood:  # noqa: PLR0911  # a case each
        if "edited" in kinds:
            again = {"text": waiting.text}
            return _ask(
                at, words.EDITED, (words.EDITED_YES, "door.again", again), (words.LINK_NO, "door.no", {})
            )
        if "order" in kinds:
            about = {"kind"}  # a catalogue's cart: goods and counts; prices are the store's
            lines = [
                {"sku": sku, "quantity": int(count)}
                for sku, count in kinds["order"].items()
                if sku not in about | {"url", "name", "type"}
            ]
            return await self._on(at, waiting, Command("order_list", {"lines": lines}))
        if "document" in kinds:
            return await self._file(at, waiting, kinds["document"])
        if waiting.text:
            return await self._written(at, waiting)  # a caption says what is wanted
        if "location" in kinds:
            return await self._place(at, kinds["location"])
        if "contact" in kinds:
            return await self._contact(at, kinds["contact"])
        if "image" in kinds:
            return _say(at, words.PHOTO)
        kind = str(kinds.get("unsupported", {}).get("name") or "message").replace("_", " ")
        return _say(at, words.UNSUPPORTED, kind=kind)

    async def _file(self, at: Conversation, waiting: Waiting, about: Mapping[str, Any]) -> Understood:
        channel, _, file = str(about.get("url", "")).partition(":")
        try:
            if channel not in self._fetchers:
                raise CannotRead("it did not come through")
            data = await self._fetchers[channel](file)
            lines = await asyncio.to_thread(lines_of, data, about)
        except (CannotRead, DeliveryFailure) as err:
            return _say(at, words.FILE_FAILED, reason=str(err))
        return await self._on(at, replace(waiting, text=lines), Command("order_list", {}))

    async def _place(self, at: Conversation, place: Mapping[str, Any]) -> Understood:
        where = ", ".join(str(place[k]) for k in ("name", "address") if place.get(k))
        where = where or f"{place.get('latitude')}, {place.get('longitude')}"
        kept = {
            k: str(v) for k, v in place.items() if k in ("latitude", "longitude", "name", "address") and v
        }
        await asyncio.to_thread(self._contexts.put, at.customer, "location", kept, self._now())
        return _say(at, words.LOCATION, place=where)

    async def _contact(self, at: Conversation, contact: Mapping[str, Any]) -> Understood:
        if not contact.get("own") or not contact.get("phone"):
            return _say(at, words.OTHERS_CONTACT)
        asked = await self._is_it_you(at, str(contact["phone"]), again=True)
        return Understood((asked,), at.dialogue) if asked else _say(at, words.PHONE_UNKNOWN)

    async def _is_it_you(self, at: Conversation, phone: str, *, again: bool = False) -> Reply | None:
        """Ask whether this is one of the people with this phone. The channel has proven the phone."""
        asked = await asyncio.to_thread(
            lambda: self._contexts.get(at.customer, "phone_asked", within=FOREVER, now=self._now())
        )
        if asked and not again:
            return None
        people = await asyncio.to_thread(self._linking.with_phone, phone, at.customer)
        if not people:
            return None
        await asyncio.to_thread(self._contexts.put, at.customer, "phone_asked", True, self._now())
        names = ", ".join(p.name or p.id for p in people)
        options = [
            Option(_in(at, words.YES_I_AM, name=p.name or p.id), Command("door.phone", {"customer": p.id}))
            for p in people[:8]
        ]
        no = Option(_in(at, words.NO_I_AM_NOT), Command("door.no", {}))
        return choice(_in(at, words.PHONE_ASK, names=names), *options, no)

    async def _offer(self, at: Conversation, code: str) -> Understood:
        offer = await asyncio.to_thread(self._linking.offered, code, self._now())
        if offer is None or _is_group(at):
            return _say(at, words.LINK_BAD)
        name = offer.person.name or "your chat"
        asked = _in(at, words.LINK_ASK, name=name, channel=NAMES.get(offer.channel, offer.channel))
        options = (
            Option(_in(at, words.LINK_YES), Command("door.link", {"code": code})),
            Option(_in(at, words.LINK_NO), Command("door.no", {})),
        )
        return Understood((choice(asked, *options),), at.dialogue)

    async def _chosen(self, at: Conversation, waiting: Waiting, command: Command) -> Understood:
        given = command.entities
        if command.intent == "door.again":
            return await self._written(at, replace(waiting, text=str(given["text"]), tap=""))
        if command.intent == "door.language":
            locale = str(given["locale"])
            await asyncio.to_thread(self._standings.speak, at.id, locale)
            return _say(replace(at, locale=locale), words.LANGUAGE_SET)
        if command.intent == "door.link":
            joined = await asyncio.to_thread(self._linking.redeem, str(given["code"]), at.id, self._now())
            return _say(at, words.LINKED if joined else words.LINK_BAD)
        if command.intent == "door.phone":
            who = str(given["customer"])
            joined = await asyncio.to_thread(self._linking.join, at.id, who, "phone", self._now())
            return _say(at, words.LINKED if joined else words.LINK_BAD)
        if command.intent == "door.erase":
            await asyncio.to_thread(self._privacy.erase, at.customer, self._now(), keep_conversation=at.id)
            return Understood((text(_in(at, words.ERASED)),), {})
        return _say(at, words.LINK_KEPT)

    async def _silence(self, at: Conversation, *, stop: bool) -> Understood:
        await asyncio.to_thread(
            lambda: self._standings.put(at.channel, at.address, self._now(), stopped=stop)
        )
        return _say(at, words.STOPPED if stop else words.STARTED)

    async def _elsewhere(self, at: Conversation, to: str, waiting: Waiting) -> Understood:
        url = ""
        code = ""
        if to != at.channel and not _is_group(at) and (to == "web" or self._entrance(to)):
            code = await asyncio.to_thread(self._linking.issue, at.id, self._now())
            url = self._entrance(to).format(code=code, words=quote(f"LINK {shown(code)}"))
        if not code:
            return await self._on(at, waiting, None)
        said = _in(at, words.CONTINUE, channel=NAMES[to], code=shown(code))
        if not url:
            return Understood((text(said),), at.dialogue)
        data = {"url": url, "title": _in(at, words.CONTINUE_OPEN, channel=NAMES[to])}
        return Understood((Reply("link", said, data=data),), at.dialogue)

    def _entrance(self, to: str) -> str:
        if to == "telegram" and self._doors.telegram_name():
            return f"https://t.me/{self._doors.telegram_name()}?start=l-{{code}}"
        if to == "whatsapp" and self._doors.whatsapp_number:
            digits = "".join(c for c in self._doors.whatsapp_number if c.isdigit())
            return f"https://wa.me/{digits}?text={{words}}"
        return self._doors.web if to == "web" else ""

    async def _ask_erase(self, at: Conversation) -> Understood:
        if _is_group(at):
            return self._private(at)
        return _ask(at, words.ERASE_ASK, (words.ERASE_YES, "door.erase", {}), (words.LINK_NO, "door.no", {}))

    async def _export(self, at: Conversation) -> Understood:
        if _is_group(at):
            return self._private(at)
        if self._doors.export_url is None:
            return _say(at, words.PROOF_FIRST)
        data = {"url": await self._doors.export_url(at.customer), "title": _in(at, words.EXPORT_OPEN)}
        return Understood((Reply("link", _in(at, words.EXPORTED), data=data),), at.dialogue)

    def _private(self, at: Conversation) -> Understood:
        name = self._doors.telegram_name()
        data = {"url": f"https://t.me/{name}?start=hello", "title": _in(at, words.PRIVATE_OPEN)}
        reply = Reply("link", _in(at, words.PRIVATE), data=data) if name else text(_in(at, words.PRIVATE))
        return Understood((reply,), at.dialogue)


def _is_group(at: Conversation) -> bool:
    return at.channel == "telegram" and at.address.startswith("-")


def _started(said: str) -> Command:
    """What a deep link asks for: /start p-SKU is a product's page."""
    payload = said.split(maxsplit=1)[1].strip()
    return (
        Command("product_details", {"sku": payload[2:]}) if payload.startswith("p-") else COMMANDS["/start"]
    )


def _in(at: Conversation, said: Words, **values: str) -> str:
    return said.in_(at.locale).format(**values) if values else said.in_(at.locale)


def _say(at: Conversation, said: Words, **values: str) -> Understood:
    return Understood((text(_in(at, said, **values)),), at.dialogue)


def _ask(at: Conversation, said: Words, *options: tuple[Words | str, str, dict[str, Any]]) -> Understood:
    given = [
        Option(title if isinstance(title, str) else _in(at, title), Command(intent, entities))
        for title, intent, entities in options
    ]
    return Understood((choice(_in(at, said), *given),), at.dialogue)
