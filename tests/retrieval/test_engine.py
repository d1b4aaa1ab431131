"""The index: what it finds, and that it stays true through changes, kills and damage."""

import gc
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.processes.ports import free_port
from app.setup.rasa_model import ENCODERS
from retrieval.encoder import Encoder
from retrieval.engine import Search
from retrieval.snapshot import Where
from shop.catalogue.product import Product
from shop.money import Money


@pytest.fixture
def search(tmp_path: Path, encoder: Encoder, products: list[Product]) -> Iterator[Search]:
    opened = Search.open(tmp_path / "index", encoder)
    opened.build(products)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("sunflower oil 1000ml", "SUN1"),
        ("sunflower oil 5 ltr", "SUN5"),
        ("magi noodels", "NOOD"),
        ("namak", "SALT"),
        ("chawal 5kg", "RICE"),
        ("washing powder", "DET"),
        ("clean my teeth", "TOOTH"),
    ],
)
def test_finds_what_is_meant(search: Search, query: str, first: str) -> None:
    assert search.search(query).skus[0] == first


def test_a_whole_list_is_found_as_each_of_it_alone(search: Search) -> None:
    queries = ["namak", "magi noodels", "sunflower oil 5 ltr", "zxqv", "namak"]
    assert search.search_all(queries, 3) == [search.search(query, 3) for query in queries]


def test_says_what_it_corrected(search: Search) -> None:
    assert search.search("magi noodels").corrected == "maggi noodles"
    assert search.search("maggi noodles").corrected == ""


@pytest.mark.parametrize(
    "query", ["", "the of", "x", "a" * 2000, "'; DROP TABLE products; --", "\x00", "🙂", "%"]
)
def test_bad_input_is_an_answer(search: Search, query: str) -> None:
    assert len(search.search(query).hits) <= 10


def test_pages_do_not_overlap(search: Search) -> None:
    first, second = search.search("oil", 2, 0).skus, search.search("oil", 2, 2).skus
    assert not set(first) & set(second)


