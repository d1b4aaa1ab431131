"""Reads the patterns of how people say things: `bot/data/ways/ACT.txt`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "data" / "ways"
# What was on the screen just before, or what the shop asked: which one, yes or no, where to, how many.
ASKED = ("which", "yes", "where", "many")
WHENS = ("any", "shown", "card", "cart", "order", "asked", *ASKED)
_PART = re.compile(r"\{(\w+)(?:=([^{}]*))?\}|<([^<>]+)>|\[((?:[^\[\]])+)\]")


@dataclass(frozen=True)
class Part:
    """A piece of a pattern: words as they stand, a slot to be filled, or a reference."""

    words: str = ""  # of a slot: what fills it, where that is written there
    slot: str = ""
    points: int = 0  # the how manyth reference of the pattern it is part of; 0 for none
    refused: bool = False  # not wanted, or to be replaced


@dataclass(frozen=True)
class Way:
    """One way of saying one thing."""

    act: str
    when: str
    parts: tuple[Part, ...]
    line: str
    told: bool = False  # all that is an amount is told in it: what else looks like one is none


def acts(folder: Path = FOLDER) -> tuple[str, ...]:
    """All acts, by name."""
    return tuple(sorted({path.stem for path in folder.rglob("*.txt")}))


def ways(folder: Path = FOLDER) -> Iterator[Way]:
    """All patterns of all acts, in the order of the files."""
    for path in sorted(folder.rglob("*.txt")):
        yield from ways_of(path.stem, path.read_text(encoding="utf-8").splitlines())


def ways_of(act: str, lines: list[str]) -> Iterator[Way]:
    """The patterns of one file."""
    when = "any"
    for raw in lines:
        line = raw.strip()
        if line.startswith("#") or not line:
            continue
        if line[0] == "[" and line[1:-1] in WHENS:
            when = line[1:-1]
            continue
        yield Way(act, when, tuple(_parts(line.replace("\\n", "\n"))), line)


def _parts(line: str, points: int = 0, *, refused: bool = False) -> Iterator[Part]:
    at = references = 0
    for match in _PART.finditer(line):
        if words := line[at : match.start()]:
            yield Part(words, "", points, refused)
        if match[1]:
            yield Part(match[2] or "", match[1], points, refused)
        elif match[3]:
            references += 1
            yield from _parts(match[3], references, refused=refused)
        else:
            yield from _parts(match[4], points, refused=True)
        at = match.end()
    if words := line[at:]:
        yield Part(words, "", points, refused)
