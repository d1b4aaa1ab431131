"""Finding products by talking: search, refine, show more."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.actions.asking_about import asked_of_another
from bot.actions.for_each_diet import for_each_diet
from bot.actions.looking import detail, side_by_side
from bot.actions.searching import (
    SHOWN,
    asked,
    card,
    categories,
    find_for,
    known,
    show,
    state_of,
    step_of,
    telling,
    worded,
)
from bot.actions.several_kinds import of_several_kinds
from bot.actions.shelf import in_cart, matched
from bot.actions.taking import take
from bot.actions.which_product import names_goods, which_product
from bot.dialogue.fitting import fitting
from bot.dialogue.reading_here import reading_of
from bot.dialogue.siblings import leans, siblings
from bot.dialogue.spoken_of import one_of_them, spoken_of
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn, action, say
from bot.reading.filling import GOODS, SIZE
from bot.words import finding as words
from chat.reply import Card, Reply, choice, text
from chat.words import Words
from shop.catalogue.product import Product
from shop.finding.asking import CHEAPEST, Ask
from shop.finding.claims import claimed
from shop.finding.constraints import Constraints
from shop.finding.families import family_of
from shop.finding.in_view import BIGGER, SMALLER, piece_of, size_of
from shop.finding.known import folded
from shop.finding.measure import MEASURE
from shop.finding.pointing import pointed
from shop.finding.refining import NO_BIGGER, NO_CHEAPER, NO_SMALLER, Step
from shop.finding.remembered import LAST_SHOWN
from shop.finding.state import SearchState
from shop.reading.quantity import parse_wanted
from shop.reading.sounds import sound

__all__ = ["refine_search", "search_product", "show_more", "state_of"]

_LOOKS = frozenset({"search_product", "refine_search", "recommend", "check_stock"})
_SIZES = frozenset({"size", "sizes", "packing", "packings", "packs"})
_BRANDS = frozenset(map(sound, ("brand", "brands", "company", "companies", "make", "makes")))
_FAMILIES, _LOOKED_AT = 3, 40
_A_WEIGHT = 2000  # grams or millilitres; less than that is the size of a packet
_BROWSE = re.compile(
    r"\b(?:categor(?:y|ies)|catalogue|catalog|browse|product list|kya kya"
    r"|what (?:do|all|products|items) .{0,60}(?:sell|have|stock))\b",
    re.IGNORECASE,
)


@action("search_product", title=Words("Find a product", "Saman dhoondho", "सामान ढूँढिए"), help_place=1)
def search_product(turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911  # each way out is an answer
    """Products for what was asked, keeping every condition, by what the store says now."""
    category, as_typed = turn.entity("category"), turn.entity("as_typed")
    if category:
        return show(turn, tools, Ask("", Constraints(categories=(str(category),))))
    if as_typed:
        return show(turn, tools, Ask(str(as_typed), as_typed=True))
    if sizes := _sizes_of_it(turn, tools):
        return sizes
    if again := asked_of_another(turn, tools):
        return again
    if several := of_several_kinds(turn, tools):
        return several
    if sized := _in_another_size(turn, tools) or _bigger_or_smaller(turn, tools):
        return sized
    if amount := _so_much_of_it(turn, tools):
        return amount
    ask = asked(turn, tools)
    if diets := for_each_diet(turn, tools, ask):
        return diets
    named = bool(reading_of(turn, tools).said(GOODS))
    browses = _BROWSE.search(turn.text) and not (ask.constraints.categories or ask.constraints.sold_out)
    if browses and not named:
        return say(choice(words.BROWSE.in_(turn.locale), *categories(tools)))
    state = state_of(turn, tools)
    step = step_of(turn, tools, state) if state.shown else None
    if state.shown and (narrowed := _of_this_brand(turn, tools, state, ask)):
        return narrowed
    if step is not None and (step.sure or not _asks_anew(ask, turn.text)):
        return _take(turn, tools, state, step, ask)
    if not (worded(ask) or ask.problem):
        brands = _brands_of_it(turn, tools, state)
        return brands or say(choice(words.LOOK_FOR.in_(turn.locale), *categories(tools)))
    return show(turn, tools, ask)


def _brands_of_it(turn: Turn, tools: Tools, state: SearchState) -> Answer | None:
    """ "And which companies are there?": those of what was shown, where nothing is named."""
    asks = _BRANDS & set(map(sound, re.findall(r"[^\W\d_]+", turn.text.lower())))
    if not asks or not state.shown:
        return None
    found = find_for(turn, tools, state.ask, limit=_LOOKED_AT).products
    brands = dict.fromkeys(product.brand for product in found if product.brand)
    told = words.BRANDS_THERE.in_(turn.locale, words=state.ask.words, brands=", ".join(brands))
    return say(text(told)) if brands else None


def _so_much_of_it(turn: Turn, tools: Tools) -> Answer | None:
    """ "Toor dal 10 kilo" of what comes by one kilo: as "10 kilo toor dal", and no pack to look for."""
    lines = reading_of(turn, tools).lines
    if len(lines) != 1 or "?" in turn.text or lines[0].amounts:
        return None
    wanted = parse_wanted(lines[0].goods)
    sized = len(wanted.measures) == 1 and wanted.measures[0].amount >= _A_WEIGHT
    if not wanted.words or not sized or wanted.count is not None:
        return None
    order = f"{wanted.measures[0]} {wanted.words}"
    made_up = [c for c in matched(turn, tools, order).asked if c.made_up]
    if not made_up or wanted.measures[0] in {size_of(c.product) for c in made_up}:
        return None
    return take(replace(turn, text=order, said=order, intent="add_to_cart"), tools, order)


def searched_at_once(turn: Turn, tools: Tools) -> Answer | None:
    """One search in several sentences: "tea 1 kg. not tata. under 480"; None for several wishes."""
    reading = reading_of(turn, tools)
    if turn.wishes and turn.wishes[0][0] in _LOOKS and _says_for_whom(turn):
        return search_product(replace(turn, intent="search_product", wishes=()), tools)
    if len(turn.wishes) < 2 or turn.wishes[0][0] not in _LOOKS or any(line.amounts for line in reading.lines):
        return None
    if not all(_puts_a_condition(intent, words, turn, tools) for intent, words in turn.wishes[1:]):
        return None
    return search_product(replace(turn, intent="search_product", wishes=()), tools)


def _says_for_whom(turn: Turn) -> bool:
    """ "One is diabetic, another vegan. which biscuits?": said before the wish, a condition of it."""
    parts = {claim for _, words_said in turn.wishes for claim in claimed(words_said)[1]}
    return bool(set(claimed(turn.text)[1]) - parts) and len(turn.wishes) == 1


def _puts_a_condition(intent: str, words: str, turn: Turn, tools: Tools) -> bool:
    """Whether this part of a message narrows what is looked for, and names nothing more to be found."""
    part = replace(turn, text=words, said=words, wishes=())
    ask = asked(part, tools)
    if intent == "remove_from_cart":  # what is not in the cart is only not to be shown
        wanted = " ".join((*reading_of(part, tools).refused, *reading_of(part, tools).said(GOODS)))
        there = in_cart(turn, tools)
        return not (there and fitting(wanted, there, tools, counted=False))
    return intent in _LOOKS and bool(ask.constraints.given() or ask.order) and not telling(ask.words, tools)


def _sizes_of_it(turn: Turn, tools: Tools) -> Answer | None:
    """ "What sizes do both come in?": all the sizes of what is spoken of, where nothing is named."""
    reading, there = reading_of(turn, tools), spoken_of(turn, tools)
    asks = _SIZES & set(re.findall(r"[a-z]+", turn.text.lower()))
    if not asks or reading.said(GOODS) or reading.said(SIZE) or not there:
        return None
    told, cards, shown = list[str](), list[Card](), list[str]()
    for one in list({family_of(p): p for p in there}.values())[:_FAMILIES]:
        skus = tools.search.search(one.title, _LOOKED_AT).skus
        same = [p for p in tools.catalogue.products(skus) if p.active and family_of(p) == family_of(one)]
        same = sorted(one_of_them(same), key=lambda p: size.amount if (size := piece_of(p)) else 0)
        sizes = ", ".join(f"{p.pack or p.title} {p.price.spoken()}" for p in same)
        told.append(f"{words.SIZES_OF.in_(turn.locale, name=family_name(one))} {sizes}")
        cards += [card(p, turn.locale) for p in same[:SHOWN]]
        shown += [p.sku for p in same[:SHOWN]]
    tools.contexts.save(turn.customer, LAST_SHOWN, tuple(shown), turn.now)
    return say(Reply("cards", "\n".join(told), cards=tuple(cards)))


def family_name(product: Product) -> str:
    """Its title without the size."""
    return " ".join(MEASURE.sub(" ", product.title).split())


def _bigger_or_smaller(turn: Turn, tools: Tools) -> Answer | None:
    """ "Isse bada bhi aata hai?", "a smaller one": of what is spoken of, where it is one thing."""
    said = set(re.findall(r"[a-z]+", turn.text.lower()))
    reading, there = reading_of(turn, tools), spoken_of(turn, tools)
    there = pointed(turn.text, there) or there  # "a bigger pack of the first one"
    words_said = " ".join((*reading.said(GOODS), *reading.said(SIZE)))
    if not said & (SMALLER | BIGGER) or len(set(map(family_of, there))) != 1 or not leans(words_said, tools):
        return None
    one = _end_of(there, smallest=bool(said & SMALLER))
    found = [p for p in siblings(words_said, turn.text, [one], tools) if p.sku != one.sku]
    if not found and len(there) > 1:  # the smallest of it was shown already
        none = words.told(NO_SMALLER if said & SMALLER else NO_BIGGER, Ask(""), turn.locale)
        return say(Reply("cards", f"{none} {one.full_name}:", cards=(card(one, turn.locale),)))
    if not found:
        return None
    show_these = tuple(card(product, turn.locale) for product in found)
    tools.contexts.save(turn.customer, LAST_SHOWN, tuple(p.sku for p in found), turn.now)
    return say(Reply("cards", words.FOUND.in_(turn.locale), cards=show_these))


def _end_of(there: Sequence[Product], *, smallest: bool) -> Product:
    """The smallest of these, or the biggest; a case of them is not the thing in another size."""
    sized = [(size.amount, p.sku, p) for p in there if (size := piece_of(p))]
    if not sized:
        return there[0]
    return min(sized)[-1] if smallest else max(sized)[-1]


def _in_another_size(turn: Turn, tools: Tools) -> Answer | None:
    """ "1 kg wala kitne ka?" with nothing named: that size of what is spoken of."""
    reading = reading_of(turn, tools)
    goods = " ".join(reading.said(GOODS))
    if not reading.said(SIZE) or (goods and names_goods(goods, spoken_of(turn, tools), tools)):
        return None
    product = which_product(turn, tools).product
    return ACTIONS["action_ask_price"](turn, tools) if product else None


def _of_this_brand(turn: Turn, tools: Tools, state: SearchState, ask: Ask) -> Answer | None:
    """ "Any Fortune?" after basmati rice: the same of that brand, where there is any."""
    names = known(tools)
    brands = names.brand_in(ask.words)
    if len(brands) != 1 or folded(ask.words) != brands[0] or not state.ask.words:
        return None
    wanted = replace(state.ask.constraints.joined(ask.constraints), brands=(names.brands[brands[0]],))
    same = replace(state.ask, constraints=wanted, order=ask.order or state.ask.order)
    return show(turn, tools, same) if _fits(turn, tools, same) else None


def _asks_anew(ask: Ask, said: str) -> bool:
    """Whether the words name something of their own."""
    return len(re.findall(r"[^\W\d_]{3,}", ask.words)) > 0 and not re.search(
        r"\b(?:cheaper|bigger|smaller|another brand|other brand|different brand|compare|one)\b",
        said,
        re.IGNORECASE,
    )


def _take(turn: Turn, tools: Tools, state: SearchState, step: Step, said: Ask) -> Answer:
    """Do the step; where nothing shown is of what was named, what was said is a search of its own."""
    if step.kind == "tell":
        return say(text(words.told(step.problem, step.ask or state.ask, turn.locale)))
    if step.kind == "pick":
        return detail(turn, tools, step.skus[0])
    if step.kind == "compare":
        return side_by_side(turn, tools, step.skus)
    wanted = step.ask or state.ask
    if step.problem and not _fits(turn, tools, wanted):
        told = words.told(step.problem, wanted, turn.locale)
        order = CHEAPEST if step.problem == NO_CHEAPER else state.ask.order
        return show(turn, tools, replace(state.ask, order=order), lead=told)
    if step.named and worded(said) and not _is_there(turn, tools, state.ask, wanted):
        return show(turn, tools, said)
    return show(turn, tools, wanted, step.offset)


def _fits(turn: Turn, tools: Tools, ask: Ask) -> bool:
    """Whether something keeps all of it."""
    found = find_for(turn, tools, ask)
    return bool(found.products) and not found.given_up


def _is_there(turn: Turn, tools: Tools, before: Ask, ask: Ask) -> bool:
    """Whether the brand, or the kind, that was named is among what was asked for before."""
    if ask.words != before.words and not ask.constraints.brands:
        most = [
            max((h.cover for h in tools.search.search(a.words, 3).hits), default=0.0) for a in (before, ask)
        ]
        return most[1] >= most[0]
    found = find_for(turn, tools, ask)
    return bool(found.products) and not found.near and "brands" not in found.given_up


@action("refine_search")
def refine_search(turn: Turn, tools: Tools) -> Answer:
    """ "cheaper", "another brand", "only in stock": the same search, narrowed."""
    if sized := _bigger_or_smaller(turn, tools):
        return sized
    state = state_of(turn, tools)
    step = step_of(turn, tools, state)
    if step is not None:
        return _take(turn, tools, state, step, asked(turn, tools))
    said = asked(turn, tools)
    if state.shown and said.constraints.given() and not reading_of(turn, tools).said(GOODS):
        wanted = state.ask.constraints.joined(said.constraints)  # "anything under 150?" of what was shown
        return show(turn, tools, replace(state.ask, constraints=wanted, order=said.order or state.ask.order))
    if worded(said) or said.problem:
        return show(turn, tools, said)
    return say(choice(words.WHICH.in_(turn.locale), *categories(tools)))


@action("show_more")
def show_more(turn: Turn, tools: Tools) -> Answer:
    """The next page of what was shown."""
    state = state_of(turn, tools)
    if not state.shown:
        return say(choice(words.MORE_OF_WHAT.in_(turn.locale), *categories(tools)))
    return show(turn, tools, state.ask, state.offset + SHOWN)
