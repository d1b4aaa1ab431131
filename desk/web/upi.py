"""Payments by UPI at the desk: what is awaited, what came to the bank, and what has to go back."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import StringConstraints
from starlette.exceptions import HTTPException

from connectors.files.bank_statement import LARGEST, statement
from connectors.files.reading import BadFile
from connectors.problems import raw_body
from desk.web.api import DESK
from desk.web.bodies import Body
from desk.web.pages import page, signed_in
from desk.web.services import DeskServices
from desk.web.signing_in import now
from shop.errors import NotAllowed, NotFound
from shop.money import Money
from shop.payments.service.upi import ConfirmPaid

Row = TypeVar("Row")
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]
MOST = 2**31 - 1  # minor units that a column of money holds


class Came(Body):
    """What a person saw come; nothing said is all that is open, and no number."""

    amount: Short = ""
    utr: Short = ""


class Meant(Body):
    """The order that a credit is of."""

    order: Short


class SentBack(Body):
    """The payment that went back; its number, where there is one."""

    utr: Short = ""


@dataclass(frozen=True)
class Awaited:
    """An order whose money is awaited."""

    order_id: str
    ref: str
    customer_id: str
    name: str | None
    status: str
    open: str
    paid: str
    utr: str
    told_at: str
    at: str


@dataclass(frozen=True)
class OpenCredit:
    """What came to the bank and is of no order that could be told."""

    id: str
    day: str
    amount: int
    currency: str
    spoken: str
    utr: str
    narration: str
    why: str
    told_by: str | None


@dataclass(frozen=True)
class ToReturn:
    """What has to go back by hand."""

    id: str
    order_id: str
    amount: int
    currency: str
    spoken: str
    why: str
    came_as: str | None
    at: str


@dataclass(frozen=True)
class UpiState:
    """All that waits for a person."""

    awaited: list[Awaited]
    credits: list[OpenCredit]
    returns: list[ToReturn]


@dataclass(frozen=True)
class TakenIn:
    """What became of a bank's statement."""

    paid: int
    part: int
    over: int
    twice: int
    cancelled: int
    known: int
    unmatched: int
    faults: list[str]


def router(services: DeskServices) -> APIRouter:
    """Make the page, and its calls under /v1/staff; who moves money or reads the bank is an admin."""
    routes = APIRouter(tags=["staff"])

    def done(work: Callable[[], object]) -> dict[str, str]:
        try:
            work()
        except (NotFound, NotAllowed) as err:
            raise HTTPException(409, str(err)) from err
        services.changed()
        return {"status": "ok"}

    @routes.get("/desk/upi", include_in_schema=False)
    def upi(request: Request) -> Response:
        session = signed_in(services, request, *DESK)
        if isinstance(session, RedirectResponse):
            return session
        found: dict[str, Any] = dict(services.upi.to_look_at())
        return page(services, "upi.html", session, payee=services.upi.payee(), **found)

    @routes.get("/v1/staff/upi", summary="UPI payments that are awaited, came unnamed, or have to go back")
    def listed(request: Request) -> UpiState:
        services.member(request, *DESK)
        found = services.upi.to_look_at()
        return UpiState(
            [_of(Awaited, row) for row in found["awaited"]],
            [_of(OpenCredit, row) for row in found["credits"]],
            [_of(ToReturn, row) for row in found["returns"]],
        )

    @routes.post("/v1/staff/upi/{order_id}/confirm", summary="The money of this order came")
    def confirm(request: Request, order_id: str, body: Came) -> dict[str, str]:
        member = services.member(request, *DESK)
        came = ConfirmPaid(order_id, member.id, _amount(body.amount), body.utr)
        return done(lambda: services.upi.confirm(came, now()))

    @routes.post("/v1/staff/upi/{order_id}/not-received", summary="It is not there; the customer is told")
    def not_received(request: Request, order_id: str) -> dict[str, str]:
        member = services.member(request, *DESK)
        return done(lambda: services.upi.not_received(order_id, member.id, now()))

    @routes.post("/v1/staff/bank/statement", summary="Take in a bank's statement: the CSV file as the body")
    async def take(request: Request) -> TakenIn:
        await asyncio.to_thread(services.member, request, "admin")
        raw = await raw_body(request, LARGEST)
        try:
            read = await asyncio.to_thread(statement, raw)
        except BadFile as err:
            raise HTTPException(422, f"{str(err)[:1].upper()}{str(err)[1:]}.") from err
        taken = await asyncio.to_thread(services.upi.take_statement, read.credits, now())
        services.changed()
        faults = [*read.faults, *((line, str(why)) for line, why in taken.faults)]
        counted = {name: value for name, value in vars(taken).items() if name != "faults"}
        return TakenIn(**counted, faults=[f"Line {line}: {why}" for line, why in sorted(faults)])

    @routes.post("/v1/staff/bank/{credit}/assign", summary="This came for that order")
    def assign(request: Request, credit: str, body: Meant) -> dict[str, str]:
        member = services.member(request, "admin")
        return done(lambda: services.upi.assign(credit, body.order.strip().upper(), member.id, now()))

    @routes.post("/v1/staff/bank/{credit}/leave", summary="This came for no order")
    def leave(request: Request, credit: str) -> dict[str, str]:
        member = services.member(request, "admin")
        return done(lambda: services.upi.leave(credit, member.id, now()))

    @routes.post("/v1/staff/upi-returns/sent", summary="What had to go back was sent: ?id=")
    def sent(request: Request, id: str, body: SentBack) -> dict[str, str]:
        member = services.member(request, "admin")
        return done(lambda: services.upi.sent_back(id, body.utr, member.id, now()))

    return routes


def _amount(written: str) -> Money | None:
    """What was typed; None for nothing, a problem for what is no amount."""
    if not written:
        return None
    try:
        amount = Money.of(written.removeprefix("Rs").removeprefix("\u20b9").strip())
    except (ValueError, OverflowError) as err:
        raise HTTPException(422, "Write the amount as 1250 or 1,250.50.") from err
    if not 0 < amount.minor <= MOST:
        raise HTTPException(422, "The amount has to be above nothing, and what an order can cost.")
    return amount


def _of(shape: type[Row], row: Mapping[str, Any]) -> Row:
    """Of a row what its shape names."""
    return shape(**{field.name: row[field.name] for field in fields(shape)})  # type: ignore[arg-type]
