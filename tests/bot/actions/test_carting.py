"""The cart in the customer's own language: what is said of it, and what its buttons are called."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.catalogue.service import CatalogueWrites
from tests.bot.test_shop_actions import tools, words  # noqa: F401  # the shop of these tests
from tests.storage.shop_for_tests import NOW, SALT


class Customer:
    """Somebody who talks in one language."""

    def __init__(self, tools: Tools, locale: str) -> None:  # noqa: F811  # pytest gives a fixture by its name
        self.tools, self.locale, self.turns = tools, locale, 0

    def turn(self, intent: str, typed: str = "", **entities: Any) -> Turn:
        self.turns += 1
        return Turn(
            f"w_1.{self.turns}", "w_1", "c0", "web", self.locale, "", typed, intent, 1.0,
            {name: [value] for name, value in entities.items()}, {}, NOW + timedelta(minutes=self.turns),
        )  # fmt: skip

    def asks(self, intent: str, typed: str = "", **entities: Any) -> Answer:
        return ACTIONS[f"action_{intent}"](self.turn(intent, typed, **entities), self.tools)


def titles(answer: Answer) -> list[str]:
    return [option.title for reply in answer.replies for option in reply.options]


@pytest.mark.parametrize(
    ("locale", "added", "line", "total", "emptied", "buttons"),
    [
        (
            "hi-Latn", "Cart me daala: 4 x Tata Salt", "ke hisaab se = ", "Kul: ", "Aapka cart ab khali hai.",
            ["Checkout karein", "Pehle jaisa karein", "Cart khali karein"],
        ),
        (
            "hi-Deva", "कार्ट में डाला: 4 x Tata Salt", "के हिसाब से = ", "कुल: ", "आपका कार्ट अब खाली है।",
            ["चेकआउट करें", "पहले जैसा करें", "कार्ट खाली करें"],
        ),
    ],
)  # fmt: skip
def test_the_cart_is_shown_and_emptied_in_the_customers_language(
    tools: Tools,  # noqa: F811
    locale: str,
    added: str,
    line: str,
    total: str,
    emptied: str,
    buttons: list[str],
) -> None:
    customer = Customer(tools, locale)
    shown = customer.asks("add_to_cart", sku="SALT-1", quantity=4)
    assert all(part in words(shown) for part in (added, line, total))
    assert titles(shown) == buttons
    assert emptied in words(customer.asks("clear_cart", text="yes"))


@pytest.mark.parametrize(
    ("locale", "unknown", "asked"),
    [
        ("hi-Latn", "Inke jaisa kuch nahi mila: 5 xyzzy.", "Cart me daala: 6 x Red Label Tea"),
        ("hi-Deva", "इनके जैसा कुछ नहीं मिला: 5 xyzzy।", "कार्ट में डाला: 6 x Red Label Tea"),
    ],
)
def test_a_list_and_a_change_are_answered_in_the_customers_language(
    tools: Tools,  # noqa: F811
    locale: str,
    unknown: str,
    asked: str,
) -> None:
    customer = Customer(tools, locale)
    assert unknown in words(customer.asks("order_list", "2 tata salt 1kg, 5 xyzzy"))
    assert asked in words(customer.asks("update_cart", "make red label tea 250g 6"))


def test_one_line_alone_is_not_called_all_lines(tools: Tools) -> None:  # noqa: F811
    customer = Customer(tools, "en")
    customer.asks("add_to_cart", "4 tata salt 1kg")
    assert "Take the one line out of your cart?" in words(customer.asks("clear_cart"))
    customer.asks("add_to_cart", "3 red label tea 250g")
    assert "Take all 2 lines out of your cart?" in words(customer.asks("clear_cart"))


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("hi-Latn", "Tata Salt 1 kg abhi stock me nahi hai."),
        ("hi-Deva", "Tata Salt 1 kg अभी स्टॉक में नहीं है।"),
    ],
)
def test_what_the_cart_refuses_is_said_in_the_customers_language(
    tools: Tools,  # noqa: F811
    locale: str,
    said: str,
) -> None:
    CatalogueWrites(tools.db).products([replace(SALT, stock=0)])
    assert said in words(Customer(tools, locale).asks("add_to_cart", sku="SALT-1", quantity=4))


def test_a_tap_below_a_price_list_puts_its_goods_in(tools: Tools) -> None:  # noqa: F811
    asked = "rates of 4 tata salt 1kg, 2 red label tea 250g"
    turn = Turn("w_9", "w_1", "c0", "web", "en", "", asked, "order_list", 1.0, {"text": [asked]}, {}, NOW)
    ACTIONS["action_order_list"](turn, tools)
    assert dict(Carts(tools.db, Rules()).get("c0").quantities)["TEA-R"] == 2


def test_a_long_cart_is_not_printed_again_after_a_small_change(tools: Tools) -> None:  # noqa: F811
    goods = [replace(SALT, sku=f"S-{n}", title=f"Salt {n} kg", moq=1, stock=90) for n in range(1, 10)]
    CatalogueWrites(tools.db).products(goods)
    customer = Customer(tools, "en")
    for n, one in enumerate(goods, start=1):
        added = customer.asks("add_to_cart", sku=one.sku, quantity=1)
        told = next(reply for reply in added.replies if reply.kind == "cart")
        assert told.text.count("•") == (n if n <= 4 else 0)
    assert "9 things in the cart. Total: Rs" in told.text
    assert told.text.startswith("Added: 1 x Salt 9 kg.")
    assert "Show cart" in titles(added)
    whole = customer.asks("view_cart").replies[0]
    assert whole.text.count("•") == 9
