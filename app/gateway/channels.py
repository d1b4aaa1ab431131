"""Puts Telegram and WhatsApp together from the settings, and what is settled before Rasa is asked."""

import asyncio
import json
import logging
import shutil
from collections.abc import Awaitable, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response

from app.gateway.shop import price_rules
from app.secrets import secret
from app.settings import Settings
from chat.message import Inbound
from chat.ports import Brain
from chat.reply import Reply
from chat.service.consent import Consents
from chat.service.contexts import Contexts
from chat.service.conversations import Conversations
from chat.service.outbox import Outbox
from chat.words import Words
from connectors.delivery import DeliveryFailure, Notice, Status
from connectors.mail import Mail
from connectors.problems import Problem
from connectors.telegram import channel as telegram_channel
from connectors.telegram.channel import Telegram
from connectors.web.channel import WebChannel
from connectors.web.checkout.links import BadLink, Links
from connectors.web.language import browsers_locale
from connectors.web.tokens import bearer
from connectors.whatsapp import channel as whatsapp_channel
from connectors.whatsapp.channel import WhatsApp
from connectors.whatsapp.sender import Customer, Sender
from connectors.whatsapp.window import templates
from desk.web.services import Channels as DeskChannels
from intake.brain import Intake
from intake.claim_photos import ClaimPhotos
from intake.codes import shown
from intake.identity import Entrances, Identity
from intake.order_proof import OrderProof
from intake.sellers import SellerChats
from intake.service.linking import Linking
from intake.service.order_codes import OrderCodes
from intake.service.privacy import Privacy
from storage.database import Database

log = logging.getLogger(__name__)

HELD_AT_LEAST = timedelta(days=1)  # what waits longer than this waits for the customer, not for a clock
RECEIPT_AGAIN = (0.5, 3.0, 15.0)  # a receipt may come before our own record of what was sent
EXPORT_GOOD_FOR = timedelta(hours=1)
EXPORT_OVER = Words(
    "This link is no longer good. Ask in the chat for a new one.",
    "Yeh link ab nahi chalega. Chat me naya maangiye.",
    "यह लिंक अब नहीं चलेगा। चैट में नया माँगिए।",
)
PRIVATE = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


