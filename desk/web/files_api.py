"""Files between agents and customers: what an agent sends, what a customer sent."""

import asyncio
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from chat.reply import Reply
from desk.service.files import KEPT
from desk.web.answers import Sent, shown
from desk.web.api import DESK, by_holder
from desk.web.bodies import Number
from desk.web.services import DeskServices
from desk.web.signing_in import now

LARGEST = 5 * 1024 * 1024
# What customers can open, and no browser runs.
TYPES = {
    "image/png": "picture",
    "image/jpeg": "picture",
    "image/webp": "picture",
    "application/pdf": "file",
    "text/csv": "file",
    "text/plain": "file",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "file",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "file",
}


def router(services: DeskServices) -> APIRouter:
    """Make the routes; a file that an agent sent is open to who has its name, which nobody guesses."""
    routes = APIRouter(tags=["staff"])
    at = "/v1/staff/conversations/{conversation}"

    @routes.get(at + "/messages/{message}/files/{nth}", summary="A file that the customer sent")
    async def from_customer(request: Request, conversation: str, message: Number, nth: Number) -> Response:
        await asyncio.to_thread(services.member, request, *DESK)
        found = await asyncio.to_thread(services.threads.attachment, conversation, message, nth)
        if found is None:
            raise HTTPException(404, "There is no such file.")
        if found.url.startswith(KEPT):
            stored = await asyncio.to_thread(services.files.get, found.url.removeprefix(KEPT))
            if stored is None:
                raise HTTPException(404, "There is no such file.")
            return file_answer(stored.data, stored.name, stored.media_type)
        try:
            data = await services.channels.fetch(found.url)
        except LookupError as err:
            raise HTTPException(404, "The channel does not have that file any more.") from err
        kind = found.type if found.type in TYPES else "application/octet-stream"
        return file_answer(data, found.name or found.kind, kind)

    @routes.post(at + "/files", summary="Send a file: its bytes as the body, its name as a parameter")
    async def send_file(request: Request, conversation: str, name: str = "file") -> Sent:
        member = await asyncio.to_thread(services.member, request, *DESK)
        await asyncio.to_thread(services.must_know, conversation)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in TYPES:
            raise HTTPException(415, "Pictures, PDF, text, CSV, Excel and Word files can be sent.")
        request.scope["dukan.largest_body"] = LARGEST  # as connectors.problems says it, which is not for us
        data = bytearray()
        try:
            async for part in request.stream():
                data += part
                if len(data) > LARGEST:
                    raise HTTPException(413, "That file is larger than 5 MB.")
        except ClientDisconnect as err:
            raise HTTPException(400, "The file ended before all of it had come.") from err
        if not data:
            raise HTTPException(422, "That file is empty.")
        clean = " ".join(name.replace("/", " ").replace("\\", " ").split())[:80] or "file"

        def work() -> tuple[Reply, ...]:
            file = services.files.save(conversation, clean, kind, bytes(data), member.id, now())
            url = f"{services.public_url}/files/{file}/{quote(clean)}"
            reply = Reply("link", clean, "agent", data={"url": url, "title": f"Open {TYPES[kind]}"})
            return by_holder(lambda: services.desk.say(conversation, member.id, [reply], now()))

        sent = await asyncio.to_thread(work)
        services.changed()
        return Sent(shown(sent))

    @routes.get("/files/{file}/{name}", include_in_schema=False)
    def file(file: str, name: str) -> Response:
        found = services.files.get(file)
        if found is None:
            raise HTTPException(404, "There is no such file.")
        return file_answer(found.data, found.name, found.media_type)

    return routes


def file_answer(data: bytes, name: str, media_type: str) -> Response:
    """Answer with a file: pictures are shown, all else is saved; nothing in either runs."""
    way = "inline" if TYPES.get(media_type) == "picture" else "attachment"
    headers = {
        "Content-Disposition": f"{way}; filename*=UTF-8''{quote(name)}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, max-age=86400",
    }
    return Response(data, media_type=media_type, headers=headers)
