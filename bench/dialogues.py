"""Plays dialogues against a running product: `python -m bench.dialogues --url URL --file D.yaml`.

A dialogue is a list of steps: `say`, `tap` (a title), `expect` (`text_has`, `text_lacks`, `kind`,
`state`), `cart` (sku: quantity), `order_status`. With --typos each message said gets up to two
random slips of the thumb. `--file` may be a folder. Prints one JSON object as its last line.
"""

import argparse
import asyncio
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import yaml  # type: ignore[import-untyped]  # its stubs are not among our tools

from bench.chatting import Chat, client


class Failed(Exception):
    """A step did not go as written; the text says how."""


@dataclass
class Playing:
    """One dialogue under way: the last answer, and what can be tapped."""

    chat: Chat
    slips: random.Random | None
    answer: Mapping[str, Any] = field(default_factory=dict)
    taps: dict[str, str] = field(default_factory=dict)
    said: str = ""  # last, with its slips

    async def step(self, step: Mapping[str, Any]) -> None:
        """Do or check what the step says."""
        if "say" in step:
            said = str(step["say"])
            self.said = misspelt(said, self.slips) if self.slips else said
            answer, _ = await self.chat.say(self.said)
            self._take(answer)
        if "tap" in step:
            self._take(await self.chat.tap(self._tap(str(step["tap"]))))
        if "expect" in step:
            self._expect(step["expect"])
        if "cart" in step:
            cart = await self.chat.get("/v1/cart")
            held = {line["sku"]: line["quantity"] for line in cart["lines"]}
            if held != dict(step["cart"]):
                raise Failed(f"the cart holds {held}, not {dict(step['cart'])}")
        if "order_status" in step:
            orders = (await self.chat.get("/v1/orders"))["orders"]
            status = orders[0]["status"] if orders else "no order"
            if status != step["order_status"]:
                raise Failed(f"the last order is {status}, not {step['order_status']}")

    def _take(self, answer: Mapping[str, Any]) -> None:
        self.answer = answer
        self.taps = tappable({title.lower(): tap for title, tap in offered(answer)}, self.taps)

    def _tap(self, title: str) -> str:
        wanted = title.lower()
        if wanted in self.taps:
            return self.taps[wanted]
        like = [tap for known, tap in reversed(self.taps.items()) if wanted in known]
        if not like:
            raise Failed(f"nothing called {title!r} can be tapped, only {sorted(self.taps)}")
        return like[0]

    def _expect(self, expected: Mapping[str, Any]) -> None:
        replies = self.answer.get("replies", [])
        text = "\n".join(reply["text"] for reply in replies).lower()
        for wanted in listed(expected.get("text_has")):
            if not any(one.lower() in text for one in wanted.split("|")):
                raise Failed(f"{wanted!r} is not in {text!r}")
        for unwanted in listed(expected.get("text_lacks")):
            if unwanted.lower() in text:
                raise Failed(f"{unwanted!r} is in {text!r}")
        kinds = [reply["kind"] for reply in replies]
        if "kind" in expected and expected["kind"] not in kinds:
            raise Failed(f"no {expected['kind']} among {kinds}: {text!r}")
        if "state" in expected and self.answer.get("state") != expected["state"]:
            raise Failed(f"the state is {self.answer.get('state')}, not {expected['state']}")


def listed(value: Any) -> list[str]:
    """What is written once, or as a list."""
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def offered(answer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The titles and taps of everything that can be tapped in an answer."""
    for reply in answer.get("replies", []):
        options = [*reply.get("options", []), *(o for c in reply.get("cards", []) for o in c["options"])]
        for option in reversed(options):  # of two alike the first counts
            if option.get("tap"):
                yield option["title"], option["tap"]


def tappable(now: Mapping[str, str], before: Mapping[str, str]) -> dict[str, str]:
    """What can be tapped, the newest last: older buttons work too, but for those that were offered anew."""
    return {**{title: tap for title, tap in before.items() if title not in now}, **now}


def misspelt(text: str, rng: random.Random) -> str:
    """The text with none to two letters dropped, doubled or swapped."""
    letters = list(text)
    for _ in range(rng.randrange(3)):
        spots = [i for i in range(1, len(letters) - 1) if letters[i].isalpha() and letters[i + 1].isalpha()]
        if not spots:
            break
        at = rng.choice(spots)
        slip = rng.randrange(3)
        if slip == 0:
            del letters[at]
        elif slip == 1:
            letters.insert(at, letters[at])
        else:
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)


def read_dialogues(path: Path) -> dict[str, list[Mapping[str, Any]]]:
    """Dialogues by name, of a file or of every file in a folder."""
    files = sorted(path.glob("*.y*ml")) if path.is_dir() else [path]
    found: dict[str, list[Mapping[str, Any]]] = {}
    for file in files:
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
        if isinstance(read, list):  # one dialogue without a name, or several
            read = (
                {file.stem: read}
                if read and "steps" not in read[0]
                else {d["name"]: d["steps"] for d in read}
            )
        for name, steps in read.items():
            found[f"{file.stem}: {name}" if path.is_dir() else name] = steps
    return found


async def play(
    url: str, dialogues: Mapping[str, list[Mapping[str, Any]]], typos: int | None
) -> dict[str, Any]:
    """Play all, a few at a time, each with a customer of its own."""
    at_once = asyncio.Semaphore(4)
    failed: list[dict[str, Any]] = []
    async with client(url) as http:

        async def one(number: int, name: str, steps: list[Mapping[str, Any]]) -> None:
            async with at_once:
                slips = None if typos is None else random.Random(typos * 1000 + number)
                playing = Playing(await Chat(http).start(), slips)
                for at, step in enumerate(steps, 1):
                    try:
                        await playing.step(step)
                    except (Failed, httpx.HTTPError, KeyError) as err:
                        where = {"dialogue": name, "turn": at, "step": dict(step), "said": playing.said}
                        failed.append({**where, "why": str(err)[:600]})
                        return

        await asyncio.gather(*(one(n, name, steps) for n, (name, steps) in enumerate(dialogues.items())))
    return {"dialogues": len(dialogues), "passed": len(dialogues) - len(failed), "failed": failed}


def main() -> None:
    """Read, play, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--file", type=Path, required=True)
    parser.add_argument("--typos", type=int, help="seed of random slips in what is said")
    arguments = parser.parse_args()
    print(json.dumps(asyncio.run(play(arguments.url, read_dialogues(arguments.file), arguments.typos))))


if __name__ == "__main__":
    main()
