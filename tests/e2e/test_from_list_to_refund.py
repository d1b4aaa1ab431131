"""The whole road of an order: a pasted list, the cart, a voucher, the checkout page, Stripe's stand-in,
shipped, delivered, one line returned, and the money back on the card."""

import hashlib
import hmac
import json
import os
import re
import secrets
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import httpx
from argon2 import PasswordHasher
from playwright.sync_api import Browser, Page, expect

from app.settings import ROOT
from people.service.staff import Staff
from shop.checkout.store.consistency import disagreements
from storage.database import Database
from tests.e2e.browser import DESKTOP, Chat
from tests.e2e.product import Product
from tests.standins.stripe import StripeStandIn

LIST = """hi, please send these:
20 maggi 70g
10 pkt tata salt 1kg
2 doz parle g 80g
6 surf excel"""


def shot(page: Page, name: str) -> None:
    """A picture for people to look at, where DUKAN_SHOTS names a folder."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


def dukan(product: Product, *arguments: str) -> None:
    command = [sys.executable, "-m", "app.commands.cli", *arguments, "--data", str(product.data)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def carrier(product: Product, order: str, status: str, **more: str) -> None:
    raw = json.dumps({"order": order, "status": status, **more}).encode()
    mark = hmac.new(b"the-carriers-word", raw, hashlib.sha256).hexdigest()
    told = httpx.post(
        f"{product.url}/webhooks/carrier", content=raw, headers={"x-signature": f"sha256={mark}"}, timeout=20
    )
    assert told.status_code == 200, told.text


def took_back(product: Product, order: str) -> None:
    """An admin says that the return is here."""
    db, word = Database(f"sqlite:///{product.data / 'dukan.db'}"), secrets.token_urlsafe(12)
    email = f"{secrets.token_hex(4)}@shop.test"
    Staff(db).add(email, "Boss", "admin", PasswordHasher().hash(word), datetime.now(UTC))
    db.close()
    with httpx.Client(base_url=product.url, timeout=20) as client:
        signed = client.post("/v1/staff/tokens", json={"email": email, "password": word}).json()
        moved = client.post(
            f"/v1/staff/orders/{order}/events",
            json={"status": "returned"},
            headers={"Authorization": f"Bearer {signed['token']}"},
        )
        assert moved.status_code == 200, moved.text


def choose(chat: Chat, title: str | re.Pattern[str]) -> None:
    chat.replies.last.get_by_role("button", name=title).first.click()


def test_from_a_pasted_list_to_the_money_back(  # noqa: PLR0915  # one road, told from its start to its end
    browser: Browser, product: Product, stripe: StripeStandIn
) -> None:
    code = f"WALK{secrets.token_hex(3).upper()}"
    dukan(product, "voucher", code, "--percent", "10", "--at-most", "100")
    context = browser.new_context(viewport=DESKTOP)
    chat = Chat.at(context, f"{product.url}/demo").open()
    page = chat.page

    chat.say("hello")
    expect(chat.replies).not_to_have_count(0)
    chat.until_live()
    chat.say(LIST)
    chat.hears("which one do you mean")  # one line after the other: many packs have that name
    expect(chat.replies.nth(-2)).to_contain_text("of 4 lines")
    shot(page, "list")
    while chat.replies.last.get_by_text("which one do you mean").count():
        asked = chat.replies.count()
        choose(chat, re.compile(r"\d+ x "))
        expect(chat.replies.nth(asked)).to_contain_text("Added: ")
        expect(chat.own.last).to_contain_text("Sent")
    chat.say(f"voucher {code}")
    chat.hears("The voucher is on your cart")
    shot(page, "cart")
    chat.say("checkout")
    chat.hears("PIN code")
    chat.say("12 MG Road, Pune 411001")
    chat.hears("Shall I order this?")
    expect(chat.replies.last).to_contain_text(f"Voucher {code}")
    shot(page, "review")
    choose(chat, "Pay online")
    chat.hears("Here is your checkout")

    with context.expect_page() as opening:
        chat.replies.last.get_by_role("link", name="Check out").click()
    checkout = opening.value
    expect(checkout.get_by_label("PIN code")).to_have_value("411001")
    checkout.get_by_label("Name", exact=True).fill("Asha Stores")
    checkout.get_by_label("GSTIN, for the invoice").fill("27ABCDE1234F1Z5")
    checkout.get_by_label(re.compile("Express")).check()
    before = checkout.locator(".total td").last.inner_text()
    checkout.get_by_role("button", name="Show the new total").click()
    expect(checkout.get_by_role("status")).to_contain_text("The total is")
    assert checkout.locator(".total td").last.inner_text() != before
    checkout.get_by_label("Pay online by card").check()
    shot(checkout, "checkout")
    total = checkout.locator(".total td").last.inner_text()
    checkout.get_by_role("button", name=f"Order for {total}").click()
    checkout.get_by_role("button", name="Pay").click()
    expect(checkout.get_by_role("status")).to_contain_text("Ordered. Your order number is")
    order = checkout.get_by_role("status").locator("strong").inner_text()
    shot(checkout, "ordered")
    checkout.close()
    chat.hears(f"Your order number is {order}")
    assert list(stripe.sessions.values())[-1]["amount_total"] == minor(total)

    carrier(product, order, "shipped", tracking="AWB7788")
    chat.hears("on its way")
    expect(chat.replies.last).to_contain_text("AWB7788")
    carrier(product, order, "delivered")
    chat.hears("is delivered")
    shot(page, "delivered")

    chat.say(f"i want to return something of {order}")
    chat.hears("What do you want to return?")
    choose(chat, re.compile("10 x Tata Salt"))
    chat.hears("Return 10 x Tata Salt")
    back = minor(re.search(r"Rs [\d,.]*\d", chat.replies.last.inner_text())[0])  # type: ignore[index]
    assert back < 10 * minor(price_of(chat, "Tata Salt"))  # the voucher's share of it is not given back
    shot(page, "return")
    choose(chat, re.compile("Yes, refund to Card"))
    chat.hears("The return is asked for")
    took_back(product, order)
    chat.hears("is returned")
    for _ in range(120):  # the refund is asked for within seconds
        if stripe.refunds:
            break
        page.wait_for_timeout(250)
    assert [r["amount"] for r in stripe.refunds.values()] == [back]
    chat.say("where is my refund")
    chat.hears("on its way to your card")
    stripe.finish_refunds()
    chat.say("where is my refund")
    chat.hears("was given back to your card")
    shot(page, "refund")
    assert chat.faults == []
    context.close()

    db = Database(f"sqlite:///{product.data / 'dukan.db'}")
    with db.read() as tx:
        assert disagreements(tx, db) == []
    db.close()


def minor(amount: str) -> int:
    return round(float(re.sub(r"[^\d.]", "", amount.replace("Rs", ""))) * 100)


def price_of(chat: Chat, title: str) -> str:
    """What the customer was told that one costs."""
    row = chat.host.locator("tr", has_text=title).first
    return str(row.locator(".hint").first.inner_text()).split("\u00d7")[0]
