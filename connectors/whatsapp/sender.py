"""Says replies on WhatsApp: within the 24 hours, paced, faults told apart as Meta documents them."""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import httpx

from chat.reply import Reply
from connectors.delivery import (
    Held,
    Paces,
    PermanentFailure,
    RetryAfter,
    TemporaryFailure,
    Window,
    in_turn,
)
from connectors.whatsapp import limits
from connectors.whatsapp.errors import PAIR_LIMIT, PICTURE, THROUGHPUT, failure
from connectors.whatsapp.render import Payload, render
from connectors.whatsapp.window import Template, as_template, is_open, template_for

log = logging.getLogger(__name__)

REMEMBERED = 10_000


@dataclass(frozen=True)
class Customer:
    """What the sender must know of whom it writes to."""

    last_heard: datetime | None
    stopped: bool  # asked for no more news


class Sender:
    """Sends replies to phones; `send` is what the delivery calls."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        *,
        api: str,
        phone_id: str,
        token: str,
        customer: Callable[[str], Awaitable[Customer]],
        templates: Mapping[str, Template],
        absolute: str = "",
        per_second: int = limits.PER_SECOND - 2,
        pair_seconds: float = limits.PER_PAIR_SECONDS,
        pair_burst: int = 10,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._http = http
        self._url = f"{api.rstrip('/')}/{phone_id}/messages"
        self._api = api.rstrip("/")
        self._auth = {"Authorization": f"Bearer {token}"}
        self._customer = customer
        self._templates = templates
        self._absolute = absolute
        self._overall = Window(per_second)
        self._pairs = Paces(pair_seconds, pair_burst)
        self._done: OrderedDict[str, int] = OrderedDict()  # messages of a reply that went out before a fault
        self._now = now

    async def send(self, phone: str, reply: Reply) -> str:
        """Say it; Meta's id of its last message. Raises DeliveryFailure."""
        customer = await self._customer(phone)
        if customer.stopped and reply.sender in ("system", "seller"):
            raise PermanentFailure("the customer asked for no more news")
        if not is_open(customer.last_heard, self._now()):
            return await self._send_template(phone, reply)
        try:
            return await self._say(phone, reply.id, render(reply, self._absolute))
        except Held:  # Meta's clock says that the window has just closed
            return await self._send_template(phone, reply)
        except PermanentFailure as err:
            if not str(err).startswith(tuple(map(str, PICTURE))):
                raise
            log.warning("a picture was refused, sending without: %s", err)
            bare = replace(reply, cards=tuple(replace(card, image="") for card in reply.cards))
            self._done.pop(reply.id, None)
            return await self._say(phone, reply.id, render(bare, self._absolute))

    async def _send_template(self, phone: str, reply: Reply) -> str:
        template = template_for(reply, self._templates)
        if template is None:
            raise Held("the customer's last message is more than 24 hours old, and no template fits")
        return await self._say(phone, "", [as_template(reply, template)])

    async def _say(self, phone: str, reply: str, payloads: list[Payload]) -> str:
        sent = ""
        for place, payload in enumerate(payloads):
            if place < self._done.get(reply, 0):
                continue
            async with in_turn(self._pairs.of(phone), self._overall):
                answer = await self._post(phone, {"to": phone, "recipient_type": "individual", **payload})
            sent = str(answer["messages"][0]["id"])
            if reply and place + 1 < len(payloads):
                self._done[reply] = place + 1
                while len(self._done) > REMEMBERED:
                    self._done.popitem(last=False)
        self._done.pop(reply, None)
        return sent

    async def _post(self, phone: str, body: Mapping[str, Any]) -> dict[str, Any]:
        try:
            answer = await self._http.post(
                self._url, json={"messaging_product": "whatsapp", **body}, headers=self._auth
            )
        except httpx.HTTPError as err:
            raise TemporaryFailure(f"no answer from Meta: {type(err).__name__}") from err
        try:
            read = answer.json()
        except ValueError:
            read = {}
        if answer.status_code == 200 and isinstance(read, dict) and read.get("messages"):
            return read
        fault = failure(answer.status_code, read if isinstance(read, dict) else {})
        if isinstance(fault, RetryAfter):
            self._slow_down(phone, fault, str(fault))
        raise fault

    def _slow_down(self, phone: str, err: RetryAfter, said: str) -> None:
        if said.startswith(str(PAIR_LIMIT)):
            self._pairs.of(phone).stop(err.seconds)
        elif said.startswith(str(THROUGHPUT)):
            self._overall.stop(err.seconds)

    async def seen(self, message: str) -> None:
        """Two blue ticks and "typing": we are at it. A courtesy: if it fails, nothing is lost."""
        body = {
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": message,
            "typing_indicator": {"type": "text"},
        }
        try:
            await self._http.post(self._url, json=body, headers=self._auth)
        except httpx.HTTPError as err:
            log.info("not marked as read: %s", type(err).__name__)

    async def fetch(self, media: str, most: int = limits.FILE_BYTES) -> bytes:
        """The bytes of a file that a customer sent. Raises DeliveryFailure."""
        try:
            about = await self._http.get(f"{self._api}/{media}", headers=self._auth)
            found = about.json() if about.status_code == 200 else {}
            if not isinstance(found, dict) or not isinstance(found.get("url"), str):
                raise PermanentFailure("the file is no longer there")
            if int(found.get("file_size") or 0) > most:
                raise PermanentFailure("the file is too large")
            file = await self._http.get(found["url"], headers=self._auth)
        except (httpx.HTTPError, ValueError) as err:
            raise TemporaryFailure("the file could not be fetched") from err
        if file.status_code != 200 or len(file.content) > most:
            raise PermanentFailure("the file could not be fetched")
        return file.content
