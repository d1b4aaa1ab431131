"""What buyers say of a product."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Review:
    """One customer's stars and words for one product."""

    sku: str
    customer: str
    stars: int  # 1 to 5
    text: str
    at: datetime
