"""What is exported comes back the same, whatever words are in it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.files.customers import CUSTOMERS
from connectors.files.faqs import FAQS
from connectors.files.kind import Kind
from connectors.files.orders import ORDERS, OrderRow
from connectors.files.products import PRODUCTS
from connectors.files.reading import reading
from connectors.files.writing import ENDINGS, as_meant, inert, write_file
from people.customer import Customer
from shop.catalogue.faq import Faq
from shop.catalogue.product import UNCOUNTED, Product, Tier
from shop.money import Money

# Each example writes its file anew, so that they may share a folder; how long that takes is no fault.
files = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

# Anything that a person can write, and what spreadsheets and CSV trip over.
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n\r\t")
TRAPS = st.sampled_from(
    ["=1+1", "+91", "-", "@x", "'=", "''+", 'a"b', "a,b", "a;b", "a\r\nb", "[red]", "\ufffe"]
)


def words(most: int = 40, least: int = 0) -> st.SearchStrategy[str]:
    return (
        st.one_of(TRAPS, st.text(LETTERS, max_size=most))
        .map(str.strip)
        .filter(lambda text: len(text) >= least)
    )


def keys() -> st.SearchStrategy[str]:
    return words(20, 1).filter(lambda text: not set("\n\r\t") & set(text))


PRICES = st.integers(1, 10_000_00).map(Money)


@st.composite
def products(draw: st.DrawFn) -> Product:
    price = draw(st.integers(100, 10_000_00))
    steps = sorted(draw(st.sets(st.integers(2, 5_000), max_size=3)))
    costs = sorted(
        draw(st.sets(st.integers(1, price - 1), min_size=len(steps), max_size=len(steps))), reverse=True
    )
    return Product(
        sku=draw(keys()),
        title=draw(words(60, 1)),
        price=Money(price),
        brand=draw(words()),
        category=draw(words()),
        subcategory=draw(words()),
        description=draw(words(200)),
        pack=draw(words(20)),
        mrp=draw(st.none() | st.integers(price, 10_000_00).map(Money)),
        seller=draw(words(20)),
        moq=draw(st.integers(1, 100)),
        multiple=draw(st.integers(1, 100)),
        tiers=tuple(Tier(step, Money(cost)) for step, cost in zip(steps, costs, strict=True)),
        stock=draw(st.integers(0, 1_000_000) | st.just(UNCOUNTED)),
        attributes=draw(st.dictionaries(words(10), words(30), max_size=4)),
        aliases=tuple(draw(st.lists(one_line(), max_size=4, unique=True))),
        image=draw(st.sampled_from(["", "/demo/images/A.svg", "https://example.com/a.png?b=1,2"])),
        active=draw(st.booleans()),
        rating=draw(st.none() | st.integers(0, 50).map(lambda tenths: tenths / 10)),
    )


def one_line() -> st.SearchStrategy[str]:
    """An entry of a list: no semicolon, one space at most between words."""
    return words(15).map(lambda text: " ".join(text.replace(";", " ").split())).filter(bool)


CUSTOMER = st.builds(
    Customer,
    id=keys(),
    name=words(40, 1),
    phone=st.sampled_from(["", "+911000000001", "02212345678"]),
    email=st.sampled_from(["", "a+b@example.com"]),
    telegram_id=st.sampled_from(["", "12345", "-100123"]),
    group=words(20),
    address=words(100),
    city=words(),
    postcode=words(8),
    locale=st.sampled_from(["", "en-IN", "hi"]),
)
ORDER = st.builds(
    OrderRow,
    order_id=keys(),
    customer=keys(),
    at=st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds + 0.25, UTC)),
    sku=keys(),
    quantity=st.integers(1, 10_000),
    unit_price=PRICES,
    status=st.sampled_from(["pending", "delivered", "return_requested"]),
)
FAQ = st.builds(
    Faq,
    question=words(100).map(lambda text: " ".join(text.split())).filter(bool),
    answer=words(300, 1),
    tags=st.lists(one_line(), max_size=3, unique=True).map(tuple),
)


def round_trip(kind: Kind[Any], things: Sequence[Any], path: Path) -> None:
    assert write_file(path, kind.columns, map(kind.write, things)) == len(things)
    with reading(path, kind) as file:
        lines = list(file.lines)
    assert [line.fault for line in lines] == [""] * len(things)
    assert [line.thing for line in lines] == list(things)
    assert file.ignored == ()


@pytest.mark.parametrize("ending", ENDINGS)
@files
@given(things=st.lists(products(), max_size=5, unique_by=lambda product: product.sku))
def test_products(tmp_path: Path, ending: str, things: list[Product]) -> None:
    round_trip(PRODUCTS, things, tmp_path / f"products{ending}")


@pytest.mark.parametrize("ending", ENDINGS)
@files
@given(things=st.lists(CUSTOMER, max_size=5, unique_by=lambda customer: customer.id))
def test_customers(tmp_path: Path, ending: str, things: list[Customer]) -> None:
    round_trip(CUSTOMERS, things, tmp_path / f"customers{ending}")


@pytest.mark.parametrize("ending", ENDINGS)
@files
@given(things=st.lists(ORDER, max_size=5, unique_by=lambda row: (row.order_id, row.sku)))
def test_orders(tmp_path: Path, ending: str, things: list[OrderRow]) -> None:
    round_trip(ORDERS, things, tmp_path / f"orders{ending}")


@pytest.mark.parametrize("ending", ENDINGS)
@files
@given(things=st.lists(FAQ, max_size=5, unique_by=lambda faq: faq.question))
def test_faqs(tmp_path: Path, ending: str, things: list[Faq]) -> None:
    round_trip(FAQS, things, tmp_path / f"faqs{ending}")


@given(st.one_of(TRAPS, st.text(LETTERS, max_size=20)))
def test_no_cell_of_a_table_starts_a_formula_and_all_come_back(cell: str) -> None:
    assert inert(cell)[:1] not in {"=", "+", "-", "@", "\t", "\r"}
    assert as_meant(inert(cell)) == cell


def test_the_same_things_make_the_same_gzip(tmp_path: Path) -> None:
    for name in ("a.csv.gz", "b.csv.gz"):
        write_file(tmp_path / name, FAQS.columns, [{"question": "Why?", "answer": "So.", "tags": ""}])
    assert (tmp_path / "a.csv.gz").read_bytes() == (tmp_path / "b.csv.gz").read_bytes()


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "faqs.csv"
    path.write_text("old", encoding="utf-8")

    def rows() -> Any:
        yield {"question": "Why?", "answer": "So.", "tags": ""}
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        write_file(path, FAQS.columns, rows())
    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["faqs.csv"]
