"""Works out how many packs so many people need of what they look at: "how many packs for 120 kids?"."""

from fractions import Fraction

from bot.dialogue.spoken_of import spoken_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import planning as words
from chat.reply import Command, Option, choice
from shop.catalogue.product import Product
from shop.plans.filled import Wish
from shop.plans.packs import packed
from shop.plans.plan import MOST_PEOPLE, Need
from shop.plans.recipes import dishes
from shop.reading.likeness import tokens_of

_MOST = 3  # products of which it is said
# What one person has of a thing that no recipe is mainly made of.
_EACH = {"g": Fraction(30), "ml": Fraction(200), "pc": Fraction(1)}


def packs_for(turn: Turn, tools: Tools, wish: Wish) -> Answer | None:
    """So many of each product that is spoken of; None where none is."""
    if not 0 < (wish.people or 0) <= MOST_PEOPLE:
        return None
    people, days = wish.people or 0, wish.days or 1
    lines: list[str] = []
    options: list[Option] = []
    for product in spoken_of(turn, tools)[:_MOST]:
        for base, amount in portions_of(product).items():
            need = Need(product.title, amount * people * days, base)
            if one := packed(need, [product]):
                each = Need(product.title, amount, base).spoken()
                facts = {"quantity": one.quantity, "title": product.title, "cost": one.cost.spoken()}
                lines.append(words.PACKS_LINE.in_(turn.locale, **facts, amount=need.spoken(), each=each))
                add = Command("add_to_cart", {"sku": product.sku, "quantity": one.quantity})
                options.append(Option(f"{one.quantity} x {product.title}", add))
                break
    if not lines:
        return None
    lead = words.PACKS_FOR_DAYS if days > 1 else words.PACKS_FOR
    return say(choice("\n".join((lead.in_(turn.locale, people=people, days=days), *lines)), *options))


def portions_of(product: Product) -> dict[str, Fraction]:
    """What one person has of it, by the measure: as in the dish that is mainly made of it."""
    title = set(tokens_of(product.title))
    best: tuple[int, str, Fraction] | None = None
    for dish in dishes():
        main = max(dish.parts, key=lambda part: part.amount if part.base != "pc" else Fraction(0))
        name = set(tokens_of(main.good))
        if main.base != "pc" and name <= title and (best is None or len(name) > best[0]):
            best = (len(name), main.base, main.amount)
    own = {best[1]: best[2]} if best else {}
    return {**own, **{base: amount for base, amount in _EACH.items() if base not in own}}
