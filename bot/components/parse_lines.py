"""Understands texts with a trained model, one JSON line in, one out; for benches and `dukan train`.

.venv-rasa/bin/python -m bot.components.parse_lines MODEL.tar.gz < texts > parses
"""

import asyncio
import json
import sys
import time
from typing import Text

from rasa.core.agent import load_agent
from rasa.core.channels.channel import UserMessage


async def parse_all(model: Text) -> None:
    """First a line with the load time, then a line for each text."""
    started = time.perf_counter()
    agent = await load_agent(model_path=model)
    if agent.processor is None:
        sys.exit(f"no usable model in {model}")
    await agent.processor.parse_message(UserMessage("warm up"))
    say({"load_s": time.perf_counter() - started, "rss_mb": memory_mb()})
    for line in sys.stdin:
        # As on the road: a leading slash is nobody's command.
        text = json.loads(line).lstrip("/ \t\r\n") or "?"
        started = time.perf_counter()
        parse = await agent.processor.parse_message(UserMessage(text))
        ms = (time.perf_counter() - started) * 1000
        ranking = [(i["name"], i["confidence"]) for i in parse.get("intent_ranking", [])]
        say({"intent": parse["intent"]["name"], "ranking": ranking, "ms": ms})


def memory_mb() -> float:
    """What this process holds."""
    with open("/proc/self/status", encoding="ascii") as status:
        kilobytes = next(line.split()[1] for line in status if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


def say(found: object) -> None:
    """One line, at once."""
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(parse_all(sys.argv[1]))
