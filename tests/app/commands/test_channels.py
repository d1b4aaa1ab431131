"""`dukan channels check` against the stand-ins, and the phone in a browser page."""

import asyncio
import os
from io import StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from rich.console import Console

from app.commands.channels import check_telegram, check_whatsapp
from app.processes.ports import free_port
from app.settings import Settings
from demo.play import page
from demo.play.bot_api import BotApi
from demo.play.graph_api import GraphApi
from tests.connectors.conftest import served
from tests.standins.shop import APP_SECRET, PHONE_ID, TOKEN, WA_TOKEN, Shop


async def told_of_telegram(tmp_path: Path, **given: Any) -> tuple[bool, str, BotApi]:
    stand_in = BotApi(TOKEN)
    out = StringIO()
    async with served(stand_in.app) as address:
        known: dict[str, Any] = {"data": tmp_path, "telegram_token": TOKEN, "telegram_api": address}
        fine = await check_telegram(Settings(**{**known, **given}), Console(file=out, width=200))
    return fine, out.getvalue(), stand_in


async def test_it_sets_telegrams_webhook_with_a_secret(tmp_path: Path) -> None:
    fine, said, stand_in = await told_of_telegram(tmp_path, public_url="https://shop.example")
    assert fine
    assert "@dukan_bot" in said
    assert stand_in.webhook == "https://shop.example/webhooks/telegram"
    assert stand_in.secret
    assert stand_in.secret not in said
    assert TOKEN not in said


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"telegram_token": "1:wrong"}, "BotFather"),
        ({"public_url": "http://shop.example"}, "polling"),
    ],
)
async def test_it_says_what_is_wrong_with_telegram(tmp_path: Path, given: Any, expected: str) -> None:
    fine, said, _ = await told_of_telegram(tmp_path, **given)
    assert not fine
    assert expected in said


async def test_it_checks_whatsapp_up_to_our_own_webhook(tmp_path: Path) -> None:
    meta = GraphApi(WA_TOKEN, PHONE_ID, APP_SECRET)
    async with served(meta.app) as graph, served(BotApi(TOKEN).app) as bot:
        shop = Shop(tmp_path, bot, graph)
        async with served(shop.app) as address:
            out = StringIO()
            settings = shop.settings.model_copy(update={"public_url": address})
            assert await check_whatsapp(settings, Console(file=out, width=200))
            assert "+91 98000 00000" in out.getvalue()
            out = StringIO()
            wrong = settings.model_copy(update={"whatsapp_token": "old", "whatsapp_app_secret": ""})
            assert not await check_whatsapp(wrong, Console(file=out, width=200))
            assert "access token has expired" in out.getvalue()
            assert "APP_SECRET" in out.getvalue()


@pytest.mark.parametrize("which", ["telegram", "whatsapp"])
async def test_a_phone_in_a_page_talks_to_the_shop(
    tmp_path: Path, which: page.Which, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    port = free_port()
    address = page.start(which, f"http://127.0.0.1:{port}", free_port())
    given = {
        name.removeprefix("DUKAN_").lower(): value
        for name, value in os.environ.items()
        if name.startswith(("DUKAN_TELEGRAM", "DUKAN_WHATSAPP"))
    }
    empty = {"telegram_token": "", "whatsapp_token": ""}
    shop = Shop(tmp_path, "", "", **{**empty, **given})
    import uvicorn  # noqa: PLC0415

    server = uvicorn.Server(
        uvicorn.Config(shop.app, host="127.0.0.1", port=port, log_level="error", ws="none")
    )
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    async with httpx.AsyncClient(base_url=address) as http:
        name = {"telegram": "Telegram", "whatsapp": "WhatsApp"}[which]
        assert f"Dukan on {name}" in (await http.get("/")).text
        answer = await http.post("/play/say", json={"text": "add rice"})
        assert answer.json() == {"delivered": True}
        for _ in range(200):
            shown = (await http.get("/play/messages")).json()
            if shown:
                break
            await asyncio.sleep(0.05)
        tap = shown[0]["buttons"][0][0]["tap"]
        await http.post("/play/say", json={"tap": tap, "under": shown[0]["id"]})
        for _ in range(200):
            shown = (await http.get("/play/messages")).json()
            if "2 in cart" in str(shown):
                break
            await asyncio.sleep(0.05)
        assert "2 in cart" in str(shown)
    server.should_exit = True
    await running
