"""The pages of the people who work here; what they change goes through the calls of desk.web.api."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from starlette.exceptions import HTTPException

from desk.inbox import Filter
from desk.web import shapes
from desk.web.parts import DeskParts
from desk.web.signing_in import COOKIE, DEVICE, DEVICE_LIFE, LIFE, CodeWanted, Session, address_of, keep, now
from people.member import Member

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
    """Part of a file's address, so that browsers may keep it until it changes."""
    return hashlib.sha256((HERE / "static" / name).read_bytes()).hexdigest()[:10]


def router(parts: DeskParts) -> APIRouter:
    """Sign-in, the desk, and the files that they need."""
    routes = APIRouter(include_in_schema=False)
    _sign_in(routes, parts)
    _desk(routes, parts)

    @routes.get("/desk/static/{name}")
    def static(name: str) -> Response:
        if name not in STATIC:
            raise HTTPException(404, "There is no such file.")
        keep = {"Cache-Control": "public, max-age=31536000, immutable"}
        return FileResponse(HERE / "static" / name, media_type=STATIC[name], headers=keep)

    return routes


def page(
    parts: DeskParts, name: str, session: Session | None, status: int = 200, **more: Any
) -> HTMLResponse:
    """A page in the product's dress."""
    role = session.member.role if session else ""
    html = templates.get_template(name).render(
        shop_name=parts.shop_name,
        me=session.member if session else None,
        csrf=parts.signing_in.csrf(session) if session else "",
        version=version,
        now=now(),
        zone=parts.store.db.zone,
        asked_shop=parts.questions.own_open() if role in ("agent", "admin") else 0,
        quotes_shop=parts.quotes.waiting(None) if role == "admin" else 0,
        **more,
    )
    return HTMLResponse(html, status, headers=HEADERS)


def signed_in(parts: DeskParts, request: Request, *roles: str) -> Session | RedirectResponse:
    """Who asks for a page; or the way to where they belong."""
    try:
        session = parts.signing_in.of(request)
    except HTTPException:
        return RedirectResponse("/desk/sign-in", 303)
    if session.member.role not in roles:
        return RedirectResponse(HOME[session.member.role], 303)
    return session


def at_the_desk(parts: DeskParts) -> list[Member]:
    """Who can be handed a conversation."""
    return [m for m in parts.staff.all() if m.active and m.role != "seller"]


def _sign_in(routes: APIRouter, parts: DeskParts) -> None:
    @routes.get("/desk/sign-in")
    def form(request: Request) -> Response:
        return page(parts, "sign_in.html", None, problem="", email="", code=False)

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
            done = await parts.signing_in.sign_in(email, password, address_of(request), now(), code, device)
        except HTTPException as err:
            wanted = isinstance(err, CodeWanted)
            return page(
                parts, "sign_in.html", None, err.status_code, problem=err.detail, email=email, code=wanted
            )
        if done.member.role != "seller":
            await parts.in_thread(parts.work.seen, done.member.id, now(), "online")
        answer = RedirectResponse(HOME[done.member.role], 303)
        keep(answer, COOKIE, done.token, LIFE, secure=parts.secure)
        keep(answer, DEVICE, done.device, DEVICE_LIFE, secure=parts.secure)
        return answer

    @routes.post("/desk/sign-out")
    def sign_out(request: Request) -> Response:
        _same_site(request)
        try:
            session = parts.signing_in.read(request.cookies.get(COOKIE, ""))
        except HTTPException:
            session = None
        if session:
            parts.signing_in.end(session)
            parts.feed.look()
        if session and session.member.role != "seller":
            parts.work.seen(session.member.id, now(), "offline")
        answer = RedirectResponse("/desk/sign-in", 303)
        answer.delete_cookie(COOKIE, path="/")
        return answer


def _same_site(request: Request) -> None:
    """A form that another site sent is not ours."""
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, "That form came from another site.")


def _desk(routes: APIRouter, parts: DeskParts) -> None:
    def rows(session: Session, box: str, asked: Mapping[str, str], limit: int = PAGE) -> dict[str, Any]:
        limit = max(1, min(limit, MOST))
        wanted = Filter(
            box,
            asked.get("channel", "")[:20],
            asked.get("label", "")[:40],
            asked.get("q", "")[:100],
            asked.get("seller", "")[:80],
            limit + 1,
        )
        found = parts.inbox.box(session.member.id, wanted, now())
        return {
            "rows": found[:limit],
            "more": limit + PAGE if len(found) > limit and limit < MOST else 0,
            "counts": parts.inbox.counts(session.member.id, now()),
            "box": box,
            **{name: asked.get(name, "") for name in ("channel", "label", "q", "seller")},
        }

    def opened(session: Session, conversation: str) -> dict[str, Any]:
        thread = parts.threads.thread(conversation) if conversation else None
        if thread is None:
            return {"thread": None, "customer": None, "cart": None, "window": ""}
        parts.work.read(conversation, session.member.id)
        return {
            "thread": thread | {"days": shapes.by_day(thread["items"], parts.store.db.zone)},
            "customer": parts.threads.customer(thread["customer"], now()),
            "cart": parts.cart(thread["customer"]),
            "templates": parts.templates,
            "window": shapes.window_left(thread["channel"], thread["last_heard"], now()),
        }

    @routes.get("/desk")
    @routes.get("/desk/c/{conversation}")
    def desk(request: Request, conversation: str = "", box: str = "") -> Response:
        session = signed_in(parts, request, "agent", "admin")
        if isinstance(session, RedirectResponse):
            return session
        counts = parts.inbox.counts(session.member.id, now())
        box = box or ("mine" if counts["mine"] else "waiting" if counts["waiting"] else "all")
        return page(
            parts,
            "desk.html",
            session,
            **rows(session, box, request.query_params),
            **opened(session, conversation),
            canned=parts.work.canned(),
            colleagues=at_the_desk(parts),
            all_labels=parts.work.all_labels(),
            sellers=parts.catalogue.sellers(),
            presence=parts.work.presence_of(session.member.id),
        )

    @routes.get("/desk/part/inbox")
    def inbox(request: Request, box: str = "all", open: str = "", limit: int = PAGE) -> Response:
        session = parts.signing_in.of(request)
        parts.member(request, "agent", "admin")
        parts.work.seen(session.member.id, now())
        shown = rows(session, box, request.query_params, limit)
        return page(parts, "inbox.html", session, **shown, thread={"id": open} if open else None)

    @routes.get("/desk/part/c/{conversation}")
    def part(request: Request, conversation: str) -> Response:
        session = parts.signing_in.of(request)
        parts.member(request, "agent", "admin")
        shown = opened(session, conversation)
        if shown["thread"] is None:
            raise HTTPException(404, "There is no such conversation.")
        return page(parts, "conversation.html", session, **shown, colleagues=at_the_desk(parts))
