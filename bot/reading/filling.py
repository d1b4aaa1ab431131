"""Makes sentences of patterns: slots filled, a slip here and there, every word labelled by construction."""

# ruff: noqa: SIM905  # long lists of words read best as words

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.reading.tokens import UNITS, Token, kind, spelt, tokens_of
from bot.reading.ways import Part, Way
from shop.reading.units import MEASURES

DATA = Path(__file__).resolve().parent.parent / "data"
OTHER = "-"
# What a word may be. Goods, refused goods and references have a beginning, so that two of them side by
# side are told apart.
NUMBER, UNIT, GOODS, SIZE, PRICE, POINTS, QUALITY, REFUSED = "N", "U", "G", "S", "P", "R", "Q", "X"
ORDER, PIN, PLACE, NAME, DAY, CODE, SELLER = "O", "Z", "L", "M", "D", "C", "V"
DENIED = "Y"  # an amount, a size or a price that is not to be: "12 nahi, 36"
BEGUN = frozenset({GOODS, POINTS, REFUSED})
_SLOTS = {
    "goods": GOODS,
    "kind": GOODS,
    "brand": GOODS,
    "quality": QUALITY,
    "size": SIZE,
    "price": PRICE,
    "order": ORDER,
    "pin": PIN,
    "place": PLACE,
    "name": NAME,
    "day": DAY,
    "code": CODE,
    "seller": SELLER,
    "n": NUMBER,
    "unit": UNIT,
}
_NUMBERS = frozenset({NUMBER, UNIT, SIZE, PRICE})  # fmt: skip
_SPOKEN = (
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty twenty five thirty forty "
    "fifty hundred ek do teen char paanch panch chhe che saat aath nau das dus gyarah barah pandrah bees "
    "pachees tees chalis pachas sau aadha adha dedh dhai half"
).split()
_WHOLE = (
    "half dozen",
    "a dozen",
    "ek darjan",
    "do darjan",
    "a couple",
    "dhai sau",
    "sava kilo",
    "a few",
    "a box of",
)
_COUNTS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 20, 24, 25, 30, 36, 40, 48, 50, 60, 100, 144, 200, 500)
BARE, SHORT = 8, 4
_ORDERING = frozenset({"order_list", "add_to_cart", "update_cart"})
_JOINS = (
    ",",
    ",",
    "and",
    "aur",
    "n",
    "&",
    "plus",
    "also",
    "aur",
    "then",
    "phir",
    "+",
    "and also",
    "aur haan",
    ";",
)
_ONES = ("", "wala", "wali", "wale", "type", "one", "")
_SIZES = (
    *(f"{{}}{space}{unit}" for space in ("", " ") for unit in ("g", "gm", "kg", "ml", "l", "ltr", "litre")),
    *("{} gram", "{} kilo", "{} liter"),
)
_PRICES = (
    "{}",
    "rs {}",
    "rs. {}",
    "rs{}",
    "{} rs",
    "{}rs",
    "₹{}",
    "₹ {}",
    "{} rupees",
    "{} rupaye",
    "{}/-",
    "{} rupay",
)
_ORDERS = ("{}", "#{}", "d-{}", "o-{}", "ord{}", "order {}", "no {}", "so-{}", "d{}")


def kind_of(label: str) -> str:
    """What kind a label says a word is, whether it begins or goes on."""
    return label[2:] if label[1:2] == "-" and len(label) > 2 else label


@dataclass(frozen=True)
class Said:
    """A sentence with the label of each of its tokens."""

    text: str
    tokens: tuple[Token, ...]
    labels: tuple[str, ...]
    act: str
    when: str


