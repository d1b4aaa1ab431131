"""Which of our intents a text means, with a confidence that can be trusted.

Two views are added up. A softmax regression reads the sentence vector of the glossed words, the
words and word pairs themselves, and their pieces (which forgive typing mistakes). Beside it each
intent's nearest example counts: what resembles no example of an intent is not that intent, however
many of its words it has. Confidences are made true on examples that were held out, and so is the
readiness to call something out of scope.
"""

import random
from collections import Counter
from typing import Any, Callable, Dict, List, Sequence, Text, Tuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import train_test_split

from bot.components import softmax
from bot.components.sentence_encoder import SentenceEncoder
from bot.components.spelling import Spelling
from bot.components.wording import glossary, in_english, words

OUTSIDE = "out_of_scope"
# What people put around a wish. A copy of some examples wears one, so that it weighs nothing.
AROUND = (
    "hi, {}",
    "hello {}",
    "please {}",
    "{} please",
    "{} pls",
    "bhaiya {}",
    "{} ji",
    "ok {}",
    "can you {}",
    "could you please {}",
    "can you help me {}",
    "i need help to {}",
    "i need assistance with this: {}",
    "i don't know how to {}",
    "i want to know: {}",
    "i would like to {}",
    "tell me {}",
    "sir {}",
    "{} thanks",
    "{} asap",
)


def misspelt(text: Text, rng: random.Random) -> Text:
    """The text with one slip of a thumb in it."""
    spots = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i - 1].isalpha()]
    if len(text) < 6 or not spots:
        return text
    i = rng.choice(spots)
    kind = rng.randrange(3)
    if kind == 0:
        return text[:i] + text[i + 1 :]
    if kind == 1:
        return text[:i] + text[i] + text[i:]
    return text[: i - 1] + text[i] + text[i - 1] + text[i + 1 :]


class _Once:
    """Encodes each text one time, however often it is asked for."""

    def __init__(self, encoder: SentenceEncoder) -> None:
        self.encoder = encoder
        self.kept: Dict[Text, np.ndarray] = {}

    def __call__(self, texts: List[Text]) -> np.ndarray:
        new = list({t for t in texts if t not in self.kept})
        self.kept.update(zip(new, self.encoder.encode(new)))
        return np.stack([self.kept[t] for t in texts])


