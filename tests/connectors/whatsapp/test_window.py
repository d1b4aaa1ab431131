"""The 24 hours, and what may be said outside them."""

from datetime import UTC, datetime, timedelta

import pytest

from chat.reply import Reply, text
from connectors.whatsapp.window import BadTemplates, as_template, is_open, template_for, templates
from demo.play.rules import graph_api_faults
from tests.connectors.replies import KINDS

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
SETTING = """{"order": {"name": "order_update", "fill": ["order_id", "status", "total"]},
              "agent": {"name": "we_answered", "language": "hi", "fill": ["text"]}}"""


@pytest.mark.parametrize(
    ("ago", "open_"),
    [(timedelta(0), True), (timedelta(hours=23, minutes=57), True), (timedelta(hours=23, minutes=59), False)],
)
def test_window(ago: timedelta, open_: bool) -> None:
    assert is_open(NOW - ago, NOW) is open_


def test_who_never_wrote_has_no_window() -> None:
    assert not is_open(None, NOW)


def test_templates_by_kind_of_reply() -> None:
    known = templates(SETTING)
    order = template_for(KINDS["order"], known)
    assert order is not None
    message = as_template(KINDS["order"], order)
    assert [p["text"] for p in message["template"]["components"][0]["parameters"]] == [
        "D-1001",
        "shipped",
        "600.00",
    ]
    agent = template_for(text("Line one\n\nline    two", "agent"), known)
    assert agent is not None
    assert agent.language == "hi"
    assert template_for(text("news", "system"), known) is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_reply_fits_a_template(kind: str) -> None:
    known = templates('{"any": {"name": "news", "fill": ["text", "url"]}}')
    template = template_for(KINDS[kind], known)
    assert template is not None
    message = {"messaging_product": "whatsapp", "to": "9198", **as_template(KINDS[kind], template)}
    assert graph_api_faults(message) == []


@pytest.mark.parametrize(
    "setting",
    ["{", "[]", '{"cart": {"name": "x"}}', '{"order": {}}', '{"order": {"name": "x", "fill": ["price"]}}'],
)
def test_a_wrong_setting_says_why(setting: str) -> None:
    with pytest.raises(BadTemplates, match=r"\w"):
        templates(setting)


def test_no_setting_is_no_template() -> None:
    assert templates("") == {}
    assert template_for(Reply("order", "x"), {}) is None
