"""The pages of sellers and admins; what they change goes through the calls of desk.boards_api."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from desk.pages import page, signed_in
from desk.parts import DeskParts
from desk.signing_in import now
from storage.facts import Facts


def router(parts: DeskParts) -> APIRouter:
    """/seller, /desk/questions and /admin."""
    routes = APIRouter(include_in_schema=False)

    def questions(request: Request, *roles: str) -> Response:
        session = signed_in(parts, request, *roles)
        if isinstance(session, RedirectResponse):
            return session
        own = (session.member.seller or "nobody") if session.member.role == "seller" else ""
        asked = parts.questions.newest(own)
        shop = parts.catalogue.seller(own) if own else None
        return page(
            parts, "questions.html", session, questions=asked, shop=shop, warned=parts.questions.warnings(own)
        )

    @routes.get("/seller")
    def seller(request: Request) -> Response:
        return questions(request, "seller")

    @routes.get("/desk/questions")
    def all_questions(request: Request) -> Response:
        return questions(request, "agent", "admin")

    @routes.get("/admin")
    def admin(request: Request) -> Response:
        session = signed_in(parts, request, "admin")
        if isinstance(session, RedirectResponse):
            return session
        people = parts.staff.all()
        names = {member.id: member.name for member in people}
        figures: dict[str, Any] = parts.store.size()
        return page(
            parts,
            "admin.html",
            session,
            people=people,
            names=names,
            sellers=parts.catalogue.sellers(),
            figures=figures,
            dead=parts.outbox.dead(20),
            flags=parts.questions.flagged(),
            entries=parts.audit.newest(40),
            counts=parts.inbox.counts(session.member.id, now()),
            hours=Facts(parts.store.db).get("desk.hours") or {},
        )

    return routes
