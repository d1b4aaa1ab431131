"""Builds the docs site into .site/html: `python -m docs.build`. A broken link is an error.

Zensical checks links and anchors between Markdown pages. What it leaves unchecked is checked here: the
navigation against the pages, every address in the built pages, and that a page asks nothing of another host.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from docs import pages

DOCS = Path(__file__).parent
SITE = DOCS.parent / ".site"
CONFIG = "zensical.toml"

# Reached from the index of decisions and from the pages that lean on them.
NOT_IN_NAVIGATION = ("adr/",)


def main() -> None:
    """Lay the pages out, build, check; stop with every fault that was found."""
    shutil.rmtree(SITE, ignore_errors=True)
    shutil.copytree(DOCS, SITE / "docs", ignore=shutil.ignore_patterns("*.py", "*.toml", "__pycache__"))
    shutil.copy(DOCS / CONFIG, SITE)
    (SITE / "docs" / "subjects.md").write_text(pages.subjects(), encoding="utf-8")
    (SITE / "docs" / "api.md").write_text(pages.api(), encoding="utf-8")
    faults = list(unlisted(tomllib.loads((SITE / CONFIG).read_text(encoding="utf-8")), SITE / "docs"))
    zensical = [str(Path(sys.executable).parent / "zensical"), "build", "--strict", "--clean", "-f", CONFIG]
    if subprocess.run(zensical, cwd=SITE, check=False).returncode:
        faults.append("zensical found faults: see above")
    faults += broken(SITE / "html")
    if faults:
        sys.exit("\n".join(faults))
    sys.stdout.write(f"The docs are in {(SITE / 'html' / 'index.html').relative_to(Path.cwd())}\n")


def unlisted(config: dict[str, Any], docs: Path) -> Iterator[str]:
    """Faults of the navigation: a page that is not there, a page that nobody is led to."""
    listed = set(_named(config["project"]["nav"]))
    there = {file.relative_to(docs).as_posix() for file in docs.rglob("*.md")}
    for page in sorted(listed - there):
        yield f"{CONFIG}: there is no page {page}"
    for page in sorted(there - listed):
        if not page.startswith(NOT_IN_NAVIGATION):
            yield f"{CONFIG}: nobody is led to {page}"


def _named(nav: list[Any]) -> Iterator[str]:
    for entry in nav:
        for below in entry.values() if isinstance(entry, dict) else [entry]:
            if isinstance(below, list):
                yield from _named(below)
            else:
                yield below


class Page(HTMLParser):
    """What a built page points to, what it loads, and the places that others can point to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.places |= {given.get("id") or "", (given.get("name") or "") if tag == "a" else ""}
        if tag == "a":
            self.links.append(given.get("href") or "")
        else:
            self.loads += [given[name] or "" for name in ("src", "href", "data") if given.get(name)]


def broken(html: Path) -> Iterator[str]:
    """Faults of the built pages: an address that leads nowhere, or something loaded from another host."""
    found = {file: Page(file.read_text(encoding="utf-8")) for file in sorted(html.rglob("*.html"))}
    for file, page in found.items():
        if file.name == "404.html":
            continue  # its addresses hang on where the site is put
        for address in page.loads:
            if urlsplit(address).netloc:
                yield f"{file.relative_to(html)} loads {address}"
        for address in page.links + page.loads:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not address:
                continue
            at = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            at = at / "index.html" if at.is_dir() else at
            if not at.exists():
                yield f"{file.relative_to(html)} leads to {address}, which is not there"
            elif parts.fragment and at in found and unquote(parts.fragment) not in found[at].places:
                yield f"{file.relative_to(html)} leads to {address}, a place that the page has not"
    for style in html.rglob("*.css"):
        for address in re.findall(
            r"url\(\s*['\"]?((?:https?:)?//[^)'\"]+)", style.read_text(encoding="utf-8")
        ):
            yield f"{style.relative_to(html)} loads {address}"


if __name__ == "__main__":
    main()
