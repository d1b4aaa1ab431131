"""SQL that makes two customers one: their rows go along, by what each table says; and back again.

It writes tables of every subject, for a customer's rows are spread over all of them.
"""

from typing import Any

from sqlalchemy import Connection, Table, and_, delete, select, update

from chat.store.contexts import merge_contexts
from chat.tables import conversations
from intake.all_tables import schema
from intake.codes import merged_quantities
from people.tables import identities
from shop.cart.tables import cart_lines, carts
from storage.database import insert_into


def move_all(tx: Connection, gone: str, stays: str) -> dict[str, Any]:
    """Give all that is one customer's to another; the keys of what went, by table."""
    moved: dict[str, Any] = {}
    for table in _moving():
        rows = _keys(tx, table, gone)
        # Both may have a list of the same name, say: each keeps its own.
        taken = _keys(tx, table, stays) if "customer_id" in table.primary_key.columns else []
        going = [key for key in rows if key not in taken]
        for key in going:
            _give(tx, table, key, gone, stays)
        if going:
            moved[table.name] = [list(key) for key in going]
    moved["cart"] = _merge_carts(tx, gone, stays)
    merge_contexts(tx, gone, stays)
    return moved


def move_back(tx: Connection, gone: str, stays: str, moved: dict[str, Any]) -> None:
    """Give back what went along, unless it has gone elsewhere since."""
    for name, keys in moved.items():
        if name != "cart":
            for key in keys:
                _give(tx, schema.tables[name], tuple(key), stays, gone)
    if moved.get("cart"):
        _part_carts(tx, gone, stays, moved["cart"])


def _moving() -> list[Table]:
    """Every table whose rows go along, whoever added it; conversations first."""
    first = (conversations, identities)
    return [*first, *(table for table in schema.sorted_tables if _moves(table) and table not in first)]


def _moves(table: Table) -> bool:
    return "customer_id" in table.info.get("by", ()) and table.info["merge"] == "move"


def _keys(tx: Connection, table: Table, customer: str) -> list[tuple[Any, ...]]:
    """The rest of the primary key of each row of this customer; () where there is one row a customer."""
    keys = [c for c in table.primary_key.columns if c.name != "customer_id"]
    rows = tx.execute(select(table.c.customer_id, *keys).where(table.c.customer_id == customer)).all()
    return [tuple(row)[1:] for row in rows]


def _give(tx: Connection, table: Table, key: tuple[Any, ...], gone: str, stays: str) -> None:
    keys = [c for c in table.primary_key.columns if c.name != "customer_id"]
    same = [column == value for column, value in zip(keys, key, strict=True)]
    tx.execute(update(table).where(table.c.customer_id == gone, *same).values(customer_id=stays))


def _merge_carts(tx: Connection, gone: str, stays: str) -> dict[str, Any]:
    theirs = _cart(tx, gone)
    if not theirs:
        return {}
    mine = _cart(tx, stays)
    for sku, quantity in merged_quantities(_counts(mine), _counts(theirs)).items():
        line = {**(theirs.get(sku) or mine[sku]), "customer_id": stays, "quantity": quantity}
        tx.execute(
            insert_into(tx, cart_lines)
            .values(**line)
            .on_conflict_do_update(index_elements=["customer_id", "sku"], set_={"quantity": quantity})
        )
    head = tx.execute(select(carts).where(carts.c.customer_id == gone)).first()
    if head:
        tx.execute(
            insert_into(tx, carts)
            .values({**head._mapping, "customer_id": stays, "undo": None})
            .on_conflict_do_nothing()
        )
        _touch_carts(tx, gone, stays)
    tx.execute(delete(cart_lines).where(cart_lines.c.customer_id == gone))
    return {"theirs": theirs, "mine": mine}


def _part_carts(tx: Connection, gone: str, stays: str, cart: dict[str, Any]) -> None:
    merged = merged_quantities(_counts(cart["mine"]), _counts(cart["theirs"]))
    now = _counts(_cart(tx, stays))
    for sku, line in cart["theirs"].items():
        tx.execute(insert_into(tx, cart_lines).values(**line).on_conflict_do_nothing())
        here = and_(cart_lines.c.customer_id == stays, cart_lines.c.sku == sku)
        if now.get(sku) != merged[sku]:
            continue  # changed since: it is the customer's own wish now
        if sku in cart["mine"]:
            tx.execute(update(cart_lines).where(here).values(quantity=cart["mine"][sku]["quantity"]))
        else:
            tx.execute(delete(cart_lines).where(here))
    _touch_carts(tx, gone, stays)


def _touch_carts(tx: Connection, gone: str, stays: str) -> None:
    """Both carts are others than before: what was asked about them is asked anew, and nothing is undone."""
    for who in (stays, gone):
        tx.execute(
            update(carts).where(carts.c.customer_id == who).values(version=carts.c.version + 1, undo=None)
        )


def _cart(tx: Connection, customer: str) -> dict[str, dict[str, Any]]:
    rows = tx.execute(select(cart_lines).where(cart_lines.c.customer_id == customer)).all()
    return {row.sku: dict(row._mapping) for row in rows}


def _counts(lines: dict[str, dict[str, Any]]) -> dict[str, int]:
    return {sku: line["quantity"] for sku, line in lines.items()}
