"""What agents see and do in an open conversation, with a customer on the other side."""

import asyncio
import struct
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import socketio
from playwright.async_api import Browser, Page, expect

from shop.money import Money
from shop.orders.order import Line, Order
from shop.orders.service.orders import Orders
from tests.desk.at_the_desk import AtTheDesk, at_the_desk
from tests.desk.browsing import shot, signed_in


def picture() -> bytes:
    """A red dot as PNG."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00\xff\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", body) + part(b"IEND", b"")


async def begun(at: AtTheDesk, who: str = "") -> tuple[str, dict[str, str]]:
    """A conversation in which the customer wrote; somebody has it."""
    conversation, mine = await at.customer()
    await at.client.post("/v1/chat/messages", json={"id": "1", "text": "where is it"}, headers=mine)
    at.gateway.desk.desk.ask(conversation, "complaint", datetime.now(UTC))
    if who:
        at.gateway.desk.desk.claim(conversation, at.id_of(who), datetime.now(UTC))
    return conversation, mine


def ordered(at: AtTheDesk, conversation: str) -> None:
    """The customer has an order that is not packed yet."""
    customer, now = at.gateway.store.conversation(conversation).customer, datetime.now(UTC)
    line = Line("ATTA-10", "Chakki atta", 4, Money.of("410"))
    Orders(at.gateway.db).place(Order("ORD-7", customer, now, "pending", (line,)), now)


async def opened(browser: Browser, at: AtTheDesk, who: str, conversation: str, **look: Any) -> Page:
    page = await signed_in(browser, at, who, **look)
    await page.goto(f"/desk/c/{conversation}")
    await expect(page.locator(".bubble").first).to_be_visible()
    return page


async def test_the_panel_shows_what_its_own_buttons_did(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as at:
        conversation, _ = await begun(at, "asha")
        ordered(at, conversation)
        page = await opened(browser, at, "asha", conversation)
        page.on("dialog", lambda dialog: asyncio.ensure_future(dialog.accept()))
        panel = page.locator(".panel")
        await panel.get_by_role("button", name="Order again").press("Enter")
        await expect(panel.locator(".cart")).to_contain_text("Chakki atta")
        await panel.get_by_role("button", name="Cancel").press("Enter")
        await expect(panel.locator(".orders .tag")).to_have_text("cancelled")
        await shot(page, "panel")
        await page.context.close()


async def test_at_once_is_shown_as_at_once_and_a_label_leaves_the_header_whole(
    browser: Browser, tmp_path: Path
) -> None:
    async with at_the_desk(tmp_path) as at:
        conversation, _ = await begun(at, "asha")
        page = await opened(browser, at, "asha", conversation)
        height = (await page.locator(".bar").bounding_box() or {})["height"]
        at.gateway.desk.work.label(conversation, "vip", True, "x", datetime.now(UTC))
        await page.get_by_text("More", exact=True).click()
        await page.get_by_role("button", name="Priority: At once").click()
        await page.reload()
        await expect(page.get_by_title("Take this label off")).to_be_visible()
        assert (await page.locator(".bar").bounding_box() or {})["height"] == height
        await page.get_by_text("More", exact=True).click()
        await expect(page.locator(".menu [aria-current]")).to_have_text("Priority: At once")
        await shot(page, "label")
        await page.context.close()


async def test_both_sides_see_that_the_other_writes(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as at:
        conversation, mine = await begun(at, "asha")
        page = await opened(browser, at, "asha", conversation)
        heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        customer = socketio.AsyncClient()
        customer.on("typing", heard.put)
        token = mine["Authorization"].removeprefix("Bearer ")
        await customer.connect(str(at.client.base_url), auth={"token": token})
        await customer.emit("typing", {})
        await expect(page.locator(".typing")).to_have_text("The customer is writing")
        await shot(page, "typing")
        await page.get_by_role("button", name="Note", exact=True).click()
        await page.get_by_label("Your words").press_sequentially("hm")
        await page.get_by_role("button", name="Reply", exact=True).click()
        async with page.expect_response("**/typing"):
            await page.wait_for_timeout(2600)  # it is said again only after a while
            await page.get_by_label("Your words").press_sequentially("I look")
        assert await heard.get() == {"from": "agent", "name": "Asha"}
        assert heard.empty()  # of the note, nothing
        await customer.disconnect()
        await page.context.close()


async def test_what_could_not_be_sent_is_said_and_kept(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as at:
        conversation, _ = await begun(at, "asha")
        page = await opened(browser, at, "asha", conversation)
        words = page.get_by_label("Your words")
        await words.fill("It leaves today.")
        await page.context.set_offline(True)
        await words.press("Enter")
        await expect(page.get_by_role("alert")).to_have_text("Not sent. You are offline.")
        await expect(words).to_have_value("It leaves today.")
        await shot(page, "unsent")
        await page.context.set_offline(False)
        await words.press("Enter")
        await expect(page.locator(".from-agent")).to_contain_text("It leaves today.")
        await expect(page.get_by_role("alert")).to_be_hidden()
        await page.context.close()


async def test_a_conversation_is_taken_over_from_a_colleague(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as at:
        conversation, mine = await begun(at, "ravi")
        ravi = await opened(browser, at, "ravi", conversation)
        page = await opened(browser, at, "asha", conversation)
        asked: list[str] = []

        async def yes(dialog: Any) -> None:
            asked.append(dialog.message)
            await dialog.accept()

        page.on("dialog", yes)
        await shot(page, "colleague")
        await page.get_by_role("button", name="Take over from Ravi").click()
        await expect(page.locator(".state")).to_have_text("You have it")
        assert asked == ["Ravi has this conversation. Take it over? The customer is told."]
        await expect(ravi.locator(".state")).to_have_text("Asha has it")
        await expect(ravi.locator("#toast")).to_have_text("A colleague took over a conversation of yours")
        said = (await at.client.get("/v1/chat/messages", headers=mine)).json()["messages"]
        assert said[-1]["text"] == "Asha takes over from here."
        # Nobody takes it from whom they did not see to have it.
        claim = f"/v1/staff/conversations/{conversation}/claim"
        late = await at.ask("ravi", "POST", claim, {"from": at.id_of("ravi")})
        assert (late.status_code, late.json()["title"]) == (409, "A colleague has taken it.")
        for one in (page, ravi):
            await one.context.close()


async def test_a_photo_from_the_web_reaches_the_person(browser: Browser, tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as at:
        conversation, mine = await begun(at)
        sent = await file(at, mine, "a", "broken.png", "image/png")
        assert sent.status_code == 200
        assert "Kept for my colleague" in sent.json()["replies"][0]["text"]
        at.gateway.desk.desk.claim(conversation, at.id_of("asha"), datetime.now(UTC))
        assert (await file(at, mine, "b", "bill.pdf", "application/pdf")).json()["replies"] == []
        page = await opened(browser, at, "asha", conversation)
        photo = page.get_by_alt_text("Photo from the customer")
        await expect(photo).to_be_visible()
        assert await photo.evaluate("i => i.decode().then(() => i.naturalWidth)") == 1
        await expect(page.get_by_role("link", name="bill.pdf")).to_be_visible()
        await shot(page, "photo")
        history = (await at.client.get("/v1/chat/messages", headers=mine)).json()["messages"]
        assert {"broken.png", "bill.pdf"} <= {said["text"] for said in history}
        # The assistant reads no pictures, and says so.
        at.gateway.desk.desk.release(conversation, at.id_of("asha"), datetime.now(UTC))
        assert (await file(at, mine, "c", "again.png", "image/png")).status_code == 422
        await page.context.close()


async def file(at: AtTheDesk, mine: dict[str, str], id: str, name: str, kind: str) -> httpx.Response:
    return await at.client.post(
        f"/v1/chat/files?id={id}&name={name}", content=picture(), headers={**mine, "Content-Type": kind}
    )
