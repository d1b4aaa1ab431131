"""Reads an import file line by line: what is right becomes a thing of the shop, what is wrong a reason."""

import csv
import gzip
import io
import itertools
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Generic, NoReturn, TextIO, TypeVar

from connectors.files.kind import BadLine, Kind
from connectors.files.writing import ENDINGS, as_meant, is_json

T = TypeVar("T")

LONGEST_LINE = 1_000_000
MOST_LINES = 2_000_000
MOST_TEXT = 2 * 1024**3  # characters when unpacked; a gzip file of 2 MB may hold as many
OVERLONG = "\ufffe"  # stands where a line was that is too long to be kept
NOT_UTF8 = re.compile(r"[\udc80-\udcff]")  # how such bytes are kept until they are told
WITHIN = {"attributes": json.dumps, "aliases": ";".join, "tags": ";".join}  # JSON may say these its own way


class BadFile(Exception):
    """Nothing of this file can be read; the text says why."""


class _TooMuch(Exception):
    """The file goes on for longer than any file of a shop."""


@dataclass(frozen=True)
class Line(Generic[T]):
    """One line of the file: a thing, or why not."""

    number: int
    thing: T | None
    known: frozenset[str]  # the columns that it had, also the empty ones
    fault: str = ""
    left_out: tuple[str, ...] = ()  # what was wrong in columns that it is good without


@dataclass
class Reading(Generic[T]):
    """A file that is being read."""

    lines: Iterator[Line[T]]
    ignored: tuple[str, ...]  # columns that mean nothing to us
    size: int
    done: Callable[[], int]  # bytes read so far


Row = tuple[int, Mapping[str, str], str]  # line number, cells, fault


@dataclass
class Rows:
    """The rows of a file, not yet taken for anything."""

    rows: Iterator[Row]
    ignored: tuple[str, ...]
    size: int
    done: Callable[[], int]


Opened = Callable[[Path, Sequence[str], Sequence[str]], AbstractContextManager[Rows]]


@contextmanager
def rows_in(path: Path, columns: Sequence[str], required: Sequence[str]) -> Iterator[Rows]:
    """Open a file with these columns. Raises BadFile, also later, when gzip turns out broken."""
    if not path.name.endswith(ENDINGS):
        raise BadFile(f"{path.name}: the name must end in {', '.join(ENDINGS)}")
    try:
        with path.open("rb") as raw, _unpacked(raw, path.name) as file:
            if is_json(path.name):
                found: tuple[Iterator[Row], tuple[str, ...]] = _objects(file, columns), ()
            else:
                found = _table(file, columns, required)
            yield Rows(_within(found[0]), found[1], path.stat().st_size, raw.tell)
    except (EOFError, gzip.BadGzipFile) as err:
        raise BadFile(f"{path.name} is damaged or not gzip: {err}") from err
    except OSError as err:
        raise BadFile(f"{path} can't be read: {os.strerror(err.errno) if err.errno else err}") from err


@contextmanager
def reading(path: Path, kind: Kind[T], opened: Opened = rows_in) -> Iterator[Reading[T]]:
    """The things of a file of this kind, line by line. Raises BadFile as what opens it does."""
    with opened(path, kind.columns, kind.required) as found:
        yield Reading(_checked(found.rows, kind), found.ignored, found.size, found.done)


