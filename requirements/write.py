"""Writes torch.txt, app.txt and dev.txt from what is installed: `.venv/bin/python requirements/write.py`.

Install a new or newer package first (pip install NAME==VERSION), name it in pyproject.toml with
its reason, then run this: each list gets every package that the named ones need, with its version.
"""

import importlib.metadata as installed
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

FOLDER = Path(__file__).parent


def name_of(text: str) -> str:
    return text.lower().replace("_", "-")


def needed_by(roots: list[str]) -> set[str]:
    """These and all that they need, by name."""
    todo = [(name_of(r.name), frozenset(r.extras)) for r in map(Requirement, roots)]
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        name, extras = todo.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        for line in installed.requires(name) or []:
            r = Requirement(line)
            if r.marker is None or any(r.marker.evaluate({"extra": e}) for e in ("", *extras)):
                todo.append((name_of(r.name), frozenset(r.extras)))
    return {name for name, _ in seen}


def write(file: str, head: str, names: set[str]) -> None:
    lines = sorted((f"{n}=={installed.version(n).split('+')[0]}" for n in names), key=str.lower)
    (FOLDER / file).write_text(f"# {head}\n" + "\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"requirements/{file}: {len(lines)} packages\n")


def main() -> None:
    project = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    torch = needed_by(["torch"])
    app = needed_by(project["dependencies"]) | torch
    dev = needed_by(project["optional-dependencies"]["dev"]) - app
    write("torch.txt", "PyTorch by itself and first, with what it needs: see app/setup/bootstrap.py.", torch)
    write("app.txt", "Every package of the app environment. Written by requirements/write.py.", app - torch)
    write("dev.txt", "What the tests need besides. Written by requirements/write.py.", dev)


if __name__ == "__main__":
    main()
