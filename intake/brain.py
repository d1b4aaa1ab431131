"""Settles what needs no understanding before Rasa is asked: what channels bring, and who somebody is.

Commands of Telegram's menu, files, places, contacts, codes that link, STOP and START. Everything
else goes on to the brain behind it. What its own options mean are commands "intake.*".
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from chat.contexts import FOREVER, ContextKey
from chat.open_questions import WISH
from chat.payloads import payload_of
from chat.ports import Brain, Conversation, Understood, Waiting
from chat.reply import Command
from chat.service.contexts import Contexts
from chat.words import DEVANAGARI, ROMAN
from connectors.delivery import DeliveryFailure
from connectors.files.refused import CannotRead
from intake import words
from intake.attached_lists import lines_in_turn
from intake.claim_photos import ClaimPhotos
from intake.codes import code_in
from intake.identity import Identity
from intake.order_codes import Proven
from intake.order_proof import OrderProof
from intake.replies import ask, say
from intake.sellers import SellerChats
from shop.orders.taps import ProveOrder

log = logging.getLogger(__name__)

COMMANDS = {
    "/start": Command("greet"),
    "/cart": Command("view_cart"),
    "/orders": Command("order_history"),
    "/help": Command("what_can_you_do"),
    "/agent": Command("human_agent"),
}
UNREAD = "no"  # what `read` is of a photo in which no list was found
SHOWN_LINES = 30  # of what was read in a photo
STOP = {"stop", "unsubscribe", "stop all", "band karo", "/stop"}
START = {"start", "unstop", "subscribe"}
CONTINUE = re.compile(
    r"(?>.*?(?:continue|go on|switch|link|aage)\b).*\b(telegram|whatsapp|web|website)\b", re.I
)

Fetch = Callable[[str], Awaitable[bytes]]


@dataclass(frozen=True)
class Place:
    """Where a customer said that they are, in the channel's own words."""

    latitude: str = ""
    longitude: str = ""
    name: str = ""
    address: str = ""


LOCATION = ContextKey("location", Place, FOREVER)


