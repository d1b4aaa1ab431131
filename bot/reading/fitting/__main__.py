"""Fits the encoder and writes its weights: `python -m bot.reading.fitting --start e5-small-q4.bin`.

About an hour on two cores; see bot/reading/fitting/start.py for the file to begin from.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from torch import Tensor
from torch.nn import functional

from bot.reading.acts import TABLE
from bot.reading.encoder import BEGIN, END, MODEL, NAMES, PAD, SPACE, UNKNOWN, VECTORS, WEIGHTS, pieces_of
from bot.reading.fitting import shipped, start
from bot.reading.fitting.net import Net
from bot.reading.fitting.rows import Row, rows
from bot.reading.tokens import Token

SEED = 2
PIECES = 30_000  # of the 250,000 that it begins from: those that were seen, and the likeliest Latin ones
AT_ONCE = 64
RATE, GOING_ON, FASTER = 3e-4, 2e-4, 3.0  # of learning; the heads begin from nothing
SMOOTHED = 0.03
BEGUN = 3.0  # how much more a word weighs that begins a wish: one in fourteen does
LABELS = "- N U B-G I-G S P B-R I-R Q B-X I-X O Z L M D C V Y".split()  # noqa: SIM905


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--on", type=Path, help="a folder of weights to go on from")
    parser.add_argument("--epochs", type=float, default=4.0)
    parser.add_argument("--into", type=Path, default=WEIGHTS)
    asked = parser.parse_args()
    torch.manual_seed(SEED)
    begun, (learnt, held) = start.read(asked.start), rows(again=asked.on is not None)
    kept = _kept_pieces(begun, [row.said.tokens for row in learnt])
    told = [(begun.pieces[i], round(float(begun.scores[i]), 4)) for i in kept]
    vectors = torch.from_numpy(begun.matrix("emb.word", -1, begun.width)[kept].copy())
    acts = sorted({row.act for row in learnt if row.act})
    net = Net(begun, len(LABELS), len(acts), len(TABLE))
    if asked.on:
        shipped.take_up(net, asked.on, LABELS, acts, TABLE)
    made = _Batches(Tokenizer(Unigram(told, unk_id=UNKNOWN, byte_fallback=False)), vectors, acts)
    _fit(net, made, learnt, asked.epochs, GOING_ON if asked.on else RATE)
    heat, right = _heat(net, made, held)
    print(f"of {len(held)} patterns never seen {right:.1%} are known for what they are")  # noqa: T201
    asked.into.mkdir(parents=True, exist_ok=True)
    _write(net, vectors.numpy(), asked.into)
    names = {"names": acts, "labels": LABELS, "states": list(TABLE), "heat": heat, "pieces": told}
    (asked.into / NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")


def _kept_pieces(begun: start.Start, said: Sequence[Sequence[Token]]) -> list[int]:
    """The pieces that are used, each letter and sign, and the likeliest Latin ones."""
    whole = Tokenizer(
        Unigram(
            list(zip(begun.pieces, map(float, begun.scores), strict=True)),
            unk_id=UNKNOWN,
            byte_fallback=False,
        )
    )
    used = Counter(i for tokens in said for i in pieces_of(tokens, whole)[0])
    letters = {i for i, piece in enumerate(begun.pieces) if len(piece) == 1 and piece.isascii()}
    kept = {BEGIN, PAD, END, UNKNOWN} | letters | used.keys()
    latin = [
        i
        for i, piece in enumerate(begun.pieces)
        if i not in kept and all(c == SPACE or (c.isascii() and not c.isupper()) for c in piece)
    ]
    latin.sort(key=lambda i: -begun.scores[i])
    return sorted(kept | set(latin[: max(0, PIECES - len(kept))]))


class _Batches:
    """Makes tensors of rows."""

    def __init__(self, pieces: Tokenizer, vectors: Tensor, acts: Sequence[str]) -> None:
        self.pieces, self.vectors = pieces, vectors
        self.acts = {act: i for i, act in enumerate(acts)}

    def inputs(self, some: Sequence[Row]) -> tuple[Tensor, ...]:
        """Vectors, evidence, states, which pieces are any; what is wanted, -100 where nothing is."""
        cut = [pieces_of(row.said.tokens, self.pieces) for row in some]
        long = max(len(ids) for ids, _ in cut) + 2
        ids = torch.full((len(some), long), PAD)
        evidence = torch.zeros((len(some), long), dtype=torch.long)
        labels, begins = torch.full((len(some), long), -100), torch.full((len(some), long), -100.0)
        each = torch.full((len(some), long), -100)
        acts = torch.tensor([self.acts.get(row.act, -100) for row in some])
        for i, (row, (own, first)) in enumerate(zip(some, cut, strict=True)):
            ids[i, : len(own) + 2] = torch.tensor([BEGIN, *own, END])
            for begin, end, has in zip(first, [*first[1:], len(own)], row.evidence, strict=True):
                evidence[i, begin + 1 : end + 1] = has
            at = torch.tensor(first) + 1
            labels[i, at] = torch.tensor([LABELS.index(label) for label in row.said.labels])
            if row.begins:
                begins[i, at] = torch.tensor(row.begins, dtype=torch.float)
                starts = at[torch.tensor(row.begins)]
                each[i, starts] = torch.tensor([self.acts[act] for act in row.each])
        states = torch.tensor([[float(state in row.states) for state in TABLE] for row in some])
        return self.vectors[ids], evidence, states, ids != PAD, labels, begins, each, acts


def _mixed(learnt: Sequence[Row], rng: random.Random) -> Iterator[list[Row]]:
    """All rows once, those of like length together."""
    order = list(learnt)
    rng.shuffle(order)
    found: list[list[Row]] = []
    for at in range(0, len(order), AT_ONCE * 40):
        alike = sorted(order[at : at + AT_ONCE * 40], key=lambda row: len(row.said.text))
        found += [alike[i : i + AT_ONCE] for i in range(0, len(alike), AT_ONCE)]
    rng.shuffle(found)
    yield from found


def _fit(net: Net, made: _Batches, learnt: Sequence[Row], epochs: float, rate: float) -> None:
    steps = int(epochs * len(learnt) / AT_ONCE)
    new = {id(parameter) for parameter in net.heads()}
    slow = [parameter for parameter in net.parameters() if id(parameter) not in new]
    learner = torch.optim.AdamW(
        [{"params": slow, "lr": rate}, {"params": net.heads(), "lr": rate * FASTER}], weight_decay=0.01
    )
    pace = torch.optim.lr_scheduler.LambdaLR(
        learner, lambda step: min(1.0, (step + 1) / 80) * max(0.02, 1 - step / steps)
    )
    counts = Counter(row.act for row in learnt if row.act)
    usual = float(np.median(list(counts.values())))
    rare = torch.tensor([min(2.5, max(0.4, (usual / counts[act]) ** 0.4)) for act in made.acts])
    rng, step = random.Random(SEED), 0
    net.train()
    while step < steps:
        for some in _mixed(learnt, rng):
            if step >= steps:
                break
            _learn(net, made.inputs(some), rare)
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            learner.step()
            pace.step()
            learner.zero_grad(set_to_none=True)
            step += 1
            if step % 100 == 0:
                print(f"{step} of {steps}", flush=True)  # noqa: T201  # a command's output


def _learn(net: Net, given: Sequence[Tensor], rare: Tensor) -> None:
    words, evidence, states, there, labels, begins, each, acts = given
    with torch.autocast("cpu", dtype=torch.bfloat16):  # half as fast again
        found = tuple(part.float() for part in net(words, evidence, states, there))
    wrong = 1.5 * functional.cross_entropy(found[0].flatten(0, 1), labels.flatten(), ignore_index=-100)
    known = begins >= 0
    if known.any():
        weight = 1 + (BEGUN - 1) * begins[known]
        wrong = wrong + functional.binary_cross_entropy(found[1][known], begins[known], weight)
    if (each >= 0).any():
        wrong = wrong + functional.cross_entropy(
            found[2].flatten(0, 1), each.flatten(), rare, ignore_index=-100, label_smoothing=SMOOTHED
        )
    if (acts >= 0).any():
        wrong = wrong + 1.5 * functional.cross_entropy(
            found[3], acts, rare, ignore_index=-100, label_smoothing=SMOOTHED
        )
    wrong.backward()  # type: ignore[no-untyped-call]


def _heat(net: Net, made: _Batches, held: Sequence[Row]) -> tuple[float, float]:
    """By what scores are multiplied so that chances come true on patterns never seen; and the share right."""
    net.eval()
    scores, truth = [], []
    with torch.no_grad():
        for at in range(0, len(held), AT_ONCE):
            *given, _labels, _begins, _each, acts = made.inputs(held[at : at + AT_ONCE])
            scores.append(net(*given)[3])
            truth.append(acts)
    every, wanted = torch.cat(scores), torch.cat(truth)
    heat = min(np.geomspace(0.3, 3.0, 40), key=lambda by: functional.cross_entropy(every * by, wanted).item())
    return float(heat), float((every.argmax(1) == wanted).float().mean())


def _write(net: Net, vectors: np.ndarray, folder: Path) -> None:
    net.eval()
    width, whole = vectors.shape[1], folder / "whole.onnx"
    example = (torch.zeros(1, 9, width), torch.zeros(1, 9, dtype=torch.long), torch.zeros(1, len(TABLE)))
    torch.onnx.export(
        net, example, str(whole), input_names=["words", "evidence", "states"],
        output_names=["tags", "begins", "each", "acts"], dynamo=False, opset_version=17,
        dynamic_axes={name: {1: "pieces"} for name in ("words", "evidence", "tags", "begins", "each")},
    )  # fmt: skip
    quantize_dynamic(
        str(whole), str(folder / MODEL), weight_type=QuantType.QInt8, per_channel=True,
        op_types_to_quantize=["MatMul", "Gemm"],
    )  # fmt: skip
    whole.unlink()
    scales = np.maximum(np.abs(vectors).max(axis=1, keepdims=True) / 127, 1e-9)
    np.savez(
        folder / VECTORS,
        rows=np.round(vectors / scales).astype(np.int8),
        scales=scales[:, 0].astype(np.float16),
    )


if __name__ == "__main__":
    main()
