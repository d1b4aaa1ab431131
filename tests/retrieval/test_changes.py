"""Changes that are put behind what is indexed: found at once, ranked alike, and indexed together later."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval import engine
from retrieval.encoder import Encoder
from retrieval.engine import Search
from retrieval.lexical import Field
from retrieval.snapshot import Where
from retrieval.vocabulary import Vocabulary
from shop.catalogue.product import Product


@pytest.fixture
def search(
    tmp_path: Path, encoder: Encoder, products: list[Product], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Search]:
    monkeypatch.setattr(engine, "_BEHIND", 0.5)  # of eight products
    opened = Search.open(tmp_path / "index", encoder)
    opened.build(products)
    yield opened
    opened.close()


def test_a_later_row_weighs_what_it_would_have_weighed() -> None:
    texts = [["red", "chilli", "powder"], ["red", "rice"], ["rice", "bran", "oil", "oil"]]
    field = Field(texts, k1=0.8, b=0.6)
    longer = field.extended([texts[2]]).extended([texts[0], ["new", "word"]])
    for terms in ({"oil": 1.0, "rice": 0.5}, {"red": 1.0, "powder": 2.0}):
        scores = longer.scores(terms)
        assert scores[:3] == pytest.approx(field.scores(terms))
        assert scores[3:] == pytest.approx([scores[2], scores[0], 0.0])
    assert list(longer.having("oil")) == [2, 3]
    assert longer.scores({"new": 1.0})[5] > 0
    assert not field.scores({"new": 1.0}).any()  # who searched before still sees what was


def test_new_words_are_corrected_to_at_once() -> None:
    before = Vocabulary([["tata", "salt"]], english=lambda _: False)
    after = before.extended([["bournvita", "chocolate", "drink"]])
    assert after.understand("bornvita").words == ("bournvita",)
    assert "bournvita" not in before


def test_what_changed_is_found_under_its_new_name_only(search: Search, products: list[Product]) -> None:
    search.update([replace(products[0], title="Aashirvaad Rock Salt 1 kg", brand="Aashirvaad", aliases=())])
    assert search.status()["behind"] == 1
    assert search.search("aashirvad rock salt").skus[0] == "SALT"
    assert search.search("salt", where=Where(brands=("Tata",))).skus == []
    assert search.search("rock salt").skus.count("SALT") == 1
    assert len(search) == len(products)


def test_many_changes_are_indexed_together(
    tmp_path: Path, search: Search, encoder: Encoder, products: list[Product]
) -> None:
    for number, one in enumerate(products):
        search.update([replace(one, title=f"{one.title} series {number}")])
    search.remove(["TOOTH"])
    search.close()  # waits for what is under way
    assert search.status()["behind"] < len(products)
    again = Search.open(tmp_path / "index", encoder)
    assert again.status()["behind"] == 0
    for query in ("salt series 0", "mustard oil", "noodles"):
        assert again.search(query).skus[0] == search.search(query).skus[0]
    assert "TOOTH" not in search.search("toothpaste").skus
    again.close()


def test_sees_what_another_process_put_into_the_record(
    tmp_path: Path, search: Search, encoder: Encoder, products: list[Product]
) -> None:
    other = Search.open(tmp_path / "index", encoder)
    new = replace(products[0], title="Tata Black Pepper 100 g", aliases=("kali mirch",))
    search.update([new])
    assert other.update([new]).changed == 1
    assert other.search("kali mirch").skus[0] == "SALT"
    search.remove(["RICE"])
    other.remove(["RICE"])
    assert "RICE" not in other.search("chawal").skus
    other.close()
