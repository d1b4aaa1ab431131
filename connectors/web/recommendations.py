"""Serves recommendations to the storefront's own pages: GET /v1/recommendations."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field

from connectors.problems import Problem

MOST_SKUS = 100
For = Literal["customer", "cart", "product", "offers", "due", "alike", "popular", "season", "savings"]


class Item(BaseModel):
    """One product to suggest."""

    sku: str
    title: str
    image: str
    price: str = Field(description="Unit price at the suggested quantity, two decimals", examples=["95.00"])
    currency: str
    quantity: int = Field(description="A quantity that can be ordered and that fits this customer")
    reason: str = Field(description="Half a sentence that is true", examples=["in 5 of your last 8 orders"])
    reason_kind: str


class Recommendations(BaseModel):
    """What to suggest, best first."""

    items: list[Item]
    experiment: str
    arm: str


class Asked(BaseModel):
    """What a page asks for."""

    purpose: For
    skus: list[str]
    limit: int
    locale: str


def router(
    customer_of: Callable[[Request], Awaitable[str]],
    answer: Callable[[str, Asked], Awaitable[Recommendations]],
) -> APIRouter:
    """The route; `customer_of` proves who asks, `answer` suggests and remembers what was shown."""
    routes = APIRouter(prefix="/v1", tags=["recommendations"])

    @routes.get(
        "/recommendations",
        summary="What to suggest, with reasons",
        description="`for=customer` proposes a whole basket, `cart` what goes with the products of `sku`, "
        "`product` alternatives to one, `offers` new goods and good prices, `due` what runs out, `alike` "
        "what shops like this one also buy, `popular` what sells well around it (`sku` keeps it to some), "
        "`season` what sells at this time of the year, `savings` cases and price steps for the cart. "
        "Nothing out of stock, nothing refused, nothing in the cart.",
    )
    async def recommendations(
        request: Request,
        purpose: Annotated[For, Query(alias="for")] = "customer",
        sku: Annotated[Sequence[str], Query(description="Again for each product of the cart")] = (),
        limit: Annotated[int, Query(ge=1, le=50)] = 10,
        locale: Annotated[str, Query(max_length=16)] = "",
    ) -> Recommendations:
        customer = await customer_of(request)
        if purpose in ("cart", "product") and not sku:
            raise Problem(422, f"for={purpose} needs the sku of at least one product: &sku=...")
        if len(sku) > MOST_SKUS or any(len(one) > 80 for one in sku):
            raise Problem(422, f"At most {MOST_SKUS} products, each named by at most 80 letters.")
        return await answer(customer, Asked(purpose=purpose, skus=list(sku), limit=limit, locale=locale))

    return routes
