"""What customers think of products: the last word of each on each counts."""

from datetime import datetime

from sqlalchemy import Connection, delete

from shop.reviews.tables import reviews
from storage.database import stamp


def review(tx: Connection, sku: str, customer: str, stars: int, now: datetime) -> int:
    """Keep this customer's stars for this product, in place of earlier ones."""
    tx.execute(delete(reviews).where(reviews.c.sku == sku, reviews.c.customer_id == customer))
    tx.execute(reviews.insert().values(sku=sku, customer_id=customer, stars=stars, at=stamp(now)))
    return stars
