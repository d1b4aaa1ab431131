"""Cloud API webhooks, in the shapes of its documentation, as messages and receipts."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.message import Inbound
from connectors.delivery import Status
from connectors.whatsapp.parse import parse

FIXTURES = Path(__file__).parents[2] / "fixtures" / "whatsapp"
PHONE_ID = "106540352242922"
SENT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def told(name: str) -> list[Inbound | Status]:
    return parse(json.loads((FIXTURES / f"{name}.json").read_text()), PHONE_ID)


def one(name: str) -> Inbound:
    (inbound,) = told(name)
    assert isinstance(inbound, Inbound)
    return inbound


def test_text() -> None:
    expected = Inbound(
        "whatsapp", "919800000001", "wamid.A1", SENT, "20 maggi 70g", meta={"name": "Sita Stores"}
    )
    assert one("text") == expected


@pytest.mark.parametrize(("name", "tap"), [("button", "tok_abc-1"), ("list", "tok_abc-2")])
def test_taps(name: str, tap: str) -> None:
    assert (one(name).tap, one(name).text) == (tap, "")


def test_a_template_button_says_its_words() -> None:
    assert one("template_button").text == "Track order"


def test_an_order_brings_goods_and_never_prices() -> None:
    order = one("order")
    assert order.text == "24 x MAGGI-70\n2 x ATTA-5"
    assert dict(order.attachments[0].data) == {"MAGGI-70": "24", "ATTA-5": "2"}
    assert "0.01" not in repr(order)


@pytest.mark.parametrize(
    ("name", "kind", "url"),
    [
        ("location", "location", ""),
        ("document", "document", "whatsapp:MEDIA1"),
        ("image", "image", "whatsapp:MEDIA2"),
        ("reaction", "reaction", ""),
        ("audio", "unsupported", "whatsapp:MEDIA3"),
        ("contacts", "contact", ""),
        ("unsupported", "unsupported", ""),
    ],
)
def test_attachments(name: str, kind: str, url: str) -> None:
    (attachment,) = one(name).attachments
    assert (attachment.kind, attachment.url) == (kind, url)


def test_the_product_it_speaks_of_is_the_page() -> None:
    assert one("referred_product").meta["page"] == "sku:MAGGI-70"


def test_statuses_come_in_whatever_order() -> None:
    assert told("statuses") == [
        Status("whatsapp", "wamid.OUT1", "read"),
        Status("whatsapp", "wamid.OUT1", "delivered"),
        Status("whatsapp", "wamid.OUT2", "failed", "131026 Unable to deliver message."),
    ]


def test_every_entry_message_and_status_of_a_batch() -> None:
    texts = [item.text if isinstance(item, Inbound) else item.status for item in told("batch")]
    assert texts == ["one", "two", "three", "delivered"]


def test_another_number_of_the_business_is_not_ours() -> None:
    assert parse(json.loads((FIXTURES / "text.json").read_text()), "another") == []


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
)


@given(
    st.sampled_from([p.stem for p in FIXTURES.glob("*.json")]),
    st.sampled_from(["type", "text", "interactive", "order", "from", "timestamp", "context", "location"]),
    json_values,
)
def test_damaged_webhooks_raise_nothing(name: str, key: str, value: Any) -> None:
    payload = json.loads((FIXTURES / f"{name}.json").read_text())
    for message in payload["entry"][0]["changes"][0]["value"].get("messages", []):
        message[key] = value
    parse(payload, PHONE_ID)
    parse({"entry": value}, PHONE_ID)
    parse({"entry": [{"changes": value}]}, PHONE_ID)
