"""`dukan`, whose processes take down every statement that they run, in the folder that RECORD_IN names."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.commands import cli
from app.processes import serve, supervisor
from app.processes.part import Part
from tests.plans import recording

PARTS = ("gateway", "actions")


def parts(*given: Any, **more: Any) -> list[Part]:
    """The processes of the product, each started by this module."""
    return [replace(part, command=_recorded(part.command)) for part in _parts(*given, **more)]


def _recorded(command: Sequence[str]) -> Sequence[str]:
    if "app.processes.serve" not in command:
        return command
    return [
        *(__spec__.name if word == "app.processes.serve" else word for word in command),
        os.environ["RECORD_IN"],
    ]


_parts = supervisor.parts

if __name__ == "__main__":
    if sys.argv[1] in PARTS:
        with recording(Path(sys.argv[3]) / sys.argv[1]):
            serve.main()
    else:
        supervisor.parts = parts
        supervisor.READY_SECONDS = 400.0  # to write down each statement takes its time on a busy machine
        cli.main()
