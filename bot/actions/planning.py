"""Plans by talking: "poha for 80 people, what do I need?", "tea stall with 20,000", "snacks for 5,000"."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from functools import partial
from itertools import chain

from bot.actions.shelf import newer, weights
from bot.components.devanagari import latin
from bot.dialogue.asking import expect
from bot.dialogue.fitting import fitting
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.reading.refusing import says_out
from bot.words import planning as words
from bot.words.products import COMES_TO
from chat.contexts import ContextKey, stored_as
from chat.open_questions import Asked as Question
from chat.reply import Command, Option, choice, text
from insight.reminders.words import ADD_ALL
from shop.catalogue.product import Product
from shop.finding.remembered import LAST_SHOWN, TOUCHED
from shop.money import Money
from shop.plans.asked import asked, counts_people, opens_a_shop
from shop.plans.called import called
from shop.plans.filled import Plan, PlanLine, Wish, enough_for, first_stock, meal
from shop.plans.plan import MOST_PEOPLE
from shop.plans.recipes import Stock
from shop.reading.likeness import tokens_of

_AMONG = 60  # products that the search thinks of for one good
_ORDERS, _SURELY = frozenset({"order_list", "add_to_cart", "update_cart"}), 0.9
_LEAST = 0.3  # of a chance that a plan is wished for
_LOST = frozenset({"recommend", "nlu_fallback", "out_of_scope"})  # who else counts people means goods
_SAID = 4  # messages of one plan that are kept
_LONGEST = 300
_A_CHANGE = 6  # words of "for 80 people please"; more say something of their own


@dataclass(frozen=True)
class OpenPlan:
    """What was asked for, message by message, and what is to be left out of it."""

    conversation: str = field(metadata=stored_as("in"))
    said: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


OPEN_PLAN = ContextKey("open_plan", OpenPlan, timedelta(minutes=30))


def planned(turn: Turn, tools: Tools) -> Answer | None:
    """What is to be made or opened, in goods; None where no such thing is asked for."""
    answers = turn.entity("kind") == "plan"
    said = latin(str(turn.entity("text") or turn.text))
    there = _open(turn, tools)
    wish = asked(said)
    acts = reading_of(turn, tools).acts
    plans = acts.get("plan", 0.0) >= max(_LEAST, *acts.values()) if acts else False
    counts = counts_people(said) or (wish.stock is not None and opens_a_shop(said))
    orders = turn.intent in _ORDERS and turn.confidence >= _SURELY  # "girls wala 12" counts no people
    if not answers and not plans and (orders or not counts):
        return None
    if answers and not wish.names_something:
        return _told(turn, tools, OpenPlan(turn.conversation, (*there.said, said), there.without))
    if not wish.names_something:
        wish = _of_goods(turn, tools, wish)
    if not wish.names_something:
        names_goods = any(line.goods for line in reading_of(turn, tools).lines)
        lost = wish.people is not None and turn.intent in _LOST and not names_goods
        return say(text(words.NOT_KNOWN.in_(turn.locale))) if lost else None
    return _told(turn, tools, OpenPlan(turn.conversation, (said,)))


def plan_changed(turn: Turn, tools: Tools) -> Answer | None:
    """ "For 80 people", "within 3000", "without ghee": more of the plan that is in view."""
    there = _open(turn, tools)
    if not there.said or not newer(turn, tools, OPEN_PLAN, LAST_SHOWN) or not _untouched(turn, tools):
        return None
    reading = reading_of(turn, tools)
    wish = asked(turn.text)
    says_how_many = wish.people is not None or wish.budget is not None or wish.days is not None
    if (
        says_how_many
        and not any(line.goods for line in reading.lines)
        and len(turn.text.split()) <= _A_CHANGE
    ):
        return _told(turn, tools, OpenPlan(turn.conversation, (*there.said, turn.text), there.without))
    out = reading.refused
    leaves = turn.intent == "remove_from_cart" or says_out(turn.text)
    if leaves:
        out = (*out, *(line.goods for line in reading.lines))
    lines = _plan(tools, _wish(turn, tools, there), there.without).lines if leaves or out else ()
    words_said = set(tokens_of(turn.text))
    products = [line.product for line in lines]
    gone = [
        line.good
        for line in lines
        if (leaves and words_said >= set(tokens_of(line.good)))
        or any(_called_so(line, one, products, tools) for one in out)
    ]
    if not gone:
        return None
    return _told(turn, tools, OpenPlan(turn.conversation, there.said, (*there.without, *gone)))


def _called_so(line: PlanLine, words: str, products: Sequence[Product], tools: Tools) -> bool:
    return words in line.good or line.product in fitting(words, products, tools, counted=False)


def _open(turn: Turn, tools: Tools) -> OpenPlan:
    found = tools.contexts.get(turn.customer, OPEN_PLAN, turn.now)
    return found if found and found.conversation == turn.conversation else OpenPlan(turn.conversation)


def _untouched(turn: Turn, tools: Tools) -> bool:
    """Whether nothing went into the cart since: then what is said is of the cart."""
    return newer(turn, tools, OPEN_PLAN, TOUCHED)


def _wish(turn: Turn, tools: Tools, there: OpenPlan) -> Wish:
    wish = Wish()
    for said in there.said:
        wish = wish.then(asked(said))
    return wish if wish.names_something else _of_goods(turn, tools, wish)


def _of_goods(turn: Turn, tools: Tools, wish: Wish) -> Wish:
    """ "Namkeen and biscuit for 2,000": those goods for that money, each the same share of it."""
    goods = [line.goods for line in reading_of(turn, tools).lines if line.goods]
    if wish.budget is None or not goods:
        return wish
    return Wish(
        stock=Stock((", ".join(goods),), tuple((one, Fraction(1)) for one in goods)), budget=wish.budget
    )


def _plan(tools: Tools, wish: Wish, without: tuple[str, ...]) -> Plan:
    sold = partial(_called, tools)
    if wish.fills_a_shop and wish.stock and wish.budget:
        return first_stock(wish.stock, wish.budget, sold, without)
    return meal(wish, wish.people or 0, sold).without(without)


def _told(turn: Turn, tools: Tools, there: OpenPlan) -> Answer:
    there = OpenPlan(there.conversation, tuple(one[:_LONGEST] for one in there.said[-_SAID:]), there.without)
    tools.contexts.save(turn.customer, OPEN_PLAN, there, turn.now)
    wish = _wish(turn, tools, there)
    if wish.fills_a_shop:
        return _stock(turn, tools, there, wish)
    return _meal(turn, tools, there, wish)


def _meal(turn: Turn, tools: Tools, there: OpenPlan, wish: Wish) -> Answer:
    what = ", ".join(dish.names[0] for dish, _ in wish.portions)
    if wish.people is None or (missing := _impossible(wish, turn.locale)):
        asks = words.FOR_HOW_MANY.in_(turn.locale, what=what) if wish.people is None else missing
        return _asks(turn, tools, asks)
    plan = _plan(tools, wish, there.without)
    days = wish.days or 1
    lead = words.FOR_DAYS if days > 1 else words.FOR_PEOPLE
    told = [lead.in_(turn.locale, people=wish.people, days=days, what=what)]
    told += [_line(turn, line) for line in plan.lines]
    if plan.fresh:
        goods = ", ".join(f"{need.good} {need.spoken()}" for need in plan.fresh)
        told.append(words.FRESH.in_(turn.locale, goods=goods))
    if plan.unsold:
        told.append(words.NOT_SOLD.in_(turn.locale, goods=", ".join(plan.unsold)))
    if plan.too_large:
        told.append(words.TOO_LARGE.in_(turn.locale, goods=", ".join(plan.too_large)))
    if not plan.lines:
        return say(text("\n".join(told)))
    if wish.budget is None or plan.total.minor <= wish.budget.minor:
        return _whole(turn, told, plan, wish.budget)
    people = enough_for(wish, wish.budget, partial(_called, tools), there.without)
    facts = {"total": plan.total.spoken(), "budget": wish.budget.spoken(), "people": people}
    over = (plan.total - wish.budget).spoken()
    told.append(words.ABOVE.in_(turn.locale, **facts, over=over))
    fewer = words.FOR_SO_MANY.in_(turn.locale, people=people)
    less = Option(fewer, Command("recommend", {"kind": "plan", "text": f"{people} people"}))
    return say(choice("\n".join(told), *((less,) if people else ()), _add_all(turn, plan.lines)))


def _impossible(wish: Wish, locale: str) -> str:
    """Why nothing can be worked out for so many, or so long."""
    if wish.people is not None and wish.people <= 0:
        return words.NOBODY.in_(locale)
    if wish.days is not None and wish.days <= 0:
        return words.NO_DAYS.in_(locale)
    if wish.people is not None and wish.people > MOST_PEOPLE:
        return words.TOO_MANY.in_(locale, most=f"{MOST_PEOPLE:,}")
    return ""


def _stock(turn: Turn, tools: Tools, there: OpenPlan, wish: Wish) -> Answer:
    """A first stock: each good for its share of the money."""
    kind = wish.stock.names[0] if wish.stock else ""
    if wish.budget is None or wish.budget.minor <= 0:
        return _asks(turn, tools, words.FOR_HOW_MUCH.in_(turn.locale, kind=kind))
    plan = _plan(tools, wish, there.without)
    if not plan.lines:
        return _asks(turn, tools, words.TOO_LITTLE.in_(turn.locale, kind=kind, budget=wish.budget.spoken()))
    told = [words.FILLED.in_(turn.locale, kind=kind, budget=wish.budget.spoken())]
    told += [_line(turn, line) for line in plan.lines]
    if plan.unsold:
        told.append(words.NOT_FITTING.in_(turn.locale, goods=", ".join(plan.unsold)))
    return _whole(turn, told, plan, wish.budget)


def _whole(turn: Turn, told: Sequence[str], plan: Plan, budget: Money | None) -> Answer:
    total = plan.total.spoken()
    if budget is None:
        sums = COMES_TO.in_(turn.locale, total=total)
    else:
        sums = words.WITHIN.in_(turn.locale, total=total, budget=budget.spoken())
    return say(choice("\n".join((*told, sums)), _add_all(turn, plan.lines)))


def _asks(turn: Turn, tools: Tools, question: str) -> Answer:
    expect(turn, tools, Question(question))
    return say(text(question))


def _line(turn: Turn, line: PlanLine) -> str:
    facts = {"quantity": line.quantity, "title": line.product.title, "cost": line.cost.spoken()}
    if line.need is None:
        return words.STOCK_LINE.in_(turn.locale, **facts)
    return words.LINE.in_(turn.locale, **facts, amount=line.need.spoken())


def _add_all(turn: Turn, lines: Sequence[PlanLine]) -> Option:
    taken: dict[str, int] = {}
    for line in lines:
        taken[line.product.sku] = taken.get(line.product.sku, 0) + line.quantity
    wanted = [{"sku": sku, "quantity": quantity} for sku, quantity in taken.items()]
    return Option(ADD_ALL.in_(turn.locale), Command("recommend", {"take": wanted}))


def _called(tools: Tools, goods: Sequence[str]) -> dict[str, list[Product]]:
    """The products that each of these names means."""
    names = list(dict.fromkeys(goods))
    found = [result.skus for result in tools.search.search_all(names, limit=_AMONG)] if names else []
    skus = list(dict.fromkeys(chain.from_iterable(found)))
    products = {p.sku: p for p in tools.catalogue.products(skus) if p.active}
    return {
        name: called(name, [products[sku] for sku in there if sku in products], weights(tools))
        for name, there in zip(names, found, strict=True)
    }
