"""Who is at the desk: at any of its pages, also where the browser sleeps."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

import desk.web.feed
from tests.desk.at_the_desk import AtTheDesk, at_the_desk
from tests.desk.browsing import signed_in


@pytest.fixture(autouse=True)
def rules_run_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.web.feed, "RULES_EVERY_SECONDS", 3600.0)


async def held_and_unseen(browser: Browser, at: AtTheDesk, path: str) -> tuple[Page, str]:
    """An agent at this page, with a conversation whose customer waits, who gave no sign for a long time."""
    page = await signed_in(browser, at, "asha")
    await expect(page.get_by_role("heading", name="All quiet")).to_be_visible()
    await page.clock.install()
    await page.goto(path)
    conversation, mine = await at.customer()
    await at.client.post("/v1/chat/messages", json={"id": "1", "text": "hello"}, headers=mine)
    asha, parts = at.id_of("asha"), at.gateway.desk
    parts.desk.claim(conversation, asha, datetime.now(UTC))
    parts.work.note_presence(asha, datetime.now(UTC) - timedelta(hours=1))
    return page, conversation


def has_it(at: AtTheDesk, conversation: str) -> bool:
    at.gateway.desk.rules.free(datetime.now(UTC))
    return at.gateway.store.conversation(conversation).state == "human"


@pytest.mark.parametrize("path", ["/desk/questions", "/desk/payments", "/desk/security"])
async def test_every_page_of_the_desk_says_that_its_agent_is_there(
    browser: Browser, tmp_path: Path, path: str
) -> None:
    async with at_the_desk(tmp_path) as at:
        page, conversation = await held_and_unseen(browser, at, path)
        async with page.expect_response("**/v1/staff/presence"):
            await page.clock.fast_forward(31_000)
        assert has_it(at, conversation)
        await page.context.close()


async def test_a_page_that_sleeps_is_there_as_long_as_its_line_is_open(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.web.feed, "BEAT_EVERY_SECONDS", 0.05)
    async with at_the_desk(tmp_path) as at:
        page, conversation = await held_and_unseen(browser, at, "/desk")
        await page.route("**/desk/part/**", lambda route: route.abort())
        tab = await page.context.new_cdp_session(page)
        await tab.send("Page.setWebLifecycleState", {"state": "frozen"})
        asha, parts = at.id_of("asha"), at.gateway.desk
        parts.work.note_presence(asha, datetime.now(UTC) - timedelta(hours=1))
        for _ in range(100):  # the line says it, the page can't
            if asha in parts.desk.online(datetime.now(UTC) - timedelta(minutes=1)):
                break
            await asyncio.sleep(0.1)
        assert has_it(at, conversation)
        await page.context.close()
