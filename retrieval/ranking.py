"""Puts the legs together: one score for each candidate, its weights measured by bench/search.py."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval import words
from retrieval.encoder import along
from retrieval.lexical import Scores, pairs, pieces
from retrieval.record import Vectors
from retrieval.snapshot import Mask, Snapshot
from retrieval.vocabulary import Understood

UNIT = 0.6  # a unit says less than a word: sizes repeat everywhere
KIND = 0.3
ABOUT = 0.1
PAIRS = 0.15
PIECES = 0.4
TRUST = 0.25  # words count for less where no product has all of them
MEANING = 0.8
PULL = 0.5
EXAMPLES = 10
FIRST = 30  # places in the order of the best fit; what stands behind is looked for more widely
WIDE = 500  # ... among the best so many
APART = 0.5  # of what all products share is taken out of the query's meaning there
LIKE = 0.3
DEEP = 2000  # candidates of the lexical leg
NEAR = 300  # candidates of the dense leg


def terms(meant: Understood) -> dict[str, float]:
    """Weigh the query's tokens."""
    weights = {t: count * _weight(t) for t, count in Counter(words.tokens_of(meant.words)).items()}
    for word, weight in meant.besides:
        weights.setdefault(words.stem(word), weight)
    return weights


def _weight(token: str) -> float:
    return UNIT if words.is_unit(token) else 1.0


@dataclass(frozen=True)
class Ranked:
    """Rows best first, with why."""

    rows: npt.NDArray[np.intp]
    scores: Scores
    cover: Scores  # how much of the query's words, weighed by their rarity, a product has: 0 to 1
    kin: Scores  # cosine of the meanings
    legs: dict[str, Scores]  # what the scores were made of

    def first(self, order: npt.NDArray[np.intp]) -> "Ranked":
        """Put those at these places first, in this order; the scores stay where they are, so they fall."""
        whole = np.concatenate((order, np.arange(len(order), len(self.rows))))
        legs = {name: leg[whole] for name, leg in self.legs.items()}
        return Ranked(self.rows[whole], self.scores, self.cover[whole], self.kin[whole], legs)


def rank(
    snapshot: Snapshot,
    meant: Understood,
    vector: Vectors | None,
    near: Sequence[str],
    allowed: Mask | None,
) -> Ranked:
    """Score each candidate. `near` are the SKUs the dense leg found."""
    weights = terms(meant)
    lexical = snapshot.lexical
    named = lexical.name.scores(weights)
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
    cover = lexical.cover(meant, rows)
    scores = total[rows] * max(0.2, float(cover.max(initial=0.0))) ** TRUST
    legs = {"named": named[rows], "broken": broken[rows], "worded": scores}
    kin = np.zeros(len(rows), dtype=np.float32)
    if vector is None or not len(rows):
        order = np.argsort(-scores, kind="stable")
    else:
        vectors = snapshot.vectors[rows].astype(np.float32)
        kin = along(vectors, vector)
        pull = PULL * along(vectors, _middle(vectors, scores + MEANING * kin, sharpness=8.0))
        fit = scores + MEANING * kin + pull
        order = np.argsort(-fit, kind="stable")
        apart = along(vectors, _apart(vector, snapshot.middle))
        like = np.zeros(len(rows), dtype=np.float32)
        like[order[:WIDE]] = _alike(snapshot, rows[order[:WIDE]], fit[order[:EXAMPLES]])
        if len(order) > FIRST:
            wide = scores + pull + MEANING * apart + LIKE * like
            behind = order[FIRST:WIDE]
            order[FIRST:WIDE] = behind[np.argsort(-wide[behind], kind="stable")]
        scores = np.minimum.accumulate(fit[order])
        legs |= {"pull": pull, "apart": apart, "like": like, "fit": fit}
    legs = {name: leg[order] for name, leg in legs.items()}
    return Ranked(rows[order], scores, cover[order], kin[order], legs)


def _middle(vectors: Vectors, fit: Scores, sharpness: float) -> Vectors:
    """Find the middle of the best candidates: they share what was meant."""
    best = np.argsort(-fit, kind="stable")[:EXAMPLES]
    middle: Vectors = _shares(fit[best], sharpness) @ vectors[best]
    return middle


def _shares(fit: Scores, sharpness: float) -> Scores:
    """Tell how much each of these, best first, has to say."""
    shares = np.exp(sharpness * (fit - fit[0]))
    found: Scores = (shares / shares.sum()).astype(np.float32)
    return found


def _apart(vector: Vectors, middle: Vectors) -> Vectors:
    """Take from what a query means what every product here means."""
    rest: Vectors = vector - APART * middle
    return rest / np.float32(max(float(np.linalg.norm(rest)), 1e-9))


def _alike(snapshot: Snapshot, rows: npt.NDArray[np.intp], fit: Scores) -> Scores:
    """Measure how much of the words of the best candidates, which stand first and fit so well, each has."""
    said: dict[str, float] = {}
    for row, share in zip(rows[: len(fit)], _shares(fit, sharpness=6.0), strict=True):
        for term in set(words.tokens(snapshot.documents[row].name)):
            said[term] = said.get(term, 0.0) + float(share)
    return _scaled(snapshot.lexical.name.scores_of(said, rows))


def _scaled(scores: Scores) -> Scores:
    top = float(scores.max(initial=0.0))
    scaled: Scores = scores / top if top > 0 else scores
    return scaled


def _best(scores: Scores, limit: int) -> npt.NDArray[np.intp]:
    found = np.flatnonzero(scores)
    if len(found) > limit:
        found = found[np.argpartition(-scores[found], limit - 1)[:limit]]
    return found
