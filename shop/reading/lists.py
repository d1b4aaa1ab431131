"""Takes a pasted list apart: lines, bullets, commas, "aur", forwarded messages; one wish each."""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from itertools import islice

from shop.reading.again import named_again
from shop.reading.numbers import WORDS, plain
from shop.reading.quantity import LONGEST_WISH, parse_wanted

MOST_LINES = 150  # of one list; more are told to come in parts
_STAMP = re.compile(
    r"^\s*\[?\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?,?\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\]?\s*(?:-\s*)?",
    re.I,
)
_SPEAKER = re.compile(r"^[^\d:]{2,30}:\s+(?=\S)")
# "- ", "• ", "1) ", and whatever picture stands before a line.
_BULLET = re.compile(r"^\s*(?:[-*>]+\s+|[^\w\s(\[₹$+*>\-'\"]+\s*|\(?\d{1,3}[.)]\s+)+")
_COMMA = re.compile(r"[;|]|,(?!\d{2,3}(?!\d))|\s/\s")
_BRACKETS = re.compile(r"\([^()\n]*\)")
_NUMBERED = re.compile(r"^(\d{1,3})\s+(?=\S)")
_DO = re.compile(r"(?<=\d)(\s*[a-z]{1,5}\s+)do$", re.I)
_AUR = re.compile(r"\s(?:aur|tatha|\+)\s", re.I)
_AND = re.compile(r"\s(?:and|n|&|plus|also)\s", re.I)
_RUN_ON = re.compile(
    r"\s(?=\d+(?:\.\d+)?\s*+(?:(?<=\s)|(?:x|pcs?|pkts?|packets?|doz|dozen|ctn|carton|box|bags?|bottles?)\s++)"
    r"[a-z]{3,})",
    re.I,
)
_NUMBER_FIRST = re.compile(r"\d|half\b|aadha\b|ek\b|do\b|one\b|two\b|dozen\b", re.I)
# "(1) soap (2) oil" on one line, and "soap: 8 nos. Oil: 10 nos."
_COUNTED = re.compile(r"(?<=\S)[ \t]+(?=\(\d{1,3}\)[ \t]+[^\W\d])")
_ENDED = re.compile(r"(?<=[a-z]{3})(?<!\bapprox)\.\s+(?=[A-Za-z])", re.I)
_CLOSED = re.compile(r"(?<=[\da-z])\.\s+(?=[A-Za-z\d])|[!?]\s+(?=[A-Za-z\d])", re.I)
# What is said around a list: whom it is for, when, how it is paid.
_ASKED = re.compile(
    r"^(?:(?:can|could|will|would) (?:you|u) (?:please |pls )?(?:deliver|send|bring|give|put)(?: me| us)?"
    r"|(?:i|we) (?:would like|want|need) to (?:order|buy|get))\b\s*",
    re.I,
)
_WHEN = re.compile(
    r"\s(?:(?:by|before|till|for) (?:evening|today|tomorrow|morning|tonight)|(?:aaj|kal) (?:tak|hi))$", re.I
)
_ABOUT = re.compile(
    r"^(?:(?:fwd|forwarded|re)\b|regards\b|(?:call|phone|mob(?:ile)?|ph)\b[\s:.-]*[\dx+]"
    r"|\D*\b(?:order|list|stock|requirements?|saman|samaan|maal)\b\D*$)",
    re.I,
)
_DASHED = re.compile(r"\s-(\d+)(?=\D*$)")
_TALK = frozenset(
    (
        "hi hello hey bhaiya bhai sir ji please pls order list my the for today tomorrow kal aaj ka ke "
        "ki ye yeh this is here send bhejo bhej do dena dedo need want i we me mujhe chahiye thanks "
        "thank you dhanyavad namaste following items item saman samaan sab jaldi urgent add to cart put "
        "in good morning evening afternoon forwarded message and aur respected dear madam kindly regards "
        "item qty quantity product products particulars name sno sl no rate price amount total pcs unit "
        "regards fwd rate batao bata confirm payment pay online cash cod delivery on kar karo dunga denge "
        "bhejna bhijwa dhanyavaad shukriya thx ty likh lo mera hamara sirji ok okay fine arrange kindly tak "
        "by evening weekly monthly jald se hi pehle jitna ho sake call "
        "hold wait actually minute ruko achha accha haan great nice"
    ).split()
)


def pieces(text: str) -> list[str]:
    """The single wishes of a list, in order, as they were written."""
    lines = [line for raw in _lines(text) if (line := _line(raw))]
    if _is_numbered(lines):
        lines = [_NUMBERED.sub("", line) for line in lines]
    found: list[str] = []
    for line in lines:
        at = len(found)
        for part in _COMMA.split(line):
            for side in _AUR.split(part.strip()):
                for piece in _both(side):
                    found += _unrun(_cleaned(piece))
            if len(found) - at > 4 * MOST_LINES:  # too many, whether each of them says something or not
                return found[: MOST_LINES + 1]
        found[at:] = [piece for piece in _joined(found[at:]) if _says_something(piece)]
        if len(found) > MOST_LINES:
            break
    if len(found) > 1:  # a remark is one only beside wishes
        found = [p for p in found if not _ABOUT.match(p)] or found
        found = [_DASHED.sub(r" - \1", piece) for piece in found]  # a dash before the number, not a minus
        found = _counted_in_words(found)
    return found[: MOST_LINES + 1]


