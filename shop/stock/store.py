"""Moves stock: held for a checkout, taken by its order, given back. Never oversold.

Pieces leave `stock` the moment they are held, so what `stock` says is free to sell. All rows
are taken in the order of their names, so that two checkouts can't wait for each other.
"""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import delete, insert, select, update

from shop.catalogue.product import UNCOUNTED
from shop.catalogue.tables import products
from shop.checkout.tables import checkouts
from shop.refusals import Refused
from shop.stock.tables import allocations, stock
from storage.database import Database, Tx

WAREHOUSE = "main"  # where stock is that nobody said more of


class NotEnough(Refused):
    """The shelf holds less than was asked for."""

    def __init__(self, title: str, left: int) -> None:
        if left:
            super().__init__("short", title=title, left=left)
        else:
            super().__init__("sold_out", title=title)
        self.title, self.left = title, left


def hold(tx: Tx, db: Database, checkout: str, wanted: Mapping[str, int]) -> None:
    """Take so many pieces of each off the shelf for this checkout, or raise NotEnough."""
    for sku in sorted(wanted):
        for warehouse, taken in _off_the_shelf(tx, db, sku, wanted[sku]):
            tx.execute(
                insert(allocations).values(
                    checkout_id=checkout, sku=sku, warehouse=warehouse, quantity=taken, state="held"
                )
            )


def take(tx: Tx, checkout: str) -> None:
    """The checkout became an order: what was held is sold."""
    tx.execute(
        update(allocations)
        .where(allocations.c.checkout_id == checkout, allocations.c.state == "held")
        .values(state="taken")
    )


def release(tx: Tx, checkout: str) -> None:
    """Put back what this checkout holds or its order took; a second time does nothing."""
    rows = tx.execute(
        select(allocations)
        .where(allocations.c.checkout_id == checkout, allocations.c.state != "returned")
        .order_by(allocations.c.sku, allocations.c.warehouse)
    ).all()
    for row in rows:
        _shelf(tx, row.sku, row.warehouse, row.quantity)
    tx.execute(update(allocations).where(allocations.c.checkout_id == checkout).values(state="returned"))


def give_back(tx: Tx, order_id: str) -> None:
    """An order was cancelled: its pieces return to the shelf."""
    for (checkout,) in tx.execute(select(checkouts.c.id).where(checkouts.c.order_id == order_id)).all():
        release(tx, checkout)


def shift(tx: Tx, db: Database, order_id: str, change: Mapping[str, int]) -> None:
    """An order's items were changed: take what is more, give back what is less."""
    checkout = _checkout_of(tx, order_id)
    if checkout is None:
        return
    for sku in sorted(change):
        if change[sku] > 0:
            _more(tx, db, checkout, sku, change[sku])
        elif change[sku] < 0:
            _less(tx, checkout, sku, -change[sku])


def set_aside(tx: Tx, db: Database, order_id: str, pieces: Mapping[str, int]) -> None:
    """An exchange was asked for: the new pieces leave the shelf at once, so that they are there for it."""
    if _checkout_of(tx, order_id) is not None:
        for sku in sorted(pieces):
            _off_the_shelf(tx, db, sku, pieces[sku])


def send_again(tx: Tx, db: Database, pieces: Mapping[str, int]) -> None:
    """A claim is settled with new pieces: they leave the shelf, or NotEnough."""
    for sku in sorted(pieces):
        _off_the_shelf(tx, db, sku, pieces[sku])


def put_back(tx: Tx, order_id: str, pieces: Mapping[str, int]) -> None:
    """Pieces of an order came back: to the warehouse that sent them."""
    checkout = _checkout_of(tx, order_id)
    if checkout is None:
        return
    for sku in sorted(pieces):
        left = pieces[sku]
        sent = select(allocations).where(allocations.c.checkout_id == checkout, allocations.c.sku == sku)
        for row in tx.execute(sent.order_by(allocations.c.warehouse)).all():
            back = min(left, row.quantity)
            _shelf(tx, sku, row.warehouse, back)
            left -= back


