"""What the shop's actions share: finding the product that is meant, and showing the cart."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain
from typing import Any

from bot.actions.suggested import shops_buying
from bot.dialogue.catalogue_cache import read_off
from bot.dialogue.reading_here import as_titled, in_shop_words
from bot.dialogue.spoken_of import spoken_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import cart as wording
from bot.words.checkout import LINE, VOUCHER
from chat.contexts import ContextKey
from chat.reply import Command, Option, Reply
from shop.cart.cart import as_json, price_changes
from shop.cart.pricing import Quote
from shop.cart.service.carts import Carts
from shop.catalogue.product import Product
from shop.checkout.words import REFUSALS
from shop.finding.at_hand import proposing
from shop.finding.by_default import usual_first
from shop.finding.in_view import only_points
from shop.finding.matching import PROPOSED, Match, Weights, match, match_all
from shop.finding.remembered import LAST_SHOWN, TOUCHED
from shop.orders.service.orders import Orders
from shop.reading.again import named_again
from shop.reading.quantity import parse_wanted
from shop.words import CHECK_OUT, TOTAL, UNDO

PLACES = {
    "first": 0, "1st": 0, "pehla": 0, "pehle": 0, "second": 1, "2nd": 1, "dusra": 1, "doosra": 1,
    "third": 2, "3rd": 2, "teesra": 2, "fourth": 3, "4th": 3, "fifth": 4, "5th": 4, "last": -1,
}  # fmt: skip
_SHOWN_WHOLE = 4  # lines of a cart that is shown again after each change
_POINTS = frozenset(
    ["it", "this", "that", "one", "ye", "yeh", "wo", "woh", "isko", "usko", "same", "them", "these"]
)


def carts_of(tools: Tools) -> Carts:
    """The service of carts, under this shop's price rules."""
    return Carts(tools.db, tools.rules)


def weights(tools: Tools) -> Weights:
    """How telling each word is in the catalogue that is searched now."""
    return read_off(
        tools,
        "weights",
        lambda documents: Weights(
            (d.name for d in documents),
            (d.other_names for d in documents),
            (d.subcategory for d in documents),
        ),
    )


def matched(
    turn: Turn,
    tools: Tools,
    words: str,
    only: Sequence[Product] | None = None,
    usual: Mapping[str, int] | None = None,
) -> Match:
    """What this wish means, in the whole catalogue or among these products.

    `usual` is what the customer bought before, where it was read already.
    """
    lately = Orders(tools.db).bought_lately(turn.customer) if usual is None else usual
    if only is None:
        return matched_all(tools, [words], lately)[0]
    return match(words, lambda _words: only, weights(tools), lately)


def matched_all(tools: Tools, wishes: Sequence[str], usual: Mapping[str, int]) -> list[Match]:
    """What each of these means, in the whole catalogue: searched together, each product read once."""
    again = {wish: named for wish in wishes if (named := named_again(wish))}
    had = _had_before(tools, again, usual) if again else {}
    searched = {wish: in_shop_words(again.get(wish, wish), tools) for wish in wishes if wish not in had}
    titled = {wish: as_titled(words, tools) for wish, words in searched.items()}
    read: dict[str, Product | None] = {}

    def propose(asked: Sequence[str]) -> list[list[Product]]:
        found = [result.skus for result in tools.search.search_all(asked, limit=PROPOSED)]
        unread = [sku for sku in dict.fromkeys(chain.from_iterable(found)) if sku not in read]
        read.update(dict.fromkeys(unread))
        read.update((p.sku, p) for p in tools.catalogue.products(unread) if p.active)
        return [[product for sku in skus if (product := read[sku])] for skus in found]

    names = list(dict.fromkeys((*searched.values(), *titled.values())))
    found = dict(zip(names, match_all(names, propose, weights(tools), usual), strict=True))
    for wish, words in searched.items():
        found[words] = max(found[words], found[titled[wish]], key=_how_well)
    asked = {wish: _asked(wish, found[name]) for wish, name in searched.items() if wish in again}
    met = [had.get(wish) or asked.get(wish) or found[searched[wish]] for wish in wishes]
    offered = {c.product.sku for match in met for c in (*match.asked, *match.behind)}
    shops = shops_buying(tools, offered) if offered else {}
    return [replace(usual_first(match, shops), text=wish) for match, wish in zip(met, wishes, strict=True)]


def _how_well(found: Match) -> tuple[bool, float]:
    return found.sure is not None, max((one.score for one in (found.sure, *found.asked) if one), default=0.0)


def _asked(wish: str, found: Match) -> Match:
    """What was never bought here is asked for; but so many are said of the one that is called so."""
    if found.sure and parse_wanted(wish).count is not None:
        return Match(wish, sure=found.sure)
    return Match(wish, asked=(found.sure,) if found.sure else found.asked)


