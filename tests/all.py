"""Everything that `make test` checks, in the order in which a fault is cheapest to hear of.

`make test ORDER=7` shuffles the tests by that seed: no test may lean on one before it. With `--fast`, what
`make fast` checks: the parts that need no server, no browser, no model and no PostgreSQL.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parent.parent

SEED = os.environ.get("ORDER", "")
SHUFFLED = ["--random-order", f"--random-order-seed={SEED}"] if SEED else []

# A process a core, and each its own PostgreSQL server; what has run out of tests takes some of the others.
ON_ALL_CORES = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]
# Two, for these wait much; each may have three products running, of some 1.6 GB. What belongs together and
# what comes first is in tests/e2e/conftest.py: by the number of tests the longest would come last.
TWO_AT_ONCE = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
# The floor is looked at by the step behind: pytest would work out the whole sum a second time.
COVERAGE = ["--cov", "--cov-report=", "--cov-fail-under=0"]

STYLE: tuple[tuple[str, list[str]], ...] = (
    ("style", [str(BIN / "ruff"), "check", "."]),
    ("format", [str(BIN / "ruff"), "format", "--check", "."]),
    ("imports", [str(BIN / "lint-imports")]),
    ("types", [str(BIN / "mypy")]),
)
FAST = (
    *STYLE,
    (
        "tests",
        [str(BIN / "python"), "-m", "pytest", "--fast", "--ignore=tests/e2e", *ON_ALL_CORES, *SHUFFLED],
    ),
)
ALL = (
    *STYLE,
    ("docs", [str(BIN / "python"), "-m", "docs.build"]),
    ("language model", [str(BIN / "python"), "-m", "app.commands.cli", "train"]),
    (
        "tests",
        [str(BIN / "python"), "-m", "pytest", "--ignore=tests/e2e", *ON_ALL_CORES, *COVERAGE, *SHUFFLED],
    ),
    ("coverage", [str(BIN / "coverage"), "report"]),
    ("tests of the whole", [str(BIN / "python"), "-m", "pytest", "tests/e2e", *TWO_AT_ONCE, *SHUFFLED]),
)


def main() -> None:
    """Run each; stop at the first that fails."""
    for name, command in FAST if "--fast" in sys.argv[1:] else ALL:
        sys.stdout.write(f"\n== {name}\n")
        sys.stdout.flush()
        started = time.monotonic()
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            sys.exit(f"{name} failed: {' '.join(command)}")
        sys.stdout.write(f"   {name}: {time.monotonic() - started:.0f} s\n")


if __name__ == "__main__":
    main()
