"""What is said of the plan that was told: for more people, without a thing, with a dish more, all of it."""

# a long list of words reads best as words

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.actions.open_plan import OPEN_PLAN, OpenPlan, filled, kinds_named, open_plan, wish_of, wished
from bot.actions.plan_cart import cart_follows, take_all, take_plan
from bot.actions.plan_line import bought_otherwise
from bot.actions.plan_told import asked_how_many, asks_for_whom, told, told_otherwise
from bot.actions.planning import goods_of_recipes, wants_plan
from bot.actions.shelf import carts_of, newer
from bot.components.devanagari import latin
from bot.dialogue.goods_meant import in_view
from bot.dialogue.goods_said import Said
from bot.dialogue.of_the_plan import as_planned, lines_called
from bot.dialogue.open_list import open_list
from bot.dialogue.reading_here import reading_of, shop_words
from bot.dialogue.turn import Answer, Tools, Turn
from bot.reading.filling import SIZE
from bot.reading.lines import AMOUNT
from bot.reading.refusing import says_out
from shop.cart.service.saved_lists import SavedLists
from shop.finding.remembered import LAST_SHOWN, TOUCHED
from shop.plans.asked import begins_anew, names_people, opens_a_shop, says_only
from shop.plans.counted import UNITS
from shop.plans.filled import Wish
from shop.plans.left_out import is_of, takes_back, words_refused
from shop.reading.likeness import tokens_of
from shop.reading.sounds import sound

_ORDERS = frozenset(["order_list", "add_to_cart", "update_cart"])
_A_CHANGE = 6  # words of "for 80 people please"; more say something of their own
_SURE = 0.5
_FEW = 4  # words of "and the rest please"
_LOST = frozenset(["nlu_fallback", "out_of_scope"])
_REST = frozenset(["rest", "remaining", "baaki", "baki", "else", "others"])
_ALL = frozenset(["all", "everything", "sab", "sara", "saara", "poora", "pura"])
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
# With one of these the plan itself is meant, whatever list is open beside it.
_ONLY_A_PLAN = frozenset(["plan", "hisab", "hisaab", "estimate"])
_ASKS = frozenset(
    ["ask_price", "check_stock", "product_details", "ask_attribute", "search_product", "refine_search",
     "compare_products", "browse", "ask_reviews"]
)  # fmt: skip
_MAY_WANT = frozenset(
    ["search_product", "refine_search", "compare_products"]
)  # "a cheaper one", said of a line
_CLEARLY = 0.6
_SHORT = 3  # letters of what names no make: "and"
_IT = frozenset(
    ["it", "all", "of", "this", "that", "them", "the", "in", "into", "to", "my", "ok", "okay", "yes", "haan",
     "please", "everything", "sab", "yeh", "ye", "isko", "do", "kar", "karo", "me", "mein", "theek", "hai"]
)  # fmt: skip
_VARIETY = frozenset(["variety", "kinds", "types", "range", "tarah", "kism"])
_CHEAP = frozenset(
    [
        "small",
        "smaller",
        "smallest",
        "chhota",
        "chhote",
        "chhoti",
        "cheap",
        "cheaper",
        "cheapest",
        "sasta",
        "saste",
        "sasti",
    ]
)
_PACKS = frozenset(["packet", "packets", "pack", "packs", "pouch", "pouches", "sachet", "sachets"])
_COSTS = frozenset(
    [
        "kharcha",
        "kharch",
        "cost",
        "costs",
        "total",
        "kul",
        "padega",
        "budget",
        "bill",
        "amount",
        "paisa",
        "paise",
    ]
)


def plan_changed(turn: Turn, tools: Tools) -> Answer | None:  # noqa: PLR0911  # each way out is an answer
    """The answer to what is said of the plan; None where it is of something else."""
    there = open_plan(turn, tools)
    if not there.said:
        return None
    wish = wished(turn.text)
    if begins_anew(latin(turn.text)):
        return _anew(turn, tools, there, wish)
    if takes_back(latin(turn.text)):  # "I did not say leave the rice" changes nothing
        return told(turn, tools, there) if wish.dishes and not turn.wishes else None
    if _of_a_shop(turn, tools, there, wish):
        return told(turn, tools, there.more(turn.text))
    if other := _other_stock(turn, tools, there, wish):
        return other
    if named := named_as_a_plan(turn, tools):
        if named == SHOWN:
            leaves = wish.without or wish.dropped  # "no rice on the list"
            return told(turn, tools, there.more(turn.text) if leaves else there)
        refused = (*reading_of(turn, tools).refused, *wish.without)
        return take_plan(turn, tools, there, _gone(turn, tools, there, refused))
    if but := _all_but(turn, tools, there, wish):
        return take_plan(turn, tools, there, but)
    if _changes_numbers(turn, tools, there, wish):
        return _followed(turn, tools, there, there.more(turn.text))
    if _changes_dishes(turn, tools, there, wish):
        return _followed(turn, tools, there, there.more(turn.text))
    return _asked_or_taken(turn, tools, there, wish) or _asked_again(turn, tools, there)


