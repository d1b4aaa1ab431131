"""Pages that are made from the code when the site is built, so that no commit carries them: subjects, API."""

import ast
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from app.gateway.api_page import Call, calls
from app.gateway.gateway import Gateway, http_app
from app.settings import Settings

ROOT = Path(__file__).resolve().parent.parent


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
