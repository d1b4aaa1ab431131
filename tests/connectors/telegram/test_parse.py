"""Telegram's updates, in the shapes of its documentation, as messages."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.message import Inbound
from connectors.delivery import Notice
from connectors.telegram.parse import parse

FIXTURES = Path(__file__).parents[2] / "fixtures" / "telegram"
NOW = datetime(2026, 1, 5, 9, 5, tzinfo=UTC)
SENT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def told(name: str) -> list[Inbound | Notice]:
    return parse(json.loads((FIXTURES / f"{name}.json").read_text()), "dukan_bot", 99, NOW)


def one(name: str) -> Inbound:
    (inbound,) = told(name)
    assert isinstance(inbound, Inbound)
    return inbound


def test_text() -> None:
    assert one("text") == Inbound(
        "telegram",
        "501",
        "11",
        SENT,
        "20 maggi 70g",
        meta={"name": "Ramesh Gupta", "user": "501", "locale": "hi"},
    )


def test_tap_is_ours_and_remembers_the_message_it_was_under() -> None:
    tap = one("tap")
    assert (tap.tap, tap.text, tap.at) == ("tok_abc-1", "", NOW)
    assert tap.message_id == "tap4382bfdwdsb323b2d9"
    assert tap.meta["tapped"] == "9"


def test_an_edit_is_another_message_that_says_so() -> None:
    edited = one("edited")
    assert edited.message_id == "11.1767603660"
    assert edited.meta["edited"] == "11"


@pytest.mark.parametrize(
    ("name", "kind", "url", "data"),
    [
        ("photo", "image", "telegram:large", {}),
        ("document", "document", "telegram:doc1", {"size": "321"}),
        ("location", "location", "", {"latitude": "26.9124", "longitude": "75.7873"}),
        ("contact_own", "contact", "", {"phone": "+919800000001", "own": "1"}),
        ("contact_other", "contact", "", {"phone": "+919800000002", "own": ""}),
        ("voice", "unsupported", "", {}),
        ("sticker", "unsupported", "", {}),
    ],
)
def test_attachments(name: str, kind: str, url: str, data: dict[str, str]) -> None:
    (attachment,) = one(name).attachments
    assert (attachment.kind, attachment.url, dict(attachment.data)) == (kind, url, data)


def test_caption_is_the_text_of_a_photo() -> None:
    assert one("photo").text == "this one"


@pytest.mark.parametrize(
    ("name", "text"), [("group_mention", "basmati 5kg price?"), ("group_reply", "and 10 kg?")]
)
def test_in_a_group_it_hears_what_is_said_to_it(name: str, text: str) -> None:
    assert one(name).text == text
    assert one(name).address == "-1001234"
    assert one(name).meta["group"] == "1"


@pytest.mark.parametrize(
    "name", ["group_unaddressed", "group_command_other", "joined", "channel_post", "unknown_kind"]
)
def test_what_is_not_said_to_it_is_nothing(name: str) -> None:
    assert told(name) == []


def test_blocked_and_moved() -> None:
    assert told("blocked") == [Notice("telegram", "501", "blocked")]
    assert told("migrated") == [Notice("telegram", "-55", "moved", "-1001234")]


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
)


@given(
    st.sampled_from([p.stem for p in FIXTURES.glob("*.json")]),
    st.sampled_from(["message", "callback_query", "edited_message", "my_chat_member", "update_id"]),
    json_values,
)
def test_damaged_updates_raise_nothing(name: str, key: str, value: Any) -> None:
    update = json.loads((FIXTURES / f"{name}.json").read_text())
    update[key] = (
        {**update[key], "chat": value, "from": value} if isinstance(update.get(key), dict) else value
    )
    parse(update, "dukan_bot", 99, NOW)
