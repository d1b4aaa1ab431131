"""Writes an import file: CSV or JSON lines, each also in gzip, by the file's name."""

import csv
import gzip
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

ENDINGS = (".csv", ".csv.gz", ".jsonl", ".jsonl.gz")
FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write_file(path: Path, columns: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> int:
    """Write the rows and say how many. The file is there whole, or not at all."""
    count = 0
    unfinished = path.with_name(path.name + ".part")
    try:
        with _opened(unfinished, path.name) as file:
            if is_json(path.name):
                for row in rows:
                    file.write(json.dumps(dict(row), ensure_ascii=False) + "\n")
                    count += 1
            else:
                # Its default end of line, CRLF, is also what makes it quote cells that hold a bare CR.
                table = csv.DictWriter(file, columns)
                table.writeheader()
                for row in rows:
                    table.writerow({column: inert(cell) for column, cell in row.items()})
                    count += 1
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def is_json(name: str) -> bool:
    """Whether a file of this name has an object a line."""
    return name.removesuffix(".gz").endswith(".jsonl")


def inert(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets an apostrophe before it, as one types there."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def as_meant(cell: str) -> str:
    """What `inert` was given."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


@contextmanager
def _opened(path: Path, name: str) -> Iterator[TextIO]:
    if name.endswith(".gz"):
        # No name and no time inside: the same rows make the same bytes.
        with (
            path.open("wb") as raw,
            gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as packed,
            io.TextIOWrapper(packed, encoding="utf-8", newline="") as file,
        ):
            yield file
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file
