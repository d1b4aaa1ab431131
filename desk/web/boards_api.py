"""Calls of sellers and admins under /v1/staff: questions, staff, flags, dead letters, hours, the record."""

import asyncio
import secrets
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Annotated, Literal

from fastapi import APIRouter, Request
from pydantic import Field, StringConstraints
from starlette.exceptions import HTTPException

from chat.handoff import PRIORITY
from desk.web.answers import SellersRow, Sent, shown
from desk.web.api import DESK, EVERYBODY
from desk.web.bodies import Body, Number, SomeWords
from desk.web.seller_api import own
from desk.web.services import DeskServices
from desk.web.signing_in import now
from people.member import Member
from shop.money import Money
from shop.sellers.question import NoQuestion
from storage.audit import Entry


class Answer(Body):
    text: SomeWords
    publish: bool = False
    asked: Annotated[str, StringConstraints(max_length=300)] = ""  # as others are to read the question


class NewMember(Body):
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=200)]
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    role: Literal["agent", "seller", "admin"]
    seller: str = ""


class MayWork(Body):
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


@dataclass(frozen=True)
class Colleague:
    """Somebody who works here, without what is secret."""

    id: str
    email: str
    name: str
    role: str
    seller: str
    active: bool


@dataclass(frozen=True)
class Offered:
    """What somebody at the desk is offered from now on."""

    languages: list[str]
    skills: list[str]
    room: int


@dataclass(frozen=True)
class DeadLetter:
    """A message that could not be delivered."""

    id: int
    conversation_id: str
    channel: str
    text: str
    error: str
    attempts: int
    created_at: str


@dataclass(frozen=True)
class DeliverySet:
    """What bringing goods costs and takes from now on."""

    charge: str
    days: int
    free_from: str | None


Hours = dict[str, object]  # as they were set, and {} before they ever were


def router(services: DeskServices) -> APIRouter:
    """Make the routes; each asks for the role that it needs before it does anything."""
    routes = APIRouter(prefix="/v1/staff", tags=["staff"])
    _questions(routes, services)
    _staff(routes, services)
    _care(routes, services)
    return routes


def _questions(routes: APIRouter, services: DeskServices) -> None:
    @routes.get("/questions", summary="Buyers' questions: a seller's own, or all for the desk")
    def questions(request: Request, status: str = "") -> dict[str, list[SellersRow]]:
        member = services.member(request, *EVERYBODY)
        return {"questions": services.questions.newest(own(member), status[:12])}

    @routes.post("/questions/{question}/answer", summary="Answer; the buyer has it on the channel last used")
    def answer(request: Request, question: str, body: Answer) -> Sent:
        member = services.member(request, *EVERYBODY)
        try:
            sent = services.questions.answer(
                question,
                member.id,
                body.text,
                now(),
                seller=own(member),
                publish=body.publish,
                asked_as=body.asked,
            )
        except NoQuestion as err:
            raise HTTPException(404, "There is no such question.") from err
        services.changed()
        return Sent(shown(sent))


def _staff(routes: APIRouter, services: DeskServices) -> None:
    @routes.get("/members", summary="Everybody who works here")
    def members(request: Request) -> dict[str, list[Colleague]]:
        services.member(request, "admin")
        people = services.staff.all()
        return {"members": [Colleague(m.id, m.email, m.name, m.role, m.seller, m.active) for m in people]}

    @routes.post("/members", summary="Take somebody on; the password is told once")
    async def add(request: Request, body: NewMember) -> dict[str, str]:
        me = await asyncio.to_thread(services.member, request, "admin")
        password = secrets.token_urlsafe(9)
        hashed = await services.signing_in.passwords.hashed(password, me.id)
        await asyncio.to_thread(_add_member, services, body, me.id, hashed)
        return {"email": body.email, "password": password}

    @routes.post("/members/{member}/standing", summary="Whether they may sign in")
    def set_active(request: Request, member: str, body: MayWork) -> dict[str, bool]:
        me = services.member(request, "admin")
        if member == me.id:
            raise HTTPException(409, "You cannot lock yourself out.")
        if not services.staff.set_active(member, body.active):
            raise HTTPException(404, "There is no such member.")
        services.audit.write(now(), me.id, "standing", subject=member, active=body.active)
        services.feed.refresh()  # their pages hear no more
        return {"active": body.active}

    @routes.post("/members/{member}/routing", summary="Languages, skills and room of somebody at the desk")
    def routing(request: Request, member: str, body: Routing) -> Offered:
        me = services.member(request, "admin")
        known = services.staff.by_id(member)
        if known is None or known.role == "seller":
            raise HTTPException(404, "There is no such member at the desk.")
        languages = [word.strip().lower()[:2] for word in body.languages.split(",") if word.strip()]
        skills = [word.strip().lower() for word in body.skills.split(",") if word.strip()]
        unknown = sorted(set(skills) - set(PRIORITY))
        if unknown:
            raise HTTPException(422, f"Skills are reasons: {', '.join(PRIORITY)}; not {', '.join(unknown)}.")
        services.work.route(member, languages, skills, body.room, me.id, now())
        return Offered(languages, skills, body.room)

    @routes.post("/members/{member}/password", summary="A new password, told once; their sessions end")
    async def password(request: Request, member: str) -> dict[str, str]:
        me = await asyncio.to_thread(services.member, request, "admin")
        known = await asyncio.to_thread(services.staff.by_id, member)
        if known is None:
            raise HTTPException(404, "There is no such member.")
        fresh = secrets.token_urlsafe(9)
        hashed = await services.signing_in.passwords.hashed(fresh, me.id)
        await asyncio.to_thread(_set_password, services, me.id, known, hashed)
        return {"email": known.email, "password": fresh}

    @routes.delete("/members/{member}/second-factor", summary="For who has lost the phone")
    def drop_factor(request: Request, member: str) -> dict[str, bool]:
        me = services.member(request, "admin")
        if member == me.id:
            raise HTTPException(409, "Turn your own off on the page of your sign-in, with your password.")
        services.factors.drop(member, me.id, now())
        return {"second_factor": False}


