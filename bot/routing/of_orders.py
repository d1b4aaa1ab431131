"""What is asked of past orders, whatever it was ranked as: the order on the table comes before the shop."""

from bot.actions.bought import of_this_order, spoken_of, told_of_goods, told_total
from bot.actions.shelf import carts_of
from bot.dialogue.reading_here import on_the_table, reading_of
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn

PAST = ("bought_before", "bought_most", "order_total", "order_history")
SURE = 0.5  # that what lies behind is asked about
_SOME = 0.15  # the same, where the goods are in the order on the table
# What a question about the order on the table may be taken for.
_ASKS = frozenset(
    {
        "ask_price", "ask_attribute", "check_stock", "product_details", "track_order", "view_cart", "plan",
        "out_of_scope", "nlu_fallback", "search_product", "inform", "order_list", "ask_seller", "recommend",
    }
)  # fmt: skip
_OF_A_PRICE = frozenset({"ask_price", "ask_attribute", "view_cart"})


def asked_of_orders(turn: Turn, tools: Tools) -> Answer | None:
    """What was bought, or what the order on the table has; None where something else is asked."""
    reading = reading_of(turn, tools)
    if not reading.acts or turn.intent == "order_history":
        return None
    past = sum(reading.acts.get(act, 0.0) for act in PAST)
    named = any(line.goods for line in reading.lines)
    here = "order" in on_the_table(turn, tools) and turn.intent in _ASKS
    if past >= SURE and (named or here):
        return ACTIONS["action_order_history"](turn, tools)
    return _of_this_one(turn, tools, past) if here else None


def _of_this_one(turn: Turn, tools: Tools, past: float) -> Answer | None:
    """What is asked of the order on the table, and need not be said to be of it."""
    reading = reading_of(turn, tools)
    if any(line.goods for line in reading.lines):
        asks = turn.intent in ("ask_attribute", "track_order") or past >= _SOME
        counted = any(line.amounts for line in reading.lines)
        return of_this_order(turn, tools) if asks and not counted else None
    if turn.intent in _OF_A_PRICE and spoken_of(turn, tools):
        return told_of_goods(turn, tools)
    empty = not carts_of(tools).get(turn.customer).lines
    return told_total(turn, tools) if turn.intent == "view_cart" and empty else None
