"""Starts the processes of the product, waits until each is ready, keeps them alive, stops them."""

import asyncio
import fcntl
import os
import secrets
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TextIO
from urllib.request import urlopen

from app.private import close_to_others, for_actions, for_gateway
from app.processes.newest_model import follow
from app.processes.part import Part
from app.processes.ports import free_port
from app.processes.rotating import keep_small
from app.settings import ROOT, Settings
from app.setup.rasa_model import PYTHON, current
from app.setup.rasa_model import environment as rasa_environment

READY_SECONDS = 120.0
ANSWER_SECONDS = 10.0  # one that is only busy answers within this


class CannotStart(Exception):
    """The text says why, and what to do."""


def lock(data: Path) -> TextIO:
    """One product on one data folder; the lock goes with the process."""
    close_to_others(data)
    file = (data / "running.lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as err:
        raise CannotStart(
            f"Dukan already runs on the data folder {data}. Stop it, or use another: make run DATA=dir."
        ) from err
    return file


def parts(settings: Settings, encoder: Path) -> list[Part]:
    """The three processes, knowing where the others are."""
    model = current()
    if model is None:
        raise CannotStart("There is no language model yet: dukan setup makes it.")
    rasa_port = settings.rasa_port or free_port()
    actions_port = settings.actions_port or free_port()
    rasa_url = f"http://127.0.0.1:{rasa_port}"
    actions_url = f"http://127.0.0.1:{actions_port}"
    inner = {
        "DUKAN_INNER_SECRET": secrets.token_urlsafe(24),
        "DUKAN_RASA_URL": rasa_url,
        "DUKAN_ACTIONS_URL": actions_url,
        "DUKAN_ENCODER_DIR": str(encoder),
    }
    ours = {
        "PYTHONPATH": str(ROOT),
        "OMP_NUM_THREADS": "1",
        "DUKAN_DATA": str(settings.data.resolve()),
        "DUKAN_PORT": str(settings.port),
        **inner,
    }
    logs = settings.data / "logs"
    rasa = [str(PYTHON), "-m", "rasa", "run", "-i", "127.0.0.1", "-p", str(rasa_port)]
    rasa += ["--model", str(model), "--endpoints", "endpoints.yml"]
    rasa += ["--credentials", "credentials.yml"]
    return [
        Part(
            "rasa",
            rasa,
            {**rasa_environment(encoder), **inner},
            _answers(f"{rasa_url}/webhooks/turn/health"),
            logs / "rasa.log",
            ROOT,
        ),
        Part(
            "actions",
            [sys.executable, "-m", "app.processes.serve", "actions", str(actions_port)],
            {**for_actions(os.environ), **ours},
            _answers(f"{actions_url}/health"),
            logs / "actions.log",
            ROOT,
        ),
        Part(
            "gateway",
            [sys.executable, "-m", "app.processes.serve", "gateway", str(settings.port)],
            {**for_gateway(os.environ), **ours},
            _answers(f"http://127.0.0.1:{settings.port}/healthz"),
            logs / "gateway.log",
            ROOT,
        ),
    ]


def _answers(url: str) -> Callable[[], Awaitable[bool]]:
    async def ask() -> bool:
        try:
            answer = await asyncio.to_thread(urlopen, url, timeout=ANSWER_SECONDS)
        except OSError:
            return False
        with answer:
            return bool(answer.status == 200)

    return ask


async def supervise(
    settings: Settings,
    encoder: Path,
    tell: Callable[[str], None],
    when_ready: Callable[[], None],
) -> None:
    """Run everything until SIGINT or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    running = parts(settings, encoder)
    keepers: list[asyncio.Task[None]] = []
    try:
        for part in running:
            await part.start()
        if await _all_ready(running, stop, tell):
            keepers = [asyncio.create_task(part.keep_alive(tell)) for part in running]
            most = settings.log_megabytes * 1024 * 1024
            logs = [part.log for part in running]
            keepers.append(asyncio.create_task(keep_small(logs, most, settings.log_files)))
            keepers += [asyncio.create_task(follow(part, tell)) for part in running if part.name == "rasa"]
            when_ready()
            await stop.wait()
        tell("Stopping")
    finally:
        for keeper in keepers:
            keeper.cancel()
        # The gateway first, so that turns on their way still find Rasa and the actions.
        for part in reversed(running):
            await part.stop()


async def _all_ready(running: list[Part], stop: asyncio.Event, tell: Callable[[str], None]) -> bool:
    """Wait for each; False when asked to stop. CannotStart when one does not come up."""

    async def one(part: Part) -> None:
        if not await part.until_ready(READY_SECONDS):
            raise CannotStart(f"{part.name} did not come up. The end of {part.log}:\n{part.last_words()}")
        tell(f"{part.name} is ready")

    asked = asyncio.create_task(stop.wait())
    coming = asyncio.gather(*(one(part) for part in running))
    either: list[asyncio.Future[Any]] = [asked, coming]
    await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    if not coming.done():
        coming.cancel()
        return False
    asked.cancel()
    coming.result()
    return True
