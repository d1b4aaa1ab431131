"""Holds scripted conversations whose ends a machine checks.

`python -m bench.conversations --url URL --file F.yaml [--data DIR]`

A conversation has `id`, `family`, `language`, and may be held `as` a customer (with `--data`, the folder
of the product, whose secret vouches for them) or on the `page` of a product. Each turn says or taps (a
pattern of what is offered), and may `check`:

- `reply_any`, `reply_none`: patterns over texts, options and titles of cards;
- `cart`: rows of `like` (a pattern of a title) with `pieces`, `min` and `max`, or `weight_g` [low, high];
  `cart_only`: nothing else is in it; `cart_unchanged`: it is as before the turn;
- `cards_like`: a pattern, with `of_first` and `at_least`; `none_priced_over`: no card costs more;
- `asks`: a question is asked; `state`, `kind`: as the API has them;
- `any_of`: alternatives, of which one has to hold.

A failed `cart_only`, `cart_unchanged`, `reply_none` or `none_priced_over` is harmful. Prints one JSON object.
"""

import argparse
import asyncio
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import jwt
import yaml  # type: ignore[import-untyped]  # its stubs are not among our tools

from bench.chatting import Chat, client
from bench.dialogues import listed, offered, tappable
from shop.finding.measure import measure

HARMFUL = frozenset({"cart_only", "cart_unchanged", "reply_none", "none_priced_over"})
AT_ONCE = 4
Check = Mapping[str, Any]
Answer = Mapping[str, Any]
Cart = Sequence[Mapping[str, Any]]


@dataclass
class Result:
    """How one conversation went."""

    family: str
    language: str
    turns: int = 0
    failed: list[dict[str, Any]] = field(default_factory=list)  # one entry a turn
    harmful: int = 0


async def hold(http: httpx.AsyncClient, script: Mapping[str, Any], secret: str) -> Result:
    """Hold one conversation to its end, whatever fails on the way."""
    result = Result(str(script.get("family", "")), str(script.get("language", "")))
    chat = await _started(http, script, secret)
    taps: dict[str, str] = {}
    cart = await _cart(chat)
    for number, turn in enumerate(script["turns"], 1):
        result.turns += 1
        before = cart
        try:
            answer = await _said(chat, turn, taps)
            cart = await _cart(chat)
        except (LookupError, httpx.HTTPError) as err:
            missed = [("turn", str(err))]
        else:
            taps = tappable(dict(offered(answer)), taps)
            missed = list(failures(turn.get("check") or {}, answer, cart, before))
        if missed:
            result.harmful += any(name in HARMFUL for name, _ in missed)
            why = [f"{name}: {told}" for name, told in missed]
            said = turn.get("say") or turn.get("tap")
            result.failed.append({"id": script["id"], "turn": number, "said": said, "why": why})
    return result


async def _started(http: httpx.AsyncClient, script: Mapping[str, Any], secret: str) -> Chat:
    chat = await Chat(http).start({"page": f"sku:{script['page']}"} if script.get("page") else {})
    if customer := script.get("as"):
        claims = {"sub": customer, "exp": datetime.now(UTC) + timedelta(hours=1)}
        await chat.post("/v1/chat/identify", {"customer_token": jwt.encode(claims, secret, "HS256")})
    return chat


async def _cart(chat: Chat) -> Cart:
    lines: Cart = (await chat.get("/v1/cart"))["lines"]
    return lines


async def _said(chat: Chat, turn: Mapping[str, Any], taps: Mapping[str, str]) -> Answer:
    if "say" in turn:
        return (await chat.say(str(turn["say"])))[0]
    pattern = str(turn["tap"])
    for title, tap in reversed(list(taps.items())):
        if re.search(pattern, title, re.IGNORECASE):
            return await chat.tap(tap)
    raise LookupError(f"nothing like {pattern!r} can be tapped, only {sorted(taps)[:10]}")


def failures(check: Check, answer: Answer, cart: Cart, before: Cart) -> Iterator[tuple[str, str]]:
    """What does not hold, by the name of the check, with what is there instead."""
    replies = answer.get("replies", [])
    said = "\n".join(_texts(replies))
    cards = [card for reply in replies for card in reply.get("cards", [])]
    if "reply_any" in check and not any(_like(p, said) for p in listed(check["reply_any"])):
        yield "reply_any", said[:300]
    for pattern in listed(check.get("reply_none")):
        if _like(pattern, said):
            yield "reply_none", pattern
    yield from _of_cart(check, cart, before)
    if wanted := check.get("cards_like"):
        titles = [card["title"] for card in cards][: int(check.get("of_first", len(cards)))]
        if sum(_like(str(wanted), title) for title in titles) < int(check.get("at_least", 1)):
            yield "cards_like", str(titles)
    if "none_priced_over" in check:
        dear = [card["title"] for card in cards if _amount(card["price"]) > float(check["none_priced_over"])]
        if dear:
            yield "none_priced_over", str(dear)
    if "asks" in check and _asks(replies) != bool(check["asks"]):
        yield "asks", said[:300]
    if "state" in check and answer.get("state") != check["state"]:
        yield "state", str(answer.get("state"))
    if "kind" in check and check["kind"] not in [reply["kind"] for reply in replies]:
        yield "kind", str([reply["kind"] for reply in replies])
    if ways := check.get("any_of"):
        tried = [list(failures(way, answer, cart, before)) for way in ways]
        if all(tried):
            yield "any_of", str(tried[0])


