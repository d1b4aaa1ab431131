"""Says which act a message is: an order, a question about a product, a yes.

A regression over the words that are said around goods, amounts and names (those themselves are masked by
what the tagger says they are), their pairs, threes and pieces, and what was on the screen. A network over
the same knew no more and took longer (docs/benchmarks/reading.md).
"""

import random
import zlib
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from bot.reading.filling import BEGUN, OTHER, Said
from bot.reading.tokens import Token, kind
from bot.reading.ways import ASKED, WHENS
from shop.reading.sounds import sound

BUCKETS = 1 << 15
FILE = "acts.npz"
SEED = 7
TABLE = WHENS[1:]  # the states that are told; "any" is none of them
_SEEN = [state for state in TABLE if state != "asked" and state not in ASKED]
STATE = 0.5  # what a state weighs beside the words


def masked(tokens: Sequence[Token], labels: Sequence[str]) -> list[str]:
    """The words as the network sees them: what fills a slot is one sign, whatever it says."""
    seen: list[str] = []
    for token, label in zip(tokens, labels, strict=True):
        short = label.removeprefix("B-").removeprefix("I-")
        if short == OTHER:
            seen.append(
                sound(token.text)
                if kind(token.text) in ("word", "numeral", "unit", "measure")
                else token.text
            )
        elif short == "R":
            seen.append(f"r:{sound(token.text)}")
        elif short == "U":
            seen.append(f"<U:{sound(token.text)}>")
        elif not (label.startswith("I-") or (short not in BEGUN and seen and seen[-1] == f"<{short}>")):
            seen.append(f"<{short}>")
    return seen


def buckets(seen: Sequence[str]) -> list[int]:
    """The features of a masked sentence: words, pairs, threes and pieces, by the bucket they fall in."""
    names: set[str] = set()
    around = ["^", *seen, "$"]
    for i, word in enumerate(around):
        names.add(word)
        if i + 1 < len(around):
            names.add(f"{word} {around[i + 1]}")
        if i + 2 < len(around):
            names.add(f"{word} {around[i + 1]} {around[i + 2]}")
            names.add(f"{word} _ {around[i + 2]}")
        if word[0].isalpha() and len(word) > 3 and not word.startswith("r:"):
            whole = f"#{word}#"
            names.update(f"~{whole[j : j + 4]}" for j in range(len(whole) - 3))
    goods = sum(word in ("<G>", "<X>") for word in seen)
    amounts = sum(word == "<N>" for word in seen)
    names.add(f"goods {min(goods, 3)}")
    names.add(f"amounts {min(amounts, 3)}")
    names.add(f"both {min(goods, 3)} {min(amounts, 3)}")
    names.add(f"words {min(len(seen), 12) // 2}")
    return sorted({zlib.crc32(name.encode()) % BUCKETS for name in names})


def given(seen: Sequence[str], states: Collection[str]) -> tuple[list[int], list[float]]:
    """One row of what the regression is given: where it is not nothing, and what is there."""
    held = buckets(seen)
    there = [BUCKETS + place for place, state in enumerate(TABLE) if state in states]
    return held + there, [len(held) ** -0.5] * len(held) + [STATE] * len(there)


def fit(said: Sequence[Said], held_out: Sequence[Said], folder: Path) -> float:
    """Learn from labelled sentences, make confidences true on others, write it; the share known of those."""
    names = sorted({one.act for one in said})
    counts = Counter(one.act for one in said)
    usual = float(np.median(list(counts.values())))
    # Much-varied acts have more patterns; that does not make them likelier.
    weights = {name: (usual / counts[name]) ** 0.5 for name in names}
    learner = SGDClassifier(
        loss="log_loss", alpha=2e-6, max_iter=40, class_weight=weights, average=True, random_state=SEED
    )
    learner.fit(_rows(said), [one.act for one in said])
    scores = learner.decision_function(_rows(held_out))
    truth = np.searchsorted(names, [one.act for one in held_out])

    def surprise(scale: float) -> float:
        chances = _chances(scores * scale)[np.arange(len(truth)), truth]
        return float(-np.log(np.maximum(chances, 1e-9)).mean())

    np.savez_compressed(
        folder / FILE,
        names=np.array(names),
        weights=learner.coef_.T.astype(np.float16),
        bias=learner.intercept_.astype(np.float32),
        scale=np.array(min(np.geomspace(0.05, 3.0, 60), key=surprise)),
    )
    return float((scores.argmax(axis=1) == truth).mean())


def on_some_table(when: str, rng: random.Random) -> set[str]:
    """What may be on the table when this is said: people ask where their order is in the middle of a list.

    Learnt without it, two thirds of what comes while something is asked were taken for an answer.
    """
    states = {when}
    answers = when == "asked" or when in ASKED
    if (when == "any" or answers) and rng.random() < 0.5:
        states.add(rng.choice(_SEEN))
    if answers or rng.random() < 0.35:
        states.add("asked")
    if "asked" in states and when not in ASKED and rng.random() < 0.8:
        states.add(rng.choice(ASKED))
    return states


def _rows(said: Sequence[Said]) -> csr_matrix:
    rng = random.Random(SEED)
    rows = [given(masked(one.tokens, one.labels), on_some_table(one.when, rng)) for one in said]
    ends = np.cumsum([0, *(len(places) for places, _ in rows)])
    places = np.concatenate([places for places, _ in rows])
    return csr_matrix((np.concatenate([v for _, v in rows]), places, ends), (len(rows), BUCKETS + len(TABLE)))


def _chances(scores: np.ndarray) -> np.ndarray:
    grown = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=-1, keepdims=True))


class Acts:
    """A fitted regression."""

    def __init__(self, folder: Path) -> None:
        with np.load(folder / FILE) as stored:
            self.names: tuple[str, ...] = tuple(str(name) for name in stored["names"])
            self._weights = stored["weights"].astype(np.float32)
            self._bias, self._scale = stored["bias"], float(stored["scale"])

    def chances(
        self, tokens: Sequence[Token], labels: Sequence[str], states: Collection[str]
    ) -> dict[str, float]:
        """The probability of each act."""
        places, values = given(masked(tokens, labels), states)
        scores = np.array(values, dtype=np.float32) @ self._weights[places] + self._bias
        return dict(zip(self.names, _chances(scores * self._scale).tolist(), strict=True))
