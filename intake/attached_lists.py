"""Reads the order lists that customers send as files, tables, papers or photos: each in a child process."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from chat.room import Room
from connectors.files.apart import SECONDS, TookTooMuch, read_apart
from connectors.files.picture import made_small
from connectors.files.refused import CannotRead
from connectors.problems import Problem
from intake.words import FILE_REFUSED

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PHOTOS = frozenset({"image/jpeg", "image/png", "image/webp"})
EXCEL = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",)
PHOTO_SECONDS = 40.0  # a page takes two or three where nobody else works
AT_ONCE = 2
MOST_OF_ONE = 4  # being read or waiting, of one address or chat
MOST_OF_ALL = 24  # what waits is held in memory

# Threads of their own: files that wait for their child stand in nobody's way.
_readers = ThreadPoolExecutor(AT_ONCE, "files")
_room = Room(AT_ONCE)
_waiting: Counter[str] = Counter()
T = TypeVar("T")


def lines_of(data: bytes, about: Mapping[str, Any]) -> str:
    """The file's rows as lines of text, as if they had been typed."""
    try:
        kind = _kind(about)
        seconds = PHOTO_SECONDS if kind == "photo" else SECONDS
        answer = json.loads(read_apart("connectors.files.attached_reading", kind, data, seconds))
    except TookTooMuch as err:
        raise CannotRead("costly") from err
    if "refused" in answer:
        raise CannotRead(answer["refused"])
    return str(answer["lines"])


def _kind(about: Mapping[str, Any]) -> str:
    name, kind = str(about.get("name", "")).lower(), str(about.get("type", "")).lower()
    if name.endswith(".xlsx") or kind in EXCEL:
        return "excel"
    if name.endswith((".csv", ".tsv")) or (kind.startswith("text/") and "csv" in kind):
        return "table"
    if kind in PHOTOS or name.endswith((".jpg", ".jpeg", ".png", ".webp")):
        return "photo"
    if name.endswith(".pdf") or kind == "application/pdf":
        return "pdf"
    if name.endswith(".docx") or kind == WORD:
        return "word"
    if name.endswith(".txt") or kind.startswith("text/"):
        return "text"
    raise CannotRead("kind")


async def lines_in_turn(data: bytes, about: Mapping[str, Any], whose: str) -> str:
    """The same by turns: who sends many files waits for himself, and nobody else for him."""
    return await _in_turn(lambda: lines_of(data, about), whose)


async def picture_in_turn(data: bytes, whose: str) -> bytes:
    """A photo as it is kept, made small by turns with the lists; CannotRead where it is none."""
    return await _in_turn(lambda: made_small(data), whose)


async def _in_turn(work: Callable[[], T], whose: str) -> T:
    if _waiting[whose] >= MOST_OF_ONE or _waiting.total() >= MOST_OF_ALL:
        raise CannotRead("busy")
    _waiting[whose] += 1
    try:
        async with _room.place(whose):
            return await asyncio.wrap_future(_readers.submit(work))
    finally:
        _waiting[whose] -= 1
        if not _waiting[whose]:
            del _waiting[whose]


async def list_from_file(data: bytes, name: str, kind: str, whose: str) -> str:
    """The same for a file that came over HTTP, where what is wrong ends the request."""
    try:
        return await lines_in_turn(data, {"name": name, "type": kind}, whose)
    except CannotRead as err:
        raise Problem(422, FILE_REFUSED.in_("en", reason=err)) from err  # no locale comes with it
