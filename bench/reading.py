"""How well messages by outsiders are read: what they are, which lines they name, how true the confidence is.

    python -m bench.reading --messages bench/data/reading_others.jsonl

Each line of the file: `text`, `act` (several allowed with a bar between), `when` (what was on the screen) and
`lines` (each with `amount` and `goods` as they stand in the text). Asks the reader and the trained Rasa
model; the baselines are the sentence alone, and the list parser that knows no sentence.
"""

import argparse
import json
import re
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from app.settings import load
from app.setup import rasa_model, reader_model
from bot.components.blend import blended
from bot.reading.filling import DATA
from bot.reading.reader import Reader, Reading
from bot.reading.tokens import spelt
from bot.routing.declared import all_declared
from bot.routing.intents import served_by
from bot.understanding import understand
from shop.reading.lists import pieces
from shop.reading.sounds import sound

SENTENCE, FLOOR = 0.4, 0.001  # as in bot/components/chosen_reading.py
_SAYS_NOTHING = frozenset(("of", "wala", "wali", "wale", "one", "the", "ka", "ki", "no", "each", "x"))


def goods_words() -> frozenset[str]:
    """The words of a shop that sells a little of everything."""
    lines = (DATA / "goods.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(sound(word) for line in lines for word in line.lower().split())


def bare(words: str) -> str:
    """The words of a line in one order, without those that say nothing."""
    found = re.findall(r"\d+(?:[.,]\d+)*|[a-z]+", spelt(words))
    return " ".join(sorted(word for word in found if word not in _SAYS_NOTHING))


def f1(wanted: list[set[str]], found: list[set[str]]) -> float:
    """Of lines: two parts precision and recall make."""
    right = sum(len(w & f) for w, f in zip(wanted, found, strict=True))
    both = sum(map(len, wanted)) + sum(map(len, found))
    return 2 * right / both if both else 0.0


def calibration(sure: list[tuple[float, bool]]) -> float:
    """The expected error of the confidence, in ten steps of it."""
    steps: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one in sure:
        steps[min(9, int(one[0] * 10))].append(one)
    return sum(
        abs(sum(c for c, _ in step) - sum(right for _, right in step)) for step in steps.values()
    ) / len(sure)


def language_of(text: str) -> str:
    """Its own letters, else not told apart here."""
    return "devanagari" if re.search(r"[\u0900-\u097f]", text) else "latin"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=Path, required=True)
    rows: list[dict[str, Any]] = [
        json.loads(line)
        for line in parser.parse_args().messages.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    all_declared()
    sold, reader = goods_words(), Reader(reader_model.FOLDER)
    started = time.perf_counter()
    read: list[Reading] = [
        reader.read(row["text"], tuple(row["when"].split("|")), lambda w: sound(w) in sold) for row in rows
    ]
    reading_ms = (time.perf_counter() - started) * 1000 / len(rows)
    model = rasa_model.current()
    if model is None:
        raise SystemExit("No model is trained: dukan train")
    environment = rasa_model.environment(rasa_model.encoder_folder(load().encoder))
    asked = understand([row["text"] for row in rows], model, rasa_model.PYTHON, environment)
    acts = intents = sentence = both = 0
    sure: list[tuple[float, bool]] = []
    for row, one, parse in zip(rows, read, asked.parses, strict=True):
        right = row["act"].split("|")
        served = {served_by(act) for act in right}
        chances: dict[str, float] = defaultdict(float)
        for act, chance in one.acts.items():
            chances[served_by(act)] += chance
        acts += max(one.acts, key=lambda act: one.acts[act]) in right
        intents += max(chances, key=lambda name: chances[name]) in served
        sentence += parse.intent in served
        chosen, chance = blended(chances, dict(parse.ranking), SENTENCE, FLOOR)[0]
        both += chosen in served
        sure.append((chance, chosen in served))
    with_lines = [i for i, row in enumerate(rows) if row["lines"]]
    wanted = [{bare(f"{x['amount']} {x['goods']}") for x in rows[i]["lines"]} for i in with_lines]
    found = [{bare(x.words) for x in read[i].lines} for i in with_lines]
    share = len(rows)
    print(
        json.dumps(
            {
                "messages": share,
                "acts": round(acts / share, 3),
                "intents": round(intents / share, 3),
                "intents_by_sentence_alone": round(sentence / share, 3),
                "intents_chosen": round(both / share, 3),
                "calibration_error": round(calibration(sure), 3),
                "with_lines": len(with_lines),
                "lines_f1": round(f1(wanted, found), 3),
                "lines_f1_by_list_parser": round(
                    f1(wanted, [{bare(x) for x in pieces(rows[i]["text"])} for i in with_lines]), 3
                ),
                "reading_ms": round(reading_ms, 2),
            }
        )
    )


if __name__ == "__main__":
    main()
