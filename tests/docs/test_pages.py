"""Pages of the docs that are made from the code, and paths that pages name."""

import re
from pathlib import Path

import pytest

from docs.pages import ROOT, subjects


def test_every_module_is_on_the_page_of_subjects() -> None:
    page = subjects()
    assert "### shop/cart/" in page
    assert "| `database` |" in page
    assert page.index("## storage/") < page.index("## shop/") < page.index("## app/")


PAGES = ("README.md", "CONTRIBUTING.md", "docs/*.md", "docs/channels/*.md")
SPEAK_OF_TODAY = sorted(page for pattern in PAGES for page in ROOT.glob(pattern))


@pytest.mark.parametrize("page", SPEAK_OF_TODAY, ids=lambda page: page.name)
def test_a_path_that_is_named_is_there(page: Path) -> None:
    named = re.findall(r"`((?:[a-z_0-9-]+/)+[\w.-]*)(?::[^`]*)?`", page.read_text(encoding="utf-8"))
    tops = {path.name for path in ROOT.iterdir() if path.is_dir()}
    patterns = [path.replace("/X", "/*") + "*" for path in named if path.split("/")[0] in tops]
    gone = [pattern for pattern in patterns if not any(ROOT.glob(pattern))]
    assert not gone
