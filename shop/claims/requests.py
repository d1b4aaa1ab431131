"""What can be asked for claims: one frozen request for each use case that takes more than a name."""

from dataclasses import dataclass

from shop.claims.claim import How, Kind
from shop.money import Money


@dataclass(frozen=True)
class OpenClaim:
    """A customer claims pieces of their order; `method` is where a refund goes, else the way it was paid."""

    customer: str
    order: str
    kind: Kind
    pieces: tuple[tuple[str, int], ...]  # SKU and count
    wish: How = "refund"
    method: str = ""
    words: str = ""
    photos: tuple[str, ...] = ()
    conversation: str = ""


@dataclass(frozen=True)
class SettleClaim:
    """Somebody here settles a claim: a refund of all or (`amount`) a part of it, or a replacement."""

    claim: str
    by: str
    how: How
    amount: Money | None = None
    method: str = ""


@dataclass(frozen=True)
class AnswerClaim:
    """A seller (or the desk, whose `seller` is empty) answers a claim, with words that the customer reads."""

    claim: str
    by: str
    words: str = ""
    seller: str = ""
