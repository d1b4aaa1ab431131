"""Says what taps carry, in types: a payload is a frozen dataclass under a registered name.

It is written and read here alone. Its name and the names of its fields are stored with each tap, and may
come back weeks later: they stay as they are once they are out. What can't be read is None, and is
answered like a tap that is too old.

    @payload("checkout.place", intent="checkout")
    @dataclass(frozen=True)
    class PlaceOrder:
        method: str

    Option("Cash", command_of(PlaceOrder("cash")))
    payload_of(command)                # in front of Rasa
    payload_in(turn.entity("text"))    # in an action: what has an intent came through Rasa as its text
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any, TypeVar, get_type_hints
from urllib.parse import parse_qsl, urlencode

from chat.reply import Command

P = TypeVar("P")
PLAIN = (str, int, bool)  # of what fields may be


@dataclass(frozen=True)
class _Kind:
    made_of: type
    name: str
    intent: str
    types: Mapping[str, type]
    needed: frozenset[str]


_BY_NAME: dict[str, _Kind] = {}
_BY_CLASS: dict[type, _Kind] = {}


def payload(name: str, *, intent: str = "") -> Callable[[type[P]], type[P]]:
    """Register a dataclass of plain fields; with an intent it goes through Rasa, as the text of that."""

    def register(made_of: type[P]) -> type[P]:
        types = get_type_hints(made_of)
        odd = [field for field, kind in types.items() if kind not in PLAIN]
        if odd or name in _BY_NAME:
            raise TypeError(f"{name}: {f'of what types are {odd}?' if odd else 'two payloads of one name'}")
        needed = frozenset(f.name for f in fields(made_of) if f.default is MISSING)  # type: ignore[arg-type]
        _BY_NAME[name] = _BY_CLASS[made_of] = _Kind(made_of, name, intent, types, needed)
        return made_of

    return register


def command_of(given: Any) -> Command:
    """Make the command that stands for a payload."""
    kind = _BY_CLASS[type(given)]
    values = asdict(given)
    if not kind.intent:
        return Command(kind.name, values)
    plain = {field: int(value) if isinstance(value, bool) else value for field, value in values.items()}
    return Command(kind.intent, {"text": f"{kind.name}?{urlencode(plain)}"})


def payload_of(command: Command) -> Any:
    """Read the payload that a command stands for; None where it stands for none."""
    kind = _BY_NAME.get(command.intent)
    if kind and not kind.intent:
        return _read(kind, command.entities)
    found = payload_in(command.entities.get("text"))
    return found if found is not None and _BY_CLASS[type(found)].intent == command.intent else None


def payload_in(text: Any) -> Any:
    """Read the payload that came through Rasa as a text; None for anything that somebody wrote."""
    name, mark, values = str(text or "").partition("?")
    kind = _BY_NAME.get(name)
    if not mark or kind is None or not kind.intent:
        return None
    return _read(kind, dict(parse_qsl(values, keep_blank_values=True)))


def _read(kind: _Kind, values: Mapping[str, Any]) -> Any | None:
    given = {field: values[field] for field in kind.types if field in values}
    if not kind.needed <= given.keys():
        return None
    try:
        return kind.made_of(**{field: _as(kind.types[field], value) for field, value in given.items()})
    except (TypeError, ValueError):
        return None


def _as(kind: type, value: Any) -> Any:
    """A field's value in its type, from JSON or from a text."""
    if kind is str:
        return str(value)
    if kind is bool and not isinstance(value, bool):
        return bool(int(value))
    return kind(value)
