"""The chat API as a client sees it: sessions, messages, identity, and everything that can be wrong."""

import asyncio
import gc
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
import socketio

from app.gateway.gateway import Gateway
from chat import words
from chat.reply import Command, Option, choice
from connectors.web.often import Often
from shop.finding.remembered import LAST_SHOWN
from tests.app.gateway_under_test import STOREFRONT_SECRET, gateway
from tests.chat.fakes import EchoBrain


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[tuple[httpx.AsyncClient, Gateway]]:
    async with gateway(tmp_path, EchoBrain()) as served:
        yield served


@pytest.fixture
def client(served: tuple[httpx.AsyncClient, Gateway]) -> httpx.AsyncClient:
    return served[0]


async def session(client: httpx.AsyncClient) -> dict[str, str]:
    made = (await client.post("/v1/chat/sessions", json={})).json()
    return {"Authorization": f"Bearer {made['token']}"}


async def say(client: httpx.AsyncClient, who: dict[str, str], **body: Any) -> httpx.Response:
    return await client.post("/v1/chat/messages", json=body, headers=who)


def token(**claims: Any) -> str:
    claims = {"sub": "R-17", "exp": datetime.now(UTC) + timedelta(hours=1)} | claims
    return jwt.encode(claims, STOREFRONT_SECRET, "HS256")


async def test_a_session_a_message_its_replies(client: httpx.AsyncClient) -> None:
    made = await client.post("/v1/chat/sessions", json={"locale": "en-IN", "page": "/"})
    assert set(made.json()) == {"token", "conversation_id", "expires_at"}
    who = {"Authorization": f"Bearer {made.json()['token']}"}
    answer = (await say(client, who, id="1", text="hello")).json()
    assert answer["state"] == "bot"
    assert [(r["kind"], r["from"], r["text"]) for r in answer["replies"]] == [("text", "bot", "heard hello")]


async def test_the_same_id_again_does_nothing_twice(client: httpx.AsyncClient) -> None:
    who = await session(client)
    first = (await say(client, who, id="1", text="hello")).json()
    again = (await say(client, who, id="1", text="something else")).json()
    assert again == first
    history = (await client.get("/v1/chat/messages", headers=who)).json()["messages"]
    assert [m["text"] for m in history] == ["hello", "heard hello"]


async def test_a_text_and_a_tap_at_once_are_refused_and_nothing_is_stored(client: httpx.AsyncClient) -> None:
    who = await session(client)
    refused = await say(client, who, id="1", text="hello", tap="t_1")
    assert refused.status_code == 422
    assert "not both" in refused.json()["title"]
    assert (await client.get("/v1/chat/messages", headers=who)).json()["messages"] == []


async def test_a_tap_is_kept_with_what_stood_on_its_button(
    served: tuple[httpx.AsyncClient, Gateway],
) -> None:
    client, parts = served
    who = await session(client)
    conversation = (await client.get("/v1/chat/messages", headers=who)) and await parts.web.conversation_of(
        who["Authorization"].removeprefix("Bearer ")
    )
    said = parts.store.say(conversation, [choice("Shall I?", Option("Yes, do it", Command("greet")))])
    tap = said[0].options[0].tap
    await say(client, who, id="t1", tap=tap)
    kept = (await client.get("/v1/chat/messages", headers=who)).json()["messages"]
    mine = next(m for m in kept if m["from"] == "customer")
    assert (mine["text"], mine["tap"]) == ("Yes, do it", tap)
    # The brain is asked what the tap means, not what its title says.
    assert "Yes, do it" not in kept[-1]["text"]


async def test_what_is_written_over_http_is_shown_in_the_other_windows(
    served: tuple[httpx.AsyncClient, Gateway],
) -> None:
    client, _ = served
    who = await session(client)
    window = socketio.AsyncClient()
    heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    window.on("message", heard.put)
    await window.connect(
        str(client.base_url), auth={"token": who["Authorization"].removeprefix("Bearer ")}, wait_timeout=20
    )
    try:
        await say(client, who, id="h1", text="from the other window")
        shown = await asyncio.wait_for(heard.get(), 20)
    finally:
        await window.disconnect()
    assert (shown["id"], shown["text"], shown["from"]) == ("h1", "from the other window", "customer")