def _asked_or_taken(turn: Turn, tools: Tools, there: OpenPlan, wish: Wish) -> Answer | None:
    """The plan asked about, taken, in part or in whole, or made without a thing."""
    if _asks_its_cost(turn, tools, there):
        return told(turn, tools, there)
    if _takes_it(turn, tools, there):
        return take_plan(turn, tools, there, [])
    if wanted := _takes_some(turn, tools, there):
        return take_all(turn, tools, wanted)
    if _names_its_goods(turn, tools, there, wish):  # "you forgot the rest: rice, sugar and ghee for the 200"
        return told(turn, tools, there)
    return _left_out(turn, tools, there, wish)


def _asked_again(turn: Turn, tools: Tools, there: OpenPlan) -> Answer | None:
    """What is no answer to how many people there are may be of a shop: that is asked then."""
    planned = wish_of(turn, tools, there)
    lost = turn.intent in _LOST and not any(
        line.goods and line.amounts for line in reading_of(turn, tools).lines
    )
    waits = planned.people is None and not planned.fills_a_shop and _in_view(turn, tools, there)
    return asks_for_whom(turn, tools) if lost and waits and asked_how_many(turn, tools, planned) else None


def _anew(turn: Turn, tools: Tools, there: OpenPlan, wish: Wish) -> Answer | None:
    """ "Start fresh", with another plan, or with the first words of this one and what is said now."""
    out = _called_out(turn, tools)
    if wish.names_something:
        return told(turn, tools, OpenPlan(turn.conversation, (turn.text,), out=out))
    again = _A_PLAN & set(re.findall(r"\w+", latin(turn.text).lower()))
    if not again:
        return None
    return told(turn, tools, OpenPlan(turn.conversation, (there.said[0], turn.text), out=out))


def _other_stock(turn: Turn, tools: Tools, there: OpenPlan, wish: Wish) -> Answer | None:
    """ "Nothing organic, no dove, small cheap packets": the same goods and money, bought otherwise."""
    planned = wish_of(turn, tools, there)
    another = wish.stock or wish.occasion or wish.people
    if not planned.fills_a_shop or there.taken or another or not _in_view(turn, tools, there):
        return None
    counted = any(line.goods and line.amounts for line in reading_of(turn, tools).lines)
    out = _called_out(turn, tools)
    said = set(re.findall(r"\w+", latin(turn.text).lower()))
    small = bool(said & _CHEAP) and bool(said & (_PACKS | _A_PLAN))
    if counted and not small:
        return None
    if not out and not small:
        return None
    return told(turn, tools, replace(there, out=(*there.out, *out), small=there.small or small))


def _of_a_shop(turn: Turn, tools: Tools, there: OpenPlan, wish: Wish) -> bool:
    """ "Not for people, it is for my shop"; "with soap and oil too, 9,000 in all", said of a first stock."""
    if there.taken or wish.people is not None or not _in_view(turn, tools, there):
        return False
    planned = wish_of(turn, tools, there)
    if planned.people is None and not planned.sells and wish.sells:
        return True
    if not planned.sells:
        return False
    if wish.budget is not None and not _counts_goods(turn, tools, wish):
        return True
    said = set(re.findall(r"\w+", latin(turn.text).lower()))
    more = bool(wish.adds or said & (_A_PLAN | _VARIETY))
    return more and bool(kinds_named(turn, tools, turn.text)) and not reading_of(turn, tools).refused


def _called_out(turn: Turn, tools: Tools) -> tuple[str, ...]:
    """The words of this shop that are refused: a make, a kind, what it is made of."""
    sold = shop_words(tools)
    refused = (*reading_of(turn, tools).refused, *words_refused(latin(turn.text)))
    said = (word for words in refused for word in tokens_of(words) if sound(word) in sold)
    names = (word for word in said if len(word) > _SHORT and word not in _CHEAP | _PACKS | _A_PLAN)
    return tuple(dict.fromkeys(names))


def _followed(turn: Turn, tools: Tools, before: OpenPlan, after: OpenPlan) -> Answer:
    """The plan as it is now, and the cart after it, where it was put in."""
    if before.taken and (answer := cart_follows(turn, tools, before, after)):
        return answer
    return told(turn, tools, replace(after, taken=False))


