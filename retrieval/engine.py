"""Finds products by words and meaning, keeps its index true, and goes on when part of it is lost."""

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from retrieval import ranking
from retrieval.document import Document, document
from retrieval.encoder import Encoding, Progress
from retrieval.learned import Candidates, Learned
from retrieval.mirror import Mirror
from retrieval.record import Record, Vectors
from retrieval.snapshot import Snapshot, Where, snapshot
from retrieval.traits import candidates_of
from retrieval.vocabulary import Understood, as_it_stands
from shop.catalogue.product import Product

log = logging.getLogger(__name__)

LONGEST = 300  # characters of a query that are read
_AT_ONCE = 2048  # texts between two commits of vectors: what a kill can cost
_BEHIND, _MOST_BEHIND = 0.1, 1000  # of what is indexed, so much may stand behind it; and at most


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


@dataclass(frozen=True)
class _Found:
    """The plain ranking of a query, and what it was taken to mean."""

    ranked: ranking.Ranked
    vector: Vectors
    corrected: str
    degraded: bool


class Search:
    """The product index. One process opens a folder; threads may share the object."""

    def __init__(self, record: Record, mirror: Mirror, encoder: Encoding) -> None:
        self._record, self._mirror, self._encoder = record, mirror, encoder
        self._writing = threading.Lock()
        self._anew: threading.Thread | None = None
        self.learned: Learned | None = None  # puts the best in order, once enough was chosen to learn from
        self._since: list[tuple[Sequence[Document], Collection[str]]] = []  # changes that were put behind
        self._snapshot: Snapshot = self._read()
        self._indexed = len(self._snapshot.documents)  # the rows behind these came later

    @classmethod
    def open(
        cls, folder: Path, encoder: Encoding, chroma: str | None = None, kind: str = "products"
    ) -> "Search":
        """Open the index in this folder, empty if there is none; `chroma` is a server's address or None."""
        record = Record(folder / "index.db")
        mirror = Mirror(folder, chroma, record, kind, encoder)
        search = cls(record, mirror, encoder)
        mirror.start()
        return search

    def build(self, products: Iterable[Product], progress: Progress | None = None) -> Built:
        """Make the index hold exactly these products. Only what is new or changed is encoded."""
        return self.build_documents([document(p) for p in products if p.active], progress)

    def build_documents(self, documents: Sequence[Document], progress: Progress | None = None) -> Built:
        """Do the same for anything that is made into documents."""
        with self._writing:
            self._record.put(documents)
            keep = {d.sku for d in documents}
            self._record.drop_others(keep)
            encoded = self._encode(None, progress)
            return self._settle(self._unseen(documents), self._snapshot.row.keys() - keep, encoded)

    def update(self, products: Iterable[Product]) -> Built:
        """Take these in, new or changed; one that is no longer active goes out."""
        listed = list(products)
        out = [p.sku for p in listed if not p.active]
        return self.update_documents([document(p) for p in listed if p.active], out)

    def update_documents(self, documents: Sequence[Document], out: Iterable[str] = ()) -> Built:
        """Do the same for anything that is made into documents."""
        with self._writing:
            self._record.put(documents)
            self._record.drop(out := set(out))
            changed = self._unseen(documents)
            return self._settle(changed, self._snapshot.row.keys() & out, self._encode(changed, None))

    def remove(self, skus: Iterable[str]) -> Built:
        """Take these out."""
        return self.update_documents((), skus)

    def understood(self, query: str) -> Understood:
        """Tell what the words of a query are taken for, and which of them nobody knows."""
        return self._snapshot.lexical.vocabulary.understand(query)

    def search(
        self,
        query: str,
        limit: int = 10,
        offset: int = 0,
        where: Where | None = None,
        *,
        as_typed: bool = False,
    ) -> SearchResult:
        """Find the products that fit the words best. No words, but filters: all that pass, by SKU.

        `as_typed`: no spelling is put right.
        """
        query = " ".join(query.split())[:LONGEST]
        seen = self._snapshot
        if not query:
            allowed = seen.allowed(where)
            passing = allowed.nonzero()[0] if where and allowed is not None else ()
            skus = sorted(seen.documents[int(row)].sku for row in passing)
            return SearchResult(query, tuple(Hit(s, 0.0) for s in skus[offset : offset + limit]), len(skus))
        meant = as_it_stands(query) if as_typed else seen.lexical.vocabulary.understand(query)
        return self._result(seen, query, meant, self._rank(seen, [query], [meant], where)[0], offset, limit)

    def search_all(self, queries: Sequence[str], limit: int = 10) -> list[SearchResult]:
        """Search for each of these, none of them empty, by the catalogue of one moment: a whole list."""
        queries = [" ".join(query.split())[:LONGEST] for query in queries]
        seen = self._snapshot
        meant = [seen.lexical.vocabulary.understand(query) for query in queries]
        found = self._rank(seen, queries, meant, None)
        return [self._result(seen, *one, 0, limit) for one in zip(queries, meant, found, strict=True)]

    def _result(
        self, seen: Snapshot, query: str, meant: Understood, found: "_Found", offset: int, limit: int
    ) -> SearchResult:
        """Cut a page of what was found, the best in the order that was learned."""
        ranked, learned = found.ranked, self.learned
        if learned is not None and len(ranked.rows):
            ranked = ranked.first(learned.order(candidates_of(seen, meant, found.vector, ranked)))
        page = slice(offset, offset + limit)
        columns = (ranked.rows, ranked.scores, ranked.cover, ranked.kin)
        hits = tuple(
            Hit(seen.documents[row].sku, float(score), float(cover), float(kin))
            for row, score, cover, kin in zip(*(c[page] for c in columns), strict=True)
        )
        return SearchResult(query, hits, len(ranked.rows), found.corrected, found.degraded)

    def candidates(self) -> Callable[[str], Candidates]:
        """Give what finds words' candidates for a learned ranking, all by the catalogue of this moment."""
        seen = self._snapshot

        def of(query: str) -> Candidates:
            query = " ".join(query.split())[:LONGEST]
            meant = seen.lexical.vocabulary.understand(query)
            found = self._rank(seen, [query], [meant], None)[0]
            return candidates_of(seen, meant, found.vector, found.ranked)

        return of

    def _rank(
        self, seen: Snapshot, queries: Sequence[str], meant: Sequence[Understood], where: Where | None
    ) -> "list[_Found]":
        """Rank for each plainly; the dense leg is asked for all of them at once."""
        corrected = [" ".join(one.words) if one.changed else "" for one in meant]
        vectors = [self._vector(*one) for one in zip(queries, corrected, strict=True)]
        near = self._mirror.nearest(vectors, ranking.NEAR, _metadata(where) if where else None)
        nearest, allowed = near or [[]] * len(queries), seen.allowed(where)
        return [
            _Found(ranking.rank(seen, one, vector, skus, allowed), vector, put_right, near is None)
            for one, vector, skus, put_right in zip(meant, vectors, nearest, corrected, strict=True)
        ]

    def _vector(self, query: str, corrected: str) -> Vectors:
        """Encode what the query means; where a spelling was corrected, what lies between both readings."""
        vector = self._encoder.query(query)
        if corrected:
            vector = vector + self._encoder.query(corrected)
            vector /= max(float(np.linalg.norm(vector)), 1e-9)
        return vector

    def __len__(self) -> int:
        return len(self._snapshot.living)

    @property
    def documents(self) -> Sequence[Document]:
        """What is indexed; another object whenever it changed."""
        return self._snapshot.living

    @property
    def encoder(self) -> str:
        """Which encoder made the vectors; what was learned with one says nothing to another."""
        return self._encoder.id

    def knows(self, word: str) -> bool:
        """Whether this is a common word of its language, so hardly a slip or shorthand for another."""
        return self._encoder.knows(word)

    @property
    def well(self) -> bool:
        """Whether the dense leg answers; search works either way."""
        return self._mirror.well

    def status(self) -> dict[str, Any]:
        behind = len(self._snapshot.documents) - self._indexed  # changes that are not indexed with the rest
        return {"products": len(self), "behind": behind, "dense": self.well, "encoder": self._encoder.id}

    def wait_until_well(self, seconds: float = 60) -> bool:
        """Wait for a healing that is under way."""
        return self._mirror.wait(seconds)

    def close(self) -> None:
        if self._anew is not None:
            self._anew.join()
        self._mirror.close()
        self._record.close()

    def _unseen(self, documents: Iterable[Document]) -> list[Document]:
        """Find those that searches do not see yet; another process may have put them into the record."""
        seen = self._snapshot
        return [d for d in documents if d.sku not in seen.row or seen.documents[seen.row[d.sku]] != d]

    def _settle(self, changed: Sequence[Document], removed: Collection[str], encoded: int) -> Built:
        """Let searches see what the record holds now, then teach Chroma."""
        few = len(changed) + len(removed) <= self._few()
        if (changed or removed) and few:
            self._snapshot = self._with(self._snapshot, changed, removed)
            self._since.append((changed, removed))
            if len(self._snapshot.documents) - self._indexed > self._few():
                self._index_anew()
        elif changed or removed or encoded:
            self._take(self._read())
        self._mirror.sync()
        return Built(len(self), len(changed), encoded, len(removed))

    def _few(self) -> int:
        """So many changes are put behind what is indexed; more are better indexed together."""
        return min(int(_BEHIND * self._indexed), _MOST_BEHIND)

    def _take(self, whole: Snapshot) -> None:
        self._snapshot, self._indexed, self._since = whole, len(whole.documents), []

    def _with(self, before: Snapshot, changed: Sequence[Document], removed: Collection[str]) -> Snapshot:
        found = self._record.vectors_of(self._encoder.id, [d.digest for d in changed], self._encoder.width)
        nothing = np.zeros(self._encoder.width, dtype=np.float32)
        rows = [found.get(d.digest, nothing) for d in changed]
        vectors = np.array(rows, dtype=np.float32).reshape(len(changed), self._encoder.width)
        return before.extended(changed, vectors, removed)

    def _index_anew(self) -> None:
        """Index all of it together, beside the searches; what changes meanwhile is put behind it."""
        if self._anew is not None and self._anew.is_alive():
            return
        since = self._since = []

        def run() -> None:
            whole = self._read()
            with self._writing:
                if self._since is not since:  # all of it was indexed in the meantime
                    return
                self._take(whole)
                for changed, removed in since:
                    self._snapshot = self._with(self._snapshot, changed, removed)

        self._anew = threading.Thread(target=run, name="index-anew", daemon=True)
        self._anew.start()

    def _encode(self, changed: Sequence[Document] | None, progress: Progress | None) -> int:
        """Encode what has no vector yet, of what changed or of all."""
        lacking = self._record.without_vector(self._encoder.id, changed)
        lacking.sort(key=lambda pair: len(pair[1]))
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
    """Write the same filters for Chroma, as far as its metadata goes; the ranking checks them all again."""
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
