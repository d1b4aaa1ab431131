"""Pages of the docs that are made from the code, and decisions that keep to one form."""

import re
from pathlib import Path

import pytest

from docs.pages import DOCS, ROOT, STATUS, decisions, subjects

DECISIONS = sorted((DOCS / "adr").glob("[0-9]*.md"))


@pytest.mark.parametrize("file", DECISIONS, ids=lambda file: file.name[:4])
def test_a_decision_has_its_number_a_status_and_sections(file: Path) -> None:
    title, _, status, *_ = text = file.read_text(encoding="utf-8").split("\n")
    assert title.startswith(f"# {file.name[:4]}. ")
    assert STATUS.fullmatch(status.removeprefix("**Status:** "))
    sections = {line for line in text if line.startswith("## ")}
    assert sections & {"## Decision", "## Context and decision"}
    for named in re.findall(r"\((\d{4}-[^)]+\.md)\)", status):
        assert (DOCS / "adr" / named).exists()


def test_numbers_are_given_once() -> None:
    numbers = [file.name[:4] for file in DECISIONS]
    assert len(numbers) == len(set(numbers))


def test_the_index_of_decisions_is_the_newest() -> None:
    assert (DOCS / "adr" / "README.md").read_text(encoding="utf-8") == decisions(), "python -m docs.pages"


def test_every_module_is_on_the_page_of_subjects() -> None:
    page = subjects()
    assert "### shop/cart/" in page
    assert "| `database` |" in page
    assert page.index("## storage/") < page.index("## shop/") < page.index("## app/")


SPEAK_OF_TODAY = [
    ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md"), *(DOCS / "channels").glob("*.md"),
]  # fmt: skip


@pytest.mark.parametrize("page", SPEAK_OF_TODAY, ids=lambda page: page.name)
def test_a_path_that_is_named_is_there(page: Path) -> None:
    named = re.findall(r"`((?:[a-z_0-9-]+/)+[\w.-]*)(?::[^`]*)?`", page.read_text(encoding="utf-8"))
    tops = {path.name for path in ROOT.iterdir() if path.is_dir()}
    patterns = [path.replace("/X", "/*") + "*" for path in named if path.split("/")[0] in tops]
    gone = [pattern for pattern in patterns if not any(ROOT.glob(pattern))]
    assert not gone
