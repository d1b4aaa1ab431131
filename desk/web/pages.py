"""The pages of the people who work here; what they change goes through the calls of desk.web.api."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from starlette.exceptions import HTTPException

from desk.views import Beside, Filter, InboxRow, Item, Thread
from desk.web import shapes
from desk.web.services import DeskServices
from desk.web.signing_in import (
    COOKIE,
    DEVICE,
    DEVICE_LIFE,
    LIFE,
    CodeWanted,
    Session,
    address_of,
    now,
    put_cookie,
)
from people.member import Member
from shop.cart.pricing import Quote

PAGE, MOST = 50, 500  # rows of the inbox at first, and at most
HERE = Path(__file__).parent
STATIC = {"desk.css": "text/css", "desk.js": "text/javascript", "board.js": "text/javascript"}
HOME = {"agent": "/desk", "admin": "/desk", "seller": "/seller"}
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' https: data:; style-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

templates = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
templates.filters |= {
    "stars": shapes.stars,
    "until": shapes.until,
    "ago": shapes.ago,
    "clock": pass_context(lambda page, stamped: shapes.clock(stamped, page["zone"])),
    "day": pass_context(lambda page, stamped: shapes.day(stamped, page["zone"])),
    "money": shapes.money,
    "amount": shapes.amount,
    "plainly": shapes.plainly,
    "late": shapes.late,
}


@cache
def version(name: str) -> str:
    """Make part of a file's address, so that browsers may keep it until it changes."""
    return hashlib.sha256((HERE / "static" / name).read_bytes()).hexdigest()[:10]


@dataclass(frozen=True)
class Listed:
    """The inbox as its page shows it, with what was asked for."""

    rows: list[InboxRow]
    more: int  # how many to show next; 0 where these are all
    counts: dict[str, int]
    box: str
    channel: str
    label: str
    q: str
    seller: str


@dataclass(frozen=True)
class Opened:
    """The conversation that is open, if one is."""

    thread: Thread | None = None
    days: Sequence[tuple[str, list[Item]]] = ()
    customer: Beside | None = None
    cart: Quote | None = None
    templates: Mapping[str, str] = field(default_factory=dict)
    window: str = ""


def router(services: DeskServices) -> APIRouter:
    """Make the pages of sign-in and the desk, and the files that they need."""
    routes = APIRouter(include_in_schema=False)
    _sign_in(routes, services)
    _desk(routes, services)

    @routes.get("/desk/static/{name}")
    def static(name: str) -> Response:
        if name not in STATIC:
            raise HTTPException(404, "There is no such file.")
        keep = {"Cache-Control": "public, max-age=31536000, immutable"}
        return FileResponse(HERE / "static" / name, media_type=STATIC[name], headers=keep)

    return routes


def page(
    services: DeskServices, name: str, session: Session | None, status: int = 200, **more: Any
) -> HTMLResponse:
    """Draw a page in the product's dress."""
    role = session.member.role if session else ""
    html = templates.get_template(name).render(
        shop_name=services.shop_name,
        me=session.member if session else None,
        csrf=services.signing_in.csrf(session) if session else "",
        version=version,
        now=now(),
        zone=services.zone,
        asked_shop=services.questions.own_open() if role in ("agent", "admin") else 0,
        quotes_shop=services.quotes.waiting(None) if role == "admin" else 0,
        claims_shop=services.claims.waiting() if role in ("agent", "admin") else 0,
        **more,
    )
    return HTMLResponse(html, status, headers=HEADERS)


def signed_in(services: DeskServices, request: Request, *roles: str) -> Session | RedirectResponse:
    """Find who asks for a page; or the way to where they belong."""
    try:
        session = services.signing_in.session_of(request)
    except HTTPException:
        return RedirectResponse("/desk/sign-in", 303)
    if session.member.role not in roles:
        return RedirectResponse(HOME[session.member.role], 303)
    return session


def colleagues_of(services: DeskServices) -> list[Member]:
    """List who can be handed a conversation."""
    return [m for m in services.staff.all() if m.active and m.role != "seller"]


