"""How long Rasa takes by itself from its start until it answers: `python -m bench.rasa_start`.

It is started by the product's own part of that name, with the present model. Prints one JSON
object for each start: seconds by the clock, seconds of a core, and what the process holds then.
"""

import argparse
import asyncio
import json
import os
import tempfile
import time
from pathlib import Path

from app.processes.supervisor import READY_SECONDS, parts
from app.settings import load
from app.setup import rasa_model


async def start_once(data: Path) -> dict[str, float]:
    """Start, wait until its health says ready, look, stop."""
    settings = load().model_copy(update={"data": data})
    rasa = next(p for p in parts(settings, rasa_model.encoder_folder(settings.encoder)) if p.name == "rasa")
    started = time.perf_counter()
    await rasa.start()
    try:
        if not await rasa.until_ready(READY_SECONDS):
            raise SystemExit(f"Rasa did not come up:\n{rasa.last_words()}")
        ready = time.perf_counter() - started
        assert rasa.process is not None  # noqa: S101  # it was started above
        folder = Path(f"/proc/{rasa.process.pid}")
        ticks = (folder / "stat").read_text().rsplit(")", 1)[1].split()[11:13]
        held = next(line for line in (folder / "status").read_text().splitlines() if line.startswith("VmRSS"))
    finally:
        await rasa.stop()
    return {
        "ready_s": round(ready, 1),
        "core_s": round(sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"), 1),
        "rss_mb": round(int(held.split()[1]) / 1024),
    }


def main() -> None:
    """So many starts, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=3)
    arguments = parser.parse_args()
    for _ in range(arguments.times):
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(asyncio.run(start_once(Path(folder)))), flush=True)


if __name__ == "__main__":
    main()
