"""What a turn costs on a running product: `python -m bench.turns --url URL [--data DIR]`.

Warm search turns at one and at eight at a time, turn 500 of one conversation against turn 5,
and, where the data folder is named, the memory of the whole stack before and after.
"""

import argparse
import asyncio
import json
import statistics
from itertools import cycle, islice
from pathlib import Path

from bench.chatting import SEARCHES, Chat, client, percentile


async def searches(url: str, at_once: int, turns: int) -> dict[str, float]:
    """Search turns, so many conversations at a time."""
    took: list[float] = []
    async with client(url) as http:

        async def talk(texts: list[str]) -> None:
            chat = await Chat(http).start()
            for text in texts:
                took.append((await chat.say(text))[1])

        texts = list(islice(cycle(SEARCHES), turns))
        await asyncio.gather(*(talk(texts[n::at_once]) for n in range(at_once)))
    return {"p50_ms": percentile(took, 0.50), "p95_ms": percentile(took, 0.95), "turns": len(took)}


async def long_conversation(url: str, turns: int) -> dict[str, float]:
    """The same words again and again in one conversation: does a turn get dearer?

    Its late turns alternate with the fifth to the 24th of a conversation that has just begun, so that
    both meet the same machine.
    """
    said = "do you have basmati rice"
    early, late = [], []
    async with client(url) as http:
        old = await Chat(http).start()
        for _ in range(turns - 10):
            await old.say(said)
        young = await Chat(http).start()
        for _ in range(4):
            await young.say(said)
        for _ in range(20):
            early.append((await young.say(said))[1])
            late.append((await old.say(said))[1])
    before, after = statistics.median(early), statistics.median(late)
    return {
        "turn_5_ms": round(before, 1),
        f"turn_{turns}_ms": round(after, 1),
        "ratio": round(after / before, 2),
    }


def memory(data: Path) -> dict[str, float]:
    """Resident megabytes of each process of the product whose gateway's environment names the data folder."""
    found: dict[str, float] = {}
    wanted = f"DUKAN_DATA={data.resolve()}".encode()
    children: dict[str, list[tuple[str, int]]] = {}  # of a parent: name, kilobytes
    ours = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().decode().split("\0")
            status = (folder / "status").read_text()
            named = wanted in (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        name = next((w for w in ("rasa", "actions", "gateway") if w in words), "")
        if not name:
            continue
        parent = status.split("PPid:")[1].split()[0]
        children.setdefault(parent, []).append((name, int(status.split("VmRSS:")[1].split()[0])))
        if named:
            ours.add(parent)
    for name, kilobytes in (one for parent in ours for one in children[parent]):
        found[name] = found.get(name, 0) + round(kilobytes / 1024)
    found["total"] = sum(found.values())
    return found


async def measure(url: str, data: Path | None, turns: int) -> dict[str, object]:
    """Everything, in one object."""
    result: dict[str, object] = {}
    await searches(url, 1, 24)  # warm
    if data:
        result["memory_mb_before"] = memory(data)
    result["one_at_a_time"] = await searches(url, 1, 200)
    result["eight_at_a_time"] = await searches(url, 8, 200)
    result["long_conversation"] = await long_conversation(url, turns)
    if data:
        result["memory_mb_after"] = memory(data)
    return result


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--data", type=Path, help="the product's data folder, to find its processes")
    parser.add_argument("--turns", type=int, default=500)
    given = parser.parse_args()
    print(json.dumps(asyncio.run(measure(given.url, given.data, given.turns))))


if __name__ == "__main__":
    main()
