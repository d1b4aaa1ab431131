"""GET /v1/recommendations: what is asked arrives, what is wrong is refused in words."""

from collections.abc import Awaitable, Callable

import httpx
import pytest
from fastapi import FastAPI, Request

from connectors.problems import Problem, document
from connectors.web.recommendations import Asked, Item, Recommendations, router

ITEM = Item(
    sku="P1", title="Maggi", image="", price="13.50", currency="INR", quantity=24, reason="you order it",
    reason_kind="due",
)  # fmt: skip
Get = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
def asked() -> list[tuple[str, Asked]]:
    return []


@pytest.fixture
def get(asked: list[tuple[str, Asked]]) -> Get:
    async def customer_of(request: Request) -> str:
        if request.headers.get("authorization") != "Bearer good":
            raise Problem(401, "A session token is needed.")
        return "C1"

    async def answer(customer: str, what: Asked) -> Recommendations:
        asked.append((customer, what))
        return Recommendations(items=[ITEM], experiment="basket", arm="learned")

    app = FastAPI()
    app.include_router(router(customer_of, answer))

    @app.exception_handler(Problem)
    async def problem(_request: Request, err: Problem) -> object:
        return document(err.status, err.title)

    async def send(query: str, *, known: bool = True) -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
            return await client.get(
                f"/v1/recommendations?{query}",
                headers={"authorization": f"Bearer {'good' if known else 'bad'}"},
            )

    return send


async def test_a_basket_for_the_customer_of_the_token(get: Get, asked: list[tuple[str, Asked]]) -> None:
    answer = await get("for=customer&locale=hi")
    assert answer.json() == {"items": [ITEM.model_dump()], "experiment": "basket", "arm": "learned"}
    assert asked == [("C1", Asked(purpose="customer", skus=[], limit=10, locale="hi"))]


async def test_the_cart_is_named_by_its_products(get: Get, asked: list[tuple[str, Asked]]) -> None:
    await get("for=cart&sku=P1&sku=P2&limit=3")
    assert asked[0][1] == Asked(purpose="cart", skus=["P1", "P2"], limit=3, locale="")


@pytest.mark.parametrize(
    ("query", "status"),
    [("for=cart", 422), ("for=product", 422), ("for=magic", 422), ("limit=0", 422), ("limit=999", 422),
     ("for=cart&" + "sku=x&" * 101, 422), ("for=product&sku=" + "x" * 81, 422)],
)  # fmt: skip
async def test_what_does_not_fit_is_refused(
    get: Get, asked: list[tuple[str, Asked]], query: str, status: int
) -> None:
    assert (await get(query)).status_code == status
    assert asked == []


async def test_nobody_asks_for_somebody_else(get: Get, asked: list[tuple[str, Asked]]) -> None:
    assert (await get("for=customer", known=False)).status_code == 401
    assert asked == []


async def test_the_call_is_documented() -> None:
    async def nobody(_request: Request) -> str:
        return ""

    async def nothing(_customer: str, _asked: Asked) -> Recommendations:
        return Recommendations(items=[], experiment="", arm="")

    app = FastAPI()
    app.include_router(router(nobody, nothing))
    documented = app.openapi()["paths"]["/v1/recommendations"]["get"]
    assert [parameter["name"] for parameter in documented["parameters"]] == ["for", "sku", "limit", "locale"]
    assert "whole basket" in documented["description"]