WHERES = st.builds(
    Where,
    brands=st.sampled_from([(), ("fortune",), ("Tata", "Dhara")]),
    categories=st.sampled_from([(), ("Oil",), ("noodles", "rice")]),
    not_brands=st.sampled_from([(), ("FORTUNE",), ("Maggi",)]),
    not_categories=st.sampled_from([(), ("oil",)]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.sampled_from(["oil", "fortune oil", "rice", "", "surf", "qqq"]), where=WHERES)
def test_no_hit_breaks_a_filter(search: Search, products: list[Product], query: str, where: Where) -> None:
    by_sku = {p.sku: p for p in products}
    for sku in search.search(query, where=where).skus:
        one = by_sku[sku]
        assert not where.brands or one.brand.lower() in {b.lower() for b in where.brands}
        assert not where.categories or one.category.lower() in {c.lower() for c in where.categories}
        assert one.brand.lower() not in {b.lower() for b in where.not_brands}
        assert one.category.lower() not in {c.lower() for c in where.not_categories}


def test_a_second_build_encodes_nothing(search: Search, products: list[Product]) -> None:
    built = search.build(products)
    assert (built.changed, built.encoded, built.removed) == (0, 0, 0)


def test_changes_are_seen_at_once(search: Search, products: list[Product]) -> None:
    search.update([replace(products[0], title="Tata Black Pepper 100 g", aliases=("kali mirch",))])
    assert search.search("kali mirch").skus[0] == "SALT"
    search.remove(["SALT"])
    assert "SALT" not in search.search("kali mirch").skus
    assert search.well


def test_a_withdrawn_product_goes_out(search: Search, products: list[Product]) -> None:
    search.update([replace(products[4], active=False)])
    assert "NOOD" not in search.search("maggi noodles").skus


def test_reopened_it_is_the_same(tmp_path: Path, encoder: Encoder, products: list[Product]) -> None:
    first = Search.open(tmp_path, encoder)
    first.build(products)
    found = first.search("oil").skus
    first.close()
    second = Search.open(tmp_path, encoder)
    assert second.search("oil").skus == found
    assert second.well
    second.close()


def test_another_model_has_its_own_vectors(tmp_path: Path, encoder: Encoder, products: list[Product]) -> None:
    class Renamed:
        id, width = "another", encoder.width
        documents, query, knows = encoder.documents, encoder.query, encoder.knows

    first = Search.open(tmp_path, encoder)
    first.build(products)
    first.close()
    second = Search.open(tmp_path, Renamed())
    assert second.build(products).encoded == len(products)
    assert second.search("namak").skus[0] == "SALT"
    assert second.well
    second.close()


def test_damage_while_running_is_noticed_and_healed(
    tmp_path: Path, search: Search, caplog: pytest.LogCaptureFixture
) -> None:
    for folder in (tmp_path / "index").glob("chroma-*"):
        shutil.rmtree(folder)
    with caplog.at_level(logging.WARNING):
        during = search.search("sunflower oil")
        assert during.degraded
        assert during.skus[0] == "SUN1"
        assert search.wait_until_well()
    assert "search goes on with words" in caplog.text
    assert "whole again" in caplog.text
    assert not search.search("sunflower oil").degraded


def test_damage_while_closed_is_healed_at_opening(
    tmp_path: Path, encoder: Encoder, products: list[Product]
) -> None:
    first = Search.open(tmp_path, encoder)
    first.build(products)
    first.close()
    for file in tmp_path.glob("chroma-*/chroma.sqlite3"):
        file.write_bytes(b"this is no database" * 500)
    second = Search.open(tmp_path, encoder)
    assert second.well
    assert second.search("namak").skus[0] == "SALT"
    second.close()


def test_a_damaged_record_is_made_anew(tmp_path: Path, encoder: Encoder, products: list[Product]) -> None:
    (tmp_path / "index.db").write_bytes(b"rubbish" * 1000)
    search = Search.open(tmp_path, encoder)
    assert len(search) == 0
    search.build(products)
    assert search.search("namak").skus[0] == "SALT"
    search.close()


def test_only_one_process_has_the_vectors_open(tmp_path: Path, search: Search, encoder: Encoder) -> None:
    other = Search.open(tmp_path / "index", encoder)
    assert not other.well
    assert other.search("sunflower oil").skus[0] == "SUN1"
    other.close()


_BUILD = """
import sys
from pathlib import Path
from retrieval.encoder import Encoder
from retrieval.engine import Search
from shop.catalogue.product import Product
from shop.money import Money
from shop.money import Money
products = [Product(f"P{i}", f"Thing number {i} of kind {i % 7}", Money(100)) for i in range(400)]
search = Search.open(Path(sys.argv[1]), Encoder.open(Path(sys.argv[2])))
print("ready", flush=True)
search.build(products)
for turn in range(10**6):
    some = range(turn % 9, 400, 9)
    search.update([Product(f"P{i}", f"Thing number {i} turn {turn}", Money(100)) for i in some])
"""


@pytest.mark.parametrize("after", [0.05, 0.4, 1.1])
def test_a_kill_at_any_moment_leaves_an_index_that_opens(
    tmp_path: Path, encoder: Encoder, after: float
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _BUILD, str(tmp_path), str(ENCODERS)], stdout=subprocess.PIPE, cwd=Path.cwd()
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    search = Search.open(tmp_path, encoder)
    assert search.well
    products = [Product(f"P{i}", f"Thing number {i}", price=Money(100)) for i in range(400)]
    search.build(products)
    assert len(search) == 400
    assert search.well
    assert search.search("thing number 17").skus[0] == "P17"
    search.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Chroma's own server, in a process of its own."""
    port = free_port()
    chroma = str(Path(sys.executable).parent / "chroma")
    process = subprocess.Popen(
        [chroma, "run", "--path", str(tmp_path / "server"), "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


# Chroma's client leaves its connection to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_works_with_chroma_as_a_server(
    tmp_path: Path, encoder: Encoder, products: list[Product], server: str
) -> None:
    search = Search.open(tmp_path / "index", encoder, server)
    search.build(products)
    found = search.search("clean my teeth", where=Where(not_brands=("Tata",)))
    assert found.skus[0] == "TOOTH"
    assert not found.degraded
    search.remove(["TOOTH"])
    assert "TOOTH" not in search.search("clean my teeth").skus
    search.close()
    del search
    gc.collect()


def test_goes_on_without_the_server(tmp_path: Path, encoder: Encoder, products: list[Product]) -> None:
    search = Search.open(tmp_path, encoder, "http://127.0.0.1:9")
    search.build(products)
    found = search.search("sunflower oil")
    assert found.degraded
    assert found.skus[0] == "SUN1"
    search.close()
