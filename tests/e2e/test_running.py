"""What `dukan run` says when it cannot start, and that two may run side by side."""

import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx

from app.processes.ports import free_port
from app.settings import ROOT
from tests.e2e.product import Product, running


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app.commands.cli", "run", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def words(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_a_busy_port_is_named_with_its_setting(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = run("--data", str(tmp_path / "data"), "--port", str(port))
    assert ended.returncode == 1
    assert f"Port {port} " in words(ended.stdout)
    assert "DUKAN_PORT" in words(ended.stdout)


def test_one_data_folder_is_for_one_product(product: Product) -> None:
    ended = run("--data", str(product.data), "--port", str(free_port()))
    assert ended.returncode == 1
    assert "already runs on the data folder" in words(ended.stdout)
    assert "✓" not in ended.stdout, "it touched nothing of what the other uses"


def test_two_shops_run_side_by_side(product: Product, tmp_path: Path) -> None:
    with running(tmp_path / "other", shop_name="Other Shop") as other:
        assert "Other Shop is open" in other.said()
        assert httpx.get(f"{product.url}/readyz", timeout=60).status_code == 200


def test_a_wrong_setting_is_a_sentence() -> None:
    ended = run("--port", "70000")
    assert ended.returncode == 2
    assert "DUKAN_PORT" in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr
