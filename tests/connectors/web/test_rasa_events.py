"""Widgets made for Rasa: what they send becomes our messages, our replies become what they draw."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.web.rasa_events import TAP, asked_token, bot_uttered, message
from tests.e2e import script

BASE = "https://chat.example"
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["session_id", "message", "x"]), inner),
)


def test_the_session_id_is_where_our_token_lives() -> None:
    assert asked_token({"session_id": "abc.def.ghi"}) == "abc.def.ghi"
    for body in (None, {}, {"session_id": None}, {"session_id": 7}, "x", [], {"session_id": "x" * 5_000}):
        assert asked_token(body) == ""


def test_typed_text_and_taps() -> None:
    assert message({"message": "basmati rice", "session_id": "t"}, "r1") == {
        "id": "r1",
        "text": "basmati rice",
    }
    assert message({"message": "/tap:Zx9"}, "r2") == {"id": "r2", "tap": "Zx9"}
    assert message({"message": "/greet"}, "r3") == {"id": "r3", "text": "/greet"}
    assert message({"message": None}, "r4") == {"id": "r4", "text": ""}


@given(JUNK)
def test_nothing_that_is_sent_breaks_it(body: Any) -> None:
    assert isinstance(asked_token(body), str)
    assert set(message(body, "r")) in ({"id", "text"}, {"id", "tap"})


def test_words_alone_have_the_one_key_that_these_widgets_look_for() -> None:
    assert bot_uttered({"kind": "text", "text": "Hello"}, BASE) == [{"text": "Hello"}]


def test_a_choice_comes_back_as_its_tap() -> None:
    (uttered,) = bot_uttered(script.CHOICE, BASE)
    assert set(uttered) == {"text", "quick_replies"}
    assert uttered["text"] == "When should it come?"
    payload = uttered["quick_replies"][1]["payload"]
    assert payload == f"{TAP}slot:2"
    assert message({"message": payload}, "r") == {"id": "r", "tap": "slot:2"}


def test_many_options_are_buttons_that_stay() -> None:
    options = [{"title": str(number), "tap": f"t{number}"} for number in range(6)]
    (uttered,) = bot_uttered({"kind": "choice", "text": "Which?", "options": options}, BASE)
    assert set(uttered) == {"text", "buttons"}
    assert len(uttered["buttons"]) == 6


def test_cards_become_a_carousel_with_words_before_and_options_after() -> None:
    said, carousel, asked = bot_uttered({**script.CARDS, "lead": "Here is what I found:"}, BASE)
    assert said == {"text": "Here is what I found:"}
    payload = carousel["attachment"]["payload"]
    assert payload["template_type"] == "generic"
    first, _, last = payload["elements"]
    assert first["title"] == "India Gate Basmati Rice Classic"
    assert first["image_url"] == f"{BASE}/demo/images/RICE-1.svg"
    assert [button["payload"] for button in first["buttons"]] == ["/tap:details:RICE-1", "/tap:add:RICE-1:1"]
    assert first["default_action"] == first["buttons"][0]
    assert "out of stock" in last["subtitle"] and "out of stock" not in first["subtitle"]
    assert [option["title"] for option in asked["quick_replies"]] == ["Show more", "Only basmati"]


def test_a_cart_is_said_in_words() -> None:
    cart = {"kind": "cart", "text": "Your cart:\n1. Rice: 2", "lead": "Your cart:", "cart": {}, "options": []}
    assert bot_uttered(cart, BASE) == [{"text": "Your cart:\n1. Rice: 2"}]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://pay.example/1", "https://pay.example/1"),
        ("/invoice/7", f"{BASE}/invoice/7"),
        ("javascript:alert(1)", ""),
        ("http://[", ""),
    ],
)
def test_links_are_buttons_if_they_lead_into_the_web(url: str, shown: str) -> None:
    (uttered,) = bot_uttered({"kind": "link", "text": "Pay here.", "url": url, "title": "Pay"}, BASE)
    links = [button["url"] for button in uttered.get("buttons", [])]
    assert links == ([shown] if shown else [])


def test_every_reply_says_something() -> None:
    for replies in script.ANSWERS.values():
        for reply in replies:
            uttered = bot_uttered({"id": "m_1", "from": "bot", **reply}, BASE)
            assert all("text" in one or "attachment" in one for one in uttered)
            assert uttered or not reply["text"]
