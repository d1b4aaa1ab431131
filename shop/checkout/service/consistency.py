"""Says where stock, checkouts, orders and ledger do not agree."""

from shop.checkout.store import consistency
from storage.database import Database


def disagreements(db: Database) -> list[str]:
    """Every disagreement in a sentence; none is well."""
    with db.read() as tx:
        return consistency.disagreements(tx, db)
