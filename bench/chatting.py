"""A client of the chat API, as the benches that drive a running product use it."""

import time
import uuid
from collections.abc import Mapping
from typing import Any

import httpx

SEARCHES = (
    "do you have basmati rice",
    "maggi noodles",
    "sunflower oil 1 litre",
    "surf excel",
    "parle g biscuits",
    "cheap toor dal",
    "colgate toothpaste",
    "tea powder 500g",
    "namkeen packets",
    "sugar 50 kg bag",
    "turmeric powder",
    "dish wash bar",
)


class Chat:
    """One conversation of a bench."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http
        self._headers: dict[str, str] = {}
        self._sent = 0

    async def start(self, session: Mapping[str, Any] | None = None) -> "Chat":
        made = (await self._http.post("/v1/chat/sessions", json=session or {})).raise_for_status()
        self._headers = {"Authorization": f"Bearer {made.json()['token']}"}
        return self

    async def say(self, text: str, message_id: str = "") -> tuple[dict[str, Any], float]:
        """The answer, and how many milliseconds it took."""
        body = {"id": message_id or uuid.uuid4().hex, "text": text}
        started = time.perf_counter()
        answer = await self._http.post("/v1/chat/messages", json=body, headers=self._headers)
        took = (time.perf_counter() - started) * 1000
        return answer.raise_for_status().json(), took

    async def tap(self, tap: str) -> dict[str, Any]:
        """The answer to a tap."""
        body = {"id": uuid.uuid4().hex, "tap": tap}
        answer = await self._http.post("/v1/chat/messages", json=body, headers=self._headers)
        return dict(answer.raise_for_status().json())

    async def post(self, path: str, body: Mapping[str, Any]) -> None:
        """Something else of the API, as this customer."""
        (await self._http.post(path, json=body, headers=self._headers)).raise_for_status()

    async def get(self, path: str) -> dict[str, Any]:
        """Something else of the API, as this customer."""
        return dict((await self._http.get(path, headers=self._headers)).raise_for_status().json())

    async def history(self) -> list[dict[str, Any]]:
        """All that was said."""
        said: list[dict[str, Any]] = []
        while True:
            after = said[-1]["id"] if said else ""
            page = await self.get(f"/v1/chat/messages?limit=200&after={after}")
            said += page["messages"]
            if not page["more"]:
                return said


def client(url: str, at_once: int = 200) -> httpx.AsyncClient:
    """An HTTP client that does not wait for itself."""
    limits = httpx.Limits(max_connections=at_once, max_keepalive_connections=at_once)
    return httpx.AsyncClient(base_url=url, timeout=30, limits=limits)


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1) if ordered else 0.0
