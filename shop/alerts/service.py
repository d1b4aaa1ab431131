"""Sets, lists, pauses and ends alerts, and tells customers what they waited for.

An alert goes out where its customer last wrote, by day, in one message for all that is so just then.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from chat.quiet_hours import is_quiet
from chat.service.conversations import Conversations, send_in
from chat.service.language import language_of
from shop.alerts import store
from shop.alerts.alert import BRAND_EVERY, MOST, Alert, Kind, can_be_bought, is_so, news_of, prices_of
from shop.alerts.notices import News, news
from shop.catalogue.product import Product
from shop.catalogue.store import reads
from shop.money import Money
from shop.refusals import Missing, Refused
from storage.database import Database, Tx
from storage.once import once

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SetAlert:
    """Tell the customer when this product is back or costs no more than this, or what is new of a brand."""

    customer: str
    sku: str = ""
    price: Money | None = None
    brand: str = ""

    @property
    def kind(self) -> Kind:
        """What is waited for."""
        if self.brand:
            return "brand"
        return "back" if self.price is None else "price"

    def is_so(self, product: Product) -> bool:
        """Whether there is nothing to wait for: it costs no more than that, or is there."""
        return can_be_bought(product) if self.price is None else product.price <= self.price


@dataclass(frozen=True)
class Listed:
    """An alert with the product that it is about."""

    alert: Alert
    product: Product | None = None


class Alerts:
    """What customers wait for; each step is one transaction."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def set(self, asked: SetAlert, key: str, now: datetime) -> str:
        """Store an alert, or another price in one that is there; its id. Refused where it is so already."""

        def work(tx: Tx) -> str:
            mine = store.of_customer(tx, asked.customer)
            same = (asked.kind, asked.sku, asked.brand)
            there = next((one for one in mine if (one.kind, one.sku, one.brand) == same), None)
            if there is None and len(mine) >= MOST:
                raise Refused("alerts_full", most=MOST)
            seen = self._what_is_there(tx, asked)
            if there is None:
                alert = Alert(
                    f"al_{uuid4().hex[:16]}", asked.customer, asked.kind, asked.sku, asked.brand, asked.price,
                    seen=seen,
                )  # fmt: skip
                store.add(tx, alert, now)
                return alert.id
            if asked.price:
                store.set_price(tx, there.id, asked.price)
            store.set_state(tx, asked.customer, [there.id], "on")
            return there.id

        return str(once(self.db, key, work))

    def _what_is_there(self, tx: Tx, asked: SetAlert) -> Mapping[str, int]:
        """What is sold of the brand; refuses what does not exist, or is so already."""
        if asked.brand:
            goods = reads.of_brand(tx, asked.brand)
            if not goods:
                raise Missing("brand_unknown", brand=asked.brand)
            return prices_of(goods)
        product = reads.products_of(tx, [asked.sku]).get(asked.sku)
        if product is None or not product.active:
            raise Missing("product_gone")
        if asked.price is not None and asked.price.minor <= 0:
            raise Refused("alert_for_nothing", title=product.title)
        if asked.price is not None and asked.is_so(product):
            raise Refused("costs_that", title=product.title, price=product.price, wished=asked.price)
        if asked.is_so(product):
            raise Refused("there_now", title=product.title)
        return {}

    def of(self, customer: str) -> list[Listed]:
        """List what a customer waits for, with the products."""
        with self.db.read() as tx:
            mine = store.of_customer(tx, customer)
            goods = reads.products_of(tx, [one.sku for one in mine if one.sku])
        return [Listed(one, goods.get(one.sku)) for one in mine]

    def pause(self, customer: str, of: Sequence[str]) -> int:
        """Tell nothing of these until they are resumed; how many they are."""
        with self.db.write() as tx:
            return store.set_state(tx, customer, of, "paused")

    def resume(self, customer: str, of: Sequence[str]) -> int:
        """Tell of these again; how many they are."""
        with self.db.write() as tx:
            return store.set_state(tx, customer, of, "on")

    def end(self, customer: str, of: Sequence[str]) -> int:
        """Forget these; how many they were."""
        with self.db.write() as tx:
            return store.end(tx, customer, of)

    def tell_all(self, now: datetime) -> int:
        """Tell everybody who can be told now what they waited for; how many were told."""
        if is_quiet(now.astimezone(self.db.zone).hour):
            return 0
        with self.db.read() as tx:
            waiting = store.who_waits(tx)
        told = 0
        for customer in waiting:
            try:
                told += self.tell(customer, now)
            except Exception:  # one customer's fault does not keep the others waiting
                log.exception("an alert could not be sent")
        return told

    def tell(self, customer: str, now: datetime) -> bool:
        """Tell one customer what is so now, unless nothing is, or a person is talking with them."""
        with self.db.read() as tx:  # there mostly is nothing: no write waits for that
            if not _all_news(tx, customer, now):
                return False
        at = next(
            (c for c in Conversations(self.db).customers_conversations(customer) if c.state == "bot"), None
        )
        if at is None:
            return False
        with self.db.write() as tx:
            found = _all_news(tx, customer, now, lock=True)  # another process may have told it meanwhile
            if not found:
                return False
            for one in found:
                store.told(tx, one.alert, now, one.seen)
            locale = language_of(tx, customer, at.locale)
            send_in(tx, at.id, [news(found, locale)], now)
        log.info("told of alerts", extra={"conversation": at.id, "alerts": len(found)})
        return True


def _all_news(tx: Tx, customer: str, now: datetime, *, lock: bool = False) -> list[News]:
    """What there is to tell a customer now."""
    on = store.of_customer(tx, customer, ("on",), lock=lock)
    goods = reads.products_of(tx, [one.sku for one in on if one.sku])
    return [one for alert in on if (one := _news(tx, alert, goods, now))]


def _news(tx: Tx, alert: Alert, goods: Mapping[str, Product], now: datetime) -> News | None:
    """What there is to tell of an alert; None where it is not so."""
    if alert.kind != "brand":
        product = goods.get(alert.sku)
        return News(alert, (product,)) if product and is_so(alert, product) else None
    if alert.told_at and now - alert.told_at < BRAND_EVERY:
        return None
    theirs = reads.of_brand(tx, alert.brand)
    new = news_of(alert.seen, theirs)
    return replace(News(alert, tuple(new)), seen=prices_of(theirs)) if new else None
