"""Reads a message: the act it is, and the words that say of what, how much and which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.reading import lines as grouping
from bot.reading.acts import Acts
from bot.reading.filling import GOODS, NUMBER, OTHER, POINTS, PRICE, QUALITY, REFUSED, SIZE, UNIT
from bot.reading.lines import Line, Span
from bot.reading.tagger import Evidence, Tagger, nothing_known, there
from bot.reading.titles import Titles
from bot.reading.tokens import Token, spelt, tokens_of
from bot.reading.wishes import Wishes
from shop.finding.prices import price_in
from shop.reading.numbers import WORDS
from shop.reading.quantity import COUNTED, POLITE
from shop.reading.units import MEASURES

SURE = 0.6  # that one word is talk


@dataclass(frozen=True)
class Reading:
    """What was read out of one message."""

    text: str = ""  # as it is read, see tokens.spelt
    acts: Mapping[str, float] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    lines: tuple[Line, ...] = ()
    refused: tuple[str, ...] = ()
    parts: tuple[tuple[int, int], ...] = ()  # where each wish begins and ends, as it was learnt

    def said(self, kind: str) -> tuple[str, ...]:
        """The words of this kind."""
        return tuple(self.text[s.start : s.end] for s in self.spans if s.kind == kind)


class Reader:
    """What was fitted, ready to read."""

    def __init__(self, folder: Path) -> None:
        self._tagger = Tagger(folder)
        self._acts = Acts(folder)
        self._wishes = Wishes(folder)

    def read(
        self,
        text: str,
        states: Sequence[str] = (),
        evidence: Evidence = nothing_known,
        titles: Titles | None = None,
    ) -> Reading:
        """Read this text, where these things are on the table and the shop knows these words and titles."""
        said = spelt(text)
        tokens = tokens_of(said)
        if not tokens:
            return Reading(said)
        tokens, named = _one_word_each(said, tokens, titles.found(tokens) if titles else [])
        labels = self._tagger.tag(tokens, evidence, named)
        if titles:
            for i in range(1, len(tokens)):  # "2 tata sampann" "toor dal": a title has both, so they are one
                before = tokens[i - 1].text.split()[-1:]  # none at the end of a line
                if before and _is_of_its_name(before[0], tokens, labels, i, titles):
                    labels[i - 1 : i + 1] = [f"B-{GOODS}", f"I-{GOODS}"]  # "peanut" "butter"
                elif before and labels[i] == "B-G" and labels[i - 1][2:] == GOODS and i not in named:
                    labels[i] = "I-G" if titles.together(before[0], tokens[i].text) else "B-G"
            _two_names(tokens, labels, titles)
            _of_a_brand(tokens, labels, evidence, titles)
        _with_units(tokens, labels)
        _amount_first(tokens, labels)
        _count_last(tokens, labels)
        labels = _priced(said, tokens, labels)
        _says_which(tokens, labels, evidence)
        labels = _dozens(tokens, _bare_sizes(tokens, labels))
        chances = self._acts.chances(tokens, labels, states)
        if (
            len(tokens) == 1
            and labels == [OTHER]
            and evidence(tokens[0].text)
            and (max(chances.values()) < SURE or max(chances, key=lambda act: chances[act]) == "inform")
        ):
            labels = [f"B-{GOODS}"]  # one word, and the shop sells it: "atta"
            chances = self._acts.chances(tokens, labels, states)
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
            tuple(self._parts(tokens, labels, evidence, named)),
        )

    def _parts(
        self, tokens: Sequence[Token], labels: Sequence[str], evidence: Evidence, named: frozenset[int]
    ) -> list[tuple[int, int]]:
        begins = self._wishes.begin(tokens, labels, self._tagger.words, there(tokens, evidence, named))
        ends = [*(at - 1 for at in begins[1:]), len(tokens) - 1]
        return [(tokens[a].start, tokens[z].end) for a, z in zip(begins, ends, strict=True)]


_AND = frozenset(("and", "aur", "&"))
_WALA = frozenset(["wala", "wali", "wale", "wla", "wli", "wle", "vala", "vali", "vale"])
_WHICH = _WALA | {"ka", "ki", "ke"}  # "300 wala 24", "280 ke 5"
_DOZENS = frozenset(word for word, (_, times) in COUNTED.items() if times > 1)
_OF_DOZENS = frozenset(["a", "ek", "one", "half", "aadha", "adha", "dedh", "full", "pura"])


def _is_of_its_name(
    before: str, tokens: Sequence[Token], labels: Sequence[str], i: int, titles: Titles
) -> bool:
    talk = labels[i - 1] in (OTHER, QUALITY) and labels[i] == f"B-{GOODS}" and len(before) > 2
    return talk and before not in _AND and titles.together(before, tokens[i].text)


def _of_a_brand(tokens: Sequence[Token], labels: list[str], evidence: Evidence, titles: Titles) -> None:
    """ "Society leaf chai": words that stand side by side in a title, before what it is, name it."""
    for i in range(2, len(tokens)):
        if labels[i] not in (f"B-{GOODS}", SIZE):
            continue
        first = i
        while first and labels[first - 1] in (OTHER, QUALITY) and _tells(tokens[first - 1].text, evidence):
            first -= 1
        if any(titles.together(tokens[k].text, tokens[k + 1].text) for k in range(first, i - 1)):
            labels[first:i] = [f"B-{GOODS}", *[f"I-{GOODS}"] * (i - first - 1)]
            labels[i] = SIZE if labels[i] == SIZE else f"I-{GOODS}"


def _says_which(tokens: Sequence[Token], labels: list[str], evidence: Evidence) -> None:
    """ "Glucon d 1kg regular wala": a word of the shop's before "wala" says which one."""
    for i in range(len(tokens) - 1):
        word = tokens[i].text
        if (
            labels[i] == UNIT
            and (not i or labels[i - 1] != NUMBER)
            and word not in COUNTED
            and evidence(word)
        ):
            labels[i] = f"B-{GOODS}"  # "cup 50 wale 4 pkt": counts nothing, and is sold
        if tokens[i + 1].text in _WALA and labels[i] == OTHER and _tells(word, evidence):
            labels[i] = QUALITY if i and labels[i - 1] != OTHER else f"B-{POINTS}"
    if not any(_kind(label) in (GOODS, POINTS) for label in labels):  # "boys 12 girls 6"
        for i in range(len(tokens) - 1):
            if labels[i] == OTHER and labels[i + 1] == NUMBER and _tells(tokens[i].text, evidence):
                labels[i] = f"B-{GOODS}"
    for i in range(len(tokens) - 1, 0, -1):  # "chana dal premium loose 30 kg": words of the shop's in a name
        ahead = i
        while ahead < len(tokens) and labels[ahead] == OTHER and _tells(tokens[ahead].text, evidence):
            ahead += 1
        sized = ahead < len(tokens) and tokens[ahead].text[0].isdigit()
        if ahead > i and sized and _kind(labels[i - 1]) == GOODS:
            labels[i:ahead] = [f"I-{GOODS}"] * (ahead - i)


