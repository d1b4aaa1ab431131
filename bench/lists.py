"""`python -m bench.lists --products P.csv --lists L.jsonl`: pasted lists against a catalogue.

Each list is taken apart, matched and counted as the chat does it. A line is right when product
and quantity are. Precision is over the lines that are added without asking; recall counts a line
also when the right product with the right quantity is among those asked about.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.setup.rasa_model import ENCODERS
from connectors.files.products import PRODUCTS
from connectors.files.reading import reading
from retrieval.encoder import Encoder
from retrieval.engine import Search
from shop.catalogue.product import Product
from shop.finding.matching import PROPOSED, Candidate, Match, Weights, match_all
from shop.reading.lists import pieces

Line = tuple[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.lists", description=__doc__)
    parser.add_argument("--products", type=Path, required=True)
    parser.add_argument("--lists", type=Path, required=True)
    parser.add_argument("--index", type=Path, help="keep the search index here between runs")
    parser.add_argument("--show", type=int, default=0, help="print so many wrong lines")
    given = parser.parse_args()
    with reading(given.products, PRODUCTS) as lines:
        products = {line.thing.sku: line.thing for line in lines.lines if line.thing}
    lists = [
        json.loads(line) for line in given.lists.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    with tempfile.TemporaryDirectory() as folder:
        search = Search.open(given.index or Path(folder), Encoder.open(ENCODERS))
        search.build(products.values())
        print(json.dumps(measured(search, products, lists, given.show)))
        search.close()


def measured(search: Search, products: dict[str, Product], lists: list[Any], show: int) -> dict[str, Any]:
    """The figures over all lists."""
    weights = Weights.from_products(products.values())

    def propose(asked: Sequence[str]) -> list[list[Product]]:
        found = search.search_all(asked, limit=PROPOSED)
        return [[products[sku] for sku in result.skus if sku in products] for result in found]

    # Two sellers may sell the same thing: no list can say which of them is meant.
    same = {p.title: p.sku for p in products.values()}
    names = {p.sku: same[p.title] for p in products.values()}
    added = right = asked_right = wanted = exact = asked = 0
    seconds: list[float] = []
    for one in lists:
        started = time.perf_counter()
        found = match_all(pieces(one["text"]), propose, weights)
        seconds.append(time.perf_counter() - started)
        truth = Counter((names[line["sku"]], float(line["quantity"])) for line in one["lines"])
        sure = Counter(_line(m.sure, names) for m in found if m.sure)
        good = truth & sure
        rest = truth - good
        offered = [m for m in found if not m.sure and m.asked]
        helped = _among(rest, offered, names)
        wanted, added, right = wanted + truth.total(), added + sure.total(), right + good.total()
        asked, asked_right, exact = asked + len(offered), asked_right + helped, exact + (truth == sure)
        if show:
            show -= _shown(truth, found, show, names)
    return {
        "line_precision": round(right / added, 4) if added else 0.0,
        "line_recall": round((right + asked_right) / wanted, 4) if wanted else 0.0,
        "exact_lists": exact,
        "p50_ms": round(statistics.median(seconds) * 1000, 1) if seconds else 0.0,
        "lists": len(lists),
        "lines": wanted,
        "added": added,
        "asked": asked,
    }


def _line(candidate: Candidate, names: dict[str, str]) -> Line:
    return names[candidate.product.sku], float(candidate.quantity)


def _among(rest: Counter[Line], offered: list[Match], names: dict[str, str]) -> int:
    """How many of the lines that were not added are among the candidates of a question, each used once."""
    helped = 0
    left = +rest
    for one in offered:
        hit = next((line for line in (_line(c, names) for c in one.asked) if left[line] > 0), None)
        if hit:
            left[hit] -= 1
            helped += 1
    return helped


def _shown(truth: Counter[Line], found: list[Match], most: int, names: dict[str, str]) -> int:
    shown = 0
    for one in found:
        sure = _line(one.sure, names) if one.sure else None
        asked = [_line(c, names) for c in one.asked]
        if (sure and not truth[sure]) or (not sure and not any(truth[a] for a in asked)):
            print(f"{one.text!r}: sure {sure} asked {asked}\n   of {sorted(truth)}")
            shown += 1
        if shown >= most:
            break
    return shown


if __name__ == "__main__":
    main()
