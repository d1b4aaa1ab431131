"""Files sent through the widget: a list on paper that became a table, read and taken as if typed."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request

from connectors.problems import Problem, raw_body
from connectors.web.channel import WebChannel, parse
from connectors.web.tokens import bearer

LARGEST = 5 * 1024 * 1024  # the widget refuses larger ones before they travel
LONGEST_NAME = 200

# Bytes, name, media type -> the lines of the list. Raises Problem with a sentence when it cannot.
Read = Callable[[bytes, str, str], Awaitable[str]]


def router(web: WebChannel, read: Read) -> APIRouter:
    """`POST /v1/chat/files?id=...&name=...`: the file is the body, the answer is that of a message."""
    routes = APIRouter(prefix="/v1/chat", tags=["chat"])

    @routes.post("/files", summary="Send an order list as a file: text, CSV or Excel")
    async def take_file(request: Request, id: str = "", name: str = "") -> dict[str, Any]:
        conversation = await web.conversation_of(bearer(request.headers.get("authorization", "")))
        name = name.strip()[:LONGEST_NAME] or "file"
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        data = await _body(request)
        lines = await read(data, name, kind)
        typed = parse({"id": id, "text": lines}, conversation, datetime.now(UTC))
        return (await web.take(replace(typed, meta={**typed.meta, "file": name}))).to_json()

    return routes


async def _body(request: Request) -> bytes:
    data = await raw_body(request, LARGEST)
    if not data:
        raise Problem(422, "That file is empty.")
    return data
