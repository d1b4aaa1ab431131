"""The gateway: the ASGI app that holds the channels, the pages, the API and the delivery."""

import asyncio
import contextlib
import hmac
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
import socketio
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.exceptions import HTTPException
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

import desk.web.api
import desk.web.behalf_api
import desk.web.boards
import desk.web.boards_api
import desk.web.claims
import desk.web.figures_api
import desk.web.figures_pages
import desk.web.files_api
import desk.web.pages
import desk.web.payments
import desk.web.security
import desk.web.seller_api
import desk.web.seller_pages
import desk.web.services
import desk.web.upi
import desk.web.wishes_api
from app import recommender as recommending
from app.gateway import api_page
from app.gateway.body_bounds import bounded
from app.gateway.channels import Channels
from app.gateway.conversing import Conversing
from app.gateway.delivery import Delivery
from app.gateway.metrics import WAITING
from app.gateway.retention import remove_empty_chats
from app.gateway.shop import claim_rules, price_rules
from app.gateway.shop import routes as shop_routes
from app.gateway.shop import running as shop_running
from app.room import enough_room
from app.secrets import secret
from app.settings import Settings
from bot.client import RasaClient
from chat.message import Attachment
from chat.reply import Reply
from chat.service.contexts import Contexts
from chat.service.inbox import Turns
from chat.service.outbox import Outbox
from connectors.files.picture import KEPT_TYPE
from connectors.files.refused import CannotRead
from connectors.problems import Problem, document
from connectors.web import channel as web_channel
from connectors.web import files, front, widget
from connectors.web.live import close as close_live
from connectors.web.live import emit_reply, emit_state, emit_typing, follow_others, live_server
from connectors.web.often import Allowance, Limits, Often
from connectors.web.rasa_live import emit_to_rasa_widgets, serve_rasa_widgets
from connectors.web.storefront import pages as storefront_pages
from connectors.web.tokens import SessionTokens
from demo.storefront import demo_storefront
from desk.service.files import CUSTOMER, KEPT
from desk.service.work import DeskWork
from intake.attached_lists import list_from_file, picture_in_turn
from intake.brain import UNREAD
from intake.person import PersonCalls
from intake.service.linking import Linking
from people.service.customers import ensure_customer
from shop.catalogue.service import Catalogue
from shop.orders.service.orders import Orders
from storage.database import Database

log = logging.getLogger(__name__)

