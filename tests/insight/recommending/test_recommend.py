"""What a customer is shown: sensible, orderable, true, and new at once when something happened."""

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight.learning.history import Purchase, from_purchases
from insight.learning.model import Model, fit
from insight.recommending.guards import OWN, Rules
from insight.recommending.reasons import WORDS, in_words
from insight.recommending.recommend import Recommender
from insight.recommending.suggestion import Reason, Suggestion
from shop.catalogue.product import Product, Tier
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


@pytest.mark.parametrize(
    ("cohort", "members"),
    [
        (("city", "pune "), {number for number in range(60) if number % 2}),
        (("group", "gold"), set(range(30))),
    ],
)
def test_somebody_new_gets_what_shops_around_them_buy(
    model: Model, cohort: tuple[str, str], members: set[int]
) -> None:
    found = Recommender(model, Shelf(), Memory(around=(cohort,))).propose_basket("nobody", NOW)
    told = [one for one in found if one.reason.kind == cohort[0]]
    assert len(told) > len(found) / 2
    for one in told:
        buyers = {p.customer for p in purchases() if p.sku == one.product.sku}
        assert one.reason.facts["shops"] == len({int(name[1:]) for name in buyers} & members)


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
    found = shop.savings("C004", {"P001": 40}, NOW)
    assert [(one.quantity, one.reason.facts["more"]) for one in found] == [(50, 10)]
    assert shop.savings("C004", {"P001": 4}, NOW) == ()


def cola(sku: str, pack: str, price: int, **more: object) -> Product:
    return product(
        3, sku=sku, title=f"Cola {pack}", pack=pack, price=Money(price), subcategory="Colas", **more
    )


COLAS = {
    one.sku: one
    for one in (
        cola("COLA", "750 ml", 4000),
        cola("COLA-CASE", "750 ml x 24", 90000),
        cola("COLA-SMALL", "250 ml", 1500),
        cola("COLA-BIG", "2 L", 9000),
        product(6, sku="JUICE", title="Juice 1 L", pack="1 L", subcategory="Juices"),
    )
}


def test_a_case_instead_of_singles_is_offered_where_it_saves(model: Model) -> None:
    shop = Recommender(model, Shelf(COLAS), Memory())
    found = shop.savings("nobody", {"COLA": 26}, NOW)
    assert [one.product.sku for one in found] == ["COLA-CASE"]
    assert found[0].quantity == 1
    assert found[0].reason.facts["singles"] == 24
    assert found[0].reason.facts["saved"] == "Rs 60"  # 24 x 40 less 900
    assert shop.savings("nobody", {"COLA": 12}, NOW) == ()
    assert shop.savings("nobody", {"COLA": 26, "COLA-CASE": 1}, NOW) == ()
    dearer = {**COLAS, "COLA-CASE": cola("COLA-CASE", "750 ml x 24", 97000)}
    assert Recommender(model, Shelf(dearer), Memory()).savings("nobody", {"COLA": 26}, NOW) == ()


def test_what_stands_in_is_of_the_same_sort_and_cheaper_is_told_by_measure(model: Model) -> None:
    shop = Recommender(model, Shelf(COLAS), Memory())
    found = shop.like("nobody", "COLA", NOW)
    assert set(skus(found)) == {"COLA-CASE", "COLA-SMALL", "COLA-BIG"}
    cheaper = shop.like("nobody", "COLA", NOW, cheaper=True)
    assert {one.product.sku: one.reason.facts["percent"] for one in cheaper} == {
        "COLA-CASE": 6,  # 37.50 instead of 40 each
        "COLA-BIG": 16,  # 45 instead of 53.33 a litre
    }
    gone = {**COLAS, **{sku: replace(one, stock=0) for sku, one in COLAS.items() if sku.startswith("COLA-")}}
    others = Recommender(model, Shelf(gone), Memory()).like("nobody", "COLA", NOW)
    assert skus(others) == ["JUICE"]


def test_nothing_comes_in_two_sizes_nor_in_a_size_beside_the_own(model: Model) -> None:
    titles = {f"P{n:03}": f"Atta {n % 3} {n} kg" for n in range(60)}
    shelf = Shelf({p.sku: replace(p, title=titles[p.sku]) for p in PRODUCTS})
    found = Recommender(model, shelf, Memory()).propose_basket("nobody", NOW)
    assert len({one.product.title.rsplit(" ", 2)[0] for one in found}) == len(found)
    known = Recommender(model, shelf, Memory()).propose_basket("C004", NOW)
    assert all(one.reason.kind in OWN for one in known)


def test_a_case_far_above_what_a_shop_buys_is_not_shown_to_it(model: Model) -> None:
    dear = {p.sku: replace(p, price=Money(5_000_00)) if p.sku == "P015" else p for p in PRODUCTS}
    small = Recommender(model, Shelf(dear), Memory())
    others = [f"C{shop:03}" for shop in range(0, 60, 3)]
    mine = {customer: model.lines_of(customer).item for customer in others}
    for customer in others:
        if model.item_of["P015"] not in mine[customer]:
            assert "P015" not in skus(small.propose_basket(customer, NOW, 30))
            assert "P015" not in skus(small.alike(customer, NOW, 30))


