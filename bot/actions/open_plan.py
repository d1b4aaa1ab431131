"""The plan that is spoken of: what was asked for, message by message, and what it comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from fractions import Fraction
from functools import lru_cache, partial
from itertools import chain

from bot.actions.shelf import weights
from bot.actions.suggested import shops_buying
from bot.components.devanagari import latin
from bot.dialogue.reading_here import alike, reading_of, shop_words
from bot.dialogue.turn import Tools, Turn
from bot.reading.goods_words import as_sold
from bot.reading.talk_words import talk_words
from chat.contexts import ContextKey, stored_as
from shop.catalogue.product import Product
from shop.plans.asked import asked
from shop.plans.called import called
from shop.plans.filled import Plan, Wish, meal
from shop.plans.left_out import is_of
from shop.plans.menu import nearest_dish
from shop.plans.recipes import Dish, Part, Stock, dishes, general_store, stocks
from shop.plans.stocked import first_stock
from shop.reading.likeness import tokens_of
from shop.reading.sounds import sound

_AMONG = 60  # products that the search thinks of for one good
_SAID = 12  # messages of one plan that are kept
_LONGEST = 300
_OFTEN = 20  # patterns that a word stands in, which is talk though some dish is called so: "and", "with"
_AN_EXTRA = Fraction(4)  # percent of a first stock for what such a shop does not usually begin with
_A_SNACK = Fraction(30)  # grams of what is eaten as it is bought


@dataclass(frozen=True)
class OpenPlan:
    """What was asked for, message by message: the later ones change what the earlier ones said."""

    conversation: str = field(metadata=stored_as("in"))
    said: tuple[str, ...] = ()
    taken: bool = False  # whether it went into the cart
    out: tuple[str, ...] = ()  # what is bought shall not be called so, whatever good it is: a make, "organic"
    small: bool = False  # the cheapest packs of each good
    refused: tuple[str, ...] = ()  # products that it shall not be (SKUs)
    picked: tuple[tuple[str, str], ...] = ()  # of a good this product (SKU)

    def more(self, said: str) -> "OpenPlan":
        """The plan with what was said after it."""
        return replace(self, said=(*self.said, said))


OPEN_PLAN = ContextKey("open_plan", OpenPlan, timedelta(hours=3))


def open_plan(turn: Turn, tools: Tools) -> OpenPlan:
    """The plan of this conversation; an empty one if there is none."""
    found = tools.contexts.get(turn.customer, OPEN_PLAN, turn.now)
    return found if found and found.conversation == turn.conversation else OpenPlan(turn.conversation)


def save_plan(turn: Turn, tools: Tools, plan: OpenPlan) -> None:
    """Remember it, its first words and its last ones."""
    cut = tuple(one[:_LONGEST] for one in plan.said)
    said = cut if len(cut) <= _SAID else (cut[0], *cut[1 - _SAID :])
    tools.contexts.save(turn.customer, OPEN_PLAN, replace(plan, said=said), turn.now)


def wished(said: str) -> Wish:
    """What these words ask a plan for."""
    return asked(latin(said), _talk(), in_recipes)


def in_recipes(words: str) -> str:
    """Goods in the words of recipes: onion for pyaz."""
    return as_sold(words, _heard_in_recipes())


def wish_of(turn: Turn, tools: Tools, plan: OpenPlan) -> Wish:
    """All that was asked for, the later over the earlier."""
    wish = _said_of(turn, tools, plan)
    return replace(wish, refused=plan.refused, picked=plan.picked)


def _said_of(turn: Turn, tools: Tools, plan: OpenPlan) -> Wish:
    wish = Wish()
    for said in plan.said:
        later = wished(said)
        named = later.names_something or wish.names_something
        wish = wish.then(later if named else _nearest(turn, tools, said, later))
    if wish.sells or _is_for_money(turn, tools, plan, wish):
        return _for_a_shop(turn, tools, plan, wish)
    wish = _with_snacks(wish if wish.names_something else _of_goods(turn, tools, plan, wish))
    return replace(wish, without=(*wish.without, *plan.out), small=plan.small)


def filled(tools: Tools, wish: Wish, *, held: Sequence[str] = ()) -> Plan:
    """What to buy for it; of goods in the cart (`held`, their SKUs) the same, where they suffice."""
    sold = partial(_as_wished, tools, wish)
    if wish.fills_a_shop and wish.stock and wish.budget:
        found = sold([good for good, _ in wish.stock.shares])
        buyers = shops_buying(tools, {product.sku for there in found.values() for product in there})
        return first_stock(
            wish.stock, wish.budget, lambda _: found, wish.without, small=wish.small, buyers=buyers
        )
    return meal(wish, wish.people or 0, sold, held)


def _as_wished(tools: Tools, wish: Wish, goods: Sequence[str]) -> dict[str, list[Product]]:
    """The products of each good without those that were refused; only the picked one where one was."""
    picked = {good: tools.catalogue.products([sku]) for good, sku in wish.picked}
    found = goods_called(tools, goods, without=wish.without)
    left = {good: [p for p in there if p.sku not in wish.refused] for good, there in found.items()}
    return {good: picked.get(good) or there for good, there in left.items()}


def goods_called(
    tools: Tools, goods: Sequence[str], *, without: Sequence[str] = ()
) -> dict[str, list[Product]]:
    """The products that each of these names means, none that names what is to be left out."""
    names = list(dict.fromkeys(goods))
    found = [result.skus for result in tools.search.search_all(names, limit=_AMONG)] if names else []
    skus = list(dict.fromkeys(chain.from_iterable(found)))
    products = {p.sku: p for p in tools.catalogue.products(skus) if p.active}
    meant = {
        name: called(name, [products[sku] for sku in there if sku in products], weights(tools))
        for name, there in zip(names, found, strict=True)
    }
    return {
        name: [p for p in all_of if not any(is_of(p.title, gone) for gone in without)]
        for name, all_of in meant.items()
    }


def _nearest(turn: Turn, tools: Tools, said: str, wish: Wish) -> Wish:
    """ "Chana gravy for 40": no dish is called so, but one is near to it."""
    lines = reading_of(alike(turn, said), tools).lines
    for line in lines:
        sold = set(tokens_of(line.goods)) <= _recipe_words()  # atta is no halwa
        near = nearest_dish(line.goods) if line.goods and not sold else None
        if near:
            return replace(wish, dishes=(near,), taken_for=((line.goods, near.names[0]),))
    return wish


def goods_named(turn: Turn, tools: Tools, said: str) -> list[str]:
    """The goods that these words name, none of them counted; none where one is."""
    lines = reading_of(alike(turn, said), tools).lines
    rupees = wished(said).budget
    money = str(rupees.minor // 100) if rupees else ""
    if any(line.goods and "".join(line.amounts).replace(",", "") not in ("", money) for line in lines):
        return []
    return [line.goods for line in lines if line.goods]


def _of_goods(turn: Turn, tools: Tools, plan: OpenPlan, wish: Wish) -> Wish:
    """ "Namkeen and biscuit for 2,000": those goods for that money, each the same share of it."""
    goods = next((named for said in plan.said if (named := goods_named(turn, tools, said))), [])
    if wish.budget is None or not goods:
        return wish
    shares = tuple((one, Fraction(1)) for one in goods)
    return replace(wish, stock=Stock((", ".join(goods),), shares, of_goods=True))


def _for_a_shop(turn: Turn, tools: Tools, plan: OpenPlan, wish: Wish) -> Wish:
    """What is named is bought to be sold: those goods, else all that such a shop has; nobody eats it."""
    named = dict.fromkeys(good for said in plan.said for good in kinds_named(turn, tools, said))
    kind = wish.stock if wish.stock and not wish.stock.of_goods else general_store()
    stock = kind
    if named:
        usual = dict(kind.shares)
        shares = tuple((good, _share_of(good, usual)) for good in named)
        stock = Stock((", ".join(named),), shares, of_goods=True)
    without = (*wish.without, *plan.out)
    return Wish(stock=stock, budget=wish.budget, without=without, small=plan.small, sells=True)


def _is_for_money(turn: Turn, tools: Tools, plan: OpenPlan, wish: Wish) -> bool:
    """Whether goods are named for so much money, though some of them are called as a dish is."""
    if wish.budget is None or wish.people is not None or wish.occasion is not None or not wish.dishes:
        return False
    return any(are_goods(kinds_named(turn, tools, said)) for said in plan.said)


def kinds_named(turn: Turn, tools: Tools, said: str) -> list[str]:
    """The goods of these words that this shop has, those that run together one by one: "salt tea soap"."""
    known = shop_words(tools)
    named = [kind for good in goods_named(turn, tools, said) for kind in _kinds_in(good)]
    there = [good for good in named if all(sound(word) in known for word in tokens_of(good))]
    return list(dict.fromkeys(there))


def are_goods(kinds: Sequence[str]) -> bool:
    """ "Rice, dal, soap and oil": where one of several is nothing that is eaten, none of them is a meal."""
    eaten = {name for dish in dishes() for name in dish.names}
    return len(kinds) > 1 and not all(_in_plain_words(kind) in eaten or kind in eaten for kind in kinds)


def _kinds_in(good: str) -> list[str]:
    """The kinds of goods that these words are made of, where there are several and nothing else is said."""
    words, known = _in_plain_words(good).split(), kinds_of_goods()
    found: list[str] = []
    at = 0
    while at < len(words):
        end = next((end for end in range(len(words), at, -1) if " ".join(words[at:end]) in known), None)
        if end is None:
            at += 1
            continue
        found.append(" ".join(words[at:end]))
        at = end
    whole = sum(len(kind.split()) for kind in found) == len(words)
    if len(found) > 1:  # a list, whatever talk stands in it
        return found
    return found if whole else [good] if found or len(words) > 1 else []


def _in_plain_words(words: str) -> str:
    return " ".join(tokens_of(as_sold(words, _heard_in_kinds())))


@lru_cache(maxsize=1)
def kinds_of_goods() -> frozenset[str]:
    """What shops begin with, in full and as it is called for short: bath soap, soap."""
    goods = [" ".join(tokens_of(good)) for stock in stocks() for good, _ in stock.shares]
    return frozenset((*goods, *(good.split()[-1] for good in goods if good)))


@lru_cache(maxsize=1)
def _heard_in_kinds() -> frozenset[str]:
    return frozenset(sound(word) for kind in kinds_of_goods() for word in kind.split())


def _share_of(good: str, usual: Mapping[str, Fraction]) -> Fraction:
    """What a shop usually spends on it: on oil what it spends on all that is called so."""
    return sum((share for name, share in usual.items() if is_of(name, good)), Fraction(0)) or _AN_EXTRA


def _with_snacks(wish: Wish) -> Wish:
    """What is named beside packed snacks is one of them, so much of it for each as of the others."""
    if not wish.packed or not wish.unknown:
        return wish
    snacks = tuple(Dish((name,), (Part(name, _A_SNACK, "g"),)) for name in wish.unknown)
    return replace(wish, dishes=(*wish.dishes, *snacks), unknown=())


@lru_cache(maxsize=1)
def _recipe_words() -> frozenset[str]:
    goods = (part.good for dish in dishes() for part in dish.parts)
    return frozenset(word for name in goods for word in tokens_of(name))


@lru_cache(maxsize=1)
def _heard_in_recipes() -> frozenset[str]:
    return frozenset(map(sound, _recipe_words()))


@lru_cache(maxsize=1)
def _talk() -> frozenset[str]:
    """Words that name no food, however they are mixed with it."""
    named = {word for dish in dishes() for name in dish.names for word in name.split()} | _recipe_words()
    return frozenset(word for word, times in talk_words().items() if times >= _OFTEN or word not in named)
