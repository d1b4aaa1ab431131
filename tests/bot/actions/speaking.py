"""What tests of actions in several languages share beside the fixtures of conftest.py."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import cast

from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn
from bot.reading.reader import Reader
from bot.routing.dispatch import perform
from bot.routing.intents import read_message
from retrieval.engine import Search
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.catalogue.product import Product
from shop.catalogue.service import CatalogueWrites
from tests.bot.test_shop_actions import WordSearch
from tests.storage.shop_for_tests import NOW

Speak = Callable[[str], Callable[..., Answer]]  # by the locale
Says = Callable[[str], Answer]


def with_goods(tools: Tools, reader: Reader, *products: Product) -> Tools:
    """The shop with these goods too, found by their words, and what is said read."""
    CatalogueWrites(tools.db).products(products)
    search = cast(Search, WordSearch(list(tools.catalogue.all())))
    return replace(tools, search=search, extras={**tools.extras, "reader": reader})


def cart(tools: Tools) -> dict[str, int]:
    """How many of each the customer has in the cart."""
    return dict(Carts(tools.db, Rules()).get("c0").quantities)


def words(answer: Answer) -> str:
    """All that was said."""
    return "\n".join(reply.text for reply in answer.replies)


def titles(answer: Answer) -> list[str]:
    """What can be tapped."""
    return [option.title for reply in answer.replies for option in reply.options]


def speaker(shop: Tools) -> Callable[[str], Answer]:
    """Somebody who talks, read as Rasa would be told."""
    number = 0

    def say(typed: str) -> Answer:
        nonlocal number
        number += 1
        now = NOW + timedelta(minutes=number)
        blank = Turn(f"w_1.{number}", "w_1", "c0", "web", "en", "", typed, "", 0.0, {}, {}, now, said=typed)
        found = read_message(blank, shop)
        intent = max(found["intents"], key=lambda name: found["intents"][name])
        wishes = tuple((wish["intent"], wish["text"]) for wish in found["wishes"])
        read = replace(
            blank,
            intent=intent,
            confidence=found["intents"][intent],
            wishes=wishes,
            alternatives=(("faq", 0.0),),
        )
        return perform(ACTIONS.get(f"action_{intent}", ACTIONS["action_order_list"]), read, shop)

    return say
