"""Reads how much of something is wanted: counts, packs and sizes out of "2 doz", "5x200ml", "3 ctn surf 1kg".

The one parser for search, carts and lists. It knows no product: what a carton holds and whether
"10kg sugar" is one sack or ten bags is decided where the catalogue is known (shop.reading.lists).
"""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from shop.money import Money
from shop.reading.cases import without_case
from shop.reading.money_words import RUPEES
from shop.reading.numbers import WORDS, number_at, plain
from shop.reading.units import MEASURES, Measure, short
from shop.refusals import Refused

MOST_PIECES = 100_000
LONGEST_WISH = 300  # characters; who says more has named the thing by then

# What is counted: the word, what it is to us, and how many pieces one is where that is always so.
COUNTED: dict[str, tuple[str, int]] = {
    **dict.fromkeys("pc pcs pcs. piece pieces pis nos no unit units nag each".split(), ("piece", 1)),
    **dict.fromkeys(
        "packet packets pkt pkts pack packs pk paket packit pouch pouches bundle bundles".split(),
        ("packet", 1),
    ),
    # A "dabba" is the tin or the box that one piece comes in, no case.
    **dict.fromkeys("dabba dabbe dabbi dabbiyan dibba dibbe dibbi dibbiyan".split(), ("packet", 1)),
    **dict.fromkeys("bottle bottles btl btls botal botals jar jars tin tins can cans".split(), ("bottle", 1)),
    **dict.fromkeys(
        "bag bags sack sacks bori boriya boriyan bora bore katta katte thaili thaila thaile".split(),
        ("bag", 1),
    ),
    **dict.fromkeys(
        "sachet sachets strip strips ladi roll rolls bar bars pudia pudiya pudiyan tube tubes".split(),
        ("sachet", 1),
    ),
    **dict.fromkeys(
        "carton cartons ctn ctns cartoon case cases peti petiyan petis cs crate crates".split(), ("carton", 1)
    ),
    **dict.fromkeys("box boxes bx".split(), ("box", 1)),
    **dict.fromkeys("dozen dozens doz dozz dozn dzn dz darjan darzan darjen".split(), ("piece", 12)),
    **dict.fromkeys("gross".split(), ("piece", 144)),
}
_PACKED = ("carton", "bag", "packet")
_INSTEAD = ("jagah", "badle", "bajay", "bajaye", "bajai")
_ITS_PRICE = frozenset(
    ["daam", "dam", "rate", "bhav", "bhaav", "price", "kimat", "keemat", "total", "hisab"]
)  # "50 ka daam"
_SIGNS = ("-", ":", "=", "x", "*")
POLITE = frozenset(
    "please pls plz add put need want give send me i we us some of the ka ke ki ko mujhe hume bhaiya bhai "
    "chahiye chaiye chahie dedo dena bhejo bhej dijiye order buy get take also aur and more to in my cart "
    "kindly arrange require required bhi bhijwa bhijwao bhejna mangwana mangao mangwao dear respected "
    "no nahi nahin nhi not urgent jaldi asap hi hello hey sir ji also n & , . ; : - + = * "
    "ok okay could would you your for only bas sirf kar karo kardo karna kardena karwa kijiye sorry "
    "oops".split()
)
# "de do", "kar do", "bhej do": there `do` gives, it does not count.
_GIVES = frozenset("de kar bhej daal dal laga hata rakh likh add karwa nikal bana bata dikha".split())
_ONE_OF = frozenset("a an one per full whole entire poora poori pura puri".split())  # "full case"
_BETWEEN = frozenset("hi only more extra aur full whole poori puri".split())  # a number and its unit
_ASKS = frozenset("you u i we they not have it that this ya".split())
_TOKEN = re.compile(
    r"\d+/\d+(?!-)|\d+(?:,\d{2,3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:['\u2019.&-][^\W\d_]+)*|[₹$]|\S"
)


