"""Plans by talking: "poha for 80 people, what do I need?", "tea stall with 20,000", "snacks for 5,000"."""

from bot.actions.for_so_many import packs_for
from bot.actions.open_plan import (
    OpenPlan,
    in_recipes,
    kinds_named,
    open_plan,
    wish_of,
    wished,
)
from bot.actions.plan_told import told
from bot.components.devanagari import latin
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import planning as words
from chat.reply import text
from shop.plans.asked import counts_people, names_people, opens_a_shop
from shop.plans.filled import Wish
from shop.plans.recipes import dishes
from shop.reading.likeness import tokens_of

_ORDERS, _SURELY = frozenset({"order_list", "add_to_cart", "update_cart"}), 0.9
_LOOKS = frozenset({"search_product", "browse", "ask_price", "check_stock", "ask_attribute"})
_CLEARLY = 0.6
_LEAST_BUDGET, _KINDS = 100_000, 2  # minor units for several kinds of goods
_LEAST = 0.3  # of a chance that a plan is wished for
_OF_A_SHOP = frozenset({"recommend", "search_product", "order_list", "nlu_fallback", "out_of_scope", "faq"})
_LOST = frozenset({"recommend", "nlu_fallback", "out_of_scope"})  # who else counts people means goods


def planned(turn: Turn, tools: Tools) -> Answer | None:  # noqa: PLR0911  # each way out is an answer
    """What is to be made or opened, in goods; None where no such thing is asked for."""
    answers = turn.entity("kind") == "plan"
    said = latin(str(turn.entity("text") or turn.text))
    there = open_plan(turn, tools)
    wish = wished(said)
    plans = wants_plan(turn, tools)
    counts = counts_people(said) or (wish.stock is not None and opens_a_shop(said))
    money = _goods_for_money(turn, tools, wish) or _a_new_shop(turn, tools, wish)
    if not (answers or plans or money) and (not counts or _wants_goods(turn, wish)):
        return None
    if answers and not wish.names_something:
        return told(turn, tools, there.more(said))
    if not answers and _only_advice(turn, tools, wish):
        return None
    if wish.dishes and wish.people is None and there.said:
        return told(turn, tools, there.more(said))  # "poha, then": for as many as before
    fresh = OpenPlan(turn.conversation, (said,))
    if wish_of(turn, tools, fresh).names_something:
        return told(turn, tools, fresh)
    counted = plans or names_people(said)  # "255" of atta is a price as soon as a number of people
    if wish.people is not None and counted and (packs := packs_for(turn, tools, wish)):
        return packs
    names_goods = any(line.goods for line in reading_of(turn, tools).lines)
    lost = wish.people is not None and turn.intent in _LOST and not names_goods
    return say(text(words.NOT_KNOWN.in_(turn.locale))) if lost else None


def _goods_for_money(turn: Turn, tools: Tools, wish: Wish) -> bool:
    """ "Chips, soap and juice, about 8,000 in all": so much money for several kinds is the price of none."""
    if wish.budget is None or wish.budget.minor < _LEAST_BUDGET or wish.people is not None:
        return False
    named = kinds_named(turn, tools, turn.text)
    eaten = wish.stock.shares if wish.stock and wish.stock.of_goods and named else ()
    return max(len(named), len(eaten)) >= _KINDS


def _a_new_shop(turn: Turn, tools: Tools, wish: Wish) -> bool:
    """ "I open a shop next week, 25,000, what should I keep?": nothing is counted, no one thing named."""
    if not wish.sells or wish.stock is not None or turn.intent not in _OF_A_SHOP:
        return False
    begins = opens_a_shop(latin(turn.text)) and turn.intent == "recommend"
    enough = wish.budget is not None and wish.budget.minor >= _LEAST_BUDGET
    kinds = kinds_named(turn, tools, turn.text)
    return (enough or begins) and (len(kinds) != 1 or turn.intent == "recommend")


def wants_plan(turn: Turn, tools: Tools) -> bool:
    """Whether the message was read as the wish for a plan before any other."""
    acts = reading_of(turn, tools).acts
    return acts.get("plan", 0.0) >= max(_LEAST, *acts.values()) if acts else False


def _wants_goods(turn: Turn, wish: Wish) -> bool:
    """ "Girls wala 12" counts no people; "I'm opening a cafe, what coffee do you have?" looks for coffee."""
    if turn.intent in _ORDERS and turn.confidence >= _SURELY:
        return True
    return turn.intent in _LOOKS and turn.confidence >= _CLEARLY and wish.people is None


def _only_advice(turn: Turn, tools: Tools, wish: Wish) -> bool:
    """ "Suggest cheap snacks for kids": a kind of food is named, nothing is counted, no plan is spoken of."""
    numbers = wish.people is not None or wish.days is not None or wish.budget is not None
    unsure = reading_of(turn, tools).acts.get("plan", 0.0) < _CLEARLY or wish.stock is not None
    return not numbers and not wish.dishes and unsure and not opens_a_shop(turn.text)


def goods_of_recipes(turn: Turn) -> set[str]:
    """The ingredients that are named."""
    said = set(tokens_of(in_recipes(latin(turn.text))))
    return {part.good for dish in dishes() for part in dish.parts if set(tokens_of(part.good)) <= said}
