"""A customer and an agent, each in a browser of their own."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, Route, expect

from tests.desk.at_the_desk import at_the_desk
from tests.desk.browsing import filled, shot, signed_in


async def test_take_over_answer_and_hand_back(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as desk:
        desk.gateway.desk.work.put_canned(
            "late", "Late order", "Sorry {name}, {agent} here.", "x", datetime.now(UTC)
        )
        faults: list[str] = []
        page = await signed_in(browser, desk, "asha")
        page.on("pageerror", lambda error: faults.append(str(error)))
        await expect(page.get_by_role("heading", name="All quiet")).to_be_visible()

        # A customer asks for a person: it is there without a reload.
        conversation, mine = await desk.customer()
        said = {"id": "1", "text": "where is my order <b>now</b>"}
        await desk.client.post("/v1/chat/messages", json=said, headers=mine)
        parts = desk.gateway.desk
        filled(desk, conversation)
        parts.desk.ask(conversation, "complaint", datetime.now(UTC))
        await page.get_by_role("tab", name="Waiting").click()
        await page.get_by_text("complaint").first.click()
        await expect(page.get_by_text("where is my order <b>now</b>").last).to_be_visible()
        await expect(page.locator(".panel .sum")).to_contain_text("Rs 1,230")
        await shot(page, "waiting")

        # Taken, answered by keyboard with a canned answer and a product's card.
        await page.get_by_role("button", name="Take over").click()
        await expect(page.get_by_role("button", name="Back to bot")).to_be_visible()
        words = page.get_by_label("Your words")
        await words.fill("/late")
        await words.press("Enter")
        await expect(words).to_have_value("Sorry, Asha here.")
        await words.press("Enter")
        await expect(page.locator(".from-agent")).to_contain_text("Sorry, Asha here.")
        await page.get_by_role("button", name="+ Product").click()
        await page.get_by_label("Product by name or number").fill("cardam")
        await page.locator(".picker button", has_text="cardamom").click()
        await expect(page.locator(".card")).to_contain_text("Green cardamom 8 mm")
        await page.get_by_role("button", name="Note", exact=True).click()
        await words.fill("Asks about ORD-7")
        await words.press("Enter")
        await expect(page.locator(".note")).to_contain_text("Asks about ORD-7")

        # What the customer writes shows without a reload; the bot is silent.
        answer = await desk.client.post(
            "/v1/chat/messages", json={"id": "2", "text": "thank you"}, headers=mine
        )
        assert answer.json()["replies"] == []
        await expect(page.locator(".bubble").last).to_contain_text("thank you")
        await shot(page, "thread")

        await page.get_by_role("button", name="Resolve").click()
        await expect(page.locator(".state")).to_have_text("Resolved")
        await page.reload()
        await expect(page.locator(".state")).to_have_text("Resolved")
        assert faults == []

        dark = await signed_in(browser, desk, "ravi", color_scheme="dark")
        await dark.goto(f"/desk/c/{conversation}")
        await expect(dark.locator(".bubble").first).to_be_visible()
        await shot(dark, "dark")
        for open_page in (page, dark):  # their live feeds would keep the server waiting
            await open_page.context.close()


async def test_pages_are_closed_to_strangers_and_to_sellers(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as desk:
        answer = await desk.client.get("/desk")
        assert (answer.status_code, answer.headers["location"]) == (303, "/desk/sign-in")
        cookie = {"Cookie": f"dukan_staff={desk.tokens['asha']}"}
        conversation, _ = await desk.customer()
        claim = f"/v1/staff/conversations/{conversation}/claim"
        assert (await desk.client.post(claim, headers=cookie)).status_code == 403  # no CSRF token
        seller = {"Cookie": f"dukan_staff={desk.tokens['spice']}"}
        answer = await desk.client.get("/desk", headers=seller)
        assert (answer.status_code, answer.headers["location"]) == (303, "/seller")
        form = {"email": "asha@shop.example", "password": "asha's word"}
        elsewhere = {"Origin": "https://evil.example"}
        assert (await desk.client.post("/desk/sign-in", data=form, headers=elsewhere)).status_code == 403
        answer = await desk.client.post("/desk/sign-in", data=form)
        kept = answer.headers["set-cookie"].lower()
        assert "httponly" in kept
        assert "samesite=strict" in kept


async def test_a_seller_answers_and_an_admin_looks_after_the_rest(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as desk:
        conversation, mine = await desk.customer()
        parts = desk.gateway.desk
        buyer = parts.store.conversation(conversation).customer
        words = "Is it this year's crop? Ring me on 98765 43210"
        parts.questions.ask(conversation, buyer, "CARDAMOM-1", words, datetime.now(UTC), key="ask")
        page = await signed_in(browser, desk, "spice")
        await expect(page.get_by_role("heading", name="Questions to Spice House")).to_be_visible()
        await expect(page.locator(".quote")).to_contain_text("Ring me on [number hidden]")
        await page.get_by_label("Your answer").fill("Yes, picked in October.")
        await page.get_by_role("button", name="Answer").click()
        await expect(page.locator(".quote.theirs")).to_contain_text("Yes, picked in October.")
        await shot(page, "seller")
        history = (await desk.client.get("/v1/chat/messages", headers=mine)).json()["messages"]
        assert [m["from"] for m in history] == ["seller"]

        admin = await signed_in(browser, desk, "meena")
        await admin.get_by_role("link", name="Admin").click()
        await admin.get_by_role("link", name="Sellers and flags").click()
        await expect(admin.get_by_role("heading", name="Flags from the relay")).to_be_visible()
        await expect(admin.get_by_text("98765 43210")).to_be_visible()
        await shot(admin, "admin")
        await admin.get_by_role("button", name="Fine").click()
        await expect(admin.get_by_text("Nothing to look at.")).to_be_visible()
        for open_page in (page, admin):
            await open_page.context.close()


async def test_no_quick_click_opens_a_row_of_the_box_before(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as desk:
        waiting, mine = await desk.customer()
        await desk.client.post("/v1/chat/messages", json={"id": "1", "text": "a torn bag"}, headers=mine)
        desk.gateway.desk.desk.ask(waiting, "complaint", datetime.now(UTC))
        _, other = await desk.customer()
        await desk.client.post("/v1/chat/messages", json={"id": "1", "text": "good evening"}, headers=other)
        page = await signed_in(browser, desk, "asha")
        await page.get_by_role("tab", name="All").click()
        await expect(page.locator(".row").first).to_contain_text("good evening")

        async def late(route: Route) -> None:
            await asyncio.sleep(1)
            await route.continue_()

        await page.route("**/desk/part/inbox?*box=waiting*", late)
        await page.get_by_role("tab", name="Waiting").click()
        await page.locator(".row").first.click()
        await expect(page.locator(".said")).to_contain_text("a torn bag")

        # Where the line breaks, what is there can be used again.
        await page.route("**/desk/part/inbox?*box=all*", lambda route: route.abort())
        await page.get_by_role("tab", name="All").click()
        await page.locator(".row").first.click()
        await page.unroute_all(behavior="wait")
