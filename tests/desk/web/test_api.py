"""Taking a conversation over the API, as the desk's pages and other programs do."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import socketio

from tests.desk.at_the_desk import AtTheDesk, at_the_desk


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    async with at_the_desk(tmp_path) as desk:
        yield desk


async def test_a_person_takes_over_answers_and_hands_back(desk: AtTheDesk) -> None:
    conversation, mine = await desk.customer()
    at = f"/v1/staff/conversations/{conversation}"
    await desk.client.post("/v1/chat/messages", json={"id": "1", "text": "hello"}, headers=mine)
    assert (await desk.ask("asha", "POST", f"{at}/messages", {"text": "hi"})).status_code == 409
    assert (await desk.ask("asha", "POST", f"{at}/claim")).json() == {"state": "human"}
    refused = await desk.ask("ravi", "POST", f"{at}/claim")
    assert (refused.status_code, refused.json()["title"]) == (409, "A colleague has taken it.")
    answer = await desk.client.post("/v1/chat/messages", json={"id": "2", "text": "there?"}, headers=mine)
    assert answer.json() == {"replies": [], "state": "human"}
    said = await desk.ask("asha", "POST", f"{at}/messages", {"text": "This one", "sku": "ATTA-10"})
    assert said.json()["messages"][0]["cards"][0]["price"] == "Rs 410"
    assert (await desk.ask("ravi", "POST", f"{at}/messages", {"text": "me"})).status_code == 409
    note = await desk.ask("ravi", "POST", f"{at}/notes", {"text": "pays late"})
    assert note.status_code == 200
    assert (await desk.ask("asha", "POST", f"{at}/release")).json() == {"state": "bot"}
    answer = await desk.client.post("/v1/chat/messages", json={"id": "3", "text": "ok"}, headers=mine)
    assert [r["text"] for r in answer.json()["replies"]] == ["heard ok"]
    history = (await desk.client.get("/v1/chat/messages", headers=mine)).json()["messages"]
    assert [m["from"] for m in history] == [
        "customer",
        "bot",
        "system",
        "customer",
        "agent",
        "system",
        "customer",
        "bot",
    ]
    assert "pays late" not in str(history)


async def test_the_customers_window_hears_the_state_and_the_words(desk: AtTheDesk) -> None:
    started = (await desk.client.post("/v1/chat/sessions", json={})).json()
    heard: list[tuple[str, object]] = []
    live = socketio.AsyncSimpleClient()
    await live.connect(str(desk.client.base_url), auth={"token": started["token"]})
    at = f"/v1/staff/conversations/{started['conversation_id']}"
    await desk.ask("asha", "POST", f"{at}/claim")
    await desk.ask("asha", "POST", f"{at}/messages", {"text": "Namaste"})
    await desk.ask("asha", "POST", f"{at}/resolve")
    while len(heard) < 5:
        name, what = await live.receive(timeout=20)
        heard.append((name, what.get("state") or what["text"].splitlines()[0]))
    await live.disconnect()
    assert {h for h in heard if h[0] == "state"} == {("state", "human"), ("state", "bot")}
    assert [words for name, words in heard if name == "reply"] == [
        "Asha is here now and has read what you wrote.",
        "Namaste",
        "How did we do?",
    ]


async def test_the_inbox_shows_who_waits_and_what_they_said(desk: AtTheDesk) -> None:
    conversation, mine = await desk.customer()
    await desk.client.post("/v1/chat/messages", json={"id": "1", "text": "cardamom?"}, headers=mine)
    desk.gateway.desk.desk.ask(conversation, "complaint", datetime.now(UTC))
    inbox = (await desk.ask("asha", "GET", "/v1/staff/conversations?box=waiting")).json()
    assert inbox["counts"] == {"waiting": 1, "mine": 0, "mentions": 0}
    (row,) = inbox["conversations"]
    assert (row["id"], row["reason"], row["unread"], row["preview"]) == (
        conversation,
        "complaint",
        1,
        "cardamom?",
    )
    found = (await desk.ask("asha", "GET", "/v1/staff/conversations?q=CARDA")).json()["conversations"]
    assert [r["id"] for r in found] == [conversation]
    assert (await desk.ask("asha", "GET", "/v1/staff/conversations?q=pepper")).json()["conversations"] == []
    await desk.ask("asha", "POST", f"/v1/staff/conversations/{conversation}/snooze", {"minutes": 5})
    assert (await desk.ask("asha", "GET", "/v1/staff/conversations?box=waiting")).json()["counts"][
        "waiting"
    ] == 0


async def test_wrong_passwords_are_refused_and_soon_not_even_tried(desk: AtTheDesk) -> None:
    wrong = {"email": "asha@shop.example", "password": "guess"}
    answers = [(await desk.client.post("/v1/staff/tokens", json=wrong)).status_code for _ in range(6)]
    assert answers == [401] * 5 + [429]
    right = {"email": "asha@shop.example", "password": "asha's word"}
    assert (await desk.client.post("/v1/staff/tokens", json=right)).status_code == 429
    nobody = {"email": "nobody@shop.example", "password": "guess"}
    assert (await desk.client.post("/v1/staff/tokens", json=nobody)).json()["title"] == (
        "That e-mail address and password do not go together."
    )


async def test_a_new_password_ends_the_tokens(desk: AtTheDesk) -> None:
    assert (await desk.ask("asha", "GET", "/v1/staff/me")).json()["name"] == "Asha"
    desk.gateway.desk.staff.set_password("asha@shop.example", "other hash")
    assert (await desk.ask("asha", "GET", "/v1/staff/me")).status_code == 401


@pytest.mark.parametrize(
    "body", [{}, {"text": ""}, {"text": 1}, {"sku": "NONE"}, {"text": "x", "from": "bot"}]
)
async def test_what_does_not_fit_is_refused_with_a_sentence(desk: AtTheDesk, body: dict[str, object]) -> None:
    conversation, _ = await desk.customer()
    at = f"/v1/staff/conversations/{conversation}"
    await desk.ask("asha", "POST", f"{at}/claim")
    answer = await desk.ask("asha", "POST", f"{at}/messages", body)
    assert answer.status_code == 422
    assert answer.json()["title"]


async def test_no_such_conversation_is_said_to_be_none(desk: AtTheDesk) -> None:
    for method, path in (("GET", ""), ("POST", "/claim"), ("POST", "/notes"), ("POST", "/read")):
        body = {"text": "x"} if path == "/notes" else None
        answer = await desk.ask("asha", method, f"/v1/staff/conversations/w_none{path}", body)
        assert (answer.status_code, answer.json()["title"]) == (404, "There is no such conversation.")
