"""Says whether stock, reservations, orders and ledger agree; `dukan doctor` runs it."""

from shop.checkout.consistency import disagreements
from storage.database import Database


def check_orders(db: Database) -> list[str]:
    """Every disagreement in a sentence; an empty list when all is well."""
    with db.read() as tx:
        return disagreements(tx, db)
