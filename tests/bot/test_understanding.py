"""Asking a trained model: cases read, the real model asked, and what is said when it cannot be."""

import csv
import gzip
from pathlib import Path

import pytest

from app.settings import load
from app.setup import rasa_model
from bot.understanding import (
    CannotAsk,
    Case,
    Parse,
    UnderstandsLess,
    accuracy,
    read_cases,
    refuse_worse,
    understand,
)


def environment() -> dict[str, str]:
    return rasa_model.environment(rasa_model.encoder_folder(load().encoder))


def test_cases_are_read_with_bars_and_aliases_also_when_gzipped(tmp_path: Path) -> None:
    rows = [["text", "intent"], ["where is it", "track_order|order_history"], ["hm", "nlu_fallback"]]
    plain, packed = tmp_path / "u.csv", tmp_path / "u.csv.gz"
    with plain.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    cases = read_cases(plain)
    assert cases == read_cases(packed)
    assert cases[0] == Case("where is it", frozenset({"track_order", "order_history"}), "track_order")
    assert cases[1].named == "out_of_scope"


def test_accuracy_counts_any_of_the_allowed() -> None:
    cases = [Case("a", frozenset({"greet", "thank"}), "greet"), Case("b", frozenset({"deny"}), "deny")]
    parses = [Parse("thank", (), 1.0), Parse("affirm", (), 1.0)]
    assert accuracy(cases, parses) == 0.5
    assert accuracy([], []) == 0.0


def test_a_model_that_understands_clearly_less_is_refused() -> None:
    refuse_worse(0.95, None)
    refuse_worse(0.95, 0.958)
    with pytest.raises(UnderstandsLess, match=r"94\.0%"):
        refuse_worse(0.94, 0.955)


def test_the_present_model_understands_and_any_text_gets_an_answer() -> None:
    model = rasa_model.current()
    assert model is not None
    texts = [
        "show my cart",
        "मुझे 5 किलो चीनी चाहिए",
        "shwo my crat plaese",
        "/restart",
        "\x00\x01",
        "",
        " ",
        "\n\n",
        "a" * 20_000,
        "🛒",
        "\u202e" * 50,
        "what is the capital of france",
    ]
    told: list[tuple[int, int]] = []
    asked = understand(texts, model, rasa_model.PYTHON, environment(), lambda *at: told.append(at))
    assert [p.intent for p in asked.parses][:1] == ["view_cart"]
    assert asked.parses[-1].intent == "out_of_scope"
    assert all(p.intent for p in asked.parses)
    assert told[-1] == (len(texts), len(texts))
    assert asked.rss_mb < 1500


def test_a_file_that_is_no_model_is_said_with_the_end_of_what_rasa_said(tmp_path: Path) -> None:
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(b"no model")
    with pytest.raises(CannotAsk, match=r"end of what Rasa said:\n.+"):
        understand(["hello"], broken, rasa_model.PYTHON, environment())
