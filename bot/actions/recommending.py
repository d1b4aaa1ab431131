"""Suggesting: a whole basket, what goes with the cart, alternatives, new goods and good prices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.actions.shelf import carts_of, say_cart
from bot.actions.turn import Answer, Tools, Turn, action, say
from chat.reply import Card, Command, Option, Reply, text
from insight.experiments import BASKET
from insight.reasons import in_words
from insight.recommend import Recommender
from insight.suggestion import Suggestion
from shop import cart as shop_cart
from shop.errors import ShopError
from storage.effects import once
from storage.insight import Event, InsightStore, Wish

SHOWN = 10  # what the longest list of a channel holds


@dataclass(frozen=True)
class Suggesting:
    """The recommender with the store that remembers what it showed; Tools.extras["suggesting"]."""

    recommender: Recommender
    store: InsightStore

    @classmethod
    def of(cls, tools: Tools) -> "Suggesting | None":
        found = tools.extras.get("suggesting")
        return found if isinstance(found, cls) else None

    def shown(self, place: str, turn: Turn, found: Sequence[Suggestion]) -> None:
        """Remember what this customer was shown, and why."""
        self.store.record(impressions_of(place, turn.customer, turn.key(place), turn.now, found))


def impressions_of(
    place: str, customer: str, ref: str, now: datetime, found: Iterable[Suggestion]
) -> list[Event]:
    """An impression for each suggestion, with the customer's arm where an experiment is on."""
    experiment, arm = (BASKET.name, BASKET.arm(customer)) if place == "basket" else ("", "")
    return [
        Event(
            customer, "impression", one.product.sku, ref, now, place, experiment, arm, one.reason.kind,
            one.quantity,
        )
        for one in found
    ]  # fmt: skip


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
    return Card(
        sku=product.sku,
        title=product.title,
        subtitle=f"{one.quantity} pcs - {in_words(one.reason, locale)}",
        price=product.unit_price_at(one.quantity).spoken(),
        image=product.image,
        in_stock=True,
        options=(
            Option(
                f"Add {one.quantity}", Command("add_to_cart", {"sku": product.sku, "quantity": one.quantity})
            ),
            Option("Not this", Command("recommend", {"refuse": product.sku})),
        ),
    )


def shown(lead: str, found: Sequence[Suggestion], turn: Turn, *more: Option) -> Reply:
    """A reply with these suggestions."""
    return Reply(
        "cards",
        lead,
        cards=tuple(card(one, turn.locale) for one in found),
        options=more,
    )


def add_all(found: Sequence[Suggestion], hindi: bool) -> Option:
    """One tap that puts the whole basket into the cart."""
    wanted = [{"sku": one.product.sku, "quantity": one.quantity} for one in found]
    return Option("Sab daal do" if hindi else "Add all", Command("recommend", {"take": wanted}))


def _take_all(turn: Turn, tools: Tools, wanted: Sequence[Any]) -> Answer:
    """Put a proposed basket into the cart, once; what the cart refuses is said and left out."""
    quantities = {str(one["sku"]): int(one["quantity"]) for one in wanted}

    def work(tx: Any) -> dict[str, str]:
        carts = carts_of(tools)
        cart = carts.get(tx, turn.customer, lock=True)
        before, refused = cart.lines, {}
        for product in tools.catalogue.products(list(quantities)):
            try:
                cart = shop_cart.add(cart, product, quantities[product.sku])
            except ShopError as err:
                refused[product.sku] = str(err)
        carts.keep(tx, replace(cart, undo=before), turn.now)
        return refused

    refused: dict[str, str] = once(tools.db, turn.key("take"), work)
    note_added(turn, tools, [sku for sku in quantities if sku not in refused])
    return say_cart(turn, tools, "\n".join(refused.values()))


