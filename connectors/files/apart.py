"""Reads files from outside in a child process with limits, so that a bad one costs the child and not us."""

import os
import resource
import subprocess
import sys
from pathlib import Path

SECONDS = 8.0  # by the clock; a child that waits for the processor is not to be waited for long
MEGABYTE = 1024 * 1024
HOUSE = Path(__file__).resolve().parents[2]  # not from the settings, whose reading costs a child more


class TookTooMuch(Exception):
    """The child met a limit of memory or time, or fell over the file."""


def limited(megabytes: int, seconds: int) -> None:
    """Called first in the child: what this process may take of memory and of processor time."""
    os.nice(10)  # whoever talks with the shop goes first
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def command(module: str, *words: str) -> list[str]:
    """How a module of ours is run as a child."""
    return [sys.executable, "-m", module, *words]


def environment() -> dict[str, str]:
    """No secret of ours goes to a process that reads what strangers wrote."""
    return {"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": str(HOUSE), "PYTHONIOENCODING": "utf-8"}


def read_apart(module: str, kind: str, data: bytes, seconds: float = SECONDS) -> bytes:
    """What the module's child answers to these bytes, within so many seconds by the clock."""
    try:
        done = subprocess.run(
            command(module, kind),
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            timeout=seconds,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as err:
        raise TookTooMuch from err
    return done.stdout
