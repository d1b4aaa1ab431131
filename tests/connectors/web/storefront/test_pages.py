"""The demo storefront: pages that hold whatever the catalogue has, under a strict policy."""

from dataclasses import replace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from connectors.web.storefront.pages import PAGE_SIZE, Storefront, router
from tests.e2e.script import STOREFRONT, customer_of, product


def shop(storefront: Storefront = STOREFRONT) -> TestClient:
    app = FastAPI()
    app.include_router(router(storefront))
    return TestClient(app)


def test_the_door_leads_to_the_shelves() -> None:
    answer = shop().get("/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/demo")


def test_the_catalogue_shows_goods_with_prices_and_the_widget() -> None:
    page = shop().get("/demo").text
    for words in ("Annapurna Wholesale", "Red Label Tea", "Rs 248", "MRP Rs 290", "min 6", "Out of stock"):
        assert words in page
    assert '<script src="/widget.js"' in page
    assert "/demo/images/TEA-1.svg" in page


def test_a_category_and_a_search_narrow_it() -> None:
    page = shop().get("/demo", params={"category": "Oil"}).text
    assert "Mustard Oil" in page and "Red Label" not in page
    page = shop().get("/demo", params={"q": " basmati "}).text
    assert "Daawat" in page and "Mustard" not in page
    assert "Ask the shop instead" in shop().get("/demo", params={"q": "submarine"}).text


def test_many_products_go_over_several_pages() -> None:
    one = product("TEA-1")
    assert one
    goods = [one | {"sku": f"S-{number}", "title": f"Thing {number}."} for number in range(PAGE_SIZE + 5)]

    def some(category: str, words: str, start: int, count: int) -> list[dict[str, object]]:
        return goods[start : start + count]

    client = shop(replace(STOREFRONT, products=some))
    first = client.get("/demo", params={"category": "Tea & more"}).text
    assert "Thing 47." in first and "Thing 48." not in first
    assert f"/demo?category=Tea+%26+more&amp;q=&amp;start={PAGE_SIZE}" in first
    second = client.get("/demo", params={"start": PAGE_SIZE}).text
    assert "Thing 52." in second and "More products" not in second


@pytest.mark.parametrize("start", ["-5", "999999999999"])
def test_a_start_that_is_nowhere_is_no_error(start: str) -> None:
    assert shop().get("/demo", params={"start": start}).status_code == 200


def test_one_product_and_the_chat_knows_it() -> None:
    page = shop().get("/demo/p/OIL-1").text
    assert "Fortune Sunlite" in page and "Buy more, pay less" in page
    assert 'data-sku="OIL-1"' in page


def test_a_product_that_is_not_there_says_so() -> None:
    answer = shop().get("/demo/p/NOPE")
    assert answer.status_code == 404
    assert "This product is not here" in answer.text


def test_text_of_the_catalogue_is_inert() -> None:
    bad = '"><script>alert(1)</script>'
    one = {**(product("TEA-1") or {}), "title": bad, "sku": bad, "brand": bad, "pack": bad, "category": bad}
    client = shop(
        replace(
            STOREFRONT,
            shop_name=bad,
            categories=lambda: (bad,),
            products=lambda category, words, start, count: [one],
            product=lambda sku: one,
            customers=lambda: [{"id": bad, "name": bad, "city": bad}],
        )
    )
    for path in ("/demo", "/demo/p/x", f"/demo?q={bad}"):
        assert "<script>alert" not in client.get(path).text


def test_pages_carry_a_strict_policy() -> None:
    for path in ("/demo", "/demo/p/OIL-1", "/demo/p/NOPE"):
        answer = shop().get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "style=" not in answer.text and "onclick" not in answer.text


def test_pictures() -> None:
    answer = shop().get("/demo/images/TEA-1.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<svg")
    # Opened by itself, a picture is a document: it must not run anything.
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert shop().get("/demo/images/NOPE.svg").status_code == 404


def test_its_own_files() -> None:
    for name, kind in (
        ("store.css", "text/css"),
        ("store.js", "text/javascript"),
        ("mark.svg", "image/svg+xml"),
    ):
        assert shop().get(f"/demo/static/{name}").headers["content-type"].startswith(kind)
    for name in ("pages.py", "..%2Fpages.py", "nothing.css"):
        assert shop().get(f"/demo/static/{name}").status_code == 404


def test_being_a_customer_and_nobody_again() -> None:
    client = shop()
    page = client.post("/demo/customer", data={"customer": "c-2"}).text
    assert "Namaste, Lakshmi Stores!" in page
    token = page.split('data-customer-token="')[1].split('"')[0]
    assert customer_of(token) == "c-2"
    page = client.post("/demo/customer", data={"customer": ""}).text
    assert 'data-customer-token=""' in page


def test_nobody_can_be_a_customer_who_is_not_there() -> None:
    client = shop()
    client.cookies.set("demo_customer", "c-999")
    assert 'data-customer-token=""' in client.get("/demo").text
    page = client.post("/demo/customer", data={"customer": "c-999"}).text
    assert 'data-customer-token=""' in page


def test_a_shop_that_vouches_for_nobody_offers_no_choice() -> None:
    page = shop(replace(STOREFRONT, customer_token=None)).get("/demo").text
    assert "Shopping as" not in page
