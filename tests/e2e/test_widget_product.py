"""The widget on the demo storefront, against the whole product: Rasa, actions, database, live line."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browser import DESKTOP, PHONE, Chat
from tests.e2e.product import Product


@pytest.fixture(params=["phone", "desktop"])
def chat(request: pytest.FixtureRequest, browser: Browser, product: Product) -> Iterator[Chat]:
    phone = request.param == "phone"
    context = browser.new_context(viewport=PHONE if phone else DESKTOP, is_mobile=phone, has_touch=phone)
    chat = Chat.at(context, f"{product.url}/demo").open()
    yield chat
    assert chat.faults == []
    context.close()


def test_a_retailer_asks_for_basmati_rice_and_looks_closer(chat: Chat) -> None:
    chat.say("do you have basmati rice")
    first = chat.host.locator(".card").first
    expect(first).to_contain_text("Basmati")
    expect(first).to_contain_text("Rs ")
    image = first.locator("img")
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.naturalWidth") > 0
    title = first.locator(".title").inner_text()
    first.get_by_role("button", name="Details").click()
    expect(chat.own.last).to_contain_text("Details")
    expect(chat.replies.last).to_contain_text(title)
    expect(chat.own.last).to_contain_text("Sent")


def test_several_messages_typed_fast_are_answered_once_each_and_are_there_after_a_reload(chat: Chat) -> None:
    chat.say("hello")
    expect(chat.replies).not_to_have_count(0)
    chat.until_live()
    for words in ("sugar", "salt", "tea"):
        chat.say(words)
    expect(chat.own).to_have_count(4)
    for own in chat.own.all():
        expect(own).to_contain_text("Sent")
    chat.page.reload()
    if not chat.panel.is_visible():
        chat.open()
    expect(chat.own).to_have_count(4)
    assert chat.own.locator(".bubble").all_inner_texts() == ["hello", "sugar", "salt", "tea"]
    before = chat.replies.count()
    chat.say("rice")
    expect(chat.replies).not_to_have_count(before)
    ids = [node.get_attribute("data-id") for node in chat.host.locator(".log > .said").all()]
    assert len(ids) == len(set(ids))


def test_two_windows_of_one_customer_show_the_same(browser: Browser, product: Product) -> None:
    context = browser.new_context(viewport=DESKTOP)
    one = Chat.at(context, f"{product.url}/demo").open()
    one.say("hello")
    expect(one.replies).not_to_have_count(0)
    two = Chat.at(context, f"{product.url}/demo").open()
    expect(two.own.last).to_contain_text("hello")
    one.say("toor dal")
    expect(two.own.last).to_contain_text("toor dal")
    expect(one.host.locator(".card").first).to_be_visible()
    expect(two.host.locator(".card").first).to_be_visible()
    assert one.said() == two.said()
    context.close()


def test_a_signed_in_retailer_keeps_the_talk_of_the_visit(browser: Browser, product: Product) -> None:
    context = browser.new_context(viewport=DESKTOP)
    chat = Chat.at(context, f"{product.url}/demo").open()
    chat.say("hello")
    expect(chat.replies).not_to_have_count(0)
    choose = chat.page.get_by_label("Shopping as")
    name = choose.locator("option").nth(1).inner_text().split(",")[0]
    with chat.page.expect_response("**/v1/chat/identify") as identified:
        choose.select_option(index=1)
    assert identified.value.status == 200
    expect(chat.host.locator(".intro")).to_contain_text(f"Namaste, {name}!")
    expect(chat.own).to_have_count(1)
    context.close()
