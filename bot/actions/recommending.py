"""Suggesting: a whole basket, what goes with the cart, alternatives, new goods and good prices."""

# a list of words reads best as words

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.actions.compared import MOST
from bot.actions.filling_up import filled_up
from bot.actions.for_each_diet import for_each_diet
from bot.actions.plan_cart import take_all
from bot.actions.planning import planned
from bot.actions.searching import asked as looked_for
from bot.actions.searching import show, state_of, telling
from bot.actions.shelf import carts_of, pointed_at, say_cart, weights
from bot.actions.suggested import Suggesting, add_all, note_added, said
from bot.actions.which_product import which_product
from bot.components.devanagari import latin
from bot.dialogue.reading_here import in_shop_words, reading_of, shop_words
from bot.dialogue.spoken_of import spoken_of
from bot.dialogue.turn import Answer, Tools, Turn, action, run, say
from bot.reading.filling import GOODS, POINTS
from bot.words import suggesting as wording
from bot.words.products import FROM_EACH, NOT_ANY_MORE, WHICH_TO_COMPARE
from chat.reply import Command, Option, Reply, choice, text
from chat.words import Words
from insight.recommending.experiments import BASKET
from insight.recommending.guards import OWN
from insight.recommending.suggestion import Suggestion
from insight.reminders.service import ReminderWishes
from insight.reminders.terms import Wish
from shop.cart.requests import TakeCases
from shop.catalogue.product import Product
from shop.errors import ShopError
from shop.finding.claims import claimed
from shop.finding.remembered import LAST_SHOWN
from shop.plans.called import called
from shop.reading.sounds import sound
from shop.reading.suggestions import asked_for
from shop.replies import card
from shop.words import EACH

_OF_GOODS = frozenset({"basket", "popular", "alike", "new"})
SHOWN_BY_MARGIN = 6
OF_A_KIND = 60  # products that the search thinks of for a kind of goods
SHOWN = 10  # what the longest list of a channel holds
AMONG = 40  # products found by words, of which those that sell are shown
LEAST_SEASON = LEAST_SHOWN = 2
_OF_SHOWN = frozenset({"recommend", "ask_reviews", "compare_products", "search_product", "refine_search",
                       "order_history", "inform", "out_of_scope", "nlu_fallback"})  # fmt: skip
_WHICH = frozenset(
    ["which", "kaun", "kaunsa", "kaunsi", "kon", "konsa", "konsi", "inme", "these", "them", "those"]
)
_ADVICE = frozenset({"recommend", "compare_products", "search_product", "refine_search"})
_OF_THESE = frozenset(["these", "those", "inme", "inmein", "inmese"])
_BEST = frozenset(["best", "better", "behtar", "accha", "achha", "acha", "achhi", "achchha", "badhiya"])
CHEAPER = re.compile(r"\b(?:cheap\w*|sast\w*|less|lower|dear|expensive|mehen?g\w*|costly)\b", re.IGNORECASE)


