"""Which language model serves, and whether it is whole."""

import gzip
import json
from pathlib import Path

import pytest

from app.setup import rasa_model


def test_a_model_cut_short_is_not_unchanged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(rasa_model, "MODELS", tmp_path)
    monkeypatch.setattr(rasa_model, "CURRENT", tmp_path / "current.json")
    name = f"dukan-{rasa_model.digest()}.tar.gz"
    whole = gzip.compress(bytes(range(256)) * 4000)
    (tmp_path / "current.json").write_text(json.dumps({"file": name, "accuracy": 1.0}))
    (tmp_path / name).write_bytes(whole)
    assert rasa_model.is_current()
    for damaged in (whole[:-100], b"", whole[:200] + b"xxxx" + whole[204:]):
        (tmp_path / name).write_bytes(damaged)
        assert not rasa_model.is_current()
