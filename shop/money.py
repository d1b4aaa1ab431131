"""Money as integer minor units with a currency; never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from shop.errors import ShopError

SYMBOLS = {"INR": "Rs ", "USD": "$", "EUR": "€", "GBP": "£"}


class CurrencyMismatch(ShopError):
    """Two amounts of different currencies were put together."""


@dataclass(frozen=True, order=True)
class Money:
    """An amount in the smallest unit of its currency (paise, cents)."""

    minor: int
    currency: str = "INR"

    @classmethod
    def of(cls, text: str | Decimal, currency: str = "INR") -> "Money":
        """Read "1250", "1,250.5" or a Decimal; more than two decimals round half up."""
        try:
            value = Decimal(str(text).replace(",", "").strip())
            minor = (value * 100).to_integral_value(ROUND_HALF_UP)
        except InvalidOperation as err:
            raise ValueError(f"not an amount of money: {text!r}") from err
        return cls(int(minor), currency)

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} do not add up")

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.minor * times, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def plain(self) -> str:
        """Two decimals and nothing else: what the API's money strings look like."""
        sign = "-" if self.minor < 0 else ""
        return f"{sign}{abs(self.minor) // 100}.{abs(self.minor) % 100:02d}"

    def spoken(self) -> str:
        """As a person writes it: "Rs 1,25,000.50", decimals only when there are any."""
        whole, part = divmod(abs(self.minor), 100)
        digits = _grouped_indian(whole) if self.currency == "INR" else f"{whole:,}"
        sign = "-" if self.minor < 0 else ""
        symbol = SYMBOLS.get(self.currency, self.currency + " ")
        return f"{sign}{symbol}{digits}" + (f".{part:02d}" if part else "")


def _grouped_indian(whole: int) -> str:
    head, tail = str(whole)[:-3], str(whole)[-3:]
    groups: list[str] = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail])
