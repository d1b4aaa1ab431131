"""The live side of the chat API: Socket.IO, one room a conversation."""

import asyncio
import logging
from datetime import UTC, datetime
from typing import Any

import socketio
from socketio.packet import BINARY_ACK, BINARY_EVENT, Packet

from chat.reply import Reply
from chat.wire import to_json
from connectors.problems import Problem
from connectors.web.channel import WebChannel, as_said, parse

log = logging.getLogger(__name__)


class TextPacket(Packet):  # type: ignore[misc]  # the library has no types
    """A packet without attachments: we use none, and the library gathers as many as were announced."""

    uses_binary_events = False

    def decode(self, encoded_packet: Any) -> int:
        announced = super().decode(encoded_packet) if isinstance(encoded_packet, str) else 1
        if announced or self.packet_type in (BINARY_EVENT, BINARY_ACK):
            raise ValueError("nothing binary is taken here")
        return 0


def live_server(web: WebChannel, origins: str | list[str], redis_url: str = "") -> socketio.AsyncServer:
    """A Socket.IO server that serves the conversations of the chat API."""
    manager = socketio.AsyncRedisManager(redis_url) if redis_url else None
    server = socketio.AsyncServer(
        async_mode="asgi",
        serializer=TextPacket,
        cors_allowed_origins=origins,
        client_manager=manager,
        max_http_buffer_size=128 * 1024,
        logger=False,
        engineio_logger=False,
    )

    async def connect(sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        if auth is None:  # a widget made for Rasa: it asks for its session once it is connected
            await server.save_session(sid, {})
            return
        token = auth.get("token") if isinstance(auth, dict) else None
        try:
            conversation = await web.conversation_of(token if isinstance(token, str) else "")
        except Problem as err:
            raise socketio.exceptions.ConnectionRefusedError(err.title) from err
        await server.save_session(sid, {"conversation": conversation})
        await server.enter_room(sid, conversation)

    async def message(sid: str, body: Any = None) -> dict[str, Any]:
        conversation = (await server.get_session(sid)).get("conversation", "")
        try:
            if not conversation:
                raise Problem(401, "This connection has no chat session.")
            if not isinstance(body, dict):
                raise Problem(400, "A message has to be an object.")
            inbound = parse(body, conversation, datetime.now(UTC))
            inbound = await web.admit(inbound, address_of(server, sid))
        except Problem as err:
            return {"error": {"title": err.title, "status": err.status, **err.more}}
        # Other windows of the same customer show what was just written here.
        await server.emit("message", as_said(inbound), room=conversation, skip_sid=sid)
        await server.emit("typing", {"from": "bot"}, room=conversation)
        try:
            return (await web.take(inbound)).to_json()
        except Exception:
            log.exception("a live message was not answered", extra={"conversation": conversation})
            return {"error": {"title": "That did not go through. Please send it again.", "status": 503}}

    async def typing(sid: str, _body: Any = None) -> None:
        conversation = (await server.get_session(sid)).get("conversation")
        if not conversation:
            return
        await server.emit("typing", {"from": "customer"}, room=conversation, skip_sid=sid)
        await web.typed(conversation)

    for name, handler in (("connect", connect), ("message", message), ("typing", typing)):
        server.on(name, handler)
    return server


def address_of(server: socketio.AsyncServer, sid: str) -> str:
    """Where a connection comes from."""
    client = (server.get_environ(sid) or {}).get("asgi.scope", {}).get("client")
    return client[0] if client else ""


def follow_others(server: socketio.AsyncServer) -> None:
    """Hear from now on what other gateways emit.

    Left alone, Socket.IO begins with the first window, and misses what is said while it subscribes.
    """
    if isinstance(server.manager, socketio.AsyncRedisManager) and not server.manager_initialized:
        server.manager_initialized = True
        server.manager.initialize()


async def close(server: socketio.AsyncServer) -> None:
    """Stop following other gateways, and give Redis its connections back."""
    manager = server.manager
    if not isinstance(manager, socketio.AsyncRedisManager):
        return
    following = getattr(manager, "thread", None)
    if following:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
    if manager.pubsub:
        await manager.pubsub.aclose()
    if manager.redis:
        await manager.redis.aclose()


async def emit_reply(server: socketio.AsyncServer, conversation: str, reply: Reply) -> None:
    """Show a reply in every window of the conversation."""
    await server.emit("reply", to_json(reply), room=conversation)


async def emit_typing(server: socketio.AsyncServer, conversation: str, name: str) -> None:
    """Say that a person is writing."""
    await server.emit("typing", {"from": "agent", "name": name}, room=conversation)


async def emit_state(server: socketio.AsyncServer, conversation: str, state: str) -> None:
    """Say who answers now: the bot or a person."""
    await server.emit("state", {"state": state}, room=conversation)
