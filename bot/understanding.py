"""Asks a trained model what texts mean, and refuses a new model that understands less than the last."""

import csv
import gzip
import json
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TextIO

import yaml  # type: ignore[import-untyped]  # its stubs are not among our tools

ROOT = Path(__file__).resolve().parent.parent
ALIASES = ROOT / "bot" / "data" / "intent_aliases.yml"
OUTSIDE = "out_of_scope"
MAY_LOSE = 0.01  # of accuracy; less is chance


class CannotAsk(Exception):
    """The model could not be asked; the text is the end of what Rasa said."""


class _WentAway(Exception):
    """It ended without an answer."""


class UnderstandsLess(Exception):
    """The new model is worse than the last; the text says by how much."""


@dataclass(frozen=True)
class Case:
    """One utterance, and the intents that are right for it."""

    text: str
    allowed: frozenset[str]
    named: str  # the first of them


@dataclass(frozen=True)
class Parse:
    """What the model made of one text."""

    intent: str
    ranking: tuple[tuple[str, float], ...]
    ms: float


@dataclass(frozen=True)
class Asked:
    """All that the model made of the texts, how long it took to load, and what it holds."""

    parses: tuple[Parse, ...]
    load_s: float
    rss_mb: float


def own(name: str) -> str:
    """The intent that serves this name."""
    aliases: dict[str, str] = yaml.safe_load(ALIASES.read_text(encoding="utf-8")) or {}
    return aliases.get(name.strip(), name.strip())


def read_cases(path: Path) -> list[Case]:
    """The utterances of a CSV file, or of one that is gzipped."""
    with _open(path) as file:
        rows = list(csv.DictReader(file))
    named = [[own(name) for name in row["intent"].split("|")] for row in rows]
    return [Case(row["text"], frozenset(names), names[0]) for row, names in zip(rows, named, strict=True)]


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


def understand(
    texts: Sequence[str],
    model: Path,
    python: Path,
    environment: Mapping[str, str],
    on_progress: Callable[[int, int], None] = lambda done, of: None,
) -> Asked:
    """What Rasa makes of these texts with this model, in Rasa's own Python and environment."""
    lines: list[dict[str, Any]] = []
    with tempfile.TemporaryFile("w+", errors="replace") as complaints:
        process = subprocess.Popen(
            [str(python), "-m", "bot.components.parse_lines", str(model)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            cwd=ROOT,
            env=dict(environment),
        )
        with process:
            assert process.stdin and process.stdout  # noqa: S101  # PIPE was asked for; mypy can't know
            try:
                for text in [None, *texts]:
                    if text is not None:
                        _tell(process.stdin, text)
                    lines.append(_next_line(process.stdout))
                    on_progress(len(lines) - 1, len(texts))
                process.stdin.close()
            except (_WentAway, BrokenPipeError) as err:
                process.kill()
                complaints.seek(0)
                last = "\n".join(complaints.read().splitlines()[-5:])
                raise CannotAsk(f"The model could not be asked. The end of what Rasa said:\n{last}") from err
    first, *rest = lines
    parses = tuple(
        Parse(
            own(line["intent"] or OUTSIDE),
            tuple((name, chance) for name, chance in line["ranking"]),
            line["ms"],
        )
        for line in rest
    )
    return Asked(parses, first["load_s"], first["rss_mb"])


def _tell(pipe: IO[str], text: str) -> None:
    pipe.write(json.dumps(text) + "\n")
    pipe.flush()


def _next_line(pipe: IO[str]) -> dict[str, Any]:
    """The next answer; Rasa may print other things in between."""
    for line in pipe:
        if line.startswith("{"):
            found: dict[str, Any] = json.loads(line)
            return found
    raise _WentAway


def accuracy(cases: Sequence[Case], parses: Sequence[Parse]) -> float:
    """The share of utterances that were understood."""
    right = [parse.intent in case.allowed for case, parse in zip(cases, parses, strict=True)]
    return sum(right) / len(right) if right else 0.0


def refuse_worse(new: float, last: float | None) -> None:
    """Raise when the new model's accuracy is more than a point below the last one's."""
    if last is not None and new < last - MAY_LOSE:
        raise UnderstandsLess(
            f"The new model understands {new:.1%} of the test utterances, the last one {last:.1%}. "
            "The last one stays; use --force to take the new one all the same."
        )
