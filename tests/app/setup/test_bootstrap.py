"""The environments are made with a quiet line a step, and what went wrong is shown."""

import sys
from pathlib import Path

import pytest

from app.setup import bootstrap


def test_a_line_a_step_and_the_end_of_the_log_of_what_failed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "REQUIREMENTS", tmp_path)
    (tmp_path / "none.txt").write_text("# nothing\n")
    (tmp_path / "lost.txt").write_text("./nowhere\n")
    venv = tmp_path / ".venv"
    bootstrap.environment(sys.executable, venv, (("none.txt", ()),))
    lines = capfd.readouterr().out.splitlines()
    assert [line.rpartition(" ... ")[0] for line in lines] == [
        "Making .venv with CPython 3.11",
        "Installing requirements/none.txt into .venv",
    ]
    assert all(line.endswith(" s") for line in lines)
    with pytest.raises(SystemExit) as ended:
        bootstrap.environment(sys.executable, venv, (("none.txt", ()), ("lost.txt", ())))
    assert capfd.readouterr().out == "Installing requirements/lost.txt into .venv ... failed\n"
    assert "nowhere" in str(ended.value) and str(tmp_path / ".venv-install.log") in str(ended.value)
