"""Tells what each word of a question is: of a measure, a time, a name of the shop; or nothing; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from insight.figures.folding import words_in
from insight.questions.days import Days
from insight.questions.periods import read_period
from insight.questions.time_words import COUNTS, MONTHS, UNIT
from insight.questions.understood import CannotTell
from insight.questions.values import ShopNames, nearest
from insight.questions.words import LONGEST, SLIPS, WORDS, Meaning

MOST_WORDS = 60
TABLE = frozenset(word for phrase in WORDS for word in phrase)


@dataclass(frozen=True)
class Tag:
    """Words of a question and what they are."""

    kind: str
    value: Any = ""
    text: str = ""


@dataclass(frozen=True)
class Tagged:
    """A question as a row of tags, with the slips that were put right."""

    tags: tuple[Tag, ...]
    read_as: tuple[tuple[str, str], ...] = ()


def tagged(text: str, names: ShopNames, today: date) -> Tagged:
    """Tag every word; CannotTell where one means nothing here."""
    words = list(words_in(text.replace("%", " percent ")))
    if not words:
        raise CannotTell("There are no words in that.")
    if len(words) > MOST_WORDS:
        raise CannotTell("That is too long; ask one thing in a sentence.")
    words = [word for one in words for word in _also(one)]
    tags: list[Tag] = []
    read_as: list[tuple[str, str]] = []
    at = 0
    while at < len(words):
        tag, taken = _tag(words[at:], names, today)
        if tag is None:
            right = _put_right(words[at], names)
            if not right:
                tags.append(Tag("strange", text=words[at]))
                at += 1
                continue
            read_as.append((words[at], right))
            words[at] = right
            continue
        tags.append(replace(tag, text=" ".join(words[at : at + taken])))
        at += taken
    _must_mean_something(tags)
    return Tagged(tuple(tags), tuple(read_as))


def _must_mean_something(tags: Sequence[Tag]) -> None:
    """Refuse a word that nobody knows: left out, it would tell a wrong figure."""
    for tag in tags:
        if tag.kind == "unknown":
            raise CannotTell(f"{tag.text[:1].upper()}{tag.text[1:]}: {tag.value}.")
    strange = [f"“{tag.text}”" for tag in tags if tag.kind == "strange"]
    if strange:
        raise CannotTell(
            f"I do not know what {' and '.join(strange)} {'means' if len(strange) == 1 else 'mean'} here."
        )


def _tag(words: Sequence[str], names: ShopNames, today: date) -> tuple[Tag | None, int]:
    """What the first of these words begin; the longest of what they may be."""
    if time := _time(words, today):
        return time
    meaning, length = _meaning(words)
    found = names.at(words, TABLE)
    if found and found.words > length:
        return Tag("name", found.filters), found.words
    if meaning:
        return Tag(meaning.kind, meaning.value), length
    if words[0].isdigit() or words[0] in COUNTS:
        return Tag("number", int(words[0]) if words[0].isdigit() else COUNTS[words[0]]), 1
    return None, 1


def _time(words: Sequence[str], today: date) -> tuple[Tag, int] | None:
    """A time; "the month before"; "the same day last week"."""
    if words[0] == "same" and len(words) > 3 and words[2] in ("last", "previous") and words[3] in UNIT:
        return Tag("shifted", UNIT[words[3]]), 4
    if words[0] in UNIT and len(words) > 1 and words[1] in ("before", "earlier", "prior"):
        return Tag("shifted", UNIT[words[0]]), 2
    if words[0] in ("previous", "preceding", "prior") and len(words) > 1 and words[1] in ("one", "period"):
        return Tag("shifted", ""), 2
    read = read_period(words, today)
    return (Tag("time", read.days), read.words) if read else None


def _meaning(words: Sequence[str]) -> tuple[Meaning | None, int]:
    for length in range(min(LONGEST, len(words)), 0, -1):
        meaning = WORDS.get(tuple(words[:length]))
        if meaning:
            return meaning, length
    return None, 0


def _also(word: str) -> tuple[str, ...]:
    meaning = WORDS.get((word,))
    return words_in(meaning.value) if meaning and meaning.kind == "also" else (word,)


def _put_right(word: str, names: ShopNames) -> str:
    months = [month for month in MONTHS if len(month) > 4 and month.isascii()]
    return nearest(word, (*SLIPS, *months), short=4) or names.put_right(word)


def days_in(tags: Sequence[Tag]) -> list[Days]:
    """The times that were named, in their order."""
    return [tag.value for tag in tags if tag.kind == "time"]
