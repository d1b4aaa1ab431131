"""Invoices by their link: private, numbered once, in the order in which they are asked for."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import anyio
from fastapi import FastAPI, HTTPException, Request
from fastapi.testclient import TestClient
from pypdf import PdfReader
from sqlalchemy import insert, update

from connectors.problems import Problem, document
from connectors.web.checkout.links import Links
from connectors.web.invoice_pdf import pdf
from connectors.web.invoices import OVER, router
from people.tables import customers
from shop.delivery.states import state_of
from shop.money import Money
from shop.orders.invoice import Party
from shop.orders.order import UPI, Line, Order
from shop.orders.requests import AskReturn
from shop.orders.service import within
from shop.orders.service.invoices import Invoices
from shop.orders.service.orders import Orders
from shop.orders.tables import order_lines, orders
from shop.orders.view import as_json
from shop.payments.service.upi import ConfirmPaid, UpiPayments
from shop.payments.upi import Payee
from storage.database import Database, stamp
from tests.storage.shop_for_tests import ADDRESS, NOW, TEA, open_shop

SHOP = Party("Annapurna Wholesale", "Market Yard, Pune 411037", "27AAAAA0000A1Z5", state_of("27", ""))


def bought(db: Database, count: int = 1) -> list[str]:
    shop, made = open_shop(db, customers=count), []
    for number in range(count):
        with db.write() as tx:
            shop.carts.put_in(tx, f"c{number}", TEA.sku, 2, NOW)
            started = shop.start_in(tx, f"c{number}", "k", NOW, address=ADDRESS)
            made.append(shop.place_in(tx, started.id, "cash", NOW).id)
    return made


def ship(db: Database, order: str) -> None:
    with db.write() as tx:
        within.advance(tx, db, order, "ship", NOW)


def nobody(_request: Request) -> None:
    raise HTTPException(401, "Sign in first.")


def client(db: Database, links: Links) -> TestClient:
    app = FastAPI()
    app.include_router(router(db, links, SHOP, anyio.to_thread.run_sync, nobody))
    app.add_exception_handler(Problem, lambda _request, err: document(err.status, err.title))
    return TestClient(app)


def test_only_the_signed_link_gives_the_file(db: Database) -> None:
    (order,) = bought(db)
    links = Links("secret", "http://testserver", "invoices", OVER)
    web = client(db, links)
    found = web.get(links.url(order))
    assert (found.status_code, found.content[:5]) == (200, b"%PDF-")
    assert "no-store" in found.headers["cache-control"]
    link = links.url(order)
    assert web.get(link[:-1] + ("-" if link.endswith("_") else "_")).status_code == 410
    assert (
        web.get(Links("secret", "http://testserver").url(order).replace("checkout", "invoices")).status_code
        == 410
    )
    assert "expired" in web.get(links.url(order, datetime.now(UTC) - timedelta(days=9))).text
    assert web.get(f"/v1/staff/orders/{order}/invoice").status_code == 401


def test_a_number_is_given_when_packed_and_stays(db: Database) -> None:
    (order,) = bought(db)
    assert Invoices(db).invoice(order, SHOP, NOW).number == ""
    ship(db, order)
    assert Invoices(db).invoice(order, SHOP, NOW).number == "2026-27/000001"
    again = Invoices(db).invoice(order, SHOP, NOW + timedelta(days=200))
    assert (again.number, again.at) == ("2026-27/000001", NOW.date())


def test_numbers_have_no_gaps_although_many_ask_at_once(db: Database) -> None:
    orders = bought(db, 12)
    for order in orders:
        ship(db, order)
    with ThreadPoolExecutor(6) as many:
        numbers = list(many.map(lambda order: Invoices(db).invoice(order, SHOP, NOW).number, orders * 2))
    assert sorted(set(numbers)) == [f"2026-27/{n:06d}" for n in range(1, 13)]
    assert numbers[:12] == numbers[12:]


def test_an_imported_order_is_billed_to_its_customer_when_it_was_sold(db: Database) -> None:
    open_shop(db)
    sold = datetime(2025, 3, 31, 20, 0, tzinfo=UTC)  # in India it is April, and the next year
    with db.write() as tx:
        lives = {"name": "Asha Stores", "address": "1 Ring Road", "city": "Surat", "postcode": "395002"}
        tx.execute(update(customers).values(**lives))
        order = {
            "id": "D-1",
            "customer_id": "c0",
            "at": stamp(sold),
            "status": "delivered",
        }
        tx.execute(insert(orders).values(currency="INR", **order))
        line = {"order_id": "D-1", "line": 1, "sku": TEA.sku, "title": TEA.title, "quantity": 2}
        tx.execute(insert(order_lines).values(unit_price=14000, **line))
    made = Invoices(db).invoice("D-1", SHOP, NOW.astimezone(ZoneInfo("Asia/Kolkata")))
    assert (made.number, made.at.isoformat()) == ("2025-26/000001", "2025-04-01")
    assert (made.buyer.name, made.buyer.address) == ("Asha Stores", "1 Ring Road, Surat, 395002")
    assert not made.within_state  # from Maharashtra to Gujarat
    assert Invoices(db).invoice("D-1", SHOP, NOW) == made


def test_an_imported_orders_invoice_says_of_payments_only_what_is_known(db: Database) -> None:
    open_shop(db)
    line = Line(TEA.sku, TEA.title, 2, TEA.price)
    Orders(db).place(Order("D-1", "c0", NOW, "delivered", (line,)), NOW)
    made = Invoices(db).invoice("D-1", SHOP, NOW)
    assert (made.paid, made.refunds) == (Money(0), ())
    Orders(db).ask_return(AskReturn("c0", "D-1", (TEA.sku,), "cash"), "return", NOW)
    with db.write() as tx:
        within.advance(tx, db, "D-1", "take_back", NOW)
    assert as_json(Orders(db).view("D-1"))["paid"] == "0.00"
    made = Invoices(db).invoice("D-1", SHOP, NOW)
    assert (made.paid, made.refunds) == (Money(0), ((Money(14000), "cash"),))


def test_a_payment_that_is_awaited_stands_on_the_proforma_until_it_came(db: Database) -> None:
    shop = open_shop(db)
    payments = UpiPayments(db)
    payments.set_payee(Payee("annapurna@demobank", "Annapurna Wholesale"))
    with db.write() as tx:
        shop.carts.put_in(tx, "c0", TEA.sku, 2, NOW)
        order = shop.place_in(tx, shop.start_in(tx, "c0", "k", NOW, address=ADDRESS).id, UPI, NOW).id
    made = Invoices(db).invoice(order, SHOP, NOW)
    assert made.to_pay is not None and made.to_pay.amount == made.total
    read = PdfReader(BytesIO(pdf(made))).pages[0]
    said = read.extract_text()
    assert f"To pay by UPI: {made.total.spoken()}" in said and "annapurna@demobank" in said
    links = [note.get_object()["/A"]["/URI"] for note in read["/Annots"]]
    assert links == [made.to_pay.link]
    payments.confirm(ConfirmPaid(order, "boss"), NOW)
    said = PdfReader(BytesIO(pdf(Invoices(db).invoice(order, SHOP, NOW)))).pages[0].extract_text()
    assert "UPI ID" not in said and "Paid" in said
