"""How fast webhooks are acknowledged while turns run, and whether a burst with faults reaches everyone.

`python -m bench.webhooks [--customers N] [--probes N]` prints one JSON object as its last line. The
shop runs as a process of its own with a brain that takes 50 ms a turn; the stand-ins of demo.play
count every violation of a limit. Beside each webhook an address is asked that touches nothing: how
long that takes is the machine's part and not ours. `in_path` is what the shop itself measured, from
the request's arrival to its acknowledgement.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import httpx
import uvicorn

from app.processes.ports import free_port
from demo.play import bot_api, graph_api
from demo.play.bot_api import BotApi
from demo.play.graph_api import GraphApi

TOKEN, SECRET = "99:AAtoken", "the-secret-header"
WA_TOKEN, PHONE_ID, APP_SECRET = "wa-token", "106540352242922", "app-secret"


async def serve(app: Any) -> tuple[uvicorn.Server, asyncio.Task[None], str]:
    at = free_port()
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=at, log_level="error", ws="none"))
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    return server, task, f"http://127.0.0.1:{at}"


async def timed(send: Callable[[], Awaitable[int]], times: list[float], expected: int = 200) -> None:
    started = time.perf_counter()
    status = await send()
    times.append((time.perf_counter() - started) * 1000)
    if status != expected:
        raise SystemExit(f"a webhook was answered {status}")


async def acknowledgements(
    telegram: BotApi, whatsapp: GraphApi, http: httpx.AsyncClient, probes: int, rate: float
) -> dict[str, float]:
    """Updates at a steady rate, each timed by itself, from as many customers."""
    times: list[float] = []
    idle: list[float] = []
    in_path: list[float] = []
    tasks = []

    async def told(response: httpx.Response) -> None:
        if response.request.url.path.startswith("/webhooks/") and "x-took-ms" in response.headers:
            in_path.append(float(response.headers["x-took-ms"]))

    async def nothing() -> int:
        return (await http.get(f"{telegram.webhook.rsplit('/', 2)[0]}/")).status_code

    http.event_hooks = {"response": [told]}
    for n in range(probes):
        if n % 2:
            raw = whatsapp.webhook_of(messages=[whatsapp.text(f"9197{n:08}", "hello")])
            send: Callable[[], Awaitable[int]] = partial(whatsapp.push, raw, http)
        else:
            update = telegram.text(5_000_000 + n, "hello")
            send = partial(telegram.push, update, http)
        tasks.append(asyncio.create_task(timed(send, times)))
        await asyncio.sleep(0.5 / rate)
        tasks.append(asyncio.create_task(timed(nothing, idle, 404)))
        await asyncio.sleep(0.5 / rate)
    await asyncio.gather(*tasks)
    http.event_hooks = {}
    return {
        **_percentiles("ack", times),
        **_percentiles("ack_in_path", in_path),
        **_percentiles("touches_nothing", idle),
    }


def _percentiles(name: str, times: list[float]) -> dict[str, float]:
    times = sorted(times)
    return {f"{name}_p{p}_ms": round(times[int(len(times) * p / 100)], 2) for p in (50, 95, 99)}


async def burst(
    telegram: BotApi, whatsapp: GraphApi, http: httpx.AsyncClient, customers: int
) -> dict[str, Any]:
    """Everyone writes twice at once, half on each channel; some sends fail."""
    chance = random.Random(7)
    slow = [bot_api.too_many(1), bot_api.BROKEN]
    telegram.any_fault = lambda _: chance.choice(slow) if chance.random() < 0.05 else None
    faults = [graph_api.THROUGHPUT, graph_api.PAIR, graph_api.BROKEN]
    whatsapp.any_fault = lambda _: chance.choice(faults) if chance.random() < 0.05 else None
    people = customers // 2
    started = time.perf_counter()
    pushes = []
    for words in ("first", "second"):
        for n in range(people):
            pushes.append(telegram.push(telegram.text(1000 + n, words), http))
            message = whatsapp.text(f"9198{n:08}", words)
            pushes.append(whatsapp.push(whatsapp.webhook_of(messages=[message]), http))
        await asyncio.gather(*pushes)
        pushes = []
    wanted = ["first", "heard", "heard", "second"]

    def chats() -> list[list[str]]:
        on_telegram = [" ".join(telegram.texts(1000 + n)).split() for n in range(people)]
        return on_telegram + [" ".join(whatsapp.texts(f"9198{n:08}")).split() for n in range(people)]

    while time.perf_counter() - started < 600 and not all(len(said) >= 4 for said in chats()):
        await asyncio.sleep(0.5)
    took = time.perf_counter() - started
    await asyncio.sleep(3)  # whatever would come twice comes now
    said = chats()
    for wrong in [one for one in said if sorted(one) != wanted][:5]:
        print("not as it should be:", wrong)
    for violation in [*telegram.violations, *whatsapp.violations][:5]:
        print("violation:", violation)
    return {
        "customers": 2 * people,
        "all_once": sum(sorted(words) == wanted for words in said),
        "in_order": sum(words == ["heard", "first", "heard", "second"] for words in said),
        "violations": len(telegram.violations) + len(whatsapp.violations),
        "burst_s": round(took, 1),
    }


async def measure(customers: int, probes: int, rate: float) -> dict[str, Any]:
    telegram, whatsapp = BotApi(TOKEN, SECRET), GraphApi(WA_TOKEN, PHONE_ID, APP_SECRET)
    servers = [await serve(telegram.app), await serve(whatsapp.app)]
    at = free_port()
    with tempfile.TemporaryDirectory() as data:
        arguments = [str(at), data, servers[0][2], servers[1][2]]
        shop = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.standins.shop",
            *arguments,
            env={**os.environ, "BRAIN_SECONDS": "0.05"},
        )
        telegram.webhook = f"http://127.0.0.1:{at}/webhooks/telegram"
        whatsapp.webhook = f"http://127.0.0.1:{at}/webhooks/whatsapp"
        limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
        async with httpx.AsyncClient(timeout=60, limits=limits) as http:
            for _ in range(300):
                try:
                    await http.get(f"http://127.0.0.1:{at}/")
                    break
                except httpx.HTTPError:
                    await asyncio.sleep(0.1)
            await acknowledgements(telegram, whatsapp, http, 40, rate)  # warm
            acknowledged = await acknowledgements(telegram, whatsapp, http, probes, rate)
            told = await burst(telegram, whatsapp, http, customers)
        shop.terminate()
        await shop.wait()
    for server, task, _ in servers:
        server.should_exit = True
        await task
    return {
        "acks": probes,
        "ack_rate_per_s": rate,
        **acknowledged,
        **told,
    }


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--customers", type=int, default=1000)
    asked.add_argument("--probes", type=int, default=1000)
    asked.add_argument("--rate", type=float, default=25.0)
    given = asked.parse_args()
    print(json.dumps(asyncio.run(measure(given.customers, given.probes, given.rate))))


if __name__ == "__main__":
    main()
