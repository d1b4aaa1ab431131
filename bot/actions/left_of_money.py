"""Says what is left of a budget beside the cart: "how much is left of 6000?"."""

import re

from bot.actions.open_plan import open_plan, wish_of
from bot.actions.shelf import carts_of
from bot.components.devanagari import latin
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import planning as words
from chat.reply import text
from shop.money import Money
from shop.plans.counted import MONEY
from shop.reading.numbers import digits, plain

_LEFT = frozenset(
    ["left", "remaining", "remain", "remains", "bacha", "bache", "bachega", "bachenge", "bachi"]
)
_MONEY = MONEY | {"money", "paisa", "paise", "amount", "rupya"}
_OF = frozenset(["of", "from", "out", "me", "mein", "mai", "se"])
_LEAST = 50  # rupees: "2 left" is no budget


def left_of_money(turn: Turn, tools: Tools) -> Answer | None:
    """The budget that is said, or that of the plan, less what the cart comes to; None where none is asked."""
    said = re.findall(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+|₹", plain(latin(turn.text)))
    numbers = [value for word in said if word[0].isdigit() and (value := digits(word)) and value >= _LEAST]
    if not _LEFT & set(said) or len(numbers) > 1:
        return None
    if any(line.goods for line in reading_of(turn, tools).lines):  # "how much sugar is left?"
        return None
    if numbers and not (_OF | _MONEY) & set(said):
        return None
    there = open_plan(turn, tools)
    budget = Money(int(numbers[0] * 100)) if numbers else wish_of(turn, tools, there).budget
    if budget is None or not (numbers or _MONEY & set(said)):
        return None
    total = carts_of(tools).priced(turn.customer, turn.now).quote.total
    facts = {"total": total.spoken(), "budget": budget.spoken()}
    if total.minor > budget.minor:
        return say(text(words.OVER_THE_MONEY.in_(turn.locale, **facts, over=(total - budget).spoken())))
    return say(text(words.LEFT_OF_MONEY.in_(turn.locale, **facts, left=(budget - total).spoken())))
