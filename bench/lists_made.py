"""`python -m bench.lists_made --products P.csv --count N --out L.jsonl`: lists as hurried people write them.

Made from a catalogue with a seed: words left out and misspelt, sizes and quantities in many forms,
lines, commas, bullets, forwarded messages, Hindi and English mixed. For measuring bench.lists.
"""

import argparse
import json
import re
from pathlib import Path
from random import Random

from connectors.files.products import PRODUCTS
from connectors.files.reading import reading
from shop.catalogue.product import Product
from shop.reading.quantity import parse_pack

HINDI = {1: "ek", 2: "do", 3: "teen", 4: "char", 5: "paanch", 10: "das", 20: "bees", 50: "pachas"}
QUANTITIES = (1, 2, 2, 3, 4, 5, 6, 6, 10, 10, 12, 12, 15, 20, 24, 24, 30, 36, 48, 50, 60, 100)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.lists_made", description=__doc__)
    parser.add_argument("--products", type=Path, required=True)
    parser.add_argument("--count", type=int, default=160)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    with reading(given.products, PRODUCTS) as lines:
        products = [line.thing for line in lines.lines if line.thing]
    once = _told_apart(products)
    luck = Random(given.seed)
    with given.out.open("w", encoding="utf-8") as file:
        for _ in range(given.count):
            file.write(json.dumps(a_list(once, luck), ensure_ascii=False) + "\n")
    print(f"{given.count} lists written to {given.out}")


def a_list(products: list[Product], luck: Random) -> dict[str, object]:
    """One list of 2 to 12 lines with what it means."""
    chosen = luck.sample(products, luck.choice((2, 3, 3, 4, 5, 6, 8, 12)))
    quantities = [luck.choice(QUANTITIES) for _ in chosen]
    wishes = [_wish(p, q, luck) for p, q in zip(chosen, quantities, strict=True)]
    style = luck.randrange(6)
    if style == 0:
        text = ", ".join(wishes)
    elif style == 1:
        text = "\n".join(f"{luck.choice('-*•')} {w}" for w in wishes)
    elif style == 2:
        text = "\n".join(f"{n}. {w}" for n, w in enumerate(wishes, start=1))
    elif style == 3:
        text = "[20/11/26, 9:14 pm] Ravi Stores: " + "\n".join(wishes)
    elif style == 4:
        text = luck.choice(("bhaiya ye bhej do\n", "Order for tomorrow\n", "pls send\n")) + "\n".join(wishes)
    else:
        text = ", ".join(wishes[:-1]) + luck.choice((" aur ", " and ")) + wishes[-1]
    return {
        "text": text,
        "lines": [{"sku": p.sku, "quantity": q} for p, q in zip(chosen, quantities, strict=True)],
    }


def _told_apart(products: list[Product]) -> list[Product]:
    """One offer of each title: which seller is meant can't be told from words."""
    seen: dict[str, list[Product]] = {}
    for product in products:
        seen.setdefault(product.title, []).append(product)
    return [same[0] for same in seen.values() if len(same) == 1]


def _wish(product: Product, quantity: int, luck: Random) -> str:
    pieces, size = parse_pack(product.pack)
    name = product.title.removesuffix(product.pack).strip() if product.pack else product.title
    words = _noisy(name, luck)
    said = f"{size.amount}{size.base}" if size else ""
    if size and size.amount >= 1000 and size.amount % 500 == 0:
        big = size.amount / 1000
        unit = luck.choice(("kg", "kg", " kilo") if size.base == "g" else ("l", "L", " ltr", " litre"))
        said = f"{float(big):g}{unit}"
    elif size:
        unit = luck.choice(("g", "gm") if size.base == "g" else ("ml",))
        said = f"{float(size.amount):g}{luck.choice(('', ' '))}{unit}"
    if pieces > 1:
        count = luck.choice((f"{quantity} ctn", f"{quantity} carton", f"{quantity} peti", f"{quantity} case"))
        return f"{count} {words} {said}".strip()
    if quantity % 12 == 0 and luck.random() < 0.5:
        count = f"{quantity // 12} {luck.choice(('doz', 'dozen', 'darjan'))}"
    elif quantity in HINDI and luck.random() < 0.15:
        count = HINDI[quantity] + " packet"
    else:
        count = f"{quantity}{luck.choice(('', '', '', ' pcs', ' pkt', 'pc', ' nos'))}"
    return luck.choice(
        (
            f"{count} {words} {said}",
            f"{count} {words} {said}",
            f"{words} {said} {count}",
            f"{words} {said} - {count}",
            f"{words} {said} x {quantity}",
        )
    ).strip()


def _noisy(name: str, luck: Random) -> str:
    """Lower case mostly, a word left out sometimes, a letter wrong sometimes."""
    words = name.split()
    if len(words) > 3 and luck.random() < 0.35:
        words.pop(luck.randrange(1, len(words)))
    if luck.random() < 0.3:
        longest = max(range(len(words)), key=lambda i: len(words[i]))
        words[longest] = _mistyped(words[longest], luck)
    text = " ".join(words)
    text = re.sub(r"[&']", lambda m: luck.choice(("", m[0])), text)
    return text if luck.random() < 0.2 else text.lower()


def _mistyped(word: str, luck: Random) -> str:
    if len(word) < 5 or not word.isalpha():
        return word
    at = luck.randrange(1, len(word) - 1)
    return luck.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at] + word[at:],
            word[:at] + luck.choice("aeioustrn") + word[at + 1 :],
        )
    )


if __name__ == "__main__":
    main()
