"""Keeps the index's own record on disk: every document with its vector, and what Chroma has to learn.

One SQLite file in write-ahead mode, so a kill at any moment leaves the last whole change. Chroma and the
lexical index are made from it; nothing is encoded twice.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.document import SCHEMA, Document

Vectors = npt.NDArray[np.float32]

_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
  sku TEXT PRIMARY KEY, body TEXT NOT NULL, digest TEXT NOT NULL,
  pending INTEGER NOT NULL DEFAULT 1,  -- Chroma does not have this version yet
  gone INTEGER NOT NULL DEFAULT 0      -- removed, Chroma may still have it
);
CREATE INDEX IF NOT EXISTS documents_pending ON documents (pending) WHERE pending = 1;
CREATE TABLE IF NOT EXISTS vectors (
  encoder TEXT NOT NULL, digest TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (encoder, digest)
) WITHOUT ROWID;
"""


class Record:
    """Documents and vectors on disk. Calls from several threads are put in order."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        try:
            self._db = self._open(path)
        except sqlite3.DatabaseError:  # damaged: it can be made again from the shop's database
            for part in path.parent.glob(path.name + "*"):
                part.unlink(missing_ok=True)
            self._db = self._open(path)

    @staticmethod
    def _open(path: Path) -> sqlite3.Connection:
        db = sqlite3.connect(path, check_same_thread=False, timeout=30)
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            db.executescript(_TABLES)
            if db.execute("SELECT value FROM about WHERE name='schema'").fetchone() != (SCHEMA,):
                with db:
                    db.execute("DELETE FROM documents")
                    db.execute("INSERT OR REPLACE INTO about VALUES ('schema', ?)", (SCHEMA,))
        except sqlite3.DatabaseError:
            db.close()
            raise
        return db

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def documents(self) -> list[Document]:
        """Read all that are for sale, in the order of their SKUs."""
        with self._lock:
            rows = self._db.execute("SELECT body FROM documents WHERE gone=0 ORDER BY sku")
            return [Document.loads(body) for (body,) in rows]

    def put(self, documents: Iterable[Document]) -> None:
        """Store these; those that are new or changed Chroma still has to learn."""
        with self._lock, self._db:
            for one in documents:
                body = one.dumps()
                old = self._db.execute("SELECT body, gone FROM documents WHERE sku=?", (one.sku,)).fetchone()
                if old != (body, 0):
                    self._db.execute(
                        "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, 1, 0)", (one.sku, body, one.digest)
                    )

    def drop(self, skus: Iterable[str]) -> None:
        """Take these out."""
        with self._lock, self._db:
            self._db.executemany(
                "UPDATE documents SET gone=1, pending=1 WHERE sku=? AND gone=0", [(s,) for s in skus]
            )

    def drop_others(self, skus: set[str]) -> None:
        """Take out all but these."""
        with self._lock:
            here = {sku for (sku,) in self._db.execute("SELECT sku FROM documents WHERE gone=0")}
        self.drop(here - skus)

    def without_vector(self, encoder: str, among: Sequence[Document] | None = None) -> list[tuple[str, str]]:
        """Read (digest, text) of what has not been encoded by this encoder: of these, or of all."""
        if among is not None:
            known = self.vectors_of(encoder, [d.digest for d in among], 0)
            return [
                (d.digest, d.meaning) for d in {d.digest: d for d in among}.values() if d.digest not in known
            ]
        query = """SELECT digest, body FROM documents WHERE gone=0 AND digest NOT IN
                   (SELECT digest FROM vectors WHERE encoder=?) GROUP BY digest"""
        with self._lock:
            rows = self._db.execute(query, (encoder,)).fetchall()
        return [(digest, Document.loads(body).meaning) for digest, body in rows]

    def keep_vectors(self, encoder: str, digests: Sequence[str], vectors: Vectors) -> None:
        """Store vectors in half precision: the rounding is far below the noise of the model."""
        rows = [(encoder, d, v.astype(np.float16).tobytes()) for d, v in zip(digests, vectors, strict=True)]
        with self._lock, self._db:
            self._db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)

    def vectors(self, encoder: str, width: int) -> tuple[list[str], Vectors]:
        """Read the SKUs that have a vector, in their order, and the vectors."""
        query = """SELECT sku, vector FROM documents JOIN vectors USING (digest)
                   WHERE gone=0 AND encoder=? ORDER BY sku"""
        with self._lock:
            rows = self._db.execute(query, (encoder,)).fetchall()
        flat = np.frombuffer(b"".join(blob for _, blob in rows), dtype=np.float16)
        return [sku for sku, _ in rows], flat.reshape(len(rows), width).astype(np.float32)

    def vectors_of(self, encoder: str, digests: Sequence[str], width: int) -> dict[str, Vectors]:
        """Read the vectors of these texts, as far as they were encoded."""
        found: dict[str, Vectors] = {}
        with self._lock:
            for digest in set(digests):
                row = self._db.execute(
                    "SELECT vector FROM vectors WHERE encoder=? AND digest=?", (encoder, digest)
                ).fetchone()
                if row is not None:
                    found[digest] = np.frombuffer(row[0], dtype=np.float16, count=width).astype(np.float32)
        return found

    def forget_unused_vectors(self, encoder: str) -> None:
        """Drop other models' vectors and those of texts that no product has any more."""
        with self._lock, self._db:
            self._db.execute(
                "DELETE FROM vectors WHERE encoder<>? OR digest NOT IN (SELECT digest FROM documents)",
                (encoder,),
            )

    def pending(self) -> tuple[list[Document], list[str]]:
        """Read what Chroma has to learn, and what it has to forget."""
        with self._lock:
            rows = self._db.execute("SELECT sku, body, gone FROM documents WHERE pending=1 ORDER BY sku")
            found = rows.fetchall()
        return [Document.loads(b) for _, b, gone in found if not gone], [s for s, _, gone in found if gone]

    def settled(self, documents: Iterable[Document], gone: Iterable[str]) -> None:
        """Note that Chroma has learnt these versions and forgotten those."""
        with self._lock, self._db:
            self._db.executemany(
                "UPDATE documents SET pending=0 WHERE sku=? AND body=? AND gone=0",
                [(d.sku, d.dumps()) for d in documents],
            )
            self._db.executemany("DELETE FROM documents WHERE sku=? AND gone=1", [(s,) for s in gone])

    def encoded_count(self, encoder: str) -> int:
        """Count the products that Chroma ought to hold."""
        with self._lock:
            row = self._db.execute(
                "SELECT count(*) FROM documents JOIN vectors USING (digest) WHERE gone=0 AND encoder=?",
                (encoder,),
            ).fetchone()
        return int(row[0])

    def unsettle(self) -> None:
        """Note that Chroma has lost everything."""
        with self._lock, self._db:
            self._db.execute("UPDATE documents SET pending=1")

    def note(self, name: str, value: str) -> None:
        with self._lock, self._db:
            self._db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def noted(self, name: str) -> str:
        with self._lock:
            row = self._db.execute("SELECT value FROM about WHERE name=?", (name,)).fetchone()
        return str(row[0]) if row else ""


def batches(items: Sequence[Document], size: int) -> Iterator[Sequence[Document]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
