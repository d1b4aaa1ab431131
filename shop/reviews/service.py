"""Takes what customers think of products."""

from dataclasses import dataclass
from datetime import datetime

from shop.reviews import store
from storage.database import Database, Tx
from storage.once import once


@dataclass(frozen=True)
class Rate:
    """A customer's stars for a product."""

    customer: str
    sku: str
    stars: int  # 1 to 5


class Reviews:
    """Reviews of products."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def rate(self, asked: Rate, key: str, now: datetime) -> int:
        """Store the stars, once for this key and in place of earlier ones; how many they are."""

        def stored(tx: Tx) -> int:
            store.put_stars(tx, asked.sku, asked.customer, asked.stars, now)
            return asked.stars

        return int(once(self.db, key, stored))