def _add_member(services: DeskServices, body: NewMember, by: str, hashed: str) -> None:
    if body.role == "seller" and services.catalogue.seller(body.seller) is None:
        raise HTTPException(422, "A seller's account needs the seller that it is for.")
    seller = body.seller if body.role == "seller" else ""
    made = services.staff.add(body.email, body.name, body.role, hashed, now(), seller=seller)
    if not made:
        raise HTTPException(409, "Somebody has that e-mail address already.")
    services.audit.write(now(), by, "member", subject=body.email, role=body.role)


def _set_password(services: DeskServices, by: str, member: Member, hashed: str) -> None:
    services.staff.set_password(member.email, hashed)
    services.audit.write(now(), by, "new_password", subject=member.id)
    services.feed.refresh()


def _care(routes: APIRouter, services: DeskServices) -> None:
    @routes.get("/dead-letters", summary="What could not be delivered")
    def dead(request: Request) -> dict[str, list[DeadLetter]]:
        services.member(request, "admin")
        return {"messages": [DeadLetter(**asdict(letter)) for letter in services.outbox.dead()]}

    @routes.post("/dead-letters/{message}/retry", summary="Send it once more")
    def retry(request: Request, message: Number) -> dict[str, str]:
        me = services.member(request, "admin")
        if not services.outbox.send_again(message):
            raise HTTPException(404, "That message has not failed.")
        services.audit.write(now(), me.id, "retry", subject=str(message))
        services.changed()
        return {"status": "pending"}

    @routes.get("/flags", summary="What the relay flagged")
    def flags(request: Request) -> dict[str, list[SellersRow]]:
        services.member(request, "admin")
        return {"flags": services.flags.flagged()}

    @routes.post("/flags/{flag}", summary="Settle a flag")
    def settle(request: Request, flag: Number, body: Outcome) -> dict[str, str]:
        me = services.member(request, "admin")
        if not services.flags.settle(flag, body.outcome, me.id, now()):
            raise HTTPException(404, "There is no such open flag.")
        return {"outcome": body.outcome}

    @routes.post("/sellers/{seller}/contact", summary="Whether a seller may exchange numbers with buyers")
    def contact(request: Request, seller: str, body: Contact) -> dict[str, bool]:
        me = services.member(request, "admin")
        if services.catalogue.seller(seller) is None:
            raise HTTPException(404, "There is no such seller.")
        services.flags.allow_contact(seller, body.allowed, me.id, now())
        return {"allowed": body.allowed}

    @routes.post("/sellers/{seller}/unblock", summary="A blocked seller may sign in again")
    def unblock(request: Request, seller: str) -> dict[str, int]:
        me = services.member(request, "admin")
        return {"members": services.flags.unblock(seller, me.id, now())}

    @routes.put("/relay-hours", summary="How long sellers may take to answer; good at once")
    def relay_hours(request: Request, body: RelayHours) -> dict[str, float]:
        me = services.member(request, "admin")
        services.facts.put("relay.hours", body.hours)
        services.audit.write(now(), me.id, "relay_hours", hours=body.hours)
        return {"hours": body.hours}

    @routes.put("/delivery", summary="What bringing goods costs and takes, to where no zone of a file is")
    def delivery(request: Request, body: Delivery) -> DeliverySet:
        me = services.member(request, "admin")
        free = None if body.free_from is None else Money.of(str(body.free_from)).minor
        services.delivery.set_everywhere(Money.of(str(body.charge)).minor, body.days, free)
        given = body.model_dump(mode="json")
        services.audit.write(now(), me.id, "delivery", **given)
        return DeliverySet(**given)

    @routes.get("/hours", summary="When people are at the desk")
    def hours(request: Request) -> Hours:
        services.member(request, *DESK)
        return dict(services.hours.as_set())

    @routes.put("/hours", summary="Set when people are at the desk; good at once")
    def set_hours(request: Request, body: OpenHours) -> Hours:
        me = services.member(request, "admin")
        given = body.model_dump(mode="json")
        try:
            services.hours.set(given, me.id, now())
        except (ValueError, KeyError, OSError) as err:  # "Asia" is a folder of zones
            raise HTTPException(422, 'Write times as "08:00-21:00", days as "2026-01-26".') from err
        return given

    @routes.get("/audit", summary="The record, newest first; there is no call that changes it")
    def audit(request: Request, before: Number = 0) -> dict[str, list[Entry]]:
        services.member(request, "admin")
        return {"entries": services.audit.newest(before=before)}
