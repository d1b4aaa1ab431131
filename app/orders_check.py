"""Says whether stock, reservations, orders and ledger agree; `dukan doctor` runs it."""

from storage.database import Database
from storage.order_check import disagreements


def check_orders(db: Database) -> list[str]:
    """Every disagreement in a sentence; an empty list when all is well."""
    with db.read() as tx:
        return disagreements(tx, db)
