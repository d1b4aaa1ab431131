"""Polling: an update is forgotten by Telegram only when it is stored here."""

import asyncio

from chat.message import Inbound
from connectors.delivery import Notice
from connectors.telegram.channel import Telegram
from demo.play.bot_api import BotApi
from tests.connectors.conftest import served


async def test_updates_are_fetched_until_stored_and_taps_answered() -> None:
    stand_in = BotApi("99:AAtoken")
    stored: list[Inbound] = []
    fail = [True]

    async def accept(inbound: Inbound) -> None:
        if fail and not inbound.tap:
            fail.clear()
            raise OSError("disk full")
        stored.append(inbound)

    async def notice(_notice: Notice) -> None:
        raise AssertionError("nothing was blocked")

    async with served(stand_in.app) as address:
        channel = Telegram("99:AAtoken", "", address, accept, notice)
        text, tap = stand_in.text(501, "hello"), stand_in.tap(501, "tok", 7)  # numbered in this order
        stand_in.queue += [text, tap]  # they wait there before it asks
        running = asyncio.create_task(channel.run(polling=True))
        for _ in range(1500):
            if len(stored) == 2 and stand_in.answered:
                break
            await asyncio.sleep(0.02)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await channel.close()
    assert [i.text or i.tap for i in stored] == ["hello", "tok"]
    assert stand_in.answered == {tap["callback_query"]["id"]}
    assert ("setMyCommands" in {method for method, _ in stand_in.calls}) and channel.name == "dukan_bot"
