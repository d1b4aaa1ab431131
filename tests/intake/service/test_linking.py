"""One customer on several channels: by proof, with all that is theirs, and back again."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from chat.service.inbox import Turns
from intake.codes import new_code
from intake.service.linking import Linking
from people.tables import customers
from shop.cart.tables import cart_lines, carts
from shop.catalogue.tables import products
from storage.database import Database, stamp

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def shop(db: Database) -> Database:
    with db.write() as tx:
        for sku in ("A", "B"):
            tx.execute(
                insert(products).values(
                    sku=sku, title=sku, currency="INR", price=100, attributes={}, aliases=[], version=1
                )
            )
        tx.execute(
            insert(customers).values(
                id="C1", kind="customer", name="Sharma Kirana", phone="+91 98000 00001", created_at=stamp(NOW)
            )
        )
    return db


def put(db: Database, customer: str, sku: str, quantity: int) -> None:
    with db.write() as tx:
        tx.execute(
            db.insert(carts).values(customer_id=customer, updated_at=stamp(NOW)).on_conflict_do_nothing()
        )
        tx.execute(
            insert(cart_lines).values(
                customer_id=customer, sku=sku, quantity=quantity, seen_price=100, added_at=stamp(NOW)
            )
        )


def cart(db: Database, customer: str) -> dict[str, int]:
    with db.read() as tx:
        rows = tx.execute(select(cart_lines).where(cart_lines.c.customer_id == customer)).all()
    return {row.sku: row.quantity for row in rows}


def test_two_visitors_become_one_and_two_again(shop: Database) -> None:
    store, linking = Turns(shop), Linking(shop)
    web = store.open("web", "w_1", now=NOW)
    phone = store.open("whatsapp", "919800000009", now=NOW)
    put(shop, web.customer, "A", 5)
    put(shop, phone.customer, "A", 3)
    put(shop, phone.customer, "B", 2)
    person = linking.redeem(linking.issue(web.id, NOW), phone.id, NOW)
    assert person is not None
    assert store.conversation(phone.id).customer == web.customer == person.id
    assert cart(shop, web.customer) == {"A": 5, "B": 2}
    assert cart(shop, phone.customer) == {}
    (change,) = linking.changes(web.customer)
    assert linking.undo(change["id"], NOW)
    assert not linking.undo(change["id"], NOW)
    assert store.conversation(phone.id).customer == phone.customer
    assert cart(shop, web.customer) == {"A": 5}
    assert cart(shop, phone.customer) == {"A": 3, "B": 2}


def test_what_changed_since_the_merge_is_not_undone(shop: Database) -> None:
    store, linking = Turns(shop), Linking(shop)
    web, phone = store.open("web", "w_1", now=NOW), store.open("telegram", "5", now=NOW)
    put(shop, phone.customer, "A", 3)
    linking.redeem(linking.issue(web.id, NOW), phone.id, NOW)
    with shop.write() as tx:
        tx.execute(cart_lines.update().where(cart_lines.c.customer_id == web.customer).values(quantity=7))
    linking.undo(linking.changes(web.customer)[0]["id"], NOW)
    assert cart(shop, web.customer) == {"A": 7}
    assert cart(shop, phone.customer) == {"A": 3}


def test_a_code_is_good_once_and_for_a_while(shop: Database) -> None:
    store, linking = Turns(shop), Linking(shop)
    web = store.open("web", "w_1", now=NOW)
    one, two = store.open("telegram", "1", now=NOW), store.open("telegram", "2", now=NOW)
    late = linking.issue(web.id, NOW)
    assert linking.redeem(late, one.id, NOW + timedelta(minutes=16)) is None
    code = linking.issue(web.id, NOW)
    assert linking.offered(code, NOW) is not None
    assert linking.redeem(code, one.id, NOW) is not None
    assert linking.redeem(code, two.id, NOW) is None
    assert linking.redeem(new_code(), two.id, NOW) is None


def test_a_known_customer_never_becomes_another(shop: Database) -> None:
    store, linking = Turns(shop), Linking(shop)
    with shop.write() as tx:
        tx.execute(insert(customers).values(id="C2", kind="customer", created_at=stamp(NOW)))
    one, two = store.open("web", "w_1", now=NOW), store.open("telegram", "2", now=NOW)
    assert linking.join(one.id, "C1", "storefront", NOW) is not None
    assert linking.join(two.id, "C2", "phone", NOW) is not None
    assert linking.redeem(linking.issue(one.id, NOW), two.id, NOW) is None
    assert store.conversation(two.id).customer == "C2"


def test_a_phone_finds_all_who_share_it_and_unlinking_frees_the_chat(shop: Database) -> None:
    store, linking = Turns(shop), Linking(shop)
    with shop.write() as tx:
        tx.execute(
            insert(customers).values(id="C2", kind="customer", phone="9800000001", created_at=stamp(NOW))
        )
    chat = store.open("whatsapp", "919800000001", now=NOW)
    assert {p.id for p in linking.with_phone("919800000001", chat.customer)} == {"C1", "C2"}
    linking.join(chat.id, "C1", "phone", NOW)
    fresh = linking.unlink(chat.id, NOW)
    assert store.conversation(chat.id).customer == fresh
    linking.undo(linking.changes("C1")[0]["id"], NOW)
    assert store.conversation(chat.id).customer == "C1"
