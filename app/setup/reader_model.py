"""Fits what reads messages, only when what it learns from changed."""

import fcntl
import hashlib
import shutil
from collections.abc import Callable

from app.settings import ROOT
from app.setup.rasa_model import MODELS
from bot.reading import training

FOLDER = MODELS / "reader"
MADE_FROM = "made-from"
SOURCES = (
    "bot/reading/acts.py",
    "bot/reading/filling.py",
    "bot/reading/tokens.py",
    "bot/reading/training.py",
    "bot/reading/ways.py",
    "bot/data/ways",
    "bot/data/fills",
    "bot/data/goods.txt",
    "bot/data/staples.txt",
    "shop/reading",
    "bot/components/devanagari.py",
)


def digest() -> str:
    """The hash of everything that it depends on."""
    sha = hashlib.sha256()
    for name in SOURCES:
        path = ROOT / name
        files = sorted(p for p in path.rglob("*") if p.suffix in (".py", ".txt")) if path.is_dir() else [path]
        for file in files:
            sha.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return sha.hexdigest()[:16]


def is_current() -> bool:
    """Whether it was made from the sources as they are now."""
    made = FOLDER / MADE_FROM
    return made.exists() and made.read_text(encoding="utf-8") == digest()


def train(tell: Callable[[str], None], *, again: bool = False) -> bool:
    """Fit unless nothing changed; whether anything was fitted. A half of it is never found in its place.

    Of several processes that want it at once, one fits, and the others wait for it.
    """
    if is_current() and not again:
        return False
    FOLDER.parent.mkdir(parents=True, exist_ok=True)
    with FOLDER.with_suffix(".lock").open("a") as one:
        fcntl.flock(one, fcntl.LOCK_EX)
        if is_current() and not again:
            return False
        sources, half = digest(), FOLDER.with_suffix(".new")
        shutil.rmtree(half, ignore_errors=True)
        training.train(half, tell)
        (half / MADE_FROM).write_text(sources, encoding="utf-8")
        shutil.rmtree(FOLDER, ignore_errors=True)
        half.replace(FOLDER)
    return True
