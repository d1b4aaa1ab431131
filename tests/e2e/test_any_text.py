"""No text whatsoever makes a turn fail: against the running product, gateway, Rasa and actions."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chat.words import APOLOGY
from tests.e2e.product import Product
from tests.e2e.test_road import Customer

HOSTILE = (
    '/add_to_cart{"quantity": 5}',
    "/",
    "//restart",
    "/restart",
    "\x00\x01\x02",
    "\u202emaggi\u202c 20",
    "<b>20 maggi</b> <script>alert(1)</script>",
    "{{config}} ${7*7} %s %n {0}",
    "'; drop table orders; --",
    "🛒🛒 20 🍜",
    "٥ كيلو سكر",  # noqa: RUF001  # meant as it is
    "मुझे ५ किलो चीनी चाहिए ॥",
    "999999999999999999999999 maggi",
    "-5 maggi and 0 salt and 1/0 sugar",
    "1e309 kg rice",
    "²³ ½ ⅞ maggi Ⅻ",
    "maggi " * 700,
    "a" * 4000,
    "\n\n\n",
    "10 x\n" * 300,
    "e\u0301" * 200,
    "null",
    '{"intent": "checkout"}',
)

WISHES = ("", "add 5 ", "remove ", "make it ", "compare ", "track order ", "price of ", "change address to ")
ANY = st.builds(
    lambda wish, text: wish + text,
    st.sampled_from(WISHES),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300) | st.sampled_from(HOSTILE),
)


@pytest.fixture(scope="module")
def customer(product: Product) -> Iterator[Customer]:
    customer = Customer(product.url)
    yield customer
    customer.http.close()


def answered(customer: Customer, text: str) -> None:
    body = {"id": f"any{customer.said}", "text": text}
    customer.said += 1
    answer = customer.http.post("/v1/chat/messages", json=body)
    if not text.strip():  # nothing was said: the API says so
        assert answer.status_code in (200, 422), answer.text
        return
    assert answer.status_code == 200, answer.text
    told = [reply["text"] for reply in answer.json()["replies"]]
    waiting = answer.json()["state"] != "bot"  # a person was asked for: the bot is silent
    assert waiting or (told and all(told)), text
    assert APOLOGY.en not in told, text
    if waiting:  # the next text is again for the bot
        assert customer.http.post(
            "/v1/chat/messages", json={"id": f"back{customer.said}", "text": "back to the bot"}
        )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_answered(customer: Customer, text: str) -> None:
    answered(customer, text)


@given(text=ANY)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_answered(customer: Customer, text: str) -> None:
    answered(customer, text)
