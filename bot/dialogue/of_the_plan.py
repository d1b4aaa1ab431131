"""Says goods that the plan holds in the plan's own words: its products, and so many of each as it needs."""

from collections.abc import Sequence

from bot.actions.open_plan import filled, in_recipes, open_plan, wish_of
from bot.actions.shelf import carts_of
from bot.dialogue.fitting import fitting
from bot.dialogue.goods_said import ADD, Said
from bot.dialogue.turn import Tools, Turn
from shop.catalogue.product import Product
from shop.finding.in_view import POINTING
from shop.plans.filled import PlanLine


def as_planned(turn: Turn, tools: Tools, said: Sequence[Said], nearer: Sequence[Product]) -> list[Said]:
    """ "You forgot the rajma and the spices": the plan's lines, where no amount was said.

    What is meant of what is `nearer`, offered or shown, is that; of what is in the cart, nothing is added.
    """
    open_words = [
        one for one in said if one.how == ADD and not one.amount and one.described and not _is_counted(one)
    ]
    there = open_plan(turn, tools)
    if not open_words or not there.said:
        return list(said)
    held = carts_of(tools).get(turn.customer).quantities
    lines = filled(tools, wish_of(turn, tools, there), held=list(held)).lines
    found: list[Said] = []
    for one in said:
        meant = one in open_words and not fitting(one.described, nearer, tools, counted=False)
        here = lines_called(one.described, lines, tools) if meant else []
        wanted = {line.product.title: line.quantity - held.get(line.product.sku, 0) for line in here}
        more = {title: count for title, count in wanted.items() if count > 0}
        found += [Said(f"{n} {title}", title, str(n), raw=f"{n} {title}") for title, n in more.items()] or [
            one
        ]
    return found


def _is_counted(one: Said) -> bool:
    """ "Basmati 1 kg x 12": who says a size or a number does not leave it to the plan."""
    return any(letter.isdigit() for letter in one.names)


def lines_called(words: str, lines: Sequence[PlanLine], tools: Tools) -> list[PlanLine]:
    """The lines of a plan that these words name: by the good, else by the product."""
    words = " ".join(word for word in in_recipes(words).split() if word not in POINTING)
    exact = [line for line in lines if line.good == words]
    products = fitting(words, [line.product for line in lines], tools, counted=False)
    return exact or [line for line in lines if words and (words in line.good or line.product in products)]
