"""Keeps Chroma the same as the record, notices when it is not, and makes it anew."""

import hashlib
import logging
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.dense import Dense, DenseBroken, clear
from retrieval.document import SCHEMA, Document
from retrieval.encoder import Encoding, Progress
from retrieval.owner import Owner
from retrieval.record import Record, Vectors, batches

log = logging.getLogger(__name__)
_NOTE = "chroma folder"
_RETRY_SECONDS = 15.0  # between two tries to reach a Chroma that is out of order


class Mirror:
    """The dense leg with its upkeep: asking it never raises, it says None when it cannot answer."""

    def __init__(self, folder: Path, url: str | None, record: Record, kind: str, encoder: Encoding) -> None:
        self._folder, self._url, self._record = folder, url, record
        self._encoder_id, self._width = encoder.id, encoder.width
        self._name = f"{kind}-" + hashlib.sha256(f"{encoder.id}/{SCHEMA}".encode()).hexdigest()[:16]
        self._lock = threading.RLock()  # one writer of Chroma
        self._dense: Dense | None = None
        self._healing: threading.Thread | None = None
        self._closed = False
        self._owned = False  # this process may write the vectors
        self._next_try = 0.0
        self._owner = Owner(folder / "owner.lock")

    @property
    def well(self) -> bool:
        return self._dense is not None

    def nearest(
        self, vectors: Sequence[Vectors], limit: int, where: Mapping[str, Any] | None
    ) -> list[list[str]] | None:
        """Find for each the nearest SKUs, or None while Chroma is out of order; then it is being healed."""
        dense = self._dense
        if dense is None:
            self._try_again()
            return None
        try:
            return dense.nearest(vectors, limit, where)
        except DenseBroken as err:
            self._lost(err)
            return None

    def start(self, progress: Progress | None = None) -> None:
        """Open Chroma and teach it what it lacks; when that fails, search goes on without it."""
        if self._url is None and not self._owner.take():
            log.warning("another process holds the vector index; this one searches with words and its record")
            return
        self._owned = True
        try:
            with self._lock:
                self._open(fresh=False)
                self._teach(progress)
                self._compare()
        except DenseBroken as err:
            log.warning("the vector index does not open and is made anew: %s", err)
            self._remake(progress)

    def sync(self, progress: Progress | None = None) -> None:
        """Teach Chroma what changed in the record."""
        try:
            with self._lock:
                if self._dense is not None:
                    self._teach(progress)
        except DenseBroken as err:
            self._lost(err)

    def wait(self, seconds: float = 60) -> bool:
        """Wait for the healing to end; says whether all is well."""
        healing = self._healing
        if healing is not None:
            healing.join(seconds)
        return self.well

    def close(self) -> None:
        self._closed = True
        self.wait()
        with self._lock:
            if self._dense is not None:
                self._dense.close()
            self._dense = None
            self._owner.release()

    def _lost(self, err: DenseBroken) -> None:
        with self._lock:
            if self._dense is None or self._closed:
                return
            self._dense.close()
            self._dense = None
        log.warning("the vector index is damaged; search goes on with words alone while it heals: %s", err)
        self._heal()

    def _remake(self, progress: Progress | None = None) -> None:
        """Make the collection anew. A server may only have been away: what it holds is looked at first."""
        problem: DenseBroken | None = None
        for fresh in (True,) if self._url is None else (False, True):
            try:
                with self._lock:
                    self._open(fresh)
                    self._teach(progress)
                    self._compare()
            except DenseBroken as err:
                self._dense, problem = None, err
            else:
                log.warning("the vector index is whole again")
                return
        log.error("the vector index cannot be made; search stays with words: %s", problem)

    def _try_again(self) -> None:
        """Remake it every so often, while Chroma is out of order and nobody is at it."""
        with self._lock:
            busy = self._healing is not None and self._healing.is_alive()
            if busy or self._closed or not self._owned or time.monotonic() < self._next_try:
                return
            self._heal()

    def _heal(self) -> None:
        self._next_try = time.monotonic() + _RETRY_SECONDS
        self._healing = threading.Thread(target=self._remake, name="heal-index", daemon=True)
        self._healing.start()

    def _open(self, fresh: bool) -> None:
        if self._url is not None:
            dense = Dense(self._url, self._name)
            if fresh:
                dense.erase()
                dense = Dense(self._url, self._name)
        else:
            number = int(self._record.noted(_NOTE) or 0) + (1 if fresh else 0)
            place = self._folder / f"chroma-{number}"
            if fresh:
                self._record.note(_NOTE, str(number))
            clear(self._folder, but=None if fresh else place)
            dense = Dense(place, self._name)
        if fresh or not dense.count():  # new, or of another model or schema
            self._record.unsettle()
        self._dense = dense

    def _teach(self, progress: Progress | None) -> None:
        dense = self._dense
        assert dense is not None  # noqa: S101 - for the type checker; callers hold the lock
        known, gone = self._record.pending()
        if gone:
            dense.drop(gone)
            self._record.settled((), gone)
        done = 0
        for batch in batches(known, 1000):
            vectors = self._record.vectors_of(self._encoder_id, [d.digest for d in batch], self._width)
            ready = [d for d in batch if d.digest in vectors]
            dense.put(
                [d.sku for d in ready],
                np.array([vectors[d.digest] for d in ready], dtype=np.float32),
                [_values(d) for d in ready],
            )
            self._record.settled(ready, ())
            done += len(batch)
            if progress:
                progress(done, len(known))

    def _compare(self) -> None:
        """Tell whether Chroma holds what it was taught: asked when opened, for it takes a second and more."""
        dense = self._dense
        assert dense is not None  # noqa: S101 - as above
        held, due = dense.count(), self._record.encoded_count(self._encoder_id)
        if held != due:
            raise DenseBroken(f"it holds {held} products instead of {due}")


def _values(document: Document) -> dict[str, str]:
    return {
        "brand": document.brand.casefold(),
        "category": document.category.casefold(),
        "subcategory": document.subcategory.casefold(),
        "seller": document.seller.casefold(),
    }
