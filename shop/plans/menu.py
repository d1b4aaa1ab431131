"""Finds what a menu names that no recipe is known of, and the known dish that is nearest to it."""

from collections.abc import Collection, Sequence
from fractions import Fraction

from shop.plans.left_out import SAYS_NO
from shop.plans.recipes import Dish, dishes
from shop.reading.likeness import tokens_of

DISH = "|"  # stands for a dish that was known
_SOFT = frozenset(
    [",", ";", "&", "+", "/", "\n", "-", "and", "aur", "with", "plus", "ya", "or", "phir", "also"]
)
_HARD = frozenset([".", "?", "!", ":"])
_LONGEST = 4  # words of one dish
# How something is made, or a word for any dish: what is beside it says which.
_FORMS = frozenset(
    ["curry", "sabzi", "sabji", "subzi", "gravy", "masala", "fry", "dry", "sukha", "special", "fresh", "wala",
     "wali", "ki", "ka", "ke"]
)  # fmt: skip


def not_known(tokens: Sequence[str], talk: Collection[str]) -> tuple[str, ...]:
    """What is listed among dishes and is none of the known, in the words of who wrote it.

    `tokens` are those of a message with a DISH for each that is known; `talk` are words that name no food.
    """
    found: list[str] = []
    run: list[str] = []
    for token in [*tokens, "."]:
        if token in _HARD:
            found += _of_run(run, talk) if DISH in run else []
            run = []
        else:
            run.append(token)
    return tuple(dict.fromkeys(found))


def _of_run(run: Sequence[str], talk: Collection[str]) -> list[str]:
    """What is listed between signs; where there is none, what stands between two dishes."""
    signs = any(token in _SOFT for token in run)
    known = [i for i, token in enumerate(run) if token == DISH]
    found: list[str] = []
    words: list[str] = []
    beside = False  # whether a dish stands right beside these words: "hot | please"
    for i, token in enumerate([*run, ","]):
        if token not in _SOFT and token != DISH:
            words.append(token)
            continue
        stands_alone = not beside and token != DISH if signs else known[0] < i <= known[-1]
        if stands_alone and (item := _item(words, talk)):
            found.append(item)
        words, beside = [], token == DISH
    return found


def _item(words: Sequence[str], talk: Collection[str]) -> str:
    """The dish that these words name; "" where they name none."""
    number = next((at for at, word in enumerate(words) if word[0].isdigit()), len(words))
    words = words[:number]  # "some snacks for 10 people"
    if any(word in SAYS_NO for word in words):
        return ""
    start, end = 0, len(words)
    while start < end and words[start] in talk:
        start += 1
    while end > start and words[end - 1] in talk:
        end -= 1
    named = words[start:end]
    few = 0 < len(named) <= _LONGEST and not any(word in talk and word not in _FORMS for word in named)
    return " ".join(named) if few and any(len(word) > 2 for word in named) else ""


def nearest_dish(words: str) -> Dish | None:
    """The dish that has all the words that tell it apart: "paneer gravy" is a curry of paneer."""
    telling = set(tokens_of(words)) - _FORMS
    if not telling:
        return None
    cooked = [dish for dish in dishes() if len(dish.parts) > 1]
    ways = [
        (len(own - telling - _FORMS), -_share(dish, telling), place, dish)
        for place, dish in enumerate(cooked)
        for own in (set(tokens_of(name)) for name in dish.names)
        if telling <= own
    ]
    return min(ways, key=lambda way: way[:3])[3] if ways else None


def _share(dish: Dish, telling: Collection[str]) -> Fraction:
    """How much of a dish is what these words name: of paneer, a curry has more than a paratha."""
    parts = [part for part in dish.parts if part.base != "pc"]
    of_it = [part.amount for part in parts if set(telling) & set(tokens_of(part.good))]
    return sum(of_it, Fraction(0)) / (sum((part.amount for part in parts), Fraction(0)) or 1)
