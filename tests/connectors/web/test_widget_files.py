"""Files sent through the widget become messages, or are refused in a sentence."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI, Request, Response
from fastapi.testclient import TestClient

from chat.message import Inbound
from chat.reply import text
from connectors.problems import Problem, document
from connectors.web import files
from connectors.web.channel import Answered, WebChannel
from connectors.web.tokens import SessionTokens
from tests.chat.fakes import MemoryStore


@dataclass
class Taker:
    """Keeps what it was given."""

    taken: list[Inbound] = field(default_factory=list)

    async def __call__(self, inbound: Inbound) -> Answered:
        self.taken.append(inbound)
        return Answered((text("Got it."),), "bot")


async def read(data: bytes, name: str, kind: str, _whose: str) -> str:
    if not name.endswith(".csv"):
        raise Problem(422, "I can read text, CSV and Excel (.xlsx) files.")
    return data.decode().replace(",", " ")


async def nobody(conversation: str, customer: str) -> None:
    raise NotImplementedError


@pytest.fixture
def taker() -> Taker:
    return Taker()


@pytest.fixture
def client(taker: Taker) -> TestClient:
    tokens = SessionTokens("a secret that is long enough for tests", 1)
    web = WebChannel(MemoryStore(), tokens, "", taker, nobody, asyncio.to_thread)
    app = FastAPI()
    app.include_router(files.router(web, read))

    @app.exception_handler(Problem)
    async def problem(_request: Request, err: Problem) -> Response:
        return document(err.status, err.title)

    token, _ = tokens.sign("w_1", datetime.now(UTC))
    return TestClient(app, headers={"Authorization": f"Bearer {token}", "Content-Type": "text/csv"})


def test_a_list_is_taken_as_if_typed(client: TestClient, taker: Taker) -> None:
    answer = client.post("/v1/chat/files?id=a1&name=list.csv", content=b"maggi,10\nsugar,5\n")
    assert answer.json()["replies"][0]["text"] == "Got it."
    (inbound,) = taker.taken
    assert (inbound.address, inbound.message_id) == ("w_1", "a1")
    assert inbound.text == "maggi 10\nsugar 5\n"
    assert inbound.meta["file"] == "list.csv"


@pytest.mark.parametrize(
    ("query", "body", "status", "words"),
    [
        ("id=a1&name=x.exe", b"MZ", 422, "I can read text, CSV and Excel"),
        ("id=a1&name=x.csv", b"", 422, "empty"),
        ("id=a1&name=x.csv", b"x" * (files.LARGEST + 1), 413, "5 MB at most"),
        ("name=x.csv", b"a,1", 422, '"id"'),
        ("id=m_1&name=x.csv", b"a,1", 422, '"id"'),
    ],
)
def test_what_cannot_be_taken_is_refused_in_a_sentence(
    client: TestClient, taker: Taker, query: str, body: bytes, status: int, words: str
) -> None:
    answer = client.post(f"/v1/chat/files?{query}", content=body)
    assert answer.status_code == status
    assert words in answer.json()["title"]
    assert taker.taken == []


def test_nobody_sends_files_without_a_session(client: TestClient, taker: Taker) -> None:
    answer = client.post("/v1/chat/files?id=a1&name=x.csv", content=b"a,1", headers={"Authorization": "no"})
    assert answer.status_code == 401
    assert taker.taken == []
