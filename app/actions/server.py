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
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from rasa_sdk import Tracker
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from rasa_sdk.interfaces import ActionNotFoundException

from bot.components.devanagari import latin
from bot.dialogue.turn import ACTIONS, Act, Answer, NotHere, Tools, Turn, say
from bot.routing.dispatch import perform
from bot.routing.intents import read_message
from chat import words
from chat.reply import text
from chat.service.contexts import Drafts
from chat.service.turn_work import TurnOver, end_work, fence, saved_answer, work_on
from chat.wire import draft_to_json
from shop.errors import ShopError

log = logging.getLogger(__name__)

ACTION_SECONDS = 5.0  # well below what Rasa waits; the work itself goes on, and is asked for again

Running = dict[str, asyncio.Task[dict[str, Any]]]  # by turn


def actions_app(tools: Tools, secret: str) -> FastAPI:
    """The ASGI app that runs every registered action."""
    fence(tools.db)
    executor = ActionExecutor()
    running: Running = {}
    for name, act in ACTIONS.items():
        executor.register_function(name, _runner(name, act, tools, running))
    app = FastAPI(openapi_url=None)

    @app.get("/health")
    async def health() -> dict[str, object]:
        return {"status": "ok", "actions": len(ACTIONS)}

    def stranger(request: Request) -> bool:
        given = request.headers.get("authorization", "")
        return not hmac.compare_digest(given.encode(), f"Bearer {secret}".encode())

    @app.post("/read")
    async def read(request: Request) -> JSONResponse:
        """What a message is, with a probability for each intent: asked before Rasa chooses."""
        if stranger(request):
            return JSONResponse({"error": "wrong secret"}, 403)
        body = await request.json()
        turn = turn_said(body["text"], body["metadata"], datetime.now(tools.db.zone))
        return JSONResponse(await asyncio.to_thread(read_message, turn, tools))

    @app.post("/webhook")
    async def webhook(request: Request) -> JSONResponse:
        if stranger(request):
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


def _runner(name: str, act: Act, tools: Tools, running: Running) -> Any:
    async def run(
        dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        turn = turn_of(tracker, tools.db.zone)
        try:
            # A turn that is taken again joins the work on it that still goes on.
            work = running.get(turn.id)
            if work is None:
                work = running[turn.id] = asyncio.create_task(asyncio.to_thread(_work, act, turn, tools))
                work.add_done_callback(lambda done: _ended(running, turn.id, done))
            answer = await asyncio.wait_for(asyncio.shield(work), ACTION_SECONDS)
        except TimeoutError:
            log.warning("%s takes longer than %s s", name, ACTION_SECONDS, extra={"turn": turn.id})
            answer = failed(turn) | {"working": True}
        except TurnOver:
            log.warning("%s came too late and did nothing", name, extra={"turn": turn.id})
            answer = failed(turn)
        except Exception:
            log.exception("%s failed", name, extra={"turn": turn.id})
            answer = failed(turn)
        told = {key: True for key in ("failed", "working", "private") if answer.get(key)}
        if told or answer["replies"]:
            dispatcher.utter_message(json_message={"replies": answer["replies"], **told})
        slots = [{"event": "slot", "name": k, "value": v} for k, v in answer["slots"].items()]
        return [*slots, *answer["events"]]

    return run


def _work(act: Act, turn: Turn, tools: Tools) -> dict[str, Any]:
    """Do it, and keep the answer with what it leaves behind, for a turn that has to be taken again."""
    with work_on(turn.id, turn.now) as work:
        kept: dict[str, Any] | None = saved_answer(tools.db, turn.id)
        if kept is not None:
            return kept
        drafts = Drafts(tools.db)
        try:
            answer = _plain(perform(act, turn, replace(tools, contexts=drafts)))
        except NotHere:
            answer = _plain(Answer()) | {"private": True}
        except (
            ShopError
        ) as refusal:  # that no action took up: it is a sentence all the same, and wrote nothing
            log.warning("refusal left to the end: %s", refusal, extra={"turn": turn.id})
            answer = _plain(say(text(refusal.in_(turn.locale))))
        end_work(tools.db, work, drafts, answer)
        return answer


def _ended(running: Running, turn: str, work: asyncio.Task[dict[str, Any]]) -> None:
    del running[turn]
    if not work.cancelled():
        work.exception()  # it is told to whoever still waits; where nobody does, nothing was lost


def _plain(answer: Answer) -> dict[str, Any]:
    """An answer as JSON."""
    return {
        "replies": [draft_to_json(reply) for reply in answer.replies],
        "slots": dict(answer.slots),
        "events": [dict(event) for event in answer.events],
    }


def failed(turn: Turn) -> dict[str, Any]:
    """The one apology for whatever went wrong; the gateway knows whether something was done all the same."""
    return _plain(say(text(words.APOLOGY.in_(turn.locale)))) | {"failed": True}


def turn_said(said: str, metadata: Mapping[str, Any], now: datetime) -> Turn:
    """The turn of a message of which nothing but the words is known."""
    return Turn(
        id="",
        conversation=metadata.get("conversation", ""),
        customer=metadata.get("customer", ""),
        channel=metadata.get("channel", ""),
        locale=metadata.get("locale", ""),
        page=metadata.get("page", ""),
        shared=bool(metadata.get("shared")),
        text=latin(said),
        said=said,
        intent="",
        confidence=0.0,
        entities={},
        slots={},
        now=now,
        attachments=tuple(metadata.get("attachments") or ()),
    )


def turn_of(tracker: Tracker, zone: tzinfo) -> Turn:
    """The turn that Rasa's tracker is in."""
    message = tracker.latest_message
    intent = message.get("intent") or {}
    entities: dict[str, list[Any]] = {}
    for found in message.get("entities") or []:
        entities.setdefault(found["entity"], []).append(found["value"])
    bare = turn_said(message.get("text") or "", message.get("metadata") or {}, datetime.now(zone))
    return replace(
        bare,
        id=tracker.sender_id,
        intent=intent.get("name") or "",
        confidence=float(intent.get("confidence") or 0.0),
        entities=entities,
        slots=tracker.current_slot_values(),
        alternatives=tuple(
            (other["name"], float(other["confidence"]))
            for other in (message.get("intent_ranking") or [])[1:4]
        ),
        wishes=tuple((wish["intent"], wish["text"]) for wish in message.get("wishes") or ()),
    )
