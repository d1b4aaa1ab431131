"""Measures product search: how good its answers are, how fast, and how long the index takes.

    python -m bench.search --products P.csv.gz --judgments J.csv.gz [--limit N] [--baselines]
                           [--typos T.json] [--index DIR] [--size N] [--worst N] [--chat] [--learn]

Gain is 2^(relevance-1)-1 over judged products; an unjudged one counts 0; queries whose best grade is 1
are left out; all products are searched. Recall@100 is of the products judged 2 or better, which is how
the published figures of the models count; recall@100_any is of all judged better than 1. --typos maps
misspelt queries to their corrections. --index keeps the index between runs. --size repeats the products
with variations up to so many, or takes the first. --learn turns the judgments of four fifths of the
queries into choices, lets search learn from them and asks the fifth that it has not seen, five times.
"""

import argparse
import csv
import gzip
import io
import json
import math
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
import Stemmer

from bench.choosing import learning
from retrieval.encoder import PACKAGED, Encoder, along
from retrieval.engine import Search
from shop.catalogue.product import Product
from shop.finding.asking import read
from shop.finding.known import Known
from shop.money import Money

DEPTH = 100
RELEVANT = 0.999  # the gain of grade 2, with room for rounding
TODAY = date(2026, 1, 1)  # what is asked for here does not depend on it
Judged = dict[str, dict[str, float]]  # query -> sku -> gain
Ask = Callable[[str], Sequence[str]]


@contextmanager
def opened(path: Path) -> Iterator[io.TextIOBase]:
    if path.suffix == ".gz":
        with gzip.open(path, "rb") as packed:
            yield io.TextIOWrapper(packed, encoding="utf-8-sig", newline="")
    else:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file


def read_products(path: Path) -> list[Product]:
    """Any file with `sku` and `title`; the other columns of an import file are used when they are there."""
    with opened(path) as file:
        if ".jsonl" in path.suffixes:
            rows: list[dict[str, Any]] = [json.loads(line) for line in file if line.strip()]
        else:
            rows = list(csv.DictReader(file))
    return [_product(row) for row in rows if row.get("sku") and row.get("title")]


def _product(row: Mapping[str, Any]) -> Product:
    attributes = row.get("attributes") or {}
    aliases = row.get("aliases") or ""
    if isinstance(attributes, str):
        attributes = json.loads(attributes)
    if isinstance(aliases, str):
        aliases = [a.strip() for a in aliases.split(";") if a.strip()]
    plain: dict[str, Any] = {
        name: str(row.get(name) or "")
        for name in ("brand", "category", "subcategory", "description", "pack", "seller")
    }
    return Product(
        sku=str(row["sku"]),
        title=str(row["title"]),
        price=Money(0),
        aliases=tuple(aliases),
        attributes={str(k): str(v) for k, v in attributes.items()},
        **plain,
    )


def read_judgments(path: Path) -> Judged:
    """CSV with query, sku, relevance; or lines of JSON with the query and its grades by SKU."""
    judged: Judged = {}
    with opened(path) as file:
        if ".jsonl" in path.suffixes:
            lines = (json.loads(line) for line in file if line.strip())
            rows = [(line["query"], sku, grade) for line in lines for sku, grade in line["grades"].items()]
        else:
            rows = [(row["query"], row["sku"], row["relevance"]) for row in csv.DictReader(file)]
    for query, sku, grade in rows:
        judged.setdefault(query, {})[str(sku)] = 2.0 ** (float(grade) - 1.0) - 1.0
    return {query: gains for query, gains in judged.items() if max(gains.values()) > 0}


