"""Trains and compares ways to understand: `python -m bench.pipelines --outside CLINC.csv`.

Each pipeline learns the same examples (bot/data/nlu), understands the same utterances, and the
sentences of --outside, which none of our intents is meant by. Prints a line for each, then one
JSON object as its last line. --only takes some of them; DIET alone takes most of the time.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]  # its stubs are not among our tools

from app.settings import ROOT, load
from app.setup import rasa_model
from bench.language import figures
from bot.understanding import Case, read_cases, understand

Pipeline = Sequence[Mapping[str, Any]]

WORDS: Pipeline = (
    {"name": "WhitespaceTokenizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
)
MINILM = {"name": "bot.components.minilm_featurizer.MiniLMFeaturizer"}
REGRESSION = {"name": "LogisticRegressionClassifier"}
FALLBACK = {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1}  # Rasa's own


def pipelines(epochs: int = 100) -> dict[str, Pipeline]:
    """By name; what Rasa proposes to a new project first, what we use last."""
    used: list[dict[str, Any]] = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    ours, *rest = used
    return {
        "DIET, Rasa's default": (
            {"name": "WhitespaceTokenizer"},
            {"name": "RegexFeaturizer"},
            {"name": "LexicalSyntacticFeaturizer"},
            *WORDS[1:],
            {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True},
            FALLBACK,
        ),
        "words and pieces, regression": (*WORDS, REGRESSION, FALLBACK),
        "MiniLM, regression": (WORDS[0], MINILM, REGRESSION, FALLBACK),
        "MiniLM, words and pieces, regression": (*WORDS, MINILM, REGRESSION, FALLBACK),
        "ours without the nearest examples": ({**ours, "neighbours": 0.0}, *rest),
        "ours": (ours, *rest),
    }


def measure(
    pipeline: Pipeline, cases: Sequence[Case], outside: Sequence[Case], environment: Mapping[str, str]
) -> dict[str, Any]:
    """Train it, ask it, and what both cost."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yml"
        settings = {"recipe": "default.v1", "assistant_id": "bench", "language": "en"}
        config.write_text(yaml.safe_dump({**settings, "pipeline": [dict(part) for part in pipeline]}))
        command = [str(rasa_model.PYTHON), "-m", "rasa", "train", "nlu"]
        command += ["--nlu", "bot/data/nlu", "--config", str(config), "--domain", "domain.yml"]
        command += ["--out", folder, "--fixed-model-name", "bench"]
        started = time.perf_counter()
        log = Path(folder) / "training.log"  # to be followed while it trains
        print(f"training: {log}", file=sys.stderr, flush=True)
        with log.open("w") as said:
            ended = subprocess.run(
                command,
                cwd=ROOT,
                # With a cache of its own, so that all of it is trained here.
                env={**environment, "RASA_CACHE_DIRECTORY": f"{folder}/cache"},
                stdout=said,
                stderr=said,
                check=False,
            )
        took = time.perf_counter() - started
        if ended.returncode:
            raise SystemExit(log.read_text(errors="replace")[-2000:])
        asked = understand(
            [case.text for case in (*cases, *outside)],
            Path(folder) / "bench.tar.gz",
            rasa_model.PYTHON,
            environment,
        )
    found = figures(cases, asked.parses[: len(cases)])
    away = figures(outside, asked.parses[len(cases) :]) if outside else found
    return {
        "accuracy": found["accuracy"],
        "macro_f1": found["macro_f1"],
        "rejected_in_scope": found["rejected_in_scope"],
        "out_of_scope_recall": away["out_of_scope_recall"],
        "p50_ms": found["p50_ms"],
        "rss_mb": round(asked.rss_mb),
        "load_s": round(asked.load_s, 1),
        "train_s": round(took),
    }


def main() -> None:
    """Each in turn, so that none disturbs another's time."""
    parser = argparse.ArgumentParser(description=__doc__)
    own = ROOT / "bench" / "data" / "language_test.csv"
    parser.add_argument("--utterances", type=Path, default=own)
    parser.add_argument("--outside", type=Path, help="sentences to be taken as out of scope")
    parser.add_argument("--only", nargs="+", help="names of pipelines")
    parser.add_argument("--epochs", type=int, default=100, help="of DIET; Rasa's own is 100")
    arguments = parser.parse_args()
    cases = read_cases(arguments.utterances)
    outside = read_cases(arguments.outside) if arguments.outside else []
    environment = rasa_model.environment(rasa_model.encoder_folder(load().encoder))
    told: dict[str, Any] = {}
    for name, pipeline in pipelines(arguments.epochs).items():
        if arguments.only and name not in arguments.only:
            continue
        told[name] = measure(pipeline, cases, outside, environment)
        print(f"{name}: {json.dumps(told[name])}", flush=True)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
