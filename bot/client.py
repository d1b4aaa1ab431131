"""Asks Rasa what to answer, within a bounded time, and reads what comes back.

The Brain of chat.ports over HTTP; the other end is bot/components/turn_channel.py.
"""

import asyncio
import logging
import time
from typing import Any

import httpx

from bot.breaker import Breaker
from chat.errors import BrainAway, BrainFailed
from chat.plain import tidied
from chat.ports import Conversation, Understood, Waiting, turn_id
from chat.reply import Command, Reply, text
from chat.turn import LONGEST_LIST
from chat.wire import from_json

log = logging.getLogger(__name__)

AGAIN_SECONDS = 0.3
AWAY = (httpx.ConnectError, httpx.RemoteProtocolError, httpx.ReadError)
HEALTH_SECONDS = 3.0
TOO_SLOW = 504  # Rasa gave the turn up
NOT_READY = 503  # Rasa has no model yet, or finds no actions


class RasaClient:
    """Any number of Rasas behind one address."""

    def __init__(self, url: str, secret: str, seconds: float = 10.0, actions_url: str = "") -> None:
        self._seconds = seconds
        self._healths = ["/webhooks/turn/health", *([f"{actions_url}/health"] if actions_url else [])]
        self._breaker = Breaker(self._hangs)
        self._http = httpx.AsyncClient(
            base_url=url,
            headers={"Authorization": f"Bearer {secret}"},
            timeout=httpx.Timeout(seconds, connect=2.0),
            limits=httpx.Limits(max_connections=64, max_keepalive_connections=16),
        )

    async def think(
        self, conversation: Conversation, waiting: Waiting, command: Command | None
    ) -> Understood:
        body: dict[str, Any] = {
            "turn": turn_id(conversation.id, waiting.message),
            "text": tidied(waiting.text)[:LONGEST_LIST],  # what was read out of a file too
            "state": conversation.dialogue,
            "metadata": {
                "conversation": conversation.id,
                "customer": conversation.customer,
                "channel": conversation.channel,
                "locale": conversation.locale,
                "page": conversation.page,
                "shared": conversation.shared,
                "attachments": list(waiting.attachments),
            },
        }
        if command:
            body["tap"] = {"intent": command.intent, "entities": dict(command.entities)}
        if not await self._breaker.lets_through():
            raise BrainFailed("it hangs, and others waited in vain already")
        try:
            answer = await self._post(body)
            if answer.status_code == TOO_SLOW:
                self._breaker.trip()
            if answer.status_code == NOT_READY:
                raise BrainAway("Rasa or the actions are being started")
            answer.raise_for_status()
            understood = _understood(answer.json())
        except httpx.TimeoutException as err:
            self._breaker.trip()
            raise BrainFailed(f"Rasa did not answer in time: {err!r}") from err
        except AWAY as err:
            raise BrainAway(f"Rasa is not there: {err!r}") from err
        except httpx.HTTPError as err:
            raise BrainFailed(f"Rasa did not answer: {err!r}") from err
        except (ValueError, KeyError, TypeError) as err:
            raise BrainFailed(f"Rasa answered nonsense: {err!r}") from err
        if understood.facts["working"]:
            raise BrainAway("the action takes longer")
        if understood.facts["failed"]:
            raise BrainFailed("the action failed")
        return understood

    async def _post(self, body: dict[str, Any]) -> httpx.Response:
        """Ask; while Rasa or the actions are being started again, ask again.

        A turn leaves nothing behind in Rasa, and what it did in the actions it finds there.
        """
        deadline = time.monotonic() + self._seconds
        while True:
            try:
                answer = await self._http.post("/webhooks/turn/", json=body)
                if answer.status_code != NOT_READY or time.monotonic() + AGAIN_SECONDS > deadline:
                    return answer
            except AWAY:
                if time.monotonic() + AGAIN_SECONDS > deadline:
                    raise
            await asyncio.sleep(AGAIN_SECONDS)

    async def _hangs(self) -> bool:
        """Whether Rasa or the actions say nothing at all. Who is away does not hang, but is started again."""
        try:
            for health in self._healths:
                await self._http.get(health, timeout=HEALTH_SECONDS)
        except httpx.TimeoutException:
            return True
        except httpx.HTTPError:
            return False
        return False

    async def ready(self) -> bool:
        """Rasa is up and has a model."""
        try:
            answer = await self._http.get("/webhooks/turn/health", timeout=2.0)
            return answer.status_code == 200
        except httpx.HTTPError:
            return False

    async def close(self) -> None:
        """Give the connections back."""
        await self._http.aclose()


def _understood(answer: dict[str, Any]) -> Understood:
    return Understood(
        replies=tuple(reply for said in answer["replies"] for reply in _replies(said)),
        dialogue=answer["state"],
        intent=answer.get("intent") or "",
        confidence=float(answer.get("confidence") or 0.0),
        facts={
            "entities": answer.get("entities", []),
            "actions": answer.get("actions", []),
            "failed": _says(answer, "failed"),
            "working": _says(answer, "working"),
            "private": _says(answer, "private"),
        },
    )


def _says(answer: dict[str, Any], what: str) -> bool:
    """What an action tells us beside its replies."""
    return any(said.get("custom", {}).get(what) for said in answer["replies"])


def _replies(said: dict[str, Any]) -> list[Reply]:
    """Actions send drafts as one `custom`; a plain response of the domain comes as text."""
    if "custom" in said:
        return [from_json(draft) for draft in said["custom"]["replies"]]
    return [text(said["text"])] if said.get("text") else []