async def test_new_chats_from_one_address_are_limited_and_others_are_not(tmp_path: Path) -> None:
    async with gateway(tmp_path, EchoBrain(), sessions_a_minute=3) as (client, _):
        made = [await client.post("/v1/chat/sessions", json={}) for _ in range(5)]
        assert [m.status_code for m in made] == [200, 200, 200, 429, 429]
        assert "in a minute" in made[-1].json()["title"]
        who = {"Authorization": f"Bearer {made[0].json()['token']}"}
        assert (await say(client, who, id="1", text="hello")).status_code == 200


def test_a_window_of_a_minute_moves_on() -> None:
    now = 0.0
    often = Often(2, lambda: now)
    assert [often.too_often("a"), often.too_often("a"), often.too_often("a")] == [False, False, True]
    assert not often.too_often("b")
    now = 61.0
    assert not often.too_often("a")


async def test_twenty_at_once_are_answered_once_each_in_order(client: httpx.AsyncClient) -> None:
    who = await session(client)
    sent = [say(client, who, id=f"n{n}", text=f"{n}") for n in range(20)]
    answers = [r.json() for r in await asyncio.gather(*sent)]
    assert [a["replies"][0]["text"] for a in answers] == [f"heard {n}" for n in range(20)]
    history = (await client.get("/v1/chat/messages?limit=100", headers=who)).json()["messages"]
    asked = [m["text"] for m in history if m["from"] == "customer"]
    told = [m["text"] for m in history if m["from"] == "bot"]
    assert len(history) == 40
    assert told == [f"heard {text}" for text in asked]
    repeated = [say(client, who, id=f"n{n}", text=f"{n}") for n in range(20)]
    assert [r.json() for r in await asyncio.gather(*repeated)] == answers
    assert len((await client.get("/v1/chat/messages?limit=100", headers=who)).json()["messages"]) == 40


async def test_history_goes_on_after_an_id(client: httpx.AsyncClient) -> None:
    who = await session(client)
    for n in range(3):
        await say(client, who, id=f"n{n}", text=f"{n}")
    rest = (await client.get("/v1/chat/messages?after=n2", headers=who)).json()
    assert [m["text"] for m in rest["messages"]] == ["heard 2"]
    assert rest["more"] is False


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": "no id"}, 422),
        ({"id": "", "text": "x"}, 422),
        ({"id": "  ", "text": "x"}, 422),
        ({"id": 7, "text": "x"}, 422),
        ({"id": "1"}, 422),
        ({"id": "1", "text": 5}, 422),
        ({"id": "1", "text": ["a"]}, 422),
        ({"id": "1", "tap": {"a": 1}}, 422),
        ({"id": "1" * 65, "text": "x"}, 422),
        ({"id": "m_abc", "text": "x"}, 422),
        ({"id": "1", "text": "x" * 20_001}, 422),
        ({"id": "1", "text": "\ud800"}, 422),
        ([], 400),
        ("text", 400),
    ],
)
async def test_a_wrong_body_is_said_to_be_wrong(client: httpx.AsyncClient, body: Any, status: int) -> None:
    answer = await client.post("/v1/chat/messages", content=_ascii_json(body), headers=await session(client))
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"]


def _ascii_json(body: Any) -> bytes:
    return json.dumps(body).encode("ascii")


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff\xfe{}", b'{"id": "1", "text": "\xff"}', b"[" * 50_000, b"nul"]
)
async def test_what_is_no_json_is_refused(client: httpx.AsyncClient, raw: bytes) -> None:
    answer = await client.post("/v1/chat/messages", content=raw, headers=await session(client))
    assert answer.status_code in (400, 422)
    assert answer.json()["title"]


async def test_too_much_in_one_piece_is_refused(client: httpx.AsyncClient) -> None:
    raw = b'{"id": "1", "text": "' + b"a" * 100_000 + b'"}'
    answer = await client.post("/v1/chat/messages", content=raw, headers=await session(client))
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", words.NO_WORDS.en),
        ("😀🤷", words.NO_WORDS.en),
        ("\x00\x00", words.NO_WORDS.en),
        ("a" * 10_000, words.TOO_LONG.en),
        ("sugar\x00salt", "heard sugarsalt"),
        ('/search_product{"x":1}', 'heard /search_product{"x":1}'),
    ],
)
async def test_odd_texts_get_a_clear_answer(client: httpx.AsyncClient, text: str, said: str) -> None:
    answer = await say(client, await session(client), id="1", text=text)
    assert answer.status_code == 200
    assert [r["text"] for r in answer.json()["replies"]] == [said]


def _unsigned(token: str) -> str:
    claims = jwt.decode(token, options={"verify_signature": False})
    return jwt.encode(claims, None, "none")