def _of_cart(check: Check, cart: Cart, before: Cart) -> Iterator[tuple[str, str]]:
    held = {line["title"]: line["quantity"] for line in cart}
    rows = check.get("cart") or []
    for row in rows:
        lines = [line for line in cart if _like(str(row["like"]), line["title"])]
        if not _enough(row, lines):
            yield "cart", f"{row['like']} in {held}"
    if check.get("cart_only"):
        others = [t for t in held if not any(_like(str(row["like"]), t) for row in rows)]
        if others:
            yield "cart_only", str(others)
    if check.get("cart_unchanged") and _quantities(cart) != _quantities(before):
        yield "cart_unchanged", str(held)


def _enough(row: Mapping[str, Any], lines: Cart) -> bool:
    """Whether there is as much in these lines as the row wants: packs of twelve hold twelve pieces."""
    packs = [(int(line["quantity"]), measure(line["title"])) for line in lines]
    pieces = sum(count * (pack.pieces if pack else 1) for count, pack in packs)
    if not lines:
        return 0 in (row.get("pieces"), row.get("max"))  # none of it is wanted
    if "pieces" in row and pieces != row["pieces"]:
        return False
    if not row.get("min", 0) <= pieces <= row.get("max", pieces):
        return False
    if "weight_g" not in row:
        return True
    low, high = row["weight_g"]
    return bool(low <= sum(count * (pack.whole if pack else 0) for count, pack in packs) <= high)


def _quantities(cart: Cart) -> dict[str, int]:
    return {line["sku"]: int(line["quantity"]) for line in cart}


def _texts(replies: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for reply in replies:
        yield reply["text"]
        for card in reply.get("cards", []):
            yield card["title"]
            yield from (option["title"] for option in card.get("options", []))
        yield from (option["title"] for option in reply.get("options", []))


def _asks(replies: Sequence[Mapping[str, Any]]) -> bool:
    return any(r["kind"] == "choice" or r["text"].rstrip().endswith("?") for r in replies)


def _like(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _amount(price: str) -> float:
    digits = re.sub(r"[^\d.]", "", price).strip(".")
    return float(digits) if digits else 0.0


def summed(results: Sequence[Result]) -> dict[str, Any]:
    """The figures of these conversations."""
    turns = sum(one.turns for one in results)
    return {
        "conversations": len(results),
        "passed": sum(not one.failed for one in results),
        "turns": turns,
        "turns_passed": turns - sum(len(one.failed) for one in results),
        "harmful": sum(one.harmful for one in results),
    }


async def hold_all(url: str, scripts: Sequence[Mapping[str, Any]], secret: str) -> dict[str, Any]:
    """Hold them, a few at a time; who has the same customer one after the other."""
    at_once = asyncio.Semaphore(AT_ONCE)
    turns = {str(script["as"]): asyncio.Lock() for script in scripts if script.get("as")}
    async with client(url) as http:

        async def one(script: Mapping[str, Any]) -> Result:
            async with turns.get(str(script.get("as")), asyncio.Lock()), at_once:
                return await hold(http, script, secret)

        results = await asyncio.gather(*map(one, scripts))
    figures = summed(results)
    for name in ("family", "language"):
        kinds = sorted({getattr(result, name) for result in results})
        figures[name] = {kind: summed([r for r in results if getattr(r, name) == kind]) for kind in kinds}
    return {**figures, "failed": [entry for result in results for entry in result.failed]}


def main() -> None:
    """Read, hold, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", required=True)
    parser.add_argument("--file", type=Path, required=True)
    parser.add_argument("--data", type=Path, help="the product's folder, to vouch for customers")
    arguments = parser.parse_args()
    read = yaml.safe_load(arguments.file.read_text(encoding="utf-8"))
    scripts = read["conversations"] if isinstance(read, dict) else read
    if any(script.get("as") for script in scripts) and not arguments.data:
        parser.error("some are held as a customer: --data names the folder whose secret vouches for them")
    secret = (arguments.data / "secrets" / "storefront.key").read_text().strip() if arguments.data else ""
    print(json.dumps(asyncio.run(hold_all(arguments.url, scripts, secret))))


if __name__ == "__main__":
    main()
