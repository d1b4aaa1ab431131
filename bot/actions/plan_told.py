"""Says what a plan comes to: packs with their cost, what is not counted, and what the money is enough for."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from bot.actions.open_plan import OpenPlan, filled, goods_called, save_plan, wish_of
from bot.actions.plan_line import Otherwise
from bot.dialogue.asking import expect, open_question
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import planning as words
from bot.words.products import COMES_TO
from bot.words.suggesting import INSTEAD_OF
from chat.open_questions import Asked as Question
from chat.reply import Command, Option, choice, text
from insight.reminders.words import ADD_ALL
from shop.money import Money
from shop.plans.filled import Plan, PlanLine, Wish, days_for, enough_for
from shop.plans.plan import MOST_PEOPLE

_MUCH = Fraction(4, 3)  # a quarter of the money left is worth a word


def told(turn: Turn, tools: Tools, plan: OpenPlan) -> Answer:
    """The plan as it is now, remembered as the one that is spoken of."""
    save_plan(turn, tools, plan)
    wish = wish_of(turn, tools, plan)
    return _stock(turn, tools, wish) if wish.fills_a_shop else _meal(turn, tools, wish)


def told_otherwise(turn: Turn, tools: Tools, other: Otherwise) -> Answer:
    """The one line that changed and the new total; the whole of it for a tap."""
    save_plan(turn, tools, other.plan)
    if other.after is None:
        facts = {"good": other.good, "title": other.before.product.title}
        return say(text(words.NO_OTHER.in_(turn.locale, **facts)))
    wish = wish_of(turn, tools, other.plan)
    plan = filled(tools, wish)
    before = INSTEAD_OF.in_(turn.locale, title=other.before.product.title)
    lines = [before, _line(turn, other.after), words.ALL_OF_IT.in_(turn.locale, total=plan.total.spoken())]
    whole_list = Option(
        words.WHOLE_LIST.in_(turn.locale), Command("recommend", {"kind": "plan", "text": "list"})
    )
    return say(choice("\n".join(lines), add_all(turn, plan.lines), whole_list))


def meal_lines(turn: Turn, wish: Wish, plan: Plan) -> list[str]:
    """What is counted for whom, line by line, and all that is not."""
    days = wish.days or 1
    what = ", ".join(dish.names[0] for dish, _ in wish.portions) or "-"
    lead = words.FOR_DAYS if days > 1 else words.FOR_PEOPLE
    lines = [lead.in_(turn.locale, people=wish.people, days=days, what=what)]
    lines += [words.COUNTED_AS.in_(turn.locale, said=said, dish=dish) for said, dish in wish.taken_for]
    beside = (
        (words.NOT_COUNTED, wish.unknown),
        (words.LEFT_OUT, wish.left_out),
    )
    lines += [said.in_(turn.locale, goods=", ".join(goods)) for said, goods in beside if goods]
    if wish.rotates and days > 1:
        turns = ", ".join(dish.names[0] for dish in wish.as_bought)
        lines.append(words.ONE_A_DAY.in_(turn.locale, goods=turns))
    if wish.without and wish.packed:
        lines.append(words.SEE_THE_PACK.in_(turn.locale))
    lines += [_line(turn, line) for line in plan.lines]
    fresh = [f"{need.good} {need.spoken()}" for need in plan.fresh]
    behind = ((words.FRESH, fresh), (words.NOT_SOLD, plan.unsold), (words.TOO_LARGE, plan.too_large))
    return lines + [said.in_(turn.locale, goods=", ".join(goods)) for said, goods in behind if goods]


def _meal(turn: Turn, tools: Tools, wish: Wish) -> Answer:
    if wish.people is None or (missing := _impossible(wish, turn.locale)):
        if wish.people is None and asked_how_many(turn, tools, wish):  # and nobody was counted
            return asks_for_whom(turn, tools)
        return _asks(turn, tools, _how_many(turn, wish) if wish.people is None else missing)
    wish, plan = _within(tools, wish)
    lines = meal_lines(turn, wish, plan)
    if not plan.lines:
        return say(text("\n".join(lines)))
    if wish.budget is None or plan.total.minor <= wish.budget.minor:
        if wish.budget and plan.total.minor * _MUCH < wish.budget.minor:
            left = (wish.budget - plan.total).spoken()
            lines.append(words.LEFT_OVER.in_(turn.locale, people=wish.people, left=left))
        return whole(turn, lines, plan, wish.budget)
    return _above(turn, tools, wish, wish.budget, plan, lines)


def _above(turn: Turn, tools: Tools, wish: Wish, budget: Money, plan: Plan, lines: Sequence[str]) -> Answer:
    """The plan that costs more than there is, with each thing that would bring it within the money."""
    called = partial(goods_called, tools, without=wish.without)
    people, days, dear = (
        enough_for(wish, budget, called),
        days_for(wish, budget, called),
        plan.too_dear(budget),
    )
    facts = {"total": plan.total.spoken(), "budget": budget.spoken(), "people": people}
    above = words.ABOVE if people else words.FAR_ABOVE
    told = [above.in_(turn.locale, **facts, over=(plan.total - budget).spoken())]
    ways = [(words.FOR_SO_MANY.in_(turn.locale, people=people), f"{people} people")] if people else []
    if days:
        told.append(words.FOR_SO_LONG.in_(turn.locale, people=wish.people, days=days))
        ways.append((words.SO_LONG.in_(turn.locale, days=days), f"{days} days"))
    if dear:
        rest = plan.without([dear]).total.spoken()
        told.append(words.WITHOUT_THE_DEAR.in_(turn.locale, good=dear, total=rest))
        ways.append((words.WITHOUT_IT.in_(turn.locale, good=dear), f"without {dear}"))
    options = [Option(title, Command("recommend", {"kind": "plan", "text": said})) for title, said in ways]
    return say(choice("\n".join((*lines, " ".join(told))), *options, add_all(turn, plan.lines)))


def _within(tools: Tools, wish: Wish) -> tuple[Wish, Plan]:
    """The plan; where it costs too much for several days, with one snack each day, which costs less."""
    plan = filled(tools, wish)
    if wish.budget is None or plan.total.minor <= wish.budget.minor or wish.rotates:
        return wish, plan
    in_turns = replace(wish, rotates=True)
    may_turn = (wish.days or 1) > 1 and len(wish.as_bought) > 1
    cheaper = filled(tools, in_turns) if may_turn else plan
    return (in_turns, cheaper) if cheaper.total.minor < plan.total.minor else (wish, plan)


def _impossible(wish: Wish, locale: str) -> str:
    """Why nothing can be worked out for so many, or so long."""
    if wish.people is not None and wish.people <= 0:
        return words.NOBODY.in_(locale)
    if wish.days is not None and wish.days <= 0:
        return words.NO_DAYS.in_(locale)
    if wish.people is not None and wish.people > MOST_PEOPLE:
        return words.TOO_MANY.in_(locale, most=f"{MOST_PEOPLE:,}")
    return ""


def _stock(turn: Turn, tools: Tools, wish: Wish) -> Answer:
    """A first stock: each good for its share of the money."""
    kind = wish.stock.names[0] if wish.stock else ""
    if wish.budget is None or wish.budget.minor <= 0:
        return _asks(turn, tools, words.FOR_HOW_MUCH.in_(turn.locale, kind=kind))
    plan = filled(tools, wish)
    if not plan.lines:
        return _asks(turn, tools, words.TOO_LITTLE.in_(turn.locale, kind=kind, budget=wish.budget.spoken()))
    lines = [words.FILLED.in_(turn.locale, kind=kind, budget=wish.budget.spoken())]
    if wish.without:
        lines.append(words.LEFT_OUT.in_(turn.locale, goods=", ".join(wish.without)))
    lines += [_line(turn, line) for line in plan.lines]
    if plan.unsold:
        lines.append(words.NOT_FITTING.in_(turn.locale, goods=", ".join(plan.unsold)))
    return whole(turn, lines, plan, wish.budget)


def whole(turn: Turn, lines: Sequence[str], plan: Plan, budget: Money | None) -> Answer:
    """The plan with its total, and one tap that puts it into the cart."""
    total = plan.total.spoken()
    if budget is None:
        sums = COMES_TO.in_(turn.locale, total=total)
    else:
        sums = words.WITHIN.in_(turn.locale, total=total, budget=budget.spoken())
    return say(choice("\n".join((*lines, sums)), add_all(turn, plan.lines)))


def asked_how_many(turn: Turn, tools: Tools, wish: Wish) -> bool:
    """Whether it was just asked how many people it is for, and is not answered yet."""
    before = open_question(turn, tools)
    return before is not None and before.words == _how_many(turn, wish)


def _how_many(turn: Turn, wish: Wish) -> str:
    what = ", ".join(dish.names[0] for dish, _ in wish.portions)
    return words.FOR_HOW_MANY.in_(turn.locale, what=what)


def asks_for_whom(turn: Turn, tools: Tools) -> Answer:
    """People who eat, or a shop that sells: who did not say how many may have meant the other."""
    question = words.FOR_WHOM.in_(turn.locale)
    expect(turn, tools, Question(question))
    ways = ((words.TO_EAT, "people"), (words.TO_SELL, "shop"))
    plan = ((title, Command("recommend", {"kind": "plan", "text": said})) for title, said in ways)
    return say(choice(question, *(Option(title.in_(turn.locale), command) for title, command in plan)))


def _asks(turn: Turn, tools: Tools, question: str) -> Answer:
    expect(turn, tools, Question(question))
    return say(text(question))


def _line(turn: Turn, line: PlanLine) -> str:
    facts = {"quantity": line.quantity, "title": line.product.title, "cost": line.cost.spoken()}
    if line.need is None:
        return words.STOCK_LINE.in_(turn.locale, **facts)
    return words.LINE.in_(turn.locale, **facts, amount=line.need.spoken())


def add_all(turn: Turn, lines: Sequence[PlanLine]) -> Option:
    """One tap that puts all of these into the cart."""
    wanted = [{"sku": sku, "quantity": quantity} for sku, quantity in quantities(lines).items()]
    return Option(ADD_ALL.in_(turn.locale), Command("recommend", {"take": wanted}))


def quantities(lines: Sequence[PlanLine]) -> dict[str, int]:
    """How many of each product: what two dishes need of it is one line of the cart."""
    taken: dict[str, int] = {}
    for line in lines:
        taken[line.product.sku] = taken.get(line.product.sku, 0) + line.quantity
    return taken
