"""An input channel that takes one whole turn in one request and keeps nothing afterwards.

The caller sends the message together with the state that the last turn gave back
(slots and the events of the last few turns); a tracker is made from it, the turn
runs, and the replies go back with the new state. So any Rasa can take any turn, a
restart forgets nothing, and the thousandth turn costs what the fifth costs.
"""

import asyncio
import hmac
import logging
from typing import Any, Awaitable, Callable, Dict, List, Optional, Text

import aiohttp
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.components.action_results import keep_validator

log = logging.getLogger(__name__)

READ_WITHIN = aiohttp.ClientTimeout(total=2.0)
TURNS_KEPT = 3  # policies look no further back; more would only make turns dearer


class TurnChannel(InputChannel):
    """POST /webhooks/turn: a message with its state in, replies with the new state out."""

    def __init__(self, secret: Text, seconds: float) -> None:
        self.secret = secret
        self.seconds = seconds
        keep_validator()

    @classmethod
    def name(cls) -> Text:
        return "turn"

    @classmethod
    def from_credentials(cls, credentials: Dict[Text, Any]) -> "TurnChannel":
        return cls(str(credentials["secret"]), float(credentials.get("seconds", 8)))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        hook = Blueprint("turn_channel", __name__)

        def stranger(request: Request) -> bool:
            given = request.headers.get("Authorization", "")
            return not hmac.compare_digest(given.encode(), f"Bearer {self.secret}".encode())

        @hook.route("/", methods=["POST"])
        async def take_turn(request: Request) -> HTTPResponse:
            if stranger(request):
                return response.json({"error": "wrong secret"}, status=403)
            agent = request.app.ctx.agent
            if agent is None or not agent.is_ready():
                return response.json({"error": "no model is loaded"}, status=503)
            body = request.json
            try:
                answer = await asyncio.wait_for(run_turn(agent.processor, body), self.seconds)
            except asyncio.TimeoutError:
                log.error("turn %s took longer than %s s", body.get("turn"), self.seconds)
                return response.json({"error": "the turn took too long"}, status=504)
            if not answer["replies"]:  # the actions are away, and there is a log of it
                return response.json({"error": "no action answered"}, status=503)
            return response.json(answer)

        @hook.route("/model", methods=["POST"])
        async def take_model(request: Request) -> HTTPResponse:
            """From the next turn on, understand with this model; turns under way end with theirs."""
            if stranger(request):
                return response.json({"error": "wrong secret"}, status=403)
            agent, path = request.app.ctx.agent, str(request.json["path"])
            try:
                # Beside the turns: the agent changes its processor when the new one is complete.
                await asyncio.get_running_loop().run_in_executor(None, agent.load_model, path)
            except Exception:
                log.exception("the model %s was not taken", path)
                return response.json({"error": "the model could not be loaded"}, status=422)
            return response.json({"model": path})

        @hook.route("/health", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            agent = request.app.ctx.agent
            ready = agent is not None and agent.is_ready() and await classifies(agent.processor)
            return response.json({"ready": ready}, 200 if ready else 503)

        return hook


async def classifies(processor: MessageProcessor) -> bool:
    """A model that was loaded may still be untrained (a classifier's load swallows errors)."""
    message = UserMessage("do you have basmati rice")
    parse = await processor.parse_message(message)
    ranked = parse.get("intent_ranking") or []
    return len(ranked) > 1 and bool((parse.get("intent") or {}).get("name"))


async def run_turn(processor: MessageProcessor, body: Dict[Text, Any]) -> Dict[Text, Any]:
    """One turn on a tracker made for it alone."""
    out = CollectingOutputChannel()
    metadata = dict(body.get("metadata") or {})
    if not body.get("tap"):
        metadata["reading"] = await read_message(processor.action_endpoint, body.get("text", ""), metadata)
    message = UserMessage(
        # A leading slash would be taken for a command of Rasa's instead of a customer's words.
        text=body.get("text", "").lstrip("/ \t\r\n") or "?",
        output_channel=out,
        sender_id=body["turn"],
        parse_data=_tapped(body),
        input_channel="turn",
        message_id=body["turn"],
        metadata=metadata,
    )
    tracker = _tracker(processor, body["turn"], body.get("state") or {})
    started_at = len(tracker.events)
    await processor._handle_message_with_tracker(message, tracker)
    tracker = await processor.run_action_extract_slots(out, tracker)
    await processor._run_prediction_loop(out, tracker)
    parse = tracker.latest_message.parse_data
    return {
        "replies": out.messages,
        "intent": (parse.get("intent") or {}).get("name"),
        "confidence": (parse.get("intent") or {}).get("confidence"),
        "entities": parse.get("entities") or [],
        "actions": [
            e.action_name
            for e in list(tracker.events)[started_at:]
            if isinstance(e, ActionExecuted) and e.action_name != ACTION_LISTEN_NAME
        ],
        "state": _state(tracker),
    }


async def read_message(
    actions: Optional[EndpointConfig], text: Text, metadata: Dict[Text, Any]
) -> Dict[Text, Any]:
    """What the actions, who know the shop and the conversation, read in this message; {} where they are away."""
    if actions is None or not actions.url:
        return {}
    url = actions.url.rsplit("/", 1)[0] + "/read"
    try:
        async with aiohttp.ClientSession(headers=actions.headers, timeout=READ_WITHIN) as session:
            async with session.post(url, json={"text": text, "metadata": metadata}) as answer:
                answer.raise_for_status()
                return await answer.json()
    except (aiohttp.ClientError, asyncio.TimeoutError, KeyError, ValueError):
        log.warning("no reading of turn %s: its words alone are read", metadata.get("conversation"))
        return {}


def _tapped(body: Dict[Text, Any]) -> Dict[Text, Any]:
    """What a tap means was decided when it was offered; nothing is left to understand."""
    tap = body.get("tap")
    if not tap:
        return {}
    intent = {"name": tap["intent"], "confidence": 1.0}
    entities = [
        {"entity": name, "value": value, "start": 0, "end": 0}
        for name, value in (tap.get("entities") or {}).items()
    ]
    return {
        "text": body.get("text", ""),
        "intent": intent,
        "intent_ranking": [intent],
        "entities": entities,
    }


def _tracker(processor: MessageProcessor, sender: Text, state: Dict[Text, Any]) -> DialogueStateTracker:
    domain = processor.domain
    known = {slot.name for slot in domain.slots}
    # The domain may have changed since the state was kept: what it no longer has is dropped.
    events: List[Event] = [
        SlotSet(name, value) for name, value in (state.get("slots") or {}).items() if name in known
    ]
    if state.get("events"):
        events += [
            e
            for e in (Event.from_parameters(p) for p in state["events"])
            if e is not None and not (isinstance(e, SlotSet) and e.key not in known)
        ]
    else:
        loop = state.get("loop")
        if loop in domain.form_names:
            events.append(ActiveLoop(loop))
        events.append(ActionExecuted(ACTION_LISTEN_NAME))
    return DialogueStateTracker.from_events(sender, events, domain.slots, domain=domain)


def _state(tracker: DialogueStateTracker) -> Dict[Text, Any]:
    """Slots as they are, the running form, and the events of the last turns, made small."""
    turns: List[List[Event]] = [[]]
    for event in tracker.applied_events():
        if isinstance(event, UserUttered):
            turns.append([])
        turns[-1].append(event)
    recent = [e for turn in turns[1:][-TURNS_KEPT:] for e in turn if not isinstance(e, BotUttered)]
    before = [ActionExecuted(ACTION_LISTEN_NAME)]
    loop = _loop_before(tracker, recent)
    if loop:
        before.insert(0, ActiveLoop(loop))
    return {
        "slots": {
            name: slot.value
            for name, slot in tracker.slots.items()
            if slot.value is not None and name != "session_started_metadata"
        },
        "events": [_small(e) for e in before + recent],
    }


def _loop_before(tracker: DialogueStateTracker, recent: List[Event]) -> Text:
    """The form that was already running when the events that are kept began."""
    earlier = tracker.applied_events()[: -len(recent)] if recent else tracker.applied_events()
    for event in reversed(earlier):
        if isinstance(event, ActiveLoop):
            return event.name or ""
    return ""


def _small(event: Event) -> Dict[Text, Any]:
    """An event without what only debugging reads."""
    if not isinstance(event, UserUttered):
        kept = event.as_dict()
        kept.pop("metadata", None)
        return kept
    intent = {"name": event.intent_name, "confidence": 1.0}
    return {
        "event": "user",
        "timestamp": event.timestamp,
        "text": event.text,
        "parse_data": {"text": event.text, "intent": intent, "entities": event.entities},
    }
