"""The widget and the storefront for everybody: keyboard, screen reader, contrast, small screens."""

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import AXE, DESKTOP, PHONE, Chat
from tests.e2e.contract_server import ContractServer


def barriers(page: Page) -> list[str]:
    """What axe-core finds on the page as it is now, shadow trees included."""
    page.evaluate(AXE.read_text("utf-8"))
    page.wait_for_timeout(300)  # fades: half faded text has half the contrast
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{fault['id']} ({fault['impact']}): {json.dumps([node['target'] for node in fault['nodes']][:4])}"
        for fault in found["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(
    browser: Browser, server: ContractServer, scheme: str, size: dict[str, int]
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    chat = Chat.at(context, f"{server.url}/demo")
    assert barriers(chat.page) == []
    chat.page.goto(f"{server.url}/demo/p/OIL-1")
    assert barriers(chat.page) == []
    chat.open()
    assert barriers(chat.page) == []
    for words in ("rice", "cart", "slot", "order", "pay", "big cart"):
        chat.say(words)
        expect(chat.own.last).to_contain_text("Sent")
    server.until_live()
    server.refusals = [(429, "")]
    chat.say("too much")
    expect(chat.own.last.get_by_role("alert")).to_be_visible()
    server.say({"from": "agent", "kind": "text", "text": "Hello, Ravi here."})
    server.say({"from": "system", "kind": "text", "text": "Ravi has left."})
    chat.hears("Ravi has left.")
    assert barriers(chat.page) == []
    chat.page.keyboard.press("Escape")
    chat.page.goto(f"{server.url}/demo/p/NOPE")
    assert barriers(chat.page) == []
    context.close()


@pytest.mark.parametrize(
    "color", ["#ffd54a", "#ffffff", "#000000", "#e53935", "#8e24aa", "#9e9e9e", "nonsense"]
)
def test_any_shop_colour_stays_readable(browser: Browser, server: ContractServer, color: str) -> None:
    for theme in ("light", "dark"):
        context = browser.new_context(viewport=DESKTOP)
        page = server.put_page(f'data-color="{color}" data-theme="{theme}" data-starters="One|Two"')
        chat = Chat.at(context, page).open()
        chat.say("rice")
        expect(chat.host.locator(".card")).to_have_count(3)
        assert barriers(chat.page) == []
        context.close()


def test_the_whole_chat_by_keyboard(browser: Browser, server: ContractServer) -> None:
    context = browser.new_context(viewport=DESKTOP)
    chat = Chat.at(context, server.put_page())
    page = chat.page
    page.keyboard.press("Tab")
    expect(chat.launcher).to_be_focused()
    expect(chat.launcher).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(chat.box).to_be_focused()
    page.keyboard.type("slot")
    page.keyboard.press("Enter")
    chat.hears("When should it come?")
    expect(chat.box).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
    expect(chat.host.get_by_role("button", name="Tomorrow morning")).to_be_focused()
    page.keyboard.press("Enter")
    chat.hears("You tapped slot:1.")
    page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()
    context.close()


def test_a_screen_reader_hears_the_log(browser: Browser, server: ContractServer) -> None:
    context = browser.new_context(viewport=DESKTOP)
    chat = Chat.at(context, server.put_page()).open()
    log = chat.host.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(log).to_have_accessible_name("Chat")
    chat.say("rice")
    chat.hears("Here is what I found:")
    # Who speaks is said, not only shown by the side and the colour.
    expect(chat.own.last.locator(".unseen").first).to_have_text("You: ")
    expect(chat.replies.last.locator(".unseen").first).to_have_text("Assistant: ")
    expect(chat.host.get_by_role("list", name="Products").get_by_role("listitem")).to_have_count(3)
    node = chat.replies.last.element_handle()
    chat.say("hello")
    chat.hears("You said: hello")
    # What was read once is not put in anew, or it would be read again.
    assert node is not None and node.evaluate("node => node.isConnected")
    context.close()


def test_on_a_phone_it_is_a_sheet_that_keeps_the_focus(browser: Browser, server: ContractServer) -> None:
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True, reduced_motion="reduce")
    chat = Chat.at(context, f"{server.url}/demo").open()
    box = chat.panel.bounding_box()
    assert box == {"x": 0, "y": 0, "width": PHONE["width"], "height": PHONE["height"]}
    expect(chat.panel).to_have_attribute("aria-modal", "true")
    expect(chat.panel).to_be_focused()  # not the box: its keyboard would cover the greeting
    inside = "document.activeElement.id"
    for _ in range(12):
        chat.page.keyboard.press("Tab")
        assert chat.page.evaluate(inside) == "dukan-chat"
    assert chat.page.evaluate("document.documentElement.style.overflow") == "hidden"
    chat.host.get_by_role("button", name="Close chat").click()
    expect(chat.panel).to_be_hidden()
    assert chat.page.evaluate("document.documentElement.style.overflow") == ""
    context.close()


def test_the_keyboard_of_a_phone_leaves_the_box_in_sight(browser: Browser, server: ContractServer) -> None:
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True)
    chat = Chat.at(context, server.put_page()).open()
    chat.page.set_viewport_size({"width": 360, "height": 400})
    expect(chat.box).to_be_in_viewport(ratio=1)
    for button in chat.host.locator("button:visible").all():
        size = button.bounding_box()
        assert size and min(size["width"], size["height"]) >= 36
    context.close()


def test_less_motion_where_asked(browser: Browser, server: ContractServer) -> None:
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    chat = Chat.at(context, server.put_page()).open()
    assert chat.panel.evaluate("panel => getComputedStyle(panel).animationName") == "none"
    context.close()


def test_the_theme_of_the_page_wins_over_the_systems(browser: Browser, server: ContractServer) -> None:
    context = browser.new_context(viewport=DESKTOP, color_scheme="dark")
    light = Chat.at(context, server.put_page('data-theme="light"')).open()
    expect(light.panel).to_have_css("background-color", "rgb(244, 246, 248)")
    auto = Chat.at(context, server.put_page()).open()
    expect(auto.panel).to_have_css("background-color", "rgb(17, 20, 24)")
    context.close()
