"""Every kind of reply on every channel: within the limits, nothing lost, everything to tap."""

import json
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from chat.reply import Card, Option, Reply
from chat.wire import from_json, prepared, to_json
from connectors.telegram import render as telegram
from connectors.text import length
from connectors.whatsapp import render as whatsapp
from demo.play.rules import bot_api_faults, graph_api_faults
from tests.connectors.replies import KINDS, anything


def on_telegram(reply: Reply) -> list[dict[str, Any]]:
    calls = telegram.render(reply, "https://shop.example")
    for call in calls:
        assert bot_api_faults(call.method, {"chat_id": 1, **call.params}) == []
    return [dict(call.params) for call in calls]


def on_whatsapp(reply: Reply) -> list[dict[str, Any]]:
    payloads = [dict(p) for p in whatsapp.render(reply, "https://shop.example")]
    for payload in payloads:
        assert graph_api_faults({"messaging_product": "whatsapp", "to": "919800000001", **payload}) == []
    return payloads


CHANNELS = {"telegram": on_telegram, "whatsapp": on_whatsapp}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channel", CHANNELS)
def test_every_kind_on_every_channel(channel: str, kind: str) -> None:
    reply = KINDS[kind]
    drawn = CHANNELS[channel](reply)
    assert drawn
    shown = json.dumps(drawn, ensure_ascii=False)
    for option in reply.options:
        assert option.tap in shown
    for card in reply.cards:
        assert card.options[0].tap in shown
        assert card.sku.replace("SKU-", "Product ") in shown


@pytest.mark.parametrize(("locale", "said"), [("hi-Latn", "Stock khatam"), ("hi-Deva", "स्टॉक ख़त्म")])
@pytest.mark.parametrize("channel", CHANNELS)
def test_what_a_channel_adds_is_in_the_language_of_the_reply(channel: str, locale: str, said: str) -> None:
    gone = tuple(Card(f"S{n}", f"Salt {n}", "", "Rs 28", in_stock=False) for n in range(2))
    many = tuple(Option(f"Namak {n}", tap=f"t{n}") for n in range(12))
    lines = [{"title": "Salt", "quantity": 2, "unit_price": "28", "line_total": "56"}]
    cart = {"lines": lines, "subtotal": "56", "discount": "6", "total": "50"}
    replies = [
        Reply("cards", "Salt:", cards=gone, options=many),
        Reply("cart", "Cart", data={"cart": cart}),
        Reply("link", "Yeh lijiye", data={"url": "https://shop.example/1"}),
    ]
    stored = [from_json(to_json(prepared(reply, "m_1", "now", locale)[0])) for reply in replies]
    shown = json.dumps([CHANNELS[channel](reply) for reply in stored], ensure_ascii=False)
    assert said in shown
    for english in ("Out of stock", "Choose", "Options", "Part ", " of 2", "Subtotal", "Total", "Open"):
        assert english not in shown


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("kind", KINDS)
def test_blanks_alone_are_sent_as_something(channel: str, kind: str) -> None:
    assert CHANNELS[channel](replace(KINDS[kind], text=" ", lead=""))


@pytest.mark.parametrize("channel", CHANNELS)
@given(reply=anything)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_reply_breaks_a_limit(channel: str, reply: Reply) -> None:
    assert CHANNELS[channel](reply)


class Tags(HTMLParser):
    """Counts tags that Telegram does not know."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        assert tag in ("b", "pre")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("kind", KINDS)
def test_html_of_goods_is_escaped(kind: str) -> None:
    for call in on_telegram(KINDS[kind]):
        checked = Tags()
        checked.feed(str(call.get("text") or call.get("caption") or ""))
        assert checked.open == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*bold* and _slanted_", "\u2217bold\u2217 and \uff3fslanted\uff3f"),
        ("5*10 box", "5*10 box"),
        ("5 * 10 and 2 * 3", "5 * 10 and 2 * 3"),
        ("https://x.example/a_b_c", "https://x.example/a_b_c"),
        ("```code```", "\u02cb\u02cb\u02cbcode\u02cb\u02cb\u02cb"),
        ("a_b_c", "a_b_c"),
    ],
)
def test_whatsapp_marks_are_defused(written: str, shown: str) -> None:
    assert whatsapp.plain(written) == shown


def test_all_of_a_long_text_arrives() -> None:
    reply = KINDS["long text"]
    for said in (
        [unescape(p["text"]) for p in on_telegram(reply)],
        [p["text"]["body"] for p in on_whatsapp(reply)],
    ):
        assert "".join("".join(said).split()) == "".join(reply.text.split())
        assert all(length(piece) <= 4096 for piece in said)


def test_a_cart_is_not_told_twice() -> None:
    titles = "\n".join(str(line["title"]) for line in KINDS["cart"].data["cart"]["lines"])
    told = Reply("cart", titles, data=KINDS["cart"].data)
    assert "<pre>" not in on_telegram(told)[0]["text"]
