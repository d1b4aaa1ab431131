"""What is kept is for its owner's eyes alone."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.private import close_to_others, for_actions, for_gateway
from app.settings import ROOT
from app.setup.rasa_model import environment


def mode(path: Path) -> str:
    return oct(path.stat().st_mode & 0o777)


def test_what_earlier_versions_left_open_is_closed_at_the_start(tmp_path: Path) -> None:
    data = tmp_path / "data"
    for folder in ("secrets", "index/chroma-0", "logs"):
        (data / folder).mkdir(parents=True, mode=0o755)
    files = ["dukan.db", "dukan.db-wal", "dukan.db.copy", "secrets/staff.key", "index/chroma-0/x"]
    for name in (*files, "somebody's own"):
        (data / name).touch(0o644)
    data.chmod(0o755)
    close_to_others(data)
    assert {mode(data), mode(data / "secrets"), mode(data / "index/chroma-0")} == {"0o700"}
    assert {mode(data / name) for name in files} == {"0o600"}
    assert mode(data / "somebody's own") == "0o644"


def test_what_a_command_makes_is_closed_from_the_start(tmp_path: Path) -> None:
    """A fresh folder, made by a command of its own."""
    file = tmp_path / "products.csv"
    file.write_text("sku,title,price\nR-1,Rice,100\n", encoding="utf-8")
    data = tmp_path / "data"
    command = [sys.executable, "-m", "app.commands.cli", "import", "products", str(file), "--data", str(data)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (mode(data), mode(data / "dukan.db")) == ("0o700", "0o600")


GIVEN = {
    "PATH": "/bin",
    "LC_ALL": "C",
    "AWS_SECRET_ACCESS_KEY": "the machine's other work",
    "DUKAN_DATABASE_URL": "postgresql://dukan:password@host/dukan",
    "DUKAN_TELEGRAM_TOKEN": "t",
    "DUKAN_SMTP_URL": "smtp://user:password@host",
    "DUKAN_STRIPE_KEY": "sk_live",
    "DUKAN_SHOP_NAME": "Corner",
}


def test_each_process_gets_of_the_environment_what_it_needs() -> None:
    gateway, actions = for_gateway(GIVEN), for_actions(GIVEN)
    assert set(GIVEN) - set(gateway) == {"AWS_SECRET_ACCESS_KEY"}
    assert set(gateway) - set(actions) == {"DUKAN_TELEGRAM_TOKEN", "DUKAN_SMTP_URL"}
    assert actions["DUKAN_STRIPE_KEY"] != "sk_live"


def test_rasa_gets_nothing_of_the_shop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in GIVEN.items():
        monkeypatch.setenv(name, value)
    ours = {name for name in environment(tmp_path) if name.startswith(("DUKAN_", "AWS_"))}
    assert ours == {"DUKAN_ENCODER_DIR"}
