"""What the demo grocer could sell: families of goods, read from the plain lists in goods/.

A list opens with its category (`#`). A shelf (`=`) has facts that all its goods share, then what
they are for (`?`), how to keep them (`@`) and who buys them (`!`). Each line below is one family:

    brand | name, {} where the variant goes | variants | packs | aliases | a fact of its own

A variant may cost more or less than the line says (`Lite*1.6`). A pack is size, MRP in rupees
and, if it comes by the case, how many are in one: `70 g 15 x48`. Brand `-` is loose goods.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LISTS = Path(__file__).parent / "goods"


@dataclass(frozen=True)
class Shelf:
    """Goods that are bought, kept and taxed alike."""

    category: str
    name: str
    names: tuple[str, ...]  # what people call anything on it
    use: str
    keep: str
    buyers: str
    gst: str
    hsn: str
    shelf_days: int
    shape: str  # pouch, bottle, box, bar, jar, sack, tin
    margin: int  # percent of the MRP that the retailer earns
    season: str
    food: bool


@dataclass(frozen=True)
class Size:
    """One size that a family comes in."""

    amount: str
    unit: str
    mrp: float
    case: int  # pieces in a case; 0: not sold by the case

    @property
    def label(self) -> str:
        return f"{self.amount} {self.unit}"


@dataclass(frozen=True)
class Family:
    """The same thing of one brand in its variants and sizes."""

    shelf: Shelf
    brand: str
    name: str
    variants: tuple[tuple[str, float], ...]  # with what each costs beside the line's price
    sizes: tuple[Size, ...]
    aliases: tuple[str, ...]
    about: str

    def title(self, variant: str) -> str:
        """Brand, name and variant, as it stands on the pack."""
        name = self.name.replace("{}", variant) if "{}" in self.name else f"{self.name} {variant}"
        name = " ".join(name.split())
        spoken = f"{self.brand} {name}" if not name.startswith(self.brand) else name
        return spoken.strip()


@cache
def families() -> tuple[Family, ...]:
    """Every family, in the order of the lists."""
    found: list[Family] = []
    for file in sorted(LISTS.glob("*.txt")):
        found.extend(_read(file.read_text(encoding="utf-8")))
    return tuple(found)


def _read(text: str) -> list[Family]:
    found: list[Family] = []
    category, head, words = "", "", dict[str, str]()
    shelf: Shelf | None = None
    for line in text.splitlines():
        sign, rest = line[:1], line[1:].strip()
        if sign == "#":
            category = rest
        elif sign == "=":
            head, shelf = rest, None
        elif sign in "?@!" and sign:
            words[sign] = rest
        elif line.strip():
            shelf = shelf or _shelf(category, head, words)
            found.append(_family(shelf, line))
    return found


def _shelf(category: str, head: str, words: dict[str, str]) -> Shelf:
    name, _, facts = head.partition("|")
    facts, _, names = facts.partition("names=")
    fact = dict(part.split("=", 1) for part in facts.split())
    return Shelf(
        category=category,
        name=name.strip(),
        names=_split(names, ","),
        use=words["?"],
        keep=words["@"],
        buyers=words["!"],
        gst=fact["gst"],
        hsn=fact["hsn"],
        shelf_days=int(fact["shelf"]),
        shape=fact["shape"],
        margin=int(fact["margin"]),
        season=fact.get("season", ""),
        food=fact.get("veg") != "-",
    )


def _family(shelf: Shelf, line: str) -> Family:
    brand, name, variants, sizes, aliases, about = (part.strip() for part in line.split("|"))
    return Family(
        shelf=shelf,
        brand="" if brand == "-" else brand,
        name=name,
        variants=tuple(_variant(part) for part in variants.split(",")),
        sizes=tuple(_size(part) for part in _split(sizes, ";")),
        aliases=_split(aliases, ","),
        about=about,
    )


def _variant(text: str) -> tuple[str, float]:
    name, _, factor = text.strip().partition("*")
    return name, float(factor or 1)


def _size(text: str) -> Size:
    found = re.fullmatch(r"([\d.]+) (g|kg|ml|L|pcs?) ([\d.]+)(?: x(\d+))?", text)
    if not found:
        raise ValueError(f"not a pack: {text!r}")
    return Size(found[1], found[2], float(found[3]), int(found[4] or 0))


def _split(text: str, at: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(at) if part.strip())