@dataclass(frozen=True)
class Wanted:
    """What a text asks for: how many, in what unit, of which size, and the words that name it."""

    words: str
    count: Fraction | None = None  # dozens already multiplied out
    unit: str = ""  # "piece", "packet", "bottle", "bag", "sachet", "carton", "box", or not said
    measures: tuple[Measure, ...] = ()
    price: Money | None = None  # "10 rs wala"
    sure: bool = True  # False: the number may belong to the name ("5 star")
    holds: int = 0  # pieces in one case, where that is said: "carton of 24"
    text: str = field(default="", compare=False)


@dataclass
class _Reading:
    tokens: list[str]
    spaced: list[bool]  # whether white space stands before the token
    used: set[int] = field(default_factory=set)
    count: Fraction | None = None
    unit: str = ""
    measures: list[Measure] = field(default_factory=list)
    price: Money | None = None
    sure: bool = True
    counted: range = range(0)  # the tokens of the count


@lru_cache(maxsize=2_000)  # one message's wishes are read at several places
def parse_wanted(text: str) -> Wanted:
    """Read one wish. Words that are neither number, unit nor politeness are left to name the thing."""
    folded, holds = without_case(wish(text))
    reading = _read(folded)
    _giving(reading)
    _prices(reading)
    _amounts(reading)
    if reading.count is None:
        _bare_count(reading)
    else:
        _last_count(reading, bool(holds))
    if holds and reading.unit not in ("carton", "box"):
        reading.unit = "carton"
    words = _trimmed(_joined(reading))
    return Wanted(
        " ".join(words),
        reading.count,
        reading.unit,
        tuple(reading.measures),
        reading.price,
        reading.sure,
        holds,
        text,
    )


def wish(text: str) -> str:
    """A wish as it is read: plain, on one line, and of a length at which no reading takes long."""
    return plain(" ".join(text[:LONGEST_WISH].split()))[:LONGEST_WISH]


def parse_pack(text: str) -> tuple[int, Measure | None]:
    """A pack as printed: "70 g" is one of 70 g, "1 L x 12" twelve of a litre each."""
    folded = wish(text)
    size = next(
        (m for m in parse_wanted(re.sub(r"\bx\s*\d+\b(?!\s*(?:g|ml|l|kg)\b)", " ", folded)).measures), None
    )
    times = re.search(
        r"\bx\s*(\d{1,6})\b(?!\s*(?:g|gm|ml|l|kg)\b)|\b(\d{1,6})\s*x\b|\bpack of (\d{1,6})\b", folded
    )
    return (int(next(g for g in times.groups() if g)) if times else 1), size


def whole(count: Fraction, limit: int = MOST_PIECES) -> int:
    """A count as pieces that can be ordered; Refused says what is wrong with any other."""
    if count.denominator != 1:
        below, above = count.numerator // count.denominator, -(-count.numerator // count.denominator)
        if below > 0:
            raise Refused("not_whole", count=short(count), below=below, above=above)
        raise Refused("not_whole_piece", count=short(count), above=above)
    if count <= 0:
        raise Refused("no_quantity", quantity=short(count))
    if count > limit:
        raise Refused("above_most", quantity=int(count), most=limit)
    return int(count)


def _read(folded: str) -> _Reading:
    tokens: list[str] = []
    spaced: list[bool] = []
    end = 0
    for found in _TOKEN.finditer(folded):
        tokens.append(found[0])
        spaced.append(found.start() == 0 or found.start() > end)
        end = found.end()
    return _Reading(tokens, spaced)


def _giving(r: _Reading) -> None:
    """ "harpic 6 daal do": put in; in "2 kilo dal do" and "toor daal do" it is a dal."""
    last = len(r.tokens) - 1
    if last < 2 or r.tokens[last] not in ("do", "de", "dena", "dijiye") or r.tokens[last - 1] not in _GIVES:
        return
    before = r.tokens[last - 2]
    counted = before[0].isdigit() or before in WORDS or before in COUNTED or before in MEASURES
    named = any(t[0].isalpha() and t not in WORDS and t not in POLITE for t in r.tokens[: last - 3])
    if r.tokens[last - 1] not in ("dal", "daal", "nikal") or (counted and named):
        r.used |= {last - 1, last}