@action("recommend", title=Words("Suggest something", "Kuch sujhao", "कुछ सुझाइए"), private=True)
def recommend(turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911  # each way out is an answer
    """ "What should I order?": a whole basket; or what else was asked for."""
    taken = [line for value in turn.entities.get("take", ()) for line in _listed(value)]
    if taken:
        return take_all(turn, tools, {str(one["sku"]): int(one["quantity"]) for one in taken})
    if plan := planned(turn, tools):
        return plan
    if filled := filled_up(turn, tools):
        return filled
    suggesting = Suggesting.of(tools)
    if suggesting is None:
        return say(text(wording.WHAT_DO_YOU_SELL.in_(turn.locale)))
    if turn.entity("single"):
        return _take_case(turn, tools)
    refused = [str(sku) for sku in turn.entities.get("refuse", ())]
    if refused:
        suggesting.store.came_of_it(turn.customer, "refusal", refused, turn.key("refuse"), turn.now)
    sku = turn.entity("sku")
    if sku and not refused:
        return _alternatives(turn, tools, str(sku))
    asked = str(turn.entity("kind") or "")
    kind, words = (asked, "") if asked or refused else asked_for(turn.text)
    if len(claimed(turn.text)[1]) > 1 and (diets := for_each_diet(turn, tools, looked_for(turn, tools))):
        return diets
    if words and kind in _OF_GOODS and (found := _looked_for(turn, tools)):
        return found
    return _BY_KIND.get(kind, _basket)(turn, tools, _topic(turn, tools, words))


def best_of_shown(turn: Turn, tools: Tools) -> Answer | None:
    """ "Which of these sells most?": what is shown, by how many buy it."""
    suggesting, reading = Suggesting.of(tools), reading_of(turn, tools)
    asks = turn.intent in _OF_SHOWN and asked_for(turn.text)[0] == "popular" and not reading.said(GOODS)
    points = bool(reading.said(POINTS)) or not _WHICH.isdisjoint(turn.text.lower().split())
    if not asks and (compared := _best_of_these(turn, tools)):
        return compared
    there = spoken_of(turn, tools) if suggesting and asks and points else []
    if suggesting is None or len(there) < LEAST_SHOWN:
        return None
    found = suggesting.recommender.popular(turn.customer, turn.now, SHOWN, [one.sku for one in there])
    known = [one for one in found if one.reason.kind == "popular"]
    if not known:
        return say(text(wording.NOT_KNOWN_OF_THESE.in_(turn.locale)))
    return said(turn, tools, "popular", wording.BEST_OF_THESE.in_(turn.locale), known)


def _best_of_these(turn: Turn, tools: Tools) -> Answer | None:
    """ "Which of these is best for frying?": what is spoken of, side by side; with none, which?"""
    said = set(re.findall(r"\w+", latin(turn.text).lower()))
    if turn.intent not in _ADVICE or said.isdisjoint(_OF_THESE) or said.isdisjoint(_BEST):
        return None
    there = [one.sku for one in spoken_of(turn, tools)[:MOST]]
    if len(there) < LEAST_SHOWN:
        return say(text(WHICH_TO_COMPARE.in_(turn.locale)))
    return run(Command("compare_products", {"skus": tuple(there)}), turn, tools)


def _topic(turn: Turn, tools: Tools, words: str) -> str:
    """What goods the advice is wanted of: those that are named, else the words left that the shop has.

    "Which biscuits do you have? I need something fast moving": of what the half before it looked for.
    """
    if not words and tools.contexts.saved_at(turn.customer, LAST_SHOWN) == turn.now:
        return state_of(turn, tools).ask.words
    if not words or "reader" not in tools.extras:
        return words
    if goods := [line.goods for line in reading_of(turn, tools).lines if line.goods]:
        return " ".join(goods)
    known = shop_words(tools)
    left = in_shop_words(words, tools).split()
    telling = [word for word in left if sound(word.lower()) in known]
    return " ".join(telling) if len(telling) * 2 >= len(left) else ""


def _looked_for(turn: Turn, tools: Tools) -> Answer | None:
    """What is wanted with conditions, or for a need in words, is looked for: advice keeps them as well."""
    wanted = looked_for(turn, tools)
    told = telling(wanted.words, tools)
    if not told or not (
        wanted.constraints.given() or wanted.order or not reading_of(turn, tools).said(GOODS)
    ):
        return None
    return show(turn, tools, wanted)


def _basket(turn: Turn, tools: Tools, words: str) -> Answer:
    """A whole basket; when goods were named, those of them that sell."""
    if words:
        return _popular(turn, tools, words)
    suggesting: Suggesting = tools.extras["suggesting"]
    found = suggesting.recommender.propose_basket(turn.customer, turn.now, SHOWN, BASKET.arm(turn.customer))
    if not found:
        return say(text(wording.NOTHING_YET.in_(turn.locale)))
    own = any(one.reason.kind in OWN for one in found)
    more = Option(wording.LIKE_MINE.in_(turn.locale), Command("recommend", {"kind": "alike"}))
    lead = _lead(found, bool(turn.entity("refuse")), own, turn.locale)
    all_of_it = add_all(found, turn.locale)
    return said(turn, tools, "basket", lead, found, all_of_it, *((more,) if own else ()))


def _due(turn: Turn, tools: Tools, _words: str) -> Answer:
    suggesting: Suggesting = tools.extras["suggesting"]
    there = list(carts_of(tools).get(turn.customer).quantities)
    found = suggesting.recommender.due(turn.customer, turn.now, SHOWN, there)
    if not found:
        basket = Option(wording.PROPOSE_BASKET.in_(turn.locale), Command("recommend", {"kind": "basket"}))
        return say(choice(wording.NOTHING_DUE.in_(turn.locale), basket))
    return said(turn, tools, "due", wording.DUE.in_(turn.locale), found, add_all(found, turn.locale))


def _alike(turn: Turn, tools: Tools, words: str) -> Answer:
    if words:
        return _popular(turn, tools, words)
    suggesting: Suggesting = tools.extras["suggesting"]
    found = suggesting.recommender.alike(turn.customer, turn.now)
    if not found:  # somebody new: nobody is like them yet
        return _popular(turn, tools, words)
    return said(turn, tools, "alike", wording.ALIKE.in_(turn.locale), found)


def _popular(turn: Turn, tools: Tools, words: str) -> Answer:
    """What sells well around this customer, of everything or of what was named."""
    suggesting: Suggesting = tools.extras["suggesting"]
    among = tools.search.search(words, AMONG).skus if words else None
    found = suggesting.recommender.popular(turn.customer, turn.now, 6, among)
    if not found:
        nothing = wording.NOTHING_FOR if words else wording.NOTHING_YET
        return say(text(nothing.in_(turn.locale, words=words)))
    lead = wording.POPULAR_OF if words else wording.POPULAR
    return said(turn, tools, "popular", lead.in_(turn.locale, words=words), found)


def _season(turn: Turn, tools: Tools, words: str) -> Answer:
    """What sells at this time of the year; a festival far off or no year of figures: what sells."""
    suggesting: Suggesting = tools.extras["suggesting"]
    found = suggesting.recommender.in_season(turn.customer, turn.now)
    if len(found) < LEAST_SEASON:
        return _popular(turn, tools, "")
    return said(turn, tools, "season", wording.SEASON.in_(turn.locale), found)


def _new(turn: Turn, tools: Tools, _words: str) -> Answer:
    """What came lately; when nothing did, that is said before the good prices."""
    answer = offers(turn, tools)
    suggesting: Suggesting = tools.extras["suggesting"]
    came = suggesting.store.arrived(turn.now)
    if any(card.sku in came for reply in answer.replies for card in reply.cards):
        return answer
    nothing = wording.NOTHING_NEW.in_(turn.locale)
    return say(text(nothing), *(reply for reply in answer.replies if reply.cards))


def _margin(turn: Turn, tools: Tools, words: str) -> Answer:
    """The goods that leave most below their MRP, of those that are named; with none named, good prices."""
    found = called(words, _products_for(tools, words), weights(tools)) if words else []
    earning = [p for p in found if p.mrp and p.price.minor < p.mrp.minor and p.stock > 0]
    if not earning:
        return offers(turn, tools)
    best = sorted(earning, key=lambda p: (-margin_of(p), p.sku))[:SHOWN_BY_MARGIN]
    tools.contexts.save(turn.customer, LAST_SHOWN, tuple(p.sku for p in best), turn.now)
    cards = tuple(replace(card(p, turn.locale), subtitle=_earns(p, turn.locale)) for p in best)
    return say(Reply("cards", wording.MOST_MARGIN.in_(turn.locale, words=words), cards=cards))


def _earns(product: Product, locale: str) -> str:
    mrp = product.mrp.spoken() if product.mrp else ""
    return wording.EARNS.in_(locale, mrp=mrp, percent=f"{margin_of(product):.0f}")


def margin_of(product: Product) -> float:
    """What is left for who sells it at its MRP, in percent of that."""
    return 100 * (1 - product.price.minor / product.mrp.minor) if product.mrp else 0.0


def _products_for(tools: Tools, words: str) -> list[Product]:
    return [p for p in tools.catalogue.products(tools.search.search(words, OF_A_KIND).skus) if p.active]


def _with(turn: Turn, tools: Tools, words: str) -> Answer:
    """What goes with the product that was named, else with the one spoken of, else with the cart."""
    suggesting: Suggesting = tools.extras["suggesting"]
    skus = tools.search.search(words, 5).skus if words else [pointed_at(turn, tools, "")]
    named = [product for product in tools.catalogue.products([sku for sku in skus if sku]) if product.active]
    if not named:
        named = tools.catalogue.products(list(carts_of(tools).get(turn.customer).quantities))
    found = suggesting.recommender.with_cart(turn.customer, [one.sku for one in named], turn.now)
    if not found:
        if not named:
            return say(text(wording.NOT_KNOWN_WITH_THAT.in_(turn.locale)))
        return say(text(wording.NOT_KNOWN_WITH.in_(turn.locale, title=named[0].title)))
    lead = wording.BOUGHT_WITH if len(named) == 1 or words else wording.WITH_YOUR_CART
    return said(turn, tools, "cart", lead.in_(turn.locale, title=words or named[0].title), found)


def _instead(turn: Turn, tools: Tools, words: str) -> Answer:
    """Alternatives to what was named or is spoken of."""
    sku = next(iter(tools.search.search(words, 1).skus), "") if words else pointed_at(turn, tools, "")
    if not sku:
        return say(text(wording.INSTEAD_OF_WHICH.in_(turn.locale)))
    return _alternatives(turn, tools, sku)


_BY_KIND: Mapping[str, Callable[[Turn, Tools, str], Answer]] = {
    "alternatives": _instead,
    "with": _with,
    "due": _due,
    "alike": _alike,
    "season": _season,
    "margin": _margin,
    "new": _new,
    "popular": _popular,
}


def _listed(value: Any) -> Sequence[Any]:
    """A tap's list comes whole or one by one."""
    return value if isinstance(value, list) else [value]


def _lead(found: Sequence[Suggestion], again: bool, own: bool, locale: str) -> str:
    total = sum(
        (one.product.unit_price_at(one.quantity) * one.quantity for one in found[1:]),
        found[0].product.unit_price_at(found[0].quantity) * found[0].quantity,
    ).spoken()
    lead = (wording.BASKET if own else wording.BASKET_OF_OTHERS).in_(locale, total=total)
    return wording.NOT_THAT_ONE.in_(locale, lead=lead) if again else lead


def _alternatives(turn: Turn, tools: Tools, sku: str) -> Answer:
    asked = tools.catalogue.product(sku)
    suggesting: Suggesting = tools.extras["suggesting"]
    cheaper = bool(CHEAPER.search(turn.text))
    found = suggesting.recommender.like(turn.customer, sku, turn.now, cheaper=cheaper) if asked else ()
    if not asked or not found:
        if asked and cheaper:
            return say(text(wording.NOTHING_CHEAPER.in_(turn.locale, title=asked.title)))
        return say(text(wording.NO_STAND_IN.in_(turn.locale)))
    return said(turn, tools, "product", wording.INSTEAD_OF.in_(turn.locale, title=asked.title), found)


@action("offers", title=Words("Today's offers", "Aaj ke offer", "आज के ऑफ़र"), private=True, help_place=2)
def offers(turn: Turn, tools: Tools) -> Answer:
    """New goods and good prices among what this customer buys."""
    if of_goods := _offers_on(turn, tools):
        return of_goods
    suggesting = Suggesting.of(tools)
    found = suggesting.recommender.new_and_offers(turn.customer, turn.now) if suggesting else ()
    if not found:
        return say(text(wording.NO_OFFER.in_(turn.locale)))
    bargains = all(one.reason.kind == "bargain" for one in found)
    lead = wording.GOOD_PRICES if bargains else wording.OFFERS
    return said(turn, tools, "offers", lead.in_(turn.locale), found)


_OFFERS_OF = 4  # products that are named so, of which each is told


def _offers_on(turn: Turn, tools: Tools) -> Answer | None:
    """ "Any scheme on the soap?": of what is named, from how many on it costs less."""
    if turn.entities or not any(line.goods for line in reading_of(turn, tools).lines):
        return None
    which = which_product(turn, tools)
    here = [p for p in ((which.product,) if which.product else which.others) if p.active][:_OFFERS_OF]
    if not here:
        return None
    tools.contexts.save(turn.customer, LAST_SHOWN, tuple(p.sku for p in here), turn.now)
    told = [wording.NO_GIFTS.in_(turn.locale)]
    for product in here:
        each = EACH.in_(turn.locale, price=product.price.spoken())
        tiers = [
            FROM_EACH.in_(turn.locale, count=t.from_quantity, price=t.unit_price.spoken())
            for t in product.tiers
        ]
        said = ", ".join((each, *tiers)) if tiers else f"{each}, {wording.NO_TIER.in_(turn.locale)}"
        told.append(f"• {product.title}: {said}")
    return say(text("\n".join(told)))


def _take_case(turn: Turn, tools: Tools) -> Answer:
    """Cases instead of so many single packs, in one step that can be undone."""
    single = tools.catalogue.product(str(turn.entity("single")))
    case = tools.catalogue.product(str(turn.entity("sku") or ""))
    if single is None or case is None:
        return say(text(NOT_ANY_MORE.in_(turn.locale)))
    cases, singles = int(turn.entity("quantity") or 1), int(turn.entity("singles") or 0)
    asked = TakeCases(turn.customer, single.sku, singles, case.sku, cases, turn.key("case"))
    try:
        carts_of(tools).take_cases(asked, turn.now)
    except ShopError as refusal:
        return say(text(refusal.in_(turn.locale)))
    note_added(turn, tools, [case.sku])
    taken = wording.CASES_TAKEN.in_(turn.locale, cases=cases, title=case.title, singles=singles)
    return say_cart(turn, tools, taken)


def set_reminders(turn: Turn, tools: Tools, wanted: bool, days_between: int | None = None) -> str:
    """The customer asks for reminders, or for none; the sentence that confirms it."""
    suggesting = Suggesting.of(tools)
    if suggesting is None:
        return wording.NO_REMINDING_NOW.in_(turn.locale)
    wishes = ReminderWishes(suggesting.store.db)
    wish = wishes.of(turn.customer)
    wishes.put(
        Wish(
            turn.customer, wanted, max(1, days_between or wish.days_between), wish.quiet_from, wish.quiet_to,
            wish.last_at,
        )
    )  # fmt: skip
    if not wanted:
        return wording.NOT_REMINDED.in_(turn.locale)
    every = max(1, days_between or wish.days_between)
    if every == 1:
        return wording.REMINDED_DAILY.in_(turn.locale)
    return wording.REMINDED_EVERY.in_(turn.locale, days=every)