def _lines(text: str) -> list[str]:
    """Lines, with what brackets hold kept together and what only closes a sentence cut off."""
    whole = _BRACKETS.sub(lambda b: re.sub(r"[,;|/]\s", " ", b[0]), text.replace("\t", " "))
    found: list[str] = []
    for line in _ENDED.sub("\n", _COUNTED.sub("\n", whole)).splitlines():
        ends = list(_CLOSED.finditer(line))  # "Too Yumm! Stix" is a name
        starts, stops = [0, *(e.end() for e in ends)], [*(e.start() for e in ends), len(line)]
        say = [i for i in range(len(starts)) if _says_something(line[starts[i] : stops[i]])] or [0]
        found.append(line[starts[say[0]] : stops[say[-1]]])
    return found


def _line(raw: str) -> str:
    """A line without the stamp of a forwarded message and without its bullet; "" where it heads a list."""
    line = _STAMP.sub("", raw)
    if line != raw:
        line = _SPEAKER.sub("", line)
    line = " ".join(_BULLET.sub("", line).split())
    return "" if re.fullmatch(r"\D*:", line) and not parse_wanted(line[:-1]).count else line


def _is_numbered(lines: list[str]) -> bool:
    """ "1 colin - 4 / 2 harpic - 6 / 3 ...": counted through, and each with a number of its own behind."""
    numbers = [int(m[1]) for line in lines if (m := _NUMBERED.match(line))]
    if len(numbers) < 3 or numbers != list(range(1, len(numbers) + 1)):
        return False
    own = sum(bool(re.search(r"\d", _NUMBERED.sub("", line))) for line in lines if _NUMBERED.match(line))
    return 3 * own >= 2 * len(numbers)


def _joined(found: list[str]) -> list[str]:
    """ "soda 750 ml, 24 bottle carton - 2": what names nothing belongs to what was named before it."""
    joined: list[str] = []
    for piece in found:
        wanted = parse_wanted(piece)
        before = parse_wanted(joined[-1]) if joined and not wanted.words else None
        if before and before.count is None:
            joined[-1] += f" {piece}"
        elif before and wanted.measures and wanted.count is not None:
            joined.append(f"{before.words} {piece}")  # "maggi 70g 12, 140g 6"
        else:
            joined.append(piece)
    return joined


def _counted_in_words(found: list[str]) -> list[str]:
    """ "ghee 1 ltr teen, chini 5kg do": beside other numbers in words this "do" is two, not "give"."""
    others = sum(p.split()[-1] in WORDS for p in found)
    return [_DO.sub(r"\g<1>2", p) for p in found] if others > 2 else found


def is_list(text: str) -> bool:
    """Whether this asks for several products at once."""
    return sum(parse_wanted(p).count is not None for p in pieces(text)) > 1


def _both(part: str) -> list[str]:
    """ "5 lux and 6 dove" is two wishes, "head and shoulders 12" one: each of two has its own number."""
    wishes, start = [], 0
    for sign in islice(_AND.finditer(part), MOST_LINES):
        before, after = part[start : sign.start()], part[sign.end() : sign.end() + LONGEST_WISH].lstrip()
        if len(before) > LONGEST_WISH:
            break  # nobody names one thing in so many words
        first = parse_wanted(before)
        second = parse_wanted(after) if first.words else None
        if second is None or not second.words:
            continue
        counted = first.count is not None and second.count is not None
        begins = _NUMBER_FIRST.match(after) is not None or bool(named_again(after))
        if counted or (begins and (first.count is not None or first.measures)):
            wishes.append(before)
            start = sign.end()
    return [*wishes, part[start:]]


def _cleaned(piece: str) -> str:
    plain_spaced = re.sub(r"\s+", " ", _BULLET.sub("", piece)).lstrip(" .:").rstrip(" .:-")
    return _WHEN.sub("", _ASKED.sub("", plain_spaced))


def _unrun(piece: str) -> list[str]:
    """ "20 maggi 10 parle g 5 dove" without any sign between; only when three or more begin alike."""
    parts = _RUN_ON.split(piece)
    if len(parts) >= 3 and all(re.match(r"\d", p) and len(parse_wanted(p).words) > 2 for p in parts):
        return parts
    return [piece]


def _says_something(piece: str) -> bool:
    words = re.findall(r"[^\W_]+", plain(piece))
    return any(w not in _TALK and any(c.isalpha() for c in w) for w in words)
