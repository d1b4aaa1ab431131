"""The desk's calls under /v1/staff, for its own pages and for other programs."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Literal, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from starlette.exceptions import HTTPException

from chat.handoff import IllegalMove
from chat.reply import Reply
from desk.service.holding import NotYours
from desk.views import Canned, Filter, FoundProduct
from desk.web import bodies
from desk.web.answers import Done, Inbox, Me, Moved, Noted, Opened, Token, shown
from desk.web.services import DeskServices
from desk.web.signing_in import address_of, bearer, now
from shop.replies import card

DESK = ("agent", "admin")
EVERYBODY = ("agent", "seller", "admin")
T = TypeVar("T")

NOT_HELD = "Take the conversation first: a colleague has it, or nobody."


def router(services: DeskServices) -> APIRouter:
    """Make the routes; each asks for the role that it needs before it does anything."""
    routes = APIRouter(prefix="/v1/staff", tags=["staff"])
    _signing_in(routes, services)
    _conversations(routes, services)
    _moves(routes, services)
    _small_work(routes, services)
    return routes


def _signing_in(routes: APIRouter, services: DeskServices) -> None:
    @routes.post("/tokens", summary="A token for an e-mail address and its password")
    async def tokens(request: Request, body: bodies.Credentials) -> Token:
        done = await services.signing_in.sign_in(
            body.email, body.password, address_of(request), now(), body.code, body.device
        )
        member = done.member
        return Token(done.token, done.ends.isoformat(), done.device, member.role, member.name)

    @routes.delete("/tokens", summary="Sign out: this token ends now")
    def sign_out(request: Request) -> dict[str, bool]:
        session = services.signing_in.session_of(request)
        services.signing_in.end(session)
        services.feed.refresh()
        return {"signed_in": False}

    @routes.get("/me", summary="Who you are")
    def me(request: Request) -> Me:
        member = services.member(request, *EVERYBODY)
        return Me(member.id, member.name, member.role, member.seller)


def _conversations(routes: APIRouter, services: DeskServices) -> None:
    @routes.get("/conversations", summary="The inbox: mine, waiting or all")
    def conversations(  # the filters of the inbox, by name
        request: Request,
        box: Literal["mine", "waiting", "mentions", "all"] = "all",
        channel: str = "",
        label: str = "",
        seller: str = "",
        q: str = "",
        before: str = "",
        limit: int = 50,
    ) -> Inbox:
        member = services.member(request, *DESK)
        wanted = Filter(
            box, channel[:20], label[:40], q[:100], seller[:80], max(1, min(limit, 200)), before[:32]
        )
        rows = services.inbox.box(member.id, wanted, now())
        return Inbox(rows, services.inbox.counts(member.id, now()))

    @routes.get("/conversations/{conversation}", summary="One conversation with the customer beside it")
    def conversation(request: Request, conversation: str) -> Opened:
        services.member(request, *DESK)
        thread = services.threads.thread(conversation)
        if thread is None:
            raise HTTPException(404, "There is no such conversation.")
        return Opened(thread, services.threads.customer(thread.customer))

    @routes.get("/feed", summary="What is new, as server-sent events")
    async def feed(request: Request) -> StreamingResponse:
        session = await asyncio.to_thread(services.session, request, *DESK)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        # A page that sleeps says nothing itself, but its line is open. Who works through the API has no page.
        here = None if bearer(request) else partial(services.work.note_presence, session.member.id)
        events = services.feed.events(session, here)
        return StreamingResponse(events, media_type="text/event-stream", headers=headers)


def _moves(routes: APIRouter, services: DeskServices) -> None:
    at = "/conversations/{conversation}"

    def moved(conversation: str) -> Moved:
        services.changed()
        return Moved(services.store.conversation(conversation).state)

    @routes.post(at + "/claim", summary="Take it: the bot is silent from now on")
    def claim(request: Request, conversation: str, body: bodies.Claim | None = None) -> Moved:
        member = services.member(request, *DESK)
        services.must_know(conversation)
        if not services.desk.claim(conversation, member.id, now(), holder=body.holder if body else ""):
            raise HTTPException(409, "A colleague has taken it.")
        return moved(conversation)

    @routes.post(at + "/messages", summary="Say something to the customer, with a product's card if you like")
    def messages(request: Request, conversation: str, body: bodies.Message) -> Done:
        member = services.member(request, *DESK)
        services.must_know(conversation)
        draft = _drafted(services, conversation, body)
        stored = by_holder(lambda: services.desk.say(conversation, member.id, [draft], now()))
        return Done(moved(conversation).state, shown(stored))

    @routes.post(at + "/release", summary="Give it back to the assistant")
    def release(request: Request, conversation: str) -> Moved:
        member = services.member(request, *DESK)
        services.must_know(conversation)
        by_holder(lambda: services.desk.release(conversation, member.id, now()))
        return moved(conversation)

    @routes.post(at + "/resolve", summary="It is settled; the customer is asked how it was")
    def resolve(request: Request, conversation: str) -> Moved:
        member = services.member(request, *DESK)
        services.must_know(conversation)
        by_holder(lambda: services.desk.resolve(conversation, member.id, now()))
        return moved(conversation)

    @routes.post(at + "/transfer", summary="Hand it to a colleague")
    def transfer(request: Request, conversation: str, body: bodies.Transfer) -> Moved:
        member = services.member(request, *DESK)
        services.must_know(conversation)
        to = services.staff.by_id(body.to)
        if to is None or to.role not in DESK or not to.active:
            raise HTTPException(422, "There is no such colleague at the desk.")
        by_holder(lambda: services.desk.transfer(conversation, member.id, to.id, body.note, now()))
        return moved(conversation)

    @routes.post(at + "/requeue", summary="Put it back into the line")
    def requeue(request: Request, conversation: str) -> Moved:
        member = services.member(request, *DESK)
        services.must_know(conversation)
        if member.role != "admin" and services.desk.holder(conversation) != member.id:
            raise HTTPException(409, NOT_HELD)
        services.desk.requeue(conversation, now(), actor=member.id)
        return moved(conversation)

    @routes.post(at + "/notes", summary="A private note; customers never see it")
    def notes(request: Request, conversation: str, body: bodies.Note) -> Noted:
        member = services.member(request, *DESK)
        services.must_know(conversation)
        named = [*body.mentions[:20], *_named(body.text, services)]
        made = services.work.note(conversation, member.id, body.text, named, now())
        return Noted(moved(conversation).state, made)


def _named(words: str, services: DeskServices) -> list[str]:
    """Find the colleagues whom "@Ravi" names."""
    lower = words.lower()
    desk = [m for m in services.staff.all() if m.active and m.role in DESK]
    return [m.id for m in desk if f"@{m.name.split()[0].lower()}" in lower]


def _drafted(services: DeskServices, conversation: str, body: bodies.Message) -> Reply:
    if body.sku:
        product = services.catalogue.product(body.sku)
        if product is None:
            raise HTTPException(422, "There is no such product.")
        locale = services.store.conversation(conversation).locale
        return Reply("cards", body.text, "agent", cards=(card(product, locale),))
    if body.template and body.template not in services.templates:
        raise HTTPException(422, "There is no such template.")
    if not body.text:
        raise HTTPException(422, "There are no words in that.")
    return Reply("text", body.text, "agent", data={"template": body.template} if body.template else {})


def by_holder(move: Callable[[], T]) -> T:
    """Do it; answer 409 with a sentence where somebody else has the conversation."""
    try:
        return move()
    except NotYours as err:
        raise HTTPException(409, NOT_HELD) from err
    except IllegalMove as err:
        raise HTTPException(409, f"That is not possible now: the conversation is {err.state}.") from err


def _small_work(routes: APIRouter, services: DeskServices) -> None:
    at = "/conversations/{conversation}"

    @routes.post(at + "/labels", summary="Put a label on, or take it off")
    def label(request: Request, conversation: str, body: bodies.Label) -> dict[str, list[str]]:
        member = services.member(request, *DESK)
        services.must_know(conversation)
        services.work.label(conversation, body.label.lower(), body.on, member.id, now())
        services.changed()
        return {"labels": services.work.labels_of(conversation)}

    @routes.post(at + "/snooze", summary="Out of the line for a while")
    def snooze(request: Request, conversation: str, body: bodies.Snooze) -> dict[str, int]:
        member = services.member(request, *DESK)
        services.must_know(conversation)
        services.work.snooze(conversation, now() + timedelta(minutes=body.minutes), member.id, now())
        services.changed()
        return {"minutes": body.minutes}

    @routes.post(at + "/priority", summary="How soon it is looked at")
    def priority(request: Request, conversation: str, body: bodies.Priority) -> dict[str, int]:
        member = services.member(request, *DESK)
        services.must_know(conversation)
        services.work.prioritise(conversation, body.priority, member.id, now())
        services.changed()
        return {"priority": body.priority}

    @routes.post(at + "/read", summary="You have read all of it")
    def read(request: Request, conversation: str) -> dict[str, bool]:
        member = services.member(request, *DESK)
        services.must_know(conversation)
        services.work.mark_read(conversation, member.id)
        return {"read": True}

    @routes.post(at + "/typing", summary="You are writing; colleagues and your customer see it")
    async def typing(
        request: Request, conversation: str, body: bodies.Typing | None = None
    ) -> dict[str, str]:
        member = await asyncio.to_thread(services.member, request, *DESK)
        await asyncio.to_thread(services.must_know, conversation)
        event = {"conversation": conversation, "what": "typing", "actor": member.id, "name": member.name}
        services.feed.send(event)
        serves = await asyncio.to_thread(services.desk.holder, conversation) == member.id
        if serves and not (body and body.note):
            await services.tell_typing(conversation, member.name)
        return {}

    @routes.get("/canned", summary="Canned answers")
    def canned(request: Request) -> dict[str, list[Canned]]:
        services.member(request, *DESK)
        return {"canned": services.work.canned()}

    @routes.put("/canned", summary="Write a canned answer")
    def put_canned(request: Request, body: bodies.Canned) -> dict[str, list[Canned]]:
        member = services.member(request, *DESK)
        services.work.put_canned(body.shortcut, body.title, body.text, member.id, now())
        return {"canned": services.work.canned()}

    @routes.delete("/canned/{shortcut}", summary="Take a canned answer away")
    def drop_canned(request: Request, shortcut: str) -> dict[str, list[Canned]]:
        member = services.member(request, *DESK)
        services.work.drop_canned(shortcut, member.id, now())
        return {"canned": services.work.canned()}

    @routes.post("/presence", summary="Say that you are there, away or gone")
    def presence(request: Request, body: bodies.Presence) -> dict[str, str]:
        member = services.member(request, *DESK)
        services.work.note_presence(member.id, now(), body.status)
        return {"status": body.status}

    @routes.get("/find-products", summary="Products by words, to send a card")
    def products(request: Request, q: str = "") -> dict[str, list[FoundProduct]]:
        services.member(request, *DESK)
        return {"products": services.inbox.find_products(q[:80])}