MOST_FILES = 30  # of one conversation's customer: files stay, and nobody looks at more
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Gateway:
    """The gateway's parts, put together once."""

    def __init__(self, settings: Settings, *, rasa_url: str, actions_url: str, inner_secret: str) -> None:
        self.settings = settings
        self.actions_url = actions_url
        self.db = Database(settings.database, sync=settings.sqlite_sync, zone=settings.zone)
        self.store = Turns(self.db)
        self.catalogue = Catalogue(self.db)
        self.contexts = Contexts(self.db)
        self.rasa = RasaClient(rasa_url, inner_secret, settings.turn_seconds, actions_url)
        self.http = httpx.AsyncClient(timeout=3.0)
        self.senders: dict[str, Callable[[str, Reply], Awaitable[str]]] = {"web": self._send_web}
        self.outbox = Outbox(self.db)
        self.delivery = Delivery(self.outbox, self.senders, self._held_back)
        self.channels = Channels(settings, self.db, self.outbox, self.delivery.call)
        self.senders |= self.channels.senders()
        front = self.channels.front(PersonCalls(self.rasa, self.db, self.contexts))
        chats = Allowance(settings.messages_a_minute)
        self.conversing = Conversing(self.store, front, self._something_said, chats)
        self.channels.connect(self.conversing.accept)
        self.web = web_channel.WebChannel(
            store=self.store,
            tokens=SessionTokens(secret(settings.data, "session.key"), settings.session_days),
            storefront_secret=settings.storefront_secret or secret(settings.data, "storefront.key"),
            take=self.conversing.take,
            identify=self._identify,
            in_thread=asyncio.to_thread,
            echo=self._echo,
            typed=self._typed,
            elsewhere=self.channels.elsewhere,
            often=Often(settings.sessions_a_minute),
            limits=Limits(
                Allowance(settings.messages_a_minute_of_address),
                chats,
                Allowance(settings.messages_a_minute),
            ),
        )
        self.live = live_server(self.web, self.origins, settings.redis_url)
        serve_rasa_widgets(self.live, self.web)
        self.desk = desk.web.services.assembled(
            shop_name=settings.shop_name,
            public_url=settings.address,
            secret=secret(settings.data, "staff.key"),
            factor_key=secret(settings.data, "factors.key"),
            store=self.store,
            catalogue=self.catalogue,
            outbox=self.outbox,
            call_delivery=self.delivery.call,
            tell_state=lambda conversation, state: emit_state(self.live, conversation, state),
            tell_typing=lambda conversation, name: emit_typing(self.live, conversation, name),
            rules=price_rules(settings),
            claim_rules=claim_rules(settings),
            templates=self.channels.template_names(),
            channels=self.channels.for_desk(),
        )

    def _something_said(self) -> None:
        """A turn has ended: its replies are to go out, and the desk is to see it."""
        self.delivery.call()
        self.desk.feed.refresh()

    @property
    def origins(self) -> str | list[str]:
        """The storefronts that may embed the widget, as Socket.IO and CORS want them."""
        given = self.settings.allowed_origins
        return "*" if given == "*" else [origin.strip() for origin in given.split(",")]

    def _held_back(self, conversation: str, reason: str) -> None:
        """A channel takes nothing until the customer writes; the desk sees it in its inbox."""
        log.warning("held back: %s", reason, extra={"conversation": conversation})
        DeskWork(self.db).label(conversation, "held back", True, "system", datetime.now(UTC))

    async def keep_for_person(
        self, conversation: str, data: bytes, name: str, kind: str
    ) -> Attachment | None:
        """A picture for the person who has this conversation or is waited for; None where nobody is."""
        known = await asyncio.to_thread(self.store.conversation, conversation)
        if known.state not in ("waiting", "human"):
            of_claim = self.channels.photos.talked_of
            if kind not in files.PHOTOS or not await asyncio.to_thread(of_claim, known.customer, known.id):
                return None
            try:
                data, kind = await picture_in_turn(data, conversation), KEPT_TYPE
            except CannotRead as err:
                raise Problem(422, err.in_(known.locale)) from err
        kept = self.desk.files
        if await asyncio.to_thread(kept.sent_by_customer, conversation) >= MOST_FILES:
            raise Problem(429, f"You have sent {MOST_FILES} files in this chat. Please write instead.")
        new = await asyncio.to_thread(kept.save, conversation, name, kind, data, CUSTOMER, datetime.now(UTC))
        shown = "image" if kind.startswith("image/") else "document"
        return Attachment(shown, f"{KEPT}{new}", name, kind)

    async def keep_unread(self, conversation: str, data: bytes, name: str, _kind: str) -> Attachment | None:
        """A photo of who has orders: they may be about to tell what is wrong with one; None for all else."""
        known = await asyncio.to_thread(self.store.conversation, conversation)
        sent = await asyncio.to_thread(self.desk.files.sent_by_customer, conversation)
        if sent >= MOST_FILES or not await asyncio.to_thread(Orders(self.db).count_of, known.customer):
            return None
        try:
            small = await picture_in_turn(data, conversation)
        except CannotRead:
            return None
        save = self.desk.files.save
        new = await asyncio.to_thread(save, conversation, name, KEPT_TYPE, small, CUSTOMER, datetime.now(UTC))
        return Attachment("image", f"{KEPT}{new}", name, KEPT_TYPE, {"read": UNREAD})

    async def _typed(self, conversation: str) -> None:
        """The customer is writing; the desk's pages see it."""
        event = {"conversation": conversation, "what": "typing", "actor": "customer", "name": ""}
        self.desk.feed.send(event)

    async def _echo(self, conversation: str, said: dict[str, Any]) -> None:
        """What a customer wrote over HTTP, to their other windows."""
        await self.live.emit("message", said, room=conversation)

    async def _send_web(self, conversation: str, reply: Reply) -> str:
        await emit_reply(self.live, conversation, reply)
        await emit_to_rasa_widgets(self.live, conversation, reply, self.settings.address)
        return ""

    async def _identify(self, conversation: str, customer: str) -> None:
        """The storefront says who this is; what the visitor had comes along."""
        now = datetime.now(UTC)
        await asyncio.to_thread(ensure_customer, self.db, customer, now)
        known = (await asyncio.to_thread(self.store.conversation, conversation)).customer
        if known == customer:
            return
        if not known.startswith("v_"):
            raise Problem(409, "This chat belongs to another customer. Please start a new one.")
        linking = Linking(self.db)
        await asyncio.to_thread(linking.join, conversation, customer, "storefront", now)

    @contextlib.asynccontextmanager
    async def running(self, _app: FastAPI) -> AsyncIterator[None]:
        """What runs beside the requests."""
        if self.db.is_sqlite:  # we are the only gateway on it: what a dead one held is ours
            await asyncio.to_thread(self.store.free_leases)
            await asyncio.to_thread(self.outbox.release_claims)
        await asyncio.to_thread(self.desk.factors.seal_plain)
        follow_others(self.live)
        tasks = [
            asyncio.create_task(self.delivery.run()),
            asyncio.create_task(self.conversing.sweep()),
            asyncio.create_task(remove_empty_chats(self.db, self.settings.empty_chat_hours)),
            *(asyncio.create_task(work) for work in shop_running(self.db, self.store, self.settings)),
            asyncio.create_task(self.desk.feed.run()),
            asyncio.create_task(self.desk.feed.run_rules(self.desk.rules.run)),
            *(asyncio.create_task(work) for work in self.channels.running()),
        ]
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.conversing.close()
        await close_live(self.live)
        await self.channels.close()
        await self.rasa.close()
        await self.http.aclose()
        await asyncio.to_thread(self.db.close)  # what the cancelled tasks do in threads ends first

    async def readiness(self) -> dict[str, bool]:
        """Every part that a turn needs, and whether it answers."""

        async def actions() -> bool:
            try:
                return (await self.http.get(f"{self.actions_url}/health")).status_code == 200
            except httpx.HTTPError:
                return False

        answers = await asyncio.gather(asyncio.to_thread(self.db.answers), self.rasa.ready(), actions())
        parts = dict(zip(("database", "rasa", "actions"), answers, strict=True))
        return parts | {"disk": enough_room(self.settings)}


