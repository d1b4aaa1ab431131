"""What others ask of the list of customers."""

from datetime import datetime

from people.store import customers as store
from storage.database import Database


def ensure_customer(db: Database, customer: str, now: datetime) -> None:
    """Let the storefront vouch for this customer; the first sight of one makes the record.

    Who was erased and comes back is a customer anew.
    """
    with db.write() as tx:
        store.ensure_customer(tx, customer, now)


def known_customers(db: Database, limit: int, phones: str) -> list[dict[str, str]]:
    """Find some customers whose phones begin so, with their names and cities."""
    with db.read() as tx:
        return store.known_customers(tx, limit, phones)


def delivery_address(db: Database, customer: str) -> dict[str, str]:
    """Read where this customer's orders go; empty when it is not known."""
    with db.read() as tx:
        return store.address_of(tx, customer)
