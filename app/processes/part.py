"""Child processes that are kept alive: started, watched, restarted, stopped with their parent."""

import asyncio
import contextlib
import ctypes
import os
import signal
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_PDEATHSIG = 1  # linux/prctl.h: the signal a child gets when its parent dies
STOP_SECONDS = 10.0
CALM_SECONDS = 30.0  # a process that ran this long has earned a quick restart
LONGEST_PAUSE = 15.0
COMES_UP_SECONDS = 600.0  # on a busy machine starting takes minutes; this is for one that never will

_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent() -> None:
    """Runs in the child before its program: a supervisor that is killed takes all with it."""
    if hasattr(_libc, "prctl"):
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    os.setpgrp()  # Ctrl-C in the terminal is for the supervisor, who stops the rest in order


@dataclass
class Part:
    """One process of the product."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    ready: Callable[[], Awaitable[bool]]
    log: Path
    folder: Path
    process: asyncio.subprocess.Process | None = None
    restarts: int = field(default=0)
    look_seconds: float = 3.0
    most_missed: int = 2  # with the time that `ready` waits, some 25 s until one that hangs is replaced

    async def start(self) -> None:
        """Start it; what it prints goes to its log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as out:
            self.process = await asyncio.create_subprocess_exec(
                *self.command,
                cwd=self.folder,
                env=dict(self.environment),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                preexec_fn=die_with_parent,
            )

    async def until_ready(self, seconds: float) -> bool:
        """Wait until it answers; False when it ended or the time is over."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process is None or self.process.returncode is not None:
                return False
            if await self.ready():
                return True
            await asyncio.sleep(0.1)
        return False

    async def keep_alive(self, tell: Callable[[str], None]) -> None:
        """Restart it whenever it ends or hangs, sooner when it had run for a while. Until cancelled.

        It was ready once before this begins.
        """
        pause = 0.2
        while True:
            started = time.monotonic()
            code = await self._ended(tell, is_up=not self.restarts)
            pause = 0.2 if time.monotonic() - started > CALM_SECONDS else min(pause * 2, LONGEST_PAUSE)
            self.restarts += 1
            tell(f"{self.name} ended ({_how(code)}); starting it again. Its log: {self.log}")
            await asyncio.sleep(pause)
            await self.start()

    async def _ended(self, tell: Callable[[str], None], *, is_up: bool) -> int:
        """How it ended; when it hangs, it is made to."""
        assert self.process is not None  # noqa: S101  # start() comes first
        ends = asyncio.create_task(self.process.wait())
        hangs = asyncio.create_task(self._hangs(is_up=is_up))
        try:
            await asyncio.wait((ends, hangs), return_when=asyncio.FIRST_COMPLETED)
            if self.process.returncode is None:
                tell(f"{self.name} does not answer any more; it is replaced")
                with contextlib.suppress(ProcessLookupError):
                    self.process.kill()
            return await ends
        finally:
            ends.cancel()
            hangs.cancel()

    async def _hangs(self, *, is_up: bool) -> None:
        """Ends when it has not answered several times in a row, or does not come up."""
        if not (is_up or await self.until_ready(COMES_UP_SECONDS)):
            return
        missed = 0
        while missed < self.most_missed:
            await asyncio.sleep(self.look_seconds)
            missed = 0 if await self.ready() else missed + 1

    async def stop(self) -> None:
        """Ask it to end; make it end when it does not."""
        if self.process is None or self.process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()
            try:
                await asyncio.wait_for(self.process.wait(), STOP_SECONDS)
            except TimeoutError:
                self.process.kill()
                await self.process.wait()

    def last_words(self, lines: int = 15) -> str:
        """The end of its log, for the person at the terminal."""
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
        except FileNotFoundError:
            return ""


def _how(code: int) -> str:
    if code < 0:
        return f"killed by {signal.Signals(-code).name}"
    return f"exit code {code}"