def gateway_app(gateway: Gateway) -> Any:
    """The whole ASGI app: HTTP under FastAPI, live under Socket.IO, behind the proxies that are ours."""
    whole = bounded(socketio.ASGIApp(gateway.live, other_asgi_app=http_app(gateway)))
    return ProxyHeadersMiddleware(whole, gateway.settings.trusted_proxies)


def http_app(gateway: Gateway) -> FastAPI:
    """Every route."""
    app = FastAPI(
        title="Dukan",
        description="A shop that its customers talk to.",
        lifespan=gateway.running,
        docs_url=None,  # they are pages that load scripts from elsewhere
        redoc_url=None,
        openapi_url="/v1/openapi.json",
    )
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"] if gateway.origins == "*" else gateway.origins,
        allow_methods=["GET", "POST", "PUT", "DELETE"],
        allow_headers=["Authorization", "Content-Type"],
    )
    _explain_errors(app)
    api_page.mount(app)
    _health(app, gateway)
    app.include_router(web_channel.router(gateway.web))
    app.include_router(
        files.router(gateway.web, list_from_file, gateway.keep_for_person, gateway.keep_unread)
    )
    gateway.channels.routes(app, gateway.web)
    shop_routes(app, gateway)
    suggest = recommending.rules_of(gateway.settings.suggest_margin)
    app.include_router(
        recommending.routes(gateway.settings.data, gateway.db, gateway.catalogue, gateway.web, suggest)
    )
    app.include_router(widget.router())
    app.include_router(desk.web.api.router(gateway.desk))
    app.include_router(desk.web.pages.router(gateway.desk))
    app.include_router(desk.web.behalf_api.router(gateway.desk))
    app.include_router(desk.web.files_api.router(gateway.desk))
    app.include_router(desk.web.boards_api.router(gateway.desk))
    app.include_router(desk.web.seller_api.router(gateway.desk))
    app.include_router(desk.web.figures_api.router(gateway.desk))
    app.include_router(desk.web.wishes_api.router(gateway.desk))
    app.include_router(desk.web.security.router(gateway.desk))
    app.include_router(desk.web.security.pages(gateway.desk))
    app.include_router(desk.web.seller_pages.router(gateway.desk))
    app.include_router(desk.web.boards.router(gateway.desk))
    app.include_router(desk.web.figures_pages.pages(gateway.desk))
    app.include_router(desk.web.payments.router(gateway.desk))
    app.include_router(desk.web.upi.router(gateway.desk))
    app.include_router(desk.web.claims.router(gateway.desk))
    if gateway.settings.demo:
        shop = demo_storefront(gateway.settings.shop_name, gateway.catalogue, gateway.web.storefront_secret)
        app.include_router(storefront_pages.router(shop))
    else:
        app.include_router(front.router(gateway.settings.shop_name))
    return app


