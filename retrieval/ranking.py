"""Puts the legs together: one score for each candidate, its weights measured by bench/search.py."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval import words
from retrieval.lexical import Scores, pairs, pieces
from retrieval.record import Vectors
from retrieval.snapshot import Mask, Snapshot
from retrieval.vocabulary import Understood

NUMBER = 0.85  # a number says less than a word: sizes repeat everywhere
UNIT = 0.6
HEAD = 0.05
KIND = 0.3
ABOUT = 0.1
PAIRS = 0.1
PIECES = 0.6
MEANING = 0.8
PULL = 0.5
EXAMPLES = 10
DEEP = 2000  # candidates of the lexical leg
NEAR = 300  # candidates of the dense leg


def terms(meant: Understood) -> dict[str, float]:
    """The query's tokens with what each weighs."""
    weights = {t: count * _weight(t) for t, count in Counter(words.tokens_of(meant.words)).items()}
    for word, weight in meant.besides:
        weights.setdefault(words.stem(word), weight)
    return weights


def _weight(token: str) -> float:
    if token[0].isdigit():
        return NUMBER
    return UNIT if words.is_unit(token) else 1.0


@dataclass(frozen=True)
class Ranked:
    """Rows best first, with why."""

    rows: npt.NDArray[np.intp]
    scores: Scores
    cover: Scores  # how much of the query's words, weighed by their rarity, a product has: 0 to 1
    kin: Scores  # cosine of the meanings


def rank(
    snapshot: Snapshot,
    meant: Understood,
    vector: Vectors | None,
    near: Sequence[str],
    allowed: Mask | None,
) -> Ranked:
    """One score for each candidate. `near` are the SKUs the dense leg found."""
    weights = terms(meant)
    lexical = snapshot.lexical
    named = lexical.name.scores(weights)
    named += HEAD * lexical.head.scores(weights)
    named += PAIRS * lexical.pairs.scores(dict.fromkeys(pairs(meant.words), 1.0))
    for field, share in ((lexical.kind, KIND), (lexical.about, ABOUT)):
        if field:
            named += share * field.scores(weights)
    broken = lexical.pieces.scores(Counter(pieces(meant.typed)))
    total = _scaled(named) + PIECES * _scaled(broken)
    if allowed is not None:
        total = np.where(allowed, total, 0.0).astype(np.float32)
    rows = _best(total, DEEP)
    close = [snapshot.row[s] for s in near if s in snapshot.row]
    if allowed is not None:
        close = [r for r in close if allowed[r]]
    rows = np.union1d(rows, np.array(close, dtype=np.intp))
    scores, kin = total[rows], np.zeros(len(rows), dtype=np.float32)
    if vector is not None and len(rows):
        vectors = snapshot.vectors[rows].astype(np.float32)
        kin = vectors @ vector
        scores = scores + _meaning(vectors, kin, scores)
    order = np.argsort(-scores, kind="stable")
    rows = rows[order]
    return Ranked(rows, scores[order], lexical.cover(meant, rows), kin[order])


def _meaning(vectors: Vectors, kin: Scores, scores: Scores) -> Scores:
    """How near each candidate is to the query, and to the best candidates: these share what was meant."""
    near: Scores = MEANING * kin
    first = scores + near
    best = np.argsort(-first, kind="stable")[:EXAMPLES]
    share = np.exp(3.0 * (first[best] - first[best[0]]))
    middle = (share / share.sum()) @ vectors[best]
    pulled: Scores = near + PULL * (vectors @ middle)
    return pulled


def _scaled(scores: Scores) -> Scores:
    top = float(scores.max(initial=0.0))
    scaled: Scores = scores / top if top > 0 else scores
    return scaled


def _best(scores: Scores, limit: int) -> npt.NDArray[np.intp]:
    found = np.flatnonzero(scores)
    if len(found) > limit:
        found = found[np.argpartition(-scores[found], limit - 1)[:limit]]
    return found
