"""SQL that tells or forgets all that is stored of one customer.

It writes tables of every subject: what becomes of their rows is said on each table, and done here.
What needs more than that is in `forgetting.py`.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select, update

from chat.tables import conversations, messages
from intake.all_tables import schema
from people.tables import MERGED, NAMED, customers
from shop.cart.tables import quotes
from shop.orders.tables import orders
from shop.sellers.tables import questions
from storage.database import stamp

SECRET = {"dialogue", "lease_owner", "lease_until", "link"}  # ours, and nothing about the person
# Columns that name a customer, and those that name what is a customer's.
WHOSE = frozenset({"customer_id", "owner", "from_customer", "to_customer"})
OF_THEIRS: dict[str, Table] = {
    "conversation_id": conversations,
    "order_id": orders,
    "question_id": questions,
    "quote_id": quotes,
}


def customer_row(tx: Connection, customer: str) -> dict[str, Any] | None:
    """Read what is stored of the customer in the list of customers."""
    row = tx.execute(select(customers).where(customers.c.id == customer)).first()
    return dict(row._mapping) if row else None


def is_named(row: dict[str, Any]) -> bool:
    """Whether anything in this row of the list of customers tells who it is."""
    return any(row[name] for name in NAMED)


def rows_of(tx: Connection, customer: str) -> dict[str, list[dict[str, Any]]]:
    """Read every row that names this customer, by table, without what is ours."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in schema.sorted_tables:
        if "customer_id" in table.c:
            rows = tx.execute(select(table).where(table.c.customer_id == customer)).all()
            if rows:
                found[table.name] = [_shown(row) for row in rows]
    return found


def _shown(row: Any) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name not in SECRET}


def words_with(tx: Connection, customer: str) -> list[dict[str, Any]]:
    """Read all that was said in this customer's conversations."""
    said = tx.execute(
        select(messages)
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(conversations.c.customer_id == customer)
        .order_by(messages.c.id)
    )
    return [
        {"at": row.created_at, "from": row.sender, "channel": row.channel, "text": row.text} for row in said
    ]


def erase_rows(tx: Connection, customer: str) -> None:
    """Delete or blank what each table says; what refers to a row before the row itself.

    A visitor who became this customer may still have rows: of two of one key each kept their own.
    """
    everyone = _became(tx, customer)
    for table in reversed(schema.sorted_tables):
        fate = table.info.get("person")
        for mine in (one for who in everyone for one in _theirs(table, who)):
            if fate == "erase":
                tx.execute(delete(table).where(mine))
            elif fate == "blank":
                tx.execute(update(table).where(mine).values(**table.info["blank"]))


def _theirs(table: Table, customer: str) -> Iterator[ColumnElement[bool]]:
    """How this table's rows of a customer are found: a condition for each column that tells it."""
    for name in table.info.get("by", ()):
        if name in WHOSE:
            yield table.c[name] == customer
        else:
            parent = OF_THEIRS[name]
            yield table.c[name].in_(select(parent.c.id).where(parent.c.customer_id == customer))


def unname(tx: Connection, customer: str) -> None:
    """Blank who this customer is, and who the visitors were that were found to be the same."""
    blank = customers.info["blank"]
    tx.execute(update(customers).where(customers.c.id.in_(_became(tx, customer))).values(**blank))
    tx.execute(update(customers).where(customers.c.id == customer).values(kind="erased"))


def _became(tx: Connection, customer: str) -> set[str]:
    """This customer and the visitors that were found to be the same."""
    found = {customer}
    newest = found
    while newest:
        before = select(customers.c.id).where(customers.c.merged_into.in_(newest), MERGED)
        newest = set(tx.execute(before).scalars()) - found
        found |= newest
    return found


def give_to_nobody(tx: Connection, customer: str, now: datetime) -> None:
    """Give what stays to a customer without a name, so whoever bears this one's later has none of it.

    What tables keep stays with the storefront's account: the shop's own terms with it.
    """
    nobody = "gone_" + secrets.token_urlsafe(12)
    tx.execute(insert(customers).values(id=nobody, kind="erased", created_at=stamp(now)))
    for table in schema.sorted_tables:
        if table.info.get("person") in ("blank", "move"):
            for name in WHOSE.intersection(table.info["by"]):
                tx.execute(update(table).where(table.c[name] == customer).values({name: nobody}))