def sampled(judged: Judged, limit: int | None) -> Judged:
    """So many queries, evenly spread: files are often sorted, and their beginning is no fair sample."""
    if not limit or limit >= len(judged):
        return judged
    queries = list(judged)
    return {
        queries[i * len(queries) // limit]: judged[queries[i * len(queries) // limit]] for i in range(limit)
    }


def ndcg(found: Sequence[str], gains: Mapping[str, float], depth: int = 10) -> float:
    got = sum(gains.get(sku, 0.0) / np.log2(place + 2) for place, sku in enumerate(found[:depth]))
    best = sorted(gains.values(), reverse=True)[:depth]
    return float(got / sum(gain / np.log2(place + 2) for place, gain in enumerate(best)))


def recall(found: Sequence[str], gains: Mapping[str, float], least: float = RELEVANT) -> float | None:
    """Of the products judged 2 or better, or of those with so much gain; None where there is none."""
    relevant = {sku for sku, gain in gains.items() if gain >= least}
    return len(relevant.intersection(found[:DEPTH])) / len(relevant) if relevant else None


def measure(ask: Ask, judged: Judged) -> dict[str, float]:
    """Quality and, query by query, time."""
    good, reached, touched, took, worked = [], [], [], [], []
    for done, (query, gains) in enumerate(judged.items()):
        began, busy = time.perf_counter(), time.process_time()
        found = ask(query)
        took.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - busy) * 1000)
        good.append(ndcg(found, gains))
        reached.append(recall(found, gains))
        touched.append(recall(found, gains, least=1e-9))
        _progress("queries", done + 1, len(judged))
    return {
        "ndcg@10": round(float(np.mean(good)), 4),
        "recall@100": round(float(np.mean([r for r in reached if r is not None])), 4),
        "recall@100_any": round(float(np.mean([r for r in touched if r is not None])), 4),
        "p50_ms": round(float(np.percentile(took, 50)), 2),
        "p95_ms": round(float(np.percentile(took, 95)), 2),
        # What a processor does for it, however busy the machine is.
        "work_p50_ms": round(float(np.percentile(worked, 50)), 2),
        "work_p95_ms": round(float(np.percentile(worked, 95)), 2),
    }


def baselines(products: Sequence[Product], encoder: Encoder, judged: Judged) -> dict[str, dict[str, float]]:
    """What the parts reach alone: BM25 over stems without stop words, the model, and their ranks fused."""
    skus = np.array([p.sku for p in products])
    plain: Any = bm25s.BM25(k1=1.5, b=0.75)
    plain.index(_stems([p.title for p in products]), show_progress=False)
    vectors = encoder.documents([p.title for p in products], lambda d, n: _progress("baseline", d, n))

    def best(scores: Any) -> list[int]:
        top = np.argpartition(-scores, min(DEPTH, len(scores)) - 1)[:DEPTH]
        return [int(i) for i in top[np.argsort(-scores[top], kind="stable")] if scores[i] > 0]

    def by_words(query: str) -> list[int]:
        known = [w for w in _stems([query])[0] if w in plain.vocab_dict]
        return best(plain.get_scores(known)) if known else []

    def by_meaning(query: str) -> list[int]:
        return best(along(vectors, encoder.query(query)))

    def fused(query: str) -> list[int]:
        total: dict[int, float] = {}
        for found in (by_words(query), by_meaning(query)):
            for place, row in enumerate(found):
                total[row] = total.get(row, 0.0) + 1.0 / (60 + place)
        return sorted(total, key=lambda row: -total[row])[:DEPTH]

    asks = {"bm25": by_words, "dense": by_meaning, "rrf": fused}
    return {name: measure(lambda q, ask=ask: list(skus[ask(q)]), judged) for name, ask in asks.items()}  # type: ignore[misc]


def _stems(texts: list[str]) -> Any:
    """As bm25s itself cuts text: lower case, English stop words out, stems."""
    cut = {"stopwords": "en", "stemmer": Stemmer.Stemmer("english"), "token_pattern": r"\b\w+\b"}
    return bm25s.tokenize(texts, return_ids=False, show_progress=False, **cut)


def worst(ask: Ask, judged: Judged, count: int) -> list[dict[str, Any]]:
    """The queries with the poorest answers."""
    found = [{"query": q, "ndcg@10": round(ndcg(ask(q), gains), 3)} for q, gains in judged.items()]
    return sorted(found, key=lambda one: float(str(one["ndcg@10"])))[:count]


def typos(ask: Ask, judged: Judged, corrections: Mapping[str, str]) -> dict[str, float]:
    """Misspelt queries against their corrected forms, judged alike."""
    pairs = [(wrong, right) for wrong, right in corrections.items() if wrong in judged]
    typed = float(np.mean([ndcg(ask(wrong), judged[wrong]) for wrong, _ in pairs]))
    meant = float(np.mean([ndcg(ask(right), judged[wrong]) for wrong, right in pairs]))
    return {
        "queries": len(pairs),
        "ndcg@10": round(typed, 4),
        "corrected_ndcg@10": round(meant, 4),
        "share": round(typed / meant, 4),
    }


