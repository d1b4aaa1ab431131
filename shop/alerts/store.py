"""SQL of alerts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from shop.alerts.alert import Alert, State
from shop.alerts.tables import alerts
from shop.money import Money
from storage.database import Tx, stamp, unstamp

WAITING = ("on", "paused")


def add(tx: Tx, alert: Alert, now: datetime) -> None:
    """Store a new one."""
    tx.execute(
        insert(alerts).values(
            id=alert.id,
            customer_id=alert.customer,
            kind=alert.kind,
            sku=alert.sku,
            brand=alert.brand,
            price=alert.price.minor if alert.price else None,
            currency=alert.price.currency if alert.price else "",
            state=alert.state,
            seen=dict(alert.seen),
            at=stamp(now),
        )
    )


def set_price(tx: Tx, alert: str, price: Money) -> None:
    """Store another price that is hoped for."""
    tx.execute(update(alerts).where(alerts.c.id == alert).values(price=price.minor, currency=price.currency))


def of_customer(tx: Tx, customer: str, states: Iterable[str] = WAITING, *, lock: bool = False) -> list[Alert]:
    """Read those of one customer that are in one of these states, the first that was set first.

    `lock`: nobody else tells of them meanwhile.
    """
    query = select(alerts).where(alerts.c.customer_id == customer, alerts.c.state.in_(tuple(states)))
    query = query.order_by(alerts.c.at, alerts.c.id)
    return [_alert(row) for row in tx.execute(query.with_for_update() if lock else query)]


def who_waits(tx: Tx) -> list[str]:
    """Read the customers who have an alert that is on."""
    query = select(alerts.c.customer_id).where(alerts.c.state == "on").distinct()
    return list(tx.execute(query.order_by(alerts.c.customer_id)).scalars())


def set_state(tx: Tx, customer: str, of: Iterable[str], state: State) -> int:
    """Store another state of these alerts of this customer; how many there were."""
    mine = (alerts.c.customer_id == customer) & alerts.c.id.in_(tuple(of))
    return tx.execute(update(alerts).where(mine).values(state=state)).rowcount


def end(tx: Tx, customer: str, of: Iterable[str]) -> int:
    """Delete these alerts of this customer; how many there were."""
    mine = (alerts.c.customer_id == customer) & alerts.c.id.in_(tuple(of))
    return tx.execute(delete(alerts).where(mine)).rowcount


def told(tx: Tx, alert: Alert, now: datetime, seen: Mapping[str, int] | None = None) -> None:
    """Store that the customer was told: one of a brand goes on with what it saw, any other is over."""
    values: dict[str, Any] = {"told_at": stamp(now)}
    values |= {"seen": dict(seen)} if seen is not None else {"state": "told"}
    tx.execute(update(alerts).where(alerts.c.id == alert.id).values(**values))


def _alert(row: Row[Any]) -> Alert:
    return Alert(
        row.id,
        row.customer_id,
        row.kind,
        row.sku,
        row.brand,
        Money(row.price, row.currency) if row.price is not None else None,
        row.state,
        row.seen,
        unstamp(row.told_at) if row.told_at else None,
    )
