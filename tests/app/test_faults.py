"""What is wrong around us is a sentence and an exit code, in the commands as people run them."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.faults import plainly
from app.settings import ROOT


def dukan(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("DUKAN_")}
    command = [sys.executable, "-m", "app.commands.cli", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=clean | settings, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"DUKAN_DATABASE_URL": "postgres//nowhere"}, "DUKAN_DATABASE_URL has to be"),
        ({"DUKAN_DATABASE_URL": "mysql://a@b/c"}, "DUKAN_DATABASE_URL has to be"),
        ({"DUKAN_DATABASE_URL": "postgresql://a@127.0.0.1:1/c"}, "The database cannot be used"),
        ({"DUKAN_CONFIG": "/nowhere/dukan.toml"}, "there is no file /nowhere/dukan.toml"),
        ({"DUKAN_DATA": "/dev/null/data"}, "Not a directory"),
    ],
)
def test_a_command_says_what_is_wrong(tmp_path: Path, settings: dict[str, str], words: str) -> None:
    file = tmp_path / "products.csv"
    file.write_text("sku,title,price\nR-1,Rice,100\n", encoding="utf-8")
    ended = dukan("import", "products", str(file), **({"DUKAN_DATA": str(tmp_path / "data")} | settings))
    said = " ".join(ended.stdout.split())
    assert ended.returncode == 2, ended.stdout + ended.stderr
    assert words in said
    assert "Traceback" not in ended.stderr and "SQL" not in said.replace("DUKAN", "").replace("SQLite", "")


def test_the_doctor_makes_nothing_and_speaks_no_sql(tmp_path: Path) -> None:
    data = tmp_path / "data"
    ended = dukan("doctor", "--data", str(data))
    assert ended.returncode == 1
    assert "there is none yet" in " ".join(ended.stdout.split())
    assert "SELECT" not in ended.stdout.upper() and "no such table" not in ended.stdout
    assert "Traceback" not in ended.stderr
    assert not data.exists()


def test_a_full_disk_is_said_and_a_fault_of_ours_is_not_hidden() -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "/data/dukan.db")
    assert plainly(full).startswith("/data/dukan.db: No space left on device")
    assert plainly(KeyError("x")) == "" == plainly(OSError(errno.EBADF, "Bad file descriptor"))