async def test_tokens_that_are_not_ours_open_nothing(
    client: httpx.AsyncClient, served: tuple[httpx.AsyncClient, Gateway]
) -> None:
    mine = (await session(client))["Authorization"].split()[1]
    tokens = served[1].web.tokens
    long_ago = datetime.now(UTC) - timedelta(days=400)
    cases = {
        "": "no header",
        "Basic abc": "another scheme",
        "Bearer": "no token",
        "Bearer not-a-token": "nonsense",
        f"Bearer {_unsigned(mine)}": "alg none",
        f"Bearer {mine[:-3]}abc": "changed signature",
        f"Bearer {tokens.sign('w_nobody', datetime.now(UTC))[0]}": "unknown conversation",
        f"Bearer {tokens.sign('w_nobody', long_ago)[0]}": "expired",
        f"Bearer {token()}": "the storefront's token",
    }
    for header, why in cases.items():
        answer = await client.post(
            "/v1/chat/messages", json={"id": "1", "text": "x"}, headers={"Authorization": header}
        )
        assert answer.status_code == 401, why
        assert answer.json()["title"], why


@pytest.mark.parametrize(
    "given",
    [
        "nonsense",
        token(exp=datetime.now(UTC) - timedelta(hours=1)),
        token(exp=datetime.now(UTC) + timedelta(days=3)),
        jwt.encode({"sub": "R-17", "exp": 4102444800}, "another secret, long enough for it", "HS256"),
        jwt.encode({"sub": "R-17", "exp": 4102444800}, None, "none"),
        jwt.encode({"sub": "R-17"}, STOREFRONT_SECRET, "HS256"),
        token(sub=""),
    ],
    ids=["nonsense", "expired", "good for too long", "foreign", "unsigned", "without end", "nobody"],
)
async def test_a_customer_token_has_to_be_the_storefront_s(client: httpx.AsyncClient, given: str) -> None:
    who = await session(client)
    answer = await client.post("/v1/chat/identify", json={"customer_token": given}, headers=who)
    assert answer.status_code == 401


async def test_identifying_keeps_what_the_visitor_had(
    client: httpx.AsyncClient, served: tuple[httpx.AsyncClient, Gateway]
) -> None:
    made = (await client.post("/v1/chat/sessions", json={})).json()
    who = {"Authorization": f"Bearer {made['token']}"}
    parts = served[1]
    visitor = parts.store.conversation(made["conversation_id"]).customer
    now = datetime.now(UTC)
    parts.contexts.save(visitor, LAST_SHOWN, ("A",), now)
    answer = await client.post("/v1/chat/identify", json={"customer_token": token()}, headers=who)
    assert answer.json()["customer_id"] == "R-17"
    assert parts.contexts.get("R-17", LAST_SHOWN, now) == ("A",)
    assert parts.store.conversation(made["conversation_id"]).customer == "R-17"


async def test_another_conversations_tap_does_nothing(
    client: httpx.AsyncClient, served: tuple[httpx.AsyncClient, Gateway]
) -> None:
    made = (await client.post("/v1/chat/sessions", json={})).json()
    question = choice("Sure?", Option("Yes", Command("affirm")))
    (said,) = served[1].store.say(made["conversation_id"], [question])
    stranger = await session(client)
    answer = (await say(client, stranger, id="1", tap=said.options[0].tap)).json()
    assert [r["text"] for r in answer["replies"]] == [words.OLD_TAP.en]
    mine = {"Authorization": f"Bearer {made['token']}"}
    answer = (await say(client, mine, id="1", tap=said.options[0].tap)).json()
    assert [r["text"] for r in answer["replies"]] == ["tapped affirm"]


async def test_live_and_over_http_are_one_conversation(client: httpx.AsyncClient) -> None:
    who = await session(client)
    heard: list[dict[str, Any]] = []
    async with socketio.AsyncSimpleClient() as live:
        await live.connect(str(client.base_url), auth={"token": who["Authorization"].split()[1]})
        live.client.on("reply", heard.append)
        answer = await live.call("message", {"id": "1", "text": "hello"})
        again = (await say(client, who, id="1", text="hello")).json()
        assert answer == again
        await say(client, who, id="2", text="from elsewhere")
        for _ in range(100):
            if len(heard) >= 2:
                break
            await asyncio.sleep(0.02)
    assert [r["text"] for r in heard] == ["heard hello", "heard from elsewhere"]


