"""Shows a learned ranking what, besides choices, speaks for a candidate: each part of the score."""

import math

import numpy as np

from retrieval import words
from retrieval.learned import Candidates, Table
from retrieval.ranking import Ranked
from retrieval.record import Vectors
from retrieval.snapshot import Snapshot
from retrieval.vocabulary import Understood

DEPTH = 100  # candidates that a learned ranking puts in order
_NONE = -1.0  # the query has nothing of the kind


def candidates_of(snapshot: Snapshot, meant: Understood, vector: Vectors, ranked: Ranked) -> Candidates:
    """Take the best candidates of a ranking with their traits."""
    rows = ranked.rows[:DEPTH]
    return Candidates(
        [snapshot.documents[row].sku for row in rows],
        rows,
        snapshot.vectors,
        vector,
        _table(snapshot, meant, ranked) if len(rows) else np.zeros((0, 0), dtype=np.float32),
    )


def _table(snapshot: Snapshot, meant: Understood, ranked: Ranked) -> Table:
    rows = ranked.rows[:DEPTH]
    legs = {name: leg[:DEPTH] for name, leg in ranked.legs.items()}
    kin, cover = ranked.kin[:DEPTH], ranked.cover[:DEPTH]
    terms = list(dict.fromkeys(words.tokens_of(meant.words)))
    lexical = snapshot.lexical
    rarity = np.array([math.log(1 + lexical.count / (len(lexical.name.having(t)) + 1)) for t in terms])
    has = np.array([lexical.name.has(term, rows) for term in terms]).reshape(len(terms), len(rows))
    whole = max(float(rarity.sum()), 1e-9)
    columns = [
        legs["fit"],
        legs["fit"] - legs["fit"].max(),
        np.arange(len(rows)),
        legs["worded"],
        legs["named"] / max(float(legs["named"].max()), 1e-9),
        legs["broken"] / max(float(legs["broken"].max()), 1e-9),
        legs["named"] / whole,
        legs["broken"] / whole,
        _places(legs["named"]),
        legs["pull"],
        legs["apart"],
        legs["like"],
        kin,
        kin - kin.max(),
        _places(kin),
        cover,
        cover - cover.max(),
        lexical.lengths[rows],
        has.sum(axis=0) / np.maximum(lexical.lengths[rows], 1),
        *_agreeing(terms, has, rarity),
        np.full(len(rows), len(terms)),
        np.full(len(rows), len(meant.unknown)),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _agreeing(terms: list[str], has: Table, rarity: Table) -> list[Table]:
    """Tell which of the query's words it has: of its numbers, of the others, the first, last and rarest."""
    number = np.array([term[0].isdigit() for term in terms], dtype=bool)
    told = np.flatnonzero(~number)
    none = np.full(has.shape[1], _NONE)
    return [
        has[number].mean(axis=0) if number.any() else none,
        has[told].mean(axis=0) if len(told) else none,
        has[told[0]] if len(told) else none,
        has[told[-1]] if len(told) else none,
        has[int(rarity.argmax())] if len(terms) else none,
    ]


def _places(scores: Table) -> Table:
    """Number each in the order of these."""
    places = np.empty(len(scores), dtype=np.float32)
    places[np.argsort(-scores, kind="stable")] = np.arange(len(scores))
    return places
