"""Finding products by talking: search, refine, show more."""

import re

from bot.actions.looking import detail, side_by_side
from bot.actions.searching import SHOWN, categories, known, show, state_of, step_of, today, worded
from bot.actions.turn import Answer, Tools, Turn, action, say
from bot.words import finding as words
from chat.reply import choice, text
from shop.discovery.asking import Ask, read
from shop.discovery.constraints import Constraints
from shop.discovery.refining import Step
from shop.discovery.state import SearchState

__all__ = ["refine_search", "search_product", "show_more", "state_of"]

_BROWSE = re.compile(
    r"\b(?:categor(?:y|ies)|catalogue|catalog|browse|product list|kya kya"
    r"|what (?:do|all|products|items) .*(?:sell|have|stock))\b",
    re.IGNORECASE,
)
_FEW_WORDS, _ALL = 5, 0.95
# Words around goods; knowing what they ask for is Rasa's part.
_ASKING = frozenset(
    ("do", "you", "have", "show", "me", "i", "need", "want", "any", "some", "a", "the", "please", "for")
).union(("looking", "hai", "kya", "mujhe", "chahiye", "dikhao", "and", "of"))


@action("search_product")
def search_product(turn: Turn, tools: Tools) -> Answer:
    """Products for what was asked, keeping every condition, by what the store says now."""
    category, as_typed = turn.entity("category"), turn.entity("as_typed")
    if category:
        return show(turn, tools, Ask("", Constraints(categories=(str(category),))))
    if as_typed:
        return show(turn, tools, Ask(str(as_typed), as_typed=True))
    names = known(tools)
    ask = read(turn.text, names, today(turn))
    if _BROWSE.search(turn.text) and not ask.constraints.categories:
        return say(choice(words.BROWSE.in_(turn.locale), *categories(tools)))
    state = state_of(turn, tools)
    if state.shown and not _asks_anew(ask, turn.text):
        step = step_of(turn, tools, state)
        if step is not None:
            return _take(turn, tools, state, step)
    if not worded(ask):
        return say(choice(words.LOOK_FOR.in_(turn.locale), *categories(tools)))
    return show(turn, tools, ask)


def goods_named(said: str, tools: Tools) -> str:
    """A few words that all, spelt right, are in one product's name; "" when they are not."""
    named = [word for word in said.lower().split() if word.strip("?.!,") not in _ASKING]
    if not 1 <= len(named) <= _FEW_WORDS:
        return ""
    goods = " ".join(named)
    hits = tools.search.search(goods, 3).hits
    return goods if hits and max(h.cover for h in hits) >= _ALL else ""


def _asks_anew(ask: Ask, said: str) -> bool:
    """Whether the words name something of their own."""
    return len(re.findall(r"[^\W\d_]{3,}", ask.words)) > 0 and not re.search(
        r"\b(?:cheaper|bigger|smaller|another brand|other brand|different brand|compare|one)\b",
        said,
        re.IGNORECASE,
    )


def _take(turn: Turn, tools: Tools, state: SearchState, step: Step) -> Answer:
    if step.kind == "tell":
        return say(text(words.told(step.problem, step.ask or state.ask, turn.locale)))
    if step.kind == "pick":
        return detail(turn, tools, step.skus[0])
    if step.kind == "compare":
        return side_by_side(turn, tools, step.skus)
    return show(turn, tools, step.ask or state.ask, step.offset)


@action("refine_search")
def refine_search(turn: Turn, tools: Tools) -> Answer:
    """ "cheaper", "another brand", "only in stock": the same search, narrowed."""
    state = state_of(turn, tools)
    step = step_of(turn, tools, state)
    if step is not None:
        return _take(turn, tools, state, step)
    said = read(turn.text, known(tools), today(turn))
    if worded(said):
        return show(turn, tools, said)
    return say(choice(words.WHICH.in_(turn.locale), *categories(tools)))


@action("show_more")
def show_more(turn: Turn, tools: Tools) -> Answer:
    """The next page of what was shown."""
    state = state_of(turn, tools)
    if not state.shown:
        return say(choice(words.MORE_OF_WHAT.in_(turn.locale), *categories(tools)))
    return show(turn, tools, state.ask, state.offset + SHOWN)
