"""Fits the regression that says what a message is: `python -m bot.reading.training FOLDER`.

What words are and where wishes begin comes with the weights (bot/reading/fitting): an hour's work, done when
patterns have changed much. The regression learns new patterns in half a minute, at every training.
"""

import random
import sys
from collections.abc import Callable
from pathlib import Path

from bot.reading import acts
from bot.reading.filling import copies
from bot.reading.talks import talks
from bot.reading.ways import Way, ways

SEED = 7
OFTEN = {"*": 3, "out_of_scope": 2}  # how often each pattern is said, with other goods and amounts each time
HELD = 8  # each such pattern is held out where confidences are made true


def train(folder: Path, tell: Callable[[str], None]) -> None:
    """Fit it and write it into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    known: list[Way] = list(ways())
    random.Random(SEED).shuffle(known)
    learn = [way for i, way in enumerate(known) if i % HELD]
    check = [way for i, way in enumerate(known) if not i % HELD]
    said = list(talks())
    learn += [way for i, talk in enumerate(said) if i % HELD for way in talk.ways]
    check += [way for i, talk in enumerate(said) if not i % HELD for way in talk.ways]
    share = acts.fit(copies(learn, SEED, OFTEN), copies(check, SEED + 1, {"*": 1}), folder)
    tell(f"what messages are: of patterns never seen {share:.1%} are known for what they are")


if __name__ == "__main__":
    train(Path(sys.argv[1]), lambda line: print(line, flush=True))  # noqa: T201  # a command's output
