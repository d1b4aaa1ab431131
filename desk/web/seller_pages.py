"""The seller's pages: questions, quotes, products, orders with labels, what sells."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from desk.web.answers import SellersRow
from desk.web.bodies import Number
from desk.web.pages import page, signed_in
from desk.web.seller_api import own
from desk.web.services import DeskServices
from desk.web.signing_in import Session, now
from shop.catalogue.product import Seller
from shop.orders.status import UNDER_WAY
from shop.sellers.service.orders import PAST

# An admin sells for the shop itself what no other seller is named for.
SELLS = ("seller", "admin")


def router(services: DeskServices) -> APIRouter:
    """Make the pages: each is for its role; every row is the seller's own."""
    routes = APIRouter(include_in_schema=False)

    def shown(request: Request, name: str, tab: str, who: tuple[str, ...] = SELLS, **more: Any) -> Response:
        session = signed_in(services, request, *who)
        if isinstance(session, RedirectResponse):
            return session
        given = {key: work(session) if callable(work) else work for key, work in more.items()}
        return page(services, name, session, tab=tab, **vars(board_of(services, session)), **given)

    @routes.get("/seller")
    def questions(request: Request) -> Response:
        return shown(
            request,
            "questions.html",
            "questions",
            ("seller",),
            questions=lambda s: services.questions.newest(own(s.member)),
            chats=lambda s: services.seller_chats.linked_chats(own(s.member)),
            reachable=bool(services.channels.telegram_name() or services.channels.whatsapp_number),
        )

    @routes.get("/desk/questions")
    def all_questions(request: Request) -> Response:
        session = signed_in(services, request, "agent", "admin")
        if isinstance(session, RedirectResponse):
            return session
        asked = services.questions.newest()
        return page(
            services, "questions.html", session, questions=asked, shop=None, tab="questions", warned=0
        )

    @routes.get("/seller/quotes")
    def quotes(request: Request) -> Response:
        return shown(request, "quotes.html", "quotes", quotes=lambda s: services.quotes.newest(own(s.member)))

    @routes.get("/seller/products")
    def products(request: Request, q: str = "", at: Number = 0) -> Response:
        def found(session: Session) -> tuple[list[Any], bool]:
            return services.seller_orders.products(own(session.member), q[:80], min(at, 100_000))

        return shown(request, "products.html", "products", found=found, q=q, at=at)

    @routes.get("/seller/orders")
    def orders(request: Request, past: bool = False, q: str = "", at: int = 0) -> Response:
        at = max(0, min(at, 10_000))

        def found(session: Session) -> tuple[list[SellersRow], bool]:
            return services.seller_orders.newest(own(session.member), PAST if past else UNDER_WAY, q[:80], at)

        return shown(request, "orders.html", "orders", found=found, past=past, q=q[:80], at=at)

    @routes.get("/seller/orders/{order}/label")
    def label(request: Request, order: str) -> Response:
        session = signed_in(services, request, *SELLS)
        if isinstance(session, RedirectResponse):
            return session
        found = services.seller_orders.order(own(session.member), order)
        if found is None:
            raise HTTPException(404, "There is no such order of yours.")
        return page(services, "label.html", session, order=found, **vars(board_of(services, session)))

    @routes.get("/seller/sales")
    def sales(request: Request) -> Response:
        return shown(
            request,
            "sales.html",
            "sales",
            best=lambda s: services.seller_orders.sells(own(s.member), now()),
            figures=lambda s: services.seller_orders.figures(own(s.member), now()),
        )

    return routes


@dataclass(frozen=True)
class Board:
    """What the head of each page tells a seller; for an admin, of the shop itself."""

    shop: Seller | None
    warned: int = 0
    waiting: int = 0  # questions
    quotes_waiting: int = 0
    claims_waiting: int = 0


def board_of(services: DeskServices, session: Session) -> Board:
    """Find what the head of a page tells."""
    mine = own(session.member)
    if not mine:
        return Board(Seller("", services.shop_name))
    asked = services.questions.newest(mine, "open")
    return Board(
        shop=services.catalogue.seller(mine),
        warned=services.flags.warnings(mine),
        waiting=len(asked),
        quotes_waiting=services.quotes.waiting(mine),
        claims_waiting=services.claims.waiting(mine),
    )