def test_what_was_bought_today_and_what_was_given_up_is_not_proposed(model: Model) -> None:
    today = [("new", f"o{n}", "P003", 5.0, NOW - timedelta(days=7 * n)) for n in range(4)]
    once_long_ago = [("new", "o9", "P009", 5.0, NOW - timedelta(days=200))]
    found = Recommender(model, Shelf(), Memory([*once_long_ago, *today[::-1]])).propose_basket("new", NOW)
    assert not {"P003", "P009"} & {one.product.sku for one in found if one.reason.kind in OWN}
    later = Recommender(model, Shelf(), Memory([*once_long_ago, *today[::-1]])).propose_basket(
        "new", NOW + timedelta(days=7)
    )
    assert "P003" in skus(later)


def test_shops_like_yours_buy_what_you_do_not(shop: Recommender, model: Model) -> None:
    found = shop.alike("C004", NOW)
    assert found
    for one in found:
        assert model.item_of[one.product.sku] not in model.lines_of("C004").item
        assert 20 <= int(one.product.sku[1:]) < 40  # C004 is of the second kind
        assert one.reason.kind == "neighbours"
    assert shop.alike("nobody", NOW) == ()


def test_popular_goods_keep_to_what_was_asked_for(shop: Recommender) -> None:
    found = shop.popular("C004", NOW, among=["P041", "P044", "NOT-THERE"])
    assert set(skus(found)) == {"P041", "P044"}
    assert all(one.reason.kind == "popular" for one in found)


def test_a_season_is_what_sold_more_in_the_same_weeks_of_last_year() -> None:
    bought = [
        *purchases(shops=12, weeks=70),
        *(
            Purchase(f"C{n % 12:03}", f"d{n}", "LIGHTS", 5, NOW - timedelta(days=352 - n % 14))
            for n in range(40)
        ),
    ]
    goods = {**Shelf().goods, "LIGHTS": product(7, sku="LIGHTS", title="Lights")}
    shop = Recommender(fit(from_purchases(bought)), Shelf(goods), Memory())
    found = shop.in_season("C004", NOW)
    assert skus(found) == ["LIGHTS"]
    assert float(found[0].reason.facts["times"]) > 5
    assert shop.in_season("C004", NOW + timedelta(days=120)) == ()
    young = Recommender(fit(from_purchases(purchases())), Shelf(), Memory())
    assert young.in_season("C004", NOW) == ()


def test_what_goes_together_is_counted(shop: Recommender) -> None:
    bought: dict[str, set[str]] = {}
    for one in purchases():
        bought.setdefault(one.sku, set()).add(one.customer)
    told = [
        (cart, one)
        for cart in ("P021", "P025", "P030")
        for one in shop.with_cart("nobody", [cart], NOW)
        if one.reason.kind == "together"
    ]
    assert told
    for cart, one in told:
        both = bought[cart] & bought[one.product.sku]
        assert (one.reason.facts["shops"], one.reason.facts["of"]) == (len(both), len(bought[cart]))


def test_the_control_shows_what_was_bought_most_and_nothing_new(shop: Recommender, model: Model) -> None:
    found = shop.propose_basket("C004", NOW, arm="control")
    assert all(one.reason.kind in OWN for one in found)


def test_every_reason_has_words_in_each_language() -> None:
    facts = {
        "cycle": 7, "ago": 8, "times": 2, "of": 8, "title": "Maggi", "shops": 4, "city": "Pune",
        "category": "Snacks", "days": 3, "percent": 9, "more": 2, "price": "Rs 9", "per": "kg",
        "group": "gold", "singles": 24, "saved": "Rs 60",
    }  # fmt: skip
    for kind in WORDS:
        said = {in_words(Reason(kind, facts), locale) for locale in ("en-IN", "hi-IN", "hi-Deva")}
        assert len(said) == 3
        assert not any(re.search(r"[{}]", one) for one in said)


@pytest.mark.parametrize(
    ("reason", "locale", "words"),
    [
        (Reason("again", {"ago": 1}), "en", "you ordered it 1 day ago"),
        (Reason("again", {"ago": 5}), "en", "you ordered it 5 days ago"),
        (Reason("due", {"cycle": 7, "ago": 8}), "en", "you order it about every 7 days, last 8 days ago"),
        (Reason("due", {"cycle": 1, "ago": 1}), "en", "you order it about every day, last 1 day ago"),
        (Reason("due", {"cycle": 7, "ago": 8}), "hi-Latn",
         "aap ise lagbhag har 7 din me lete hain, pichhli baar 8 din pehle"),
        (Reason("due", {"cycle": 1, "ago": 1}), "hi-Deva", "आप इसे लगभग हर दिन लेते हैं, पिछली बार 1 दिन पहले"),
        (Reason("new", {"category": "Snacks", "days": 1}), "en", "new in Snacks, here for 1 day"),
        (Reason("new", {"category": "Snacks", "days": 3}), "hi-Deva", "Snacks में 3 दिन से नया"),
    ],
)  # fmt: skip
def test_one_day_is_no_days(reason: Reason, locale: str, words: str) -> None:
    assert in_words(reason, locale) == words
