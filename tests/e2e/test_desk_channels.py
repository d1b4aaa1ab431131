"""People on Telegram and WhatsApp, an agent and a seller in browsers, and the whole product between them."""

import re
import sqlite3
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import DESKTOP, Chat
from tests.e2e.phones import Phones
from tests.e2e.product import Product
from tests.e2e.test_desk_product import row_of, shot, signed_in

SELLER, BUYER = 801, 802
WHATSAPP = "919812345678"


@pytest.fixture
def product(product_on_phones: Product) -> Product:
    return product_on_phones


def a_product_of_the_seller(product: Product) -> tuple[str, str]:
    """(sku, title) of something that the first seller has in stock."""
    with sqlite3.connect(product.data / "dukan.db") as db:
        row = db.execute(
            "select p.sku, p.title from products p join staff s on s.seller_id = p.seller_id "
            "join stock k on k.sku = p.sku where s.email = 'seller@dukan.example' and k.quantity > 50 "
            "order by p.sku limit 1"
        ).fetchone()
    return str(row[0]), str(row[1])


def goes_on_on_the_page(buyer: Chat, seller: Page, phone: Phones) -> None:
    """The buyer asks on; the seller answers on the page this time."""
    buyer.host.get_by_role("button", name="Ask more").last.click()
    buyer.hears("What would you like to know")
    buyer.say("and the inner bag?")
    buyer.hears("I have passed your question")
    phone.hears(SELLER, "and the inner bag?")
    seller.goto("/seller")
    expect(seller.locator(".ask").first).to_contain_text("and the inner bag?")
    shot(seller, "seller-questions")
    seller.locator(".ask").first.get_by_label("Your answer").fill("The inner bag is not.")
    seller.locator(".ask").first.get_by_role("button", name="Answer").click()
    buyer.hears("The inner bag is not.")


def test_a_question_goes_to_the_sellers_phone_and_back_and_the_next_buyer_finds_the_answer(
    browser: Browser, product: Product, phone: Phones
) -> None:
    sku, title = a_product_of_the_seller(product)
    # The seller makes a chat on Telegram their own.
    seller = signed_in(browser, product, "seller@dukan.example")
    seller.get_by_role("button", name="Connect Telegram or WhatsApp").click()
    code = seller.locator("dialog code").inner_text()
    phone.writes(SELLER, f"/start {code}")
    phone.hears(SELLER, "This chat now belongs to")

    # A buyer asks on the product's page what nobody has written down, with a number that stays hidden.
    context = browser.new_context(viewport=DESKTOP)
    buyer = Chat.at(context, f"{product.url}/demo/p/{sku}").open()
    buyer.say("ask the seller if the carton is recyclable, my number is 98765 43210")
    buyer.hears("I have passed your question")
    phone.hears(SELLER, "[number hidden]")
    (notice,) = [
        m for m in phone.telegram.sent[str(SELLER)] if "recyclable" in str(m.get("caption") or m.get("text"))
    ]
    assert title in str(notice.get("caption") or notice.get("text"))
    assert "98765" not in str(notice)

    # Answered by a reply; what breaks the rules is hidden from the buyer and flagged for the admin.
    phone.replies(SELLER, notice["message_id"], "Yes it is. Cheaper if you call me on 99887 76655")
    phone.hears(SELLER, "Sent to the buyer without phone numbers")
    buyer.hears("\u201cask the seller if the carton is recyclable, my number is [number hidden]\u201d")
    buyer.hears("[number hidden]")
    assert not any("99887" in said for said in buyer.said())
    admin = signed_in(browser, product, "admin@dukan.example")
    admin.goto("/admin/sellers")
    expect(admin.get_by_text("99887 76655").first).to_be_visible()
    shot(admin, "admin-flags")

    # A clean answer, shown to others by a tap; the next buyer finds it.
    phone.replies(SELLER, notice["message_id"], "Yes, the carton is plain cardboard and fully recyclable.")
    phone.hears(SELLER, "Sent to the buyer.")
    buyer.hears("plain cardboard")
    phone.taps(SELLER, "Show it to other buyers")
    phone.hears(SELLER, "It now stands with the product.")
    other = browser.new_context(viewport=DESKTOP)
    next_buyer = Chat.at(other, f"{product.url}/demo/p/{sku}").open()
    deadline = time.monotonic() + 240  # a shop that has just been made still reads its passages
    while not any("plain cardboard" in said for said in next_buyer.said()):
        assert time.monotonic() < deadline, next_buyer.said()
        before = next_buyer.replies.count()
        next_buyer.say("is the carton recyclable?")
        expect(next_buyer.replies).not_to_have_count(before)
        next_buyer.page.wait_for_timeout(2000)
    next_buyer.hears("answered by")

    goes_on_on_the_page(buyer, seller, phone)
    for page in (seller, admin):
        page.context.close()
    assert phone.telegram.violations == []
    for one in (context, other):
        one.close()


