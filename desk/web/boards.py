"""The admin's pages: right now, staff, sellers and flags, delivery, settings, the record."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from desk.web.bodies import Number
from desk.web.pages import page, signed_in
from desk.web.services import DeskServices
from desk.web.signing_in import now
from shop.delivery.ways import Rate

RECORD = 50


def router(services: DeskServices) -> APIRouter:
    """Make /admin and what stands under it."""
    routes = APIRouter(include_in_schema=False)

    def shown(request: Request, tab: str, **more: Any) -> Response:
        session = signed_in(services, request, "admin")
        if isinstance(session, RedirectResponse):
            return session
        given = {key: work() if callable(work) else work for key, work in more.items()}
        flags = len(services.flags.flagged())
        dead = len(services.outbox.dead(100))
        return page(
            services, f"admin_{tab}.html", session, tab=tab, flag_count=flags, dead_count=dead, **given
        )

    def names() -> dict[str, str]:
        return {member.id: member.name for member in services.staff.all()}

    @routes.get("/admin")
    def overview(request: Request) -> Response:
        return shown(
            request,
            "overview",
            figures=services.store.count_waiting,
            counts=lambda: services.inbox.counts("", now()),
            channels=lambda: services.channel_health(now()),
            entries=lambda: services.audit.newest(8),
            names=names,
        )

    @routes.get("/admin/staff")
    def staff(request: Request) -> Response:
        return shown(
            request,
            "staff",
            people=services.staff.all,
            routing=services.work.places,
            factors=lambda: {m.id for m in services.staff.all() if services.factors.on(m.id)},
            sellers=services.catalogue.sellers,
        )

    @routes.get("/admin/sellers")
    def sellers(request: Request) -> Response:
        return shown(
            request,
            "sellers",
            sellers=services.flags.sellers,
            flags=services.flags.flagged,
        )

    @routes.get("/admin/delivery")
    def delivery(request: Request) -> Response:
        return shown(
            request,
            "delivery",
            dead=lambda: services.outbox.dead(100),
            channels=lambda: services.channel_health(now()),
        )

    @routes.get("/admin/settings")
    def settings(request: Request) -> Response:
        return shown(
            request,
            "settings",
            hours=services.hours.as_set,
            own_zone=services.zone,
            rates=lambda: _ways(services)[0],
            everywhere=lambda: _ways(services)[1],
            relay_hours=lambda: services.facts.get("relay.hours") or 4,
            canned=services.work.canned,
        )

    @routes.get("/admin/record")
    def record(request: Request, before: Number = 0) -> Response:
        return shown(
            request,
            "record",
            entries=lambda: services.audit.newest(RECORD, before),
            names=names,
        )

    return routes


def _ways(services: DeskServices) -> tuple[tuple[Rate, ...], Rate | None]:
    """Find every way of delivery that is set, and the one that the page states."""
    return services.delivery.ways().rates, services.delivery.to_everywhere()