@contextmanager
def _unpacked(raw: BinaryIO, name: str) -> Iterator[TextIO]:
    plain: Any = gzip.GzipFile(fileobj=raw) if name.endswith(".gz") else raw
    start = io.BufferedReader(plain)
    if start.peek(2)[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BadFile(f"{name} is UTF-16; save it as CSV UTF-8")
    # What is no UTF-8 survives as surrogates, so that the line can be named in which it stands.
    yield io.TextIOWrapper(start, encoding="utf-8-sig", errors="surrogateescape", newline="")


def _checked(rows: Iterator[Row], kind: Kind[T]) -> Iterator[Line[T]]:
    """Each row as a thing; a key that came before is a fault of the second."""
    first: dict[tuple[str, ...], int] = {}
    for number, cells, fault in rows:
        known = frozenset(cells)
        if fault:
            yield Line(number, None, known, fault)
            continue
        try:
            _only_utf8(cells)
            left_out = _slips(cells, kind)
            taken = {name: cell for name, cell in cells.items() if name not in left_out}
            thing = kind.read(taken)
            if kind.key:
                key = kind.key(thing)
                if key in first:
                    raise BadLine(f"{' '.join(key)} stood in line {first[key]} already")
                first[key] = number
        except BadLine as err:
            yield Line(number, None, known, str(err))
            continue
        yield Line(number, thing, frozenset(taken), left_out=tuple(left_out.values()))


def _slips(cells: Mapping[str, str], kind: Kind[T]) -> dict[str, str]:
    """By column, what is wrong where a line is good without it."""
    found: dict[str, str] = {}
    for column, check in kind.spare.items():
        try:
            check(cells)
        except BadLine as err:
            found[column] = f"{err}; it is left out"
    return found


def _only_utf8(cells: Mapping[str, str]) -> None:
    if NOT_UTF8.search("".join(cells.values())):
        column = next(name for name, cell in cells.items() if NOT_UTF8.search(cell))
        raise BadLine(f"{column} is not UTF-8; save the file as CSV UTF-8")


def _table(
    file: TextIO, columns: Sequence[str], required: Sequence[str]
) -> tuple[Iterator[Row], tuple[str, ...]]:
    source = _lines(file)
    head = next(source, "")
    # Spreadsheets of some countries put semicolons or tabs between cells.
    between = max(",;\t", key=head.count)
    header = [name.strip().lower() for name in next(csv.reader([head], delimiter=between), [])]
    missing = [name for name in required if name not in header]
    if missing:
        raise BadFile(
            f"the first line must name the columns; {', '.join(missing)} is missing. "
            f"It has: {', '.join(header)[:200] or 'nothing'}. "
            f"Possible: {', '.join(columns)}"
        )
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise BadFile(f"the column {', '.join(twice)} is there twice")
    ignored = tuple(name for name in header if name and name not in columns)
    return _table_rows(source, between, header, columns), ignored


def _table_rows(
    source: Iterator[str], between: str, header: list[str], columns: Sequence[str]
) -> Iterator[Row]:
    table = csv.reader(source, delimiter=between, strict=True)
    while True:
        number = table.line_num + 2  # the header was line 1
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error as err:
            yield number, {}, _explained(str(err))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if cells == [OVERLONG]:
            yield number, {}, f"the line has more than {LONGEST_LINE:,} characters"
        elif any(cell.strip() for cell in cells[len(header) :]):
            yield number, {}, f"there are {len(cells)} cells under {len(header)} columns"
        else:
            padded = cells + [""] * (len(header) - len(cells))
            named = zip(header, padded, strict=False)
            yield number, {name: as_meant(cell) for name, cell in named if name in columns}, ""


def _explained(error: str) -> str:
    if "unexpected end of data" in error or "field larger" in error:
        return "a quotation mark is opened here and not closed, or a cell is longer than 131,072 characters"
    return f"the quotation marks are not right ({error})"


def _lines(file: TextIO) -> Iterator[str]:
    """Lines of the file; one that is too long is not kept in memory."""
    read = 0
    for count in itertools.count():
        line = file.readline(LONGEST_LINE)
        read += len(line)
        kept = line if len(line) < LONGEST_LINE or line.endswith("\n") else OVERLONG + "\n"
        while len(line) == LONGEST_LINE and not line.endswith("\n") and read <= MOST_TEXT:
            line = file.readline(LONGEST_LINE)
            read += len(line)
        if not kept:
            return
        if count > MOST_LINES or read > MOST_TEXT:
            raise _TooMuch(f"the file has more than {MOST_LINES:,} lines or {MOST_TEXT:,} characters")
        yield kept


def _within(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows until there are too many; the last says so, for those before it are good."""
    number = 0
    try:
        for row in rows:
            number = row[0]
            yield row
    except _TooMuch as err:
        yield number + 1, {}, f"{err}: from here on it was not read; send it in parts"


def _objects(file: TextIO, columns: Sequence[str]) -> Iterator[Row]:
    """JSON lines: an object each."""
    for number, line in enumerate(_lines(file), 1):
        if not line.strip():
            continue
        if line.startswith(OVERLONG):
            yield number, {}, f"the line has more than {LONGEST_LINE:,} characters"
            continue
        try:
            # Numbers stay as they are written: 95.10 is no float.
            given = json.loads(line, parse_float=str, parse_int=str, parse_constant=_no_number)
            if not isinstance(given, dict):
                raise BadLine("the line must be a JSON object")
            yield number, {str(k): _cell(str(k), v) for k, v in given.items() if k in columns}, ""
        except BadLine as err:
            yield number, {}, str(err)
        except (ValueError, RecursionError) as err:
            yield number, {}, f"the line is no JSON: {err}"


def _cell(column: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) and column == "active":
        return "yes" if value else "no"
    if column in WITHIN and isinstance(value, dict if column == "attributes" else list):
        try:
            return WITHIN[column](value)
        except TypeError:
            raise BadLine(f"{column} must hold words only") from None
    raise BadLine(f"{column} must be a word or a number, not {json.dumps(value)[:40]}")


def _no_number(name: str) -> NoReturn:
    raise BadLine(f"{name} is no number")
