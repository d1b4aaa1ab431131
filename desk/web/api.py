"""The desk's calls under /v1/staff, for its own pages and for other programs."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from starlette.exceptions import HTTPException

from chat.handoff import IllegalMove
from chat.reply import Reply
from chat.wire import to_json
from desk.inbox import Filter
from desk.on_behalf import NotYours
from desk.web.parts import DeskParts
from desk.web.signing_in import address_of, bearer, now
from shop.replies import card

DESK = ("agent", "admin")
EVERYBODY = ("agent", "seller", "admin")
NOT_HELD = "Take the conversation first: a colleague has it, or nobody."

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


Number = Annotated[int, Field(ge=0, le=2**53)]  # of a row; larger ones no database takes


class Body(BaseModel):
    """Nothing but what is named, and every text one that can be stored."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _is_text(cls, given: Any) -> Any:
        try:
            json.dumps(given, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError as err:  # half of a pair, say "\ud800"
            raise ValueError("There are characters in it that are no text.") from err
        return given


class Credentials(Body):
    email: Annotated[str, StringConstraints(max_length=200)]
    password: Annotated[str, StringConstraints(max_length=1000)]
    code: Annotated[str, StringConstraints(max_length=12)] = ""  # of the second factor, where there is one
    device: Annotated[str, StringConstraints(max_length=1000)] = ""  # what the last sign-in from here gave


class Message(Body):
    text: Words = ""
    sku: Annotated[str, StringConstraints(max_length=80)] = ""
    template: Annotated[str, StringConstraints(max_length=20)] = ""  # WhatsApp's, by its kind


class Note(Body):
    text: Said
    mentions: list[str] = []


class Transfer(Body):
    to: str
    note: Words = ""


class Claim(Body):
    """`from` is the colleague who is seen to have it: from nobody else is it taken."""

    holder: Annotated[str, Field(alias="from", max_length=40)] = ""


class Typing(Body):
    note: bool = False  # a private one: nothing for the customer to see


class Label(Body):
    label: Name
    on: bool = True


class Snooze(Body):
    minutes: Annotated[int, Field(ge=1, le=7 * 24 * 60)] = 30


class Priority(Body):
    priority: Literal[0, 1, 2, 3]


class Canned(Body):
    shortcut: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
    title: Name
    text: Said


class Presence(Body):
    status: Literal["online", "away", "offline", ""] = ""  # nothing: still here, as said before


def router(parts: DeskParts) -> APIRouter:
    """The routes; each asks for the role that it needs before it does anything."""
    routes = APIRouter(prefix="/v1/staff", tags=["staff"])
    _signing_in(routes, parts)
    _conversations(routes, parts)
    _moves(routes, parts)
    _small_work(routes, parts)
    return routes


def _signing_in(routes: APIRouter, parts: DeskParts) -> None:
    @routes.post("/tokens", summary="A token for an e-mail address and its password")
    async def tokens(request: Request, body: Credentials) -> dict[str, Any]:
        done = await parts.signing_in.sign_in(
            body.email, body.password, address_of(request), now(), body.code, body.device
        )
        told = {"token": done.token, "expires_at": done.ends.isoformat(), "device": done.device}
        return told | {"role": done.member.role, "name": done.member.name}

    @routes.delete("/tokens", summary="Sign out: this token ends now")
    def sign_out(request: Request) -> dict[str, Any]:
        session = parts.signing_in.of(request)
        parts.signing_in.end(session)
        parts.feed.look()
        return {"signed_in": False}

    @routes.get("/me", summary="Who you are")
    def me(request: Request) -> dict[str, Any]:
        member = parts.member(request, *EVERYBODY)
        return {"id": member.id, "name": member.name, "role": member.role, "seller": member.seller}


def _conversations(routes: APIRouter, parts: DeskParts) -> None:
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
    ) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        wanted = Filter(
            box, channel[:20], label[:40], q[:100], seller[:80], max(1, min(limit, 200)), before[:32]
        )
        rows = parts.inbox.box(member.id, wanted, now())
        return {"conversations": rows, "counts": parts.inbox.counts(member.id, now())}

    @routes.get("/conversations/{conversation}", summary="One conversation with the customer beside it")
    def conversation(request: Request, conversation: str) -> dict[str, Any]:
        parts.member(request, *DESK)
        thread = parts.threads.thread(conversation)
        if thread is None:
            raise HTTPException(404, "There is no such conversation.")
        return {"thread": thread, "customer": parts.threads.customer(thread["customer"], now())}

    @routes.get("/feed", summary="What is new, as server-sent events")
    async def feed(request: Request) -> StreamingResponse:
        session = await parts.in_thread(parts.session, request, *DESK)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        # A page that sleeps says nothing itself, but its line is open. Who works through the API has no page.
        here = None if bearer(request) else partial(parts.work.seen, session.member.id)
        events = parts.feed.events(session, here)
        return StreamingResponse(events, media_type="text/event-stream", headers=headers)


