"""Fits what reads messages: `python -m bot.reading.training FOLDER`. Two minutes on two cores."""

import random
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from bot.reading import acts, tagger, wishes
from bot.reading.filling import GOODS, OTHER, REFUSED, Said, copies
from bot.reading.tokens import kind
from bot.reading.ways import Way, ways
from shop.reading.sounds import sound

SEED = 7
# How often each pattern of an act is said, with other goods and amounts each time.
FOR_TAGGER = {"*": 4, "order_list": 16, "add_to_cart": 8, "out_of_scope": 1}
FOR_ACTS = {"*": 3, "out_of_scope": 2}
SEVERAL, ALONE, FOR_WORDS = (
    20_000,
    6_000,
    6_000,
)  # of several wishes, of one, and those that words are learnt of
AT_ONCE = 2  # processes; three would need more memory than they save time
HELD = 8  # each such pattern is held out where confidences are made true


def evidence_of(seed: int) -> Callable[[Said, frozenset[str]], list[str]]:
    """As a shop's catalogue would tell it: it has most goods that are named, and some words of talk."""
    rng = random.Random(seed)

    def evidence(said: Said, common: frozenset[str]) -> list[str]:
        sold_here = rng.choice((0.9, 0.9, 0.9, 0.6, 0.0))  # of this message's goods
        found = []
        for token, label in zip(said.tokens, said.labels, strict=True):
            named = label[2:] in (GOODS, REFUSED) or label == "Q"
            chance = 0.2
            if named:
                chance = sold_here
            elif label == OTHER:
                # "my", "cart" and "what" stand in somebody's titles; a word that few say hardly
                chance = 0.3 if sound(token.text) in common else 0.04
            found.append("in" if kind(token.text) == "word" and rng.random() < chance else "")
        return found

    return evidence


def _said() -> list[Said]:
    return copies(list(ways()), SEED, FOR_TAGGER)


def _what_words_are(folder: Path) -> str:
    said = _said()
    several = wishes.composed(said, SEED, SEVERAL)
    tagger.fit([*said, *(one.said for one in several[:FOR_WORDS])], evidence_of(SEED), folder)
    return "what words are"


def _where_wishes_begin(folder: Path) -> str:
    said = _said()
    several = wishes.composed(said, SEED, SEVERAL)
    words = tagger.common([*said, *(one.said for one in several[:FOR_WORDS])])
    random.Random(SEED).shuffle(said)
    wishes.fit([*wishes.alone(said[:ALONE]), *several], words, evidence_of(SEED), folder)
    return "where wishes begin"


def _what_messages_are(folder: Path) -> str:
    known: list[Way] = list(ways())
    random.Random(SEED).shuffle(known)
    learn = [way for i, way in enumerate(known) if i % HELD]
    check = [way for i, way in enumerate(known) if not i % HELD]
    share = acts.fit(copies(learn, SEED, FOR_ACTS), copies(check, SEED + 1, {"*": 1}), folder)
    return f"what messages are: of patterns never seen {share:.1%} are known for what they are"


def train(
    folder: Path, tell: Callable[[str], None], when_one_is_left: Callable[[], None] = lambda: None
) -> None:
    """Fit all three, two at a time, and write them into the folder.

    What words are takes longer than all the rest: `when_one_is_left` something else may have its place.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(AT_ONCE) as pool:
        jobs = [
            pool.submit(fit, folder) for fit in (_what_words_are, _where_wishes_begin, _what_messages_are)
        ]
        for left, job in zip(reversed(range(len(jobs))), as_completed(jobs), strict=True):
            tell(job.result())
            if left == 1:
                when_one_is_left()


if __name__ == "__main__":
    train(Path(sys.argv[1]), lambda line: print(line, flush=True))  # noqa: T201  # a command's output