async def test_a_live_connection_needs_a_token(client: httpx.AsyncClient) -> None:
    for auth in ({"token": ""}, {"token": 5}, {"token": "x"}, "text"):
        live = socketio.AsyncClient(reconnection=False)
        with pytest.raises(socketio.exceptions.ConnectionError):
            await live.connect(str(client.base_url), auth=auth)
        await live.shutdown()
        gc.collect()  # what the client leaves to the collector is heard of here, not in another test


async def test_a_wrong_live_message_is_said_to_be_wrong(client: httpx.AsyncClient) -> None:
    who = await session(client)
    async with socketio.AsyncSimpleClient() as live:
        await live.connect(str(client.base_url), auth={"token": who["Authorization"].split()[1]})
        for body in (None, "text", {}, {"id": 1}, {"id": "1", "text": None}):
            answer = await live.call("message", body)
            assert answer["error"]["title"]


async def test_health_says_how_each_part_is(client: httpx.AsyncClient) -> None:
    assert (await client.get("/healthz")).json() == {"status": "alive"}
    ready = await client.get("/readyz")
    assert ready.status_code == 503  # Rasa and the actions are not there in this test
    assert ready.json()["parts"] == {"database": True, "rasa": False, "actions": False, "disk": True}
    metrics = (await client.get("/metrics")).text
    assert "dukan_turn_seconds" in metrics


async def test_a_disk_without_room_is_not_ready(tmp_path: Path) -> None:
    async with gateway(tmp_path, EchoBrain(), least_free_mb=10**12) as (client, _parts):
        ready = await client.get("/readyz")
    assert (ready.status_code, ready.json()["parts"]["disk"]) == (503, False)


async def test_an_unknown_path_is_a_problem_document(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/nothing")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_widget_made_for_rasa_talks_too(client: httpx.AsyncClient) -> None:
    heard: asyncio.Queue[Any] = asyncio.Queue()
    live = socketio.AsyncClient()
    live.on("session_confirm", heard.put)
    live.on("bot_uttered", heard.put)
    await live.connect(str(client.base_url))
    try:
        await live.emit("user_uttered", {"message": "too early", "session_id": "made up"})
        assert "session is not valid" in (await asyncio.wait_for(heard.get(), 20))["text"]
        await live.emit("session_request", {"session_id": None})
        token = await asyncio.wait_for(heard.get(), 20)
        await live.emit("user_uttered", {"message": "hello", "session_id": token})
        assert await asyncio.wait_for(heard.get(), 20) == {"text": "heard hello"}
    finally:
        await live.disconnect()
    who = {"Authorization": f"Bearer {token}"}
    history = (await client.get("/v1/chat/messages", headers=who)).json()["messages"]
    assert [m["text"] for m in history] == ["hello", "heard hello"]


async def test_a_connection_without_a_session_says_nothing(client: httpx.AsyncClient) -> None:
    async with socketio.AsyncSimpleClient() as live:
        await live.connect(str(client.base_url))
        answer = await live.call("message", {"id": "1", "text": "hello"})
        assert answer["error"]["status"] == 401


async def test_a_chat_does_not_go_from_one_customer_to_another(client: httpx.AsyncClient) -> None:
    who = await session(client)
    for given, status in ((token(), 200), (token(), 200), (token(sub="R-18"), 409)):
        answer = await client.post("/v1/chat/identify", json={"customer_token": given}, headers=who)
        assert answer.status_code == status


async def test_a_list_in_a_file_is_taken_as_if_typed(client: httpx.AsyncClient) -> None:
    who = await session(client)
    sent = {"params": {"id": "f1", "name": "list.csv"}, "headers": {**who, "Content-Type": "text/csv"}}
    answer = await client.post("/v1/chat/files", content=b"maggi,20\nsugar,10 kg\n", **sent)
    assert answer.json()["replies"][0]["text"] == "heard maggi 20\nsugar 10 kg"
    again = await client.post("/v1/chat/files", content=b"maggi,20\nsugar,10 kg\n", **sent)
    assert again.json() == answer.json()


async def test_a_file_that_is_no_list_is_refused_in_a_sentence(client: httpx.AsyncClient) -> None:
    who = await session(client)
    for name, content in (("photo.jpg", b"\xff\xd8"), ("list.xlsx", b"PK\x03\x04 broken"), ("a.csv", b"")):
        answer = await client.post(
            "/v1/chat/files", params={"id": "f1", "name": name}, content=content, headers=who
        )
        assert answer.status_code == 422
        assert answer.json()["title"]
