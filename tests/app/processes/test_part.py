"""A process that is kept alive: one that ends is started again, and so is one that hangs."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from app.processes.part import Part
from app.processes.ports import free_port

SERVER = (
    "import http.server, sys; http.server.test(http.server.SimpleHTTPRequestHandler, port=int(sys.argv[1]))"
)


@asynccontextmanager
async def kept_alive(folder: Path) -> AsyncIterator[tuple[Part, list[str]]]:
    """A server that is kept alive, and what was told of it."""
    port = free_port()

    async def ready() -> bool:
        try:
            (await asyncio.to_thread(urlopen, f"http://127.0.0.1:{port}/", timeout=1)).close()
        except OSError:
            return False
        return True

    command = [sys.executable, "-c", SERVER, str(port)]
    part = Part("it", command, os.environ, ready, folder / "log", folder, look_seconds=0.1)
    told: list[str] = []
    await part.start()
    assert await part.until_ready(60)
    keeper = asyncio.create_task(part.keep_alive(told.append))
    await asyncio.sleep(0)
    try:
        yield part, told
    finally:
        keeper.cancel()
        await part.stop()


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSTOP], ids=["it ends", "it hangs"])
async def test_it_is_started_again(tmp_path: Path, sign: signal.Signals) -> None:
    async with kept_alive(tmp_path) as (part, told):
        assert part.process
        before = part.process.pid
        os.kill(before, sign)
        async with asyncio.timeout(60):
            while part.process.pid == before or not await part.ready():
                await asyncio.sleep(0.1)
        assert part.restarts == 1
        assert ("it does not answer any more; it is replaced" in told) == (sign == signal.SIGSTOP)
        assert told[-1].startswith("it ended (killed by SIGKILL); starting it again")