def _tells(word: str, evidence: Evidence) -> bool:
    polite = word in POLITE or word in COUNTED or word in WORDS or word in _AND
    return word.isalpha() and not polite and bool(evidence(word))


def _two_names(tokens: Sequence[Token], labels: list[str], titles: Titles) -> None:
    """ "The lux and salt" are two things, unless a title has both: "salt & vinegar"."""
    for i in range(1, len(tokens) - 1):
        inside = labels[i][2:] == GOODS and labels[i + 1] == f"I-{GOODS}" and tokens[i].text in _AND
        if inside and not titles.together(tokens[i - 1].text.split()[-1], tokens[i + 1].text):
            labels[i : i + 2] = [OTHER, f"B-{GOODS}"]


def _one_word_each(
    said: str, tokens: list[Token], titles: Sequence[tuple[int, int]]
) -> tuple[list[Token], frozenset[int]]:
    """The tokens with each title made one; and which of them are titles."""
    made: list[Token] = []
    named: set[int] = set()
    at = 0
    for begin, end in titles:
        if begin and tokens[begin].glued and tokens[begin - 1].text[0].isdigit():
            continue  # the unit of a number begins no name: "150ml 50pcs"
        made += tokens[at:begin]
        named.add(len(made))
        start, stop = tokens[begin].start, tokens[end - 1].end
        made.append(Token(said[start:stop], start, stop, tokens[begin].glued))
        at = end
    return made + tokens[at:], frozenset(named)


