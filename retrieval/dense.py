"""Keeps vectors in Chroma, embedded in this process or on a server: the dense leg."""

import contextlib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.config import Settings

from retrieval.record import Vectors

_AT_ONCE = 2000


class DenseBroken(Exception):
    """Chroma does not answer, or its files are missing or damaged."""


class Dense:
    """One Chroma collection. Whatever goes wrong in Chroma leaves here as DenseBroken.

    Embedded, the collection lives in a folder of its own number; a rebuild takes the next number,
    because Chroma keeps a hold on a folder that it once opened.
    """

    def __init__(self, place: Path | str, name: str) -> None:
        self._folder = place if isinstance(place, Path) else None
        settings = Settings(anonymized_telemetry=False, allow_reset=False)
        try:
            if isinstance(place, Path):
                place.mkdir(parents=True, exist_ok=True)
                self._client: Any = chromadb.PersistentClient(path=str(place), settings=settings)
            else:
                url = urlsplit(place)
                self._client = chromadb.HttpClient(
                    host=url.hostname or "localhost",
                    port=url.port or 8000,
                    ssl=url.scheme == "https",
                    settings=settings,
                )
            self._collection: Any = self._client.get_or_create_collection(
                name, embedding_function=None, configuration={"hnsw": {"space": "cosine", "ef_search": 200}}
            )
        except BaseException as err:  # Chroma's Rust part panics with a BaseException
            raise _broken(err) from err
        self._mark = self._files()

    def count(self) -> int:
        try:
            return int(self._collection.count())
        except BaseException as err:
            raise _broken(err) from err

    def put(self, ids: Sequence[str], vectors: Vectors, about: Sequence[Mapping[str, str]]) -> None:
        """Add or replace."""
        try:
            for start in range(0, len(ids), _AT_ONCE):
                end = start + _AT_ONCE
                self._collection.upsert(
                    ids=list(ids[start:end]),
                    embeddings=np.asarray(vectors[start:end], dtype=np.float32),
                    metadatas=[dict(a) for a in about[start:end]],
                )
        except BaseException as err:
            raise _broken(err) from err

    def drop(self, ids: Sequence[str]) -> None:
        try:
            for start in range(0, len(ids), _AT_ONCE):
                self._collection.delete(ids=list(ids[start : start + _AT_ONCE]))
        except BaseException as err:
            raise _broken(err) from err

    def nearest(
        self, vectors: Sequence[Vectors], limit: int, where: Mapping[str, Any] | None = None
    ) -> list[list[str]]:
        """Find for each of these the ids that are nearest, best first."""
        if self._folder and self._files() != self._mark:
            raise DenseBroken("Chroma's files were taken away or changed")
        try:
            found = self._collection.query(
                query_embeddings=list(vectors),
                n_results=limit,
                where=dict(where) if where else None,
                include=[],
            )
        except BaseException as err:
            raise _broken(err) from err
        ids: list[list[str]] = found["ids"]
        return ids

    def erase(self) -> None:
        """Take the collection away, so that it can be made anew."""
        try:
            name = self._collection.name
            self._client.delete_collection(name)
        except BaseException as err:
            raise _broken(err) from err

    def close(self) -> None:
        """Let go of the folder or the connection."""
        with contextlib.suppress(BaseException):
            self._client.close()
        session = getattr(getattr(self._client, "_server", None), "_session", None)
        if session is not None:  # a connection that close() of Chroma 1.5 forgets
            session.close()

    def _files(self) -> tuple[int, int]:
        """Tell which file Chroma's catalogue is: gone or another one, when somebody meddled."""
        if self._folder is None:
            return (0, 0)
        try:
            seen = (self._folder / "chroma.sqlite3").stat()
        except OSError:
            return (0, 0)
        return (seen.st_dev, seen.st_ino)


def _broken(err: BaseException) -> DenseBroken:
    if isinstance(err, KeyboardInterrupt | SystemExit):
        raise err
    return DenseBroken(f"{type(err).__name__}: {err}")


def clear(folder: Path, but: Path | None = None) -> None:
    """Remove the folders of collections that are not in use."""
    for old in folder.glob("chroma-*"):
        if old != but:
            shutil.rmtree(old, ignore_errors=True)
