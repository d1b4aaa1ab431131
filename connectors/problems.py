"""Errors of the HTTP API as RFC 9457 problem documents, with a title that a person can read."""

import json
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse
from starlette.requests import ClientDisconnect

LARGEST_BODY = "dukan.largest_body"  # in a request's scope: how many bytes its route takes


class Problem(Exception):
    """Ends a request with this status and this sentence."""

    def __init__(self, status: int, title: str, **more: Any) -> None:
        super().__init__(title)
        self.status = status
        self.title = title
        self.more = more


def document(status: int, title: str, **more: Any) -> JSONResponse:
    """The problem document."""
    body = {"type": "about:blank", "title": title, "status": status, **more}
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    if "retry_after" in more:
        headers["Retry-After"] = str(more["retry_after"])
    return JSONResponse(body, status, headers=headers, media_type="application/problem+json")


def too_much(largest: int) -> str:
    """The sentence for a body that is larger."""
    most = f"{largest // 1024} kB" if largest < 1024 * 1024 else f"{largest // 1024 // 1024} MB"
    return f"That is too much in one piece: {most} at most."


async def raw_body(request: Request, largest: int) -> bytes:
    """The request's bytes as they came; a Problem when they are too many."""
    request.scope[LARGEST_BODY] = largest
    chunks, size = [], 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > largest:
                raise Problem(413, too_much(largest))
            chunks.append(chunk)
    except ClientDisconnect as err:
        raise Problem(400, "The request ended before all of it had come.") from err
    return b"".join(chunks)


async def json_body(request: Request, largest: int = 64 * 1024) -> dict[str, Any]:
    """The request's JSON object; a Problem when it is none."""
    raw = await raw_body(request, largest)
    try:
        body = json.loads(raw.decode("utf-8")) if raw else {}
    except UnicodeDecodeError as err:
        raise Problem(400, "The request is not valid UTF-8.") from err
    except (ValueError, RecursionError) as err:
        raise Problem(400, "The request is not valid JSON.") from err
    if not isinstance(body, dict):
        raise Problem(400, "The request has to be a JSON object.")
    return body


def text_field(
    body: dict[str, Any], name: str, *, longest: int, required: bool = False, default: str = ""
) -> str:
    """A field that has to be text; a Problem that names it when it is not."""
    value = body.get(name)
    if value is None:
        if required:
            raise Problem(422, f'The field "{name}" is missing.', field=name)
        return default
    if not isinstance(value, str):
        raise Problem(422, f'The field "{name}" has to be text.', field=name)
    if len(value) > longest:
        raise Problem(422, f'The field "{name}" may have {longest} characters at most.', field=name)
    try:
        value.encode("utf-8")  # a lone surrogate, say "\ud800", is no text that could be stored
    except UnicodeEncodeError as err:
        raise Problem(422, f'The field "{name}" has characters that are no text.', field=name) from err
    return value
