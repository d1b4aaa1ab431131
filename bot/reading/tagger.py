"""Says of each word of a message what it is: an amount, a unit, goods, a size, a reference, or only talk.

A conditional random field. It knows words that people say around goods; of goods it knows no name, only that
they are words of this shop's catalogue, or words that it never learnt: so it reads goods of any trade.
"""

# ruff: noqa: SIM905  # long lists of words read best as words

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pycrfsuite

from bot.reading.filling import OTHER, Said
from bot.reading.goods_words import goods_words
from bot.reading.tokens import Token, kind
from shop.reading.sounds import sound
from shop.reading.units import MEASURES

GOODS_NAME = "goodsname"  # as which a title of the shop is seen
OFTEN = 4  # a word of the patterns that stands there so often is known by itself
FILE, WORDS = "tagger.crf", "words.json"

Evidence = Callable[[str], str]  # of a word: "" | "in" where the shop's goods have it | "often" where many do


def nothing_known(_word: str) -> str:
    """The evidence of a shop that is not known."""
    return ""


def common(said: Iterable[Said]) -> frozenset[str]:
    """The words, by sound, that are said around goods."""
    counts = Counter(
        sound(token.text)
        for one in said
        for token, label in zip(one.tokens, one.labels, strict=True)
        if label in (OTHER, "B-R", "I-R") and token.text[0].isalpha()
    )
    return frozenset(word for word, times in counts.items() if times >= OFTEN)


def features(tokens: Sequence[Token], words: frozenset[str], evidence: Sequence[str]) -> list[list[str]]:
    """What the tagger sees of each token: itself and two on either side."""
    seen: list[tuple[str, str, str]] = []
    for token, there in zip(tokens, evidence, strict=True):
        heard = sound(token.text) if token.text[0].isalpha() else token.text[:1]
        sort = kind(token.text)
        known = heard if heard in words or sort in ("unit", "measure", "numeral") else f"?{sort}"
        seen.append((known, sort, there))
    found: list[list[str]] = []
    last = len(tokens) - 1
    for i, token in enumerate(tokens):
        word, sort, there = seen[i]
        mine = ["1", f"w={word}", f"k={sort}", f"e={there}", f"we={word}|{there}"]
        if token.glued:
            mine.append("glued")
        if sort == "word" and word[0] == "?":
            mine += [f"p={token.text[:2]}", f"s={token.text[-2:]}", f"s3={token.text[-3:]}"]
            mine.append("short" if len(token.text) < 4 else "long")
        if i == 0:
            mine.append("first")
        if i == last:
            mine.append("last")
        for step in (-3, -2, -1, 1, 2, 3):
            at = i + step
            if not 0 <= at <= last:
                mine.append(f"{step}=none")
                continue
            mine.append(f"{step}k={seen[at][1]}")
            if abs(step) < 3:
                mine += [f"{step}w={seen[at][0]}", f"{step}e={seen[at][2]}"]
        if i:
            mine += [f"b={seen[i - 1][0]}|{word}", f"bk={seen[i - 1][1]}|{sort}"]
        if i < last:
            mine += [f"n={word}|{seen[i + 1][0]}", f"nk={sort}|{seen[i + 1][1]}"]
        if 0 < i < last:
            mine.append(f"m={seen[i - 1][0]}|{seen[i + 1][0]}")
        found.append(mine)
    return found


def fit(
    said: Sequence[Said], evidence_of: Callable[[Said, frozenset[str]], Sequence[str]], folder: Path
) -> frozenset[str]:
    """Learn from labelled sentences and write what was learnt; the words that are said around goods."""
    words = common(said)
    trainer = pycrfsuite.Trainer(verbose=False)
    for one in said:
        if one.tokens:
            trainer.append(features(one.tokens, words, evidence_of(one, words)), list(one.labels))
    trainer.select("lbfgs")
    trainer.set_params(
        {
            "c1": 0.03,
            "c2": 0.05,
            "max_iterations": 160,
            "feature.minfreq": 3,
            "feature.possible_transitions": True,
        }
    )
    trainer.train(str(folder / FILE))
    (folder / WORDS).write_text(json.dumps(sorted(words)), encoding="utf-8")
    return words


