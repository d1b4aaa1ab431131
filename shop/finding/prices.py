"""Reads what something may cost: "under 500", "20 se 40 rupaye ke beech", "pachas rupaye se kam"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from shop.finding.phrases import MONEY, NOT_MEASURE, OVER, PER, PRICED, UNDER
from shop.reading.numbers import WORDS, number_at

_RUPEES = r"(?:rs\.?|rupees?|rupaye|rupay|rupiya|bucks|₹|/-)"
_AMONG = r"(?:\s*k[ei]?\s*(?:beech|bich|bech|darmiyan)(?:\s+(?:me|mein|ka|ki|ke|wal[aie]))?)"
_NUMBER = r"((?<!\d)(?<!\d,)\d[\d,]*(?:\.\d+)?)"
_NOUGHT = r"(?:-?0+(?:\.0+)?|zero|nothing)"
# Numbers in words are an amount of money behind or before these: "under fifty", "pachas rupaye".
_BEFORE = frozenset(
    ["under", "below", "above", "over", "between", "than", "within", "upto", "rs", "max", "min", "budget"]
)
_BEHIND = re.compile(
    rf"{_RUPEES}|se\s+(?:kam|zyada|jyada|upar|neeche)|tak\b|k[ei]\s+(?:andar|beech|bich)", re.I
)
_HUNDREDS = {"hundred": 100, "sau": 100, "thousand": 1000, "hazar": 1000, "hazaar": 1000}


@dataclass
class Priced:
    """Bounds in minor units, and what is odd about them."""

    low: int | None = None
    high: int | None = None
    per: str = ""  # "kg", "litre" or "piece"; empty: of one unit of sale
    nothing: bool = False  # for nothing, or less
    turned: bool = False  # the higher one was named first


def price_in(text: str) -> tuple[str, Priced]:
    """The text without its price, and the price."""
    reader = _Reader(in_digits(text))
    reader.read()
    return reader.text, reader.priced


def in_digits(text: str) -> str:
    """Amounts of money that are written in words, as digits: "under two hundred" is "under 200"."""
    found = list(re.finditer(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+", text))
    words = [m[0].lower() for m in found]
    written, at, end = "", 0, 0
    behind_one = False  # the number before this was an amount: "between fifty and seventy"
    while at < len(words):
        number = number_at(words, at)
        if number is None and words[at] in _HUNDREDS:
            number = Fraction(_HUNDREDS[words[at]]), at + 1
        if number is None:
            behind_one = behind_one and words[at] in ("and", "to", "se", "aur", "rs", "rupaye", "rupees")
            at += 1
            continue
        value, past = number
        spelt = any(w in WORDS or w in _HUNDREDS or not w[0].isdigit() for w in words[at:past])
        cue = at > 0 and words[at - 1] in _BEFORE
        money = cue or behind_one or _BEHIND.match(text[found[past - 1].end() :].lstrip()) is not None
        if spelt and money and not (past == at + 1 and words[at] == "do" and not cue):
            amount = f"{float(value):.2f}".rstrip("0").rstrip(".")
            written += text[end : found[at].start()] + amount
            end = found[past - 1].end()
        behind_one = money
        at = past
    return written + text[end:]


class _Reader:
    """One pass; each step takes its words out of the text and notes what they meant."""

    def __init__(self, text: str) -> None:
        self.text, self.priced = text, Priced()

    def read(self) -> None:
        self._take(
            rf"\b(?:price|cost|rate|daam)s?\s*(?:of|is|=|:)?\s*{_RUPEES}?\s*{_NOUGHT}(?![\d.]){NOT_MEASURE}"
            rf"|(?<![\d.,-]){_NOUGHT}\s*(?:{_RUPEES}|price|cost|daam)(?:\s+(?:me|mein|wal[aie]))?"
            r"|\b(?:for free|free of (?:cost|charge)|muft|free (?:me|mein))\b(?:\s+(?:me|mein))?",
            lambda match: self._keep(None, 0, None),
        )
        self._between()
        self._bounds()

    def _take(self, pattern: str, use: Callable[[re.Match[str]], bool]) -> None:
        for match in re.finditer(pattern, self.text, re.IGNORECASE):
            if use(match):
                self.text = f"{self.text[: match.start()]} , {self.text[match.end() :]}"
                return

    def _keep(self, low: int | None, high: int | None, per: str | None) -> bool:
        kinds = {"kg": "kg", "kilo": "kg", "litre": "litre", "liter": "litre", "ltr": "litre"}
        priced = self.priced
        priced.nothing = priced.nothing or (high is not None and high <= 0) or (low is not None and low < 0)
        priced.low = priced.low if low is None else low
        priced.high = priced.high if high is None else high
        priced.per = kinds.get((per or "").lower(), "piece" if per else "") or priced.per
        return True

    def _between(self) -> None:
        def both(match: re.Match[str]) -> bool:
            low, high = _minor(match[1]), _minor(match[2])
            if low is None or high is None:
                return False
            self.priced.turned = low > high
            return self._keep(min(low, high), max(low, high), match[3])

        self._take(
            rf"\b{PRICED}(?:between|from)\s+{MONEY}{NOT_MEASURE}\s*(?:and|to|-|aur|se)\s*{MONEY}{NOT_MEASURE}{PER}",
            both,
        )
        self._take(rf"(?<!\d){MONEY}{NOT_MEASURE}\s*(?:se|aur|and|to|-)\s*{MONEY}{PER}{_AMONG}", both)
        self._take(
            rf"(?:rs\.?|₹)\s*{_NUMBER}\s*(?:to|-|se)\s*(?:rs\.?|₹)?\s*{_NUMBER}{NOT_MEASURE}{PER}", both
        )
        self._take(rf"\b{_NUMBER}\s*(?:to|-|se)\s*{_NUMBER}\s*{_RUPEES}{PER}", both)

    def _bounds(self) -> None:
        def most(match: re.Match[str]) -> bool:
            high = _minor(match[1])
            return high is not None and self._keep(None, high, match[2])

        def purse(match: re.Match[str]) -> bool:
            high = _minor(match[1])
            return high is not None and self._keep(None, high, None)

        def least(match: re.Match[str]) -> bool:
            low = _minor(match[1])
            return low is not None and self._keep(low, None, match[2])

        def about(match: re.Match[str]) -> bool:
            middle = _minor(match[1])
            return middle is not None and self._keep(middle * 8 // 10, middle * 12 // 10, match[2])

        def exactly(match: re.Match[str]) -> bool:
            price = _minor(match[1])
            if price is None:
                return False
            low, high = self.priced.low, self.priced.high
            if several and low is not None and high is not None:  # "the Rs 5 or Rs 10 ones"
                return self._keep(min(low, price), max(high, price), None)
            return self._keep(price, price, None)

        self._take(rf"\b{PRICED}(?:\b|(?=[<>])){UNDER}\s*{MONEY}{NOT_MEASURE}{PER}", most)
        self._take(
            rf"{MONEY}{PER}\s*(?:se\s+(?:kam|neeche|niche)|k[ei]\s+andar|tak|or less|and below|or below)\b",
            most,
        )
        self._take(rf"(?<![\d.,-]){_NUMBER}\s*{_RUPEES}\s*(?:me|mein)\b", purse)
        self._take(rf"\b{PRICED}(?:\b|(?=[<>])){OVER}\s*{MONEY}{NOT_MEASURE}{PER}", least)
        self._take(rf"{MONEY}{PER}\s*(?:se\s+(?:zyada|jyada|upar)|or more|and above|plus)\b", least)
        self._take(
            rf"\b(?:around|about|approx(?:imately)?|near|lagbhag|karib)\s+{MONEY}{NOT_MEASURE}{PER}", about
        )
        # "Rs 10 biscuit", "10 rupaye wala": the ten-rupee one.
        several = False
        self._take(rf"\b(?:for|of|at|@)?\s*(?:rs\.?|₹|inr)\s*{_NUMBER}(?:\s*wal[aie])?(?!\S)", exactly)
        several = self.priced.low is not None and self.priced.low == self.priced.high
        if several:
            self._take(rf"(?:rs\.?|₹|inr)\s*{_NUMBER}(?:\s*(?:wal[aie]|ones?))?(?!\S)", exactly)
            return
        self._take(rf"(?<![\d.,-]){_NUMBER}\s*{_RUPEES}(?:\s*(?:wal[aie]|ka|ki|ke))?(?!\S)", exactly)
        self._take(rf"(?<![\d.,-]){_NUMBER}\s+wal[aie]\b", exactly)


def _minor(text: str) -> int | None:
    text = text.lower().replace(",", "").replace(" ", "")
    thousand = text.endswith("k")
    try:
        value = Decimal(text.removesuffix("k")) * (1000 if thousand else 1)
    except InvalidOperation:
        return None
    return int(value * 100) if abs(value) < 10**9 else None