def named_as_a_plan(turn: Turn, tools: Tools) -> str | None:
    """ "Show me the plan", "put that whole list in": whether it is to be SHOWN again or TAKEN."""
    there = open_plan(turn, tools)
    said = set(re.findall(r"\w+", latin(turn.text).lower()))
    if _is_the_rest(turn, tools, there, said):
        return TAKEN
    if not there.said or not said & _A_PLAN:
        return None
    acts = reading_of(turn, tools).acts
    takes = bool(said & _TAKES)
    likeliest = max(acts, key=lambda act: acts[act], default="")
    of_other = likeliest in _OF_OTHER_LISTS and not takes
    of_other = of_other or (acts.get("saved_list", 0.0) >= _SURE and _has_saved_lists(turn, tools))
    if of_other or (open_list(turn, tools).lines and not said & _ONLY_A_PLAN):
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
    refused = set(tokens_of(" ".join(wish.without)))
    if other_occasion or any(named - _TAKES - _A_PLAN - refused for named in goods):
        return None
    return TAKEN if takes else SHOWN


def _is_the_rest(turn: Turn, tools: Tools, there: OpenPlan, said: set[str]) -> bool:
    """ "And the rest", where some of the plan was put in just before."""
    begun = bool(there.said) and not there.taken and newer(turn, tools, TOUCHED, OPEN_PLAN)
    goods = any(line.goods and line.amounts for line in reading_of(turn, tools).lines)
    short = bool(said & _TAKES) or len(turn.text.split()) <= _FEW
    return begun and short and bool(said & _REST) and not goods and not open_list(turn, tools).lines


def _takes_it(turn: Turn, tools: Tools, there: OpenPlan) -> bool:
    """ "Ok put it in the cart": the plan in view, where nothing else is named."""
    reading = reading_of(turn, tools)
    said = set(re.findall(r"\w+", latin(turn.text).lower()))
    named = reading.said(AMOUNT) or any(line.goods for line in reading.lines) or open_list(turn, tools).lines
    only = said <= _TAKES | _IT and turn.intent == "add_to_cart"
    return only and not named and not there.taken and bool(said & _TAKES) and _in_view(turn, tools, there)


def line_otherwise(turn: Turn, tools: Tools) -> Answer | None:
    """ "A smaller bag of the rice", "the tukda is broken, take whole basmati"."""
    said = set(re.findall(r"\w+", latin(turn.text).lower()))
    there = open_plan(turn, tools)
    rests = said & (_REST | _ALL | _A_PLAN)
    if (
        not there.said
        or there.taken
        or rests
        or turn.intent in _ASKS - _MAY_WANT
        or not _in_view(turn, tools, there)
    ):
        return None
    other = bought_otherwise(turn, tools, there)
    return told_otherwise(turn, tools, other) if other else None


def _all_but(turn: Turn, tools: Tools, there: OpenPlan, wish: Wish) -> list[str]:
    """ "Add all of it except the namkeen", "take the rest without rusk": what of the plan is not taken."""
    said = set(re.findall(r"\w+", latin(turn.text).lower()))
    takes = bool(said & _TAKES) and bool(said & (_REST | _ALL))
    if not takes or there.taken or turn.intent in _ASKS or open_list(turn, tools).lines:
        return []
    refused = (
        *reading_of(turn, tools).refused,
        *words_refused(latin(turn.text)),
        *wish.dropped,
        *wish.without,
    )
    gone = _gone(turn, tools, there, refused)
    others = [line for line in reading_of(turn, tools).lines if line.goods and line.amounts]
    return gone if not others else []


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


def _changes_dishes(turn: Turn, tools: Tools, there: OpenPlan, wish: Wish) -> bool:
    """ "And gulab jamun too", "tea, coffee and namkeen, all within 4000": other dishes of this plan.

    What is not said again stays: how many people, how many days, what was left out.
    """
    planned = wish_of(turn, tools, there)
    menu = [dish for dish, _ in planned.menu]
    named = bool(_ONLY_A_PLAN & set(re.findall(r"\w+", latin(turn.text).lower())))
    back = any(is_of(good, name) for good in planned.without for name in wish.wanted)
    of_another = planned.fills_a_shop or (wish.stock and opens_a_shop(turn.text))
    looks = turn.intent in _ASKS and turn.confidence >= _CLEARLY and not wish.adds
    spoken_of = named or _in_view(turn, tools, there) or wants_plan(turn, tools)
    if not (wish.dishes or back) or of_another or looks or not spoken_of:
        return False
    of_it = back or any(dish in menu for dish in wish.dishes)
    same = bool(wish.dishes) and all(dish in menu for dish in wish.dishes) and not wish.beside_its_dishes
    if same and not (back or named or says_only(latin(turn.text))):
        return False  # "it will not do for biryani": names what is planned, and changes nothing
    few = 2 * len(wish.dishes) < len(menu) and not (wish.adds or says_only(latin(turn.text)) or wish.dropped)
    if wish.dishes and few and of_it and wish.people is None:  # a word of one of them is no other menu
        return False
    another = wish.people is not None and wish.people != planned.people and not of_it
    if another or not (of_it or wish.adds or named) or _counts_goods(turn, tools, wish):
        return False
    if there.taken and wish.dishes and all(len(dish.parts) == 1 for dish in wish.dishes):
        return wish.people is not None  # "add biscuits too", behind a plan that is in the cart: goods
    nothing_more = wish == Wish(dishes=wish.dishes, wanted=wish.wanted, adds=wish.adds)
    puts_in = turn.intent in _ORDERS and nothing_more and all(dish in menu for dish in wish.dishes)
    return back or not puts_in  # "add the tea": what is planned of it


