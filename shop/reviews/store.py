"""Stores what customers think of products: the last word of each on each counts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from shop.reviews.review import Review
from shop.reviews.tables import reviews
from storage.database import Tx, stamp
from storage.upsert import Counts, insert_all


def put_stars(tx: Tx, sku: str, customer: str, stars: int, now: datetime) -> None:
    """Store this customer's stars for this product, in place of earlier ones."""
    tx.execute(delete(reviews).where(reviews.c.sku == sku, reviews.c.customer_id == customer))
    tx.execute(reviews.insert().values(sku=sku, customer_id=customer, stars=stars, at=stamp(now)))


def add_reviews(tx: Tx, given: Sequence[Review]) -> Counts:
    """Add those of these reviews that are not there: by product, customer and time."""
    known = {tuple(row) for row in tx.execute(select(reviews.c.sku, reviews.c.customer_id, reviews.c.at))}
    new = [review for review in given if (review.sku, review.customer, stamp(review.at)) not in known]
    insert_all(
        tx,
        reviews,
        [
            {
                "sku": review.sku,
                "customer_id": review.customer,
                "stars": review.stars,
                "text": review.text,
                "at": stamp(review.at),
            }
            for review in new
        ],
    )
    return Counts(new=len(new), unchanged=len(given) - len(new))
