"""Calls of sellers and admins under /v1/staff: questions, staff, flags, dead letters, hours, the record."""

import secrets
from dataclasses import asdict
from decimal import Decimal
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request
from pydantic import Field, StringConstraints
from starlette.exceptions import HTTPException

from chat.handoff import PRIORITY
from chat.hours import read_hours
from chat.wire import to_json
from desk.web.api import DESK, EVERYBODY, Body, Number, Said
from desk.web.parts import DeskParts
from desk.web.signing_in import now
from people.member import Member
from shop.delivery.service import Delivery as Ways
from shop.money import Money
from shop.sellers.question import NoQuestion
from storage.facts import Facts


class Answer(Body):
    text: Said
    publish: bool = False
    asked: Annotated[str, StringConstraints(max_length=300)] = ""  # as others are to read the question


class NewMember(Body):
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=200)]
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    role: Literal["agent", "seller", "admin"]
    seller: str = ""


class Standing(Body):
    active: bool


class Routing(Body):
    languages: Annotated[str, StringConstraints(max_length=80)] = ""
    skills: Annotated[str, StringConstraints(max_length=200)] = ""
    room: Annotated[int, Field(ge=1, le=50)] = 6


class Contact(Body):
    allowed: bool


class RelayHours(Body):
    hours: Annotated[float, Field(ge=0.1, le=168)]


class Delivery(Body):
    """One way to everywhere; zones and more ways come from a file."""

    charge: Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=2)]
    days: Annotated[int, Field(ge=0, le=365)]
    free_from: Annotated[Decimal, Field(gt=0, le=10_000_000, decimal_places=2)] | None = None


class Outcome(Body):
    outcome: Literal["fine", "warned", "blocked"]


class OpenHours(Body):
    week: dict[Literal["0", "1", "2", "3", "4", "5", "6"], str]
    holidays: tuple[str, ...] = ()
    zone: str = ""  # the shop's own


def router(parts: DeskParts) -> APIRouter:
    """The routes; each asks for the role that it needs before it does anything."""
    routes = APIRouter(prefix="/v1/staff", tags=["staff"])
    _questions(routes, parts)
    _staff(routes, parts)
    _care(routes, parts)
    return routes


def _questions(routes: APIRouter, parts: DeskParts) -> None:
    @routes.get("/questions", summary="Buyers' questions: a seller's own, or all for the desk")
    def questions(request: Request, status: str = "") -> dict[str, Any]:
        member = parts.member(request, *EVERYBODY)
        return {"questions": parts.questions.newest(_own(member.role, member.seller), status[:12])}

    @routes.post("/questions/{question}/answer", summary="Answer; the buyer has it on the channel last used")
    def answer(request: Request, question: str, body: Answer) -> dict[str, Any]:
        member = parts.member(request, *EVERYBODY)
        seller = _own(member.role, member.seller)
        try:
            said = parts.questions.answer(
                question,
                member.id,
                body.text,
                now(),
                seller=seller,
                publish=body.publish,
                asked_as=body.asked,
            )
        except NoQuestion as err:
            raise HTTPException(404, "There is no such question.") from err
        parts.changed()
        return {"messages": [to_json(reply) for reply in said]}


def _own(role: str, seller: str) -> str:
    """The seller whose rows may be seen; a seller's account without a shop sees none."""
    return (seller or "nobody") if role == "seller" else ""


def _staff(routes: APIRouter, parts: DeskParts) -> None:
    @routes.get("/members", summary="Everybody who works here")
    def members(request: Request) -> dict[str, Any]:
        parts.member(request, "admin")
        return {"members": [_without_secrets(m) for m in parts.staff.all()]}

    @routes.post("/members", summary="Take somebody on; the password is told once")
    async def add(request: Request, body: NewMember) -> dict[str, Any]:
        me = await parts.in_thread(parts.member, request, "admin")
        password = secrets.token_urlsafe(9)
        kept = await parts.signing_in.passwords.hashed(password, me.id)
        await parts.in_thread(_taken_on, parts, body, me.id, kept)
        return {"email": body.email, "password": password}

    @routes.post("/members/{member}/standing", summary="Whether they may sign in")
    def standing(request: Request, member: str, body: Standing) -> dict[str, Any]:
        me = parts.member(request, "admin")
        if member == me.id:
            raise HTTPException(409, "You cannot lock yourself out.")
        if not parts.staff.set_active(member, body.active):
            raise HTTPException(404, "There is no such member.")
        parts.audit.write(now(), me.id, "standing", subject=member, active=body.active)
        parts.feed.look()  # their pages hear no more
        return {"active": body.active}

    @routes.post("/members/{member}/routing", summary="Languages, skills and room of somebody at the desk")
    def routing(request: Request, member: str, body: Routing) -> dict[str, Any]:
        me = parts.member(request, "admin")
        known = parts.staff.by_id(member)
        if known is None or known.role == "seller":
            raise HTTPException(404, "There is no such member at the desk.")
        languages = [word.strip().lower()[:2] for word in body.languages.split(",") if word.strip()]
        skills = [word.strip().lower() for word in body.skills.split(",") if word.strip()]
        unknown = sorted(set(skills) - set(PRIORITY))
        if unknown:
            raise HTTPException(422, f"Skills are reasons: {', '.join(PRIORITY)}; not {', '.join(unknown)}.")
        parts.work.route(member, languages, skills, body.room, me.id, now())
        return {"languages": languages, "skills": skills, "room": body.room}

    @routes.post("/members/{member}/password", summary="A new password, told once; their sessions end")
    async def password(request: Request, member: str) -> dict[str, Any]:
        me = await parts.in_thread(parts.member, request, "admin")
        known = await parts.in_thread(parts.staff.by_id, member)
        if known is None:
            raise HTTPException(404, "There is no such member.")
        fresh = secrets.token_urlsafe(9)
        kept = await parts.signing_in.passwords.hashed(fresh, me.id)
        await parts.in_thread(_new_password, parts, me.id, known, kept)
        return {"email": known.email, "password": fresh}

    @routes.delete("/members/{member}/second-factor", summary="For who has lost the phone")
    def drop_factor(request: Request, member: str) -> dict[str, Any]:
        me = parts.member(request, "admin")
        if member == me.id:
            raise HTTPException(409, "Turn your own off on the page of your sign-in, with your password.")
        parts.factors.drop(member, me.id, now())
        return {"second_factor": False}