def learned(search: Search, encoder: Encoder, ask: Ask, judged: Judged) -> dict[str, Any]:
    """Every query asked of a search that has learned from the choices made for other queries."""
    parts: list[tuple[int, dict[str, float]]] = []
    plainly = []
    for held, found in learning(search, judged):
        encoder.forget()
        parts.append((len(held), measure(ask, {query: judged[query] for query in held})))
        plainly += [found.why] if found.why else []
    weights = [count for count, _ in parts]
    names = parts[0][1] if parts else {}
    means = {n: round(float(np.average([p[n] for _, p in parts], weights=weights)), 4) for n in names}
    return means | {"folds": len(parts), "not_learned": plainly}


def resized(products: Sequence[Product], size: int) -> list[Product]:
    """The first so many, or all of them again with a variation in the name until there are enough."""
    grown = list(products[:size])
    turn = 0
    while len(grown) < size:
        turn += 1
        for one in products[: size - len(grown)]:
            grown.append(Product(f"{one.sku}-{turn}", f"{one.title} series {turn}", one.price))
    return grown


def change(search: Search, product: Product) -> float:
    """Seconds until a product is found by a word that its name has just got; then it is as before."""
    began = time.perf_counter()
    search.update([replace(product, title=f"{product.title} qwzx")])
    found = search.search("qwzx", limit=1).skus == [product.sku]
    took = time.perf_counter() - began
    search.update([product])
    return round(took, 2) if found else math.inf


def _progress(what: str, done: int, of: int) -> None:
    if sys.stderr.isatty() and (done % 64 == 0 or done == of):
        print(f"\r{what} {done}/{of}", end="\n" if done == of else "", file=sys.stderr, flush=True)


def run(args: argparse.Namespace, folder: Path) -> dict[str, Any]:
    products = read_products(args.products)
    judged = sampled(read_judgments(args.judgments), args.limit)
    if args.size:
        products = resized(products, args.size)
    encoder = Encoder.open(folder / "encoders", args.model, exact=args.float)
    began = time.perf_counter()
    search = Search.open(folder / "index", encoder, args.chroma)
    search.build(products, lambda done, of: _progress("index", done, of))
    took = time.perf_counter() - began

    names = Known.of(search.documents)

    def ask(query: str) -> list[str]:
        words = read(query, names, TODAY).words if args.chat else ""
        return search.search(words or query, limit=DEPTH).skus

    ask("warm up")
    report: dict[str, Any] = measure(ask, judged)
    report |= {"index_s": round(took, 1), "products": len(products), "queries": len(judged)}
    report["change_s"] = change(search, products[0])
    report["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if args.worst:
        report["worst"] = worst(ask, judged, args.worst)
    if args.typos:
        report["typos"] = typos(ask, judged, json.loads(args.typos.read_text()))
    if args.learn:
        report["learned"] = learned(search, encoder, ask, judged)
    if args.baselines:
        report |= baselines(products, encoder, judged)
    search.close()
    return report


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.search", description=__doc__.split("\n")[0])
    parser.add_argument("--products", type=Path, required=True)
    parser.add_argument("--judgments", type=Path, required=True)
    parser.add_argument("--limit", type=int, help="so many queries at most")
    parser.add_argument("--baselines", action="store_true")
    parser.add_argument("--typos", type=Path, help="a JSON object: misspelt query -> as it was meant")
    parser.add_argument("--index", type=Path, help="keep the index here, so that the next run is quick")
    parser.add_argument("--chat", action="store_true", help="read wishes and conditions out first")
    parser.add_argument("--worst", type=int, help="list so many queries with the poorest answers")
    parser.add_argument("--size", type=int, help="search so many products instead")
    parser.add_argument("--learn", action="store_true", help="beside it: what learning from choices adds")
    parser.add_argument("--model", default=PACKAGED)
    parser.add_argument("--float", action="store_true", help="the model before it is made int8")
    parser.add_argument("--chroma", help="address of a Chroma server")
    args = parser.parse_args()
    if args.index:
        print(json.dumps(run(args, args.index)))
        return
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(run(args, Path(folder))))


if __name__ == "__main__":
    main()
