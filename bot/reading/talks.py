"""Reads what people say in one breath: `bot/data/talks/*.txt`, a message a line, each word with its kind.

    [cart]
    remark: arre pichli baar 4 toote the || add_to_cart: is baar {amount} {goods} bhejna
    update_cart: [{n=12}] nahi bhai, {n=36} karo

`||` is where the next wish begins. Beside what the patterns of ways.py have, `{goods=tata tea gold}` says
what a slot holds, and a number that is in none is wished by nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.reading.filling import DATA
from bot.reading.ways import WHENS, Way, ways_of

FOLDER = DATA / "talks"


@dataclass(frozen=True)
class Talk:
    """One message: its wishes in their order, and what was on the table."""

    when: str
    ways: tuple[Way, ...]


def talks(folder: Path = FOLDER) -> Iterator[Talk]:
    """All messages, in the order of the files."""
    for path in sorted(folder.glob("*.txt")):
        yield from talks_of(path.read_text(encoding="utf-8").splitlines())


def talks_of(lines: Sequence[str]) -> Iterator[Talk]:
    """The messages of one file."""
    when = WHENS[0]
    for raw in lines:
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line[0] == "[" and line[1:-1] in WHENS:
            when = line[1:-1]
            continue
        said = [part.partition(":") for part in line.split("||")]
        ways = [next(ways_of(act.strip(), [words])) for act, _, words in said]
        yield Talk(when, tuple(replace(way, when=when, told=True) for way in ways))
