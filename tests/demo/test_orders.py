"""The demo's orders repeat as real shops' do."""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from statistics import mean, median, pstdev

import pytest

from connectors.files.orders import OrderRow
from demo.orders import orders
from demo.products import products
from demo.retailers import retailers
from demo.reviews import rated, reviews
from shop.catalogue.product import Product

END = date(2026, 3, 31)
SHOPS = retailers(7)[:60]


@pytest.fixture(scope="module")
def shelf() -> dict[str, Product]:
    return {product.sku: product for product in products(7)}


@pytest.fixture(scope="module")
def bought(shelf: dict[str, Product]) -> tuple[OrderRow, ...]:
    return orders(7, SHOPS, list(shelf.values()), END)


def test_the_shops_are_three_hundred_that_nobody_can_call() -> None:
    everybody = [shop.customer for shop in retailers(7)]
    assert len(everybody) == 300
    assert len({customer.id for customer in everybody}) == 300
    assert all(customer.phone.startswith("+9110000") and len(customer.phone) == 13 for customer in everybody)
    assert all(not customer.email or customer.email.endswith("@example.com") for customer in everybody)
    assert {customer.locale for customer in everybody} == {"en-IN", "hi-IN"}
    assert all(len(customer.postcode) == 6 for customer in everybody)


def test_they_buy_for_eighteen_months_to_the_last_day(bought: tuple[OrderRow, ...]) -> None:
    days = [row.at.date() for row in bought]
    assert days == sorted(days)
    assert (END - days[0]).days in range(530, 550)
    assert 0 <= (END - days[-1]).days <= 3
    assert len({row.customer for row in bought}) > 55


def test_every_line_could_have_been_ordered(bought: tuple[OrderRow, ...], shelf: dict[str, Product]) -> None:
    assert len({(row.order_id, row.sku) for row in bought}) == len(bought)
    for row in bought:
        product = shelf[row.sku]
        assert row.quantity >= product.moq
        assert row.quantity % product.multiple == 0
        assert 0 < row.unit_price.minor <= product.price.minor


def test_a_shop_buys_its_own_things_again(bought: tuple[OrderRow, ...]) -> None:
    times = Counter((row.customer, row.sku) for row in bought)
    again = sum(count for count in times.values() if count >= 5)
    assert again / len(bought) > 0.6


def test_what_is_bought_again_is_due_in_cycles(bought: tuple[OrderRow, ...]) -> None:
    days = defaultdict(list)
    for row in bought:
        days[row.customer, row.sku].append(row.at.date().toordinal())
    spread = []
    for found in days.values():
        gaps = [after - before for before, after in pairwise(found)]
        if len(gaps) >= 8:
            spread.append(pstdev(gaps) / mean(gaps))
    assert len(spread) > 100
    assert median(spread) < 0.6  # bought at random it would be 1


def test_seasons_show(bought: tuple[OrderRow, ...], shelf: dict[str, Product]) -> None:
    worth: dict[str, Counter[str]] = defaultdict(Counter)
    for row in bought:
        worth[shelf[row.sku].category][row.at.strftime("%Y-%m")] += row.quantity * row.unit_price.minor
    drinks, pooja = worth["Cold Drinks, Juice & Water"], worth["Pooja & Household"]
    assert drinks["2025-05"] > 1.5 * drinks["2025-01"]
    assert drinks["2025-05"] > 1.5 * drinks["2025-12"]
    assert pooja["2025-10"] + pooja["2025-09"] > 1.1 * (pooja["2025-06"] + pooja["2025-07"])  # Diwali


def test_sundays_are_quiet(bought: tuple[OrderRow, ...]) -> None:
    weekdays = Counter(row.at.date().weekday() for row in bought)
    assert weekdays[6] < min(weekdays[day] for day in range(6)) / 3


def test_old_orders_are_done_and_new_ones_are_not(bought: tuple[OrderRow, ...]) -> None:
    old = {row.status for row in bought if (END - row.at.date()).days > 10}
    new = {row.status for row in bought if (END - row.at.date()).days <= 1}
    assert old == {"delivered", "cancelled", "returned"}
    assert new <= {"pending", "packed", "cancelled"}


def test_only_buyers_review_and_ratings_are_theirs(
    bought: tuple[OrderRow, ...], shelf: dict[str, Product]
) -> None:
    said = reviews(7, list(shelf.values()), bought)
    buyers = {(row.customer, row.sku) for row in bought if row.status == "delivered"}
    assert len(said) > 200
    assert all((review.customer, review.sku) in buyers for review in said)
    stars = defaultdict(list)
    for review in said:
        stars[review.sku].append(review.stars)
    for product in rated(list(shelf.values()), said):
        if product.rating is not None:
            assert product.rating == round(mean(stars[product.sku]), 1)


def test_the_same_seed_and_day_make_the_same_world_in_any_process() -> None:
    code = (
        "import hashlib; from datetime import date; from demo.orders import orders;"
        "from demo.products import products; from demo.retailers import retailers;"
        "shelf = products(3); shops = retailers(3)[:8]; made = orders(3, shops, shelf, date(2026, 1, 15));"
        "print(hashlib.sha256(repr((shelf, shops, made)).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": salt},
            check=True,
            capture_output=True,
        ).stdout
        for salt in ("1", "2")
    }
    assert len(digests) == 1
