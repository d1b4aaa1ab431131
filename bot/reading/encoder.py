"""Reads a message with a small multilingual encoder: of each word what it is, where wishes begin, which act.

The weights (bot/reading/weights) were fitted on the patterns of bot/data/ways; `bot.reading.fit` makes them
again. See docs/adr/0115 for why it took the place of three fitted models, and what it cost.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer
from tokenizers.models import Unigram

from bot.reading.filling import kind_of
from bot.reading.tokens import Token

WEIGHTS = Path(__file__).resolve().parent / "weights"
MODEL, VECTORS, NAMES = "reader.onnx", "vectors.npz", "reader.json"
BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3
LONGEST = 150  # pieces; what is longer is read to here
SPACE = "\u2581"  # before a piece that begins a word
IN_SHOP, IN_SIGHT = 1, 2  # the shop's goods have the word; what is before the customer's eyes has it


@dataclass(frozen=True)
class Seen:
    """What the encoder makes of a message."""

    labels: tuple[str, ...]  # of each token
    named: tuple[float, ...]  # of each token, the chance that it names goods
    begins: tuple[float, ...]  # of each token, the chance that a wish begins there
    each: np.ndarray  # of each token, the chances of the acts that the wish is that begins there
    acts: Mapping[str, float]


class Encoder:
    """The encoder, ready to read. Safe to use from several threads."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        told = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        self.names: tuple[str, ...] = tuple(told["names"])
        self.labels: tuple[str, ...] = tuple(told["labels"])
        self.states: tuple[str, ...] = tuple(told["states"])
        self._heat = float(told.get("heat", 1.0))
        pieces = [(piece, score) for piece, score in told["pieces"]]
        self._pieces = Tokenizer(Unigram(pieces, unk_id=UNKNOWN, byte_fallback=False))
        with np.load(folder / VECTORS) as stored:
            self._rows, self._scales = stored["rows"], stored["scales"].astype(np.float32)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # threads wait for each other on a busy machine
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / MODEL), options, providers=["CPUExecutionProvider"]
        )

    def see(self, tokens: Sequence[Token], evidence: Sequence[int], states: Collection[str]) -> Seen:
        """Read these tokens, of which the shop has these, where these things are on the table."""
        ids, first = pieces_of(tokens, self._pieces)
        ends = [*first[1:], len(ids)]
        there = np.zeros((1, len(ids) + 2), dtype=np.int64)
        for begin, end, has in zip(first, ends, evidence, strict=True):
            there[0, begin + 1 : end + 1] = has
        rows = np.array([BEGIN, *ids, END])
        words = self._rows[rows].astype(np.float32) * self._scales[rows, None]
        on = np.array([[float(state in states) for state in self.states]], dtype=np.float32)
        tags, begins, each, acts = self._session.run(
            None, {"words": words[None], "evidence": there, "states": on}
        )
        at = np.array(first) + 1
        chances = _chances(tags[0][at])
        best = chances.argmax(axis=1)
        return Seen(
            _joined([self.labels[i] for i in best]),
            tuple(
                float(x) for x in chances[:, [self.labels.index("B-G"), self.labels.index("I-G")]].sum(axis=1)
            ),
            tuple(float(x) for x in begins[0][at]),
            _chances(each[0][at] * self._heat),
            dict(zip(self.names, _chances(acts[0] * self._heat).tolist(), strict=True)),
        )


def pieces_of(tokens: Sequence[Token], pieces: Tokenizer) -> tuple[list[int], list[int]]:
    """The pieces of these words, and where each word's begin."""
    ids: list[int] = []
    first: list[int] = []
    for token in tokens:
        word = (token.text if token.glued else SPACE + token.text).replace(" ", SPACE)
        own = [piece.id for piece in pieces.model.tokenize(word)] or [UNKNOWN]
        if len(ids) + len(own) > LONGEST:
            own = []
        first.append(min(len(ids), LONGEST - 1))
        ids += own
    return ids, first


def _joined(labels: Sequence[str]) -> tuple[str, ...]:
    """What goes on without having begun begins."""
    made: list[str] = []
    for label in labels:
        goes_on = label[:2] == "I-" and not (made and kind_of(made[-1]) == kind_of(label))
        made.append(f"B-{label[2:]}" if goes_on else label)
    return tuple(made)


def _chances(scores: np.ndarray) -> np.ndarray:
    grown = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=-1, keepdims=True))
