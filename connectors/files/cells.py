"""Reads one cell: text, whole numbers, money, dates; each fault is a sentence with the value in it."""

import re
from datetime import UTC, datetime

from connectors.files.kind import BadLine, Row
from connectors.files.markup import words_of
from shop.money import Money

MOST_MONEY = 10_000_000_00  # a crore of rupees for one thing is a slip of the keyboard
MOST_PIECES = 1_000_000_000

# The longer before what it begins with.
SIGNS = tuple(
    (sign, currency)
    for currency, signs in (
        ("INR", "rs. rs inr \u20b9"), ("USD", "us$ usd $"), ("EUR", "eur \u20ac"), ("GBP", "gbp \u00a3"),
    )
    for sign in signs.split()
)  # fmt: skip
YES = {"", "yes", "y", "true", "1"}
NO = {"no", "n", "false", "0"}

Limit = tuple[int, int]

NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
BREAKS = re.compile(r"[\n\r\t]")


def text(row: Row, column: str, longest: int, *, required: bool = False) -> str:
    """A cell as text without space around it."""
    value = row.get(column, "").strip()
    if required and not value:
        raise BadLine(f"{column} is empty")
    if len(value) > longest:
        raise BadLine(f"{column} has {len(value)} characters, at most {longest} are possible")
    if NO_TEXT.search(value):
        raise BadLine(f"{column} has a character that is no text: {_short(value)}")
    return value


def words(row: Row, column: str, longest: int, *, required: bool = False) -> str:
    """Text for people: on pages of others it may have been HTML."""
    value = words_of(text(row, column, longest)).strip()
    return text({column: value}, column, longest, required=required)


def name(row: Row, column: str, longest: int) -> str:
    """A key: text on one line."""
    value = text(row, column, longest, required=True)
    if BREAKS.search(value):
        raise BadLine(f"{column} must be on one line: {_short(value)}")
    return value


def whole(row: Row, column: str, default: int, limit: Limit) -> int:
    """A whole number between two others; "1,000" and "12.0" are whole too."""
    value = text(row, column, 40)
    return default if not value else whole_number(value, column, limit)


def whole_number(value: str, what: str, limit: Limit) -> int:
    """A whole number between two others."""
    plain = re.sub(r"\.0+$", "", value.replace(",", "").strip())
    if not re.fullmatch(r"-?\d{1,18}", plain):
        raise BadLine(f"{what} must be a whole number, not {_short(value)}")
    number = int(plain)
    if not limit[0] <= number <= limit[1]:
        raise BadLine(f"{what} must be between {limit[0]} and {limit[1]}, not {number}")
    return number


def yes_or_no(row: Row, column: str) -> bool:
    """A yes unless a no is written."""
    value = text(row, column, 10).lower()
    if value not in YES | NO:
        raise BadLine(f"{column} must be yes or no, not {_short(value)}")
    return value in YES


def money(value: str, currency: str, what: str, *, free: bool = False) -> Money:
    """A positive amount with at most two decimals; a sign of the same currency around it is no harm.

    What may be `free` may be 0 too.
    """
    plain, of = _unsigned(value)
    if of and of != currency:
        raise BadLine(f"{what} is in {of}: {_short(value)}; these goods are in {currency}")
    rupees, dot, part = plain.partition(".")
    first, *groups = rupees.split(",")
    grouped = not groups or (first and len(groups[-1]) == 3 and all(len(g) in (2, 3) for g in groups))
    plain = first + "".join(groups) + dot + part
    if not grouped or not re.fullmatch(r"-?\d{1,15}(\.\d*)?", plain):
        raise BadLine(f"{what} must be an amount like 95.00, not {_short(value)}")
    if len(part.rstrip("0")) > 2:
        raise BadLine(f"{what} has more than two decimals: {_short(value)}")
    amount = Money.of(plain, currency)
    if amount.minor < 0 or (amount.minor == 0 and not free):
        raise BadLine(f"{what} must be {'0 or more' if free else 'more than 0'}, not {_short(value)}")
    if amount.minor > MOST_MONEY:
        raise BadLine(f"{what} is too high to be meant: {_short(value)}")
    return amount


def currency_in(value: str) -> str:
    """The currency whose sign stands before or behind an amount; "" where none does."""
    return _unsigned(value)[1]


def _unsigned(value: str) -> tuple[str, str]:
    plain = value.strip().lower().removesuffix("/-").removesuffix("/=").strip()
    for sign, of in SIGNS:
        if sign in (plain[: len(sign)], plain[-len(sign) :]):
            return plain.removeprefix(sign).removesuffix(sign).strip(), of
    return plain, ""


def moment(row: Row, column: str, *, zoned: bool = False) -> datetime:
    """A time of ISO 8601; without a zone it is UTC, where it need not be said."""
    value = text(row, column, 40, required=True)
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise BadLine(
            f"{column} must be a time like 2026-03-31T10:30:00+05:30, not {_short(value)}"
        ) from None
    if zoned and at.tzinfo is None:
        raise BadLine(f"{column} must say its zone, as in 2026-03-31T10:30:00+05:30, not {_short(value)}")
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    if not 1970 <= at.year <= 2200:
        raise BadLine(f"{column} is not a time of this world: {_short(value)}")
    return at.astimezone(UTC)


def listed(row: Row, column: str, longest: int, most: int) -> tuple[str, ...]:
    """Words with semicolons between, each once."""
    parts = [" ".join(part.split()) for part in text(row, column, longest).split(";")]
    found = tuple(dict.fromkeys(part for part in parts if part))
    if len(found) > most:
        raise BadLine(f"{column} has {len(found)} entries, at most {most} are possible")
    return found


def _short(value: str) -> str:
    shown = value if len(value) <= 40 else value[:37] + "..."
    return repr(shown)
