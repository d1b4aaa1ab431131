"""People at the desk, each in a browser of their own."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, expect

from shop.cart.requests import AddToCart, Item
from tests.desk.at_the_desk import AtTheDesk

MOST_MILLISECONDS = 30_000  # what is there is seen at once; a busy machine takes its time
expect.set_options(timeout=MOST_MILLISECONDS)

SHOTS = os.environ.get("DUKAN_TEST_SHOTS", "")  # a folder to look at what the browsers showed


async def shot(page: Page, name: str) -> None:
    if SHOTS:
        await page.screenshot(path=Path(SHOTS) / f"{name}.png")


async def signed_in(browser: Browser, desk: AtTheDesk, who: str, **look: Any) -> Page:
    look = {"viewport": {"width": 1380, "height": 860}, **look}
    context = await browser.new_context(base_url=str(desk.client.base_url), **look)
    page = await context.new_page()
    page.set_default_timeout(MOST_MILLISECONDS)
    await page.goto("/desk")
    await page.get_by_label("E-mail").fill(f"{who}@shop.example")
    await page.get_by_label("Password").fill(f"{who}'s word")
    await shot(page, "sign-in")
    await page.get_by_role("button", name="Sign in").click()
    return page


def filled(desk: AtTheDesk, conversation: str) -> None:
    """Three bags of atta in the customer's cart."""
    parts = desk.gateway.desk
    buyer = parts.store.conversation(conversation).customer
    parts.carts.add(AddToCart(buyer, (Item("ATTA-10", 3),)), datetime.now(UTC))
