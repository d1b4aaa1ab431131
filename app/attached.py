"""Reads the order lists that customers send as files, text, CSV, Excel: each in a child process."""

import asyncio
import json
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from app.apart import TookTooMuch, read_apart
from app.attached_reading import CannotRead
from connectors.problems import Problem

EXCEL = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",)
AT_ONCE = 2
MOST_WAITING = 8  # what waits is held in memory

# Threads of their own: files that wait for their child stand in nobody's way.
_readers = ThreadPoolExecutor(AT_ONCE, "files")
_waiting: set[Future[str]] = set()


def lines_of(data: bytes, about: Mapping[str, Any]) -> str:
    """The file's rows as lines of text, as if they had been typed."""
    try:
        answer = json.loads(read_apart("app.attached_reading", _kind(about), data))
    except TookTooMuch as err:
        raise CannotRead("it takes too much memory or time to read; please send the list as text") from err
    if "refused" in answer:
        raise CannotRead(answer["refused"])
    return str(answer["lines"])


def _kind(about: Mapping[str, Any]) -> str:
    name, kind = str(about.get("name", "")).lower(), str(about.get("type", "")).lower()
    if name.endswith(".xlsx") or kind in EXCEL:
        return "excel"
    if name.endswith((".csv", ".tsv")) or (kind.startswith("text/") and "csv" in kind):
        return "table"
    if name.endswith(".txt") or kind.startswith("text/"):
        return "text"
    raise CannotRead("I can read text, CSV and Excel (.xlsx) files")


async def lines_in_turn(data: bytes, about: Mapping[str, Any]) -> str:
    """The same for who must not be held up: few at once, and beyond a short row a plain no."""
    if len(_waiting) >= AT_ONCE + MOST_WAITING:
        raise CannotRead("many files are being read just now; please send it again in a minute")
    work = _readers.submit(lines_of, data, about)
    _waiting.add(work)
    work.add_done_callback(_waiting.discard)
    return await asyncio.wrap_future(work)


async def list_from_file(data: bytes, name: str, kind: str) -> str:
    """The same for a file that came over HTTP, where what is wrong ends the request."""
    try:
        return await lines_in_turn(data, {"name": name, "type": kind})
    except CannotRead as err:
        raise Problem(422, f"I could not read that file: {err}.") from err