def _bare_sizes(tokens: Sequence[Token], labels: list[str]) -> list[str]:
    """ "Lux rose 150 wala 12", "maggi 280 ke 5": of two numbers behind a name the first is part of it."""
    for i in range(1, len(tokens) - 1):
        behind_a_name = labels[i - 1][2:] == GOODS or labels[i - 1] == f"I-{SIZE}"
        if not (tokens[i].text[0].isdigit() and labels[i] in (OTHER, NUMBER, PRICE) and behind_a_name):
            continue
        which = tokens[i + 1].text in _WHICH
        counted = i + 1 + which
        if counted < len(tokens) and labels[counted] == NUMBER and (which or labels[i] != NUMBER):
            labels[i] = f"I-{GOODS}"
    return labels


def _amount_first(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "5 kg toor dal": a weight before the name, with no count anywhere, says how much."""
    for i in range(len(tokens) - 2):
        first = not i or labels[i - 1] == OTHER
        sized = tokens[i].text[0].isdigit() and tokens[i + 1].text in MEASURES
        named = [_kind(label) for label in labels[i : i + 3]]
        if first and sized and named == [SIZE, SIZE, GOODS] and NUMBER not in labels:
            labels[i : i + 3] = [NUMBER, UNIT, f"B-{GOODS}"]


def _count_last(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "The bhujia 12", "sandal 8 ki jagah 10": a number at the end of what points or is refused counts."""
    for i in range(1, len(tokens)):
        behind = labels[i + 1] if i + 1 < len(tokens) else OTHER
        kind = _kind(labels[i])
        last = kind in (POINTS, REFUSED) and _kind(labels[i - 1]) == kind and _kind(behind) == OTHER
        if not (last and tokens[i].text.isdecimal()) or (i + 1 < len(tokens) and tokens[i + 1].text in _WALA):
            continue
        labels[i] = NUMBER
        first = i
        while first and _kind(labels[first - 1]) == kind:
            first -= 1
        if kind == REFUSED and NUMBER in labels[i + 1 :]:  # it is the number that goes, not the thing
            labels[first:i] = [f"B-{GOODS}", *[f"I-{GOODS}"] * (i - first - 1)]


def _kind(label: str) -> str:
    return label[2:] if label[1:2] == "-" and len(label) > 2 else label


def _with_units(tokens: Sequence[Token], labels: list[str]) -> None:
    """A number and the unit of weight that is written to it are of one kind: "150ml" is not torn apart."""
    for i in range(len(tokens) - 1):
        unit = tokens[i + 1]
        if not (tokens[i].text[0].isdigit() and unit.glued and unit.text in MEASURES):
            continue
        if _kind(labels[i]) != _kind(labels[i + 1]) or labels[i + 1] in (NUMBER, OTHER):
            if [labels[i], labels[i + 1]] == [NUMBER, UNIT]:
                continue
            of_a_name = i > 0 and (labels[i - 1][2:] in (GOODS, SIZE) or labels[i - 1] == SIZE)
            labels[i : i + 2] = [f"I-{GOODS}"] * 2 if of_a_name else [NUMBER, UNIT]


def _dozens(tokens: Sequence[Token], labels: list[str]) -> list[str]:
    """A dozen counts, whatever stands around it: "medimix also dozen", "and a dozen lifebuoy"."""
    for i, token in enumerate(tokens):
        if token.text in _DOZENS and labels[i] in (OTHER, QUALITY):
            labels[i] = UNIT
            if i and tokens[i - 1].text in _OF_DOZENS and labels[i - 1] in (OTHER, QUALITY):
                labels[i - 1] = NUMBER
    return labels


def _priced(said: str, tokens: Sequence[Token], labels: list[str]) -> list[str]:
    """A number of a price's fixed form, "between 100 and 200", "under 50", is a price."""
    left, found = price_in(said)
    if found.low is None and found.high is None:
        return labels
    kept = [t.text for t in tokens_of(left) if t.text[0].isdigit()]
    for i, token in enumerate(tokens):
        if not token.text[0].isdigit():
            continue
        if token.text in kept:
            kept.remove(token.text)
        elif labels[i] in (NUMBER, OTHER):
            labels[i] = PRICE
    return labels
