"""Makes the one file that a storefront loads: the widget's sources put together, with hash and gzip."""

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response

SOURCES = Path(__file__).parent / "static" / "widget"
ENTRY = "start.js"
STYLE = "style.css"
BANNER = "/*! Dukan chat widget. Readable sources: connectors/web/static/widget */"

# One import a line, from a file beside it: the whole grammar of modules that the sources use.
IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+\.js)";$')


class WidgetSourceError(Exception):
    """The widget's sources cannot be put together."""


@dataclass(frozen=True)
class Widget:
    """The script as it is served."""

    script: bytes
    zipped: bytes
    etag: str


@cache
def widget(sources: Path = SOURCES) -> Widget:
    """The widget, made once a process."""
    script = build(sources).encode()
    etag = f'"{hashlib.sha256(script).hexdigest()[:20]}"'
    return Widget(script, gzip.compress(script, 9, mtime=0), etag)


def build(sources: Path) -> str:
    """All sources in one function, each after those that it imports."""
    parts: dict[str, str] = {}
    _add(ENTRY, sources, parts, ())
    _refuse_equal_names(parts)
    style = json.dumps(smaller_css((sources / STYLE).read_text("utf-8")), ensure_ascii=False)
    body = "\n".join(smaller_js(part) for part in parts.values())
    # `currentScript` is there only while the script itself runs: it is asked first of all.
    return (
        f"{BANNER}\n(() => {{\n'use strict';\nconst script = document.currentScript;\n"
        f"{body}\nstart(script, {style});\n}})();\n"
    )


def _add(name: str, sources: Path, parts: dict[str, str], path: tuple[str, ...]) -> None:
    if name in parts:
        return
    if name in path:
        raise WidgetSourceError(f"imports go in a circle: {' > '.join([*path, name])}")
    lines = []
    for line in (sources / name).read_text("utf-8").splitlines():
        wanted = IMPORT.match(line)
        if wanted:
            _add(wanted[1], sources, parts, (*path, name))
        elif line.startswith("import "):
            raise WidgetSourceError(f"{name}: an import has to be one line, from a file beside it: {line}")
        else:
            lines.append(line.removeprefix("export "))
    parts[name] = "\n".join(lines)


def _refuse_equal_names(parts: dict[str, str]) -> None:
    """All files share one scope; two things of one name would silently be one."""
    seen: dict[str, str] = {}
    for file, text in parts.items():
        for name in re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", text, re.MULTILINE):
            if name in seen:
                raise WidgetSourceError(f"{name} is defined in {seen[name]} and in {file}")
            seen[name] = file


def smaller_js(text: str) -> str:
    """Without indentation, empty lines and lines that are all comment.

    No more than that, so that it needs no parser. It asks that strings stay on one line.
    """
    kept = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in kept if line and not line.startswith("//"))


def smaller_css(text: str) -> str:
    """Without comments and needless space."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{};,]) ?", r"\1", text)
    return re.sub(r": ", ":", text).replace(";}", "}").strip()


def router(made: Widget | None = None) -> APIRouter:
    """`GET /widget.js`, for any storefront on any host."""
    routes = APIRouter(tags=["widget"])
    served = made or widget()
    headers = {
        "ETag": served.etag,
        "Cache-Control": "public, max-age=600, stale-while-revalidate=86400",
        "Vary": "Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "X-Content-Type-Options": "nosniff",
    }

    @routes.api_route("/widget.js", methods=["GET", "HEAD"], include_in_schema=False)
    async def script(request: Request) -> Response:
        known = request.headers.get("if-none-match", "")
        if served.etag in (tag.strip().removeprefix("W/") for tag in known.split(",")):
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            zipped = {**headers, "Content-Encoding": "gzip"}
            return Response(served.zipped, headers=zipped, media_type="text/javascript")
        return Response(served.script, headers=headers, media_type="text/javascript")

    return routes
