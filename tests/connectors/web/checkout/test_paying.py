"""The page of a payment by UPI, and its place on the checkout page: what is shown, and what is told there."""

import html
import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import anyio
import pytest
import segno
from fastapi import FastAPI
from fastapi.testclient import TestClient

from chat.service.contexts import Contexts
from chat.service.conversations import Conversations
from chat.service.language import choose_language
from connectors.web.checkout.links import Links
from connectors.web.checkout.page import CheckoutPage
from connectors.web.checkout.page import router as checkout_routes
from connectors.web.checkout.paying import link_to, pay_links, router
from connectors.web.checkout.qr import qr_svg
from shop.money import Money
from shop.orders.order import UPI, Order
from shop.orders.requests import CancelOrder, ChangePayment
from shop.orders.service.orders import Orders
from shop.orders.status import NOT_NEEDED
from shop.payments.bank import Credit
from shop.payments.service.upi import UpiPayments
from shop.payments.upi import Payee
from storage.database import Database
from tests.storage.shop_for_tests import ADDRESS, NOW, SALT, open_shop

LINKS = pay_links("secret", "http://testserver")
NAME = 'Ann & Sons "Wholesale" <b>'


class World:
    """A shop that takes UPI, its pages, and a customer with a started checkout."""

    def __init__(self, db: Database) -> None:
        self.db, self.shop = db, open_shop(db)
        UpiPayments(db).set_payee(Payee("annapurna@demobank", NAME))
        chats = Conversations(db)
        self.chat = chats.open("web", "w_c0", now=NOW).id
        chats.bind(self.chat, "c0")
        self.links = Links("secret", "http://testserver")
        app = FastAPI()
        page = CheckoutPage(
            self.shop, self.links, "Shop", anyio.to_thread.run_sync, self._placed, pay_link=link_to(LINKS)
        )
        app.include_router(checkout_routes(page))
        app.include_router(router(page, LINKS))
        self.browser = TestClient(app, follow_redirects=False)
        now = datetime.now(UTC)
        with db.write() as tx:
            self.shop.carts.put_in(tx, "c0", SALT.sku, 3, now)
            self.url = self.links.url(self.shop.start_in(tx, "c0", "k", now, address=ADDRESS).id)

    async def _placed(self, _order: Order, _conversation: str) -> None: ...

    def ordered(self) -> str:
        """Placed on the checkout page, to be paid by UPI; the order's number."""
        self.browser.get(self.url)
        assert self.browser.post(self.url, data={"method": UPI}).status_code == 303
        return Orders(self.db).of_customer("c0")[0].id

    def pay_page(self, order: str) -> str:
        return urlsplit(LINKS.url(order, good_for=timedelta(days=1))).path


@pytest.fixture
def world(db: Database) -> World:
    return World(db)


def came(world: World, order: str, minor: int, utr: str) -> None:
    UpiPayments(world.db).take_statement([Credit(date(2026, 11, 21), Money(minor), order, utr)], NOW)


def links_in(page: str) -> list[str]:
    return [html.unescape(one) for one in re.findall(r'href="(upi:[^"]*)"', page)]


def test_the_checkout_page_offers_upi_and_then_asks_for_the_money(world: World) -> None:
    assert "UPI (GPay, PhonePe)" in world.browser.get(world.url).text
    order = world.ordered()
    page = world.browser.get(world.url)
    (link,) = links_in(page.text)
    assert link == (
        "upi://pay?pa=annapurna@demobank&pn=Ann%20%26%20Sons%20%22Wholesale%22%20%3Cb%3E&am=84.00&cu=INR"
        f"&tr={order}&tn=Order%20{order}"
    )
    assert str(qr_svg(link)) in page.text
    assert "<b>" not in page.text.replace("<b>Standard", "")
    assert "Rs 84" in page.text and html.escape(NAME) in page.text.replace("&#34;", "&quot;")
    # What is told there goes to the payment's own page.
    action = html.unescape(re.findall(r'action="([^"]*)"', page.text)[0])
    assert world.browser.post(action, data={"utr": "412345678901"}).status_code == 303
    assert "UTR 412345678901" in world.browser.get(world.url).text


