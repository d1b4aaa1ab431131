"""Puts the recommender together: in the process that learns, and in those that only answer."""

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from fastapi import APIRouter, Request

from bot.actions.suggested import Suggesting
from chat.ports import Conversation
from chat.service.conversations import Conversations
from connectors.web.channel import WebChannel
from connectors.web.recommendations import Asked, Item, Recommendations, router
from connectors.web.tokens import bearer
from insight.learning.history import from_purchases
from insight.learning.model import fit
from insight.recommending.event import impressions_of
from insight.recommending.experiments import BASKET
from insight.recommending.guards import Rules
from insight.recommending.reasons import in_words
from insight.recommending.recommend import Recommender
from insight.recommending.refit import Refit
from insight.recommending.saved_model import Follower, load, save
from insight.recommending.service import RecommendationRecords
from insight.recommending.suggestion import Suggestion
from insight.reminders.service import Reminders
from retrieval.engine import Search
from shop.cart.service.carts import in_cart
from shop.catalogue.service import Catalogue
from storage.database import Database

log = logging.getLogger(__name__)

REFIT_EVERY = timedelta(hours=6)
PURCHASES_EVERY = timedelta(minutes=10)


class ContentOfSearch:
    """Products like a product by the meaning of its words: the vectors and words of the index."""

    def __init__(self, search: Search, catalogue: Catalogue) -> None:
        self._search = search
        self._catalogue = catalogue

    def like(self, sku: str, limit: int) -> Sequence[tuple[str, float]]:
        product = self._catalogue.product(sku)
        if product is None:
            return ()
        found = self._search.search(f"{product.subcategory} {product.title}".strip(), limit + 1)
        # The place is what counts: scores of a search compare with nothing.
        return [(name, 1 / (2 + place)) for place, name in enumerate(found.skus) if name != sku]


def model_file(data: Path) -> Path:
    return data / "insight" / "model.pickle"


def open_suggesting(
    data: Path, db: Database, catalogue: Catalogue, search: Search | None = None, rules: Rules | None = None
) -> Suggesting:
    """The recommender with what was last kept; without that, with nothing learned yet."""
    store = RecommendationRecords(db)
    model = load(model_file(data)) or fit(from_purchases(()))
    content = ContentOfSearch(search, catalogue) if search else None
    return Suggesting(Recommender(model, catalogue, store, content, rules), store)


def keep_learning(suggesting: Suggesting, data: Path, every: timedelta = REFIT_EVERY) -> threading.Event:
    """For one process: learn now and again, keep what was learned, note purchases and arrivals."""
    stop = threading.Event()
    store = suggesting.store
    reminders = Reminders(store, suggesting.recommender, Conversations(store.db))

    def run() -> None:
        refit = Refit(suggesting.recommender, store.purchases, store.all_cohorts)
        fitted = datetime.min.replace(tzinfo=UTC)
        while not stop.is_set():
            now = datetime.now(UTC)
            try:
                store.note_purchases(now - timedelta(days=1))
                store.note_arrivals(now)
                reminders.remind_all(now)
                if now - fitted >= every or now < fitted:  # a clock set back learns at once
                    fitted = now
                    if refit.once().swapped:
                        save(suggesting.recommender.model, model_file(data))
            except Exception:
                log.exception("recommendations could not learn; those in place go on")
            stop.wait(PURCHASES_EVERY.total_seconds())

    threading.Thread(target=run, daemon=True, name="recommendations").start()
    return stop


def rules_of(least_margin: int) -> Rules:
    """The shop's own rules, from its settings; the margin in percent."""
    return Rules(margin_floor=least_margin / 100 if least_margin else None)


def routes(
    data: Path, db: Database, catalogue: Catalogue, web: WebChannel, rules: Rules | None = None
) -> APIRouter:
    """GET /v1/recommendations, for a process that does not learn itself."""
    suggesting = open_suggesting(data, db, catalogue, rules=rules)
    follower = Follower(suggesting.recommender, model_file(data))

    async def customer_of(request: Request) -> str:
        conversation = await web.conversation_of(bearer(request.headers.get("authorization", "")))
        known: Conversation = await web.in_thread(web.store.conversation, conversation)
        return known.customer

    return router(customer_of, answering(suggesting, follower.look))


def answering(
    suggesting: Suggesting, before: Callable[[], None] = lambda: None
) -> Callable[[str, Asked], Awaitable[Recommendations]]:
    """What connectors.web.recommendations.router asks."""

    def answer(customer: str, asked: Asked) -> Recommendations:
        before()
        now = datetime.now(UTC)
        found = _found(suggesting, customer, asked, now)
        place = {"customer": "basket"}.get(asked.purpose, asked.purpose)
        experiment, arm = (BASKET.name, BASKET.arm(customer)) if place == "basket" else ("", "")
        suggesting.store.record(impressions_of(place, customer, f"api_{uuid4().hex}", now, found))
        return Recommendations(
            items=[_item(one, asked.locale) for one in found], experiment=experiment, arm=arm
        )

    async def apart(customer: str, asked: Asked) -> Recommendations:
        return await asyncio.to_thread(answer, customer, asked)

    return apart


def _found(  # noqa: PLR0911  # one way out for each purpose
    suggesting: Suggesting, customer: str, asked: Asked, now: datetime
) -> Sequence[Suggestion]:
    shop = suggesting.recommender
    if asked.purpose == "cart":
        return shop.with_cart(customer, asked.skus, now, asked.limit)
    if asked.purpose == "product":
        return shop.like(customer, asked.skus[0], now, asked.limit)
    if asked.purpose == "offers":
        return shop.new_and_offers(customer, now, asked.limit)
    if asked.purpose == "due":
        return shop.due(customer, now, asked.limit)
    if asked.purpose == "alike":
        return shop.alike(customer, now, asked.limit)
    if asked.purpose == "popular":
        return shop.popular(customer, now, asked.limit, asked.skus or None)
    if asked.purpose == "season":
        return shop.in_season(customer, now, asked.limit)
    if asked.purpose == "savings":
        cart = in_cart(suggesting.store.db, customer)
        return shop.savings(customer, cart, now)
    return shop.propose_basket(customer, now, asked.limit, BASKET.arm(customer))


def _item(one: Suggestion, locale: str) -> Item:
    price = one.product.unit_price_at(one.quantity)
    return Item(
        sku=one.product.sku,
        title=one.product.title,
        image=one.product.image,
        price=price.plain(),
        currency=price.currency,
        quantity=one.quantity,
        reason=in_words(one.reason, locale),
        reason_kind=one.reason.kind,
    )
