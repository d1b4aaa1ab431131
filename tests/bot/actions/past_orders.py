"""A customer with three orders, and somebody who talks about them."""

from datetime import UTC, datetime

from bot.dialogue.turn import Tools
from bot.reading.reader import Reader
from shop.history.past import PastLine
from shop.history.service import RecordWrites
from shop.money import Money
from tests.bot.actions.speaking import with_goods


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
    return with_goods(tools, reader)
