"""Sees to it that only one process has an embedded Chroma open: two would damage it."""

import fcntl
import os
from pathlib import Path


class Owner:
    """A lock on a file that the operating system frees when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: int | None = None

    def take(self) -> bool:
        """Become the owner; False when another process is."""
        if self._held is not None:
            return True
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        self._held = handle
        return True

    def release(self) -> None:
        if self._held is not None:
            os.close(self._held)
            self._held = None
