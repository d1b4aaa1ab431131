"""Decisions keep to one form, and their index is the newest."""

import re
from pathlib import Path

import pytest

from docs.decisions import ADR, STATUS, index

DECISIONS = sorted((ADR).glob("[0-9]*.md"))


@pytest.mark.parametrize("file", DECISIONS, ids=lambda file: file.name[:4])
def test_a_decision_has_its_number_a_status_and_sections(file: Path) -> None:
    title, _, status, *_ = text = file.read_text(encoding="utf-8").split("\n")
    assert title.startswith(f"# {file.name[:4]}. ")
    assert STATUS.fullmatch(status.removeprefix("**Status:** "))
    sections = {line for line in text if line.startswith("## ")}
    assert sections & {"## Decision", "## Context and decision"}
    for named in re.findall(r"\((\d{4}-[^)]+\.md)\)", status):
        assert (ADR / named).exists()


def test_numbers_are_given_once() -> None:
    numbers = [file.name[:4] for file in DECISIONS]
    assert len(numbers) == len(set(numbers))


def test_the_index_of_decisions_is_the_newest() -> None:
    assert (ADR / "README.md").read_text(encoding="utf-8") == index(), "python -m docs.decisions"
