"""Reads a message: the act it is, and the words that say of what, how much and which."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from bot.reading import lines as grouping
from bot.reading.acts import Acts
from bot.reading.encoder import IN_SHOP, IN_SIGHT, Encoder
from bot.reading.filling import (
    DENIED,
    GOODS,
    NUMBER,
    OTHER,
    POINTS,
    PRICE,
    QUALITY,
    REFUSED,
    SIZE,
    kind_of,
)
from bot.reading.goods_words import is_only_a_name
from bot.reading.lines import Line, Span
from bot.reading.mending import AND, Evidence, mend, number_or_unit
from bot.reading.regional import as_hindi
from bot.reading.titles import Titles
from bot.reading.tokens import Token, kind, spelt, tokens_of
from shop.reading.sounds import sound

SURE = 0.6  # that one word is talk
WEIGHT = 0.5  # of the encoder, beside the regression
MAY_NAME = 0.12  # of a chance that a word names goods, where no other does
BEGINS = 0.5  # of a chance that a wish begins here
_KEPT = 4_000  # readings that are kept: a turn reads the same words at several places


def nothing_known(_word: str) -> bool:
    """The evidence of a shop that is not known."""
    return False


@dataclass(frozen=True)
class Reading:
    """What was read out of one message."""

    text: str = ""  # as it is read, see tokens.spelt
    acts: Mapping[str, float] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    lines: tuple[Line, ...] = ()
    refused: tuple[str, ...] = ()
    parts: tuple[tuple[int, int], ...] = ()  # where each wish begins and ends, as it was learnt
    part_acts: tuple[Mapping[str, float], ...] = ()  # what each of those is, said where it stands

    def said(self, kind: str) -> tuple[str, ...]:
        """The words of this kind."""
        return tuple(self.text[s.start : s.end] for s in self.spans if s.kind == kind)


class Reader:
    """What was fitted, ready to read."""

    def __init__(self, folder: Path) -> None:
        self._encoder = Encoder()
        self._acts = Acts(folder)
        self._kept: dict[tuple[object, ...], Reading] = {}
        self._kept_for: Titles | None = None  # the shop, as it was, of which these are

    def read(
        self,
        text: str,
        states: Sequence[str] = (),
        evidence: Evidence = nothing_known,
        titles: Titles | None = None,
        in_sight: Collection[str] = (),
    ) -> Reading:
        """Read this text, where these things are on the table and the shop knows these words and titles.

        `in_sight` are the words, by sound, of the goods that are before the customer's eyes.
        """
        said = spelt(as_hindi(text))
        tokens = tokens_of(said)
        if not tokens:
            return Reading(said)
        if titles is None:
            return self._read(said, tokens, states, evidence, titles, in_sight)
        if titles is not self._kept_for or len(self._kept) >= _KEPT:
            self._kept, self._kept_for = {}, titles
        kept, key = self._kept, (said, tuple(states), frozenset(in_sight))
        found = kept.get(key)
        if found is None:
            found = kept[key] = self._read(said, tokens, states, evidence, titles, in_sight)
        return found

    def _read(
        self,
        said: str,
        tokens: list[Token],
        states: Sequence[str],
        evidence: Evidence,
        titles: Titles | None,
        in_sight: Collection[str],
    ) -> Reading:
        marks = titles.marks(tokens) if titles else []
        tokens, named = _one_word_each(said, tokens, titles.found(tokens) if titles else [], marks)

        def known(i: int, token: Token) -> int:
            if i in named:
                return IN_SHOP
            if kind(token.text) != "word":
                return 0
            return IN_SIGHT if sound(token.text) in in_sight else IN_SHOP if evidence(token.text) else 0

        seen = self._encoder.see(tokens, [known(i, token) for i, token in enumerate(tokens)], states)
        labels = list(seen.labels)
        for i in named:
            labels[i] = labels[i] if labels[i] == "B-X" else f"B-{GOODS}"
        if not any(kind_of(label) in (GOODS, POINTS, REFUSED) for label in labels):
            _likeliest(tokens, labels, seen.named, [known(i, token) for i, token in enumerate(tokens)])
        if titles:
            for i in range(1, len(tokens)):  # "2 tata sampann" "toor dal": a title has both, so they are one
                before = tokens[i - 1].text.split()[-1:]  # none at the end of a line
                if before and _is_of_its_name(before[0], tokens, labels, i, titles):
                    labels[i - 1 : i + 1] = [f"B-{GOODS}", f"I-{GOODS}"]  # "peanut" "butter"
                elif before and labels[i] == "B-G" and labels[i - 1][2:] == GOODS and i not in named:
                    first = tokens[i - 1].text.split()[0]  # "maggi 2 minute" "noodles": of its brand
                    one = any(titles.together(word, tokens[i].text) for word in (before[0], first))
                    labels[i] = "I-G" if one else "B-G"
            _two_names(tokens, labels, titles)
            _brand_behind(tokens, labels, titles)
        if "many" in states:  # how many was asked: "504 theek hai"
            labels = [
                NUMBER if label == PRICE and tokens[i].text.isdecimal() else label
                for i, label in enumerate(labels)
            ]
        mend(said, tokens, labels, evidence, titles)
        chances = self._chances(tokens, labels, states, seen.acts)
        if (
            len(tokens) == 1
            and labels == [OTHER]
            and evidence(tokens[0].text)
            and (max(chances.values()) < SURE or max(chances, key=lambda act: chances[act]) == "inform")
        ):
            labels = [f"B-{GOODS}"]  # one word, and the shop sells it: "atta"
            chances = self._chances(tokens, labels, states, seen.acts)
        starts = _starts(tokens, seen.begins)
        _some_is_wished(tokens, labels, starts)
        found = grouping.spans(tokens, labels)
        bare = set(labels) <= {f"B-{GOODS}", f"I-{GOODS}"}
        if bare and "asked" not in states:  # who was asked nothing looks for it
            chances = {
                **chances,
                "inform": 0.0,
                "search_product": chances["search_product"] + chances["inform"],
            }
        return Reading(
            said,
            chances,
            tuple(found),
            tuple(grouping.lines(said, found)),
            grouping.refused(said, found),
            tuple(_parts(tokens, starts)),
            tuple(dict(zip(self._encoder.names, map(float, seen.each[i]), strict=True)) for i in starts),
        )

    def _chances(
        self, tokens: Sequence[Token], labels: Sequence[str], states: Sequence[str], seen: Mapping[str, float]
    ) -> dict[str, float]:
        """What the words around goods say, and what the encoder makes of the whole."""
        told = self._acts.chances(tokens, labels, states)
        both = {act: told[act] ** (1 - WEIGHT) * max(seen.get(act, 0.0), 1e-4) ** WEIGHT for act in told}
        whole = sum(both.values())
        return {act: chance / whole for act, chance in both.items()}


def _likeliest(
    tokens: Sequence[Token], labels: list[str], named: Sequence[float], known: Sequence[int]
) -> None:
    """Where nothing is named, what the shop has and may well be meant: "society masala chai phir se"."""
    for i, label in enumerate(labels):
        may = label == OTHER and named[i] >= MAY_NAME
        if known[i] and (may or (label in (OTHER, QUALITY) and is_only_a_name(tokens[i].text))):
            before = i > 0 and kind_of(labels[i - 1]) == GOODS
            labels[i] = f"I-{GOODS}" if before else f"B-{GOODS}"


def _some_is_wished(tokens: Sequence[Token], labels: list[str], starts: Sequence[int]) -> None:
    """ "4 not 6": where a part has no number but denied ones, which of them is to be is told by its words."""
    for start, end in pairwise((*starts, len(tokens))):
        own = range(start, end)
        if any(labels[i] in (NUMBER, SIZE) for i in own):
            continue
        for i in own:
            if labels[i] == DENIED:
                labels[i] = number_or_unit(tokens[i].text)


def _starts(tokens: Sequence[Token], begins: Sequence[float]) -> list[int]:
    return [
        i
        for i in range(len(tokens))
        if not i or (begins[i] >= BEGINS and _may_begin(tokens, i)) or _stops(tokens, i - 1)
    ]


def _may_begin(tokens: Sequence[Token], i: int) -> bool:
    """Whether a wish may begin with this: with a word or number, and not between "25%" and what it is of."""
    return tokens[i].text[0].isalnum() and tokens[i - 1].text != "%"


def _parts(tokens: Sequence[Token], starts: Sequence[int]) -> list[tuple[int, int]]:
    ends = [*(at - 1 for at in starts[1:]), len(tokens) - 1]
    return [(tokens[a].start, tokens[z].end) for a, z in zip(starts, ends, strict=True)]


def _stops(tokens: Sequence[Token], i: int) -> bool:
    """Whether a sentence ends with this: a sign behind a word, with something behind it that is not glued."""
    ends = tokens[i].text in ".!?" and i > 0 and tokens[i - 1].text[-1].isalpha()
    return (
        ends and len(tokens[i - 1].text) > 1 and not tokens[i + 1].glued and tokens[i + 1].text[0].isalnum()
    )


def _is_of_its_name(
    before: str, tokens: Sequence[Token], labels: Sequence[str], i: int, titles: Titles
) -> bool:
    talk = labels[i - 1] in (OTHER, QUALITY) and labels[i] == f"B-{GOODS}" and len(before) > 2
    return talk and before not in AND and titles.of_one_name(before, tokens[i].text)


def _two_names(tokens: Sequence[Token], labels: list[str], titles: Titles) -> None:
    """ "The lux and salt" are two things, unless a title has both: "salt & vinegar"."""
    for i in range(1, len(tokens) - 1):
        inside = labels[i][2:] == GOODS and labels[i + 1] == f"I-{GOODS}" and tokens[i].text in AND
        if inside and not titles.together(tokens[i - 1].text.split()[-1], tokens[i + 1].text):
            labels[i : i + 2] = [OTHER, f"B-{GOODS}"]


def _brand_behind(tokens: Sequence[Token], labels: list[str], titles: Titles) -> None:
    """ "Toor dal tata sampann", "besan fortune": a kind and a brand side by side are one thing."""
    begins = [i for i, label in enumerate(labels) if label == f"B-{GOODS}"]
    for at in begins:
        end = at + 1
        while end < len(labels) and labels[end] == f"I-{GOODS}":
            end += 1
        words = [word for token in tokens[at:end] for word in token.text.split()]
        if at and kind_of(labels[at - 1]) == GOODS and titles.is_brand(words):
            labels[at] = f"I-{GOODS}"


def _one_word_each(
    said: str, tokens: list[Token], titles: Sequence[tuple[int, int]], marks: Sequence[tuple[int, int]]
) -> tuple[list[Token], frozenset[int]]:
    """The tokens with each title made one, and each mark of a variety; and which of them are titles."""
    made: list[Token] = []
    named: set[int] = set()
    at = 0
    apart = [(a, z) for a, z in marks if not any(begin < z and a < end for begin, end in titles)]
    for begin, end in sorted((*titles, *apart)):
        if begin and tokens[begin].glued and tokens[begin - 1].text[0].isdigit():
            continue  # the unit of a number begins no name: "150ml 50pcs"
        made += tokens[at:begin]
        if (begin, end) in titles:
            named.add(len(made))
        start, stop = tokens[begin].start, tokens[end - 1].end
        made.append(Token(said[start:stop], start, stop, tokens[begin].glued))
        at = end
    return made + tokens[at:], frozenset(named)
