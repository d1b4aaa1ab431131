"""A real Chromium for tests, and the widget as a person meets it there."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1200, "height": 800}
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def chromium_path() -> str:
    """Where Chromium is; fails with what to do where it is not."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    raise AssertionError("These tests need Chromium. On Debian: apt-get install -y chromium")


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; keep it no longer than one module's tests, for it holds the thread's event loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


class Chat:
    """The widget on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.host = page.locator("#dukan-chat")
        self.faults: list[str] = []  # uncaught errors of the page's scripts
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    @classmethod
    def at(cls, context: BrowserContext, url: str) -> "Chat":
        """On a new page, loaded and with the widget there."""
        chat = cls(context.new_page())
        chat.page.goto(url)
        expect(chat.launcher).to_be_visible()
        return chat

    @property
    def launcher(self) -> Locator:
        return self.host.locator(".launcher")

    @property
    def panel(self) -> Locator:
        return self.host.get_by_role("dialog")

    @property
    def box(self) -> Locator:
        return self.host.get_by_role("textbox")

    @property
    def own(self) -> Locator:
        """What the customer said."""
        return self.host.locator(".said.mine")

    @property
    def replies(self) -> Locator:
        """What was answered, without the greeting."""
        return self.host.locator(".log > .said:not(.mine)")

    def open(self) -> "Chat":
        self.launcher.click()
        expect(self.panel).to_be_visible()
        return self

    def say(self, words: str) -> None:
        """Type and send."""
        self.box.fill(words)
        self.box.press("Enter")

    def hears(self, words: str) -> None:
        """The last reply says this."""
        expect(self.replies.last).to_contain_text(words)

    def said(self) -> list[str]:
        """All bubbles, in order, greeting left out."""
        return self.host.locator(".log > .said .bubble").all_inner_texts()

    def until_live(self) -> None:
        """Wait until the live side is there: then no notice stands."""
        expect(self.host.locator(".notice")).to_have_text("")
