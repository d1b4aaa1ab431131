"""What a kind of import file consists of, and why a line of it can be refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")

Row = Mapping[str, str]  # a column that the file does not have is not in it


class BadLine(Exception):
    """This line can't be imported; the text says why, to the person who wrote it."""


@dataclass(frozen=True)
class Kind(Generic[T]):
    """One kind of file: its columns, and how a line becomes a thing of the shop and back."""

    name: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    read: Callable[[Row], T]  # raises BadLine
    write: Callable[[T], dict[str, str]]
    # Two lines of one key mean the same thing, and the second is a fault; None: what comes again is no harm.
    key: Callable[[T], tuple[str, ...]] | None
    # Columns that a line is good without: what is wrong in one leaves it out, and is told.
    spare: Mapping[str, Callable[[Row], object]] = field(default_factory=dict)
