"""Declares what the options mean that buyers are given to review a product."""

from dataclasses import dataclass

from chat.payloads import payload


@payload("reviews.stars", intent="give_review")
@dataclass(frozen=True)
class GiveStars:
    """So many stars for a product."""

    sku: str
    stars: int  # 1 to 5
