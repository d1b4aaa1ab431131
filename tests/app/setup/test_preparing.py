"""Rasa is trained while what reads is fitted; what fails of either is said."""

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


def test_what_reads_is_fitted_beside_rasa(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    rasa_is_trained = Event()

    def read(_tell: Any, *, again: bool) -> bool:
        assert rasa_is_trained.wait(60)
        done.append("what reads")
        return True

    def rasa(*_given: Any, **_named: Any) -> bool:
        done.append("rasa")
        rasa_is_trained.set()
        return True

    assert trained(monkeypatch, read, rasa)
    assert done == ["rasa", "what reads"]


def test_rasa_is_trained_where_nothing_else_is_to_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    assert trained(monkeypatch, lambda *_, **__: False, lambda *_, **__: not done.append("rasa"))
    assert done == ["rasa"]


def test_what_fails_beside_rasa_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_given: Any, **_named: Any) -> bool:
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        trained(monkeypatch, read, lambda *_, **__: True)


def test_rasas_failure_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def rasa(*_given: Any, **_named: Any) -> bool:
        raise preparing.rasa_model.TrainingFailed("out of memory")

    with pytest.raises(typer.Exit):
        trained(monkeypatch, lambda *_, **__: False, rasa)
