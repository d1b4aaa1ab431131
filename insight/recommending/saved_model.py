"""Keeps a fitted model on disk, so that a restart and other processes have it at once."""

from __future__ import annotations

import logging
import os
import pickle
import threading
import time
from pathlib import Path

from insight.learning.model import Model
from insight.recommending.recommend import Recommender

log = logging.getLogger(__name__)

LAYOUT = 3  # rises when an older file can no longer be read


def save(model: Model, path: Path) -> None:
    """Write beside and rename: a reader sees the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_bytes(pickle.dumps((LAYOUT, model), protocol=5))
    beside.replace(path)


def load(path: Path) -> Model | None:
    """The model, or nothing: there is none, it is of another layout, or the file is damaged."""
    try:
        # Only what save() wrote into the shop's own data folder is ever read here.
        layout, model = pickle.loads(path.read_bytes())  # noqa: S301
    except FileNotFoundError:
        return None
    except Exception:  # a pickle of an older program can raise anything
        log.warning("the kept recommendations cannot be read; they will be learned anew")
        return None
    return model if layout == LAYOUT and isinstance(model, Model) else None


class Follower:
    """Takes over each new model that another process keeps, looked for as often as it is asked."""

    def __init__(self, recommender: Recommender, path: Path, at_most_every: float = 5.0) -> None:
        self._recommender = recommender
        self._path = path
        self._every = at_most_every
        self._next = 0.0
        self._seen = 0
        self._one = threading.Lock()

    def look(self) -> None:
        """Take over what is newer than what is in place; cheap when nothing is."""
        if time.monotonic() < self._next or not self._one.acquire(blocking=False):
            return
        try:
            self._next = time.monotonic() + self._every
            try:
                changed = self._path.stat().st_mtime_ns
            except FileNotFoundError:
                return
            if changed != self._seen:
                self._seen = changed
                model = load(self._path)
                if model is not None:
                    self._recommender.model = model
        finally:
            self._one.release()
