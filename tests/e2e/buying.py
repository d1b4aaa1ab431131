"""One who was a customer before: looks at orders, buys, pays at the door and online, sends back, asks
sellers, and is forgotten. Whether they are content is another test's; here everything is to run once."""

import contextlib
import re
from collections.abc import Iterable

import httpx

from bench.chatting import Chat, client
from bench.dialogues import offered

PURPOSES = ("customer", "cart", "product", "offers", "due", "alike", "popular", "season", "savings")

# What is said; in brackets what is tapped: the first that is offered with one of these words.
BUYS = (
    "my orders", "where is my order", "what do I usually buy", "[Propose", "[Add all", "clear my cart",
    "[Yes",
    "repeat my last order", "[Add", "undo", "clear my cart", "[Yes",
    "apply coupon NOSUCH", "red label tea", "[Add to cart", "save my cart as monthly", "load monthly",
    "checkout", "[Cash", "cancel my order", "[D", "[No longer", "[Yes",
    "tea", "[Add to cart", "checkout", "[Cash", "change my order", "[D", "[", "[Yes",
    "tea", "[Add to cart", "checkout", "[Pay online",
)  # fmt: skip
BOUGHT = (
    "invoice of my last order", "[D", "return my last order", "[D", "[x", "[Yes", "[Yes, refund",
    "any refund for me", "exchange something", "[D", "[x", "[", "[Yes", "remind me when I run out", "[Every",
    "what is new", "anything cheaper than what I buy", "i need a quote for 500 red label tea 500 g",
    "[Yes", "4 stars for red label tea 500 g", "[", "[", "[Yes",
    "i want goods that nobody lists: blue lotus tea", "[Ask", "[Yes", "talk to a person", "[Back",
)  # fmt: skip


async def buy(url: str, token: str) -> None:
    """All of it, by the one whom a storefront's token names."""
    async with client(url) as http:
        chat = await Chat(http).start()
        told = await http.post("/v1/chat/identify", json={"customer_token": token}, headers=chat._headers)
        assert told.status_code == 200, told.text
        await talk(chat, BUYS)
        await pay(chat)
        for path in ("/v1/cart", "/v1/orders", *(f"/v1/recommendations?for={p}" for p in PURPOSES)):
            with contextlib.suppress(httpx.HTTPStatusError):
                await chat.get(path)
        await talk(chat, BOUGHT)


async def talk(chat: Chat, steps: Iterable[str]) -> None:
    """Say and tap; what is not offered is not tapped."""
    taps: dict[str, str] = {}
    for step in steps:
        if not step.startswith("["):
            answer, _ = await chat.say(step)
        else:
            wanted = step.strip("[]").lower().split("|")
            found = [tap for title, tap in taps.items() if any(word in title.lower() for word in wanted)]
            if not found:
                continue
            answer = await chat.tap(found[0])
        taps = dict(reversed(list(offered(answer))))


async def pay(chat: Chat) -> None:
    """Open the checkout that the last answer links to, choose the card, and pay on the provider's page."""
    said = "\n".join(message["text"] for message in (await chat.history())[-3:])
    link = re.search(r"https?://\S+/checkout/\S+", said)
    assert link, said
    async with httpx.AsyncClient(follow_redirects=True, timeout=30) as browser:
        assert (await browser.get(link[0])).status_code == 200
        paying = await browser.post(link[0], data={"method": "card"})
        assert "/pay/" in str(paying.url), paying.text
        await browser.post(paying.url, data={"do": "pay"})
