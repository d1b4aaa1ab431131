"""A customer with three orders, and somebody who talks about them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

from bot.dialogue.turn import Answer, Tools
from bot.reading.reader import Reader
from retrieval.engine import Search
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.history.past import PastLine
from shop.history.service import RecordWrites
from shop.money import Money
from tests.bot.test_shop_actions import WordSearch

Says = Callable[[str], Answer]


def line(order: str, day: int, sku: str, quantity: int, price: int, status: str = "delivered") -> PastLine:
    at = datetime(2026, 11, day, 9, tzinfo=UTC)
    return PastLine(order, "c0", at, sku, quantity, Money(price), status)


def with_past(tools: Tools, reader: Reader) -> Tools:
    """The shop where c0 bought salt twice, the small tea once, and has the big tea packed."""
    RecordWrites(tools.db).orders(
        [
            line("D-500003", 19, "TEA-B", 2, 26500, "packed"),
            line("D-500002", 17, "SALT-1", 6, 2710),
            line("D-500002", 17, "TEA-R", 4, 13900),
            line("D-500001", 10, "SALT-1", 4, 2650),
        ]
    )
    search = cast(Search, WordSearch(list(tools.catalogue.all())))
    return replace(tools, search=search, extras={**tools.extras, "reader": reader})


def cart(tools: Tools) -> dict[str, int]:
    return dict(Carts(tools.db, Rules()).get("c0").quantities)


def words(answer: Answer) -> str:
    return "\n".join(reply.text for reply in answer.replies)
