"""Search: finds products by words and meaning, keeps its index true, and goes on when part of it is lost."""

import logging
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval import ranking
from retrieval.document import Document, document
from retrieval.encoder import Encoding, Progress
from retrieval.mirror import Mirror
from retrieval.record import Record
from retrieval.snapshot import Snapshot, Where, snapshot
from shop.catalogue import Product

log = logging.getLogger(__name__)

LONGEST = 300  # characters of a query that are read
_AT_ONCE = 2048  # texts between two commits of vectors: what a kill can cost


@dataclass(frozen=True)
class Hit:
    """A product found; scores only compare within one result."""

    sku: str
    score: float
    cover: float = 0.0  # how much of the query's words it has, 0 to 1
    kin: float = 0.0  # how near its meaning is: cosine


@dataclass(frozen=True)
class SearchResult:
    """What was found, best first, and what the query was taken to mean."""

    query: str
    hits: tuple[Hit, ...] = ()
    total: int = 0  # candidates in all, for "show more"
    corrected: str = ""  # the spelling searched for, when it is not the one typed
    degraded: bool = False  # the dense leg did not answer

    @property
    def skus(self) -> list[str]:
        return [h.sku for h in self.hits]


@dataclass(frozen=True)
class Built:
    """What an index run did."""

    products: int
    changed: int
    encoded: int
    removed: int


class Search:
    """The product index. One process opens a folder; threads may share the object."""

    def __init__(self, record: Record, mirror: Mirror, encoder: Encoding) -> None:
        self._record, self._mirror, self._encoder = record, mirror, encoder
        self._writing = threading.Lock()
        self._snapshot: Snapshot = self._read()

    @classmethod
    def open(
        cls, folder: Path, encoder: Encoding, chroma: str | None = None, kind: str = "products"
    ) -> "Search":
        """The index in this folder, empty if there is none; `chroma` is a server's address or None."""
        record = Record(folder / "index.db")
        mirror = Mirror(folder, chroma, record, kind, encoder)
        search = cls(record, mirror, encoder)
        mirror.start()
        return search

    def build(self, products: Iterable[Product], progress: Progress | None = None) -> Built:
        """Make the index hold exactly these products. Only what is new or changed is encoded."""
        return self.build_documents([document(p) for p in products if p.active], progress)

    def build_documents(self, documents: Sequence[Document], progress: Progress | None = None) -> Built:
        """The same for anything that is made into documents."""
        with self._writing:
            changed = self._record.put(documents)
            removed = self._record.drop_others({d.sku for d in documents})
            return self._settle(len(changed), removed, progress)

    def update(self, products: Iterable[Product]) -> Built:
        """Take these in, new or changed; one that is no longer active goes out."""
        listed = list(products)
        with self._writing:
            changed = self._record.put([document(p) for p in listed if p.active])
            removed = self._record.drop([p.sku for p in listed if not p.active])
            return self._settle(len(changed), removed, None)

    def remove(self, skus: Iterable[str]) -> Built:
        """Take these out."""
        with self._writing:
            return self._settle(0, self._record.drop(skus), None)

    def search(
        self, query: str, limit: int = 10, offset: int = 0, where: Where | None = None
    ) -> SearchResult:
        """The products that fit the words best. No words, but filters: all that pass, by SKU."""
        query = " ".join(query.split())[:LONGEST]
        seen = self._snapshot
        allowed = seen.allowed(where) if where else None
        if not query:
            rows = allowed.nonzero()[0] if allowed is not None else range(0)
            hits = tuple(Hit(seen.documents[r].sku, 0.0) for r in rows[offset : offset + limit])
            return SearchResult(query, hits, len(rows))
        meant = seen.lexical.vocabulary.understand(query)
        corrected = " ".join(meant.words) if meant.changed else ""
        vector = self._encoder.query(corrected or query)
        near = self._mirror.nearest(vector, ranking.NEAR, _metadata(where) if where else None)
        ranked = ranking.rank(seen, meant, vector, [sku for sku, _ in near or ()], allowed)
        page = slice(offset, offset + limit)
        columns = (ranked.rows, ranked.scores, ranked.cover, ranked.kin)
        hits = tuple(
            Hit(seen.documents[row].sku, float(score), float(cover), float(kin))
            for row, score, cover, kin in zip(*(c[page] for c in columns), strict=True)
        )
        return SearchResult(query, hits, len(ranked.rows), corrected, near is None)

    def __len__(self) -> int:
        return len(self._snapshot.documents)

    @property
    def documents(self) -> Sequence[Document]:
        """What is indexed; another object whenever it changed."""
        return self._snapshot.documents

    @property
    def well(self) -> bool:
        """Whether the dense leg answers; search works either way."""
        return self._mirror.well

    def status(self) -> dict[str, Any]:
        return {"products": len(self), "dense": self.well, "encoder": self._encoder.id}

    def wait_until_well(self, seconds: float = 60) -> bool:
        """Wait for a healing that is under way."""
        return self._mirror.wait(seconds)

    def close(self) -> None:
        self._mirror.close()
        self._record.close()

    def _settle(self, changed: int, removed: int, progress: Progress | None) -> Built:
        encoded = self._encode(progress)
        if changed or removed or encoded:
            self._snapshot = self._read()
        self._mirror.sync()
        return Built(len(self._snapshot.documents), changed, encoded, removed)

    def _encode(self, progress: Progress | None) -> int:
        lacking = sorted(self._record.without_vector(self._encoder.id), key=lambda pair: len(pair[1]))
        for start in range(0, len(lacking), _AT_ONCE):
            batch = lacking[start : start + _AT_ONCE]
            vectors = self._encoder.documents([text for _, text in batch])
            self._record.keep_vectors(self._encoder.id, [digest for digest, _ in batch], vectors)
            if progress:
                progress(start + len(batch), len(lacking))
        return len(lacking)

    def _read(self) -> Snapshot:
        skus, vectors = self._record.vectors(self._encoder.id, self._encoder.width)
        return snapshot(self._record.documents(), skus, vectors, self._encoder)


def _metadata(where: Where) -> dict[str, Any] | None:
    """The same filters for Chroma, as far as its metadata goes; the ranking checks them all again."""
    clauses: list[dict[str, Any]] = []
    for column, wanted, unwanted in (
        ("brand", where.brands, where.not_brands),
        ("seller", where.sellers, where.not_sellers),
    ):
        if wanted:
            clauses.append({column: {"$in": _lower(wanted)}})
        if unwanted:
            clauses.append({column: {"$nin": _lower(unwanted)}})
    if where.categories:
        either = [{c: {"$in": _lower(where.categories)}} for c in ("category", "subcategory")]
        clauses.append({"$or": either})
    if not clauses:
        return None
    return clauses[0] if len(clauses) == 1 else {"$and": clauses}


def _lower(values: Sequence[str]) -> list[str]:
    return [v.casefold() for v in values]
