"""Puts the best candidates of the plain ranking in the order that was learned from choices."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import lightgbm as lgb
import numpy as np
import numpy.typing as npt

from retrieval.encoder import Vectors, along

log = logging.getLogger(__name__)

Table = npt.NDArray[np.float32]  # a row for each candidate, a column for each trait

LAYOUT = 1  # rises whenever a trait is added, or means something else
PLAIN = 5.0  # how much a step of the plain score counts; the trees learn what is to be corrected
LIKE_IT = 20  # earlier searches that are looked at
SHARP = 10.0  # how much more the likest of them have to say


@dataclass(frozen=True)
class Candidates:
    """A query's best candidates in the plain order, and all that is known of them without choices."""

    skus: Sequence[str]
    rows: npt.NDArray[np.intp]
    all_vectors: npt.NDArray[np.float16]  # of the whole snapshot: those of one fit share it
    vector: Vectors  # of the query
    table: Table

    @property
    def fit(self) -> npt.NDArray[np.float32]:
        """The plain score."""
        return self.table[:, 0]

    @property
    def vectors(self) -> Vectors:
        """Of the candidates."""
        return self.all_vectors[self.rows].astype(np.float32)


@dataclass(frozen=True)
class Memory:
    """What was chosen for which words; words are kept as meanings, so that like words share it."""

    asked: Vectors  # a row for each search
    liked: Vectors  # the middle of what was chosen for it
    chosen: Mapping[str, float]  # how often each product was

    def table(self, candidates: Candidates) -> Table:
        """Tell how often each candidate was chosen, and how near it is to what was chosen for like words."""
        often = np.log1p([self.chosen.get(sku, 0.0) for sku in candidates.skus]).astype(np.float32)
        alike = along(self.asked, candidates.vector)
        best = np.argsort(-alike)[:LIKE_IT]
        shares = np.exp(SHARP * (alike[best] - alike[best[:1]].max(initial=0.0)))
        middle = shares @ self.liked[best] / max(float(shares.sum()), 1e-9)
        known = np.full(len(candidates.skus), alike[best].max(initial=0.0))
        return np.stack([often, along(candidates.vectors, middle), known], axis=1).astype(np.float32)


@dataclass(frozen=True)
class Learned:
    """Trees that correct the plain score. One encoder's memory says nothing to another."""

    trees: lgb.Booster
    memory: Memory
    encoder: str

    def order(self, candidates: Candidates) -> npt.NDArray[np.intp]:
        """Order the candidates, best first, by their places in the plain order."""
        table = np.concatenate((candidates.table, self.memory.table(candidates)), axis=1)
        scores = np.asarray(self.trees.predict(table, num_threads=1)) + PLAIN * candidates.fit
        return np.argsort(-scores, kind="stable")


def save(learned: Learned, path: Path) -> None:
    """Write beside and rename: a reader sees the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    memory = learned.memory
    about = {"layout": LAYOUT, "encoder": learned.encoder, "trees": learned.trees.model_to_string()}
    beside = path.with_suffix(f".{os.getpid()}")
    with beside.open("wb") as file:
        np.savez(
            file,
            about=np.array(json.dumps(about)),
            asked=memory.asked.astype(np.float16),
            liked=memory.liked.astype(np.float16),
            chosen=np.array(json.dumps(dict(memory.chosen))),
        )
    beside.replace(path)


def load(path: Path, encoder: str) -> Learned | None:
    """Read what was saved; nothing if there is none, or it is damaged, of another layout or encoder."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            about = json.loads(str(kept["about"]))
            if (about["layout"], about["encoder"]) != (LAYOUT, encoder):
                return None
            memory = Memory(
                kept["asked"].astype(np.float32),
                kept["liked"].astype(np.float32),
                json.loads(str(kept["chosen"])),
            )
        return Learned(lgb.Booster(model_str=about["trees"]), memory, encoder)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, lgb.basic.LightGBMError):
        log.warning("the kept ranking cannot be read; it will be learned anew")
        return None
