"""Makes the two environments from their pinned lists; runs on the bare system Python.

Called by the Makefile as `python3 -m app.setup.bootstrap [--dev]`. Standard library only. An
environment is made again only when its list changed.
"""

import argparse
import hashlib
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "requirements"
WANTED = (3, 11)
LAST_LINES = 20

# PyTorch goes first and by itself: pip then takes a CPU build where it has one, and nothing
# that comes later resolves it anew. The lists are complete, so nothing is resolved at all.
APP_STEPS = (("torch.txt", ()), ("app.txt", ("--no-deps",)))
DEV_STEPS = (("dev.txt", ("--no-deps",)),)
# Rasa 3.6.21 declares Python < 3.11, yet runs on 3.11 with this list (docs/adr/0002).
RASA_STEPS = (("rasa.txt", ("--no-deps", "--ignore-requires-python")),)


def main() -> None:
    """Both environments, ready."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what the tests need")
    arguments = parser.parse_args()
    python = find_python()
    app = ROOT / ".venv"
    environment(python, app, APP_STEPS + (DEV_STEPS if arguments.dev else ()))
    environment(python, ROOT / ".venv-rasa", RASA_STEPS)
    link_project(app)


def find_python() -> str:
    """A Python 3.11 on this machine, or a sentence that says how to get one."""
    for name in ("python3.11", "python3", "python"):
        path = shutil.which(name)
        if path and _version(path) == WANTED:
            return path
    sys.exit(
        "Dukan needs Python 3.11 and its venv module. On Debian 12: "
        "apt install python3 python3-venv; elsewhere install Python 3.11 and run this again."
    )


def _version(python: str) -> tuple[int, ...]:
    code = "import sys, venv, ensurepip; print(*sys.version_info[:2])"
    answer = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    return tuple(int(part) for part in answer.stdout.split())


def environment(python: str, folder: Path, steps: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    """A virtual environment with these lists installed; each list again only when it changed."""
    log = folder.parent / f"{folder.name}-install.log"
    if not (folder / "bin" / "python").exists():
        step(
            f"Making {folder.name} with {platform.python_implementation()} 3.11",
            [python, "-m", "venv", "--clear", str(folder)],
            log,
        )
    for name, options in steps:
        wanted = REQUIREMENTS / name
        stamp = folder / f".installed-{name}"
        digest = hashlib.sha256(wanted.read_bytes()).hexdigest()
        if stamp.exists() and stamp.read_text() == digest:
            continue
        command = [str(folder / "bin" / "python"), "-m", "pip", "install", *options]
        command += ["--disable-pip-version-check", "--no-input", "-r", str(wanted)]
        step(f"Installing requirements/{name} into {folder.name}", command, log)
        stamp.write_text(digest)


def step(words: str, command: list[str], log: Path) -> None:
    """One line for one command; what it prints goes to the log, whose end is shown when it fails."""
    say(words + " ... ", end="")
    started = time.monotonic()
    with log.open("w") as out:
        code = subprocess.run(command, check=False, stdout=out, stderr=subprocess.STDOUT).returncode
    if code:
        say("failed")
        last = "\n".join(log.read_text(errors="replace").splitlines()[-LAST_LINES:])
        sys.exit(f"{last}\n\nThat was the end of {log}. Run the same again once it is put right.")
    say(f"{time.monotonic() - started:.0f} s")


def link_project(folder: Path) -> None:
    """Make the project importable in the environment, and put `dukan` beside its Python."""
    site = next((folder / "lib").glob("python3*/site-packages"))
    (site / "dukan.pth").write_text(f"{ROOT}\n")
    script = folder / "bin" / "dukan"
    script.write_text(f"#!{folder / 'bin' / 'python'}\nfrom app.commands.cli import main\n\nmain()\n")
    script.chmod(0o755)


def say(words: str, end: str = "\n") -> None:
    """A line of progress, at once."""
    sys.stdout.write(words + end)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
