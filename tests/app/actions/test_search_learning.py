"""Search learns from what is recorded: on a real store, a real index and real trees."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.actions.search_learning import learn_now, ranking_file
from app.setup.rasa_model import ENCODERS
from insight.searching.searched import Searched
from insight.searching.service import SearchEvents
from retrieval.encoder import Encoder
from retrieval.engine import Search
from retrieval.learned import load
from retrieval.learning import ENOUGH
from shop.catalogue.product import Product
from shop.money import Money
from storage.database import Database
from tests.fresh import ready

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
BRANDS = [
    "Tata",
    "Fortune",
    "Dhara",
    "Amul",
    "Everest",
    "Catch",
    "Patanjali",
    "Rajdhani",
    "Aashirvaad",
    "Madhur",
]
KINDS = ["Sugar", "Salt", "Poha", "Besan", "Maida", "Sooji", "Jaggery", "Vermicelli", "Turmeric", "Coriander"]
LIKED = "Patanjali"  # whom all buyers of this test want, whatever they type
SHOWN = 5


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path / 'shop.db'}")
    ready(opened)
    yield opened
    opened.close()


@pytest.fixture
def search(tmp_path: Path) -> Iterator[Search]:
    opened = Search.open(tmp_path / "index", Encoder.open(ENCODERS))
    opened.build(
        Product(f"{brand}-{kind}", f"{brand} {kind} 1 kg", Money(5000), brand=brand, category=kind)
        for brand in BRANDS
        for kind in KINDS
    )
    yield opened
    opened.close()


def buy(search: Search, db: Database, count: int, wanted: Callable[[int, str], str]) -> None:
    """So many searches; each buyer turns pages until what is wanted is there, and takes it."""
    events = SearchEvents(db)
    for number in range(count):
        words = f"{KINDS[number % len(KINDS)].lower()} {'1 kg' if number % 2 else 'packet'}"
        found, sku = search.search(words, 50).skus, wanted(number, words)
        pages = [found[start : start + SHOWN] for start in range(0, len(found), SHOWN)]
        at, who = NOW + timedelta(minutes=number), f"c{number}"
        for turn, skus in enumerate(pages):
            page = Searched(f"{who}-{turn}", who, "web", words, skus, turn * SHOWN)
            events.record(page, at + timedelta(seconds=turn))
            if sku in skus:
                chosen = Searched(f"{who}-c", who, "web", words, skus, turn * SHOWN, sku, {"how": "taken"})
                events.record(chosen, at + timedelta(seconds=turn, milliseconds=1))
                break


def the_liked_one(number: int, words: str) -> str:
    return f"{LIKED}-{KINDS[number % len(KINDS)]}"


def test_what_buyers_choose_comes_first_and_is_kept(search: Search, db: Database, tmp_path: Path) -> None:
    before = [search.search(kind.lower(), 10).skus.index(f"{LIKED}-{kind}") for kind in KINDS]
    buy(search, db, ENOUGH, the_liked_one)
    found = learn_now(search, db, tmp_path)
    assert (found.why, found.searches) == ("", ENOUGH)
    assert found.better > found.plain
    results = [search.search(kind.lower(), 10) for kind in KINDS]
    after = [one.skus.index(f"{LIKED}-{kind}") for one, kind in zip(results, KINDS, strict=True)]
    assert sum(after) < sum(before) / 2
    for one in results:
        assert [hit.score for hit in one.hits] == sorted((h.score for h in one.hits), reverse=True)
        assert len(set(one.skus)) == len(one.skus)
    kept = load(ranking_file(tmp_path), search.encoder)
    assert kept is not None
    search.learned = kept
    assert [search.search(kind.lower(), 10).skus for kind in KINDS] == [one.skus for one in results]
    assert load(ranking_file(tmp_path), "another encoder") is None
    ranking_file(tmp_path).write_bytes(b"PK rubbish")
    assert load(ranking_file(tmp_path), search.encoder) is None


def test_choices_that_follow_nothing_leave_the_ranking_as_it_is(
    search: Search, db: Database, tmp_path: Path
) -> None:
    order = {kind: search.search(kind.lower(), 10).skus for kind in KINDS}
    # The newest choose against all that those before them chose.
    last = ENOUGH - ENOUGH // 5
    buy(
        search,
        db,
        ENOUGH,
        lambda n, words: the_liked_one(n, words) if n < last else search.search(words, 1).skus[0],
    )
    found = learn_now(search, db, tmp_path)
    assert found.learned is None
    assert "no better" in found.why
    assert not ranking_file(tmp_path).exists()
    assert {kind: search.search(kind.lower(), 10).skus for kind in KINDS} == order


def test_few_choices_teach_nothing(search: Search, db: Database, tmp_path: Path) -> None:
    buy(search, db, 20, the_liked_one)
    assert "too few" in learn_now(search, db, tmp_path).why
    assert search.learned is None
