"""Which intents the acts of a reading are: the contract's names, which the rules lead on."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]  # its stubs are not among our tools

from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import DECLARED, Tools, Turn
from bot.reading.parts import parted

ALIASES = Path(__file__).resolve().parent.parent / "data" / "intent_aliases.yml"
_SERVED: dict[str, str] = yaml.safe_load(ALIASES.read_text(encoding="utf-8")) or {}


def served_by(act: str) -> str:
    """The intent that serves an act."""
    return act if act in DECLARED else _SERVED.get(act, "out_of_scope")


def read_message(turn: Turn, tools: Tools) -> dict[str, Any]:
    """What Rasa is told before it chooses: each intent's probability, and two wishes where it has two."""
    reading = reading_of(turn, tools)
    wishes = parted(reading.text, reading.acts, lambda part: reading_of(alike(turn, part), tools).acts)
    return {
        "intents": _intents(reading.acts),
        "wishes": [{"intent": served_by(act), "text": words} for act, words in wishes],
    }


def _intents(acts: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for act, chance in acts.items():
        found[served_by(act)] += chance
    return dict(found)


def alike(turn: Turn, words: str) -> Turn:
    """The same turn with other words."""
    return replace(turn, text=words, said=words)
