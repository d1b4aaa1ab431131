"""What is read off the whole catalogue for actions: made again when it changed, but not at every change."""

import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from bot.dialogue.turn import Tools
from retrieval.document import Document
from retrieval.engine import Search

T = TypeVar("T")

_SHARE = 10  # a catalogue of 50,000 products takes a second to read: at most a tenth of the time goes there

_kept: WeakKeyDictionary[Search, dict[str, tuple[object, Any, float]]] = WeakKeyDictionary()


def read_off(tools: Tools, name: str, make: Callable[[Sequence[Document]], T]) -> T:
    """The same as before until the index has changed and the last reading is old enough."""
    documents, now = tools.search.documents, time.monotonic()
    kept = _kept.setdefault(tools.search, {}).get(name)
    if kept is None or (kept[0] is not documents and now >= kept[2]):
        made = make(documents)
        done = time.monotonic()
        kept = (documents, made, done + _SHARE * (done - now))
        _kept[tools.search][name] = kept
    found: T = kept[1]
    return found
