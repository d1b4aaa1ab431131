"""Makes lessons of buyers' choices: for the words of a search, what was chosen of what was shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

LOOKED_AT, TAKEN = 1, 2  # how much a choice says: opened, put into the cart


class Event(Protocol):
    """A page of a search that was shown, or a product chosen from one; storage records them."""

    @property
    def customer(self) -> str: ...

    @property
    def words(self) -> str: ...

    @property
    def skus(self) -> Sequence[str]: ...  # the page

    @property
    def start(self) -> int: ...  # the place of the first of them in all that was found

    @property
    def chosen(self) -> str: ...  # empty: the page was only shown

    @property
    def asked(self) -> Mapping[str, Any] | None: ...


@dataclass(frozen=True)
class Lesson:
    """One search: what was seen, and what was chosen of it."""

    words: str
    places: dict[str, int] = field(default_factory=dict)  # SKU -> its place on its page
    grades: dict[str, int] = field(default_factory=dict)  # SKU -> how much the choice says


def lessons(events: Iterable[Event]) -> list[Lesson]:
    """Make one of each search in which something was chosen, oldest first.

    Only pages that the buyer asked for were seen: what would have stood further down was not passed
    over. A page in an order of the buyer's own (cheapest first) says little about words and is left out.
    """
    found: list[Lesson] = []
    latest: dict[tuple[str, str], Lesson] = {}  # by customer and words
    for event in events:
        asked = event.asked or {}
        if not event.words or asked.get("order"):
            continue
        key = (event.customer, event.words)
        if key not in latest or not (event.start or event.chosen):  # a first page begins a new search
            latest[key] = Lesson(event.words)
            found.append(latest[key])
        lesson = latest[key]
        for place, sku in enumerate(event.skus):
            lesson.places.setdefault(sku, place)
        if event.chosen:
            said = TAKEN if asked.get("how") == "taken" else LOOKED_AT
            lesson.grades[event.chosen] = max(said, lesson.grades.get(event.chosen, 0))
    return [one for one in found if one.grades]
