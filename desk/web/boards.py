"""The admin's pages: right now, staff, sellers and flags, delivery, settings, the record."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from chat.service.health import health
from desk.web.api import Number
from desk.web.pages import page, signed_in
from desk.web.parts import DeskParts
from desk.web.signing_in import now
from shop.delivery.service import Delivery
from shop.delivery.ways import Rate
from storage.facts import Facts

RECORD = 50


def router(parts: DeskParts) -> APIRouter:
    """/admin and what stands under it."""
    routes = APIRouter(include_in_schema=False)

    def shown(request: Request, tab: str, **more: Any) -> Response:
        session = signed_in(parts, request, "admin")
        if isinstance(session, RedirectResponse):
            return session
        given = {key: work() if callable(work) else work for key, work in more.items()}
        flags = len(parts.flags.flagged())
        dead = len(parts.outbox.dead(100))
        return page(parts, f"admin_{tab}.html", session, tab=tab, flag_count=flags, dead_count=dead, **given)

    def names() -> dict[str, str]:
        return {member.id: member.name for member in parts.staff.all()}

    @routes.get("/admin")
    def overview(request: Request) -> Response:
        return shown(
            request,
            "overview",
            figures=parts.store.count_waiting,
            counts=lambda: parts.inbox.counts("", now()),
            channels=lambda: health(parts.store.db, parts.channels.set_up, now()),
            entries=lambda: parts.audit.newest(8),
            names=names,
        )

    @routes.get("/admin/staff")
    def staff(request: Request) -> Response:
        return shown(
            request,
            "staff",
            people=parts.staff.all,
            routing=parts.work.routing,
            factors=lambda: {m.id for m in parts.staff.all() if parts.factors.on(m.id)},
            sellers=parts.catalogue.sellers,
        )

    @routes.get("/admin/sellers")
    def sellers(request: Request) -> Response:
        return shown(
            request,
            "sellers",
            sellers=parts.flags.sellers,
            flags=parts.flags.flagged,
        )

    @routes.get("/admin/delivery")
    def delivery(request: Request) -> Response:
        return shown(
            request,
            "delivery",
            dead=lambda: parts.outbox.dead(100),
            channels=lambda: health(parts.store.db, parts.channels.set_up, now()),
        )

    @routes.get("/admin/settings")
    def settings(request: Request) -> Response:
        facts = Facts(parts.store.db)
        return shown(
            request,
            "settings",
            hours=lambda: facts.get("desk.hours") or {},
            own_zone=parts.store.db.zone,
            rates=lambda: _ways(parts)[0],
            everywhere=lambda: _ways(parts)[1],
            relay_hours=lambda: facts.get("relay.hours") or 4,
            canned=parts.work.canned,
        )

    @routes.get("/admin/record")
    def record(request: Request, before: Number = 0) -> Response:
        return shown(
            request,
            "record",
            entries=lambda: parts.audit.newest(RECORD, before),
            names=names,
        )

    return routes


def _ways(parts: DeskParts) -> tuple[tuple[Rate, ...], Rate | None]:
    """Every way of delivery that is set, and the one that the page states."""
    delivery = Delivery(parts.store.db)
    return delivery.ways().rates, delivery.to_everywhere()
