"""Rasa is trained while the longest fit of what reads goes on, and not before."""

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
import typer

from app.settings import Settings
from app.setup import preparing

Fit = Callable[..., bool]


def trained(monkeypatch: pytest.MonkeyPatch, read: Fit, rasa: Fit) -> bool:
    monkeypatch.setattr(preparing.reader_model, "train", read)
    monkeypatch.setattr(preparing.rasa_model, "train", rasa)
    return preparing.train_model(Settings())


def test_rasa_begins_when_one_fit_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    rasa_is_trained = Event()

    def read(_tell: Any, *, again: bool, when_one_is_left: Callable[[], None]) -> bool:
        done.append("most of what reads")
        when_one_is_left()
        assert rasa_is_trained.wait(60)
        done.append("all of what reads")
        return True

    def rasa(*_given: Any, **_named: Any) -> bool:
        done.append("rasa")
        rasa_is_trained.set()
        return True

    assert trained(monkeypatch, read, rasa)
    assert done == ["most of what reads", "rasa", "all of what reads"]


def test_rasa_is_trained_where_nothing_else_is_to_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    assert trained(monkeypatch, lambda *_, **__: False, lambda *_, **__: not done.append("rasa"))
    assert done == ["rasa"]


def test_what_fails_at_once_is_said_before_rasa_is_trained(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_given: Any, **_named: Any) -> bool:
        raise OSError("no space left")

    def rasa(*_given: Any, **_named: Any) -> bool:
        raise AssertionError("it was trained")

    with pytest.raises(OSError, match="no space"):
        trained(monkeypatch, read, rasa)


def test_what_fails_late_is_said_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    rasa_is_trained = Event()

    def read(_tell: Any, *, again: bool, when_one_is_left: Callable[[], None]) -> bool:
        when_one_is_left()
        assert rasa_is_trained.wait(60)
        raise OSError("no space left")

    def rasa(*_given: Any, **_named: Any) -> bool:
        rasa_is_trained.set()
        return True

    with pytest.raises(OSError, match="no space"):
        trained(monkeypatch, read, rasa)


def test_rasas_failure_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def rasa(*_given: Any, **_named: Any) -> bool:
        raise preparing.rasa_model.TrainingFailed("out of memory")

    with pytest.raises(typer.Exit):
        trained(monkeypatch, lambda *_, **__: False, rasa)
