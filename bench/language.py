"""How well the trained model understands: `python -m bench.language --utterances U.csv`.

The file has `text` and `intent` (several allowed, with a bar between). Prints one JSON
object as its last line; with --errors also every miss.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from app.settings import load
from app.setup import rasa_model
from bot.understanding import OUTSIDE, Case, Parse, read_cases, understand


def figures(cases: Sequence[Case], parses: Sequence[Parse]) -> dict[str, Any]:
    """The figures of the contract, and beside them how many of ours were rejected."""
    pairs = list(zip(cases, parses, strict=True))
    # A right answer counts for the intent it gave; a wrong one for the first that was asked for.
    truth = [p.intent if p.intent in c.allowed else c.named for c, p in pairs]
    said = [p.intent for p in parses]
    outside = [p.intent == OUTSIDE for c, p in pairs if c.allowed == {OUTSIDE}]
    inside = [p.intent == OUTSIDE for c, p in pairs if OUTSIDE not in c.allowed]
    confusions = Counter((t, s) for t, s in zip(truth, said, strict=True) if t != s)
    return {
        "accuracy": round(_share([t == s for t, s in zip(truth, said, strict=True)]), 4),
        "macro_f1": round(_macro_f1(truth, said), 4),
        "out_of_scope_recall": round(_share(outside), 4) if outside else None,
        "rejected_in_scope": round(_share(inside), 4) if inside else None,
        "p50_ms": round(median(p.ms for p in parses), 2),
        "n": len(cases),
        "confusions": [{"is": t, "taken_for": s, "times": n} for (t, s), n in confusions.most_common(10)],
    }


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0


def _macro_f1(truth: Sequence[str], said: Sequence[str]) -> float:
    scores = []
    for intent in sorted(set(truth)):
        right = sum(1 for t, s in zip(truth, said, strict=True) if t == s == intent)
        scores.append(2 * right / (truth.count(intent) + said.count(intent)))
    return sum(scores) / len(scores)


def main() -> None:
    """Read, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--utterances", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="a trained model; default: the present one")
    parser.add_argument("--errors", action="store_true", help="list every miss")
    arguments = parser.parse_args()
    cases = read_cases(arguments.utterances)
    model = arguments.model or rasa_model.current()
    if model is None or not model.exists():
        raise SystemExit("There is no trained model yet: run `dukan train`.")
    environment = rasa_model.environment(rasa_model.encoder_folder(load().encoder))
    asked = understand([case.text for case in cases], model, rasa_model.PYTHON, environment)
    parses = asked.parses
    if arguments.errors:
        for case, parse in zip(cases, parses, strict=True):
            if parse.intent not in case.allowed:
                sure = parse.ranking[0][1] if parse.ranking else 0.0
                print(f"{'|'.join(sorted(case.allowed))} -> {parse.intent} {sure:.2f}: {case.text}")
    found = figures(cases, parses)
    print(json.dumps({**found, "load_s": round(asked.load_s, 1), "rss_mb": round(asked.rss_mb)}))


if __name__ == "__main__":
    main()