# Without one of these nothing is refused.
_NO = frozenset(
    sound(word)
    for word in (
        "no not none never nahi nahin nhi nai na mat without instead replace swap except but bina jagah "
        "badle hata hatao hatake chhod chhodkar chhodke rather than free less remove minus allergic "
        "avoid dont don't siwa alawa nako cancel "
    ).split()
)


# What is behind a number that counts no goods, and what never names any.
_NO_GOODS = frozenset(
    sound(word)
    for word in (
        "people persons person log logo logon kids children bachche guests mehmaan days day din hafte "
        "weeks minute minutes baje pm am tarikh taarikh th st nd rd saal year years yr mahine months "
        "january february march april june july august september october november december jan feb mar "
        "apr jun jul aug sep oct nov dec "
    ).split()
)
_NEVER = frozenset(
    map(
        sound,
        (
            "anything",
            "something",
            "everything",
            "nothing",
            "kuch",
            "koi",
            "kuchh",
            "sab",
            "baki",
            "rest",
            "lol",
        ),
    )
)


def _no_count(tokens: Sequence[Token], i: int) -> bool:
    """ "90 %", "14 nov", "30 kids", the 64 of "IR-64": a number, but of no goods."""
    behind = tokens[i + 1].text if i + 1 < len(tokens) else ""
    if behind == "%" or (behind[:1].isalpha() and sound(behind) in _NO_GOODS):
        return True
    named = i > 1 and tokens[i].glued and tokens[i - 1].text == "-" and tokens[i - 1].glued
    return named and tokens[i - 2].text[0].isalpha()


_JOINS = frozenset(("ki", "ka", "ke", "of", "per"))
_WHICH = [[sound(which)] for which in ("wala", "wali", "wale")]
_NOT_THIS = [
    [sound(which), sound(no)] for which in ("wala", "wali", "wale") for no in ("nahi", "nahin", "mat", "nai")
]


def _made_sense(tokens: Sequence[Token], labels: list[str]) -> list[str]:
    """Mend what can't be: refused where nothing is denied, a price or a code that is a bare number."""
    denies = any(sound(t.text) in _NO for t in tokens if t.text[0].isalpha())
    for i, token in enumerate(tokens):
        if labels[i][2:] == "X" and not denies:
            labels[i] = f"{labels[i][0]}-G"
        digits = token.text.isdigit() and len(token.text) < 4
        behind = labels[i + 1] if i + 1 < len(tokens) else ""
        before = labels[i - 1] if i else ""
        if labels[i] == "N" and i and tokens[i - 1].text in ("half", "aadha", "adha"):
            labels[i - 1] = "N"  # "half a dozen"
        if labels[i] == "N" and _no_count(tokens, i):
            labels[i] = OTHER
        if digits and labels[i] == OTHER and i and tokens[i - 1].text in ("wala", "wali", "wale"):
            labels[i] = "N"  # "rajdhani wala 6"
        if labels[i][2:] == "G" and sound(token.text) in _NEVER:
            labels[i] = OTHER
        if labels[i] == "C" and digits and "C" not in (before, behind):
            labels[i] = "N"
        if i and token.text in MEASURES:
            _says_which(tokens, labels, i)
        if labels[i] == "P" and digits and "P" not in (before, behind) and behind == "B-G":
            labels[i] = "N"
    _packs_are_no_goods(tokens, labels)
    _amounts_before(labels)
    return labels


def _amounts_before(labels: list[str]) -> None:
    """ "3 kilo besan 2 packet salt": the first is an amount as well, though it could be a size."""
    starts = [i for i, label in enumerate(labels) if label == "B-G"]
    if len(starts) < 2 or labels[max(0, starts[1] - 1)] not in ("N", "U"):
        return
    first = starts[0]
    if first > 1 and labels[first - 2 : first] == ["S", "S"] and "N" not in labels[: first - 2]:
        labels[first - 2 : first] = ["N", "U"]


def _says_which(tokens: Sequence[Token], labels: list[str], i: int) -> None:
    """A size with "wala" says which one, not how much: "1 kilo wali", "5 kilo wala nahi"."""
    after = [sound(t.text) for t in tokens[i + 1 : i + 4] if t.text[0].isalpha()]
    measured = labels[i] in ("N", "U") or labels[i][2:] == "S"
    if measured and after[:2] in _NOT_THIS:
        labels[i - 1 : i + 1] = ["B-X", "I-X"]
    elif labels[i] == "U" and after[:1] in _WHICH:
        labels[i - 1 : i + 1] = ["B-S", "I-S"]


