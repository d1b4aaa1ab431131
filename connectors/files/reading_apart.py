"""Reads an import file in a child process with limits; `python -m connectors.files.reading_apart` is it.

The child unpacks and takes apart, and hands rows over as lines of JSON; what they mean is read here.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

from connectors.files.apart import command, environment, limited
from connectors.files.reading import BadFile, Row, Rows, rows_in

MEGABYTES = 512
PROCESSOR_SECONDS = 900  # two million lines take a tenth of that
AT_ONCE = 200
TOO_MUCH = "takes too much memory or time to be read"


@contextmanager
def rows_apart(path: Path, columns: Sequence[str], required: Sequence[str]) -> Iterator[Rows]:
    """As `rows_in`, but a file that is made to harm harms the child only."""
    words = [str(path), json.dumps(list(columns)), json.dumps(list(required))]
    with subprocess.Popen(
        command("connectors.files.reading_apart", *words),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
        encoding="ascii",
    ) as child:
        assert child.stdout is not None  # noqa: S101  # it is a pipe
        try:
            head = _next(child.stdout, path)
            so_far = [0]
            rows = _rows(child.stdout, path, so_far)
            yield Rows(rows, tuple(head["ignored"]), head["size"], lambda: so_far[0])
        finally:
            child.kill()  # who stops reading needs no more of it


def _next(answers: IO[str], path: Path) -> dict[str, Any]:
    line = answers.readline()
    if not line.endswith("\n"):
        raise BadFile(f"{path.name} {TOO_MUCH}")
    said: dict[str, Any] = json.loads(line)
    if "refused" in said:
        raise BadFile(said["refused"])
    return said


def _rows(answers: IO[str], path: Path, so_far: list[int]) -> Iterator[Row]:
    while rows := (said := _next(answers, path))["rows"]:
        so_far[0] = said["done"]
        yield from rows


def main() -> None:
    """The child's work."""
    limited(MEGABYTES, PROCESSOR_SECONDS)
    path, columns, required = sys.argv[1:]
    try:
        with rows_in(Path(path), json.loads(columns), json.loads(required)) as found:
            _answer(ignored=found.ignored, size=found.size)
            more = True
            while more:
                rows = list(islice(found.rows, AT_ONCE))
                _answer(rows=rows, done=found.done())
                more = bool(rows)
    except BadFile as err:
        _answer(refused=str(err))
    except MemoryError:
        _answer(refused=f"{Path(path).name} {TOO_MUCH}")


def _answer(**given: object) -> None:
    """Write a line that `_next` reads."""
    sys.stdout.write(json.dumps(given) + "\n")


if __name__ == "__main__":
    main()
