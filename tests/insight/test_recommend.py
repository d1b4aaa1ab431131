"""What a customer is shown: sensible, orderable, true, and new at once when something happened."""

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.guards import OWN, Rules
from insight.history import from_purchases
from insight.model import Model, fit
from insight.reasons import WORDS, in_words
from insight.recommend import Recommender
from insight.suggestion import Reason, Suggestion
from shop.catalogue import Product, Tier
from shop.money import Money
from tests.insight.shops import NOW, PRODUCTS, Memory, Shelf, product, purchases


@pytest.fixture
def shop(model: Model) -> Recommender:
    return Recommender(model, Shelf(), Memory())


def skus(found: tuple[Suggestion, ...]) -> list[str]:
    return [one.product.sku for one in found]


def test_a_proposed_basket_is_mostly_what_the_shop_buys(shop: Recommender, model: Model) -> None:
    found = shop.propose_basket("C004", NOW)
    mine = model.lines_of("C004").item
    own = [one for one in found if model.item_of[one.product.sku] in mine]
    assert len(own) >= len(found) - 3
    assert len(set(skus(found))) == len(found)


def test_quantities_are_those_of_the_shop(shop: Recommender, model: Model) -> None:
    for one in shop.propose_basket("C004", NOW):
        if one.reason.kind in OWN:
            assert one.quantity == 12 * (1 + int(one.product.sku[1:]) % 3)


def test_every_reason_is_true(shop: Recommender, model: Model) -> None:
    for customer in ("C001", "C002", "C003", "nobody"):
        lines = model.lines_of(customer)
        today = NOW.timestamp() / 86400
        for one in shop.propose_basket(customer, NOW, 30):
            days = np.unique(lines.day[lines.item == model.item_of[one.product.sku]])
            facts = one.reason.facts
            if one.reason.kind == "due":
                assert len(days) >= 3
                assert facts["ago"] == round(today - days[-1])
                assert facts["cycle"] == round(float(np.median(np.diff(days))))
                assert 0.8 * facts["cycle"] - 1 <= facts["ago"] <= 3 * facts["cycle"] + 1
            elif one.reason.kind == "regular":
                last = lines.baskets()[0] - facts["of"]
                bought = lines.basket[lines.item == model.item_of[one.product.sku]]
                assert facts["times"] == (bought >= last).sum()
            elif one.reason.kind == "again":
                assert facts["ago"] == round(today - days[-1])
            else:
                assert one.reason.kind in {"neighbours", "popular", "city"}
                assert not len(days)
                buyers = {p.customer for p in purchases() if p.sku == one.product.sku}
                assert 3 <= facts["shops"] <= len(buyers)


def test_an_order_changes_the_next_answer(model: Model) -> None:
    before = Recommender(model, Shelf(), Memory()).due("C004", NOW)
    bought = skus(before)[0]
    after = Recommender(model, Shelf(), Memory([("C004", "new", bought, 12.0, NOW)])).due(
        "C004", NOW + timedelta(hours=1)
    )
    assert bought not in skus(after)


def test_the_first_order_of_somebody_new_counts_at_once(model: Model) -> None:
    memory = Memory([("new", "1", "P003", 7.0, NOW)])
    found = Recommender(model, Shelf(), memory).propose_basket("new", NOW + timedelta(days=9))
    assert "P003" in skus(found)
    assert next(one for one in found if one.product.sku == "P003").reason == Reason("again", {"ago": 9})


def test_what_was_refused_is_not_shown(model: Model) -> None:
    first = Recommender(model, Shelf(), Memory()).propose_basket("C004", NOW)
    again = Recommender(model, Shelf(), Memory(no=frozenset(skus(first)[:2]))).propose_basket("C004", NOW)
    assert not set(skus(first)[:2]) & set(skus(again))


@given(stock=st.integers(0, 60), moq=st.integers(1, 40), multiple=st.integers(1, 12), active=st.booleans())
def test_whatever_is_shown_can_be_ordered(
    model: Model, stock: int, moq: int, multiple: int, active: bool
) -> None:
    shelf = Shelf(
        {p.sku: replace(p, stock=stock, moq=moq, multiple=multiple, active=active) for p in PRODUCTS}
    )
    shop = Recommender(model, shelf, Memory())
    for one in (*shop.propose_basket("C004", NOW), *shop.with_cart("C004", ["P004"], NOW)):
        assert one.product.active
        assert moq <= one.quantity <= stock
        assert one.quantity % multiple == 0


