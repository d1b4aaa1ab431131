"""A steady load on a running product: `python -m bench.load --url URL --sessions N --rate R --seconds S`.

Sends R messages a second, spread over N conversations, each message as soon as its time has
come whether or not earlier ones were answered. Prints one JSON object as its last line.
"""

import argparse
import asyncio
import json
import time

import httpx

from bench.chatting import SEARCHES, Chat, client, percentile


async def load(url: str, sessions: int, rate: float, seconds: float) -> dict[str, float]:
    """Run the load, then read every conversation's history for what got lost or out of order."""
    took: list[float] = []
    failed = 0
    sent: list[list[str]] = [[] for _ in range(sessions)]
    async with client(url, at_once=max(200, sessions)) as http:
        chats = [await Chat(http).start() for _ in range(sessions)]

        async def one(number: int, message_id: str) -> None:
            nonlocal failed
            try:
                answer, milliseconds = await chats[number].say(
                    SEARCHES[len(message_id) % len(SEARCHES)], message_id
                )
                if answer["replies"]:
                    took.append(milliseconds)
            except httpx.HTTPError:
                failed += 1

        tasks = []
        started = time.perf_counter()
        for turn in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, started + turn / rate - time.perf_counter()))
            number = turn % sessions
            message_id = f"load-{number}-{len(sent[number])}"
            sent[number].append(message_id)
            tasks.append(asyncio.create_task(one(number, message_id)))
        await asyncio.gather(*tasks)
        histories = [await chat.history() for chat in chats]
    lost = wrong = 0
    for ids, history in zip(sent, histories, strict=True):
        asked = [said["id"] for said in history if said["from"] == "customer"]
        lost += len(set(ids) - set(asked))
        wrong += _unanswered_or_early(history)
    return {
        "sent": sum(len(ids) for ids in sent),
        "answered": len(took),
        "failed": failed,
        "lost": lost,
        "wrong_order": wrong,
        "p50_ms": percentile(took, 0.50),
        "p95_ms": percentile(took, 0.95),
        "p99_ms": percentile(took, 0.99),
    }


def _unanswered_or_early(history: list[dict[str, object]]) -> int:
    """Replies that stand before the message that they could answer."""
    open_questions = wrong = 0
    for said in history:
        if said["from"] == "customer":
            open_questions += 1
        elif open_questions == 0:
            wrong += 1
        else:
            open_questions -= 1
    return wrong


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--rate", type=float, default=10.0)
    parser.add_argument("--seconds", type=float, default=20.0)
    given = parser.parse_args()
    print(json.dumps(asyncio.run(load(given.url, given.sessions, given.rate, given.seconds))))


if __name__ == "__main__":
    main()
