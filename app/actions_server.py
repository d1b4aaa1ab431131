"""Serves the custom actions to Rasa: rasa-sdk's executor behind a small ASGI app.

rasa-sdk's own server listens on every interface without asking who is there, runs
blocking actions on its event loop, and answers an error with the whole tracker. Here
only our Rasa is let in, actions run on threads within a bounded time, and one that
fails says so in a sentence and loses nothing.
"""

import asyncio
import hmac
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from rasa_sdk import Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from rasa_sdk.interfaces import ActionNotFoundException

from bot.actions.performing import perform
from bot.actions.turn import ACTIONS, Act, Answer, Tools, Turn, say
from bot.components.devanagari import latin
from chat import words
from chat.reply import text
from chat.wire import draft_to_json

log = logging.getLogger(__name__)

ACTION_SECONDS = 6.0


def actions_app(tools: Tools, secret: str) -> FastAPI:
    """The ASGI app that runs every registered action."""
    executor = ActionExecutor()
    for name, act in ACTIONS.items():
        executor.register_function(name, _runner(name, act, tools))
    app = FastAPI(openapi_url=None)

    @app.get("/health")
    async def health() -> dict[str, object]:
        return {"status": "ok", "actions": len(ACTIONS)}

    @app.post("/webhook")
    async def webhook(request: Request) -> JSONResponse:
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {secret}".encode()):
            return JSONResponse({"error": "wrong secret"}, 403)
        call = await request.json()
        # No action reads the domain, and Rasa is told not to send it; the executor wants one.
        call["domain"] = call.get("domain") or {}
        try:
            result = await executor.run(call)
        except ActionNotFoundException as err:
            return JSONResponse({"error": str(err), "action_name": err.action_name}, 404)
        return JSONResponse(result.model_dump() if result else None)

    return app


def _runner(name: str, act: Act, tools: Tools) -> Any:
    async def run(
        dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        turn = turn_of(tracker)
        try:
            answer = await asyncio.wait_for(asyncio.to_thread(perform, act, turn, tools), ACTION_SECONDS)
        except TimeoutError:
            log.error("%s took longer than %s s", name, ACTION_SECONDS, extra={"turn": turn.id})
            answer = sorry(turn)
        except Exception:
            log.exception("%s failed", name, extra={"turn": turn.id})
            answer = sorry(turn)
        if answer.replies:
            drafts = [draft_to_json(reply) for reply in answer.replies]
            dispatcher.utter_message(json_message={"replies": drafts})
        slots = [{"event": "slot", "name": k, "value": v} for k, v in answer.slots.items()]
        return [*slots, *(dict(event) for event in answer.events)]

    return run


def sorry(turn: Turn) -> Answer:
    """The one apology for whatever went wrong."""
    return say(text(words.APOLOGY.in_(turn.locale)))


def turn_of(tracker: Tracker) -> Turn:
    """The turn that Rasa's tracker is in."""
    message = tracker.latest_message
    metadata = message.get("metadata") or {}
    intent = message.get("intent") or {}
    entities: dict[str, list[Any]] = {}
    for found in message.get("entities") or []:
        entities.setdefault(found["entity"], []).append(found["value"])
    said = message.get("text") or ""
    return Turn(
        id=tracker.sender_id,
        conversation=metadata.get("conversation", ""),
        customer=metadata.get("customer", ""),
        channel=metadata.get("channel", ""),
        locale=metadata.get("locale", ""),
        page=metadata.get("page", ""),
        text=latin(said),
        said=said,
        intent=intent.get("name") or "",
        confidence=float(intent.get("confidence") or 0.0),
        entities=entities,
        slots=tracker.current_slot_values(),
        now=datetime.now(UTC),
        alternatives=tuple(
            (other["name"], float(other["confidence"]))
            for other in (message.get("intent_ranking") or [])[1:4]
        ),
        attachments=tuple(metadata.get("attachments") or ()),
        wishes=tuple((wish["intent"], wish["text"]) for wish in message.get("wishes") or ()),
    )
