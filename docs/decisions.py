"""The index of decisions: `python -m docs.decisions` writes docs/adr/README.md, and a test holds it true."""

import re
from pathlib import Path

ADR = Path(__file__).parent / "adr"

STATUS = re.compile(r"(Proposed|Accepted|Superseded by \[\d{4}\]\(\S+\.md\))(; amended by .+)?")


def index() -> str:
    """docs/adr/README.md: every decision with its status."""
    rows = [_decision(file) for file in sorted((ADR).glob("[0-9]*.md"))]
    return "\n".join(
        [
            "# Decisions",
            "",
            "What a successor would question, and why it is as it is. A decision is never rewritten: a later",
            "one amends or supersedes it, and both say so. A new one begins as a copy of",
            "[the template](template.md); then `python -m docs.decisions` writes this page.",
            "",
            "| | decision | status |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _decision(file: Path) -> str:
    title, _, status, *_ = file.read_text(encoding="utf-8").split("\n", 3)
    number, _, name = title.removeprefix("# ").partition(". ")
    return f"| {number} | [{name}]({file.name}) | {status.removeprefix('**Status:** ')} |"


if __name__ == "__main__":
    (ADR / "README.md").write_text(index(), encoding="utf-8")
