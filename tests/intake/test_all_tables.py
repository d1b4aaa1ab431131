"""Who asks for all tables gets all of them, whatever else was imported."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("chat", "desk", "insight", "intake", "people", "shop", "storage")


def test_every_file_of_tables_is_known_to_the_schema() -> None:
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("tables.py")]
    modules = {".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files}
    asked = "import sys, intake.all_tables; print(*sys.modules)"
    known = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert modules - set(known) == set()


def test_no_table_is_described_elsewhere() -> None:
    sources = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    others = [file for file in sources if file.name != "tables.py" and "migrations" not in file.parts]
    assert [str(file) for file in others if "    metadata,\n" in file.read_text()] == []
