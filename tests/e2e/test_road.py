"""The straight road of one message through everything: gateway, Rasa, action, store, and back."""

from collections.abc import Iterator

import httpx
import pytest

from tests.e2e.product import Product


class Customer:
    """Somebody who chats over the API."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=20)
        made = self.http.post("/v1/chat/sessions", json={}).json()
        self.http.headers["Authorization"] = f"Bearer {made['token']}"
        self.said = 0

    def say(self, text: str = "", tap: str = "") -> list[dict]:
        self.said += 1
        body = {"id": f"q{self.said}", **({"tap": tap} if tap else {"text": text})}
        answer = self.http.post("/v1/chat/messages", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()["replies"]


@pytest.fixture
def customer(product: Product) -> Iterator[Customer]:
    customer = Customer(product.url)
    yield customer
    customer.http.close()


def cards(replies: list[dict]) -> list[dict]:
    return [card for reply in replies for card in reply.get("cards", [])]


def test_do_you_have_basmati_rice(customer: Customer) -> None:
    found = cards(customer.say("do you have basmati rice"))
    assert found
    assert all("rice" in card["title"].lower() for card in found)
    assert all(card["price"].startswith("Rs ") for card in found)


def test_a_tap_on_a_card_tells_more_of_that_product(customer: Customer) -> None:
    card = cards(customer.say("do you have basmati rice"))[1]
    details = next(o for o in card["options"] if o["title"] == "Details")
    told = customer.say(tap=details["tap"])
    assert card["title"] in told[0]["text"]


def test_a_typed_command_of_rasa_is_only_words(customer: Customer) -> None:
    replies = customer.say('/search_product{"x":1}')
    assert replies
    assert all(reply["text"] for reply in replies)


def test_pictures_of_the_cards_are_there(customer: Customer) -> None:
    card = cards(customer.say("do you have basmati rice"))[0]
    picture = customer.http.get(card["image"])
    assert picture.status_code == 200
    assert picture.headers["content-type"].startswith("image/svg+xml")


def test_everything_that_a_turn_needs_is_ready(product: Product) -> None:
    parts = httpx.get(f"{product.url}/readyz").json()["parts"]
    assert set(parts) >= {"database", "rasa", "actions"}
    assert all(parts.values())


def test_passwords_are_shown_once_and_addresses_always(product: Product) -> None:
    said = product.said()
    assert f"{product.url}/demo" in said
    assert "admin@dukan.example" in said
