"""The whole product, started as a user starts it, for end-to-end tests."""

import atexit
import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TextIO

import httpx

from app.processes.ports import free_port
from app.settings import ROOT

READY_SECONDS = 420


@dataclass
class Product:
    """A running product."""

    url: str
    data: Path
    supervisor: subprocess.Popen[bytes]
    printed: Path

    def said(self) -> str:
        """What it printed so far."""
        return self.printed.read_text(errors="replace")

    def pid(self, part: str) -> int | None:
        """The process of a part: rasa, actions or gateway."""
        marks = {"rasa": b"rasa", "actions": b"actions", "gateway": b"gateway"}
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                status = (folder / "status").read_text()
                if f"PPid:\t{self.supervisor.pid}\n" not in status:
                    continue
                if marks[part] in (folder / "cmdline").read_bytes().split(b"\0"):
                    return int(folder.name)
        return None

    def kill(self, part: str) -> None:
        """kill -9 of one process."""
        pid = self.pid(part)
        assert pid is not None, f"{part} does not run"
        os.kill(pid, signal.SIGKILL)

    def until_ready(self, seconds: float = READY_SECONDS) -> None:
        """Wait until every part answers."""
        deadline = time.monotonic() + seconds
        with httpx.Client(timeout=5) as client:  # one for all looks: making it is work that slows the start
            while time.monotonic() < deadline:
                assert self.supervisor.poll() is None, f"it ended:\n{self.said()}"
                with contextlib.suppress(httpx.HTTPError):
                    if client.get(f"{self.url}/readyz").status_code == 200:
                        return
                time.sleep(0.3)
        raise AssertionError(f"not ready after {seconds} s:\n{self.said()}")

    def until_open(self) -> None:
        """Wait until every part answers and it has said where to click."""
        self.until_ready()
        deadline = time.monotonic() + 60
        while " is open" not in self.said():
            assert time.monotonic() < deadline, f"ready, but it did not say so:\n{self.said()}"
            time.sleep(0.1)


@cache
def set_up() -> Path:
    """A data folder with the demo seeded and indexed, made once: each product starts on a copy of it.

    Of several workers of pytest-xdist one makes it, the others wait; the last one to end removes it.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid.uuid4().hex
    made = Path(tempfile.gettempdir()) / f"dukan-set-up-{run}"
    users = made.with_suffix(".users").open("a")
    fcntl.flock(users, fcntl.LOCK_SH)
    atexit.register(_done_with, made, users)
    with made.with_suffix(".lock").open("a") as one:
        fcntl.flock(one, fcntl.LOCK_EX)
        if not made.exists():
            half = Path(tempfile.mkdtemp(prefix="dukan-set-up-"))
            done = subprocess.run(
                [sys.executable, "-m", "app.commands.cli", "setup", "--data", str(half)],
                cwd=ROOT, env=_environment({}), capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout + done.stderr
            half.rename(made)
    return made


def _done_with(made: Path, users: TextIO) -> None:
    """Remove it, unless another worker still starts products on it."""
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(made, ignore_errors=True)
        for suffix in (".users", ".lock"):
            made.with_suffix(suffix).unlink(missing_ok=True)


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """This process's, with no settings of Dukan but these."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("DUKAN_")}
    return clean | {f"DUKAN_{name.upper()}": value for name, value in settings.items()}


@contextlib.contextmanager
def running(data: Path, *, module: str = "app.commands.cli", **settings: str) -> Iterator[Product]:
    """Start it with `dukan run`, and stop it as Ctrl-C does."""
    port = free_port()
    shutil.copytree(set_up(), data, dirs_exist_ok=True)
    printed = data / "printed.txt"
    command = [sys.executable, "-m", module, "run", "--data", str(data), "--port", str(port)]
    with printed.open("wb") as out:
        supervisor = subprocess.Popen(
            command, cwd=ROOT, env=_environment(settings), stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
    product = Product(f"http://127.0.0.1:{port}", data, supervisor, printed)
    try:
        product.until_open()
        yield product
    finally:
        supervisor.send_signal(signal.SIGINT)
        try:
            supervisor.wait(30)
        except subprocess.TimeoutExpired:
            supervisor.kill()
            supervisor.wait()