def _sign_in(routes: APIRouter, services: DeskServices) -> None:
    @routes.get("/desk/sign-in")
    def form(request: Request) -> Response:
        return page(services, "sign_in.html", None, problem="", email="", code=False)

    @routes.post("/desk/sign-in")
    async def sign_in(
        request: Request,
        email: Annotated[str, Form(max_length=200)] = "",
        password: Annotated[str, Form(max_length=1000)] = "",
        code: Annotated[str, Form(max_length=12)] = "",
    ) -> Response:
        _same_site(request)
        device = request.cookies.get(DEVICE, "")
        try:
            done = await services.signing_in.sign_in(
                email, password, address_of(request), now(), code, device
            )
        except HTTPException as err:
            wanted = isinstance(err, CodeWanted)
            return page(
                services, "sign_in.html", None, err.status_code, problem=err.detail, email=email, code=wanted
            )
        if done.member.role != "seller":
            await asyncio.to_thread(services.work.note_presence, done.member.id, now(), "online")
        answer = RedirectResponse(HOME[done.member.role], 303)
        put_cookie(answer, COOKIE, done.token, LIFE, secure=services.secure)
        put_cookie(answer, DEVICE, done.device, DEVICE_LIFE, secure=services.secure)
        return answer

    @routes.post("/desk/sign-out")
    def sign_out(request: Request) -> Response:
        _same_site(request)
        try:
            session = services.signing_in.session_for(request.cookies.get(COOKIE, ""))
        except HTTPException:
            session = None
        if session:
            services.signing_in.end(session)
            services.feed.refresh()
        if session and session.member.role != "seller":
            services.work.note_presence(session.member.id, now(), "offline")
        answer = RedirectResponse("/desk/sign-in", 303)
        answer.delete_cookie(COOKIE, path="/")
        return answer


def _same_site(request: Request) -> None:
    """Refuse a form that another site sent."""
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, "That form came from another site.")


def _desk(routes: APIRouter, services: DeskServices) -> None:
    def rows(session: Session, box: str, asked: Mapping[str, str], limit: int = PAGE) -> Listed:
        limit = max(1, min(limit, MOST))
        wanted = Filter(
            box,
            asked.get("channel", "")[:20],
            asked.get("label", "")[:40],
            asked.get("q", "")[:100],
            asked.get("seller", "")[:80],
            limit + 1,
        )
        found = services.inbox.box(session.member.id, wanted, now())
        return Listed(
            rows=found[:limit],
            more=limit + PAGE if len(found) > limit and limit < MOST else 0,
            counts=services.inbox.counts(session.member.id, now()),
            box=box,
            channel=asked.get("channel", ""),
            label=asked.get("label", ""),
            q=asked.get("q", ""),
            seller=asked.get("seller", ""),
        )

    def opened(session: Session, conversation: str) -> Opened:
        thread = services.threads.thread(conversation) if conversation else None
        if thread is None:
            return Opened()
        services.work.mark_read(conversation, session.member.id)
        return Opened(
            thread=thread,
            days=shapes.by_day(thread.items, services.zone),
            customer=services.threads.customer(thread.customer),
            cart=services.behalf.cart_of(thread.customer, now()),
            templates=services.templates,
            window=shapes.window_left(thread.channel, thread.last_heard, now()),
        )

    @routes.get("/desk")
    @routes.get("/desk/c/{conversation}")
    def desk(request: Request, conversation: str = "", box: str = "") -> Response:
        session = signed_in(services, request, "agent", "admin")
        if isinstance(session, RedirectResponse):
            return session
        counts = services.inbox.counts(session.member.id, now())
        box = box or ("mine" if counts["mine"] else "waiting" if counts["waiting"] else "all")
        return page(
            services,
            "desk.html",
            session,
            **vars(rows(session, box, request.query_params)),
            **vars(opened(session, conversation)),
            canned=[asdict(one) for one in services.work.canned()],
            colleagues=colleagues_of(services),
            all_labels=services.work.all_labels(),
            sellers=services.catalogue.sellers(),
            presence=services.work.presence_of(session.member.id),
        )

    @routes.get("/desk/part/inbox")
    def inbox(request: Request, box: str = "all", open: str = "", limit: int = PAGE) -> Response:
        session = services.signing_in.session_of(request)
        services.member(request, "agent", "admin")
        services.work.note_presence(session.member.id, now())
        shown = rows(session, box, request.query_params, limit)
        return page(services, "inbox.html", session, **vars(shown), thread={"id": open} if open else None)

    @routes.get("/desk/part/c/{conversation}")
    def part(request: Request, conversation: str) -> Response:
        session = services.signing_in.session_of(request)
        services.member(request, "agent", "admin")
        shown = opened(session, conversation)
        if shown.thread is None:
            raise HTTPException(404, "There is no such conversation.")
        return page(services, "conversation.html", session, **vars(shown), colleagues=colleagues_of(services))