def _asks_its_cost(turn: Turn, tools: Tools, there: OpenPlan) -> bool:
    """ "Kitna kharcha?", "how much in all?", where nothing is in the cart that it could be of."""
    said = [word.strip("?.!") for word in latin(turn.text).lower().split()]
    goods = any(line.goods for line in reading_of(turn, tools).lines)
    short = len(said) <= _A_CHANGE and not goods and not carts_of(tools).get(turn.customer).lines
    return short and _in_view(turn, tools, there) and not _COSTS.isdisjoint(said)


def _takes_some(turn: Turn, tools: Tools, there: OpenPlan) -> dict[str, int]:
    """ "Tel bhi daal do": so many as the plan needs of what it holds, where nothing else is named."""
    reading = reading_of(turn, tools)
    named = {word for line in reading.lines for word in line.goods.split()}
    takes = _TAKES & set(re.findall(r"\w+", latin(turn.text).lower())) - named
    refuses = reading.refused or says_out(turn.text)
    if not named or not takes or turn.intent in _ASKS or "?" in turn.text or refuses:
        return {}
    said = [Said(line.words, line.goods, " ".join(line.amounts)) for line in reading.lines]
    planned = [line_of for one in said for line_of in as_planned(turn, tools, [one], in_view(turn, tools))]
    if any(one in said for one in planned):  # something else is named as well
        return {}
    wanted = filled(
        tools, wish_of(turn, tools, there), held=list(carts_of(tools).get(turn.customer).quantities)
    )
    skus = {line.product.title: line.product.sku for line in wanted.lines}
    return {skus[one.names]: int(one.amount) for one in planned if one.names in skus}


def _counts_goods(turn: Turn, tools: Tools, wish: Wish) -> bool:
    """Whether so much of some goods is said, not for how many, how long or how much money."""
    rupees = wish.budget.minor // 100 if wish.budget else None
    numbers = {str(number) for number in (wish.people, wish.days, rupees) if number is not None}
    amounts = [amount for line in reading_of(turn, tools).lines if line.goods for amount in line.amounts]
    return any(not numbers & set(re.findall(r"\d+", amount.replace(",", ""))) for amount in amounts)


def _left_out(turn: Turn, tools: Tools, there: OpenPlan, wish: Wish) -> Answer | None:
    """ "Without ghee", "chawal mat ginna": what is not to be in the plan that is in view."""
    if there.taken or not _in_view(turn, tools, there):
        return None
    if wish.names_something or wish.people or _counts_goods(turn, tools, wish):
        return None
    if wish.without or wish.dropped:
        return told(turn, tools, there.more(turn.text))
    reading = reading_of(turn, tools)
    if reading.said(SIZE):  # "oil not in 500 ml" refuses a pack
        return None
    out = reading.refused
    leaves = turn.intent == "remove_from_cart" or says_out(turn.text)
    if leaves:
        out = (*out, *(line.goods for line in reading.lines))
    gone = _gone(turn, tools, there, out, all_said=leaves) if leaves or out else []
    return told(turn, tools, there.more(f"without {' or '.join(gone)}")) if gone else None


def _gone(
    turn: Turn, tools: Tools, there: OpenPlan, out: Sequence[str], *, all_said: bool = False
) -> list[str]:
    """The goods of the plan that are said to go, by what is refused, or by all that is said."""
    lines = filled(tools, wish_of(turn, tools, there)).lines
    words_said = set(tokens_of(turn.text))
    refused = {line.good for words in out for line in lines_called(words, lines, tools)}
    named = {line.good for line in lines if all_said and words_said >= set(tokens_of(line.good))}
    return [line.good for line in lines if line.good in refused | named]


def _in_view(turn: Turn, tools: Tools, there: OpenPlan) -> bool:
    """Whether nothing was shown since, and nothing but the plan went into the cart."""
    shown = newer(turn, tools, LAST_SHOWN, OPEN_PLAN)
    return not shown and (there.taken or not newer(turn, tools, TOUCHED, OPEN_PLAN))
