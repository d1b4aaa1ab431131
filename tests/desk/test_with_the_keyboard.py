"""The desk used with a keyboard alone: every key goes where the browser would bring it."""

from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.desk.at_the_desk import AtTheDesk, at_the_desk
from tests.desk.browsing import shot, signed_in

FIND = "Product by name or number"


async def held(browser: Browser, desk: AtTheDesk) -> tuple[Page, str]:
    """An agent's page with a conversation that the agent has."""
    conversation, mine = await desk.customer()
    await desk.client.post("/v1/chat/messages", json={"id": "1", "text": "spices please"}, headers=mine)
    desk.gateway.desk.desk.claim(conversation, desk.id_of("asha"), datetime.now(UTC))
    page = await signed_in(browser, desk, "asha")
    await page.goto(f"/desk/c/{conversation}")
    return page, conversation


async def focused(page: Page) -> str:
    """What has the focus, by its label or its words."""
    return str(
        await page.evaluate(
            "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
        )
    )


async def test_a_product_is_typed_chosen_and_sent(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as desk:
        page, conversation = await held(browser, desk)
        await page.get_by_label("Your words").focus()
        await page.keyboard.press("Alt+p")
        await page.keyboard.type("cardam")
        await expect(page.get_by_label(FIND)).to_have_value("cardam")
        await expect(page.locator(".picker button")).to_have_count(1)
        await shot(page, "picker")
        await page.keyboard.press("Enter")
        await expect(page.locator(".bubble .card")).to_contain_text("Green cardamom 8 mm")
        said, _ = desk.gateway.desk.store.history(conversation)
        assert [card["title"] for item in said for card in item.get("cards", [])] == ["Green cardamom 8 mm"]
        await page.context.close()


async def test_enter_puts_nothing_unnamed_into_a_cart(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as desk:
        page, conversation = await held(browser, desk)
        await page.locator(".panel").get_by_role("button", name="Add").focus()
        await page.keyboard.press("Enter")
        await expect(page.locator(".picker button")).to_have_count(2)
        await page.keyboard.press("Enter")  # nothing is named, nothing is chosen
        parts = desk.gateway.desk
        assert not parts.carts.get(parts.store.conversation(conversation).customer).quantities
        await page.keyboard.type("atta")
        await expect(page.locator(".picker button")).to_have_count(1)
        await page.keyboard.press("Enter")
        await expect(page.locator(".panel .cart")).to_contain_text("Chakki atta")
        quote = parts.carts.priced(parts.store.conversation(conversation).customer, datetime.now(UTC)).quote
        assert quote is not None
        assert [(line.sku, line.quantity) for line in quote.lines] == [("ATTA-10", 1)]
        await page.context.close()


async def test_tab_goes_on_and_escape_leaves(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as desk:
        page, _ = await held(browser, desk)
        await page.get_by_role("button", name="+ Product").focus()
        await page.keyboard.press("Enter")
        await expect(page.locator(".picker button")).to_have_count(2)
        assert await focused(page) == FIND
        await page.keyboard.press("Tab")
        assert "Chakki atta" in await focused(page)
        await page.keyboard.press("Tab")
        assert "Green cardamom" in await focused(page)
        await page.keyboard.press("Shift+Tab")
        await page.keyboard.press("Shift+Tab")
        assert await focused(page) == FIND
        await page.keyboard.press("Tab")
        await page.keyboard.press("Escape")
        await expect(page.locator(".picker")).to_be_hidden()
        await expect(page.get_by_label("Your words")).to_be_focused()
        await page.keyboard.press("Alt+p")
        await expect(page.locator(".picker button")).to_have_count(2)
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(page.locator(".bubble .card")).to_contain_text("Green cardamom 8 mm")
        await page.context.close()