def set_totals(tx: Tx, db: Database, totals: Mapping[str, int]) -> None:
    """Make what the warehouses hold of each product add up to what was said; the main one takes what differs.

    Of a product whose stock nobody spoke of, nothing is written: orders may be taking from it now.
    What is not counted has no rows.
    """
    tx.execute(delete(stock).where(stock.c.sku.in_([s for s, total in totals.items() if total == UNCOUNTED])))
    counted = {sku: total for sku, total in totals.items() if total != UNCOUNTED}
    elsewhere: dict[str, int] = defaultdict(int)
    query = select(stock).where(stock.c.sku.in_(counted)).order_by(stock.c.sku, stock.c.warehouse)
    for row in tx.execute(query.with_for_update()):
        if row.warehouse != WAREHOUSE:
            elsewhere[row.sku] += row.quantity
    # Fewer in all than the others are said to have: where they went is not known, so they are moved.
    gone = [sku for sku, total in counted.items() if total < elsewhere[sku]]
    tx.execute(update(stock).where(stock.c.sku.in_(gone), stock.c.warehouse != WAREHOUSE).values(quantity=0))
    rows = [
        {
            "sku": sku,
            "warehouse": WAREHOUSE,
            "quantity": total - (0 if sku in gone else elsewhere[sku]),
        }
        for sku, total in counted.items()
    ]
    if rows:
        statement = db.insert(stock)
        tx.execute(
            statement.on_conflict_do_update(
                index_elements=["sku", "warehouse"], set_={"quantity": statement.excluded.quantity}
            ),
            rows,
        )


def _checkout_of(tx: Tx, order_id: str) -> str | None:
    """The checkout of an order; none where it is from before the shop kept stock for its orders."""
    found: str | None = tx.execute(select(checkouts.c.id).where(checkouts.c.order_id == order_id)).scalar()
    return found


def _off_the_shelf(tx: Tx, db: Database, sku: str, wanted: int) -> list[tuple[str, int]]:
    """Take so many pieces, or raise NotEnough: (warehouse, how many). One that holds all comes first."""
    query = select(stock).where(stock.c.sku == sku).order_by(stock.c.quantity.desc(), stock.c.warehouse)
    rows = tx.execute(query.with_for_update()).all()
    if not rows:  # goods that nobody counts
        return [(WAREHOUSE, wanted)]
    free = sum(max(0, row.quantity) for row in rows)
    if free < wanted:
        title = tx.execute(select(products.c.title).where(products.c.sku == sku)).scalar_one()
        raise NotEnough(title, free)
    found = []
    for row in rows:
        taken = min(wanted, max(0, row.quantity))
        if taken:
            _shelf(tx, sku, row.warehouse, -taken)
            found.append((row.warehouse, taken))
            wanted -= taken
    return found


def _more(tx: Tx, db: Database, checkout: str, sku: str, wanted: int) -> None:
    for warehouse, taken in _off_the_shelf(tx, db, sku, wanted):
        tx.execute(
            db.insert(allocations)
            .values(checkout_id=checkout, sku=sku, warehouse=warehouse, quantity=taken, state="taken")
            .on_conflict_do_update(
                index_elements=["checkout_id", "sku", "warehouse"],
                set_={"quantity": allocations.c.quantity + taken},
            )
        )


def _less(tx: Tx, checkout: str, sku: str, unwanted: int) -> None:
    held = (allocations.c.checkout_id == checkout) & (allocations.c.sku == sku)
    for row in tx.execute(select(allocations).where(held).order_by(allocations.c.warehouse)).all():
        back = min(unwanted, row.quantity)
        one = held & (allocations.c.warehouse == row.warehouse)
        if back == row.quantity:
            tx.execute(delete(allocations).where(one))
        elif back:
            tx.execute(update(allocations).where(one).values(quantity=row.quantity - back))
        _shelf(tx, sku, row.warehouse, back)
        unwanted -= back


def _shelf(tx: Tx, sku: str, warehouse: str, delta: int) -> None:
    tx.execute(
        update(stock)
        .where(stock.c.sku == sku, stock.c.warehouse == warehouse)
        .values(quantity=stock.c.quantity + delta)
    )