class Channels:
    """The channels that are set up."""

    def __init__(
        self, settings: Settings, db: Database, outbox: Outbox, call_delivery: Callable[[], None]
    ) -> None:
        self._settings = settings
        self._outbox = outbox
        self._call_delivery = call_delivery
        self._tasks: set[asyncio.Task[None]] = set()
        self._accept: Callable[[Inbound], Awaitable[None]] | None = None
        self.db = db
        self.consents = Consents(db)
        self.linking = Linking(db)
        self.privacy = Privacy(db)
        self.contexts = Contexts(db)
        self.photos = ClaimPhotos(db, self.contexts, lambda: datetime.now(UTC))
        key = secret(settings.data, "export.key")
        self._exports = Links(key, settings.address, "v1/my-data", EXPORT_OVER)
        shutil.rmtree(settings.data / "exports", ignore_errors=True)  # earlier versions kept copies there
        self._http = httpx.AsyncClient(timeout=15.0, limits=httpx.Limits(max_connections=64))
        self.telegram = self._telegram() if settings.telegram_token else None
        self.whatsapp = self._whatsapp() if settings.whatsapp_token else None

    def _telegram(self) -> Telegram:
        given = self._settings
        return Telegram(
            token=given.telegram_token,
            secret=given.telegram_secret or secret(given.data, "telegram.key"),
            api=given.telegram_api,
            accept=self._take,
            on_notice=self._noticed,
            absolute=given.public_url,
        )

    def _whatsapp(self) -> WhatsApp:
        given = self._settings
        sender = Sender(
            self._http,
            api=given.whatsapp_api,
            phone_id=given.whatsapp_phone_id,
            token=given.whatsapp_token,
            customer=self._whatsapp_customer,
            templates=templates(given.whatsapp_templates),
            absolute=given.public_url,
        )
        return WhatsApp(
            phone_id=given.whatsapp_phone_id,
            app_secret=given.whatsapp_app_secret,
            verify_token=given.whatsapp_verify_token or secret(given.data, "whatsapp.verify"),
            accept=self._take,
            on_status=self._receipt,
            sender=sender,
        )

    def front(self, brain: Brain) -> Intake:
        """The brain, with what channels bring handled before it."""
        telegram, given = self.telegram, self._settings
        entrances = Entrances(
            telegram_name=lambda: telegram.name if telegram else "",
            whatsapp_number=self._settings.whatsapp_number if self.whatsapp else "",
            web=f"{self._settings.address}/demo" if self._settings.demo else self._settings.public_url,
            export_url=self._export,
        )
        identity = Identity(
            linking=self.linking,
            consents=self.consents,
            conversations=Conversations(self.db),
            contexts=self.contexts,
            privacy=self.privacy,
            entrances=entrances,
        )
        return Intake(
            brain,
            identity=identity,
            sellers=SellerChats(self.db, self.contexts, rules=price_rules(given)),
            orders=OrderProof(
                OrderCodes(self.db),
                self.contexts,
                Conversations(self.db),
                self.linking,
                call_delivery=self._call_delivery,
                chats=bool(self.telegram or self.whatsapp),
                mail=Mail(given.smtp_url, given.mail_from) if given.smtp_url else None,
            ),
            contexts=self.contexts,
            fetchers=self.fetchers(),
            photos=self.photos,
        )

    def fetchers(self) -> dict[str, Callable[[str], Awaitable[bytes]]]:
        """Where each channel's files come from."""
        found: dict[str, Callable[[str], Awaitable[bytes]]] = {}
        if self.telegram:
            found["telegram"] = self.telegram.sender.fetch
        if self.whatsapp:
            found["whatsapp"] = self.whatsapp.sender.fetch
        return found

    async def fetch(self, url: str) -> bytes:
        """A file that a customer sent, as it stands in their message; LookupError where it can't be had."""
        channel, _, file = url.partition(":")
        try:
            return await self.fetchers()[channel](file)
        except (KeyError, DeliveryFailure) as err:
            raise LookupError(str(err)) from err

    def template_names(self) -> dict[str, str]:
        """WhatsApp's approved templates by the kind of reply that they carry."""
        if not self.whatsapp:
            return {}
        return {kind: one.name for kind, one in templates(self._settings.whatsapp_templates).items()}

    def for_desk(self) -> DeskChannels:
        """What the desk shows of what is set up."""
        telegram = self.telegram
        present = {"web"} | ({"telegram"} if telegram else set()) | ({"whatsapp"} if self.whatsapp else set())
        return DeskChannels(
            telegram_name=lambda: telegram.name if telegram else "",
            whatsapp_number=self._settings.whatsapp_number if self.whatsapp else "",
            set_up=frozenset(present),
            fetch=self.fetch,
        )

    def connect(self, accept: Callable[[Inbound], Awaitable[None]]) -> None:
        """Where stored messages go for their turn."""
        self._accept = accept

    def senders(self) -> dict[str, Callable[[str, Reply], Awaitable[str]]]:
        """How each channel sends, for the delivery."""
        found: dict[str, Callable[[str, Reply], Awaitable[str]]] = {}
        if self.telegram:
            found["telegram"] = self.telegram.sender.send
        if self.whatsapp:
            found["whatsapp"] = self.whatsapp.sender.send
        return found

    def routes(self, app: FastAPI, web: WebChannel) -> None:
        """The webhooks of what is set up, and the web's side of linking and of one's own data."""
        if self.telegram:
            app.include_router(telegram_channel.router(self.telegram))
        if self.whatsapp:
            app.include_router(whatsapp_channel.router(self.whatsapp))
        app.include_router(self._own_routes(web))

    def running(self) -> list[Coroutine[Any, Any, None]]:
        """What runs beside the requests."""
        if not self.telegram:
            return []
        return [self.telegram.run(polling=self._settings.telegram_mode == "polling")]

    async def close(self) -> None:
        """Give back what is held."""
        for task in self._tasks:
            task.cancel()
        if self.telegram:
            await self.telegram.close()
        if self.whatsapp:
            await self.whatsapp.close()
        await self._http.aclose()

    async def _take(self, inbound: Inbound) -> None:
        if self._accept is None:
            raise RuntimeError("the channels are not connected")
        await self._accept(inbound)
        if inbound.channel == "whatsapp":
            self._beside(self._release(inbound))

    async def _release(self, inbound: Inbound) -> None:
        """What was held until this customer writes may go now."""
        later = datetime.now(UTC) + HELD_AT_LEAST
        if await asyncio.to_thread(self.consents.release_held, inbound.channel, inbound.address, later):
            self._call_delivery()

    async def _noticed(self, notice: Notice) -> None:
        now = datetime.now(UTC)
        if notice.what == "moved":
            await asyncio.to_thread(self.consents.move_address, notice.channel, notice.address, notice.to)
            return
        blocked = notice.what == "blocked"
        await asyncio.to_thread(
            lambda: self.consents.set(notice.channel, notice.address, now, blocked=blocked)
        )

    async def _whatsapp_customer(self, phone: str) -> Customer:
        known = await asyncio.to_thread(self.consents.find, "whatsapp", phone)
        return Customer(known.last_heard, known.stopped)

    async def _receipt(self, status: Status) -> None:
        if not await asyncio.to_thread(
            self._outbox.receipt, status.channel, status.message_id, status.status, status.reason
        ):
            self._beside(self._receipt_later(status))

    async def _receipt_later(self, status: Status) -> None:
        for wait in RECEIPT_AGAIN:
            await asyncio.sleep(wait)
            if await asyncio.to_thread(
                self._outbox.receipt, status.channel, status.message_id, status.status, status.reason
            ):
                return

    def _beside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _export(self, customer: str) -> str:
        return self._exports.url(customer, good_for=EXPORT_GOOD_FOR)

    def elsewhere(self) -> list[str]:
        """The channels on which a talk of the web may go on."""
        known = (("telegram", self.telegram and self.telegram.name), ("whatsapp", self._number()))
        return [name for name, there in known if there]

    def _number(self) -> str:
        digits = "".join(c for c in self._settings.whatsapp_number if c.isdigit())
        return digits if self.whatsapp else ""

    def _own_routes(self, web: WebChannel) -> APIRouter:
        routes = APIRouter(prefix="/v1", tags=["chat"])

        @routes.post(
            "/chat/link", summary="A code that brings this conversation's customer to another channel"
        )
        async def link(request: Request) -> dict[str, object]:
            conversation = await web.conversation_of(bearer(request.headers.get("authorization", "")))
            code = await asyncio.to_thread(self.linking.issue, conversation, datetime.now(UTC))
            answer: dict[str, object] = {"code": shown(code), "minutes": 15}
            if self.telegram and self.telegram.name:
                answer["telegram"] = f"https://t.me/{self.telegram.name}?start=l-{code}"
            if self._number():
                answer["whatsapp"] = f"https://wa.me/{self._number()}?text=LINK%20{shown(code)}"
            return answer

        @routes.get("/my-data/{name}", summary="What is kept of one customer; good for an hour")
        async def my_data(request: Request, name: str) -> Response:
            # Read when it is asked for, so no copy lies anywhere, and of who was forgotten nothing comes.
            try:
                customer = self._exports.read(name, datetime.now(UTC))
            except BadLink as err:
                raise Problem(404, EXPORT_OVER.in_(browsers_locale(request))) from err
            told = await asyncio.to_thread(self.privacy.export, customer)
            if not told:
                raise Problem(404, EXPORT_OVER.in_(browsers_locale(request)))
            body = json.dumps(told, ensure_ascii=False, indent=1)
            headers = {"Content-Disposition": 'attachment; filename="my-data.json"'} | PRIVATE
            return Response(body, media_type="application/json", headers=headers)

        return routes
