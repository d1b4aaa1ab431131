"""A reader that was told what messages say: what is done with a reading needs none that was fitted."""

from collections.abc import Collection, Sequence

from bot.reading import lines as grouping
from bot.reading.lines import Span
from bot.reading.reader import Evidence, Reader, Reading, nothing_known
from bot.reading.titles import Titles
from bot.reading.tokens import spelt


class Told(Reader):
    """Reads what it was told; of all else, that nothing is known of it."""

    def __init__(self, *readings: Reading) -> None:
        self._readings = {reading.text: reading for reading in readings}

    def read(
        self,
        text: str,
        states: Sequence[str] = (),
        evidence: Evidence = nothing_known,
        titles: Titles | None = None,
        in_sight: Collection[str] = (),
    ) -> Reading:
        said = spelt(text)
        return self._readings.get(said, Reading(said, {"out_of_scope": 1.0}))


def reading(text: str, act: str, *said: str, **acts: float) -> Reading:
    """The reading of this text: spans as "G:red bull", in their order."""
    text = spelt(text)
    spans: list[Span] = []
    at = 0
    for one in said:
        kind, words = one.split(":")
        start = text.index(words, at)
        at = start + len(words)
        spans.append(Span(kind, start, at))
    lines = tuple(grouping.lines(text, spans))
    return Reading(text, {act: 0.9, **acts}, tuple(spans), lines, grouping.refused(text, spans))
