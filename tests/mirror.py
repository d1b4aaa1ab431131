"""Shows which test files stand at the path of no module, and what they are about: `python -m tests.mirror`.

A test of several modules together has no such place; it stands in the lowest folder that holds them all.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
APART = {"e2e", "patterns", "docs"}  # tests of the whole, of every pattern, of the docs


def without_a_module() -> Iterator[tuple[Path, str]]:
    """Each test file that mirrors no module, and the modules that it may be about."""
    for file in sorted(TESTS.rglob("test_*.py")):
        inside = file.relative_to(TESTS)
        if len(inside.parts) == 1 or inside.parts[0] in APART:
            continue
        if not _mirrored(inside.parent, inside.stem.removeprefix("test_")):
            yield inside, ", ".join(_about(file))


def _mirrored(folder: Path, name: str) -> bool:
    return (ROOT / folder / f"{name}.py").exists() or (ROOT / folder / name).is_dir()


def _about(file: Path) -> list[str]:
    """Modules by how many names the test takes from them; one of the test's own name comes first."""
    name = file.stem.removeprefix("test_")
    taken: Counter[str] = Counter()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.module.startswith("tests"):
            for alias in node.names:
                below = f"{node.module}.{alias.name}"
                module = below if _is_module(below) else node.module
                taken[module] += 1
    ours = {module: count for module, count in taken.items() if _is_module(module)}
    ours = {module: count + 100 * (module.split(".")[-1] == name) for module, count in ours.items()}
    return sorted(ours, key=lambda module: (-ours[module], module))[:4]


def _is_module(dotted: str) -> bool:
    return (ROOT / Path(*dotted.split("."))).with_suffix(".py").exists()


if __name__ == "__main__":
    for test, about in without_a_module():
        sys.stdout.write(f"{test!s:48} {about}\n")
