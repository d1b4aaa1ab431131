"""Reads an amount of money: "Rs. 1,250/-", "1.5k", "1250 rupees", "pachas rupaye"."""

import re

from shop.money import Money
from shop.reading.numbers import WORDS, number_at, plain

RUPEES = frozenset("rs re rs. inr rupee rupees rupaye rupay rupya ₹ @".split())  # noqa: SIM905  # they read best so

# Never from the middle of a number: behind the comma of "1,200" no amount begins.
AMOUNT = (
    r"(?<!\d)(?<!\d[.,])(?P<amount>\d+(?:,\d{2,3})*(?:\.\d+)?)\s*"
    r"(?P<times>k|thousand|hazar|hazaar|lakhs?|lacs?|cr|crore)?\b"
)
_MONEY = re.compile(
    rf"(?:(?P<sign>rs\.?|re\.?|inr|₹|\$|€|£)\s*+)?{AMOUNT}\s*(?P<word>rs\b\.?|rupees?|rupaye|rupay|/-)?"
)
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP"}


def parse_money(text: str, currency: str = "INR") -> Money | None:
    """The first amount in the text: "Rs. 1,250/-", "1.5k", "1250 rupees", "pachas rupaye"."""
    folded = plain(text)
    found = _MONEY.search(folded)
    if found:
        value = number_at([found["amount"], *([found["times"]] if found["times"] else [])], 0)
        if value:
            return Money(int(value[0] * 100), _CURRENCIES.get(found["sign"] or "", currency))
    words = re.findall(r"[^\W\d_]+", folded)
    for i, word in enumerate(words):
        spoken = number_at(words, i) if word in WORDS else None
        if spoken and spoken[1] < len(words) and words[spoken[1]] in RUPEES:
            return Money(int(spoken[0] * 100), currency)
    return None