def _packs_are_no_goods(tokens: Sequence[Token], labels: list[str]) -> None:
    """What goods come in names none: "15 L tins 6 nos", "ek litre ki bottle ki peti"."""
    i = 0
    while i < len(tokens):
        end = i + 1
        while labels[i][:2] == "B-" and end < len(tokens) and labels[end] == f"I-{labels[i][2:]}":
            end += 1
        if labels[i] == "B-G" and all(kind(t.text) == "unit" or t.text in _JOINS for t in tokens[i:end]):
            labels[i:end] = ["U" if kind(t.text) == "unit" else OTHER for t in tokens[i:end]]
        i = end


def there(tokens: Sequence[Token], evidence: Evidence, named: frozenset[int]) -> list[str]:
    """Of each token whether the shop's goods have it."""
    return [
        "in" if i in named else evidence(t.text) if kind(t.text) == "word" else ""
        for i, t in enumerate(tokens)
    ]


class Tagger:
    """A fitted tagger."""

    def __init__(self, folder: Path) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(folder / FILE))
        self.words = frozenset(json.loads((folder / WORDS).read_text(encoding="utf-8")))

    def tag(
        self, tokens: Sequence[Token], evidence: Evidence, named: frozenset[int] = frozenset()
    ) -> list[str]:
        """The label of each token; those that are named are goods, whatever they look like."""
        if not tokens:
            return []
        tokens = [replace(t, text=GOODS_NAME) if i in named else t for i, t in enumerate(tokens)]
        sold = there(tokens, evidence, named)
        labels = list(self._tagger.tag(features(tokens, self.words, sold)))
        for i in named:
            labels[i] = labels[i] if labels[i] == "B-X" else "B-G"
            counts = i > 0 and i - 1 not in named and kind(tokens[i - 1].text).startswith("num")
            if counts and labels[i - 1] in (OTHER, "B-G", "S"):
                labels[i - 1] = "N"  # "ok. 12 Parle-G Gold": so many of what is named
        return self._named(tokens, _made_sense(tokens, labels), sold)

    def _named(self, tokens: Sequence[Token], labels: list[str], sold: Sequence[str]) -> list[str]:
        """A word that nobody says around goods, right behind an amount or a name, names goods."""
        for i in range(len(tokens) - 1):  # "hame chana dal": goods don't begin with what is said around them
            if labels[i] == "B-G" and labels[i + 1] == "I-G" and not sold[i]:
                talk = kind(tokens[i].text) == "word" and sound(tokens[i].text) in self.words
                labels[i : i + 2] = [OTHER, "B-G"] if talk else labels[i : i + 2]
        for i in range(1, len(tokens)):  # "cheeni b 10 kg": a letter that no title has is no part of a name
            letter = kind(tokens[i].text) == "word" and len(tokens[i].text) == 1
            if labels[i] == "I-G" and letter and not sold[i]:
                labels[i] = OTHER
        if not any(label[2:] in ("G", "X", "R") for label in labels):
            # "2 society chai", "25 kilo wala aata do bori": an amount, and words that the shop has for goods
            amounts = any(label in ("N", "U") or label[2:] == "S" for label in labels)
            for i, token in enumerate(tokens):
                heard = sound(token.text)
                known = sold[i] and len(heard) > 2 and (heard not in self.words or (heard,) in goods_words())
                if amounts and known and labels[i] == OTHER:
                    labels[i] = "I-G" if i and labels[i - 1] in ("B-G", "I-G") else "B-G"
        for i in range(1, len(tokens)):
            stray = labels[i] == OTHER and kind(tokens[i].text) == "word" and len(tokens[i].text) > 2
            if not stray or sound(tokens[i].text) in self.words:
                continue
            if labels[i - 1] in ("N", "U", "S"):
                labels[i] = "B-G"
            elif labels[i - 1] in ("B-G", "I-G"):
                labels[i] = "I-G"
        return labels
