"""Logs stay small while a process writes to them."""

import subprocess
import sys
from pathlib import Path

from app.processes.rotating import rotate


def test_a_log_that_is_written_to_moves_aside_and_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "rasa.log"
    say = "import sys\nfor line in sys.stdin:\n    print(line.strip() * 100, flush=True)\n"
    say += "    sys.stderr.write('.')\n"
    with file.open("ab") as out:
        writer = subprocess.Popen(
            [sys.executable, "-c", say], stdin=subprocess.PIPE, stdout=out, stderr=subprocess.PIPE, text=True
        )
    assert writer.stdin is not None and writer.stderr is not None
    for word in "abcd":
        writer.stdin.write(word + "\n")
        writer.stdin.flush()
        writer.stderr.read(1)
        rotate(file, 50, 2)
    writer.stdin.write("e\n")
    writer.stdin.close()
    writer.wait()
    writer.stderr.close()
    assert file.read_text() == "e" * 100 + "\n"
    assert (tmp_path / "rasa.log.1").read_text() == "d" * 100 + "\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rasa.log", "rasa.log.1", "rasa.log.2"]


def test_a_small_log_stays(tmp_path: Path) -> None:
    file = tmp_path / "rasa.log"
    rotate(file, 50, 2)
    file.write_text("few words")
    rotate(file, 50, 2)
    assert file.read_text() == "few words"