def _prices(r: _Reading) -> None:
    """ "rs 10", "10/-", "₹10", "10 rupaye wala": a price point, never a count."""
    for i, token in enumerate(r.tokens):
        if not token[0].isdigit() or i in r.used:
            continue
        before = i - 1 if i and r.tokens[i - 1] != "." else i - 2
        after = i + 1
        marks: set[int] = set()
        if before >= 0 and before not in r.used and r.tokens[before] in RUPEES:
            marks |= set(range(before, i))
        if r.tokens[after : after + 2] == ["/", "-"]:
            marks |= {after, after + 1}
        elif after < len(r.tokens) and r.tokens[after] in RUPEES:
            marks.add(after)
            if after + 1 < len(r.tokens) and r.tokens[after + 1] == ".":
                marks.add(after + 1)
        elif _says_what_it_costs(r, after):
            marks.add(after)
        if not marks:
            continue
        if (
            after < len(r.tokens)
            and max(marks) + 1 < len(r.tokens)
            and r.tokens[max(marks) + 1] in ("wala", "wali", "wale")
        ):
            marks.add(max(marks) + 1)
        value = number_at([token], 0)
        if value:
            r.price = Money(int(value[0] * 100))
            r.used |= {i, *marks}


def _says_what_it_costs(r: _Reading, after: int) -> bool:
    """ "10 wala", "10 ka packet": what is behind the number; "24 ka carton" holds so many."""
    words = r.tokens[after : after + 2]
    if words[:1] and words[0] in ("wala", "wali", "wale"):
        return True
    if len(words) < 2 or words[0] not in ("ka", "ki") or not words[1][0].isalpha():
        return False
    holds = COUNTED.get(words[1], ("", 0))[0] in ("carton", "box")
    return not holds and words[1] not in _INSTEAD and words[1] not in POLITE and words[1] not in _ITS_PRICE


def _amounts(r: _Reading) -> None:
    """Numbers with a unit behind them, and "5 x 200 ml"."""
    i = 0
    while i < len(r.tokens):
        found = None if i in r.used else _number(r, i)
        if found is None:
            i += 1
            continue
        value, behind = found
        behind += _says_only(r, behind)
        behind_minus = (
            i > 0
            and r.tokens[i - 1] == "-"
            and r.spaced[i - 1]
            and not r.spaced[i]
            and (behind >= len(r.tokens) or r.tokens[behind] not in MEASURES)
        )
        unit = r.tokens[behind] if behind < len(r.tokens) else ""
        if unit in MEASURES and value > 0:
            times, base = MEASURES[unit]
            r.measures.append(Measure(value * times, base))
            r.used |= set(range(i, behind + 1))
            behind += 1
        elif unit in COUNTED and (r.count is None or _names_pack(r)) and not _is_name(r, behind):
            r.used -= set(r.counted)
            r.unit, times = COUNTED[unit]
            r.count = (-value if behind_minus and not r.counted else value) * times
            r.used |= set(range(i, behind + 1)) | ({i - 1} if behind_minus else set())
            r.counted = range(i, behind + 1)
            behind += 1
        elif (
            unit in ("x", "*")
            and r.count is None
            and _number(r, behind + 1)
            and not _size_first(r, i, behind + 1)
        ):
            r.count = value
            r.used |= set(range(i, behind + 1))
            behind += 1
        elif i and r.tokens[i - 1] in ("x", "*") and r.count is None and (i - 2 < 0 or i - 1 in _signs(r)):
            r.count = value
            r.used |= set(range(i - 1, behind))
        elif behind_minus and r.count is None and i == 1:
            r.count = -value
            r.used |= set(range(i - 1, behind))
        i = max(behind, i + 1)
    if r.count is None:
        _lone_unit(r)


def _says_only(r: _Reading, behind: int) -> bool:
    """ "1 hi peti", "2 more cases": what stands between a number and its unit says nothing of either."""
    only = behind < len(r.tokens) and r.tokens[behind] in _BETWEEN
    return only and behind + 1 < len(r.tokens) and r.tokens[behind + 1] in COUNTED


