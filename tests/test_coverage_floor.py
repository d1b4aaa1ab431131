"""The floor of coverage only rises."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOOR = re.compile(r"^.?fail_under = ([\d.]+)", re.MULTILINE)


def test_it_is_not_below_what_it_once_was() -> None:
    told = subprocess.run(
        ["git", "log", "-p", "-G^fail_under", "--", "pyproject.toml"],  # noqa: S607  # whose git it is does not matter
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if told.returncode:
        pytest.skip("not a checkout of git")
    now = float(FLOOR.findall((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[0])
    assert now >= max((float(once) for once in FLOOR.findall(told.stdout)), default=0)
