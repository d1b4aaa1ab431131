"""Declares what is remembered of a customer between turns: each thing once, with its type and its life.

    TOUCHED = ContextKey("touched", str, timedelta(hours=12))
    contexts.save(customer, TOUCHED, product.sku, now)
    contexts.get(customer, TOUCHED, now)     # the SKU, or None when twelve hours are over

A value is plain (text, number, yes or no), a tuple of those, or a frozen dataclass of them. It is written
to JSON and read from it here alone. Names of keys and fields are stored: they stay as they are once they
are out (a field may say `stored_as`). What can't be read any more is forgotten.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import timedelta
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

LONGEST_NAME = 40  # of a key, as its column is
FOREVER = timedelta(days=3650)

_DECLARED: dict[str, "ContextKey[Any]"] = {}


@dataclass(frozen=True, eq=False)
class ContextKey(Generic[T]):
    """One thing that is remembered; `plain` and `read` where a type is written in a way of its own."""

    name: str
    made_of: type[T]
    life: timedelta  # how long it is good for
    plain: Callable[[T], Any] | None = None
    read: Callable[[Any], T] | None = None

    def __post_init__(self) -> None:
        if self.name in _DECLARED or not 0 < len(self.name) <= LONGEST_NAME:
            raise TypeError(f"A context key is declared once, by a name of at most {LONGEST_NAME} letters.")
        _DECLARED[self.name] = self

    def encode(self, value: T) -> Any:
        """Write a value as JSON has it."""
        return self.plain(value) if self.plain else _plain(value)

    def decode(self, stored: Any) -> T | None:
        """Read what was stored; None where that was written by another version and can't be read."""
        try:
            found: T = self.read(stored) if self.read else _read(self.made_of, stored)
        except (KeyError, TypeError, ValueError):
            return None
        return found


def stored_as(name: str) -> Mapping[str, str]:
    """Name a field otherwise in what is stored: the metadata of that field."""
    return {"stored": name}


def declared() -> Mapping[str, ContextKey[Any]]:
    """List the keys that are known, by name."""
    return dict(_DECLARED)


def _name(of: Field[Any]) -> str:
    return str(of.metadata.get("stored", of.name))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {_name(f): _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value


def _read(kind: Any, stored: Any) -> Any:
    """A value of this type from JSON; TypeError where it is none."""
    if kind is Any:
        return stored
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        if stored is None and NoneType in args:
            return None
        (kind,) = (one for one in args if one is not NoneType)
        return _read(kind, stored)
    if origin is tuple and isinstance(stored, list):
        return tuple(_read(args[0], one) for one in stored)
    if origin is Mapping and isinstance(stored, Mapping):
        return {key: _read(args[1], one) for key, one in stored.items()}
    return _read_fields(kind, stored) if is_dataclass(kind) else _read_value(kind, stored)


def _read_value(kind: Any, stored: Any) -> Any:
    if kind not in (str, int, bool) or type(stored) is not kind:
        raise TypeError(f"{stored!r} is no {kind}")
    return stored


def _read_fields(kind: Any, stored: Any) -> Any:
    if not isinstance(stored, Mapping):
        raise TypeError(f"{stored!r} is no {kind}")
    types, given = get_type_hints(kind), {}
    for one in fields(kind):
        if _name(one) in stored:
            given[one.name] = _read(types[one.name], stored[_name(one)])
        elif one.default is MISSING and one.default_factory is MISSING:
            raise TypeError(f"{one.name} is missing")
    return kind(**given)