def test_with_the_cart_come_at_most_three_and_none_that_is_in_it(shop: Recommender) -> None:
    cart = ["P021", "P022", "P023"]
    found = shop.with_cart("C004", cart, NOW, limit=50)
    assert 1 <= len(found) <= 3
    assert not set(cart) & set(skus(found))
    kinds = {int(sku[1:]) // 20 for sku in skus(found)}
    assert kinds == {1}  # the goods that these are bought with


def test_with_an_empty_or_unknown_cart_comes_nothing(shop: Recommender) -> None:
    assert shop.with_cart("C004", [], NOW) == ()
    assert shop.with_cart("C004", ["NOT-THERE"], NOW) == ()


def test_what_was_shown_and_ignored_fades(model: Model) -> None:
    fresh = Recommender(model, Shelf(), Memory()).propose_basket("nobody", NOW, 5)
    tired = Recommender(model, Shelf(), Memory(passed_by={skus(fresh)[0]: 9}))
    assert skus(fresh)[0] not in skus(tired.propose_basket("nobody", NOW, 5))


def test_suggestions_for_somebody_new_spread_over_categories_and_sellers(model: Model) -> None:
    rules = Rules(most_of_category=2, most_of_seller=3)
    found = Recommender(model, Shelf(), Memory(), rules=rules).propose_basket("nobody", NOW)
    assert found
    assert max(Counter(one.product.category for one in found).values()) <= 2
    assert max(Counter(one.product.seller for one in found).values()) <= 3


def test_what_earns_too_little_is_not_shown(model: Model) -> None:
    dear = {p.sku: replace(p, attributes={"cost_minor": str(p.price.minor * 97 // 100)}) for p in PRODUCTS}
    assert (
        Recommender(model, Shelf(dear), Memory(), rules=Rules(margin_floor=0.1)).propose_basket("C004", NOW)
        == ()
    )
    assert Recommender(model, Shelf(dear), Memory(), rules=Rules(margin_floor=0.01)).propose_basket(
        "C004", NOW
    )


def test_what_a_customer_may_not_buy_is_not_shown(model: Model) -> None:
    def no_soap(_customer: str, found: Product) -> bool:
        return found.category != "Soap"

    found = Recommender(model, Shelf(), Memory(), rules=Rules(may_buy=no_soap)).propose_basket("C004", NOW)
    assert found
    assert all(one.product.category != "Soap" for one in found)


def test_a_catalogue_replaced_overnight_is_answered_from_the_shelf(model: Model) -> None:
    fresh = {p.sku: p for p in (product(number, sku=f"N{number}", rating=4.5) for number in range(30))}
    found = Recommender(model, Shelf(fresh), Memory()).propose_basket("C004", NOW)
    assert found
    assert all(one.reason.kind == "rated" for one in found)


def test_an_empty_shop_suggests_nothing() -> None:
    shop = Recommender(fit(from_purchases([])), Shelf({}), Memory())
    assert shop.propose_basket("C004", NOW) == ()
    assert shop.due("C004", NOW) == ()
    assert shop.like("C004", "P001", NOW) == ()
    assert shop.new_and_offers("C004", NOW) == ()


def test_somebody_new_of_a_known_city_gets_what_that_city_buys(model: Model) -> None:
    found = Recommender(model, Shelf(), Memory(town="pune ")).propose_basket("nobody", NOW)
    assert {one.reason.kind for one in found} == {"city"}
    for one in found:
        in_pune = {p.customer for p in purchases() if p.sku == one.product.sku and int(p.customer[1:]) % 2}
        assert one.reason.facts["shops"] == len(in_pune)


class Twins:
    """Products with neighbouring numbers are alike."""

    def like(self, sku: str, limit: int) -> list[tuple[str, float]]:
        return [(f"P{int(sku[1:]) + step:03}", 1 / step) for step in range(1, 10)]


def test_instead_of_a_product_come_others_of_its_category(model: Model) -> None:
    found = Recommender(model, Shelf(), Memory(), Twins()).like("C004", "P030", NOW)
    assert found
    assert {one.product.category for one in found} == {"Snacks"}
    assert "P030" not in skus(found)


def test_new_goods_come_in_categories_that_are_bought(model: Model) -> None:
    goods = {p.sku: p for p in (*PRODUCTS, product(900, sku="FRESH"), product(901, sku="OLD"))}
    found = Recommender(model, Shelf(goods), Memory(came={"FRESH": 3})).new_and_offers("C004", NOW)
    assert [(one.product.sku, one.reason) for one in found] == [
        ("FRESH", Reason("new", {"category": "Snacks", "days": 3}))
    ]


def test_a_good_price_is_said_in_percent(model: Model) -> None:
    goods = {p.sku: p for p in (*PRODUCTS, product(900, sku="CHEAP", price=Money(800), mrp=Money(1000)))}
    found = Recommender(model, Shelf(goods), Memory()).new_and_offers("C004", NOW)
    assert found[0].reason == Reason("below_mrp", {"percent": 20, "category": "Snacks"})


def test_a_few_more_pieces_that_make_all_cheaper_are_pointed_out(model: Model) -> None:
    tiered = product(1, tiers=(Tier(50, Money(900)), Tier(500, Money(700))))
    shop = Recommender(model, Shelf({"P001": tiered}), Memory())
    assert [(one.quantity, one.reason.facts["more"]) for one in shop.next_tier({"P001": 40})] == [(50, 10)]
    assert shop.next_tier({"P001": 4}) == ()


def test_the_control_shows_what_was_bought_most_and_nothing_new(shop: Recommender, model: Model) -> None:
    found = shop.propose_basket("C004", NOW, arm="control")
    assert all(one.reason.kind in OWN for one in found)


def test_every_reason_has_words_in_both_languages() -> None:
    facts = {
        "cycle": 7, "ago": 8, "times": 2, "of": 8, "title": "Maggi", "shops": 4, "city": "Pune",
        "category": "Snacks", "days": 3, "percent": 9, "more": 2, "price": "Rs 9",
    }  # fmt: skip
    for kind in WORDS:
        said = {in_words(Reason(kind, facts), locale) for locale in ("en-IN", "hi-IN")}
        assert len(said) == 2
        assert not any(re.search(r"[{}]", one) for one in said)
