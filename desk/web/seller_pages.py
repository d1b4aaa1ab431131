"""The seller's pages: questions, quotes, products, orders with labels, what sells."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from desk.web.api import Number
from desk.web.pages import page, signed_in
from desk.web.parts import DeskParts
from desk.web.seller_api import own
from desk.web.signing_in import Session, now
from shop.catalogue.product import Seller
from shop.sellers.service.orders import OPEN, PAST

# An admin sells for the shop itself what no other seller is named for.
SELLS = ("seller", "admin")


def router(parts: DeskParts) -> APIRouter:
    """Each page is for its role; every row is the seller's own."""
    routes = APIRouter(include_in_schema=False)

    def shown(request: Request, name: str, tab: str, who: tuple[str, ...] = SELLS, **more: Any) -> Response:
        session = signed_in(parts, request, *who)
        if isinstance(session, RedirectResponse):
            return session
        given = {key: work(session) if callable(work) else work for key, work in more.items()}
        return page(parts, name, session, tab=tab, **_seller(parts, session), **given)

    @routes.get("/seller")
    def questions(request: Request) -> Response:
        return shown(
            request,
            "questions.html",
            "questions",
            ("seller",),
            questions=lambda s: parts.questions.newest(own(s.member)),
            chats=lambda s: parts.seller_chats.linked_chats(own(s.member)),
            reachable=bool(parts.channels.telegram_name() or parts.channels.whatsapp_number),
        )

    @routes.get("/desk/questions")
    def all_questions(request: Request) -> Response:
        session = signed_in(parts, request, "agent", "admin")
        if isinstance(session, RedirectResponse):
            return session
        asked = parts.questions.newest()
        return page(parts, "questions.html", session, questions=asked, shop=None, tab="questions", warned=0)

    @routes.get("/seller/quotes")
    def quotes(request: Request) -> Response:
        return shown(request, "quotes.html", "quotes", quotes=lambda s: parts.quotes.newest(own(s.member)))

    @routes.get("/seller/products")
    def products(request: Request, q: str = "", at: Number = 0) -> Response:
        def found(session: Session) -> tuple[list[Any], bool]:
            return parts.seller_orders.products(own(session.member), q[:80], min(at, 100_000))

        return shown(request, "products.html", "products", found=found, q=q, at=at)

    @routes.get("/seller/orders")
    def orders(request: Request, past: bool = False, q: str = "", at: int = 0) -> Response:
        at = max(0, min(at, 10_000))

        def found(session: Session) -> tuple[list[dict[str, Any]], bool]:
            return parts.seller_orders.newest(own(session.member), PAST if past else OPEN, q[:80], at)

        return shown(request, "orders.html", "orders", found=found, past=past, q=q[:80], at=at)

    @routes.get("/seller/orders/{order}/label")
    def label(request: Request, order: str) -> Response:
        session = signed_in(parts, request, *SELLS)
        if isinstance(session, RedirectResponse):
            return session
        found = parts.seller_orders.order(own(session.member), order)
        if found is None:
            raise HTTPException(404, "There is no such order of yours.")
        return page(parts, "label.html", session, order=found, **_seller(parts, session))

    @routes.get("/seller/sales")
    def sales(request: Request) -> Response:
        return shown(
            request,
            "sales.html",
            "sales",
            best=lambda s: parts.seller_orders.sells(own(s.member), now()),
            figures=lambda s: parts.seller_orders.figures(own(s.member), now()),
        )

    return routes


def _seller(parts: DeskParts, session: Session) -> dict[str, Any]:
    mine = own(session.member)
    if not mine:
        return {"shop": Seller("", parts.shop_name), "warned": 0, "waiting": 0, "quotes_waiting": 0}
    asked = parts.questions.newest(mine, "open")
    return {
        "shop": parts.catalogue.seller(mine),
        "warned": parts.flags.warnings(mine),
        "waiting": len(asked),
        "quotes_waiting": parts.quotes.waiting(mine),
    }
