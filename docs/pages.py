"""Pages that are made from the code: the subjects, the API, and the index of decisions.

`python -m docs.pages` writes docs/adr/README.md; a test holds it true. The others are made when the
site is built (docs/build.py), so that no commit has to carry them.
"""

import ast
import re
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from app.gateway.api_page import Call, calls
from app.gateway.gateway import Gateway, http_app
from app.settings import Settings

DOCS = Path(__file__).parent
ROOT = DOCS.parent

STATUS = re.compile(r"(Proposed|Accepted|Superseded by \[\d{4}\]\(\S+\.md\))(; amended by .+)?")


def decisions() -> str:
    """docs/adr/README.md: every decision with its status."""
    rows = [_decision(file) for file in sorted((DOCS / "adr").glob("[0-9]*.md"))]
    return "\n".join(
        [
            "# Decisions",
            "",
            "What a successor would question, and why it is as it is. A decision is never rewritten: a later",
            "one amends or supersedes it, and both say so. A new one begins as a copy of",
            "[the template](template.md); then `python -m docs.pages` writes this page.",
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


def subjects() -> str:
    """Every folder with the first sentence of each of its modules, from the lowest layer up."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    lines = [
        "# The subjects",
        "",
        "A folder a subject, from the lowest up: each may import what stands above it on this page, never",
        "what stands below. The sentences are the first lines of the modules themselves.",
    ]
    for layer in reversed(layers):
        for top in layer.split(" | "):
            for folder in _folders(ROOT / top):
                lines += _folder(folder)
    return "\n".join([*lines, ""])


def _folders(top: Path) -> Iterator[Path]:
    for folder in [top, *sorted(path for path in top.rglob("*") if path.is_dir())]:
        if any(folder.glob("*.py")) and "versions" not in folder.parts:
            yield folder


def _folder(folder: Path) -> Iterator[str]:
    name = folder.relative_to(ROOT).as_posix()
    yield from ("", f"{'##' if '/' not in name else '###'} {name}/", "")
    modules = {file.stem: _first_line(file) for file in sorted(folder.glob("*.py"))}
    about = modules.pop("__init__", "")
    if about:
        yield from (about, "")
    if modules:
        yield from ("| module | |", "|---|---|")
        yield from (f"| `{module}` | {line} |" for module, line in modules.items())


def _first_line(file: Path) -> str:
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return _cell(said.partition("\n\n")[0].replace("\n", " "))


def api() -> str:
    """The chat API and the rest, from the application's own OpenAPI description."""
    lines = [
        "# The API",
        "",
        "Made from the application's own description, which a running shop serves at `/v1/openapi.json`, and",
        "as a page without a script at `/v1/docs`.",
    ]
    with tempfile.TemporaryDirectory() as folder:
        parts = Gateway(Settings(data=Path(folder)), rasa_url="", actions_url="", inner_secret="")
        described = http_app(parts).openapi()
        parts.db.close()
    for tag, those in calls(described).items():
        lines += ["", f"## {tag[:1].upper()}{tag[1:]}"]
        for call in those:
            lines += _call(call)
    return "\n".join([*lines, ""])


def _call(call: Call) -> Iterator[str]:
    yield from ("", f"### {call.method} {call.path}", "", call.summary)
    if call.description:
        yield from ("", call.description)
    if call.fields:
        yield from ("", "| field | in | what | |", "|---|---|---|---|")
        for field in call.fields:
            needed = "needed" if field.needed else ""
            yield f"| `{field.name}` | {field.place} | {_cell(field.kind)} | {needed} |"
    yield from ("", "```sh", call.example, "```")


def _cell(text: str) -> str:
    """What a table's cell can hold."""
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    (DOCS / "adr" / "README.md").write_text(decisions(), encoding="utf-8")
