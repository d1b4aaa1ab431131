"""The reader is fitted again when what it learns from changed, and not otherwise."""

import time
from pathlib import Path
from threading import Thread

import pytest

from app.setup import reader_model


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(reader_model, "FOLDER", tmp_path / "reader")
    monkeypatch.setattr(reader_model.training, "train", lambda into, tell: (into.mkdir(), tell("fitted")))
    return tmp_path / "reader"


def test_it_is_fitted_once(folder: Path) -> None:
    told: list[str] = []
    assert reader_model.train(told.append)
    assert reader_model.is_current()
    assert not reader_model.train(told.append)
    assert told == ["fitted"]
    assert reader_model.train(told.append, again=True)


def test_other_sources_make_another_reader(folder: Path) -> None:
    reader_model.train(lambda _line: None)
    (folder / reader_model.MADE_FROM).write_text("others", encoding="utf-8")
    assert not reader_model.is_current()
    assert reader_model.train(lambda _line: None)


def test_a_half_fitted_one_is_never_in_its_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(into: Path, _tell: object) -> None:
        into.mkdir()
        raise OSError("no space left")

    monkeypatch.setattr(reader_model.training, "train", fails)
    with pytest.raises(OSError, match="no space"):
        reader_model.train(lambda _line: None)
    assert not folder.exists()


def test_of_several_that_want_it_at_once_one_fits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fitted: list[Path] = []

    def slowly(into: Path, _tell: object) -> None:
        into.mkdir()
        time.sleep(0.2)
        fitted.append(into)

    monkeypatch.setattr(reader_model.training, "train", slowly)
    wanting = [Thread(target=reader_model.train, args=(lambda _line: None,)) for _ in range(3)]
    for one in wanting:
        one.start()
    for one in wanting:
        one.join()
    assert len(fitted) == 1
    assert reader_model.is_current()