class Intake:
    """A Brain in front of another."""

    def __init__(
        self,
        inner: Brain,
        *,
        identity: Identity,
        sellers: SellerChats,
        orders: OrderProof,
        contexts: Contexts,
        fetchers: Mapping[str, Fetch],
        photos: ClaimPhotos | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._inner = inner
        self._who = identity
        self._sellers = sellers
        self._orders = orders
        self._contexts = contexts
        self._fetchers = fetchers
        self._photos = photos
        self._now = now

    async def think(self, at: Conversation, waiting: Waiting, command: Command | None) -> Understood:
        """Answer what is ours, else let the brain answer."""
        if own := _own_command(command):
            return await self._own(at, waiting, own)
        if command:
            return await self._on(at, waiting, command)
        answered = await self._sellers.heard(at, waiting) or await self._orders.heard(at, waiting)
        if isinstance(answered, Proven):
            mine, order = replace(at, customer=answered.owner), {"order": answered.order}
            return await self._on(mine, waiting, Command("track_order", order))
        if answered:
            return answered
        kinds = {str(a.get("kind")): a for a in waiting.attachments}
        if kinds:
            return await self._attached(at, waiting, kinds)
        return await self._written(at, waiting)

    async def _own(self, at: Conversation, waiting: Waiting, command: Command) -> Understood:
        """Do what one of our own options means."""
        if command.intent == "intake.again":
            await asyncio.to_thread(self._contexts.forget, at.customer, WISH)
            return await self._written(at, replace(waiting, text=str(command.entities["text"]), tap=""))
        tapped = payload_of(command)
        if isinstance(tapped, ProveOrder):
            return await self._orders.begin(at, tapped.order)
        if self._sellers.takes(command):
            return await self._sellers.chosen(at, command)
        return await self._who.chosen(at, command)

    async def _on(self, at: Conversation, waiting: Waiting, command: Command | None) -> Understood:
        """The brain's answer, and whatever this channel asks to add or take away."""
        understood = await self._inner.think(at, waiting, command)
        if understood.facts.get("private"):
            return self._who.private(at)
        if at.channel == "whatsapp" and at.customer.startswith("v_"):
            asked = await self._who.is_it_you(at, at.address)
            if asked:
                return replace(understood, replies=(*understood.replies, asked))
        return understood

    async def _written(self, at: Conversation, waiting: Waiting) -> Understood:  # noqa: PLR0911  # a case each
        said = " ".join(waiting.text.split())
        low = said.lower().rstrip(".! ")
        code = code_in(said)
        if code:
            return await self._who.offer(at, code)
        if at.channel != "web" and (low in STOP or low in START):
            return await self._who.silence(at, stop=low in STOP)
        if low in ("unlink", "/unlink"):
            return await self._who.unlink(at)
        if low in ("/language", "language", "bhasha"):
            return ask(
                at,
                words.LANGUAGE,
                ("English", "intake.language", {"locale": "en"}),
                ("Hinglish", "intake.language", {"locale": ROMAN}),
                ("हिन्दी", "intake.language", {"locale": DEVANAGARI}),
            )
        if low in ("export my data", "my data", "/mydata"):
            return await self._who.export(at)
        if low in ("delete my data", "erase my data", "forget me", "mera data mita do"):
            return await self._who.ask_erase(at)
        to = CONTINUE.match(low)
        if to:
            way = await self._who.elsewhere(at, to[1].replace("website", "web"))
            return way or await self._on(at, waiting, None)
        head, _, rest = low.partition(" ")
        if head in COMMANDS:
            return await self._on(
                at, waiting, _started(waiting.text) if rest and head == "/start" else COMMANDS[head]
            )
        return await self._on(at, waiting, None)

    async def _attached(self, at: Conversation, waiting: Waiting, kinds: Mapping[str, Any]) -> Understood:  # noqa: PLR0911  # a case each
        if "edited" in kinds:
            again = {"text": waiting.text}
            return ask(
                at, words.EDITED, (words.EDITED_YES, "intake.again", again), (words.LINK_NO, "intake.no", {})
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
        photos = [
            str(a["url"]) for a in waiting.attachments if a.get("kind") in ("image", "list") and a.get("url")
        ]
        if photos and self._photos:
            alone = not waiting.text
            if told := await asyncio.to_thread(self._photos.heard, at, photos, alone=alone):
                return told
        if waiting.text:
            return await self._written(at, waiting)  # a caption says what is wanted
        if "list" in kinds:
            return _proposed(at, str(kinds["list"]["lines"]))
        if "image" in kinds and kinds["image"].get("read") == UNREAD:
            return say(at, words.PHOTO_OF_WHAT)
        if "image" in kinds:
            read = await self._read(
                at, {**kinds["image"], "type": kinds["image"].get("type") or "image/jpeg"}
            )
            return _proposed(at, read) if isinstance(read, str) else read
        if "location" in kinds:
            return await self._place(at, kinds["location"])
        if "contact" in kinds:
            return await self._contact(at, kinds["contact"])
        kind = str(kinds.get("unsupported", {}).get("name") or "message").replace("_", " ")
        return say(at, words.UNSUPPORTED, kind=kind)

    async def _file(self, at: Conversation, waiting: Waiting, about: Mapping[str, Any]) -> Understood:
        read = await self._read(at, about)
        if not isinstance(read, str):
            return read
        return await self._on(at, replace(waiting, text=read), Command("order_list", {}))

    async def _read(self, at: Conversation, about: Mapping[str, Any]) -> str | Understood:
        """The lines of a file that the channel keeps, or the answer why there are none."""
        channel, _, file = str(about.get("url", "")).partition(":")
        try:
            if channel not in self._fetchers:
                raise CannotRead("lost")
            return await lines_in_turn(await self._fetchers[channel](file), about, at.id)
        except CannotRead as err:
            return say(at, words.FILE_FAILED, reason=err.in_(at.locale))
        except DeliveryFailure as err:
            log.warning("a file did not come through: %s", err, extra={"conversation": at.id})
            return say(at, words.FILE_FAILED, reason=CannotRead("lost").in_(at.locale))

    async def _place(self, at: Conversation, place: Mapping[str, Any]) -> Understood:
        where = ", ".join(str(place[k]) for k in ("name", "address") if place.get(k))
        where = where or f"{place.get('latitude')}, {place.get('longitude')}"
        known = Place(**{f.name: str(place[f.name]) for f in fields(Place) if place.get(f.name)})
        await asyncio.to_thread(self._contexts.save, at.customer, LOCATION, known, self._now())
        return say(at, words.LOCATION, place=where)

    async def _contact(self, at: Conversation, contact: Mapping[str, Any]) -> Understood:
        if not contact.get("own") or not contact.get("phone"):
            return say(at, words.OTHERS_CONTACT)
        asked = await self._who.is_it_you(at, str(contact["phone"]), again=True)
        return Understood((asked,), at.dialogue) if asked else say(at, words.PHONE_UNKNOWN)


def _proposed(at: Conversation, lines: str) -> Understood:
    """What was read in a photo, for a yes: it may be the photo of something else."""
    read = lines.splitlines()
    shown = "\n".join([*read[:SHOWN_LINES], *(["..."] if len(read) > SHOWN_LINES else [])])
    return ask(
        at,
        words.PHOTO_READ,
        (words.PHOTO_YES, "intake.again", {"text": lines}),
        (words.PHOTO_NO, "human_agent", {}),
        (words.LINK_NO, "intake.no", {}),
        lines=shown,
    )


def _own_command(command: Command | None) -> Command | None:
    """The command, where it is one of ours; taps that are stored may name it as earlier versions did."""
    package, _, name = command.intent.partition(".") if command else ("", "", "")
    return replace(command, intent=f"intake.{name}") if command and package in ("intake", "door") else None


def _started(said: str) -> Command:
    """What a deep link asks for: /start p-SKU is a product's page."""
    payload = said.split(maxsplit=1)[1].strip()
    return (
        Command("product_details", {"sku": payload[2:]}) if payload.startswith("p-") else COMMANDS["/start"]
    )
