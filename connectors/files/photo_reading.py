"""Reads the lines of a photographed or scanned list: print, or neat writing in Latin letters.

Only a child process does this (attached_reading): a picture is what anyone sends.
"""

import logging
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from connectors.files.picture import opened_picture
from connectors.files.refused import CannotRead

LONGEST_SIDE = 2000  # more shows the reader nothing that it could not see
SURE = 0.6  # of a piece of writing, from which it is read and not guessed
LEAST_SURE = 0.5  # of all that is written there: below it the letters are others than Latin ones


@dataclass(frozen=True)
class Piece:
    """Some words that stand together, with the middle of their left and right end."""

    words: str
    sure: float
    left: tuple[float, float]
    right: tuple[float, float]
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left[0] + self.right[0]) / 2, (self.left[1] + self.right[1]) / 2


def lines_of_photo(data: bytes) -> list[str]:
    """The written lines, from top to bottom; CannotRead where there are none that can be read."""
    pieces = _pieces(data)
    if not pieces:
        raise CannotRead("no_writing")
    read = [piece for piece in pieces if piece.sure >= SURE and _is_latin(piece.words)]
    if len(read) < LEAST_SURE * len(pieces):
        raise CannotRead("unclear")
    return in_lines(read)


def in_lines(pieces: Sequence[Piece]) -> list[str]:
    """Put side by side what stands on one line, however the page was held."""
    if not pieces:
        return []
    slope = median(_slope(piece) for piece in pieces)
    down = math.cos(slope), -math.sin(slope)
    placed = sorted((p.middle[1] * down[0] + p.middle[0] * down[1], p.middle[0], p) for p in pieces)
    lines: list[list[tuple[float, float, Piece]]] = []
    for one in placed:
        near = one[2].height / 2
        if lines and one[0] - lines[-1][-1][0] < near:
            lines[-1].append(one)
        else:
            lines.append([one])
    return [" ".join(p.words for _, _, p in sorted(line, key=lambda one: one[1])) for line in lines]


def _slope(piece: Piece) -> float:
    return math.atan2(piece.right[1] - piece.left[1], piece.right[0] - piece.left[0])


def _is_latin(words: str) -> bool:
    """Whether these are letters that a list is read of: the reader takes Hindi ones for Chinese."""
    return all("LATIN" in unicodedata.name(sign, "") for sign in words if sign.isalpha())


def _pieces(data: bytes) -> list[Piece]:
    import numpy as np  # noqa: PLC0415  # other files need none of it
    from rapidocr import RapidOCR  # noqa: PLC0415

    upright = opened_picture(data, LONGEST_SIDE)
    logging.disable(logging.WARNING)  # it tells of each model that it opens
    one_thread = {
        "Global.log_level": "critical",
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    found: Any = RapidOCR(params=one_thread)(np.asarray(upright)[:, :, ::-1])
    if found.boxes is None:
        return []
    return [_piece(*one) for one in zip(found.boxes, found.txts, found.scores, strict=True)]


def _piece(box: Sequence[Sequence[float]], words: str, sure: float) -> Piece:
    """Of the four corners, from the upper left one round."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = ((float(x), float(y)) for x, y in box)
    left, right = ((ax + dx) / 2, (ay + dy) / 2), ((bx + cx) / 2, (by + cy) / 2)
    return Piece(words.strip(), float(sure), left, right, math.hypot(dx - ax, dy - ay))
