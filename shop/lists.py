"""Takes a pasted list apart: lines, bullets, commas, "aur", forwarded messages; one wish each."""

# ruff: noqa: SIM905  # long lists of words read best as words

import re

from shop.again import named_again
from shop.numbers import plain
from shop.quantity import parse_wanted

MOST_LINES = 500
_STAMP = re.compile(
    r"^\s*\[?\d{1,2}[/.]\d{1,2}[/.]\d{2,4},?\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]m)?\]?\s*(?:-\s*)?", re.I
)
_SPEAKER = re.compile(r"^[^\d:]{2,30}:\s+(?=\S)")
_BULLET = re.compile(r"^\s*(?:[-*•·▪●○►✓✔☐>]+\s+|[•·▪●○►✓✔☐]\s*|\(?\d{1,3}[.)]\s+)")
_COMMA = re.compile(r"\s*[;|]\s*|\s*,(?!\d{2,3}(?!\d))\s*|\s*,\s+")
_AUR = re.compile(r"\s+(?:aur|tatha|\+)\s+", re.I)
_AND = re.compile(r"\s+(?:and|n|&|plus|also)\s+", re.I)
_RUN_ON = re.compile(
    r"\s+(?=\d+(?:\.\d+)?\s*(?:x|pcs?|pkts?|packets?|doz|dozen|ctn|carton|box|bags?|bottles?)?\s+[a-z]{3,})",
    re.I,
)
_NUMBER_FIRST = re.compile(r"\d|half\b|aadha\b|ek\b|do\b|one\b|two\b|dozen\b", re.I)
# "(1) soap (2) oil" on one line, and "soap: 8 nos. Oil: 10 nos."
_COUNTED = re.compile(r"(?<=\S)\s+(?=\(\d{1,3}\)\s)")
_ENDED = re.compile(r"(?<=[a-z]{3})(?<!\bapprox)\.\s+(?=[A-Za-z])", re.I)
_DASHED = re.compile(r"\s-(\d+)(?=\D*$)")
_TALK = frozenset(
    (
        "hi hello hey bhaiya bhai sir ji please pls order list my the for today tomorrow kal aaj ka ke "
        "ki ye yeh this is here send bhejo bhej do dena dedo need want i we me mujhe chahiye thanks "
        "thank you dhanyavad namaste following items item saman samaan sab jaldi urgent add to cart put "
        "in good morning evening afternoon forwarded message and aur respected dear madam kindly regards "
        "item qty quantity product products particulars name sno sl no rate price amount total pcs unit"
    ).split()
)


def pieces(text: str) -> list[str]:
    """The single wishes of a list, in order, as they were written."""
    found: list[str] = []
    for raw in _ENDED.sub("\n", _COUNTED.sub("\n", text.replace("\t", " "))).splitlines():
        line = _STAMP.sub("", raw)
        if line != raw:
            line = _SPEAKER.sub("", line)
        line = _BULLET.sub("", line).strip()
        for part in _COMMA.split(line):
            for side in _AUR.split(part):
                for piece in _both(side):
                    found += _unrun(_cleaned(piece))
    found = [piece for piece in found if _says_something(piece)]
    if sum(bool(_DASHED.search(piece)) for piece in found) > 1:  # a habit of writing, not a minus
        found = [_DASHED.sub(r" - \1", piece) for piece in found]
    return found[: MOST_LINES + 1]


def is_list(text: str) -> bool:
    """Whether this asks for several products at once."""
    return len([p for p in pieces(text) if any(c.isdigit() for c in p)]) > 1


def _both(part: str) -> list[str]:
    """ "5 lux and 6 dove" is two wishes, "head and shoulders 12" one: each of two has its own number."""
    for sign in _AND.finditer(part):
        before, after = part[: sign.start()], part[sign.end() :]
        first, second = parse_wanted(before), parse_wanted(after)
        if not (first.words and second.words):
            continue
        counted = first.count is not None and second.count is not None
        begins = _NUMBER_FIRST.match(after) is not None or bool(named_again(after))
        if counted or (begins and (first.count is not None or first.measures)):
            return [before, *_both(after)]
    return [part]


def _cleaned(piece: str) -> str:
    return re.sub(r"\s+", " ", _BULLET.sub("", piece)).lstrip(" .:").rstrip(" .:-")


def _unrun(piece: str) -> list[str]:
    """ "20 maggi 10 parle g 5 dove" without any sign between; only when three or more begin alike."""
    parts = _RUN_ON.split(piece)
    if len(parts) >= 3 and all(re.match(r"\d", p) and len(parse_wanted(p).words) > 2 for p in parts):
        return parts
    return [piece]


def _says_something(piece: str) -> bool:
    words = re.findall(r"[^\W_]+", plain(piece))
    return any(w not in _TALK and any(c.isalpha() for c in w) for w in words)