def _moves(routes: APIRouter, parts: DeskParts) -> None:
    at = "/conversations/{conversation}"

    def moved(conversation: str) -> dict[str, Any]:
        parts.changed()
        return {"state": parts.store.conversation(conversation).state}

    @routes.post(at + "/claim", summary="Take it: the bot is silent from now on")
    def claim(request: Request, conversation: str, body: Claim | None = None) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.known(conversation)
        if not parts.desk.claim(conversation, member.id, now(), holder=body.holder if body else ""):
            raise HTTPException(409, "A colleague has taken it.")
        return moved(conversation)

    @routes.post(at + "/messages", summary="Say something to the customer, with a product's card if you like")
    def messages(request: Request, conversation: str, body: Message) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.known(conversation)
        said = _drafted(parts, body)
        stored = held(lambda: parts.desk.say(conversation, member.id, [said], now()))
        return moved(conversation) | {"messages": [to_json(reply) for reply in stored]}

    @routes.post(at + "/release", summary="Give it back to the assistant")
    def release(request: Request, conversation: str) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.known(conversation)
        held(lambda: parts.desk.release(conversation, member.id, now()))
        return moved(conversation)

    @routes.post(at + "/resolve", summary="It is settled; the customer is asked how it was")
    def resolve(request: Request, conversation: str) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.known(conversation)
        held(lambda: parts.desk.resolve(conversation, member.id, now()))
        return moved(conversation)

    @routes.post(at + "/transfer", summary="Hand it to a colleague")
    def transfer(request: Request, conversation: str, body: Transfer) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.known(conversation)
        to = parts.staff.by_id(body.to)
        if to is None or to.role not in DESK or not to.active:
            raise HTTPException(422, "There is no such colleague at the desk.")
        held(lambda: parts.desk.transfer(conversation, member.id, to.id, body.note, now()))
        return moved(conversation)

    @routes.post(at + "/requeue", summary="Put it back into the line")
    def requeue(request: Request, conversation: str) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.known(conversation)
        holder = (parts.threads.thread(conversation, 1) or {}).get("agent_id")
        if member.role != "admin" and holder != member.id:
            raise HTTPException(409, NOT_HELD)
        parts.desk.requeue(conversation, now(), actor=member.id)
        return moved(conversation)

    @routes.post(at + "/notes", summary="A private note; customers never see it")
    def notes(request: Request, conversation: str, body: Note) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.known(conversation)
        named = [*body.mentions[:20], *_named(body.text, parts)]
        made = parts.work.note(conversation, member.id, body.text, named, now())
        return moved(conversation) | {"note": made}


def _named(words: str, parts: DeskParts) -> list[str]:
    """The colleagues whom "@Ravi" names."""
    said = words.lower()
    desk = [m for m in parts.staff.all() if m.active and m.role in DESK]
    return [m.id for m in desk if f"@{m.name.split()[0].lower()}" in said]


def _drafted(parts: DeskParts, body: Message) -> Reply:
    if body.sku:
        product = parts.catalogue.product(body.sku)
        if product is None:
            raise HTTPException(422, "There is no such product.")
        return Reply("cards", body.text, "agent", cards=(card(product),))
    if body.template and body.template not in parts.templates:
        raise HTTPException(422, "There is no such template.")
    if not body.text:
        raise HTTPException(422, "There are no words in that.")
    return Reply("text", body.text, "agent", data={"template": body.template} if body.template else {})


def held(move: Callable[[], Any]) -> Any:
    """Do it; a sentence instead of an error where somebody else has the conversation."""
    try:
        return move()
    except NotYours as err:
        raise HTTPException(409, NOT_HELD) from err
    except IllegalMove as err:
        raise HTTPException(409, f"That is not possible now: the conversation is {err.state}.") from err


def _small_work(routes: APIRouter, parts: DeskParts) -> None:
    at = "/conversations/{conversation}"

    @routes.post(at + "/labels", summary="Put a label on, or take it off")
    def label(request: Request, conversation: str, body: Label) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.known(conversation)
        parts.work.label(conversation, body.label.lower(), body.on, member.id, now())
        parts.changed()
        return {"labels": (parts.threads.thread(conversation, 1) or {})["labels"]}

    @routes.post(at + "/snooze", summary="Out of the line for a while")
    def snooze(request: Request, conversation: str, body: Snooze) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.known(conversation)
        parts.work.snooze(conversation, now() + timedelta(minutes=body.minutes), member.id, now())
        parts.changed()
        return {"minutes": body.minutes}

    @routes.post(at + "/priority", summary="How soon it is looked at")
    def priority(request: Request, conversation: str, body: Priority) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.known(conversation)
        parts.work.prioritise(conversation, body.priority, member.id, now())
        parts.changed()
        return {"priority": body.priority}

    @routes.post(at + "/read", summary="You have read all of it")
    def read(request: Request, conversation: str) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.known(conversation)
        parts.work.read(conversation, member.id)
        return {"read": True}

    @routes.post(at + "/typing", summary="You are writing; colleagues and your customer see it")
    async def typing(request: Request, conversation: str, body: Typing | None = None) -> dict[str, Any]:
        member = await parts.in_thread(parts.member, request, *DESK)
        await parts.in_thread(parts.known, conversation)
        event = {"conversation": conversation, "what": "typing", "actor": member.id, "name": member.name}
        parts.feed.tell(event)
        serves = await parts.in_thread(parts.desk.holder, conversation) == member.id
        if serves and not (body and body.note):
            await parts.tell_typing(conversation, member.name)
        return {}

    @routes.get("/canned", summary="Canned answers")
    def canned(request: Request) -> dict[str, Any]:
        parts.member(request, *DESK)
        return {"canned": parts.work.canned()}

    @routes.put("/canned", summary="Write a canned answer")
    def put_canned(request: Request, body: Canned) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.work.put_canned(body.shortcut, body.title, body.text, member.id, now())
        return {"canned": parts.work.canned()}

    @routes.delete("/canned/{shortcut}", summary="Take a canned answer away")
    def drop_canned(request: Request, shortcut: str) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.work.drop_canned(shortcut, member.id, now())
        return {"canned": parts.work.canned()}

    @routes.post("/presence", summary="Say that you are there, away or gone")
    def presence(request: Request, body: Presence) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.work.seen(member.id, now(), body.status)
        return {"status": body.status}

    @routes.get("/find-products", summary="Products by words, to send a card")
    def products(request: Request, q: str = "") -> dict[str, Any]:
        parts.member(request, *DESK)
        return {"products": parts.inbox.find_products(q[:80])}
