"""Calls under /v1/staff with which an agent acts for a customer: cart, orders, files."""

from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import Field, StringConstraints
from starlette.exceptions import HTTPException

from chat.reply import Reply
from chat.wire import to_json
from desk.api import DESK, Body, held
from desk.cards import cart as cart_shown
from desk.parts import DeskParts
from desk.signing_in import now
from shop.errors import ShopError

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


class CartLine(Body):
    sku: Annotated[str, StringConstraints(max_length=80)]
    quantity: Annotated[int, Field(ge=0, le=10_000_000)]


class OrderAct(Body):
    act: Literal["cancel", "return", "again"]


def router(parts: DeskParts) -> APIRouter:
    """The routes; each asks for the role that it needs before it does anything."""
    routes = APIRouter(tags=["staff"])
    at = "/v1/staff/conversations/{conversation}"

    def done(conversation: str, said: tuple[Reply, ...]) -> dict[str, Any]:
        parts.changed()
        state = parts.store.conversation(conversation).state
        return {"state": state, "messages": [to_json(reply) for reply in said]}

    @routes.post(at + "/cart", summary="So many of a product in the customer's cart; 0 takes it out")
    def cart(request: Request, conversation: str, body: CartLine) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.known(conversation)
        product = parts.catalogue.product(body.sku)
        if product is None:
            raise HTTPException(422, "There is no such product.")
        try:
            said = held(
                lambda: parts.behalf.cart(conversation, member.id, product, body.quantity, cart_shown, now())
            )
        except ShopError as err:
            raise HTTPException(422, str(err)) from err
        return done(conversation, said)

    @routes.post(at + "/orders/{order}", summary="Cancel, return or repeat an order for the customer")
    def order(request: Request, conversation: str, order: str, body: OrderAct) -> dict[str, Any]:
        member = parts.member(request, *DESK)
        parts.known(conversation)
        try:
            said = held(
                lambda: parts.behalf.order(conversation, member.id, order, body.act, cart_shown, now())
            )
        except ShopError as err:
            raise HTTPException(422, str(err)) from err
        return done(conversation, said)

    @routes.post(at + "/files", summary="Send a file: its bytes as the body, its name as a parameter")
    async def send_file(request: Request, conversation: str, name: str = "file") -> dict[str, Any]:
        member = await parts.in_thread(parts.member, request, *DESK)
        await parts.in_thread(parts.known, conversation)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in TYPES:
            raise HTTPException(415, "Pictures, PDF, text, CSV, Excel and Word files can be sent.")
        if int(request.headers.get("content-length") or 0) > LARGEST:
            raise HTTPException(413, "That file is larger than 5 MB.")
        data = bytearray()
        async for part in request.stream():
            data += part
            if len(data) > LARGEST:
                raise HTTPException(413, "That file is larger than 5 MB.")
        if not data:
            raise HTTPException(422, "That file is empty.")
        clean = " ".join(name.replace("/", " ").replace("\\", " ").split())[:80] or "file"

        def work() -> tuple[Reply, ...]:
            file = parts.files.keep(clean, kind, bytes(data), member.id, now())
            url = f"{parts.public_url}/files/{file}/{quote(clean)}"
            reply = Reply("link", clean, "agent", data={"url": url, "title": f"Open {TYPES[kind]}"})
            said: tuple[Reply, ...] = held(lambda: parts.desk.say(conversation, member.id, [reply], now()))
            return said

        return done(conversation, await parts.in_thread(work))

    @routes.get("/files/{file}/{name}", include_in_schema=False)
    def file(file: str, name: str) -> Response:
        found = parts.files.get(file)
        if found is None:
            raise HTTPException(404, "There is no such file.")
        shown = "inline" if TYPES.get(found.media_type) == "picture" else "attachment"
        headers = {
            "Content-Disposition": f"{shown}; filename*=UTF-8''{quote(found.name)}",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, max-age=86400",
        }
        return Response(found.data, media_type=found.media_type, headers=headers)

    return routes