def _taken_on(parts: DeskParts, body: NewMember, by: str, kept: str) -> None:
    if body.role == "seller" and parts.catalogue.seller(body.seller) is None:
        raise HTTPException(422, "A seller's account needs the seller that it is for.")
    seller = body.seller if body.role == "seller" else ""
    made = parts.staff.add(body.email, body.name, body.role, kept, now(), seller=seller)
    if not made:
        raise HTTPException(409, "Somebody has that e-mail address already.")
    parts.audit.write(now(), by, "member", subject=body.email, role=body.role)


def _new_password(parts: DeskParts, by: str, member: Member, kept: str) -> None:
    parts.staff.set_password(member.email, kept)
    parts.audit.write(now(), by, "new_password", subject=member.id)
    parts.feed.look()


def _without_secrets(member: Any) -> dict[str, Any]:
    return {
        name: value for name, value in asdict(member).items() if name not in ("password_hash", "sessions")
    }


def _care(routes: APIRouter, parts: DeskParts) -> None:
    @routes.get("/dead-letters", summary="What could not be delivered")
    def dead(request: Request) -> dict[str, Any]:
        parts.member(request, "admin")
        return {"messages": [asdict(letter) for letter in parts.outbox.dead()]}

    @routes.post("/dead-letters/{message}/retry", summary="Send it once more")
    def retry(request: Request, message: Number) -> dict[str, Any]:
        me = parts.member(request, "admin")
        if not parts.outbox.send_again(message):
            raise HTTPException(404, "That message has not failed.")
        parts.audit.write(now(), me.id, "retry", subject=str(message))
        parts.changed()
        return {"status": "pending"}

    @routes.get("/flags", summary="What the relay flagged")
    def flags(request: Request) -> dict[str, Any]:
        parts.member(request, "admin")
        return {"flags": parts.flags.flagged()}

    @routes.post("/flags/{flag}", summary="Settle a flag")
    def settle(request: Request, flag: Number, body: Outcome) -> dict[str, Any]:
        me = parts.member(request, "admin")
        if not parts.flags.settle(flag, body.outcome, me.id, now()):
            raise HTTPException(404, "There is no such open flag.")
        return {"outcome": body.outcome}

    @routes.post("/sellers/{seller}/contact", summary="Whether a seller may exchange numbers with buyers")
    def contact(request: Request, seller: str, body: Contact) -> dict[str, Any]:
        me = parts.member(request, "admin")
        if parts.catalogue.seller(seller) is None:
            raise HTTPException(404, "There is no such seller.")
        parts.flags.allow_contact(seller, body.allowed, me.id, now())
        return {"allowed": body.allowed}

    @routes.post("/sellers/{seller}/unblock", summary="A blocked seller may sign in again")
    def unblock(request: Request, seller: str) -> dict[str, Any]:
        me = parts.member(request, "admin")
        return {"members": parts.flags.unblock(seller, me.id, now())}

    @routes.put("/relay-hours", summary="How long sellers may take to answer; good at once")
    def relay_hours(request: Request, body: RelayHours) -> dict[str, Any]:
        me = parts.member(request, "admin")
        Facts(parts.store.db).put("relay.hours", body.hours)
        parts.audit.write(now(), me.id, "relay_hours", hours=body.hours)
        return {"hours": body.hours}

    @routes.put("/delivery", summary="What bringing goods costs and takes, to where no zone of a file is")
    def delivery(request: Request, body: Delivery) -> dict[str, Any]:
        me = parts.member(request, "admin")
        free = None if body.free_from is None else Money.of(str(body.free_from)).minor
        Ways(parts.store.db).set_everywhere(Money.of(str(body.charge)).minor, body.days, free)
        said = body.model_dump(mode="json")
        parts.audit.write(now(), me.id, "delivery", **said)
        return said

    @routes.get("/hours", summary="When people are at the desk")
    def hours(request: Request) -> dict[str, Any]:
        parts.member(request, *DESK)
        return Facts(parts.store.db).get("desk.hours") or {}

    @routes.put("/hours", summary="Set when people are at the desk; good at once")
    def set_hours(request: Request, body: OpenHours) -> dict[str, Any]:
        me = parts.member(request, "admin")
        try:
            read_hours(body.model_dump(mode="json"), parts.store.db.zone).is_open(now())
        except (ValueError, KeyError, OSError) as err:  # "Asia" is a folder of zones
            raise HTTPException(422, 'Write times as "08:00-21:00", days as "2026-01-26".') from err
        Facts(parts.store.db).put("desk.hours", body.model_dump(mode="json"))
        parts.audit.write(now(), me.id, "hours")
        return body.model_dump(mode="json")

    @routes.get("/audit", summary="The record, newest first; there is no call that changes it")
    def audit(request: Request, before: Number = 0) -> dict[str, Any]:
        parts.member(request, "admin")
        return {"entries": [asdict(entry) for entry in parts.audit.newest(before=before)]}