class Filler:
    """Fills patterns. The same seed makes the same sentences."""

    def __init__(self, seed: int, goods: Sequence[str] | None = None) -> None:
        self.rng = random.Random(seed)
        self.voice = False  # whether this sentence is spoken: numbers are words, nothing divides wishes
        self.words = {path.stem: _lines(path) for path in sorted((DATA / "fills").glob("*.txt"))}
        self.staples = _lines(DATA / "staples.txt")
        self.goods = list(goods if goods is not None else _lines(DATA / "goods.txt"))

    def said(self, way: Way) -> Said:
        """One sentence of this pattern."""
        text = ""
        spans: list[tuple[int, int, str]] = []
        reference = 0
        self.voice = self.rng.random() < 0.15
        pieces = ((words, label, part.points) for part in way.parts for words, label in self._filled(part))
        for words, label, points in pieces:
            written = spelt(words)
            if label == OTHER and self.rng.random() < 0.06:
                written = self.slipped(written)
            glue = bool(text) and bool(written) and text[-1].isalnum() and written[0].isalnum()
            text += (" " if glue else "") + written
            start = len(text) - len(written.lstrip())
            if (points and points == reference) or label.startswith(
                "I-"
            ):  # "the {brand} one" is one reference
                spans[-1] = (spans[-1][0], len(text), spans[-1][2])
            elif points or label != OTHER:
                spans.append((start, len(text), POINTS if points else label))
            reference = points
        tokens = tuple(tokens_of(text))
        labels = list(_labels(tokens, spans))
        labels = labels if way.told else _written_out(tokens, labels, way.act)
        return Said(text, tokens, tuple(labels), way.act, way.when)

    def _filled(self, part: Part) -> Iterator[tuple[str, str]]:
        for words, label in self._of_slot(part):
            denied = part.refused and label in _NUMBERS
            refused = part.refused and label == QUALITY
            yield words, DENIED if denied else REFUSED if refused else label

    def _of_slot(self, part: Part) -> Iterator[tuple[str, str]]:
        if not part.slot:
            yield self._joined(part.words), OTHER
        elif part.words:
            yield from self._as_written(part)
        elif part.slot == "amount":
            yield from self._amount()
        elif part.slot == "n":
            yield self._number(), NUMBER
        elif part.slot in ("goods", "kind", "brand"):
            yield from self._thing(part)
        else:
            yield self._value(part.slot), _SLOTS.get(part.slot, OTHER)

    def _as_written(self, part: Part) -> Iterator[tuple[str, str]]:
        """What a pattern itself says in a slot, now and then with a slip of the thumb."""
        if part.slot == "amount":
            number, _, unit = part.words.strip().partition(" ")
            yield number, NUMBER
            if unit:
                yield " ", OTHER
                yield unit, UNIT
            return
        label = _SLOTS[part.slot]
        named = REFUSED if part.refused and label == GOODS else label
        slips = label in (GOODS, QUALITY) and self.rng.random() < 0.08
        yield self.slipped(part.words) if slips else part.words, named

    def _joined(self, words: str) -> str:
        """What stands between two wishes, by another of its names; spoken, often by none."""
        if words.strip() not in _JOINS or self.rng.random() < 0.4:
            return words
        if self.voice and self.rng.random() < 0.5:
            return " "
        joined = self.rng.choice(_JOINS)
        return f"{joined} " if joined in ",;" else f" {joined} "

    def _thing(self, part: Part) -> Iterator[tuple[str, str]]:
        label = REFUSED if part.refused else GOODS
        often = self.staples if self.rng.random() < 1 / 3 else self.goods
        name = self.rng.choice(often if part.slot == "goods" else self.words[part.slot])
        if self.rng.random() < 0.12:
            name = self.slipped(name)
        if part.slot == "goods" and not part.points and self.rng.random() < 0.1:
            name = f"{self.rng.choice(self.words['brand'])} {self.rng.choice(('', 'ka ', 'ki ', ''))}{name}"
        yield name, label
        if part.slot != "goods":
            return
        more = self.rng.random()
        if more < 0.24:
            yield " ", OTHER
            yield self._size() if more < 0.21 else f"({self._size()})", SIZE
        elif more < 0.3:
            yield f" {self.rng.choice(self.words['quality'])} {self.rng.choice(_ONES)}".rstrip(), f"I-{label}"
        elif more < 0.34:
            yield " ", OTHER
            yield self._value("price"), PRICE
            yield self.rng.choice((" wala", " wali", " wale", " mrp", "")), OTHER

    def _amount(self) -> Iterator[tuple[str, str]]:
        if self.rng.random() < 0.06:
            yield self.rng.choice(_WHOLE), NUMBER
            return
        number = self._number()
        if not self.voice and self.rng.random() < 0.07:
            sign = self.rng.choice(("({})", "x{}", "x {}", "- {}", "-{}", "= {}", ": {}", "*{}"))
            before, after = sign.split("{}")
            yield before, OTHER
            yield number, NUMBER
            yield after, OTHER
            return
        yield number, NUMBER
        if self.rng.random() < 0.72:
            if not number[-1].isdigit() or self.rng.random() < 0.7:
                yield " ", OTHER
            yield self.rng.choice(UNITS), UNIT

    def _number(self) -> str:
        if self.rng.random() < (0.9 if self.voice else 0.12):
            return self.rng.choice(_SPOKEN)
        return str(self.rng.choice(_COUNTS))

    def _size(self) -> str:
        amount = self.rng.choice((1, 2, 5, 10, 50, 70, 90, 100, 150, 200, 250, 400, 500, 750, "half", "1.5"))
        return self.rng.choice(_SIZES).format(amount)

    def _value(self, slot: str) -> str:
        if slot == "size":
            return self._size()
        if slot == "price":
            return self.rng.choice(_PRICES).format(
                self.rng.choice((5, 10, 18, 20, 42, 45, 50, 99, 100, 150, 200, 250, 500, 1000, 2000, 5000))
            )
        if slot == "order":
            return self.rng.choice(_ORDERS).format(self.rng.randrange(1_000, 99_999))
        if slot == "pin":
            return str(self.rng.randrange(110_001, 855_999))
        return self.rng.choice(self.words[slot])

    def slipped(self, text: str) -> str:
        """The text with one slip of a thumb in one of its longer words."""
        spots = [i for i in range(1, len(text) - 1) if text[i - 1 : i + 2].isalpha()]
        if len(text) < 5 or not spots:
            return text
        i = self.rng.choice(spots)
        how = self.rng.randrange(4)
        if how == 0:
            return text[:i] + text[i + 1 :]
        if how == 1:
            return text[:i] + text[i] + text[i:]
        if how == 2:
            return text[:i] + text[i + 1] + text[i] + text[i + 2 :]
        return text[:i] + self.rng.choice("aeioustrnml") + text[i + 1 :]


