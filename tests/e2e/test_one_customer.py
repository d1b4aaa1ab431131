"""One customer, the whole product: a cart on Telegram, seen on the web, ordered on WhatsApp, news where
she last wrote."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browser import DESKTOP, Chat
from tests.e2e.phones import Phones
from tests.e2e.product import Product
from tests.e2e.test_desk_product import shot
from tests.e2e.test_from_list_to_refund import carrier

HER = 811
PHONE = "919812300811"


@pytest.fixture
def product(product_on_phones: Product) -> Product:
    return product_on_phones


def test_a_cart_goes_with_her_from_telegram_over_the_web_to_whatsapp(
    browser: Browser, product: Product, phone: Phones
) -> None:
    # Telegram: a cart, and a code for the web.
    phone.writes(HER, "10 tata salt 1kg")
    phone.hears(HER, "Tata Salt")
    phone.writes(HER, "continue on web")
    phone.hears(HER, "LINK ")
    said = next(text for text in reversed(phone.telegram.texts(HER)) if "LINK " in text)
    code = re.search(r"LINK ([A-Z0-9-]+)", said)
    assert code

    # The web: the code needs a yes, then the cart is there; she adds to it.
    context = browser.new_context(viewport=DESKTOP)
    chat = Chat.at(context, f"{product.url}/demo").open()
    chat.say(f"LINK {code[1]}")
    expect(chat.replies.last.get_by_role("button").first).to_be_visible()
    chat.replies.last.get_by_role("button").first.click()
    chat.hears("one account")
    chat.say("cart")
    chat.hears("Tata Salt")
    chat.say("6 parle g 80g")
    chat.hears("Added")

    # The widget's button brings her on to WhatsApp.
    chat.host.get_by_role("button", name="Continue on your phone").click()
    way = chat.host.get_by_role("link", name="Continue on WhatsApp")
    expect(way).to_be_visible()
    shot(chat.page, "continue-on-whatsapp")
    words = re.search(r"text=LINK%20([A-Z0-9-]+)", str(way.get_attribute("href")))
    assert words
    phone.writes_whatsapp(PHONE, f"LINK {words[1]}")
    phone.hears_whatsapp(PHONE, "asked for this code yourself")
    phone.taps_whatsapp(PHONE, "")
    phone.hears_whatsapp(PHONE, "one account")

    # WhatsApp: the same cart, ordered there.
    phone.writes_whatsapp(PHONE, "cart")
    phone.hears_whatsapp(PHONE, "Tata Salt")
    phone.writes_whatsapp(PHONE, "checkout")
    phone.hears_whatsapp(PHONE, "PIN code")
    phone.writes_whatsapp(PHONE, "12 MG Road, Pune 411001")
    phone.hears_whatsapp(PHONE, "Shall I order this?")
    phone.taps_whatsapp(PHONE, "delivery")
    phone.hears_whatsapp(PHONE, "order number is")
    told = next(text for text in reversed(phone.whatsapp.texts(PHONE)) if "order number is" in text)
    number = re.search(r"order number is (\S+?)[,.\s]", told)
    assert number

    # News goes where she last wrote, and nowhere else; the order is hers on every channel.
    on_telegram = len(phone.telegram.sent[str(HER)])
    carrier(product, number[1], "shipped", tracking="AWB0811")
    phone.hears_whatsapp(PHONE, "AWB0811")
    assert len(phone.telegram.sent[str(HER)]) == on_telegram
    phone.writes(HER, "where is my order")
    phone.hears(HER, number[1])

    prove_an_order_from_elsewhere(browser, product, phone, number[1])
    assert phone.telegram.violations == phone.whatsapp.violations == []
    assert chat.faults == []
    context.close()


def prove_an_order_from_elsewhere(browser: Browser, product: Product, phone: Phones, number: str) -> None:
    """From a browser where nobody knows her: the order's number, her phone, and the code that comes to it."""
    elsewhere = browser.new_context(viewport=DESKTOP)
    stranger = Chat.at(elsewhere, f"{product.url}/demo").open()
    stranger.say(f"where is order {number}")
    stranger.hears("I find no order of yours here")
    stranger.replies.last.get_by_role("button", name="Send me a code").click()
    stranger.hears("which phone number")
    stranger.say("098123 00811")
    stranger.hears("is on its way")
    phone.hears(HER, "Your code for order")  # she wrote there last
    told = next(text for text in reversed(phone.telegram.texts(HER)) if "Your code" in text)
    proof = re.search(r"(\d{3} \d{3})", told)
    assert proof
    stranger.say(proof[1])
    stranger.hears("AWB0811")
    shot(stranger.page, "an-order-proven")
    assert stranger.faults == []
    elsewhere.close()
