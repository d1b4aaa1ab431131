"""What is said of the plan that was told: for more people, without a thing, with a dish more, all of it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.actions.open_plan import OPEN_PLAN, OpenPlan, filled, open_plan, wish_of, wished
from bot.actions.plan_cart import cart_follows, take_plan
from bot.actions.plan_told import told
from bot.actions.planning import goods_of_recipes, wants_plan
from bot.actions.shelf import newer
from bot.components.devanagari import latin
from bot.dialogue.fitting import fitting
from bot.dialogue.open_list import open_list
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn
from bot.reading.refusing import says_out
from shop.cart.service.saved_lists import SavedLists
from shop.catalogue.product import Product
from shop.finding.remembered import LAST_SHOWN, TOUCHED
from shop.plans.asked import names_people, opens_a_shop
from shop.plans.counted import UNITS
from shop.plans.filled import PlanLine, Wish
from shop.reading.likeness import tokens_of

_A_CHANGE = 6  # words of "for 80 people please"; more say something of their own
_SURE = 0.5
_SEVERAL = 2  # ingredients by which a plan is meant
TAKEN, SHOWN = "taken", "shown"
# What a plan is called, and what is said of putting it into the cart or of seeing it.
_A_PLAN = frozenset(["plan", "list", "menu", "hisab", "hisaab", "estimate", "suchi", "soochi"])
_TAKES = frozenset(
    ["add", "put", "daal", "dal", "daalo", "dalo", "daldo", "order", "take", "book", "le", "lelo", "lena",
     "bhej", "bhejo", "bhijwa", "bhijwao", "cart", "buy", "rakh", "rakho"]
)  # fmt: skip
_OF_OTHER_LISTS = frozenset(
    ["ask_price", "repeat_order", "get_invoice", "order_history", "browse", "clear_cart"]
)
_ADDS = frozenset(
    ["also", "too", "bhi", "missed", "missing", "forgot", "left", "bhool", "bhul", "chhoot", "chhut", "choot",
     "chut", "plus", "sath", "saath"]
)  # fmt: skip
_AND = frozenset(["and", "aur"])


def plan_changed(turn: Turn, tools: Tools) -> Answer | None:
    """The answer to what is said of the plan; None where it is of something else."""
    there = open_plan(turn, tools)
    if not there.said:
        return None
    said, wish = set(re.findall(r"\w+", latin(turn.text).lower())), wished(turn.text)
    if named := named_as_a_plan(turn, tools):
        return take_plan(turn, tools, there) if named == TAKEN else told(turn, tools, there)
    if _names_its_goods(turn, tools, there, wish):  # "you forgot the rest: rice, sugar and ghee for the 200"
        return told(turn, tools, there)
    if _changes_numbers(turn, tools, there, wish):
        return _followed(turn, tools, there, there.more(turn.text))
    if dish := _one_dish_more(turn, tools, there, wish, said):
        return _followed(turn, tools, there, dish)
    return _left_out(turn, tools, there, wish)


def _followed(turn: Turn, tools: Tools, before: OpenPlan, after: OpenPlan) -> Answer:
    """The plan as it is now, and the cart after it, where it was put in."""
    if before.taken and (answer := cart_follows(turn, tools, before, after)):
        return answer
    return told(turn, tools, replace(after, taken=False))


def named_as_a_plan(turn: Turn, tools: Tools) -> str | None:
    """ "Show me the plan", "put that whole list in": whether it is to be SHOWN again or TAKEN."""
    there = open_plan(turn, tools)
    said = set(re.findall(r"\w+", latin(turn.text).lower()))
    if not there.said or not said & _A_PLAN:
        return None
    acts = reading_of(turn, tools).acts
    takes = bool(said & _TAKES)
    likeliest = max(acts, key=lambda act: acts[act], default="")
    of_other = likeliest in _OF_OTHER_LISTS and not takes
    of_other = of_other or (acts.get("saved_list", 0.0) >= _SURE and _has_saved_lists(turn, tools))
    if of_other or open_list(turn, tools).lines:
        return None
    # "Daal do" puts it in, and is no dal.
    rest = " ".join(word for word in latin(turn.text).split() if word.lower().strip(".,!?") not in _TAKES)
    wish, planned = wished(rest), wish_of(turn, tools, there)
    known = [dish for dish, _ in planned.menu]
    anew = wish.people is not None or wish.budget is not None or wish.stock is not None
    if anew or any(dish not in known for dish in wish.dishes):
        return None
    own = {word for name in (planned.occasion.names if planned.occasion else ()) for word in name.split()}
    other_occasion = wish.occasion is not None and not own & said
    goods = [set(line.goods.split()) for line in reading_of(turn, tools).lines if line.goods and line.amounts]
    if other_occasion or any(named - _TAKES - _A_PLAN for named in goods):
        return None
    return TAKEN if takes else SHOWN


def _has_saved_lists(turn: Turn, tools: Tools) -> bool:
    return bool(SavedLists(tools.db).names(turn.customer))


def _changes_numbers(turn: Turn, tools: Tools, there: OpenPlan, wish: Wish) -> bool:
    """ "For 80 people", "guests are 250 now, not 200", "6000 is the budget": other numbers of this plan."""
    if wish.people is None and wish.budget is None and wish.days is None:
        return False
    planned = wish_of(turn, tools, there)
    lines = [line for line in reading_of(turn, tools).lines if line.goods]
    if _in_view(turn, tools, there) and not lines and len(turn.text.split()) <= _A_CHANGE:
        return not wish.names_something
    if wish.dishes or (wish.stock and opens_a_shop(turn.text)) or not _is_near(planned, wish):
        return False
    of_packs = not UNITS.isdisjoint(latin(turn.text).lower().split())
    if of_packs and not _in_view(turn, tools, there):
        return False  # "how many packs for 120 kids": of what was shown since
    of_people = names_people(latin(turn.text))
    if not of_people and not wants_plan(turn, tools):
        return False
    return not lines or (wish.people is None and not any(line.amounts for line in lines))


def _names_its_goods(turn: Turn, tools: Tools, there: OpenPlan, wish: Wish) -> bool:
    """Whether ingredients of the plan are named, for as many people as it is for."""
    planned = wish_of(turn, tools, there)
    if wish.people is None or wish.people != planned.people:
        return False
    own = {line.good for line in filled(tools, planned).lines}
    return len(goods_of_recipes(turn) & own) >= _SEVERAL


def _is_near(planned: Wish, wish: Wish) -> bool:
    """Whether the occasion that is named, if any, is that of the plan, or has dishes of it."""
    if wish.occasion is None:
        return wish.stock is None
    if planned.occasion is wish.occasion:
        return wish.people is None or not planned.dishes
    own = {dish.names for dish, _ in planned.menu}
    return wish.people is None and any(dish.names in own for dish, _ in wish.menu)


def _one_dish_more(turn: Turn, tools: Tools, there: OpenPlan, wish: Wish, said: set[str]) -> OpenPlan | None:
    """ "And gulab jamun too", "you left out the paneer": a dish that comes to those of the plan."""
    first = latin(turn.text).lower().split()[:1]
    adds = bool(said & _ADDS) or bool(_AND & set(first))
    counted = any(line.amounts for line in reading_of(turn, tools).lines)
    planned = wish_of(turn, tools, there)
    new = [dish for dish in wish.dishes if dish not in planned.dishes and len(dish.parts) > 1]
    same = wish.people is None or wish.people == planned.people
    if not adds or counted or not new or not same or not planned.dishes or wish.dropped:
        return None
    if not _in_view(turn, tools, there) and not wants_plan(turn, tools):
        return None
    return replace(there, added=(*there.added, turn.text))


def _left_out(turn: Turn, tools: Tools, there: OpenPlan, wish: Wish) -> Answer | None:
    """ "Without ghee", "chawal mat ginna": what is not to be in the plan that is in view."""
    if there.taken or not _in_view(turn, tools, there):
        return None
    if wish.names_something or wish.people:
        return None
    if wish.without or wish.dropped:
        return told(turn, tools, there.more(turn.text))
    reading = reading_of(turn, tools)
    out = reading.refused
    leaves = turn.intent == "remove_from_cart" or says_out(turn.text)
    if leaves:
        out = (*out, *(line.goods for line in reading.lines))
    lines = filled(tools, wish_of(turn, tools, there)).lines if leaves or out else ()
    words_said = set(tokens_of(turn.text))
    products = [line.product for line in lines]
    gone = [
        line.good
        for line in lines
        if (leaves and words_said >= set(tokens_of(line.good)))
        or any(_called_so(line, one, products, tools) for one in out)
    ]
    return told(turn, tools, replace(there, without=(*there.without, *gone))) if gone else None


def _called_so(line: PlanLine, words: str, products: Sequence[Product], tools: Tools) -> bool:
    return words in line.good or line.product in fitting(words, products, tools, counted=False)


def _in_view(turn: Turn, tools: Tools, there: OpenPlan) -> bool:
    """Whether nothing was shown since, and nothing but the plan went into the cart."""
    shown = newer(turn, tools, LAST_SHOWN, OPEN_PLAN)
    return not shown and (there.taken or not newer(turn, tools, TOUCHED, OPEN_PLAN))
