"""Changes and exchanges ask the rules of checkout: credit, a company's limit, what pays a refund."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import insert, update

from chat.service.conversations import Conversations
from shop.checkout.checkout import Decide, NeedsApproval
from shop.checkout.service.approvals import SpendingLimits, ask_in
from shop.checkout.service.checkouts import Checkouts
from shop.checkout.service.limits import ways_in
from shop.checkout.store.consistency import disagreements
from shop.checkout.store.paying import owed
from shop.errors import NotAllowed
from shop.money import Money
from shop.orders.changes import Swap
from shop.orders.requests import AskExchange, ChangeItems, ChangePayment
from shop.orders.service import within
from shop.orders.service.orders import Orders
from shop.payments.tables import credit_terms
from shop.refusals import Refused
from shop.stock.tables import stock
from storage.database import Database
from tests.shop.checkout.service.test_checkouts import buy, fill
from tests.storage.shop_for_tests import ADDRESS, NOW, TEA, TEA_BIG, open_shop

BIGGER = Swap(TEA.sku, TEA_BIG.sku)  # Rs 130 more


@pytest.fixture
def shop(db: Database) -> Checkouts:
    return open_shop(db, customers=2)


def credit(shop: Checkouts, minor: int) -> None:
    with shop.db.write() as tx:
        tx.execute(insert(credit_terms).values(customer_id="c0", limit=minor, days=15))


def tea(shop: Checkouts, method: str = "cash", key: str = "k", *, delivered: bool = False) -> str:
    fill(shop, "c0", TEA, 1)
    order = buy(shop, "c0", key, method)
    if delivered:
        with shop.db.write() as tx:
            within.advance(tx, shop.db, order, "deliver", NOW)
    return order


def changed(shop: Checkouts, order: str, method: str, swap: Swap = BIGGER) -> str:
    """What the change was answered: the new status, or the refusal."""
    try:
        with shop.db.write() as tx:
            return within.change_items(tx, shop.db, ChangeItems("c0", order, (swap,), method), NOW).status
    except NotAllowed as refusal:
        return str(refusal)


def exchanged(shop: Checkouts, order: str, method: str) -> str:
    try:
        with shop.db.write() as tx:
            return within.ask_exchange(tx, shop.db, AskExchange("c0", order, (BIGGER,), method), NOW).status
    except NotAllowed as refusal:
        return str(refusal)


def well(db: Database) -> bool:
    with db.read() as tx:
        return disagreements(tx, db) == []


def test_who_has_no_credit_account_changes_nothing_on_account(shop: Checkouts) -> None:
    assert "no credit account" in changed(shop, tea(shop), "account")
    assert "no credit account" in exchanged(shop, tea(shop, key="k2", delivered=True), "account")
    third = tea(shop, key="k3")
    with pytest.raises(NotAllowed, match="no credit account"), shop.db.write() as tx:
        within.change_payment(tx, shop.db, ChangePayment("c0", third, "account"), NOW)
    with shop.db.read() as tx:
        assert owed(tx, "c0") == 0
    assert well(shop.db)


def test_a_credit_limit_holds_for_changes_at_once(shop: Checkouts) -> None:
    mine = [tea(shop, key=f"k{number}") for number in range(6)]
    credit(shop, 20000)  # for one difference of Rs 130
    with ThreadPoolExecutor(6) as crowd:
        said = list(crowd.map(lambda order: changed(shop, order, "account"), mine))
    assert said.count("changed") == 1
    assert sum("leaves Rs 70" in s for s in said) == 5
    with shop.db.read() as tx:
        assert owed(tx, "c0") == 13000
    assert well(shop.db)


def test_an_exchange_that_is_asked_for_takes_up_its_credit(shop: Checkouts) -> None:
    first, second = (tea(shop, key=key, delivered=True) for key in ("k1", "k2"))
    credit(shop, 20000)
    assert exchanged(shop, first, "account") == "exchange_requested"
    assert "leaves Rs 70" in exchanged(shop, second, "account")
    fill(shop, "c0", TEA, 1)
    assert "leaves Rs 70" in buy(shop, "c0", "k3", "account")
    with shop.db.write() as tx:
        within.advance(tx, shop.db, first, "exchange", NOW)
        assert owed(tx, "c0") == 13000
    assert well(shop.db)


def test_store_credit_that_an_exchange_will_take_is_not_spent_again(shop: Checkouts) -> None:
    first, second = (tea(shop, key=key, delivered=True) for key in ("k1", "k2"))
    fill(shop, "c0", TEA, 2)
    assert buy(shop, "c0", "k3", "credit-0").startswith("D")  # Rs 220 of Rs 500 are left
    assert exchanged(shop, first, "credit-0") == "exchange_requested"
    assert "Rs 90" in exchanged(shop, second, "credit-0")
    fill(shop, "c0", TEA, 1)
    assert "does not cover" in buy(shop, "c0", "k4", "credit-0")
    with shop.db.read() as tx:
        ways = {way.id: way.called("en") for way in ways_in(tx, "c0")}
        assert ways["credit-0"] == "Store credit (Rs 90)"
    assert well(shop.db)


def test_a_companys_limit_holds_for_changes_and_exchanges(shop: Checkouts) -> None:
    SpendingLimits(shop.db).put("c0", Money(20000), "c1")
    assert "need a yes from c1; with this it would be Rs 270" in changed(shop, tea(shop), "cash")
    assert "need a yes from c1" in exchanged(shop, tea(shop, key="k2", delivered=True), "cash")
    assert changed(shop, tea(shop, key="k3"), "cash", Swap(TEA.sku, TEA_BIG.sku, 0)).startswith("Tell me")
    assert well(shop.db)


def test_what_was_approved_may_be_changed_up_to_its_total(shop: Checkouts) -> None:
    store = Conversations(shop.db)
    for who in ("c0", "c1"):
        store.bind(store.open("web", f"w_{who}", now=NOW).id, who)
    SpendingLimits(shop.db).put("c0", Money(20000), "c1")
    fill(shop, "c0", TEA_BIG, 1)
    with shop.db.write() as tx:
        found = shop.start_in(tx, "c0", "k", NOW, address=ADDRESS)
        with pytest.raises(NeedsApproval):
            shop.place_in(tx, found.id, "cash", NOW)
        ask_in(tx, store, found, "cash", NOW)
        _, order = shop.decide_in(tx, Decide("c1", found.id, yes=True), NOW)
    assert order is not None
    assert changed(shop, order.id, "cash", Swap(TEA_BIG.sku, TEA.sku)) == "changed"


def test_what_was_taken_on_account_is_not_given_back_in_cash(shop: Checkouts) -> None:
    credit(shop, 50000)
    fill(shop, "c0", TEA_BIG, 1)
    order = buy(shop, "c0", "k", "account")
    cheaper = Swap(TEA_BIG.sku, TEA.sku)
    assert "goes back the way you paid" in changed(shop, order, "cash", cheaper)
    assert changed(shop, order, "account", cheaper) == "changed"
    with shop.db.read() as tx:
        assert owed(tx, "c0") == 14000
    assert well(shop.db)


def test_a_difference_in_cash_is_taken_at_the_door_and_not_before(shop: Checkouts) -> None:
    order = tea(shop, "credit-0")
    assert changed(shop, order, "cash") == "changed"
    found = Orders(shop.db).order(order)
    assert found is not None
    assert (found.paid, found.total) == (Money(14000), Money(27000))
    assert well(shop.db)
    with shop.db.write() as tx:
        assert within.advance(tx, shop.db, order, "deliver", NOW).paid == Money(27000)
    assert well(shop.db)


def test_too_few_pieces_refuse_a_change_by_the_products_name(shop: Checkouts) -> None:
    fill(shop, "c0", TEA, 2)
    order = buy(shop, "c0", "k", "cash")
    with shop.db.write() as tx:
        tx.execute(update(stock).where(stock.c.sku == TEA_BIG.sku).values(quantity=1))
    with pytest.raises(Refused) as refused, shop.db.write() as tx:
        within.change_items(tx, shop.db, ChangeItems("c0", order, (BIGGER, BIGGER), "cash"), NOW)
    assert [refused.value.in_(locale) for locale in ("en", "hi-Latn", "hi-Deva")] == [
        "Red Label Tea 500 g: only 1 left.",
        "Red Label Tea 500 g: sirf 1 bacha hai.",
        "Red Label Tea 500 g: सिर्फ़ 1 बचा है।",
    ]
    assert well(shop.db)
