"""The page of figures: asked in words and by the form, with its table and file; by an admin, in Chromium."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from people.customer import Customer
from shop.history.past import PastLine
from shop.history.service import RecordWrites
from shop.money import Money
from tests.desk.at_the_desk import AtTheDesk, at_the_desk
from tests.desk.browsing import shot, signed_in
from tests.desk.conftest import browser  # noqa: F401

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as desk:
        past = RecordWrites(desk.gateway.db)
        past.customers([Customer("C1", "=Ravi <b>Stores</b>", city="Pune")], AT)
        price = Money(240_000)
        past.orders(
            [
                PastLine(f"O{day}", "C1", AT + timedelta(days=day), "CARDAMOM-1", day + 1, price, "delivered")
                for day in (0, 1, 4)
            ]
        )
        yield desk


async def shown(desk: AtTheDesk, query: str, page: str = "figures") -> str:
    cookie = {"Cookie": f"dukan_staff={desk.tokens['meena']}"}
    answer = await desk.client.get(f"/admin/{page}?{query}", headers=cookie)
    assert answer.status_code == 200
    return answer.text


async def test_a_figure_is_shown_with_its_chart_table_and_file(desk: AtTheDesk) -> None:
    chosen = "measure=sales&by=day&from=2026-03-01&to=2026-03-31&filter=city:pune"
    page = await shown(desk, chosen)
    assert "Rs 19,200" in page
    assert page.count('class="dot"') == 5  # two days without an order stand at nothing
    assert "by the time of the order" in page
    assert f"/admin/figures.csv?{chosen.replace('&', '&amp;')}" in page
    rows = (await shown(desk, chosen, "figures.csv")).splitlines()
    assert rows == ["key,name,value", "2026-03-02,2026-03-02,2400.0", "2026-03-03,2026-03-03,4800.0",
                    "2026-03-06,2026-03-06,12000.0"]  # fmt: skip


async def test_a_question_is_shown_as_it_was_understood(desk: AtTheDesk) -> None:
    page = await shown(desk, "q=top+customers+in+march+2026")
    assert "2026-03-01 to 2026-03-31" in page
    assert "<b>Stores" not in page
    assert '<rect class="bar"' in page
    assert "'=Ravi" in await shown(desk, "q=top+customers+in+march+2026", "figures.csv")
    assert "profit is not known" in await shown(desk, "q=profit")
    assert "&lt;script&gt;" in await shown(desk, "q=<script>")


async def test_what_cannot_be_told_says_why(desk: AtTheDesk) -> None:
    assert "cannot be told by brand" in await shown(desk, "measure=csat&by=brand")
    assert "no city" in await shown(desk, "measure=sales&filter=city:Atlantis")
    assert "Nothing was recorded" in await shown(desk, "")


@pytest.mark.parametrize("look", ["light", "dark"])
async def test_an_admin_asks_on_a_phone(browser: Browser, desk: AtTheDesk, look: str) -> None:  # noqa: F811
    page = await signed_in(browser, desk, "meena", viewport={"width": 390, "height": 844}, color_scheme=look)
    faults: list[str] = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    await page.get_by_role("link", name="Admin").click()
    await page.get_by_role("link", name="Figures").click()
    await page.get_by_label("A question about figures").fill("sales by day in march 2026")
    await page.get_by_role("button", name="Ask").click()
    await expect(page.locator(".says")).to_contain_text("Rs 19,200")
    await expect(page.locator(".chart .dot")).to_have_count(5)
    await shot(page, f"figures-{look}")
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults == []
