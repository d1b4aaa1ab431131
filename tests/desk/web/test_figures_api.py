"""Figures over HTTP: the shape of the contract, and whose figures they are."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from people.customer import Customer
from shop.history.past import PastLine
from shop.history.service import RecordWrites
from shop.money import Money
from tests.desk.at_the_desk import AtTheDesk, at_the_desk

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
ASK = "/v1/staff/figures?"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as desk:
        past = RecordWrites(desk.gateway.db)
        past.customers([Customer("C1", "Ravi Stores", city="Pune")], AT)
        past.orders(
            [
                PastLine("O1", "C1", AT, "CARDAMOM-1", 2, Money(240_000), "delivered"),
                PastLine("O1", "C1", AT, "ATTA-10", 3, Money(41_000), "delivered"),
            ]
        )
        yield desk


async def test_the_answer_is_that_of_the_contract(desk: AtTheDesk) -> None:
    said = await desk.ask("meena", "GET", ASK + "measure=sales&by=product&from=2026-03-01&to=2026-03-02")
    assert said.status_code == 200
    assert said.json() == {
        "measure": "sales",
        "by": "product",
        "rows": [
            {"key": "CARDAMOM-1", "value": 4800.0, "name": "Green cardamom 8 mm"},
            {"key": "ATTA-10", "value": 1230.0, "name": "Chakki atta"},
        ],
        "total": 6030.0,
        "definition": said.json()["definition"],
        "unit": "money",
        "currency": "INR",
    }
    empty = await desk.ask("meena", "GET", ASK + "measure=aov&by=month&from=2020-01-01&to=2020-01-31")
    assert (empty.json()["rows"], empty.json()["total"]) == ([], None)
    held = await desk.ask("meena", "GET", ASK + "measure=units&by=day&filter=city:pune,sku:atta-10")
    assert held.json()["rows"] == [{"key": "2026-03-02", "value": 3, "name": "2026-03-02"}]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("measure=csat&by=brand", "Customer satisfaction cannot be told by brand"),
        ("measure=profit&by=day", 'no measure "profit"'),
        ("measure=sales&by=weather", 'no figures by "weather"'),
        ("by=day", "there are sales"),
        ("measure=sales&by=day&filter=Pune", "is no filter"),
        ("measure=sales&by=day&filter=city:Atlantis", 'no city "Atlantis"'),
        ("measure=sales&by=day&from=yesterday", "is no day"),
        ("measure=sales&by=day&from=2026-02-01&to=2026-01-01", "ends before it begins"),
        ("measure=margin&by=day", "no margin is known"),
    ],
)
async def test_what_cannot_be_told_is_a_problem_that_says_why(
    desk: AtTheDesk, query: str, words: str
) -> None:
    said = await desk.ask("meena", "GET", ASK + query)
    assert said.status_code == 422
    assert said.headers["content-type"] == "application/problem+json"
    assert words in said.json()["title"]


async def test_a_seller_has_figures_of_own_goods(desk: AtTheDesk) -> None:
    assert (await desk.ask("spice", "GET", ASK + "measure=sales&by=product")).json()["total"] == 4800.0
    assert (await desk.ask("grain", "GET", ASK + "measure=sales&by=seller")).json()["total"] == 1230.0
    assert (await desk.ask("grain", "GET", ASK + "measure=csat&by=day")).status_code == 422
    assert (await desk.ask("asha", "GET", ASK + "measure=sales&by=day")).status_code == 403
    assert (await desk.ask("nobody", "GET", ASK + "measure=sales&by=day")).status_code == 401


async def test_a_question_is_answered_as_the_contract_says(desk: AtTheDesk) -> None:
    at = "/v1/staff/questions-to-figures"
    said = await desk.ask("meena", "POST", at, {"text": "sales of cardamom by product in march 2026"})
    assert said.status_code == 200
    answer = said.json()
    assert answer["understood"]["measure"] == "sales"
    assert (answer["understood"]["from"], answer["understood"]["to"]) == ("2026-03-01", "2026-03-31")
    assert answer["rows"] == [{"key": "CARDAMOM-1", "value": 4800.0, "name": "Green cardamom 8 mm"}]
    assert answer["total"] == 4800.0
    assert "Rs 4,800" in answer["says"]
    again = await desk.ask("meena", "POST", at, {"text": "in 2025", "context": answer["understood"]})
    assert again.json()["total"] == 0
    cannot = await desk.ask("meena", "POST", at, {"text": "profit after tax"})
    assert (cannot.status_code, list(cannot.json())) == (200, ["cannot"])
    for body in ({}, {"text": " "}, {"text": "x" * 501}, {"text": "sales", "more": 1}):
        assert (await desk.ask("meena", "POST", at, body)).status_code == 422
    assert (await desk.ask("grain", "POST", at, {"text": "total sales"})).json()["total"] == 1230.0
    bad = await desk.ask("meena", "POST", at, {"text": "by day", "context": {"measure": 1}})
    assert "context" in bad.json()["cannot"]
