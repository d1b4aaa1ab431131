"""Claims of goods: a seller's own to answer, all of them for the desk to settle; the photos of both."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field, StringConstraints
from starlette.exceptions import HTTPException

from desk.service.files import KEPT
from desk.web.api import DESK, EVERYBODY
from desk.web.bodies import Body, Number
from desk.web.files_api import file_answer
from desk.web.pages import page, signed_in
from desk.web.seller_api import own
from desk.web.seller_pages import board_of
from desk.web.services import DeskServices
from desk.web.signing_in import now
from people.member import Member
from shop.claims.claim import MOST_WORDS, RULE, WAITING, Claim
from shop.claims.requests import AnswerClaim, SettleClaim
from shop.claims.service import CUSTOMER, ClaimView
from shop.errors import NotAllowed, NotFound
from shop.money import Money
from storage.database import stamp

PHOTO = "image/jpeg"  # of a channel that does not say: Telegram and WhatsApp send nothing else as a photo


class Settle(Body):
    how: Literal["refund", "replacement"]
    amount: Annotated[Decimal, Field(gt=0, le=10_000_000, decimal_places=2)] | None = None  # nothing: all


class Answer(Body):
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=MOST_WORDS)] = ""


@dataclass(frozen=True)
class ItemShown:
    """So many pieces that are claimed."""

    sku: str
    title: str
    quantity: int


@dataclass(frozen=True)
class StepShown:
    """One step of a claim, and who did it."""

    at: str
    step: str
    by: str
    note: str


@dataclass(frozen=True)
class ClaimShown:
    """A claim; a seller reads masked words and a city, the desk the whole. Money has two decimals."""

    id: str
    order: str
    seller: str
    kind: str
    state: str
    overdue: bool
    waits: bool
    at: str
    due: str
    buyer: str
    words: str
    items: list[ItemShown]
    photos: list[str]  # where each is
    wish: str
    most: str  # that can be given back now
    currency: str
    how: str
    amount: str | None
    replacement: str
    reason: str
    steps: list[StepShown]
    conversation: str  # for the desk alone


@dataclass(frozen=True)
class ClaimsPage:
    """What waits, the first that is due on top, then a page of what is over; and whether there is more."""

    claims: list[ClaimShown]
    more: bool


def router(services: DeskServices) -> APIRouter:
    """Make the routes; each asks for the role that it needs before it does anything."""
    routes = APIRouter(tags=["staff"])
    _calls(routes, services)
    _pages(routes, services)
    return routes


def _calls(routes: APIRouter, services: DeskServices) -> None:
    def done(member: Member, work: Callable[[], Claim]) -> ClaimShown:
        try:
            claim = work()
        except NotFound as err:
            raise HTTPException(404, str(err)) from err
        except NotAllowed as err:
            raise HTTPException(409, str(err)) from err
        services.changed()
        return _shown(services, services.claims.view(claim.id), member)

    def whose(member: Member) -> str | None:
        return own(member) or None

    @routes.get("/v1/staff/claims", summary="Claims: a seller's own, or all for the desk")
    def listed(request: Request, at: Number = 0) -> ClaimsPage:
        return _page_of(services, services.member(request, *EVERYBODY), min(at, 10_000))

    @routes.post("/v1/staff/claims/{claim}/settle", summary="Give all or a part back, or send it again")
    def settle(request: Request, claim: str, body: Settle) -> ClaimShown:
        member = services.member(request, *DESK)

        def work() -> Claim:
            currency = services.claims.view(claim).most.currency
            amount = None if body.amount is None else Money.of(str(body.amount), currency)
            return services.claims.settle(SettleClaim(claim, member.id, body.how, amount), now())

        return done(member, work)

    def answered(act: Callable[[AnswerClaim], Claim]) -> Callable[[Request, str, Answer], ClaimShown]:
        def answer(request: Request, claim: str, body: Answer) -> ClaimShown:
            member = services.member(request, *EVERYBODY)
            return done(member, lambda: act(AnswerClaim(claim, member.id, body.text, own(member))))

        return answer

    claims = services.claims
    for step, summary, act in (
        ("accept", "The claim is right", lambda asked: claims.accept(asked, now())),
        ("refuse", "The claim is not right; the buyer reads why", lambda asked: claims.refuse(asked, now())),
        ("offer", "Offer to send it again", lambda asked: claims.offer_replacement(asked, now())),
    ):
        routes.post(f"/v1/staff/claims/{{claim}}/{step}", summary=summary)(answered(act))

    @routes.get("/v1/staff/claims/{claim}/photos/{nth}", summary="A photo that came with a claim")
    async def photo(request: Request, claim: str, nth: Number) -> Response:
        member = await asyncio.to_thread(services.member, request, *EVERYBODY)
        try:
            found = await asyncio.to_thread(claims.view, claim, whose(member))
            name = found.claim.photos[nth]
        except (NotFound, IndexError) as err:
            raise HTTPException(404, "There is no such photo.") from err
        if name.startswith(KEPT):
            stored = await asyncio.to_thread(services.files.get, name.removeprefix(KEPT))
            if stored is None:
                raise HTTPException(404, "There is no such photo.")
            return file_answer(stored.data, stored.name, stored.media_type)
        try:
            data = await services.channels.fetch(name)
        except LookupError as err:
            raise HTTPException(404, "The channel does not have that photo any more.") from err
        return file_answer(data, f"{claim}-{nth + 1}.jpg", PHOTO)


def _pages(routes: APIRouter, services: DeskServices) -> None:
    @routes.get("/desk/claims", include_in_schema=False)
    def all_of_them(request: Request, at: Number = 0) -> Response:
        session = signed_in(services, request, *DESK)
        if isinstance(session, RedirectResponse):
            return session
        found = _page_of(services, session.member, min(at, 10_000))
        return page(services, "claims.html", session, section="claims", tab="", found=found, at=at, shop=None)

    @routes.get("/seller/claims", include_in_schema=False)
    def own_claims(request: Request, at: Number = 0) -> Response:
        session = signed_in(services, request, "seller")
        if isinstance(session, RedirectResponse):
            return session
        found = _page_of(services, session.member, min(at, 10_000))
        board = vars(board_of(services, session))
        return page(
            services, "claims.html", session, section="seller", tab="claims", found=found, at=at, **board
        )


def _page_of(services: DeskServices, member: Member, at: int) -> ClaimsPage:
    found, more = services.claims.to_look_at(own(member) or None, at)
    return ClaimsPage([_shown(services, view, member) for view in found], more)


def _shown(services: DeskServices, view: ClaimView, member: Member) -> ClaimShown:
    claim, sellers_own = view.claim, bool(own(member))
    return ClaimShown(
        id=claim.id,
        order=claim.order,
        seller=view.seller,
        kind=claim.kind,
        state=claim.state,
        overdue=claim.is_overdue(now()),
        waits=claim.state in WAITING,
        at=stamp(claim.at),
        due=stamp(claim.due),
        buyer=view.buyer,
        words=view.said if sellers_own else claim.words,
        items=[ItemShown(item.sku, item.title, item.quantity) for item in claim.items],
        photos=[f"/v1/staff/claims/{claim.id}/photos/{nth}" for nth in range(len(claim.photos))],
        wish=claim.wish,
        most=view.most.plain(),
        currency=view.most.currency,
        how=claim.how,
        amount=claim.amount.plain() if claim.amount else None,
        replacement=claim.sent,
        reason=claim.reason,
        steps=[StepShown(stamp(e.at), e.step, _who(services, e.by, member), e.note) for e in view.events],
        conversation="" if sellers_own else claim.conversation,
    )


def _who(services: DeskServices, by: str, reader: Member) -> str:
    """The name of who did a step, as it is told to this reader; "customer" and "rule" are no members."""
    if by in (CUSTOMER, RULE):
        return by
    member = services.staff.by_id(by)
    if member is None or (reader.role == "seller" and member.seller != reader.seller):
        return services.shop_name
    return member.name
