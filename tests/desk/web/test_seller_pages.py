"""A seller's pages: every order can be reached, nothing is lost without a word, what waits is seen."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, expect

from shop.cart.store.agreed_prices import ask_quote
from shop.catalogue.product import Product, Tier
from shop.catalogue.service import CatalogueWrites
from shop.delivery.service import deliveries
from shop.money import Money
from shop.orders.order import Line, Order
from shop.orders.service.orders import Orders
from tests.desk.at_the_desk import AtTheDesk, at_the_desk
from tests.desk.browsing import shot, signed_in

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
PHONE = {"viewport": {"width": 390, "height": 844}}


def ordered(at: AtTheDesk, customer: str, status: Any, numbers: range) -> None:
    """An order an hour, each with a bag of atta."""
    for n in numbers:
        line = Line("ATTA-10", "Chakki atta", 1, Money.of("410"))
        day = NOW + timedelta(hours=n)
        Orders(at.gateway.db).place(Order(f"ORD-{n:04}", customer, day, status, (line,)), day)


async def numbers(at: AtTheDesk, query: str) -> list[str]:
    answer = await at.ask("grain", "GET", f"/v1/staff/orders?{query}")
    return [order["id"] for order in answer.json()["orders"]]


async def test_every_order_is_reached_the_newest_first(tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as at:
        conversation, _ = await at.customer()
        buyer = at.gateway.store.conversation(conversation).customer
        ordered(at, buyer, "pending", range(90))
        ordered(at, buyer, "delivered", range(1000, 1070))
        first = await numbers(at, "")
        assert first[0] == "ORD-0089"
        assert [*first, *await numbers(at, "at=1"), *await numbers(at, "at=2")] == [
            f"ORD-{n:04}" for n in reversed(range(90))
        ]
        past = [number for n in range(3) for number in await numbers(at, f"past=1&at={n}")]
        assert past == [f"ORD-{n:04}" for n in reversed(range(1000, 1070))]
        assert await numbers(at, "q=0003") == ["ORD-0003"]
        cookie = {"Cookie": f"dukan_staff={at.tokens['grain']}"}
        assert (await at.client.get("/seller/orders/ORD-0003/label", headers=cookie)).status_code == 200
        assert (await at.client.get("/seller/orders/ORD-1000/label", headers=cookie)).status_code == 200


async def test_orders_are_turned_over_and_searched_on_the_page(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as at:
        conversation, _ = await at.customer()
        ordered(at, at.gateway.store.conversation(conversation).customer, "pending", range(70))
        page = await signed_in(browser, at, "grain", **PHONE)
        await page.goto("/seller/orders")
        await expect(page.locator("article").first).to_contain_text("ORD-0069")
        await shot(page, "orders-phone")
        await page.get_by_role("link", name="Older").click()
        await page.get_by_role("link", name="Older").click()
        await expect(page.locator("article").last).to_contain_text("ORD-0000")
        await shot(page, "orders-last")
        await page.get_by_label("Search").fill("ord-0042")
        await page.keyboard.press("Enter")
        await expect(page.locator("article")).to_have_count(1)
        await expect(page.locator("article")).to_contain_text("ORD-0042")
        await page.get_by_label("Search").fill("nobody")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("No open order has “nobody”")).to_be_visible()
        await page.context.close()


async def test_quantity_prices_go_only_after_a_yes(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as at:
        tiers = (Tier(10, Money.of("400")), Tier(50, Money.of("380")))
        CatalogueWrites(at.gateway.db).products(
            [Product("ATTA-10", "Chakki atta", Money.of("410"), tiers=tiers)], frozenset({"tiers"})
        )
        page = await signed_in(browser, at, "grain")
        await page.goto("/seller/products")
        asked: list[str] = []
        answers = [False, True]

        async def answer(dialog: Any) -> None:
            asked.append(dialog.message)
            await (dialog.accept() if answers.pop(0) else dialog.dismiss())

        page.on("dialog", answer)

        def kept() -> list[int]:
            product = at.gateway.catalogue.product("ATTA-10")
            assert product is not None
            return [tier.from_quantity for tier in product.tiers]

        price = page.get_by_label("Price of Chakki atta")
        await price.fill("395")
        await price.press("Enter")
        await expect(page.locator("#toast")).to_contain_text("would go")
        assert kept() == [10, 50]
        async with page.expect_navigation():
            await price.press("Enter")
        told = "At Rs 395 the quantity price Rs 400 from 10 is no longer lower, and would go."
        assert asked == [f"{told} Save all the same?"] * 2
        assert kept() == [50]
        await expect(page.get_by_text("1 quantity price", exact=False)).to_be_visible()
        refused = await at.ask("grain", "PUT", "/v1/staff/products/ATTA-10", {"price": 300})
        assert refused.status_code == 409
        assert "Rs 380 from 50" in refused.json()["title"]
        assert kept() == [50]
        await page.context.close()


async def test_wishes_for_a_price_are_seen_from_every_page(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as at:
        conversation, _ = await at.customer()
        buyer = at.gateway.store.conversation(conversation).customer
        atta = at.gateway.catalogue.product("ATTA-10")
        assert atta is not None
        with at.gateway.db.write() as tx:
            ask_quote(tx, buyer, conversation, atta, 500, None, datetime.now(UTC))
        page = await signed_in(browser, at, "grain")
        await expect(page.get_by_role("link", name="Quotes 1")).to_be_visible()
        await shot(page, "quotes-badge")
        await page.get_by_role("link", name="1 wish for a price waits for you").click()
        await expect(page.locator("article", has_text="Chakki atta")).to_be_visible()
        await page.context.close()


async def test_what_the_shop_itself_is_asked_is_seen_and_answered_at_the_desk(
    browser: Browser, tmp_path: Path
) -> None:
    async with at_the_desk(tmp_path) as at:
        conversation, _ = await at.customer()
        buyer = at.gateway.store.conversation(conversation).customer
        CatalogueWrites(at.gateway.db).products([Product("SALT-1", "Rock salt", Money.of("20"))])
        now = datetime.now(UTC)
        at.gateway.desk.questions.ask(conversation, buyer, "SALT-1", "iodised?", now, key="ask")
        with at.gateway.db.write() as tx:
            salt = at.gateway.catalogue.product("SALT-1")
            assert salt is not None
            ask_quote(tx, buyer, conversation, salt, 500, None, datetime.now(UTC))
        page = await signed_in(browser, at, "meena")
        await page.get_by_role("link", name="Quotes 1").click()
        await expect(page.locator("article", has_text="Rock salt")).to_be_visible()
        await page.get_by_role("link", name="questions 1").click()
        asked = page.locator("article", has_text="Rock salt")
        await expect(asked).to_contain_text("sold by the shop itself")
        await shot(page, "questions-of-the-shop")
        await asked.get_by_label("Your answer").fill("No, it is not.")
        async with page.expect_navigation():
            await asked.get_by_role("button", name="Answer").click()
        said = at.gateway.store.last_said(conversation)
        assert said is not None
        assert "The shop answers: No, it is not." in said.lead
        await expect(page.get_by_role("link", name="questions 1")).to_have_count(0)
        await page.context.close()


async def test_an_admin_states_what_delivery_costs_and_takes(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as at:
        page = await signed_in(browser, at, "meena")
        await page.goto("/admin/settings")
        await expect(page.get_by_text("Nothing is set: customers are promised no day")).to_be_visible()
        await page.get_by_label("Charge").fill("49.50")
        await page.get_by_label("Days", exact=True).fill("3")
        await page.get_by_label("Free from").fill("2000")
        async with page.expect_navigation():
            await page.get_by_label("Free from").press("Enter")
        await expect(page.get_by_role("row", name="everywhere Standard Rs 49.50 3 Rs 2,000")).to_be_visible()
        await shot(page, "delivery-settings")
        with at.gateway.db.read() as tx:
            (way,) = deliveries(tx, ["ATTA-10"], "560001", Money.of("410"), NOW).ways
        assert (way.cost, way.name) == (Money(4950), "Standard")
        await page.context.close()
