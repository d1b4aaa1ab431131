"""What a cart lacks to a sum, free delivery's or another: "what shall I add to reach 5,000?"."""

from collections.abc import Sequence

from bot.actions.shelf import carts_of
from bot.actions.suggested import Suggesting, said
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn
from bot.reading.filling import GOODS, PRICE
from bot.words import checkout as words
from insight.recommending.suggestion import Suggestion
from shop.cart.pricing import Quote
from shop.checkout.service.offers import CheckoutOffers
from shop.delivery.service import Delivery
from shop.delivery.ways import Way
from shop.money import Money
from shop.reading.money_words import parse_money
from shop.reading.sounds import sound

_OFFERED = 6
_DELIVERY = frozenset(map(sound, ("delivery", "shipping", "bhada", "डिलीवरी")))


def free_after(turn: Turn, tools: Tools, ways: Sequence[Way] = ()) -> list[str]:
    """From how much on delivery is free, and what is left to that; without ways, where most customers are."""
    quote = _quote(turn, tools)
    if not ways:
        rates = Delivery(tools.db).ways()
        ways = rates.to(rates.usual_postcode(), quote.subtotal, turn.now)
    way = next((way for way in ways if way.free_from and way.cost.minor), None)
    if way is None or way.free_from is None:
        return []
    told = words.FREE_FROM.in_(turn.locale, way=way.called(turn.locale), amount=way.free_from.spoken())
    lacks = way.free_from.minor - quote.subtotal.minor
    if not quote.lines or lacks <= 0:
        return [told]
    left = Money(lacks, quote.subtotal.currency)
    return [told + " " + words.LACKS.in_(turn.locale, left=left.spoken())]


def filled_up(turn: Turn, tools: Tools) -> Answer | None:
    """What goes with a cart that is to come to a sum; None where no sum above it is meant."""
    quote, suggesting = _quote(turn, tools), Suggesting.of(tools)
    if not quote.lines or suggesting is None or reading_of(turn, tools).said(GOODS):
        return None
    sum_meant = _sum_meant(turn, tools, quote)
    if sum_meant is None or sum_meant.minor <= quote.subtotal.minor:
        return None
    there = [line.sku for line in quote.lines]
    recommender = suggesting.recommender
    found: dict[str, Suggestion] = {}
    for one in (
        *recommender.with_cart(turn.customer, there, turn.now),
        *recommender.due(turn.customer, turn.now, _OFFERED, there),
        *recommender.popular(turn.customer, turn.now, _OFFERED),
    ):
        if one.product.sku not in there:
            found.setdefault(one.product.sku, one)
    left = Money(sum_meant.minor - quote.subtotal.minor, quote.subtotal.currency)
    lead = words.LEFT_TO.in_(turn.locale, left=left.spoken(), amount=sum_meant.spoken())
    return said(turn, tools, "cart", lead, list(found.values())[:_OFFERED])


def _sum_meant(turn: Turn, tools: Tools, quote: Quote) -> Money | None:
    """The sum that is named; else, where delivery is spoken of, from which it is free."""
    named = [money for said in reading_of(turn, tools).said(PRICE) if (money := parse_money(said))]
    if named:
        return named[0]
    if _DELIVERY.isdisjoint(map(sound, turn.text.lower().split())):
        return None
    ways = CheckoutOffers(carts_of(tools)).delivery(turn.customer, turn.now).ways
    rates = Delivery(tools.db).ways()
    ways = ways or rates.to(rates.usual_postcode(), quote.subtotal, turn.now)
    return next((way.free_from for way in ways if way.free_from and way.cost.minor), None)


def _quote(turn: Turn, tools: Tools) -> Quote:
    return carts_of(tools).priced(turn.customer, turn.now).quote
