"""Whether what was waited for is so."""

from dataclasses import replace

from shop.alerts.alert import Alert, is_so, news_of, prices_of
from shop.catalogue.product import UNCOUNTED, Product
from shop.money import Money

TEA = Product("T", "Tea 250 g", Money(14_000), stock=12, moq=6)
BACK = Alert("a", "c", "back", "T")
CHEAPER = Alert("a", "c", "price", "T", price=Money(13_500))


def test_goods_are_back_when_the_least_that_is_sold_is_there() -> None:
    assert is_so(BACK, TEA)
    assert is_so(BACK, replace(TEA, stock=UNCOUNTED))
    assert not is_so(BACK, replace(TEA, stock=5))
    assert not is_so(BACK, replace(TEA, active=False))


def test_a_price_is_reached_at_or_below_it_while_the_goods_are_there() -> None:
    assert not is_so(CHEAPER, TEA)
    assert is_so(CHEAPER, replace(TEA, price=Money(13_500)))
    assert not is_so(CHEAPER, replace(TEA, price=Money(13_000), stock=0))


def test_news_of_a_brand_are_what_was_not_there_and_what_costs_less() -> None:
    other, gone = replace(TEA, sku="O"), replace(TEA, sku="G", stock=0)
    seen = prices_of([TEA, replace(TEA, sku="W", active=False)])
    assert seen == {"T": 14_000}
    assert news_of(seen, [TEA]) == []
    assert [p.sku for p in news_of(seen, [TEA, other, gone])] == ["O"]
    assert [p.sku for p in news_of(seen, [replace(TEA, price=Money(13_900))])] == ["T"]
    assert news_of(seen, [replace(TEA, price=Money(15_000))]) == []
