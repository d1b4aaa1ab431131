"""Finding products by talking: search, refine, show more."""

import re

from bot.actions.looking import detail, side_by_side
from bot.actions.searching import SHOWN, categories, known, show, state_of, step_of, today
from bot.actions.turn import Answer, Tools, Turn, action, say
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


@action("search_product")
def search_product(turn: Turn, tools: Tools) -> Answer:
    """Products for what was asked, keeping every condition, by what the store says now."""
    category = turn.entity("category")
    if category:
        return show(turn, tools, Ask("", Constraints(categories=(str(category),))))
    names = known(tools)
    ask = read(turn.text, names, today(turn))
    if _BROWSE.search(turn.text) and not ask.constraints.categories:
        return say(choice("What are you looking for? These are our categories:", *categories(tools)))
    state = state_of(turn, tools)
    if state.shown and not _asks_anew(ask, turn.text):
        step = step_of(turn, tools, state)
        if step is not None:
            return _take(turn, tools, state, step)
    if not _worded(ask):
        return say(choice("What shall I look for? Type its name, or pick a category:", *categories(tools)))
    return show(turn, tools, ask)


def names_goods(said: str, tools: Tools) -> bool:
    """Whether all of these few words, spelt right, are in the name of one product."""
    if not 1 <= len(said.split()) <= _FEW_WORDS:
        return False
    hits = tools.search.search(said, 3).hits
    return bool(hits) and max(h.cover for h in hits) >= _ALL


def _asks_anew(ask: Ask, said: str) -> bool:
    """Whether the words name something of their own."""
    return len(re.findall(r"[^\W\d_]{3,}", ask.words)) > 0 and not re.search(
        r"\b(?:cheaper|bigger|smaller|another brand|other brand|different brand|compare|one)\b",
        said,
        re.IGNORECASE,
    )


def _worded(ask: Ask) -> bool:
    return len(re.sub(r"\W", "", ask.words)) > 1 or bool(ask.constraints.given())


def _take(turn: Turn, tools: Tools, state: SearchState, step: Step) -> Answer:
    if step.kind == "tell":
        return say(text(step.text))
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
    if _worded(said):
        return show(turn, tools, said)
    return say(choice("Which products do you mean? Type a name, or pick a category:", *categories(tools)))


@action("show_more")
def show_more(turn: Turn, tools: Tools) -> Answer:
    """The next page of what was shown."""
    state = state_of(turn, tools)
    if not state.shown:
        return say(choice("More of what? Type a name, or pick a category:", *categories(tools)))
    return show(turn, tools, state.ask, state.offset + SHOWN)