def _names_pack(r: _Reading) -> bool:
    """Whether what was taken for the count may be part of the name: "maxo coil 10 pcs - 5 pkt"."""
    return bool(r.counted) and any(
        i not in r.used and t not in POLITE for i, t in enumerate(r.tokens[: r.counted.start])
    )


def _last_count(r: _Reading, of_cases: bool) -> None:
    """ "pencils 10 pcs x 6": the last one counts."""
    last = len(r.tokens) - 1
    signed = last > 0 and r.tokens[last - 1] in _SIGNS
    found = _number(r, last) if _names_pack(r) and last not in r.used and (signed or of_cases) else None
    if found:
        r.used -= set(r.counted)
        r.count, r.unit = found[0], ""
        r.used |= {last - 1, last} if signed else {last}


def _size_first(r: _Reading, at: int, second: int) -> bool:
    """ "Colin 500 x 6": behind a name, and with nothing after it, the second number counts."""
    named = any(t[0].isalpha() and t not in POLITE and t not in WORDS for t in r.tokens[:at])
    return named and second == len(r.tokens) - 1


def _signs(r: _Reading) -> set[int]:
    return {i for i, t in enumerate(r.tokens) if t in ("x", "*")}


def _number(r: _Reading, at: int) -> tuple[Fraction, int] | None:
    """A number that is meant as one: not the `7` of "7up", the `do` of "de do" or of "do you"."""
    if at >= len(r.tokens):
        return None
    token = r.tokens[at]
    if token == "do":  # noqa: S105  # the Hindi two, not a password
        before = r.tokens[at - 1] if at else ""
        after = r.tokens[at + 1] if at + 1 < len(r.tokens) else ""
        if before in _GIVES or after in _ASKS or not after:
            return None
    if token[0].isdigit():
        glued = at + 1 < len(r.tokens) and not r.spaced[at + 1] and r.tokens[at + 1][0].isalpha()
        known = glued and (
            r.tokens[at + 1] in MEASURES or r.tokens[at + 1] in COUNTED or r.tokens[at + 1] in ("x", "k")
        )
        if glued and not known:
            return None
        hyphen = (
            at + 2 < len(r.tokens)
            and r.tokens[at + 1] == "-"
            and not r.spaced[at + 1]
            and not r.spaced[at + 2]
        )
        behind_hyphen = at >= 2 and r.tokens[at - 1] == "-" and not r.spaced[at - 1] and not r.spaced[at]
        if hyphen or behind_hyphen:
            return None
        if (
            at
            and not r.spaced[at]
            and (r.tokens[at - 1][0].isalpha() and r.tokens[at - 1] not in ("x", "rs"))
        ):
            return None  # "b12", "no1"
    return number_at(r.tokens, at)


def _is_name(r: _Reading, unit: int) -> bool:
    """ "no" behind a number counts only when something else follows or nothing does; "12 bar soap" counts."""
    return r.tokens[unit] == "no" and unit + 1 < len(r.tokens) and r.tokens[unit + 1][0].isdigit()


def _lone_unit(r: _Reading) -> None:
    """ "a dozen eggs", "carton of maggi", "a packet of salt"."""
    for i, token in enumerate(r.tokens):
        if token not in COUNTED or i in r.used or token in ("no", "each", "can"):
            continue
        unit, times = COUNTED[token]
        article = i > 0 and r.tokens[i - 1] in _ONE_OF
        of = i + 1 < len(r.tokens) and r.tokens[i + 1] == "of"
        if times > 1 or article or (of and i == 0):
            r.count, r.unit = Fraction(times), unit
            r.used |= {i} | ({i - 1} if article else set()) | ({i + 1} if of else set())
            return


