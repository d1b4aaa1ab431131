"""Who sends too much is told so with when to come again; nobody else notices."""

import asyncio
from pathlib import Path

import httpx
import pytest
import socketio
import websockets

from chat.message import Inbound
from chat.words import TOO_MANY
from tests.app.gateway_under_test import gateway
from tests.chat.fakes import NOW, EchoBrain

TOLD = TOO_MANY.en.partition("{")[0]


async def session(client: httpx.AsyncClient) -> dict[str, str]:
    made = (await client.post("/v1/chat/sessions", json={})).json()
    return {"Authorization": f"Bearer {made['token']}"}


async def say(client: httpx.AsyncClient, who: dict[str, str], number: int, text: str) -> httpx.Response:
    return await client.post("/v1/chat/messages", json={"id": str(number), "text": text}, headers=who)


async def test_one_chat_may_say_so_much_and_another_is_still_heard(tmp_path: Path) -> None:
    async with gateway(tmp_path, EchoBrain(), messages_a_minute=1) as (client, _):
        flood, other = await session(client), await session(client)
        answers = [await say(client, flood, number, "rice") for number in range(7)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
        refused = answers[-1]
        assert refused.json()["title"].startswith(TOLD)
        assert 1 <= int(refused.headers["Retry-After"]) <= 60
        assert (await say(client, other, 1, "rice")).status_code == 200
        told = (await client.get("/v1/chat/messages", headers=flood)).json()["messages"]
        assert len([m for m in told if m["from"] == "customer"]) == 5  # what was refused was not taken


async def test_lists_count_by_their_lines(tmp_path: Path) -> None:
    async with gateway(tmp_path, EchoBrain(), messages_a_minute=2) as (client, _):
        who = await session(client)
        lines = "\n".join(["5 maggi"] * 95)
        assert [(await say(client, who, n, lines)).status_code for n in range(2)] == [200, 429]


async def test_long_messages_count_by_their_characters(tmp_path: Path) -> None:
    async with gateway(tmp_path, EchoBrain(), messages_a_minute=2) as (client, _):
        who = await session(client)
        long = "x" * 9_500  # ten of them were five minutes' worth, and half a megabyte to keep
        assert [(await say(client, who, n, long)).status_code for n in range(2)] == [200, 429]


async def test_many_chats_of_one_address_share_what_it_may_say(tmp_path: Path) -> None:
    async with gateway(tmp_path, EchoBrain(), messages_a_minute_of_address=1) as (client, _):
        answers = [await say(client, await session(client), 1, "rice") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]


async def test_a_live_message_is_told_in_a_sentence(tmp_path: Path) -> None:
    async with gateway(tmp_path, EchoBrain(), messages_a_minute=1) as (client, _):
        token = (await session(client))["Authorization"].removeprefix("Bearer ")
        window = socketio.AsyncClient()
        await window.connect(str(client.base_url), auth={"token": token}, wait_timeout=20)
        try:
            answers = [await window.call("message", {"id": str(n), "text": "rice"}) for n in range(6)]
        finally:
            await window.disconnect()
    assert answers[4]["replies"]
    assert answers[5]["error"]["status"] == 429
    assert answers[5]["error"]["title"].startswith(TOLD)


@pytest.mark.parametrize("channel", ["telegram", "whatsapp"])
async def test_a_channel_is_told_once_and_keeps_the_messages(tmp_path: Path, channel: str) -> None:
    async with gateway(tmp_path, EchoBrain(), messages_a_minute=1) as (_, parts):
        parts.senders[channel] = lambda _address, _reply: asyncio.sleep(0, "sent")
        for number in range(9):
            await parts.conversing.accept(Inbound(channel, "77", str(number), NOW, f"rice {number}"))
        while await asyncio.to_thread(parts.store.unanswered):
            await asyncio.sleep(0.02)
        conversation = parts.store.open(channel, "77", now=NOW).id
        told, _ = parts.store.history(conversation)
    assert len([m for m in told if m["from"] == "customer"]) == 9
    assert len([m for m in told if m["text"].startswith("heard rice")]) == 5
    assert len([m for m in told if m["text"].startswith(TOLD)]) == 1


async def test_what_is_announced_as_binary_is_not_waited_for(tmp_path: Path) -> None:
    async with (
        gateway(tmp_path, EchoBrain()) as (client, _),
        websockets.connect(
            str(client.base_url).replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
        ) as window,
    ):
        await window.recv()
        await window.send("40")
        await window.recv()
        announced = '451000000000-["message",{"_placeholder":true,"num":0}]'
        for part in (announced, b"\xff" * 1000, '420["message",{}]'):
            await window.send(part)
        # The last is answered: what went before left nothing that is gathered for.
        answer = await asyncio.wait_for(window.recv(), 20)
        assert str(answer).startswith("430")
