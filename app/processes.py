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
        """Restart it whenever it ends, sooner when it had run for a while. Until cancelled."""
        pause = 0.2
        while True:
            started = time.monotonic()
            assert self.process is not None  # noqa: S101  # start() comes first
            code = await self.process.wait()
            pause = 0.2 if time.monotonic() - started > CALM_SECONDS else min(pause * 2, LONGEST_PAUSE)
            self.restarts += 1
            tell(f"{self.name} ended ({_how(code)}); starting it again. Its log: {self.log}")
            await asyncio.sleep(pause)
            await self.start()

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
