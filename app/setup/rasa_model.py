"""Trains Rasa, only when what it is trained on changed."""

import gzip
import hashlib
import json
import os
import subprocess
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.private import for_rasa
from app.settings import ROOT
from bot.understanding import accuracy, read_cases, refuse_worse, understand

PYTHON = ROOT / ".venv-rasa" / "bin" / "python"
SOURCES = ("domain.yml", "config.yml", "bot/data", "bot/components", "requirements/rasa.txt")
# Carry turns and texts to the model, or are only compared with it: no part of it.
APART = ("action_results.py", "turn_channel.py", "parse_lines.py", "minilm_featurizer.py")
# A folder of the machine, not of a shop, so it is no setting: tests give a product models of its own.
MODELS = Path(os.environ.get("DUKAN_MODELS", ROOT / "models"))
CURRENT = MODELS / "current.json"  # the model that serves, and how much it understands
UNFINISHED = "being-trained"
TESTED_ON = ROOT / "bench" / "data" / "language_test.csv"
ENCODERS = MODELS / "encoders"  # exported for search, and read by Rasa too


def encoder_folder(encoder: str) -> Path:
    """Where the export of this encoder lies."""
    return ENCODERS / encoder.replace("/", "--")


class TrainingFailed(Exception):
    """Rasa did not train; the text is the end of what it said."""


def _files() -> Iterator[Path]:
    for name in SOURCES:
        path = ROOT / name
        if path.is_dir():
            yield from sorted(
                p for p in path.rglob("*") if p.suffix in (".yml", ".py", ".txt") and p.name not in APART
            )
        elif path.exists():
            yield path


def digest() -> str:
    """The hash of everything that the model depends on."""
    sha = hashlib.sha256()
    for path in _files():
        sha.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return sha.hexdigest()[:16]


def current() -> Path | None:
    """The model that serves: the newest that was not refused."""
    return MODELS / kept["file"] if (kept := _kept()) and (MODELS / kept["file"]).exists() else None


def is_current() -> bool:
    """Whether the model that serves was made from the sources as they are now, and is whole."""
    serving = current()
    return serving is not None and serving.name == _name(digest()) and is_whole(serving)


def is_whole(model: Path) -> bool:
    """Whether the file has all that was written to it: gzip keeps a checksum at its end."""
    try:
        with gzip.open(model) as packed:
            size = 0
            while part := packed.read(1024 * 1024):
                size += len(part)
    except (EOFError, OSError, zlib.error):
        return False
    return size > 0


def _name(of: str) -> str:
    return f"dukan-{of}.tar.gz"


def _kept() -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads(CURRENT.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return kept


def environment(encoder: Path) -> dict[str, str]:
    """What Rasa's process gets from ours: quiet TensorFlow, no telemetry, the encoder's folder."""
    return {
        **for_rasa(os.environ),
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        "DUKAN_ENCODER_DIR": str(encoder),
        "OMP_NUM_THREADS": "1",
    }


def train(encoder: Path, on_line: Callable[[str], None], *, again: bool = False, force: bool = False) -> bool:
    """Train unless nothing changed; whether anything was trained.

    A model that understands clearly less of our test utterances than the last is refused with
    UnderstandsLess, and the last one goes on serving; `force` takes it all the same.
    """
    if is_current() and not again:
        return False
    sources = digest()  # as Rasa finds them; an edit while it trains is for the next time
    made = _train(encoder, on_line)
    cases = read_cases(TESTED_ON)
    on_line("Asking the new model the test utterances")
    asked = understand([case.text for case in cases], made, PYTHON, environment(encoder))
    understood = accuracy(cases, asked.parses)
    if not force:
        refuse_worse(understood, _kept().get("accuracy") if current() else None)
    target = MODELS / _name(sources)
    made.replace(target)
    change_over(target.name, understood)
    for old in MODELS.glob("dukan-*.tar.gz"):
        if old != target:
            old.unlink()
    return True


def change_over(name: str, understood: float) -> None:
    """From now on this model serves, here and in a product that runs; never half written."""
    written = CURRENT.with_suffix(".new")
    written.write_text(json.dumps({"file": name, "accuracy": understood}), encoding="utf-8")
    written.replace(CURRENT)


def _train(encoder: Path, on_line: Callable[[str], None]) -> Path:
    MODELS.mkdir(exist_ok=True)
    command = [str(PYTHON), "-m", "rasa", "train", "--domain", "domain.yml", "--config", "config.yml"]
    command += ["--data", "bot/data", "--out", str(MODELS), "--fixed-model-name", UNFINISHED]
    # Rasa would take parts from its cache when data and settings are the same, though our code is another.
    command += ["--force"]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(encoder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    said: list[str] = []
    assert process.stdout is not None  # noqa: S101  # PIPE was asked for; mypy can't know
    for line in process.stdout:
        said.append(line.rstrip())
        on_line(said[-1])
    made = MODELS / f"{UNFINISHED}.tar.gz"
    if process.wait() or not made.exists():
        raise TrainingFailed("\n".join(said[-15:]))
    return made
