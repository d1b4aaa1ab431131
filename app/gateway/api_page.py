"""The API to read at /v1/docs: drawn from its own description, with no script and nothing from elsewhere."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

STYLE = """\
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h2 { margin-top: 2rem; text-transform: capitalize; }
details { border-top: 1px solid #8885; padding: .4rem 0; }
summary { cursor: pointer; }
code, pre { font: 14px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { background: #8882; padding: .6rem; overflow-x: auto; }
td, th { text-align: left; padding: .1rem .8rem .1rem 0; vertical-align: top; }
"""
STYLE_HASH = base64.b64encode(hashlib.sha256(f"\n{STYLE}".encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; "
    f"frame-ancestors 'none'; style-src 'sha256-{STYLE_HASH}'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
LIMITS = {
    "minimum": "from {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "to {}",
    "minLength": "{} characters or more",
    "maxLength": "up to {} characters",
    "pattern": "like {}",
}

Schema = Mapping[str, Any]  # a piece of OpenAPI's JSON

_pages = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)


@dataclass(frozen=True)
class Field:
    """Something that a call takes."""

    place: str  # path, query, body
    name: str
    kind: str
    needed: bool


@dataclass(frozen=True)
class Call:
    """One call."""

    method: str
    path: str
    summary: str
    description: str
    fields: tuple[Field, ...]
    example: str


def mount(app: FastAPI) -> None:
    """GET /v1/docs."""

    @app.get("/v1/docs", include_in_schema=False)
    def docs() -> Response:
        return HTMLResponse(page(app.openapi()), headers=HEADERS)


def page(api: Schema) -> str:
    """Draw the page that tells of these calls, by what they are about."""
    return _pages.get_template("api_page.html").render(api=api, tags=calls(api), style=STYLE)


def calls(api: Schema) -> dict[str, list[Call]]:
    """Describe all calls, by what they are about."""
    drawn = _Description(api)
    tags: dict[str, list[Call]] = {}
    for path, methods in api["paths"].items():
        for method, described in methods.items():
            tag = next(iter(described.get("tags", ())), "other")
            tags.setdefault(tag, []).append(drawn.call(method.upper(), path, described))
    return tags


class _Description:
    """Reads the API's description, whose schemas name each other."""

    def __init__(self, api: Schema) -> None:
        self._api = api

    def call(self, method: str, path: str, described: Schema) -> Call:
        """One call with all that it takes."""
        taken = [
            Field(p["in"], p["name"], self._kind(p["schema"]), bool(p.get("required")))
            for p in described.get("parameters", ())
        ]
        content = described.get("requestBody", {}).get("content", {})
        body = content.get("application/json", {}).get("schema")
        fields = list(self._fields(body)) if body else []
        example = f"curl -X {method} -H 'Authorization: Bearer TOKEN'"
        if fields:
            given = {f.name: "..." for f in fields if f.needed or len(fields) == 1}
            example += f" \\\n  -H 'Content-Type: application/json' -d '{json.dumps(given)}'"
        return Call(
            method,
            path,
            described.get("summary", ""),
            described.get("description", ""),
            (*taken, *fields),
            f"{example} \\\n  SHOP{path}",
        )

    def _fields(self, schema: Schema) -> Iterator[Field]:
        whole = self._known(schema)
        for name, one in whole.get("properties", {}).items():
            yield Field("body", name, self._kind(one), name in whole.get("required", ()))

    def _known(self, schema: Schema) -> Schema:
        """A schema, or the one that it names."""
        name = str(schema.get("$ref", "")).rpartition("/")[2]
        found: Schema = self._api["components"]["schemas"][name] if name else schema
        return found

    def _kind(self, schema: Schema) -> str:
        """What a value has to be, in words."""
        one = self._known(schema)
        if "anyOf" in one:
            return " or ".join(dict.fromkeys(self._kind(part) for part in one["anyOf"]))
        if "enum" in one:
            return ", ".join(map(str, one["enum"]))
        if "const" in one:
            return str(one["const"])
        if one.get("type") == "array":
            return f"a list of: {self._kind(one.get('items', {}))}"
        if "properties" in one:
            inner = (f"{name} ({self._kind(part)})" for name, part in one["properties"].items())
            return "an object of " + ", ".join(inner)
        limits = [words.format(one[name]) for name, words in LIMITS.items() if name in one]
        return ", ".join([str(one.get("type", "any")), *limits])
