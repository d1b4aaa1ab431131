"""Takes up weights that were fitted before, so that fitting goes on from them: `--on FOLDER`.

They are in 8 bit, which fitting evens out. What is new (a label, an act, a state) begins from nothing.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from bot.reading.encoder import MODEL, NAMES
from bot.reading.fitting.net import Net


def take_up(
    net: Net, folder: Path, labels: Sequence[str], acts: Sequence[str], states: Sequence[str]
) -> None:
    """Set the net's weights to those of the folder; rows of labels, acts and states by their names."""
    told = json.loads((folder / NAMES).read_text(encoding="utf-8"))
    held, matrices = _read(folder / MODEL)
    named = {
        "table.weight": (states, told["states"], 1),
        "labels.weight": (labels, told["labels"], 0),
        "labels.bias": (labels, told["labels"], 0),
        "each.weight": (acts, told["names"], 0),
        "each.bias": (acts, told["names"], 0),
        "acts.weight": (acts, told["names"], 0),
        "acts.bias": (acts, told["names"], 0),
    }
    in_order = iter(matrices)  # as they are used: the table, four of each layer, the heads
    own = net.state_dict()
    used = ["table.weight"]
    used += [f"layers.{i}.{part}.weight" for i in range(len(net.layers)) for part in _PARTS]
    used += [f"{head}.weight" for head in _HEADS]
    found = {name: next(in_order).T for name in used} | held
    with torch.no_grad():
        for name, weights in found.items():
            if name in named:
                now, before, along = named[name]
                _by_name(own[name], torch.from_numpy(weights.copy()), now, before, along)
            else:
                own[name].copy_(torch.from_numpy(weights.copy()))


_PARTS = ("attended", "joined", "inner", "outer")
_HEADS = ("begins", "labels", "each", "pool", "acts")  # in the order in which they are used


def _by_name(into: Tensor, weights: Tensor, now: Sequence[str], before: Sequence[str], along: int) -> None:
    for place, name in enumerate(now):
        if name in before:
            into.select(along, place).copy_(weights.select(along, before.index(name)))


def _read(path: Path) -> tuple[dict[str, np.ndarray], list[np.ndarray]]:
    """What is kept as it was, by its name, and the matrices in 8 bit, as numbers, in their order."""
    graph = onnx.load(path).graph
    there = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    matrices = []
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            name = node.input[1].removesuffix("_quantized")
            zero = there[f"{name}_zero_point"].astype(np.float32)
            scale = there[f"{name}_scale"].astype(np.float32)
            matrices.append((there[node.input[1]].astype(np.float32) - zero) * scale)
    held = {
        name: weights
        for name, weights in there.items()
        if weights.dtype == np.float32 and name.endswith((".weight", ".bias"))
    }
    return held, matrices