@action("recommend")
def recommend(turn: Turn, tools: Tools) -> Answer:
    """ "What should I order?": a whole basket; for one product, others like it."""
    suggesting = Suggesting.of(tools)
    if suggesting is None:
        return say(text("Tell me what you sell most, and I will find it for you."))
    taken = [line for value in turn.entities.get("take", ()) for line in _listed(value)]
    if taken:
        return _take_all(turn, tools, taken)
    hindi = turn.locale.startswith("hi")
    refused = [str(sku) for sku in turn.entities.get("refuse", ())]
    if refused:
        suggesting.store.came_of_it(turn.customer, "refusal", refused, turn.key("refuse"), turn.now)
    sku = turn.entity("sku")
    if sku and not refused:
        return _alternatives(turn, tools, suggesting, str(sku))
    found = suggesting.recommender.propose_basket(turn.customer, turn.now, SHOWN, BASKET.arm(turn.customer))
    if not found:
        return say(text("I have nothing to suggest yet. Tell me what you need, for example: 20 maggi 70g."))
    suggesting.shown("basket", turn, found)
    tools.contexts.put(turn.customer, "shown", [one.product.sku for one in found], turn.now)
    return say(shown(_lead(found, bool(refused), hindi), found, turn, add_all(found, hindi)))


def _listed(value: Any) -> Sequence[Any]:
    """A tap's list comes whole or one by one."""
    return value if isinstance(value, list) else [value]


def _lead(found: Sequence[Suggestion], again: bool, hindi: bool) -> str:
    total = sum(
        (one.product.unit_price_at(one.quantity) * one.quantity for one in found[1:]),
        found[0].product.unit_price_at(found[0].quantity) * found[0].quantity,
    ).spoken()
    if hindi:
        return f"{'Theek hai, woh nahi. ' if again else ''}Aapke liye yeh basket ({total}):"
    return f"{'All right, not that one. ' if again else ''}I would order this for you ({total}):"


def _alternatives(turn: Turn, tools: Tools, suggesting: Suggesting, sku: str) -> Answer:
    asked = tools.catalogue.product(sku)
    found = suggesting.recommender.like(turn.customer, sku, turn.now) if asked else ()
    if not asked or not found:
        return say(text("I know nothing that could stand in for that. Tell me what it should do."))
    suggesting.shown("product", turn, found)
    tools.contexts.put(turn.customer, "shown", [one.product.sku for one in found], turn.now)
    return say(shown(f"Instead of {asked.title}:", found, turn))


@action("offers")
def offers(turn: Turn, tools: Tools) -> Answer:
    """New goods and good prices among what this customer buys."""
    suggesting = Suggesting.of(tools)
    found = suggesting.recommender.new_and_offers(turn.customer, turn.now) if suggesting else ()
    if not suggesting or not found:
        return say(text("There is no special offer for you just now. Larger quantities cost less as a rule: "
                        "ask me for the price of 10, 50 or 100."))  # fmt: skip
    suggesting.shown("offers", turn, found)
    tools.contexts.put(turn.customer, "shown", [one.product.sku for one in found], turn.now)
    hindi = turn.locale.startswith("hi")
    lead = "Aapke kaam ke offer:" if hindi else "Good prices and new goods in what you buy:"
    return say(shown(lead, found, turn))


def goes_with(turn: Turn, tools: Tools, cart: Sequence[str]) -> Reply | None:
    """At most three things that go with this cart, to be said after it; None when there are none."""
    suggesting = Suggesting.of(tools)
    found = suggesting.recommender.with_cart(turn.customer, cart, turn.now) if suggesting else ()
    if not suggesting or not found:
        return None
    suggesting.shown("cart", turn, found)
    lead = "Iske saath aksar:" if turn.locale.startswith("hi") else "Shops that buy this also take:"
    return shown(lead, found, turn)


def set_reminders(turn: Turn, tools: Tools, wanted: bool, days_between: int | None = None) -> str:
    """The customer asks for reminders, or for none; the sentence that confirms it."""
    suggesting = Suggesting.of(tools)
    if suggesting is None:
        return "Reminders are not possible just now."
    wish = suggesting.store.wish(turn.customer)
    suggesting.store.put_wish(
        Wish(
            turn.customer, wanted, max(1, days_between or wish.days_between), wish.quiet_from, wish.quiet_to,
            wish.last_at,
        )
    )  # fmt: skip
    if not wanted:
        return "All right: no reminders."
    every = days_between or wish.days_between
    return f"I will remind you of what runs out, at most every {every} days, and never at night."
