"""The sentence encoder inside Rasa: the export that search made, run by ONNX Runtime.

Its folder comes in DUKAN_ENCODER_DIR; it holds about.json, tokenizer.json and model.onnx.
"""

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import List, Text

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

LONGEST = 64  # word pieces; a wish is said by then
BATCH = 32


class EncoderMissing(Exception):
    """The text says which folder was looked in."""


class SentenceEncoder:
    """Texts to vectors of length one."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "model.onnx").exists():
            raise EncoderMissing(f"No exported encoder in '{folder}': set DUKAN_ENCODER_DIR.")
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        self.id: Text = about["id"]
        self.width: int = about["width"]
        self._inputs: List[Text] = about["inputs"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.enable_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def english(self) -> List[Text]:
        """The words that it has whole: all that are common in English."""
        return [word for word in self._tokenizer.get_vocab() if word.isalpha()]

    def encode(self, texts: List[Text]) -> np.ndarray:
        """One row a text; texts of like length share a batch, so that little is padded."""
        if not texts:
            return np.zeros((0, self.width), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        rows = np.zeros((len(texts), self.width), dtype=np.float32)
        for start in range(0, len(order), BATCH):
            picked = order[start : start + BATCH]
            found = self._tokenizer.encode_batch([texts[i] for i in picked])
            given = {
                "input_ids": np.array([f.ids for f in found], dtype=np.int64),
                "attention_mask": np.array([f.attention_mask for f in found], dtype=np.int64),
                "token_type_ids": np.array([f.type_ids for f in found], dtype=np.int64),
            }
            rows[picked] = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.maximum(norms, 1e-9)


@lru_cache(maxsize=2)
def open_encoder(folder: Text = "") -> SentenceEncoder:
    """The encoder of the environment, loaded once a process."""
    return SentenceEncoder(Path(folder or os.environ.get("DUKAN_ENCODER_DIR", "")))
