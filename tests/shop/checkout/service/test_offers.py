"""What is looked at before an order: what it costs, how it comes, what is missing."""

import pytest

from demo.delivery import RATES
from people.store.customers import put_address
from shop.cart.requests import AddToCart, Item
from shop.checkout.service.checkouts import Checkouts
from shop.checkout.service.offers import CheckoutOffers, ways_of
from shop.delivery.service import Delivery
from shop.delivery.ways import Rate
from storage.database import Database
from tests.storage.shop_for_tests import ADDRESS, NOW, SALT, open_shop

TO_BENGALURU = (Rate("in Bengaluru", ("560",), "standard", "Standard", 4_000, 1),)
OF_THE_DEMO = [(rate.zone, rate.way) for rate in RATES]


@pytest.fixture
def shop(db: Database) -> Checkouts:
    return open_shop(db)


def test_what_is_missing_before_an_order_is_a_code(shop: Checkouts) -> None:
    offers = CheckoutOffers(shop.carts)

    def missing() -> str:
        refused = offers.review("c0", NOW).refused
        return refused.code if refused else ""

    assert missing() == "cart_empty"
    shop.carts.add(AddToCart("c0", (Item(SALT.sku, 2),)), NOW)
    assert missing() == "no_address"
    with shop.db.write() as tx:
        put_address(tx, "c0", ADDRESS)
    assert missing() == ""
    Delivery(shop.db).set_rates(TO_BENGALURU, OF_THE_DEMO)
    assert missing() == "not_delivered"


def test_a_review_has_the_total_with_its_delivery_and_the_ways_to_pay(shop: Checkouts) -> None:
    shop.carts.add(AddToCart("c0", (Item(SALT.sku, 2),)), NOW)
    with shop.db.write() as tx:
        put_address(tx, "c0", ADDRESS)
    review = CheckoutOffers(shop.carts).review("c0", NOW)
    assert review.way is not None
    assert review.priced.quote.total.minor == 5600 + review.way.cost.minor
    assert review.payable == ways_of(shop.db, "c0")
    assert [way.id for way in review.payable] == ["cash", "credit-0"]


def test_ways_of_delivery_are_for_the_cart_to_where_one_asks(shop: Checkouts) -> None:
    offers = CheckoutOffers(shop.carts)
    assert offers.delivery("c0", NOW).postcode == ""
    found = offers.delivery("c0", NOW, "411001")
    assert (found.is_set, bool(found.ways), found.for_cart) == (True, True, False)
    Delivery(shop.db).set_rates(TO_BENGALURU, OF_THE_DEMO)
    assert offers.delivery("c0", NOW, "411001").ways == ()
