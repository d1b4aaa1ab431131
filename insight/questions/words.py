"""Reads words.txt: what each phrase of a question stands for, in English, in Hinglish and in Devanagari."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from insight.figures.folding import words_in

FILE = Path(__file__).parent / "words.txt"
# What a phrase may stand for; the word after it says which one.
KINDS = frozenset(
    "measure dimension by wise most least top which many much sold against before same stopped why moved "  # noqa: SIM905
    "unknown noise also".split()
)
PUT_RIGHT = ("measure", "dimension", "against", "why", "unknown", "stopped")  # of which slips are put right


@dataclass(frozen=True)
class Meaning:
    """What a phrase stands for; of a kind that has several, which."""

    kind: str
    value: str = ""


def _entries(text: str) -> Iterator[tuple[tuple[str, ...], Meaning]]:
    for block in text.split("\n= ")[1:]:
        head, _, phrases = block.partition("\n")
        kind, _, value = head.strip().partition(" ")
        if kind not in KINDS:
            raise ValueError(f"words.txt has a head that nothing reads: {head}")
        for phrase in phrases.replace("\n", " ").split(","):
            words = words_in(phrase)
            if not words:
                continue
            yield words, Meaning(kind, value)
            if kind == "dimension":
                yield (*words, "wise"), Meaning(kind, value)
                yield ("".join(words) + "wise",), Meaning(kind, value)


WORDS: dict[tuple[str, ...], Meaning] = dict(_entries(FILE.read_text(encoding="utf-8")))
LONGEST = max(map(len, WORDS))
SLIPS = tuple(sorted(p[0] for p, meaning in WORDS.items() if len(p) == 1 and meaning.kind in PUT_RIGHT))
