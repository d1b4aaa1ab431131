"""A model trained while customers write is taken at once, and no message is lost over it."""

import asyncio
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.setup import rasa_model, reader_model
from bench.chatting import SEARCHES, Chat, client
from chat.words import APOLOGY
from tests.e2e.product import Product, running

CONVERSATIONS, EACH = 6, 8


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A folder of models with the present one in it."""
    serving = rasa_model.current()
    assert serving is not None
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "encoders").symlink_to(rasa_model.ENCODERS)
    # A product without what reads would fit it first, and that takes minutes.
    shutil.copytree(reader_model.FOLDER, folder / reader_model.FOLDER.name)
    shutil.copy(serving, folder)
    shutil.copy(rasa_model.CURRENT, folder)
    return folder


@pytest.fixture
def shop(tmp_path: Path, models: Path) -> Iterator[Product]:
    with running(tmp_path / "data", models=str(models)) as product:
        yield product


def until_said(product: Product, words: str) -> None:
    deadline = time.monotonic() + 120
    while words not in " ".join(product.said().split()):
        assert time.monotonic() < deadline, product.said()
        time.sleep(0.2)


def train(models: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes | None = None) -> None:
    """What `dukan train` does at its end: the model is there, serves, and the last one goes."""
    monkeypatch.setattr(rasa_model, "MODELS", models)
    monkeypatch.setattr(rasa_model, "CURRENT", models / "current.json")
    last = rasa_model.current()
    assert last is not None
    (models / name).write_bytes(last.read_bytes() if content is None else content)
    rasa_model.change_over(name, 0.99)
    if content is None:
        last.unlink()


async def test_a_new_model_serves_at_once_and_no_message_is_lost(
    shop: Product, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with client(shop.url) as http:
        chats = [await Chat(http).start() for _ in range(CONVERSATIONS)]

        async def talk(chat: Chat) -> list[str]:
            told = []
            for asked in SEARCHES[:EACH]:
                answer, _ = await chat.say(asked)
                told.append("".join(reply["text"] for reply in answer["replies"]))
            return told

        talking = [asyncio.create_task(talk(chat)) for chat in chats]
        train(models, monkeypatch, "dukan-new.tar.gz")
        answers = await asyncio.gather(*talking)
        await asyncio.to_thread(until_said, shop, "dukan-new.tar.gz serves from now on")
        assert all(told and told != APOLOGY.en for one in answers for told in one)

        # A model that can't be read changes nothing, and Rasa comes back with what is there.
        train(models, monkeypatch, "dukan-broken.tar.gz", b"no model")
        await asyncio.to_thread(until_said, shop, "dukan-broken.tar.gz was not taken")
        answer, _ = await chats[0].say("show me salt")
        assert answer["replies"][0]["kind"] == "cards"

        rasa_model.change_over("dukan-new.tar.gz", 0.99)
        shop.kill("rasa")
        await asyncio.to_thread(until_said, shop, "starting it again")
        await asyncio.to_thread(shop.until_ready)
        answer, _ = await chats[0].say("show me tea")
        assert answer["replies"][0]["kind"] == "cards"
