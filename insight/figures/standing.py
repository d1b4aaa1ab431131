"""Names each customer's segment by how lately, how often and for how much they bought; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from insight.segments.rfm import NAMES, name_of, quintiles

SEGMENTS = tuple(dict.fromkeys(name for row in NAMES for name in row))


@dataclass(frozen=True)
class Standing:
    """What one customer bought so far."""

    customer: str
    last_at: datetime
    orders: int
    minor: int


def segments(everyone: Sequence[Standing], now: datetime) -> dict[str, str]:
    """The RFM segment of each customer, as `dukan export segments` tells it."""
    scores = zip(
        quintiles([-(now - one.last_at).days for one in everyone]),
        quintiles([one.orders for one in everyone]),
        quintiles([one.minor for one in everyone]),
        strict=True,
    )
    return {one.customer: name_of(r, f, m) for one, (r, f, m) in zip(everyone, scores, strict=True)}
