"""What came of an import, told to the person who made it."""

from dataclasses import dataclass, field

from storage.upsert import Counts


@dataclass(frozen=True)
class Fault:
    """A line that was not imported, or of one that was what is left out."""

    line: int
    reason: str


@dataclass
class Outcome:
    """How many lines went in, and all that is to be said of them."""

    counts: Counts = field(default_factory=Counts)
    faults: list[Fault] = field(default_factory=list)
    left_out: list[Fault] = field(
        default_factory=list
    )  # of lines that are good without it, or that need not go in
    ignored: tuple[str, ...] = ()
    uncounted: int = 0  # new products of which no stock was said
    own: int = 0  # new products of which no seller was said
