"""Serves the event names of Rasa's own Socket.IO channel, so that widgets made for Rasa connect.

Such a widget has no `auth`; what it remembers as its session id is our session token.
"""

import logging
import uuid
from datetime import UTC, datetime
from typing import Any

import socketio

from chat.reply import Reply
from chat.wire import to_json
from connectors.problems import Problem
from connectors.web import rasa_events
from connectors.web.channel import WebChannel, new_conversation, parse
from connectors.web.live import address_of

log = logging.getLogger(__name__)


def room(conversation: str) -> str:
    """Where the Rasa widgets of a conversation listen."""
    return f"rasa:{conversation}"


def serve_rasa_widgets(server: socketio.AsyncServer, web: WebChannel) -> None:
    """Add the events to the server."""

    async def session_request(sid: str, body: Any = None) -> None:
        token = rasa_events.asked_token(body)
        try:
            conversation = await web.conversation_of(token)
        except Problem:  # none yet, or one that has ended: a new one
            if web.often.too_often(address_of(server, sid)):
                await server.emit(
                    "bot_uttered", {"text": "Too many new chats. Try again in a minute."}, to=sid
                )
                return
            token = await _new_session(web)
            conversation = await web.conversation_of(token)
        await server.save_session(sid, {"conversation": conversation})
        await server.enter_room(sid, room(conversation))
        await server.emit("session_confirm", token, to=sid)

    async def user_uttered(sid: str, body: Any = None) -> None:
        conversation = (await server.get_session(sid)).get("conversation", "")
        token = rasa_events.asked_token(body)
        try:
            if token or not conversation:
                conversation = await web.conversation_of(token)
            message = rasa_events.message(body, f"r-{uuid.uuid4().hex}")
            inbound = parse(message, conversation, datetime.now(UTC))
            await web.take(await web.admit(inbound, address_of(server, sid)))
        except Problem as err:
            await server.emit("bot_uttered", {"text": err.title}, to=sid)
        except Exception:
            log.exception("a Rasa widget's message was not answered", extra={"conversation": conversation})
            words = "That did not go through. Please send it again."
            await server.emit("bot_uttered", {"text": words}, to=sid)

    server.on("session_request", session_request)
    server.on("user_uttered", user_uttered)


async def _new_session(web: WebChannel) -> str:
    """A conversation for a widget that cannot ask for one over HTTP; its token."""
    conversation = new_conversation()
    await web.in_thread(lambda: web.store.open("web", conversation, now=datetime.now(UTC)))
    return web.tokens.sign(conversation, datetime.now(UTC))[0]


async def emit_to_rasa_widgets(
    server: socketio.AsyncServer, conversation: str, reply: Reply, base: str
) -> None:
    """Show a reply in the Rasa widgets of the conversation."""
    for event in rasa_events.bot_uttered(to_json(reply), base):
        await server.emit("bot_uttered", event, room=room(conversation))
