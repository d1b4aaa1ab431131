"""A widget made for Rasa, from npm, talks to the gateway as it is.

`npm pack rasa-webchat@1.0.1`, then DUKAN_RASA_WEBCHAT=rasa-webchat-1.0.1.tgz: its bundle is half a megabyte
of other people's work and no part of this project, and no test reaches outside this machine.
"""

import asyncio
import os
import tarfile
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from chat.ports import Conversation, Understood, Waiting
from chat.reply import Command, Option, choice, text
from tests.app.gateway_under_test import gateway

PACKED = os.environ.get("DUKAN_RASA_WEBCHAT", "")
PAGE = """<!doctype html><meta charset="utf-8"><title>A shop</title><div id="rasaWebchat"></div>
<script src="/bundle.js"></script>
<script>
WebChat.default({socketUrl: location.origin, socketPath: "/socket.io/", embedded: true}, null)
</script>"""


class SmallTalk:
    """Offers a choice, and says what was chosen."""

    async def think(self, at: Conversation, waiting: Waiting, command: Command | None) -> Understood:
        if command:
            return Understood((text(f"Chosen: {command.entities['what']}"),), {}, "chosen")
        rice = Option("Basmati", Command("chosen", {"what": "basmati"}))
        return Understood((choice(f"Which rice for {waiting.text}?", rice),), {}, "asked")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """The address of a gateway that runs on a thread of its own: this one's event loop is Playwright's."""
    address: Future[str] = Future()
    over: Future[None] = Future()

    async def serve() -> None:
        async with gateway(tmp_path, SmallTalk()) as (client, _):
            address.set_result(str(client.base_url).rstrip("/"))
            await asyncio.wrap_future(over)

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    yield address.result(60)
    over.set_result(None)
    thread.join(30)


@pytest.mark.skipif(not PACKED, reason="DUKAN_RASA_WEBCHAT names no bundle: npm pack rasa-webchat@1.0.1")
def test_it_talks_shows_buttons_and_comes_back_to_its_conversation(browser: Browser, served: str) -> None:
    with tarfile.open(PACKED) as packed:
        inner = packed.extractfile("package/lib/index.js")
        assert inner
        bundle = inner.read()

    def bundle_of(route: Route) -> None:
        route.fulfill(body=bundle, content_type="text/javascript")

    context = browser.new_context()
    page = context.new_page()
    page.route("**/try", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.route("**/bundle.js", bundle_of)
    page.goto(f"{served}/try")
    box = page.locator(".rw-new-message")
    box.fill("my shop")
    box.press("Enter")
    expect(page.locator(".rw-response").last).to_contain_text("Which rice for my shop?")
    page.locator(".rw-reply", has_text="Basmati").click()
    expect(page.locator(".rw-response").last).to_contain_text("Chosen: basmati")

    # After a reload the same conversation goes on, under the token that it was given as its session id.
    page.reload()
    box.fill("again")
    box.press("Enter")
    expect(page.locator(".rw-response").last).to_contain_text("Which rice for again?")
    context.close()
