"""The pages of the people who work here for everybody: axe-core finds nothing, in light and dark."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from shop.cart.store.agreed_prices import ask_quote
from shop.catalogue.product import Product
from shop.money import Money
from shop.orders.order import Line, Order
from shop.orders.service.orders import Orders
from tests.desk.at_the_desk import AtTheDesk, at_the_desk
from tests.desk.browsing import filled, signed_in
from tests.e2e.browser import AXE

NOW = datetime.now(UTC)
ATTA = Product("ATTA-10", "Chakki atta", Money.of("410"), pack="10 kg", seller="grain-mill")


async def barriers(page: Page) -> list[str]:
    """What axe-core finds on the page as it is now."""
    await page.evaluate(AXE.read_text("utf-8"))
    found = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{page.url} {fault['id']}: {json.dumps([node['target'] for node in fault['nodes']][:4])}"
        for fault in found["violations"]
    ]


async def busy(desk: AtTheDesk) -> str:
    """Somebody waits, with a cart, an order, a question and a wish for a price; the conversation."""
    conversation, mine = await desk.customer()
    said = {"id": "1", "text": "where is my order"}
    await desk.client.post("/v1/chat/messages", json=said, headers=mine)
    parts = desk.gateway.desk
    buyer = parts.store.conversation(conversation).customer
    filled(desk, conversation)
    line = Line("ATTA-10", "Chakki atta", 4, Money.of("410"))
    Orders(parts.store.db).place(Order("O1", buyer, NOW, "pending", (line,)), NOW)
    parts.questions.ask(conversation, buyer, "ATTA-10", "fresh? call 98765 43210", NOW, key="ask")
    with parts.store.db.write() as tx:
        parts.questions.wish_in(tx, conversation, buyer, "200 sacks with our name", NOW, "grain-mill")
        ask_quote(tx, buyer, conversation, ATTA, 50, None, NOW)
    parts.desk.ask(conversation, "complaint", NOW)
    return conversation


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing(browser: Browser, tmp_path: Path, scheme: str) -> None:
    async with at_the_desk(tmp_path) as desk:
        conversation = await busy(desk)
        agent = await signed_in(browser, desk, "asha", color_scheme=scheme, bypass_csp=True)
        found = []
        await agent.goto("/desk?box=waiting")
        found += await barriers(agent)
        await agent.goto(f"/desk/c/{conversation}")
        found += await barriers(agent)
        await agent.get_by_role("button", name="Take over").click()
        await expect(agent.get_by_role("button", name="Back to bot")).to_be_visible()
        await agent.get_by_role("button", name="+ Product").click()
        await expect(agent.locator(".picker button").first).to_be_visible()
        found += await barriers(agent)
        await agent.get_by_text("More", exact=True).click()
        await agent.get_by_role("button", name="Ask a seller for something not listed").click()
        await expect(agent.get_by_role("heading", name="Ask a seller")).to_be_visible()
        found += await barriers(agent)
        await agent.goto("/desk/questions")
        found += await barriers(agent)
        await agent.goto("/desk/security")
        await agent.get_by_role("button", name="Set it up").click()
        await expect(agent.get_by_alt_text("QR code of your key")).to_be_visible()
        found += await barriers(agent)
        seller = await signed_in(browser, desk, "grain", color_scheme=scheme, bypass_csp=True)
        for path in ("", "/quotes", "/products", "/orders", "/orders/O1/label", "/sales"):
            await seller.goto(f"/seller{path}")
            found += await barriers(seller)
        admin = await signed_in(browser, desk, "meena", color_scheme=scheme, bypass_csp=True)
        for path in ("", "/staff", "/sellers", "/delivery", "/settings", "/record"):
            await admin.goto(f"/admin{path}")
            found += await barriers(admin)
        for page in (agent, seller, admin):
            await page.context.close()
    assert found == []


async def test_the_desk_is_used_on_a_tablet_and_a_phone(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as desk:
        await busy(desk)
        page = await signed_in(browser, desk, "asha")
        for width, height in ((1024, 768), (768, 1024), (390, 800)):
            await page.set_viewport_size({"width": width, "height": height})
            await page.goto("/desk?box=waiting")
            await page.locator(".row").first.click()
            await expect(page.get_by_role("button", name="Take over")).to_be_visible()
            wide = await page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"sideways scrolling at {width}"
            panel = page.locator(".panel")
            if not await panel.is_visible():
                await page.get_by_role("button", name="The customer").click()
            await expect(panel).to_be_visible()
        await page.context.close()
