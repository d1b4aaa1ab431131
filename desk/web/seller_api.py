"""Calls under /v1/staff of sellers: their products, orders, quotes, and their own chat."""

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field, StringConstraints
from starlette.exceptions import HTTPException

from desk.web.answers import SellersRow
from desk.web.api import EVERYBODY
from desk.web.bodies import Body
from desk.web.services import DeskServices
from desk.web.signing_in import now
from people.member import Member
from shop.catalogue.product import MADE_TO_ORDER, UNCOUNTED, Product, Tier, still_lower
from shop.errors import ShopError
from shop.money import Money
from shop.orders.status import UNDER_WAY
from shop.sellers.service.orders import PAST

Price = Annotated[Decimal, Field(gt=0, le=10_000_000, decimal_places=2)]
Count = Annotated[int, Field(ge=0, le=100_000_000)]


class PriceFrom(Body):
    from_quantity: Annotated[int, Field(ge=2, le=10_000_000)]
    unit_price: Price


class ProductChange(Body):
    """What is not named stays."""

    price: Price | None = None
    mrp: Price | None = None
    tiers: list[PriceFrom] | None = None
    stock: Count | None = None
    moq: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    active: bool | None = None
    drop_tiers: bool = False  # quantity prices that the new price undercuts may go


class Offer(Body):
    price: Price | None = None  # nothing: no better price
    days: Annotated[int, Field(ge=1, le=60)] = 7
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""  # of a refusal


@dataclass(frozen=True)
class TierShown:
    """What one costs from a quantity on."""

    from_quantity: int
    unit_price: str


@dataclass(frozen=True)
class ProductShown:
    """A product with price, quantity prices and stock."""

    sku: str
    title: str
    brand: str
    pack: str
    seller: str
    moq: int
    active: bool
    stock: int | None  # null: not counted
    price: str
    mrp: str | None
    currency: str
    tiers: list[TierShown]

    @classmethod
    def of(cls, product: Product) -> "ProductShown":
        return cls(
            sku=product.sku,
            title=product.title,
            brand=product.brand,
            pack=product.pack,
            seller=product.seller,
            moq=product.moq,
            active=product.active,
            stock=None if product.stock == UNCOUNTED else product.stock,
            price=product.price.plain(),
            mrp=product.mrp.plain() if product.mrp else None,
            currency=product.price.currency,
            tiers=[TierShown(t.from_quantity, t.unit_price.plain()) for t in product.tiers],
        )


@dataclass(frozen=True)
class OrdersPage:
    """A page of orders, and whether there are more."""

    orders: list[SellersRow]
    more: bool


def own(member: Member) -> str:
    """Name the seller whose rows may be seen; "" for who sees all; a seller without a shop sees none."""
    return (member.seller or "nobody") if member.role == "seller" else ""


def router(services: DeskServices) -> APIRouter:
    """Make the routes; each asks for the role that it needs before it does anything."""
    routes = APIRouter(prefix="/v1/staff", tags=["staff"])
    _products(routes, services)
    _selling(routes, services)
    return routes


def _products(routes: APIRouter, services: DeskServices) -> None:
    def found(member: Member, sku: str) -> Product:
        product = services.catalogue.product(sku)
        if product is None or (own(member) and product.seller != own(member)):
            raise HTTPException(404, "There is no such product.")
        return product

    @routes.get("/products/{sku}", summary="A product with price, tiers and stock")
    def read(request: Request, sku: str) -> ProductShown:
        return ProductShown.of(found(services.member(request, *EVERYBODY), sku))

    @routes.put("/products/{sku}", summary="Change price, tiers, stock; what is not named stays")
    def change(request: Request, sku: str, body: ProductChange) -> ProductShown:
        member = services.member(request, "seller", "admin")
        product = found(member, sku)
        fresh = _changed(product, body)
        given = frozenset(body.model_dump(exclude_none=True, exclude={"drop_tiers"}))
        if not given:
            raise HTTPException(422, "Nothing is said to change.")
        services.catalogue_writes.products([fresh], given)
        before = {name: str(getattr(product, name)) for name in given if name != "tiers"}
        services.audit.write(
            now(),
            member.id,
            "product",
            subject=sku,
            before=before,
            given=body.model_dump(mode="json", exclude_none=True, exclude_defaults=True),
        )
        return ProductShown.of(found(member, sku))


def _changed(product: Product, body: ProductChange) -> Product:
    def money(amount: Decimal | None) -> Money | None:
        return None if amount is None else Money.of(str(amount), product.price.currency)

    if body.active and product.category == MADE_TO_ORDER and not product.active:
        raise HTTPException(422, "This was offered to one buyer alone: it cannot be put up for sale.")
    price = money(body.price) or product.price
    mrp = money(body.mrp) or product.mrp
    if mrp is not None and price.minor > mrp.minor:
        raise HTTPException(422, f"The price is above the MRP of {mrp.spoken()}.")
    tiers = still_lower(product.tiers, price)
    if body.tiers is None and len(tiers) < len(product.tiers) and not body.drop_tiers:
        raise HTTPException(409, _undercut(product, price))
    if body.tiers is not None:
        rising = sorted(body.tiers, key=lambda t: t.from_quantity)
        tiers = tuple(
            Tier(t.from_quantity, Money.of(str(t.unit_price), product.price.currency)) for t in rising
        )
        prices = [price.minor, *(t.unit_price.minor for t in tiers)]
        if prices != sorted(prices, reverse=True) or len(set(prices)) < len(prices):
            raise HTTPException(422, "Each price from a larger quantity has to be lower than the one before.")
        if len({t.from_quantity for t in tiers}) < len(tiers):
            raise HTTPException(422, "Two prices begin at the same quantity.")
    return replace(
        product,
        price=price,
        mrp=mrp,
        tiers=tiers,
        stock=product.stock if body.stock is None else body.stock,
        moq=body.moq or product.moq,
        active=product.active if body.active is None else body.active,
    )


def _undercut(product: Product, price: Money) -> str:
    """Tell which quantity prices a new price makes senseless."""
    gone = [
        f"{tier.unit_price.spoken()} from {tier.from_quantity}"
        for tier in product.tiers
        if tier.unit_price.minor >= price.minor
    ]
    many = len(gone) > 1
    return (
        f"At {price.spoken()} the quantity price{'s' if many else ''} {', '.join(gone)} "
        f"{'are' if many else 'is'} no longer lower, and would go."
    )


def _selling(routes: APIRouter, services: DeskServices) -> None:
    @routes.get("/quotes", summary="Wishes for a price: a seller's own, or all for the desk")
    def quotes(request: Request) -> dict[str, list[SellersRow]]:
        return {"quotes": services.quotes.newest(own(services.member(request, *EVERYBODY)))}

    @routes.post(
        "/quotes/{number}/answer", summary="Offer a unit price, or none; the buyer takes it by a tap"
    )
    def answer(request: Request, number: str, body: Offer) -> dict[str, str]:
        member = services.member(request, "seller", "admin")
        known = next((q for q in services.quotes.newest(own(member), 1000) if q["id"] == number), None)
        if known is None:
            raise HTTPException(404, "There is no such quote.")
        price = None if body.price is None else Money.of(str(body.price), known["currency"])
        try:
            services.quotes.answer(
                number,
                member.id,
                price,
                timedelta(days=body.days),
                now(),
                seller=own(member),
                reason=body.reason,
            )
        except ShopError as err:
            raise HTTPException(409, str(err)) from err
        services.changed()
        return {"state": "offered" if price else "refused"}

    @routes.get("/orders", summary="Open orders of a seller, or for an admin of the shop's own goods")
    def orders(request: Request, past: bool = False, q: str = "", at: int = 0) -> OrdersPage:
        member = services.member(request, "seller", "admin")
        page = max(0, min(at, 10_000))
        found, more = services.seller_orders.newest(own(member), PAST if past else UNDER_WAY, q[:80], page)
        return OrdersPage(found, more)

    @routes.post("/seller-chat", summary="A code that makes a chat on Telegram or WhatsApp the seller's own")
    def chat(request: Request) -> dict[str, str | int]:
        member = services.member(request, "seller")
        if not member.seller:
            raise HTTPException(409, "This account belongs to no seller.")
        code = services.seller_chats.issue(member.seller, member.id, now())
        answer: dict[str, str | int] = {"code": code, "minutes": 30}
        name = services.channels.telegram_name()
        if name:
            answer["telegram"] = f"https://t.me/{name}?start={code}"
        digits = "".join(c for c in services.channels.whatsapp_number if c.isdigit())
        if digits:
            answer["whatsapp"] = f"https://wa.me/{digits}?text={code}"
        return answer

    @routes.delete("/seller-chat/{conversation}", summary="That chat is told of nothing any more")
    def unchat(request: Request, conversation: str) -> dict[str, bool]:
        member = services.member(request, "seller")
        if not services.seller_chats.unlink(own(member), conversation, member.id, now()):
            raise HTTPException(404, "There is no such chat of yours.")
        return {"linked": False}
