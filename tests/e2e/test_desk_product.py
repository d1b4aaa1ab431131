"""A customer in one browser, an agent in another, and the whole product between them."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.browser import DESKTOP, Chat
from tests.e2e.product import Product

SHOTS = os.environ.get("DUKAN_TEST_SHOTS", "")  # a folder to look at what the browsers showed
WIDE = {"width": 1380, "height": 860}


def password(product: Product, email: str) -> str:
    """As it was printed at the first start."""
    found = re.search(rf"{re.escape(email)}\s+(\S+)", product.said())
    assert found, f"no password of {email} was printed"
    return found[1]


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png")


def signed_in(browser: Browser, product: Product, email: str, **look: object) -> Page:
    context = browser.new_context(base_url=product.url, **{"viewport": WIDE, **look})  # type: ignore[arg-type]  # as Playwright takes them
    page = context.new_page()
    page.goto("/desk/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password(product, email))
    page.get_by_role("button", name="Sign in").click()
    return page


@pytest.fixture
def asha(browser: Browser, product: Product) -> Iterator[Page]:
    page = signed_in(browser, product, "asha@dukan.example")
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    page.context.close()
    assert faults == []


@pytest.fixture
def chat(browser: Browser, product: Product) -> Iterator[Chat]:
    context = browser.new_context(viewport=DESKTOP)
    chat = Chat.at(context, f"{product.url}/demo").open()
    yield chat
    assert chat.faults == []
    context.close()


def row_of(page: Page, words: str) -> Locator:
    return page.locator(".row", has_text=words)


def answered_with_a_card(chat: Chat, asha: Page) -> str:
    """A canned answer and a product's card; the product's title."""
    words = asha.get_by_label("Your words")
    expect(words).to_have_attribute("placeholder", re.compile("Write to the customer"))
    words.fill("/")
    expect(asha.locator(".picker button").first).to_be_visible()
    words.press("Enter")
    expect(words).not_to_have_value("/")
    canned = words.input_value()
    assert "{" not in canned
    words.press("Enter")
    chat.hears(canned)
    asha.get_by_role("button", name="+ Product").click()
    asha.get_by_label("Product by name or number").fill("toor dal")
    pick = asha.locator(".picker button").first
    expect(pick).to_contain_text(re.compile("dal", re.IGNORECASE))
    title = str(pick.evaluate("b => b.firstChild.textContent")).strip()
    pick.click()
    card = chat.host.locator(".card", has_text=title).last
    expect(card).to_be_visible()
    return title


def cart_changed(chat: Chat, asha: Page, title: str) -> None:
    """The agent puts the product into the customer's cart, twelve of it, and notes something."""
    words = asha.get_by_label("Your words")
    chat.say("yes put some in my cart please")
    expect(asha.locator(".bubble").last).to_contain_text("put some in my cart")
    asha.locator(".panel").get_by_role("button", name="Add").click()
    asha.get_by_label("Product by name or number").fill(title)
    asha.locator(".picker button", has_text=title).first.click()
    chat.hears(f"Asha put 1 x {title} in your cart.")
    line = asha.get_by_label(f"Quantity of {title}")
    line.fill("12")
    line.press("Enter")
    chat.hears(f"Asha put 12 x {title} in your cart.")
    expect(asha.locator(".panel .cart .sum")).to_contain_text("Rs")
    asha.get_by_role("button", name="Note", exact=True).click()
    words.fill("@Ravi hotel, wants weekly delivery")
    words.press("Enter")
    expect(asha.locator(".note")).to_contain_text("weekly delivery")
    shot(asha, "desk-thread")
    shot(chat.page, "desk-customer")


def test_a_person_takes_over_acts_for_the_customer_and_hands_back(chat: Chat, asha: Page) -> None:
    asha.get_by_role("tab", name="Waiting").click()
    chat.say("do you have basmati rice")
    expect(chat.host.locator(".card").first).to_contain_text("Basmati")
    chat.say("I want to talk to a person")
    chat.hears("I have called a colleague")
    chat.say("it is for my hotel")
    chat.hears("Kept for my colleague")

    # The agent sees it without loading anything, with the customer's own last words.
    row = row_of(asha, "it is for my hotel")
    expect(row).to_be_visible()
    row.click()
    expect(asha.locator(".summary")).to_contain_text("look for goods")
    shot(asha, "desk-waiting")
    asha.keyboard.press("Alt+t")
    chat.hears("Asha is here now")

    title = answered_with_a_card(chat, asha)
    cart_changed(chat, asha, title)

    # Back to the assistant, which knows what was done and greets nobody.
    asha.keyboard.press("Alt+b")
    chat.hears("Asha has handed back to me, the assistant.")
    chat.hears(f"12 x {title} in your cart")
    expect(asha.locator(".state")).to_have_text("The assistant has it")
    before = chat.replies.count()
    chat.say("make it 20")
    expect(chat.replies).not_to_have_count(before)
    chat.hears("20")
    chat.hears(title)
    assert not any("namaste" in said.lower() for said in chat.said()[1:])


def test_resolved_asks_once_how_it_was_and_the_desk_sees_the_tap(chat: Chat, asha: Page) -> None:
    chat.say("I want to talk to a human")
    chat.hears("colleague")
    chat.say("my last delivery was late")
    chat.hears("Kept for my colleague")
    asha.get_by_role("tab", name="Waiting").click()
    row_of(asha, "my last delivery was late").last.click()
    asha.get_by_role("button", name="Take over").click()
    chat.hears("Asha is here now")
    asha.get_by_role("button", name="Resolve").click()
    chat.hears("How did we do?")
    chat.host.get_by_role("button", name="Very good").click()
    chat.hears("Thank you, that helps us.")
    expect(asha.locator(".state")).to_have_text("The assistant has it")
    asha.reload()
    expect(asha.locator(".panel")).to_contain_text("Very good")


def test_who_waits_gets_the_assistant_back_by_words(chat: Chat, asha: Page) -> None:
    chat.say("connect me to an agent")
    chat.hears("I have called a colleague")
    chat.say("bot se baat karni hai")
    chat.hears("I am with you again")
    chat.say("do you have sugar")
    expect(chat.host.locator(".card").first).to_contain_text(re.compile("sugar", re.IGNORECASE))


def test_an_agent_who_signs_out_leaves_the_customer_first_in_the_line(
    chat: Chat, browser: Browser, product: Product
) -> None:
    ravi = signed_in(browser, product, "ravi@dukan.example")
    chat.say("please give me a human")
    chat.hears("colleague")
    ravi.get_by_role("tab", name="Waiting").click()
    row_of(ravi, "please give me a human").click()
    ravi.get_by_role("button", name="Take over").click()
    chat.hears("Ravi is here now")
    ravi.get_by_role("button", name="Sign out").click()
    chat.hears("My colleague had to leave. You are first in the line")
    ravi.context.close()
