"""Defines what somebody searched and chose; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Searched:
    """A page of a search that was shown, or the product chosen from one."""

    ref: str
    customer: str
    channel: str
    words: str
    skus: Sequence[str]
    start: int = 0
    chosen: str = ""  # empty: the page was only shown
    asked: Mapping[str, Any] | None = None