def _had_before(tools: Tools, again: Mapping[str, str], lately: Mapping[str, int]) -> dict[str, Match]:
    """ "The surf excel I had last time": of what was bought by that name the latest, as many as then."""
    propose = proposing([p for p in tools.catalogue.products(list(lately)) if p.active], weights(tools))
    names = list(again.values())
    matches = match_all(names, lambda asked: list(map(propose, asked)), weights(tools), lately)
    latest = {sku: place for place, sku in enumerate(lately)}
    had: dict[str, Match] = {}
    for (wish, name), found in zip(again.items(), matches, strict=True):
        candidates = [found.sure] if found.sure else found.asked
        if candidates:
            newest = min(candidates, key=lambda one: latest[one.product.sku])
            wanted = parse_wanted(name)
            if wanted.count is None and not wanted.measures:
                newest = replace(newest, quantity=Fraction(lately[newest.product.sku]))
            had[wish] = Match(wish, sure=newest)
    return had


def pointed_at(turn: Turn, tools: Tools, words: str) -> str:
    """The product that "it", "the second one" or the page it was written on means; "" if none."""
    said = re.findall(r"\w+", words.lower())
    shown = tools.contexts.get(turn.customer, LAST_SHOWN, turn.now) or ()
    place = next((PLACES[w] for w in said if w in PLACES), None)
    if place is not None and shown and -len(shown) <= place < len(shown):
        return shown[place]
    if not said or only_points(words) or all(w in _POINTS or len(w) < 3 for w in said):
        there = spoken_of(turn, tools)
        return there[0].sku if there else ""
    return ""


def newer(turn: Turn, tools: Tools, one: ContextKey[Any], other: ContextKey[Any]) -> bool:
    """Whether one was set in a later turn than the other."""
    times = [tools.contexts.saved_at(turn.customer, key) for key in (one, other)]
    return times[0] is not None and (times[1] is None or times[0] > times[1])


def in_cart(turn: Turn, tools: Tools) -> list[Product]:
    """The products of the cart."""
    cart = carts_of(tools).get(turn.customer)
    return list(tools.catalogue.products([line.sku for line in cart.lines])) if cart.lines else []


def touched(turn: Turn, tools: Tools, sku: str) -> None:
    """Remember what was last put into the cart, for "make it 30"."""
    tools.contexts.save(turn.customer, TOUCHED, sku, turn.now)


def cart_reply(turn: Turn, tools: Tools, lead: str = "") -> Reply:
    """The cart with prices of this moment, and all that is to be said of it."""
    found, locale = carts_of(tools).priced(turn.customer, turn.now), turn.locale
    cart, quote = found.cart, found.quote
    undo = Option(UNDO.in_(locale), Command("update_cart", {"text": "undo"}))
    if not quote.lines:
        words = REFUSALS["cart_empty"].in_(locale)
        again = (undo,) if cart.undo else ()
        return Reply("cart", f"{lead}\n{words}".strip(), options=again, data={"cart": as_json(quote)})
    notes = [note.in_(turn.locale) for note in (*price_changes(cart, quote), *found.notes)]
    lines = [lead, *_told(quote, locale), *notes]
    return Reply(
        "cart",
        "\n".join(line for line in lines if line),
        lead="\n".join(line for line in (lead or wording.YOUR_CART.in_(locale), *notes) if line),
        options=(
            Option(CHECK_OUT.in_(locale), Command("checkout")),
            undo,
            Option(wording.EMPTY_IT.in_(locale), Command("clear_cart")),
        ),
        data={"cart": as_json(quote)},
    )


def _told(quote: Quote, locale: str) -> list[str]:
    told: list[str] = []
    for line in quote.lines:
        hint = f" ({line.next_tier.spoken(locale)})" if line.next_tier else ""
        price, total = line.unit_price.spoken(), line.total.spoken()
        said = LINE.in_(locale, quantity=line.quantity, title=line.title, price=price, total=total)
        told.append(said + hint)
    if quote.discount.minor:
        amount = quote.discount.spoken()
        told.append(VOUCHER.in_(locale, voucher=quote.voucher, amount=amount))
    if quote.delivery.minor:
        told.append(wording.DELIVERY.in_(locale, amount=quote.delivery.spoken()))
    total = quote.total.spoken()
    if quote.tax.minor and not quote.tax_on_top.minor:
        told.append(wording.TOTAL_WITH_TAX.in_(locale, total=total, tax=quote.tax.spoken()))
    else:
        told.append(TOTAL.in_(locale, total=total))
    return told


def say_cart(turn: Turn, tools: Tools, lead: str = "", *more: Reply) -> Answer:
    """An answer that shows the cart, with questions behind it."""
    return say(cart_reply(turn, tools, lead), *more)


def say_changed(turn: Turn, tools: Tools, lead: str, *more: Reply) -> Answer:
    """What was changed, with the cart; of a long one its count and total, the whole where it is asked for."""
    shown, quote = cart_reply(turn, tools, lead), carts_of(tools).priced(turn.customer, turn.now).quote
    if len(quote.lines) <= _SHOWN_WHOLE:
        return say(shown, *more)
    counted = wording.SO_MANY_LINES.in_(turn.locale, count=len(quote.lines), total=quote.total.spoken())
    whole = Option(wording.SHOW_CART.in_(turn.locale), Command("view_cart"))
    check_out, undo, *_ = shown.options
    return say(replace(shown, text=f"{shown.lead}\n{counted}", options=(check_out, undo, whole)), *more)


def whole_number(value: Any) -> int | None:
    """A quantity that a tap carries."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return None