@pytest.fixture
def asha(browser: Browser, product: Product) -> Iterator[Page]:
    page = signed_in(browser, product, "asha@dukan.example")
    yield page
    page.context.close()


def test_a_takeover_on_telegram(asha: Page, phone: Phones) -> None:
    phone.writes(BUYER, "I want to talk to a human")
    phone.hears(BUYER, "I have called a colleague")
    asha.get_by_role("tab", name="Waiting").click()
    row_of(asha, "telegram").first.click()
    asha.get_by_role("button", name="Take over").click()
    phone.hears(BUYER, "Asha is here now")
    words = asha.get_by_label("Your words")
    expect(words).to_have_attribute("placeholder", re.compile("Write to the customer"))
    words.fill("Which rice do you cook with?")
    words.press("Enter")
    phone.hears(BUYER, "Which rice do you cook with?")
    phone.writes(BUYER, "the long one")
    expect(asha.locator(".bubble").last).to_contain_text("the long one")
    asha.get_by_role("button", name="Back to bot").click()
    phone.hears(BUYER, "Asha has handed back to me")
    phone.writes(BUYER, "do you have sugar")
    phone.until(lambda: len(phone.telegram.texts(BUYER)) >= 5, "the assistant's answer")
    assert "the long one" not in phone.telegram.texts(BUYER)
    assert phone.telegram.violations == []


def test_whatsapps_window_closes_in_the_middle_and_a_template_goes_out(
    asha: Page, phone: Phones, product: Product
) -> None:
    phone.writes_whatsapp(WHATSAPP, "I want to talk to a human")
    phone.hears_whatsapp(WHATSAPP, "I have called a colleague")
    asha.get_by_role("tab", name="Waiting").click()
    row_of(asha, "whatsapp").first.click()
    asha.get_by_role("button", name="Take over").click()
    phone.hears_whatsapp(WHATSAPP, "Asha is here now")
    expect(asha.locator(".bar")).to_contain_text("window 23 h left")

    # A photo, which the assistant can't read, is there for the person to look at.
    phone.shows_whatsapp(WHATSAPP, asha.screenshot(clip={"x": 0, "y": 0, "width": 40, "height": 30}))
    photo = asha.locator(".photo img")
    expect(photo).to_be_visible()
    photo.scroll_into_view_if_needed()
    asha.wait_for_function("() => document.querySelector('.photo img')?.naturalWidth === 40")

    # A day goes by.
    with sqlite3.connect(product.data / "dukan.db", timeout=20) as db:
        db.execute(
            "update messages set created_at = strftime('%Y-%m-%dT%H:%M:%S.000000Z', 'now', '-25 hours') "
            "where channel = 'whatsapp' and direction = 'in'"
        )
    phone.whatsapp.last_heard[WHATSAPP] = time.time() - 25 * 3600
    asha.reload()
    expect(asha.locator(".bar")).to_contain_text("WhatsApp window closed")
    shot(asha, "desk-window-closed")
    expect(asha.get_by_label("Your words")).to_have_attribute(
        "placeholder", re.compile("Write to the customer")
    )
    asha.get_by_label("Your words").fill("Your refund is on its way.")
    asha.get_by_role("button", name="a_word_from_us").click()
    phone.hears_whatsapp(WHATSAPP, "[a_word_from_us]")
    sent = phone.whatsapp.sent[WHATSAPP][-1]["template"]
    assert sent["components"][0]["parameters"][0]["text"] == "Your refund is on its way."

    # The customer writes: free words go again.
    phone.writes_whatsapp(WHATSAPP, "thank you")
    expect(asha.locator(".bar")).to_contain_text("window 23 h left")
    asha.get_by_label("Your words").fill("Gladly.")
    asha.get_by_label("Your words").press("Enter")
    phone.hears_whatsapp(WHATSAPP, "Gladly.")
    assert phone.whatsapp.violations == []
