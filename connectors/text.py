"""Cuts text to what a channel takes: split at sentences, shortened at words, titles that stay apart."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

ELLIPSIS = "\u2026"
# Where to cut, the best place first: a paragraph, a line, a sentence (also Hindi's), a word.
BREAKS = (r"\n\s*\n", r"\n", r"(?<=[.!?\u0964])\s+", r"\s+")


def clean(text: str) -> str:
    """Without what no database stores: NUL, and halves of a pair that JSON let through."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def cleaned(value: Any) -> Any:
    """All texts of what JSON said, cleaned: ids and names are stored too."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(name): cleaned(one) for name, one in value.items()}
    return [cleaned(one) for one in value] if isinstance(value, list) else value


def length(text: str) -> int:
    """UTF-16 units: what the strictest of the channels counts; an emoji is two."""
    return len(text) + sum(1 for c in text if ord(c) > 0xFFFF)


def split(text: str, limit: int) -> list[str]:
    """The text in pieces within the limit, cut where a reader would pause. Never an empty piece."""
    pieces = []
    rest = text.strip()
    while length(rest) > limit:
        head, rest = _cut(rest, limit)
        if head:
            pieces.append(head)
    return [*pieces, rest] if rest else pieces


def _cut(text: str, limit: int) -> tuple[str, str]:
    fits = _prefix(text, limit)
    for pattern in BREAKS:
        # One character more than fits, so that a break right at the end is seen.
        places = [m for m in re.finditer(pattern, text[: len(fits) + 1]) if m.start() <= len(fits)]
        if places and places[-1].start() >= len(fits) // 3:
            return text[: places[-1].start()].rstrip(), text[places[-1].end() :].lstrip()
    return fits, text[len(fits) :]


def _prefix(text: str, limit: int) -> str:
    """As much of the text as fits, never ending in the middle of what is drawn as one sign."""
    end = min(len(text), limit)
    while end and length(text[:end]) > limit:
        end -= 1
    whole = end
    while 0 < whole < len(text) and (_joins(text[whole]) or text[whole - 1] == "\u200d"):
        whole -= 1
    return text[: whole or end]


def _joins(char: str) -> bool:
    """Combining marks, vowel signs, joiners and skin tones belong to the sign before them."""
    code = ord(char)
    return (
        char in "\u200d\ufe0f"
        or 0x300 <= code <= 0x36F
        or 0x900 <= code <= 0x903
        or 0x93A <= code <= 0x94F
        or 0x1F3FB <= code <= 0x1F3FF
    )


def shorten(text: str, limit: int) -> str:
    """One line within the limit; what is cut off shows as an ellipsis."""
    line = " ".join(text.split())
    if length(line) <= limit:
        return line
    fits = _prefix(line, limit - 1)
    at_word = fits.rsplit(" ", 1)[0]
    if len(at_word) >= len(fits) * 2 // 3:
        fits = at_word
    return fits.rstrip(" ,.;:-") + ELLIPSIS


def distinct(titles: Iterable[str], limit: int) -> list[str]:
    """Shortened titles, none empty and no two equal, in the same order."""
    lines = [" ".join(title.split()) or str(place) for place, title in enumerate(titles, 1)]
    shorts = [shorten(line, limit) for line in lines]
    often = Counter(short.casefold() for short in shorts)
    taken: set[str] = set()
    shown = []
    for line, plain in zip(lines, shorts, strict=True):
        cut = often[plain.casefold()] > 1 and plain != line
        short = _with_ends(line, limit) if cut else plain
        number = 2
        while short.casefold() in taken:
            mark = f" ({number})"
            short = shorten(line, limit - len(mark)) + mark
            number += 1
        taken.add(short.casefold())
        shown.append(short)
    return shown


def _with_ends(title: str, limit: int) -> str:
    """The beginning and the end: titles of goods often differ in the last word, the pack."""
    pack = re.search(r"\d\S*(?: \S{1,4}){0,3}$", title)
    tail = pack[0] if pack else title.rsplit(" ", 1)[-1]
    if length(tail) > limit // 2:
        tail = _prefix(tail[::-1], limit // 2)[::-1]
    return shorten(title, max(2, limit - length(tail) - 1)).rstrip(ELLIPSIS) + ELLIPSIS + tail


def as_table(lines: Iterable[tuple[str, str]], width: int = 32) -> list[str]:
    """Names left, figures right, for a monospace font on a narrow phone."""
    rows = []
    for name, figure in lines:
        room = width - len(figure) - 1
        if len(name) <= room:
            rows.append(name.ljust(width - len(figure)) + figure)
        else:
            rows += [name, figure.rjust(width)]
    return rows