def _bare_count(r: _Reading) -> None:
    """A number without a unit: at the start, behind a dash or colon, or at the end."""
    numbers: list[tuple[int, Fraction, int]] = []
    i = 0
    while i < len(r.tokens):
        found = None if i in r.used else _number(r, i)
        if found and not any(k in r.used for k in range(i, found[1])):
            numbers.append((i, *found))
            i = found[1]
        else:
            i += 1
    _denied(r, numbers)
    # "2.25 sprite" says which, and counts none.
    numbers = [
        n for n in numbers if n[0] not in r.used and not (n[1].denominator > 2 and "." in r.tokens[n[0]])
    ]
    if not numbers:
        return
    meant = [i for i, t in enumerate(r.tokens) if i not in r.used and not _is_polite(r, i)]
    names = [i for i in meant if not any(start <= i < end for start, _, end in numbers)]
    best: tuple[int, Fraction, int] | None = None
    for start, value, end in numbers:
        first = not any(i < start for i in meant)
        last = not any(i >= end for i in meant)
        signed = start > 0 and r.tokens[start - 1] in _SIGNS and (first or last)
        spoken = r.tokens[start] in WORDS
        if (
            spoken
            and last
            and not first
            and r.tokens[start] in ("one", "half", "quarter", "pair", "couple", "bara")
        ):
            continue  # "the last one"
        if signed or (first and best is None) or (last and best is None):
            best = (start, value, end)
            if signed:
                break
    if best is None:
        return
    start, value, end = best
    signs = {start - 1} if start and r.tokens[start - 1] in _SIGNS else set()
    negative = start > 0 and r.tokens[start - 1] == "-" and r.spaced[start - 1] and not r.spaced[start]
    r.count = -value if negative else value
    r.used |= set(range(start, end)) | signs
    r.sure = not names or (len(numbers) == 1 and not (start == 0 and len(names) == 1))
    before = start - 1 - len(signs)
    if before > 0 and before not in r.used and COUNTED.get(r.tokens[before], ("", 0))[0] in _PACKED:
        r.unit = COUNTED[r.tokens[before]][0]  # "surf excel 1kg carton - 2"
        r.used |= {before}


def _denied(r: _Reading, numbers: list[tuple[int, Fraction, int]]) -> None:
    """What another number takes the place of: "20 not 12", "12 nahi 20", "12 ki jagah 20"."""
    for start, _, end in numbers:
        before, behind = r.tokens[max(0, start - 2) : start], r.tokens[end : end + 2]
        if before[-1:] == ["not"]:
            r.used |= set(range(start - 1, end))
        elif before == ["instead", "of"] or (before[-1:] == ["from"] and behind[:1] == ["to"]):
            r.used |= set(range(start - len(before), end))
        elif len(numbers) > 1 and behind[:1] in (["nahi"], ["nahin"], ["nhi"]):
            r.used |= set(range(start, end + 1))
        elif len(behind) > 1 and behind[0] in ("ki", "ke") and behind[1] in _INSTEAD:
            r.used |= set(range(start, end + 2))


def _is_polite(r: _Reading, at: int) -> bool:
    """Whether this word only goes with the wish; "do" gives where it does not count."""
    return r.tokens[at] in POLITE or (r.tokens[at] == "do" and at > 0 and r.tokens[at - 1] in _GIVES)


def _joined(r: _Reading) -> list[str]:
    """What is left, in the pieces in which it was written: "7up", "50-50"."""
    left: list[str] = []
    last = -2
    for i, token in enumerate(r.tokens):
        if i in r.used:
            continue
        if (
            i == last + 1
            and not r.spaced[i]
            and (token[0].isalnum() or token == "-")  # noqa: S105
            and left[-1][-1] not in ",;:."
        ):
            left[-1] += token
        else:
            left.append(token)
        last = i
    return left


def _trimmed(tokens: list[str]) -> list[str]:
    """Without politeness at either end and without loose signs."""
    kept = [t for t in tokens if any(c.isalnum() for c in t)]
    start, end = 0, len(kept)
    while start < end and (kept[start] in POLITE or kept[start] in ("wala", "wali", "wale")):
        start += 1
    while end > start and (kept[end - 1] in POLITE or kept[end - 1] in ("x", "do", "wala", "wali")):
        end -= 1
    return kept[start:end]
