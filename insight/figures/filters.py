"""Reads filters as a call writes them ("category:Dairy,city:Pune"), and finds what they name; pure."""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from insight.events.goods import folded
from insight.figures.asked import Filters, NoFigure
from insight.figures.folding import words_in
from insight.figures.measures import FIELDS, NOT_STATED, SHOP_ITSELF

SAME = {"sku": "product", "products": "product", "sub_category": "subcategory"}
NEAR = 75.0  # of 100: what is so like a name that it may have been meant


def filters_of(text: str) -> dict[str, tuple[str, ...]]:
    """Read "field:value,field:value". A comma in a value stays in it; a field that comes twice is either."""
    found: dict[str, list[str]] = {}
    last = ""
    for part in text.split(","):
        head, colon, value = part.partition(":")
        field = _field(head)
        if colon and field:
            found.setdefault(field, []).append(value.strip())
            last = field
        elif last and part.strip():
            found[last][-1] += f",{part}"  # "Noodles, Sauces & Ready Food" is one category
        elif part.strip():
            raise NoFigure("filter_unclear", text=part.strip()[:80], known=FIELDS)
    for field, values in found.items():
        if not all(values):
            raise NoFigure("filter_unclear", text=f"{field}:", known=FIELDS)
    return {field: tuple(values) for field, values in found.items()}


def filter_text(filters: Filters) -> str:
    """Write filters as filters_of reads them."""
    return ",".join(f"{field}:{value}" for field, values in filters.items() for value in values)


def named(field: str, value: str, names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The keys that a value names, among names by folded form; NoFigure with what is like it otherwise."""
    found = names.get(folded(value))
    if found:
        return tuple(found)
    raise unknown(field, value, names)


def unknown(field: str, value: str, names: Iterable[str]) -> NoFigure:
    """Say that nothing is called so, and what is called nearly so."""
    near = process.extractOne(folded(value), list(names), scorer=fuzz.ratio, score_cutoff=NEAR)
    hint = f'; there is "{near[0]}"' if near else ""
    return NoFigure("value_unknown", field=field, value=value[:80], near=hint)


def by_name(keys: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Group keys by the folded name that people call each: pairs of key and name."""
    found: dict[str, list[str]] = {}
    for key, name in keys:
        found.setdefault(folded(name), []).append(key)
    return found


def keys_of(field: str, value: str, known: Sequence[tuple[str, str]], also: Mapping[str, str]) -> list[str]:
    """The keys that a value names, among keys with their names.

    Each has its key and its name, case and accents apart. Of goods, where nothing is called just so, words
    name all whose title has every one of them, or where no title has, whose other names do.
    """
    wanted = folded(value)
    if wanted == NOT_STATED or (field == "seller" and wanted == SHOP_ITSELF):
        return [""]
    exact = [key for key, _ in known if key and folded(key) == wanted]
    exact = exact or [key for key, name in known if key and folded(name) == wanted]
    if not exact and field == "product" and (words := set(words_in(value))):
        exact = [key for key, title in known if words <= set(words_in(title))]
        exact = exact or [
            key for key, title in known if words <= set(words_in(f"{title}, {also.get(key, '')}"))
        ]
    if not exact:
        raise unknown(field, value, by_name(known))
    return exact


def _field(head: str) -> str:
    name = head.strip().casefold()
    name = SAME.get(name, name)
    return name if name in FIELDS else ""