class IntentModel:
    """Fitted on texts with their intents; ranks the intents for a text."""

    # What is stored of a fitted model, beside the name of its encoder.
    STORED = (
        "intents",
        "spelling",
        "words",
        "pieces",
        "weights",
        "bias",
        "examples",
        "firsts",
        "scale",
        "outside",
    )

    def __init__(self, config: Dict[Text, Any], encoder: SentenceEncoder) -> None:
        self.config = config
        self.encoder = encoder
        self._encode: Callable[[List[Text]], np.ndarray] = encoder.encode
        self.intents: List[Text] = []
        self.spelling = Spelling([], [], [])
        self.words = TfidfVectorizer(
            preprocessor=str, token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True, min_df=2
        )
        self.pieces = TfidfVectorizer(
            preprocessor=str, analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, min_df=3
        )
        self.weights = np.zeros((0, 0), dtype=np.float32)
        self.bias = np.zeros(0, dtype=np.float32)
        self.examples = np.zeros((0, 0), dtype=np.float32)  # vectors of all examples, intent by intent
        self.firsts = np.zeros(0, dtype=np.int64)  # where each intent's examples begin
        self.scale = 1.0  # of the scores before they become probabilities
        self.outside = 0.0  # added to the score of out_of_scope

    def fit(self, texts: Sequence[Text], intents: Sequence[Text]) -> None:
        """Learn from examples; how sure to be of what was learnt is found on a third that is held out."""
        known, meant = np.array(texts, dtype=object), np.array(intents, dtype=object)
        self._encode = _Once(self.encoder)
        if min(Counter(intents).values()) >= 3:
            seed = int(self.config["seed"])
            learn, check = train_test_split(
                np.arange(len(known)), test_size=1 / 3, random_state=seed, stratify=meant
            )
            self._learn(list(known[learn]), list(meant[learn]))
            self._calibrate(self._scores(list(known[check])), meant[check])
        self._learn(list(texts), list(intents))
        self._encode = self.encoder.encode

    def rank(self, texts: List[Text]) -> List[List[Tuple[Text, float]]]:
        """For each text all intents with their probability, best first."""
        scores = self._scores(texts)
        scores[:, self._is_outside()] += self.outside
        return [
            [(self.intents[i], float(row[i])) for i in np.argsort(-row)]
            for row in softmax.probabilities(scores * self.scale)
        ]

    def _learn(self, texts: List[Text], intents: List[Text]) -> None:
        self.intents = sorted(set(intents))
        ours = {word for spelling in glossary() for word in spelling}
        self.spelling = Spelling([words(t) for t in texts], ours, self.encoder.english())
        said = [self._said(t) for t in texts]
        self.words.fit([in_english(s) for s in said])
        self.pieces.fit([" ".join(s) for s in said])
        copies = self._copies(texts, intents)
        vectors, sparse = self._features(texts + [t for t, _ in copies])
        truth = np.searchsorted(self.intents, intents + [i for _, i in copies])
        importance = self._importance(intents)[truth]
        weighed = vectors * self.config["sentence_weight"]
        self.weights, self.bias = softmax.fit(weighed, sparse, truth, importance, self.config["C"])
        order = np.argsort(truth[: len(texts)], kind="stable")
        self.examples = vectors[order]
        self.firsts = np.searchsorted(truth[order], np.arange(len(self.intents)))

    def _scores(self, texts: List[Text]) -> np.ndarray:
        vectors, sparse = self._features(texts)
        width = self.encoder.width
        read = vectors * self.config["sentence_weight"] @ self.weights[:width]
        read += sparse @ self.weights[width:] + self.bias
        nearest = np.maximum.reduceat(vectors @ self.examples.T, self.firsts, axis=1)
        return read + self.config["neighbours"] * nearest

    def _features(self, texts: List[Text]) -> Tuple[np.ndarray, csr_matrix]:
        said = [self._said(t) for t in texts]
        meanings = [in_english(s) for s in said]
        parts = [self.words.transform(meanings), self.pieces.transform([" ".join(s) for s in said])]
        return self._encode(meanings), hstack(parts, dtype=np.float32).tocsr()

    def _said(self, text: Text) -> List[Text]:
        return [self.spelling.right(word) for word in words(text)]

    def _copies(self, texts: List[Text], intents: List[Text]) -> List[Tuple[Text, Text]]:
        copies = []
        for text, intent in zip(texts, intents):
            rng = random.Random(f"{self.config['seed']} {text}")  # the same whenever it is learnt
            if rng.random() < self.config["dressed"]:
                copies.append((rng.choice(AROUND).format(text), intent))
            if rng.random() < self.config["misspelt"]:
                copies.append((misspelt(text, rng), intent))
        return copies

    def _importance(self, intents: List[Text]) -> np.ndarray:
        """How much one example of each intent counts."""
        counts = Counter(intents)
        usual = float(np.median(list(counts.values())))
        # Much-varied intents have more examples; that does not make them likelier.
        return np.array(
            [
                self.config["outside_weight"] if i == OUTSIDE else (usual / counts[i]) ** 0.5
                for i in self.intents
            ],
            dtype=np.float32,
        )

    def _is_outside(self) -> np.ndarray:
        return np.array([i == OUTSIDE for i in self.intents])

    def _calibrate(self, scores: np.ndarray, intents: np.ndarray) -> None:
        """Find how ready to be to reject, and the scale that makes confidences true."""
        truth = np.searchsorted(self.intents, intents)
        ours, outside = intents != OUTSIDE, self._is_outside()
        self.outside = 0.0
        for readiness in np.arange(0.1, 3.0, 0.1) if outside.any() else ():
            rejected = outside[(scores[ours] + readiness * outside).argmax(axis=1)].mean()
            if rejected > self.config["may_reject"]:
                break
            self.outside = float(readiness)
        shifted = scores + self.outside * outside

        def surprise(scale: float) -> float:
            chances = softmax.probabilities(shifted * scale)[np.arange(len(truth)), truth]
            return float(-np.log(np.maximum(chances, 1e-9)).mean())

        self.scale = float(min(np.linspace(0.3, 2.0, 35), key=surprise))