def _explain_errors(app: FastAPI) -> None:
    """Every error as a problem document; no stack trace leaves the house."""

    @app.exception_handler(Problem)
    async def problem(_request: Request, err: Problem) -> Response:
        return document(err.status, err.title, **err.more)

    @app.exception_handler(HTTPException)
    async def http(_request: Request, err: HTTPException) -> Response:
        answer = document(err.status_code, str(err.detail))
        answer.headers.update(err.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, err: RequestValidationError) -> Response:
        faults = [f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in err.errors()]
        return document(422, "The request has a field that does not fit.", faults=faults)

    @app.exception_handler(Exception)
    async def unexpected(request: Request, err: Exception) -> Response:
        log.error("request failed: %s %s", request.method, request.url.path, exc_info=err)
        return document(500, "Something went wrong on our side. Please try again.")


def may_read_figures(settings: Settings, request: Request) -> bool:
    """Who has the token; without one in the settings, this machine, if no proxy may stand on it."""
    if settings.metrics_token:
        given = request.headers.get("authorization", "").encode()
        return hmac.compare_digest(given, f"Bearer {settings.metrics_token}".encode())
    reached = urlsplit(settings.address).hostname
    return reached in LOOPBACK and request.client is not None and request.client.host in LOOPBACK


def _health(app: FastAPI, gateway: Gateway) -> None:
    @app.get("/healthz", tags=["operation"], summary="The gateway is alive")
    async def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/readyz", tags=["operation"], summary="Every part that a turn needs answers")
    async def readyz(response: Response) -> dict[str, object]:
        parts = await gateway.readiness()
        if not all(parts.values()):
            response.status_code = 503
        return {"ready": all(parts.values()), "parts": parts}

    @app.get("/metrics", tags=["operation"], summary="Figures for Prometheus: see DUKAN_METRICS_TOKEN")
    async def metrics(request: Request) -> Response:
        if not may_read_figures(gateway.settings, request):
            raise Problem(403, "Figures are told on this machine, or to who has the token of the settings.")
        for box, waiting in (await asyncio.to_thread(gateway.store.count_waiting)).items():
            WAITING.labels(box).set(waiting)
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
