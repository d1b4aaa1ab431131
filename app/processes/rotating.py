"""Keeps the logs of the processes small, which write to the same file all their lives.

What they append to is copied away and emptied: they hold it open, so that it cannot be given another name.
"""

import asyncio
import logging
import shutil
from collections.abc import Iterable
from pathlib import Path

LOOK_SECONDS = 5.0

log = logging.getLogger(__name__)


async def keep_small(logs: Iterable[Path], most_bytes: int, kept: int) -> None:
    """Look at these logs again and again. Until cancelled."""
    watched = list(logs)
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        for file in watched:
            await asyncio.to_thread(rotate, file, most_bytes, kept)


def rotate(file: Path, most_bytes: int, kept: int) -> None:
    """When it is larger: its content goes to FILE.1, that to FILE.2, and what is older than KEPT goes."""
    try:
        if file.stat().st_size <= most_bytes:
            return
    except FileNotFoundError:
        return
    try:
        for nth in range(kept - 1, 0, -1):
            if (older := _nth(file, nth)).exists():
                older.replace(_nth(file, nth + 1))
        if kept:
            shutil.copyfile(file, _nth(file, 1))
    except OSError as err:  # a full disk: room is worth more than what the log says
        log.warning("the log %s could not be kept: %s", file, err)
    with file.open("r+b") as held:
        held.truncate(0)


def _nth(file: Path, nth: int) -> Path:
    return file.with_name(f"{file.name}.{nth}")
