"""Suggestions in a chat: how they look, and that they are remembered as shown, tapped and added."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import suggesting as words
from bot.words.cart import ADD_SO_MANY
from chat.reply import Card, Command, Option, Reply
from insight.recommending.event import impressions_of
from insight.recommending.reasons import in_words
from insight.recommending.recommend import MOST_WITH_CART, Recommender
from insight.recommending.service import RecommendationRecords
from insight.recommending.suggestion import Suggestion
from insight.reminders.words import ADD_ALL
from shop.finding.remembered import LAST_SHOWN
from shop.replies import product_card
from shop.words import DETAILS


@dataclass(frozen=True)
class Suggesting:
    """The recommender with the records of what it showed; Tools.extras["suggesting"]."""

    recommender: Recommender
    store: RecommendationRecords

    @classmethod
    def of(cls, tools: Tools) -> "Suggesting | None":
        found = tools.extras.get("suggesting")
        return found if isinstance(found, cls) else None

    def shown(self, place: str, turn: Turn, found: Sequence[Suggestion]) -> None:
        """Remember what this customer was shown, and why."""
        self.store.record(impressions_of(place, turn.customer, turn.key(place), turn.now, found))


def shops_buying(tools: Tools, skus: Iterable[str]) -> dict[str, int]:
    """How many shops buy each of these; those that the recommender has not learnt of are left out."""
    suggesting = Suggesting.of(tools)
    if suggesting is None:
        return {}
    model = suggesting.recommender.model
    return {sku: int(model.crowd.buyers[model.item_of[sku]]) for sku in skus if sku in model.item_of}


def note_looked_at(turn: Turn, tools: Tools, sku: str) -> None:
    """A product that was suggested is looked at."""
    suggesting = tools.extras.get("suggesting")
    if suggesting:
        suggesting.store.came_of_it(turn.customer, "tap", [sku], turn.key("tap"), turn.now)


def note_added(turn: Turn, tools: Tools, skus: Iterable[str]) -> None:
    """To be called by whatever puts products into a cart: was one of them suggested?"""
    suggesting = Suggesting.of(tools)
    if suggesting is not None:
        suggesting.store.came_of_it(turn.customer, "add", skus, turn.key("add"), turn.now)


def card(one: Suggestion, locale: str) -> Card:
    """A suggestion as every channel shows it, reason and quantity first."""
    product = one.product
    # As on a card of a search: the first opens it, the last is what most will want.
    subtitle = words.PIECES if one.quantity > 1 else words.ONE_PIECE
    return product_card(
        product,
        product.title,
        subtitle.in_(locale, quantity=one.quantity, why=in_words(one.reason, locale)),
        Option(DETAILS.in_(locale), Command("product_details", {"sku": product.sku})),
        Option(words.NOT_THIS.in_(locale), Command("recommend", {"refuse": product.sku})),
        _take_it(one, locale),
        quantity=one.quantity,
    )


def _take_it(one: Suggestion, locale: str) -> Option:
    wanted = {"sku": one.product.sku, "quantity": one.quantity}
    if one.reason.kind == "bundle":
        swap = {name: one.reason.facts[name] for name in ("single", "singles")}
        return Option(words.TAKE_CASE.in_(locale), Command("recommend", {**wanted, **swap}))
    return Option(ADD_SO_MANY.in_(locale, quantity=one.quantity), Command("add_to_cart", wanted))


def shown(lead: str, found: Sequence[Suggestion], turn: Turn, *more: Option) -> Reply:
    """A reply with these suggestions."""
    return Reply(
        "cards",
        lead,
        cards=tuple(card(one, turn.locale) for one in found),
        options=more,
    )


def add_all(found: Sequence[Suggestion], locale: str) -> Option:
    """One tap that puts the whole basket into the cart."""
    wanted = [{"sku": one.product.sku, "quantity": one.quantity} for one in found]
    return Option(ADD_ALL.in_(locale), Command("recommend", {"take": wanted}))


def said(
    turn: Turn, tools: Tools, place: str, lead: str, found: Sequence[Suggestion], *more: Option
) -> Answer:
    """Say these, and remember that they were shown."""
    suggesting: Suggesting = tools.extras["suggesting"]
    suggesting.shown(place, turn, found)
    tools.contexts.save(turn.customer, LAST_SHOWN, tuple(one.product.sku for one in found), turn.now)
    return say(shown(lead, found, turn, *more))


def instead_of(turn: Turn, tools: Tools, sku: str) -> tuple[Reply, ...]:
    """Up to three that could stand in for what is out of stock, to be said after that; or nothing."""
    suggesting = Suggesting.of(tools)
    found = suggesting.recommender.like(turn.customer, sku, turn.now, 3) if suggesting else ()
    if not suggesting or not found:
        return ()
    suggesting.shown("product", turn, found)
    return (shown(words.IN_ITS_PLACE.in_(turn.locale), found, turn),)


def goes_with(turn: Turn, tools: Tools, cart: Mapping[str, int]) -> Reply | None:
    """At most three things to be said after a cart: what saves money, then what goes with it."""
    suggesting = Suggesting.of(tools)
    if suggesting is None:
        return None
    # The next price step is said by the cart itself, line by line.
    saving = [
        one
        for one in suggesting.recommender.savings(turn.customer, cart, turn.now)
        if one.reason.kind == "bundle"
    ][:1]
    without = [*cart, *(one.product.sku for one in saving)]
    beside = suggesting.recommender.with_cart(turn.customer, without, turn.now)
    found = [*saving, *beside][:MOST_WITH_CART]
    if not found:
        return None
    suggesting.shown("cart", turn, found)
    return shown(words.YOU_MAY_WANT.in_(turn.locale), found, turn)