def test_the_code_says_the_link() -> None:
    drawn = str(qr_svg("upi://pay?pa=a@b&am=1.00"))
    made = segno.make("upi://pay?pa=a@b&am=1.00", error="m", micro=False)
    assert drawn.startswith("<svg") and "script" not in drawn and "style=" not in drawn
    assert f'viewBox="0 0 {made.symbol_size(scale=4, border=2)[0]} ' in drawn


def test_what_is_told_on_the_page_is_stored_and_shown(world: World) -> None:
    order = world.ordered()
    page = world.pay_page(order)
    for typed in ("12", "<script>", "41234567890x"):
        answer = world.browser.post(page, data={"utr": typed})
        assert answer.status_code == 422
        assert "The UTR has twelve digits" in answer.text and "<script>" not in answer.text
    assert UpiPayments(world.db).asked(order).told is False  # type: ignore[union-attr]  # it is awaited
    assert world.browser.post(page, data={}).status_code == 303  # paid, without the number
    assert "You told us that you paid." in world.browser.get(page).text
    assert world.browser.post(page, data={"utr": "4123 4567 8901"}).status_code == 303
    assert "You told us that you paid, UTR 412345678901." in world.browser.get(page).text


def test_nobody_is_asked_for_what_is_settled(world: World) -> None:
    order = world.ordered()
    page = world.pay_page(order)
    UpiPayments(world.db).take_statement(
        [Credit(date(2026, 11, 21), Money(5000), order, "412345678901")], NOW
    )
    assert "Pay Rs 34 by UPI" in world.browser.get(page).text
    UpiPayments(world.db).take_statement(
        [Credit(date(2026, 11, 21), Money(3400), order, "412345678902")], NOW
    )
    paid = world.browser.get(page).text
    assert f"Order {order} is paid." in paid and links_in(paid) == [] and "<form" not in paid
    assert world.browser.post(page, data={"utr": "412345678903"}).status_code == 422
    assert links_in(world.browser.get(world.url).text) == []


def test_who_cancelled_or_pays_otherwise_is_told_not_to_pay(world: World) -> None:
    order = world.ordered()
    Orders(world.db).change_payment(ChangePayment("c0", order, "cash"), "a", NOW)
    assert "not to be paid by UPI" in world.browser.get(world.pay_page(order)).text
    Orders(world.db).cancel(CancelOrder("c0", order, NOT_NEEDED), "b", NOW)
    said = world.browser.get(world.pay_page(order)).text
    assert "is cancelled. Please do not pay" in said and links_in(said) == []


def test_only_a_signed_link_that_is_not_over_opens(world: World) -> None:
    order = world.ordered()
    good = world.pay_page(order)
    over = urlsplit(LINKS.url(order, datetime.now(UTC) - timedelta(days=30))).path
    others = urlsplit(world.links.url(order)).path.replace("/checkout/", "/pay/")  # signed for another kind
    for path in (over, others, good[:-1] + ("A" if good[-1] != "A" else "B"), "/pay/x"):
        for answer in (world.browser.get(path), world.browser.post(path, data={"utr": "412345678901"})):
            assert answer.status_code == 410
            assert links_in(answer.text) == []
    assert UpiPayments(world.db).asked(order).utr == ""  # type: ignore[union-attr]  # it is awaited


def test_it_is_in_the_customers_language_and_loads_nothing(world: World) -> None:
    order = world.ordered()
    choose_language(Contexts(world.db), "c0", "hi-Deva", NOW)
    page = world.browser.get(world.pay_page(order))
    assert "मेरी यूपीआई ऐप खोलिए" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "<script" not in page.text and "src=" not in page.text
