"""Files sent through the widget: a list is read and taken as if typed; a photo of one is asked about."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from mimetypes import guess_type
from typing import Any

from fastapi import APIRouter, Request

from chat.message import Attachment
from connectors.problems import Problem, raw_body
from connectors.web.channel import WebChannel, address_of, parse
from connectors.web.tokens import bearer

LARGEST = 5 * 1024 * 1024  # the widget refuses larger ones before they travel
LONGEST_NAME = 200

# Bytes, name, media type -> the lines of the list. Raises Problem with a sentence when it cannot.
Read = Callable[[bytes, str, str, str], Awaitable[str]]
# Conversation, bytes, name, media type -> kept for the person who has the conversation or is waited for.
# None where nobody would look at it. Raises Problem with a sentence when there are too many.
Keep = Callable[[str, bytes, str, str], Awaitable[Attachment | None]]

# What a person looks at, where one is there; else lists are read of it.
# `keep_unread` keeps a photo that may show goods which came damaged, whether or not a list was read in it.
PHOTOS = frozenset({"image/png", "image/jpeg", "image/webp"})
TO_LOOK_AT = PHOTOS | {"application/pdf"}


async def nobody_looks(_conversation: str, _data: bytes, _name: str, _kind: str) -> None:
    """Nobody is there to look at pictures."""


def router(
    web: WebChannel, read: Read, keep: Keep = nobody_looks, keep_unread: Keep = nobody_looks
) -> APIRouter:
    """`POST /v1/chat/files?id=...&name=...`: the file is the body, the answer is that of a message."""
    routes = APIRouter(prefix="/v1/chat", tags=["chat"])

    @routes.post("/files", summary="Send an order list (text, CSV, Excel), or a person a picture or PDF")
    async def take_file(request: Request, id: str = "", name: str = "") -> dict[str, Any]:
        conversation = await web.conversation_of(bearer(request.headers.get("authorization", "")))
        told = await web.admit(
            parse({"id": id, "text": ""}, conversation, datetime.now(UTC)), address_of(request)
        )
        name = name.strip()[:LONGEST_NAME] or "file"
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        data = await _body(request)
        kind = kind if kind in TO_LOOK_AT else guess_type(name)[0] or kind
        if kind in TO_LOOK_AT and (kept := await keep(conversation, data, name, kind)):
            return (await web.take(replace(told, attachments=(kept,)))).to_json()
        if kind in PHOTOS:  # may be the photo of something else: what was read is asked about
            photo = await _as_list(data, name, kind, conversation, address_of(request))
            return (await web.take(replace(told, attachments=(photo,)))).to_json()
        lines = await read(data, name, kind, address_of(request))
        typed = parse({"id": id, "text": lines}, conversation, datetime.now(UTC))
        about = {**typed.meta, "file": name}
        return (await web.take(replace(typed, meta=about, source=told.source))).to_json()

    async def _as_list(data: bytes, name: str, kind: str, conversation: str, source: str) -> Attachment:
        """A photo of a list with its lines; of anything else, kept where it may be of a claim."""
        try:
            lines = await read(data, name, kind, source)
        except Problem:
            unread = await keep_unread(conversation, data, name, kind)
            if unread is None:
                raise
            return unread
        kept = await keep_unread(conversation, data, name, kind)
        return Attachment("list", kept.url if kept else "", name, kind, {"lines": lines})

    return routes


async def _body(request: Request) -> bytes:
    data = await raw_body(request, LARGEST)
    if not data:
        raise Problem(422, "That file is empty.")
    return data
