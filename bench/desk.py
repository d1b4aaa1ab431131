"""How fast the desk opens and hears, with many conversations and agents: `python -m bench.desk`.

Starts a gateway of its own on a database of its own; agents are connected as their pages
are, by server-sent events, and every customer's message is one over the chat API.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from argon2 import PasswordHasher

from app.gateway.gateway import Gateway, gateway_app
from app.processes.ports import free_port
from app.settings import load
from chat.message import Inbound
from chat.ports import Conversation, Understood, Waiting
from chat.reply import Command, text
from desk.service.handover import Desk
from people.service.staff import Staff
from storage.database import Database

REASONS = ("asked", "complaint", "payment", "misunderstood")


class OneWord:
    """A brain that costs nothing, so that the desk alone is measured."""

    async def think(
        self, conversation: Conversation, waiting: Waiting, command: Command | None
    ) -> Understood:
        return Understood((text("Noted."),), {}, "inform", 1.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=500)
    parser.add_argument("--messages", type=int, default=20, help="in each conversation")
    parser.add_argument("--agents", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(measured(Path(folder), options))))


async def measured(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """The figures."""
    settings = load(data=folder, demo=False)
    database = Database(settings.database)
    database.migrate()
    database.close()
    nowhere = "http://127.0.0.1:1"
    gateway = Gateway(settings, rasa_url=nowhere, actions_url=nowhere, inner_secret="bench")  # noqa: S106  # nothing listens
    gateway.conversing.use(OneWord())
    fill(gateway, options)
    config = uvicorn.Config(
        gateway_app(gateway), port=free_port(), log_config=None, access_log=False, timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    limits = httpx.Limits(max_connections=200)
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{config.port}", timeout=30, limits=limits
    ) as client:
        tokens = [await signed_in(client, n) for n in range(options.agents)]
        figures = await opening(client, tokens[0], options.rounds)
        figures |= await hearing(client, tokens, options.rounds)
    server.should_exit = True
    await serving
    return {"conversations": options.conversations, "agents": options.agents} | figures


def fill(gateway: Gateway, options: argparse.Namespace) -> None:
    """Open conversations, all of which wait for a person, and the people."""
    store, desk = gateway.store, Desk(gateway.db, gateway.store)
    start = datetime.now(UTC) - timedelta(hours=2)
    for n in range(options.conversations):
        at = start + timedelta(seconds=10 * n)
        for m in range(options.messages // 2):
            accepted = store.accept(Inbound("web", f"w_bench{n}", f"{m}", at, f"where is order {n}-{m}"))
            store.finish(accepted.conversation, accepted.message, [text("I am looking.")], {})
        desk.ask(accepted.conversation, REASONS[n % 4], at)  # type: ignore[arg-type]  # all are reasons
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    people = Staff(gateway.db)
    for n in range(options.agents):
        people.add(f"a{n}@x.example", f"Agent {n}", "agent", hasher.hash("word"), start)


async def signed_in(client: httpx.AsyncClient, n: int) -> dict[str, str]:
    answer = await client.post("/v1/staff/tokens", json={"email": f"a{n}@x.example", "password": "word"})
    return {"Authorization": f"Bearer {answer.json()['token']}"}


async def opening(client: httpx.AsyncClient, token: dict[str, str], rounds: int) -> dict[str, float]:
    """The inbox as a page, and a conversation opened."""
    row = (await client.get("/v1/staff/conversations?box=waiting", headers=token)).json()["conversations"][0]
    took: dict[str, list[float]] = {"inbox": [], "thread": [], "search": []}
    for _ in range(rounds):
        for name, path in (
            ("inbox", "/desk?box=waiting"),
            ("thread", f"/desk/part/c/{row['id']}"),
            ("search", "/desk/part/inbox?box=all&q=order 77-3"),
        ):
            started = time.perf_counter()
            answer = await client.get(path, headers=token)
            answer.raise_for_status()
            if name == "inbox" and 'class="row waiting' not in answer.text:
                raise RuntimeError("the inbox came without the rows that wait")
            took[name].append((time.perf_counter() - started) * 1000)
    return {
        f"{name}_{figure}_ms": round(value, 1)
        for name, times in took.items()
        for figure, value in (("p50", statistics.median(times)), ("p95", sorted(times)[int(rounds * 0.95)]))
    }


async def hearing(client: httpx.AsyncClient, tokens: list[dict[str, str]], rounds: int) -> dict[str, float]:
    """From a customer's sending until every agent's page has heard of it."""
    heard: dict[tuple[int, str], float] = {}
    ready = asyncio.Barrier(len(tokens) + 1)

    async def listen(n: int) -> None:
        async with client.stream("GET", "/v1/staff/feed", headers=tokens[n]) as feed:
            await ready.wait()
            async for line in feed.aiter_lines():
                if line.startswith("data:"):
                    news = json.loads(line[5:])
                    heard.setdefault((n, news["conversation"]), time.perf_counter())

    listeners = [asyncio.create_task(listen(n)) for n in range(len(tokens))]
    await ready.wait()
    waits: list[float] = []
    for _ in range(rounds):
        session = (await client.post("/v1/chat/sessions", json={})).json()
        started = time.perf_counter()
        await client.post(
            "/v1/chat/messages",
            json={"id": "1", "text": "hello"},
            headers={"Authorization": f"Bearer {session['token']}"},
        )
        keys = [(n, session["conversation_id"]) for n in range(len(tokens))]
        while not all(key in heard for key in keys):
            await asyncio.sleep(0.002)
        waits += [(heard[key] - started) * 1000 for key in keys]
    for listener in listeners:
        listener.cancel()
    await asyncio.gather(*listeners, return_exceptions=True)
    ordered = sorted(waits)
    return {
        "heard_p50_ms": round(statistics.median(waits), 1),
        "heard_p95_ms": round(ordered[int(len(waits) * 0.95)], 1),
        "heard_max_ms": round(ordered[-1], 1),
    }


if __name__ == "__main__":
    main()
