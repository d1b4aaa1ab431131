"""Reads a message: the act it is, and the words that say of what, how much and which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.reading import lines as grouping
from bot.reading.acts import Acts
from bot.reading.filling import GOODS, OTHER, QUALITY
from bot.reading.lines import Line, Span
from bot.reading.mending import AND, mend
from bot.reading.tagger import Evidence, Tagger, nothing_known, there
from bot.reading.titles import Titles
from bot.reading.tokens import Token, spelt, tokens_of
from bot.reading.wishes import Wishes

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
        mend(said, tokens, labels, evidence, titles)
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


def _is_of_its_name(
    before: str, tokens: Sequence[Token], labels: Sequence[str], i: int, titles: Titles
) -> bool:
    talk = labels[i - 1] in (OTHER, QUALITY) and labels[i] == f"B-{GOODS}" and len(before) > 2
    return talk and before not in AND and titles.together(before, tokens[i].text)


def _two_names(tokens: Sequence[Token], labels: list[str], titles: Titles) -> None:
    """ "The lux and salt" are two things, unless a title has both: "salt & vinegar"."""
    for i in range(1, len(tokens) - 1):
        inside = labels[i][2:] == GOODS and labels[i + 1] == f"I-{GOODS}" and tokens[i].text in AND
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
