"""Which of our intents a text means, with a confidence that can be trusted.

Logistic regression over the sentence vector of the glossed words, the words and word
pairs themselves, and their pieces (which forgive typing mistakes). Confidences are
calibrated by a temperature learnt on held-out folds.
"""

import random
from collections import Counter
from typing import Any, Dict, List, Sequence, Text, Tuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.components.sentence_encoder import SentenceEncoder
from bot.components.wording import glossed, plain_words

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


class IntentModel:
    """Fitted on texts with their intents; ranks the intents for a text."""

    def __init__(self, config: Dict[Text, Any], encoder: SentenceEncoder) -> None:
        self.config = config
        self.encoder = encoder
        self.words = TfidfVectorizer(
            preprocessor=str, token_pattern=r"\S+", ngram_range=(1, 2), sublinear_tf=True, min_df=2
        )
        self.pieces = TfidfVectorizer(
            preprocessor=str, analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, min_df=3
        )
        self.scale = 1.0  # of the scores before they become probabilities
        self.weights = np.zeros((0, 0), dtype=np.float32)
        self.bias = np.zeros(0, dtype=np.float32)
        self.intents: List[Text] = []

    def fit(self, texts: Sequence[Text], intents: Sequence[Text]) -> None:
        """Learn from examples and their dressed and misspelt copies."""
        known, meant = list(texts), list(intents)
        all_texts, all_meant = known + [], meant + []
        for text, intent in self._copies(known, meant):
            all_texts.append(text)
            all_meant.append(intent)
        self.words.fit([glossed(t) for t in known])
        self.pieces.fit([plain_words(t) for t in known])
        features = self._features(all_texts)
        self._calibrate(features, np.array(all_meant), len(known))
        model = self._regression(meant).fit(features, all_meant)
        self.weights = model.coef_.astype(np.float32)
        self.bias = model.intercept_.astype(np.float32)
        self.intents = list(model.classes_)

    def rank(self, texts: List[Text]) -> List[List[Tuple[Text, float]]]:
        """For each text all intents with their probability, best first."""
        scores = (self._features(texts) @ self.weights.T + self.bias) * self.scale
        chances = _softmax(np.asarray(scores))
        return [
            [(self.intents[i], float(row[i])) for i in np.argsort(-row)] for row in chances
        ]

    def _features(self, texts: List[Text]) -> csr_matrix:
        meanings = [glossed(t) for t in texts]
        vectors = self.encoder.encode(meanings) * self.config["sentence_weight"]
        plain = [plain_words(t) for t in texts]
        parts = [csr_matrix(vectors), self.words.transform(meanings), self.pieces.transform(plain)]
        return hstack(parts, dtype=np.float32).tocsr()

    def _copies(self, texts: List[Text], intents: List[Text]) -> List[Tuple[Text, Text]]:
        rng = random.Random(self.config["seed"])
        copies = []
        for text, intent in zip(texts, intents):
            if rng.random() < self.config["dressed"]:
                copies.append((rng.choice(AROUND).format(text), intent))
            if rng.random() < self.config["misspelt"]:
                copies.append((misspelt(text, rng), intent))
        return copies

    def _regression(self, intents: List[Text]) -> LogisticRegression:
        counts = Counter(intents)
        usual = float(np.median(list(counts.values())))
        # Much-varied intents have more examples; that does not make them likelier.
        weights = {intent: (usual / n) ** 0.5 for intent, n in counts.items()}
        if OUTSIDE in weights:
            weights[OUTSIDE] = self.config["outside_weight"]
        return LogisticRegression(C=self.config["C"], max_iter=100, tol=5e-3, class_weight=weights)

    def _calibrate(self, features: csr_matrix, intents: np.ndarray, originals: int) -> None:
        """Find the scale that makes confidences true, on one third that was not learnt from."""
        if min(Counter(intents[:originals]).values()) < 3:
            return
        folds = StratifiedKFold(3, shuffle=True, random_state=self.config["seed"])
        learn, check = next(folds.split(np.zeros(originals), intents[:originals]))
        model = self._regression(list(intents[learn])).fit(features[learn], intents[learn])
        scores = np.asarray(features[check] @ model.coef_.T + model.intercept_)
        truth = np.searchsorted(model.classes_, intents[check])

        def surprise(scale: float) -> float:
            chances = _softmax(scores * scale)[np.arange(len(truth)), truth]
            return float(-np.log(np.maximum(chances, 1e-9)).mean())

        self.scale = float(min(np.linspace(0.4, 2.0, 33), key=surprise))


def _softmax(scores: np.ndarray) -> np.ndarray:
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)
