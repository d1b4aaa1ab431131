"""What is asked of past orders, whatever it was ranked as: the order on the table comes before the shop."""

from bot.actions.bought import asks_before, of_this_order, told_last, told_of_goods, told_total
from bot.actions.fewer import fewer
from bot.actions.order_days import days_told
from bot.actions.order_lines import called_here
from bot.actions.shelf import carts_of, in_cart, weights
from bot.actions.which_order import mine_of, seen_order
from bot.dialogue.reading_here import on_the_table, reading_of
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn
from shop.orders.status import UNDER_WAY
from shop.reading.likeness import tokens_of

PAST = ("bought_before", "bought_most", "order_total", "order_history")
SURE = 0.5  # that what lies behind is asked about
_SOME, _MORE = 0.15, 0.3  # the same, where all of the goods, or some, are in the order on the table
_UNSURE = 0.4  # what nothing is likelier than, is of what was told of goods just now
# What a question about the order on the table may be taken for.
_ASKS = frozenset(
    {
        "ask_price", "ask_attribute", "check_stock", "product_details", "track_order", "view_cart", "plan",
        "out_of_scope", "nlu_fallback", "search_product", "inform", "order_list", "ask_seller", "recommend",
    }
)  # fmt: skip
# What is done with orders, though what lies behind is spoken of too.
_DONE_WITH = frozenset(
    {"order_history", "repeat_order", "return_order", "exchange_order", "cancel_order", "change_order",
     "refund_status", "get_invoice", "human_agent", "complaint", "payment_problem", "saved_list"}
)  # fmt: skip
# What is done to one of its goods, and what that may be taken for where the order itself is named.
_CHANGES_ONE = frozenset({"remove_from_cart", "update_cart"})
_MAY_CHANGE_ONE = frozenset(
    {"search_product", "add_to_cart", "inform", "order_list", "nlu_fallback", "check_stock"}
)
_ONLY = frozenset(("only", "just", "instead", "sirf", "bas", "hi", "jagah"))
_OF_A_PRICE = frozenset({"ask_price", "ask_attribute", "view_cart"})


def asked_of_orders(turn: Turn, tools: Tools) -> Answer | None:
    """What was bought, or what the order on the table has; None where something else is asked."""
    reading = reading_of(turn, tools)
    if days := days_told(turn, tools):
        return days
    if out := _out_of_this_one(turn, tools):
        return out
    if not reading.acts or turn.intent in _DONE_WITH:
        return None
    past = sum(reading.acts.get(act, 0.0) for act in PAST)
    named = any(line.goods for line in reading.lines)
    here = "order" in on_the_table(turn, tools) and turn.intent in _ASKS
    likeliest = max(reading.acts, key=lambda act: reading.acts[act]) in PAST
    likely = past >= (_MORE if likeliest or (here and not named) else SURE)
    if likely and (named or here):
        return ACTIONS["action_order_history"](turn, tools)
    return _of_this_one(turn, tools, past) if here else None


def _out_of_this_one(turn: Turn, tools: Tools) -> Answer | None:
    """ "Cancel the salt, I have it now", "make the tea 2", of the order on the table: what can be done."""
    seen = seen_order(turn, tools, mine_of(turn, tools))
    goods = [line.goods for line in reading_of(turn, tools).lines if line.goods]
    if seen is None or seen.status not in UNDER_WAY or not goods or not _changes(turn, tools):
        return None
    there = list(tools.catalogue.products([line.sku for line in seen.lines]))
    if any(called_here(name, in_cart(turn, tools), tools) for name in goods):
        return None
    sold = [name for name in goods if any(weights(tools).knows(token) for token in tokens_of(name))]
    if not sold or not all(called_here(name, there, tools) for name in sold):
        return None
    return fewer(turn, tools, seen)


def _changes(turn: Turn, tools: Tools) -> bool:
    """Whether goods are to go, or to be another number: of the order where that is said of it."""
    if turn.intent in _CHANGES_ONE:
        return True
    points = {word for said in reading_of(turn, tools).said("R") for word in said.split()}
    said = {word.strip(".,!?") for word in turn.text.lower().split()}
    return turn.intent in _MAY_CHANGE_ONE and "order" in points and bool(said & _ONLY)


def _of_this_one(turn: Turn, tools: Tools, past: float) -> Answer | None:
    """What is asked of the order on the table, and need not be said to be of it."""
    reading = reading_of(turn, tools)
    if any(line.goods for line in reading.lines):
        if past < _SOME and turn.intent not in ("ask_attribute", "track_order"):
            return None
        counted = any(line.amounts for line in reading.lines)
        return None if counted else of_this_order(turn, tools, some=past >= _MORE)
    unsure = max(reading.acts.values()) < _UNSURE
    if (turn.intent in _OF_A_PRICE or asks_before(turn) or unsure) and told_last(turn, tools):
        return told_of_goods(turn, tools)
    empty = not carts_of(tools).get(turn.customer).lines
    return told_total(turn, tools) if turn.intent == "view_cart" and empty else None
