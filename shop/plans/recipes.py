"""Reads the data of plans: dishes with what a portion takes, occasions, first stocks of shops."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True)
class Part:
    """So much of one good, for one person."""

    good: str
    amount: Fraction
    base: str  # "g" | "ml" | "pc"
    fresh: bool = False  # from the vegetable market, not from a dry grocer


@dataclass(frozen=True)
class Dish:
    """What one portion of it takes."""

    names: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Occasion:
    """The dishes of it, each with how many portions a guest has."""

    names: tuple[str, ...]
    portions: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True)
class Stock:
    """A kind of shop, with the share of the money that each good of its first stock takes, in percent."""

    names: tuple[str, ...]
    shares: tuple[tuple[str, Fraction], ...]
    of_goods: bool = False  # goods that were named, and no kind of shop


@dataclass(frozen=True)
class Diet:
    """A kind of food, with what it is made without."""

    names: tuple[str, ...]
    goods: tuple[str, ...]
    by_itself: bool  # "jain food"; "nuts" only with "no" before it


@lru_cache(maxsize=1)
def dishes() -> tuple[Dish, ...]:
    """Read every dish."""
    return tuple(Dish(names, tuple(map(_part, rest))) for names, rest in _lines("dishes.txt"))


@lru_cache(maxsize=1)
def occasions() -> tuple[Occasion, ...]:
    """Read every occasion."""
    return tuple(Occasion(names, tuple(map(_counted, rest))) for names, rest in _lines("occasions.txt"))


@lru_cache(maxsize=1)
def stocks() -> tuple[Stock, ...]:
    """Read every first stock."""
    return tuple(Stock(names, tuple(map(_counted, rest))) for names, rest in _lines("shops.txt"))


def general_store() -> Stock:
    """The shop that has a bit of everything: what a shop is where nothing says of what."""
    return max(stocks(), key=lambda stock: len(stock.shares))


@lru_cache(maxsize=1)
def diets() -> tuple[Diet, ...]:
    """Read every diet; a star is behind what leaves nothing out unless it is said no to."""
    return tuple(
        Diet(tuple(name.rstrip("*") for name in names), tuple(rest), not names[0].endswith("*"))
        for names, rest in _lines("diets.txt")
    )


@lru_cache(maxsize=1)
def by_name() -> Mapping[str, Dish]:
    """Every dish, by each of its names."""
    return {name: dish for dish in dishes() for name in dish.names}


def _lines(name: str) -> Iterator[tuple[tuple[str, ...], Sequence[str]]]:
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            names, _, rest = line.partition(" = ")
            yield (
                tuple(one.strip().lower() for one in names.split(",")),
                [part.strip() for part in rest.split(";") if part.strip()],
            )


def _part(written: str) -> Part:
    good, amount, base = written.rsplit(maxsplit=2)
    return Part(good.rstrip("*"), Fraction(amount), base, good.endswith("*"))


def _counted(written: str) -> tuple[str, Fraction]:
    name, _, number = written.rpartition(" ")
    return name.strip().lower(), Fraction(number.rstrip("%"))
