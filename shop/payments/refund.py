"""A refund that a provider has to be asked for."""

from dataclasses import dataclass
from datetime import timedelta

from shop.money import Money

GIVE_UP_AFTER = 12  # tries; with the waits below about a day
FIRST_WAIT = timedelta(seconds=20)
LONGEST_WAIT = timedelta(hours=4)


@dataclass(frozen=True)
class Due:
    """A refund whose time it is to ask for."""

    id: str
    ref: str
    amount: Money
    tries: int
    before: str = ""  # the provider's name of a try that failed there

    @property
    def key(self) -> str:
        """The same for every try, until the provider itself has said that one failed."""
        return f"{self.id}/{self.before}" if self.before else self.id


@dataclass(frozen=True)
class RefundAsked:
    """The provider took the refund on; it may be done at once, or be told of later."""

    refund: Due
    provider_id: str
    done: bool


@dataclass(frozen=True)
class RefundNotAsked:
    """The provider did not take it."""

    refund: Due
    error: str
    for_good: bool = False  # it will say no again: a person has to look


@dataclass(frozen=True)
class RefundNews:
    """The provider's last word on a refund: done, or (`why`) not."""

    event: str
    provider_id: str
    why: str = ""
