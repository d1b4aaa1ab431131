"""Spending limits: over one, nothing is ordered before a second person of the company says yes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from chat.service.contexts import Contexts
from chat.service.conversations import Conversations
from chat.service.language import choose_language
from chat.tables import conversations, messages
from intake.service.privacy import Privacy
from shop.checkout.checkout import WAITS_FOR_YES, Checkout, Decide, NeedsApproval
from shop.checkout.service.approvals import SpendingLimits, ask_in, expire_in
from shop.checkout.service.checkouts import Checkouts
from shop.checkout.store.checkouts import checkout_of
from shop.checkout.store.consistency import disagreements
from shop.errors import NotAllowed, NotFound
from shop.money import Money
from shop.orders.service.orders import Orders
from shop.stock.tables import stock
from storage.database import Database
from tests.storage.shop_for_tests import ADDRESS, NOW, SALT, open_shop

LATER = NOW + WAITS_FOR_YES + timedelta(minutes=1)


@pytest.fixture
def shop(db: Database) -> Checkouts:
    """c0 may order for Rs 50; above that c1 has to agree. Both have a chat; c2 has none."""
    shop, store = open_shop(db, customers=3), Conversations(db)
    for who in ("c0", "c1"):
        store.bind(store.open("web", f"w_{who}", now=NOW).id, who)
    SpendingLimits(db).put("c0", Money(5000), "c1")
    return shop


def started(shop: Checkouts, quantity: int = 3) -> Checkout:
    with shop.db.write() as tx:
        shop.carts.put_in(tx, "c0", SALT.sku, quantity, NOW)
        return shop.start_in(tx, "c0", f"k{quantity}", NOW, address=ADDRESS)


def asked(shop: Checkouts, method: str = "cash") -> Checkout:
    found = started(shop)
    with shop.db.write() as tx:
        with pytest.raises(NeedsApproval):
            shop.place_in(tx, found.id, method, NOW)
        assert "need a yes from c1" in str(ask_in(tx, Conversations(shop.db), found, method, NOW))
    return found


def answered(shop: Checkouts, checkout: Checkout, *, yes: bool, by: str = "c1") -> None:
    with shop.db.write() as tx:
        shop.decide_in(tx, Decide(by, checkout.id, yes), NOW)


def said(db: Database, customer: str) -> str:
    with db.read() as tx:
        rows = tx.execute(
            select(messages.c.text)
            .join(conversations, conversations.c.id == messages.c.conversation_id)
            .where(conversations.c.customer_id == customer)
        )
        return "\n".join(row.text for row in rows)


def left(db: Database) -> int:
    with db.read() as tx:
        assert disagreements(tx, db) == []
        return int(tx.execute(select(stock.c.quantity).where(stock.c.sku == SALT.sku)).scalar_one())


def orders(db: Database) -> list[str]:
    return [order.id for order in Orders(db).of_customer("c0")]


def test_under_the_limit_nobody_is_asked(shop: Checkouts) -> None:
    found = started(shop, 1)
    with shop.db.write() as tx:
        assert shop.place_in(tx, found.id, "cash", NOW).total == Money(2800)
    assert said(shop.db, "c1") == ""


def test_a_yes_orders_and_tells_the_buyer(shop: Checkouts) -> None:
    found = asked(shop)
    assert "wants to order for Rs 84" in said(shop.db, "c1")
    assert (orders(shop.db), left(shop.db)) == ([], 7)  # held meanwhile
    answered(shop, found, yes=True)
    assert len(orders(shop.db)) == 1
    assert orders(shop.db)[0] in said(shop.db, "c0")
    with pytest.raises(NotAllowed, match="before"):
        answered(shop, found, yes=False)
    assert left(shop.db) == 7


def test_a_no_gives_everything_back_and_says_so(shop: Checkouts) -> None:
    found = asked(shop)
    answered(shop, found, yes=False)
    assert (orders(shop.db), left(shop.db)) == ([], 10)
    assert "was not approved" in said(shop.db, "c0")
    assert shop.carts.get("c0").quantities == {SALT.sku: 3}


@pytest.mark.parametrize(
    ("locale", "question", "news"),
    [
        ("hi-Latn", "Rs 50 ki limit se upar:", "Aapka Rs 84 ka order manzoor nahi hua."),
        ("hi-Deva", "Rs 50 की लिमिट से ऊपर:", "आपका Rs 84 का ऑर्डर मंज़ूर नहीं हुआ।"),
    ],
)
def test_each_is_asked_and_told_in_their_own_language(
    shop: Checkouts, locale: str, question: str, news: str
) -> None:
    choose_language(Contexts(shop.db), "c1", locale, NOW)
    found = asked(shop)
    assert question in said(shop.db, "c1")
    choose_language(Contexts(shop.db), "c0", locale, NOW)
    answered(shop, found, yes=False)
    assert news in said(shop.db, "c0")


def test_no_answer_in_time_is_a_no(shop: Checkouts) -> None:
    found = asked(shop)
    for _ in range(2):
        with shop.db.write() as tx:
            expire_in(tx, Conversations(shop.db), LATER)
    assert (orders(shop.db), left(shop.db)) == ([], 10)
    assert said(shop.db, "c0").count("in time") == 1
    with pytest.raises(NotAllowed, match="in time"):
        answered(shop, found, yes=True)


def test_nobody_is_asked_about_a_checkout_that_ended_meanwhile(shop: Checkouts) -> None:
    found = started(shop)
    with shop.db.write() as tx:
        shop.expire_in(tx, found.expires_at + timedelta(seconds=1))
    with pytest.raises(NotAllowed, match="has expired"), shop.db.write() as tx:
        ask_in(tx, Conversations(shop.db), found, "cash", NOW)
    with shop.db.read() as tx:
        assert checkout_of(tx, found.id).state == "expired"
    assert said(shop.db, "c1") == ""


def test_only_the_named_person_answers(shop: Checkouts) -> None:
    found = asked(shop)
    for by in ("c0", "c2"):
        with pytest.raises(NotFound):
            answered(shop, found, yes=True, by=by)
    assert orders(shop.db) == []


def test_what_is_paid_online_is_paid_after_the_yes(shop: Checkouts) -> None:
    found = asked(shop, "card")
    answered(shop, found, yes=True)
    assert orders(shop.db) == []
    with shop.db.write() as tx:
        assert checkout_of(tx, found.id).state == "open"
        assert shop.place_in(tx, found.id, "card", NOW, paid=True).total == found.total


def test_who_cannot_be_asked_and_who_cannot_approve(shop: Checkouts) -> None:
    limits = SpendingLimits(shop.db)
    with pytest.raises(NotAllowed, match="their own"):
        limits.put("c0", Money(1), "c0")
    with pytest.raises(NotFound):
        limits.put("c0", Money(1), "nobody")
    limits.put("c0", Money(5000), "c2")
    found = started(shop)
    with pytest.raises(NotAllowed, match="no chat with us"), shop.db.write() as tx:
        ask_in(tx, Conversations(shop.db), found, "cash", NOW)
    limits.put("c0", None)
    with shop.db.write() as tx:
        assert shop.place_in(tx, found.id, "cash", NOW).total == found.total


def test_who_asked_is_forgotten_and_nobody_decides_of_it(shop: Checkouts) -> None:
    before = left(shop.db)
    checkout = asked(shop)
    assert left(shop.db) < before
    Privacy(shop.db).erase("c0", NOW)
    assert left(shop.db) == before
    with pytest.raises(NotAllowed):
        answered(shop, checkout, yes=True)
    with shop.db.write() as tx:
        assert expire_in(tx, Conversations(shop.db), LATER) == 0
