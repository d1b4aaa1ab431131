"""Finds the address in a message by what each word was read as: a place, a PIN code, a name beside them."""

from collections.abc import Sequence

from bot.reading.filling import GOODS, NAME, PIN, PLACE
from bot.reading.lines import Span
from bot.reading.reader import Reading
from bot.reading.tokens import as_written

_BETWEEN = 2  # words between two parts of one address: "shop 4 at main road"
_LEAST = 2  # words; one alone is a town that is asked about


def address_in(said: str, reading: Reading) -> tuple[int, int] | None:
    """Where the address stands in what was said, as it was written; None where none does."""
    best: list[Span] = []
    for run in _runs(reading):
        words = reading.text[run[0].start : run[-1].end].split()
        if any(span.kind == PLACE for span in run) and len(words) >= _LEAST and _long(run) > _long(best):
            best = run
    return as_written(said, reading.text, best[0].start, best[-1].end) if best else None


def _long(run: Sequence[Span]) -> int:
    return run[-1].end - run[0].start if run else 0


def _runs(reading: Reading) -> list[list[Span]]:
    """What stands together: between two places a number may stand, or a word or two that are no goods."""
    found: list[list[Span]] = []
    goods = [span for span in reading.spans if span.kind == GOODS]
    for span in (span for span in reading.spans if span.kind in (PLACE, PIN, NAME)):
        before = found[-1][-1] if found else None
        between = reading.text[before.end : span.start] if before else ""
        sold = before and any(before.end <= one.start < span.start for one in goods)
        if before and not sold and len(_words(between)) <= _BETWEEN and "\n" not in between:
            found[-1].append(span)
        else:
            found.append([span])
    return found


def _words(between: str) -> list[str]:
    return [word for word in between.split() if any(c.isalnum() for c in word)]