def _lines(path: Path) -> list[str]:
    found = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    return [line for line in found if line and not line.startswith("#")]


def _labels(tokens: Sequence[Token], spans: Sequence[tuple[int, int, str]]) -> Iterator[str]:
    last: tuple[int, int, str] | None = None
    for i, token in enumerate(tokens):
        span = next((s for s in spans if s[0] <= token.start and token.end <= s[1]), None)
        if span is None:
            yield OTHER
        elif span[2] == GOODS and span == last and _sized(tokens, i):  # a title says its size, too
            yield SIZE
        elif span[2] in BEGUN:
            yield f"{'I' if span == last else 'B'}-{span[2]}"
        else:
            yield span[2]
        last = span


def _written_out(tokens: Sequence[Token], labels: list[str], act: str) -> list[str]:
    """Amounts that stand in the pattern itself, "2 packet {goods}", are amounts as well."""
    for i in range(len(tokens) - 1, -1, -1):
        counts = labels[i] == NUMBER and i + 1 < len(tokens) and labels[i + 1] == OTHER
        if counts and kind(tokens[i + 1].text) in ("unit", "measure"):
            labels[i + 1] = UNIT  # "{n} packet"
        if labels[i] != OTHER:
            continue
        word, sort = tokens[i].text, kind(tokens[i].text)
        behind = tokens[i + 1].text if i + 1 < len(tokens) else ""
        number = sort.startswith("number") or sort == "numeral"
        counted = bool(behind) and kind(behind) in ("unit", "measure")
        doubled = bool(behind) and behind == word and labels[i + 1] == NUMBER
        if number and counted:
            labels[i] = NUMBER
            if labels[i + 1] == OTHER:
                labels[i + 1] = UNIT
        elif (number and doubled) or (
            sort.startswith("number") and act in _ORDERING and behind not in (")", ".")
        ):
            labels[i] = NUMBER
    return labels


def _sized(tokens: Sequence[Token], i: int) -> bool:
    """Whether this is the number or the unit of a size: "70 g"."""
    if tokens[i].text in MEASURES:
        return i > 0 and tokens[i - 1].text[0].isdigit()
    return tokens[i].text[0].isdigit() and i + 1 < len(tokens) and tokens[i + 1].text in MEASURES


def copies(ways: Sequence[Way], seed: int, times: Mapping[str, int]) -> list[Said]:
    """So many sentences of each pattern, by the act it belongs to; patterns without a slot once."""
    filler = Filler(seed)
    found: list[Said] = []
    for way in ways:
        often = times.get(way.act, times["*"]) if any(part.slot for part in way.parts) else 1
        if len(way.line.split()) < 3 and often == 1:
            often = SHORT  # who types one word types it often
        if not any(part.words.strip() for part in way.parts):
            often *= BARE  # nothing but goods and amounts: few patterns, said very often
        found += [filler.said(way) for _ in range(often)]
    return found
