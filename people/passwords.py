"""Passwords, checked and made one at a time and in turn by who asks: each takes 64 MB and all cores."""

import asyncio
import contextlib
import os
import secrets
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from starlette.exceptions import HTTPException

MOST_EACH = 5  # that wait of one address, or of one device that is known
MOST = 20  # that wait of all strangers together
BUSY = "Many are signing in just now. Please try again in a minute."

_hasher = PasswordHasher()
# Checked against when nobody has the address, so that both answers take the same time.
NOBODY = _hasher.hash(secrets.token_urlsafe(16))

Asked = tuple["asyncio.Future[Any]", Callable[..., Any], tuple[str, ...]]


class Passwords:
    """One queue for each who asks, served round and round; known ones before strangers."""

    def __init__(self) -> None:
        self._worker = ThreadPoolExecutor(1, "password", initializer=_after_everybody)
        self._known: dict[str, deque[Asked]] = {}
        self._strangers: dict[str, deque[Asked]] = {}
        self._serving: asyncio.Task[None] | None = None

    async def fits(self, password_hash: str, password: str, who: str, *, known: bool) -> bool:
        """Whether this is the password."""
        return bool(await self._in_turn(who, known, _fits, password_hash, password))

    async def hashed(self, password: str, who: str) -> str:
        """How a new password is kept."""
        return str(await self._in_turn(who, True, _hasher.hash, password))

    async def _in_turn(self, who: str, known: bool, work: Callable[..., Any], *given: str) -> Any:
        lines = self._known if known else self._strangers
        full = not known and sum(map(len, lines.values())) >= MOST
        if full or len(lines.get(who, ())) >= MOST_EACH:
            raise HTTPException(429, BUSY, {"Retry-After": "60"})
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        lines.setdefault(who, deque()).append((done, work, given))
        if self._serving is None or self._serving.done():
            self._serving = asyncio.create_task(self._serve())
        return await done

    async def _serve(self) -> None:
        while lines := self._known or self._strangers:
            who = next(iter(lines))
            line = lines.pop(who)
            done, work, given = line.popleft()
            if line:
                lines[who] = line  # behind all others
            if done.cancelled():
                continue
            try:
                found = await asyncio.get_running_loop().run_in_executor(self._worker, work, *given)
            except Exception as err:
                found = err
            if done.cancelled():
                continue
            if isinstance(found, Exception):
                done.set_exception(found)
            else:
                done.set_result(found)


def _after_everybody() -> None:
    """This thread gets what the others leave: customers are answered first (Linux has this for threads)."""
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
