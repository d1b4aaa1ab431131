"""Puts the encoder's labels right by what the shop's own words, and numbers in their places, can only be.

Each repair leans on titles and on the form of numbers, none on a sentence; a better encoder makes them idle.
See docs/adr/0113.
"""

# ruff: noqa: SIM905  # long lists of words read best as words

from collections.abc import Callable, Sequence
from itertools import takewhile

from bot.reading.filling import (
    DENIED,
    GOODS,
    NAME,
    NUMBER,
    ORDER,
    OTHER,
    PIN,
    PLACE,
    POINTS,
    PRICE,
    QUALITY,
    REFUSED,
    SELLER,
    SIZE,
    UNIT,
    kind_of,
)
from bot.reading.titles import Titles
from bot.reading.tokens import Token, kind, tokens_of
from shop.finding.prices import price_in
from shop.reading.money_words import RUPEES
from shop.reading.numbers import WORDS
from shop.reading.quantity import COUNTED, POLITE
from shop.reading.sounds import sound
from shop.reading.units import MEASURES

Evidence = Callable[[str], bool]  # whether the shop's goods have this word
AND = frozenset(("and", "aur", "&"))
_WALA = frozenset(["wala", "wali", "wale", "wla", "wli", "wle", "vala", "vali", "vale"])
_WHICH = _WALA | {"ka", "ki", "ke"}  # "300 wala 24", "280 ke 5"
_ONE_WALA = frozenset(["wala", "wali", "vala", "vali"])
_MEASURED_SO = frozenset("watt watts w volt inch inches mm cm pages page pg ply gsm shades".split())
_OR = frozenset(["or", "ya", "yaa", "athva", "kinva"])
_ONLY = frozenset(["hi", "only", "just"])
_JOINS = frozenset(["ki", "ka", "ke", "of", "per"])
_MADE_BY = frozenset(["ka", "ki", "ke"])
_AND_SHORT = frozenset(["n", "&"])
_BY_SO_MANY = frozenset(["less", "fewer", "kam", "zyada", "extra", "more", "aur"])
_SAYS_SO = frozenset("said say want wanted bola kaha chahiye".split())
_NOT_THAT = frozenset("nahi nahin nhi nai nako nathi".split())
_BEGINS = AND | {"also", ",", "plus"}
_LARGE = frozenset("lakh lakhs lac lacs crore karod thousand hazar hazaar".split())
_DAL = sound("dal")
_GIVING = frozenset("do de dena dijiye dijie dijiyega diye diya di dun du lena lo".split())
_LONGEST_COUNT = 4  # digits
_ZERO = frozenset(["zero", "0", "shunya", "nil"])
_A_WORD = 3  # letters
_A_PAIR = 2
# What is behind a number that counts no goods.
_NO_GOODS = frozenset(
    map(
        sound,
        (
            "people persons person log logo logon kids children bachche guests mehmaan days day din hafte "
            "weeks minute minutes baje pm am tarikh taarikh th st nd rd saal year years yr mahine months "
            "january february march april june july august september october november december jan feb mar "
            "apr jun jul aug sep oct nov dec"
        ).split(),
    )
)
_TIMES = frozenset(["is", "iss", "us", "pichli", "pichhli", "har", "last", "agli", "kitni"])
_DOZENS = frozenset(word for word, (_, times) in COUNTED.items() if times > 1)
_OF_DOZENS = frozenset(["a", "ek", "one", "half", "aadha", "adha", "dedh", "full", "pura"])


def mend(
    said: str, tokens: Sequence[Token], labels: list[str], evidence: Evidence, titles: Titles | None
) -> None:
    """Change the labels where they stand; each repair sees what the ones before it made."""
    _no_pins(tokens, labels)
    _of_its_name(tokens, labels)
    _packs(tokens, labels)
    _no_units(tokens, labels, evidence)
    _bare_counts(tokens, labels)
    _no_counts(tokens, labels)
    _less(tokens, labels)
    _measures(tokens, labels)
    _letters(tokens, labels, titles)
    _size_alone(tokens, labels)
    _not_that_size(tokens, labels)
    _not_that_many(tokens, labels)
    _by_its_price(tokens, labels)
    if titles:
        _mark_and_kind(tokens, labels, titles)
        _called_by_a_number(tokens, labels, titles)
        _a_brand_ahead(tokens, labels, evidence, titles)
        _brand_and_kind(tokens, labels, titles)
        _behind_a_size(tokens, labels, evidence, titles)
        _of_a_brand(tokens, labels, evidence, titles)
        _pair_named(tokens, labels, titles)
        _numbered_name(tokens, labels, titles)
    _with_units(tokens, labels)
    _amount_first(tokens, labels)
    _count_last(tokens, labels)
    _none_of_it(tokens, labels)
    _priced(said, tokens, labels)
    _one_price(tokens, labels)
    _says_which(tokens, labels, evidence)
    _named_alone(tokens, labels, evidence)
    _before_a_size(tokens, labels, evidence)
    _bare_sizes(tokens, labels)
    _or_that_size(tokens, labels)
    _gives(tokens, labels)
    _puts_in(tokens, labels, titles)
    _one_of_these(tokens, labels)
    _so_many_each(tokens, labels)
    _dozens(tokens, labels)
    _each(tokens, labels)


def _of_its_name(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "The 12 watt one", "10 inch plate", "172 pages": what is measured so says which, not how many."""
    for i in range(len(tokens) - 1):
        if not tokens[i].text[0].isdigit() or tokens[i + 1].text not in _MEASURED_SO:
            continue
        if kind_of(labels[i]) in (OTHER, NUMBER, GOODS, SIZE, QUALITY) or kind_of(labels[i + 1]) == GOODS:
            goes_on = i > 0 and kind_of(labels[i - 1]) == GOODS
            labels[i : i + 2] = [f"I-{GOODS}" if goes_on else f"B-{GOODS}", f"I-{GOODS}"]
            if i + 2 < len(labels) and labels[i + 2] == f"B-{GOODS}":
                labels[i + 2] = f"I-{GOODS}"


def _packs(tokens: Sequence[Token], labels: list[str]) -> None:
    """What goods come in names none: "difference per tube", "15 L tins 6 nos"."""
    i = 0
    while i < len(tokens):
        end = i + 1
        while end < len(tokens) and labels[i] == f"B-{GOODS}" and labels[end] == f"I-{GOODS}":
            end += 1
        packed = all(kind(t.text) == "unit" or t.text in _JOINS for t in tokens[i:end])
        if labels[i] == f"B-{GOODS}" and packed:
            counted = i > 0 and labels[i - 1] == NUMBER
            labels[i:end] = [UNIT if counted and kind(t.text) == "unit" else OTHER for t in tokens[i:end]]
        i = end


def _bare_counts(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "4 tata salt 1kg, 3 oil", "maggi 12, oil 6": a number right before a name, or behind one, counts."""
    for i, token in enumerate(tokens):
        if labels[i] != OTHER or not token.text.isdecimal() or len(token.text) > _LONGEST_COUNT:
            continue
        behind = tokens[i + 1].text if i + 1 < len(tokens) else ","
        of_next = i + 1 < len(labels) and labels[i + 1] == f"B-{GOODS}"
        of_last = i > 0 and kind_of(labels[i - 1]) in (GOODS, SIZE)
        ends = behind in AND or not behind[0].isalnum()
        if (of_next and not (token.glued and i and not tokens[i - 1].text[0].isalnum())) or (
            of_last and ends and behind not in ("%", ".")
        ):
            labels[i] = NUMBER


def _is_a_sum(tokens: Sequence[Token], labels: Sequence[str], i: int) -> bool:
    """ "1 lakh 55 thousand??": money, unless something is counted: "2 hazar packet"."""
    end = i
    while end + 1 < len(tokens) and tokens[end].text[0].isdigit() and tokens[end + 1].text in _LARGE:
        end += 2
    counts = end < len(labels) and kind_of(labels[end]) in (UNIT, GOODS)
    return end > i and not counts


def _less(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "One less mozzarella", "1 peti kam karo": so many less."""
    for i in range(len(tokens) - 1):
        number = labels[i] == OTHER and (tokens[i].text in WORDS or tokens[i].text.isdecimal())
        behind = [token.text for token in tokens[i + 1 : i + 3]]
        if number and behind[0] in _BY_SO_MANY:
            labels[i] = NUMBER
        elif number and len(behind) > 1 and kind(behind[0]) == "unit" and behind[1] in _BY_SO_MANY:
            labels[i : i + 2] = [NUMBER, UNIT]


def _no_units(tokens: Sequence[Token], labels: list[str], evidence: Evidence) -> None:
    """ "Rowan instead of birch": what the shop's names have, and is no unit, is of a name."""
    said = [token.text for token in tokens]
    for i, label in enumerate(labels):
        if label == UNIT and kind(said[i]) == "word" and evidence(said[i]):
            instead = said[max(0, i - 2) : i] == ["instead", "of"] or "jagah" in said[i + 1 : i + 3]
            labels[i] = f"B-{REFUSED}" if instead else f"B-{GOODS}"


def _no_counts(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "90 %", "14 nov", "30 kids", the 64 of "IR-64": a number, but of no goods."""
    for i, label in enumerate(labels):
        behind = tokens[i + 1].text if i + 1 < len(tokens) else ""
        named = i > 1 and tokens[i].glued and tokens[i - 1].text == "-" and tokens[i - 1].glued
        counts_none = (
            behind == "%"
            or _is_a_sum(tokens, labels, i)
            or (behind[:1].isalpha() and sound(behind) in _NO_GOODS)
        )
        if label in (NUMBER, PRICE) and (counts_none or (named and tokens[i - 2].text[0].isalpha())):
            labels[i] = OTHER
            if behind in _LARGE:
                labels[i + 1] = OTHER


def _measures(tokens: Sequence[Token], labels: list[str]) -> None:
    """A number and the measure behind it say one thing together: "basmati 25 kilo wali 2 bori"."""
    for i in range(len(tokens) - 1):
        pair = labels[i : i + 2]
        measured = tokens[i].text[0].isdigit() and tokens[i + 1].text in MEASURES
        if not measured or pair == [NUMBER, UNIT] or kind_of(pair[0]) == kind_of(pair[1]):
            continue
        which = i + 2 < len(tokens) and tokens[i + 2].text in _WALA
        named = i > 0 and kind_of(labels[i - 1]) == GOODS
        labels[i : i + 2] = [SIZE, SIZE] if which or (named and SIZE in pair) else [NUMBER, UNIT]


def _each(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "Half dozen each", "is baar 3": no unit, and no bar."""
    for i, token in enumerate(tokens):
        if token.text == "each" or (i and token.text == "baar" and tokens[i - 1].text in _TIMES):
            labels[i] = OTHER


def _letters(tokens: Sequence[Token], labels: list[str], titles: Titles | None) -> None:
    """ "Theek h 12": one letter names nothing, unless a title has it beside its neighbour: "parle g"."""
    for i, token in enumerate(tokens):
        if len(token.text) != 1 or not token.text.isalpha():
            continue
        before = tokens[i - 1].text.split()[-1:] if i else []
        named = bool(titles and before and titles.together(before[0], token.text))
        if named and labels[i] == OTHER and kind_of(labels[i - 1]) == GOODS:
            labels[i] = f"I-{GOODS}"
        if not named and kind_of(labels[i]) == GOODS:
            labels[i] = OTHER
            if i + 1 < len(labels) and labels[i + 1] == f"I-{GOODS}":
                labels[i + 1] = f"B-{GOODS}"


def _size_alone(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "300 wala", "1 kilo wali": the size says which one, "wala" only that it does."""
    for i in range(1, len(tokens)):
        before = tokens[i - 1].text
        if tokens[i].text in _WALA and (before[0].isdigit() or before in MEASURES):
            labels[i] = OTHER if kind_of(labels[i - 1]) != POINTS else labels[i]


def _not_that_size(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "Surf 5 kilo nahi, 1 kilo wala": of two sizes, the one ahead of the no is not wanted."""
    for i in range(1, len(tokens)):
        if tokens[i].text not in _NOT_THAT or labels[i - 1] != SIZE or SIZE not in labels[i:]:
            continue
        first = i - 1
        while first and labels[first - 1] == SIZE:
            first -= 1
        labels[first:i] = [f"B-{REFUSED}", *[f"I-{REFUSED}"] * (i - first - 1)]


def number_or_unit(word: str) -> str:
    """Which of the two halves of an amount this is."""
    return NUMBER if kind(word).startswith(("number", "numeral")) else UNIT


def _not_that_many(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "12 nahi 10 litre hi": of two amounts around the no, the one ahead is not to be."""
    for i in range(1, len(tokens) - 1):
        behind = i + 2 if tokens[i + 1].text == "," else i + 1
        end = behind
        while end < len(tokens) and labels[end] == DENIED:
            end += 1
        both = end < len(tokens) and tokens[end].text in _NOT_THAT  # "5 nahi, 10 nahi"
        if tokens[i].text not in _NOT_THAT or end == behind or both or labels[i - 1] not in (NUMBER, UNIT):
            continue
        first = i - 1
        while first and labels[first - 1] in (NUMBER, UNIT):
            first -= 1
        labels[first:i] = [DENIED] * (i - first)
        labels[behind:end] = [number_or_unit(token.text) for token in tokens[behind:end]]


def _called_by_a_number(tokens: Sequence[Token], labels: list[str], titles: Titles) -> None:
    """ "1121 wala", "1121 basmati", "wo M-30": what goods are called by is no order and no talk."""
    for i, token in enumerate(tokens):
        behind = i + 1 < len(labels) and labels[i + 1] == f"B-{GOODS}"
        counted = behind and NUMBER in labels[i + 1 :]  # "1121 basmati 3 bags"
        number = (labels[i] == ORDER or (labels[i] == NUMBER and counted)) and titles.has_number(token.text)
        mark = kind_of(labels[i]) not in (GOODS, POINTS, REFUSED) and titles.is_mark(token.text)
        if not number and not mark:
            continue
        if i and kind_of(labels[i - 1]) == GOODS:
            labels[i] = f"I-{GOODS}"
        elif behind:
            labels[i : i + 2] = [f"B-{GOODS}", f"I-{GOODS}"]
        elif i and (tokens[i - 1].text in _BEGINS or labels[i - 1] in (NUMBER, UNIT)):
            labels[i] = f"B-{GOODS}"  # "... 50 kg, also s-30", "2 bags l-30"
        elif i and tokens[i - 1].text in ("no", "not"):
            labels[i] = f"B-{REFUSED}"  # "no s-30, i said m-30"
        else:
            which = i + 1 < len(tokens) and tokens[i + 1].text in _WALA
            which = which or (i > 0 and tokens[i - 1].text in _SAYS_SO)
            labels[i] = f"B-{POINTS}" if which else QUALITY


def _mark_and_kind(tokens: Sequence[Token], labels: list[str], titles: Titles) -> None:
    """ "M-30 sugar": the mark of a variety right before what it is a variety of is one name with it."""
    for i in range(len(tokens) - 1):
        if labels[i : i + 2] == [f"B-{GOODS}", f"B-{GOODS}"] and titles.is_mark(tokens[i].text):
            labels[i + 1] = f"I-{GOODS}"


def _by_its_price(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "10 ka packet", "5 wale chips": what a pack costs, by which it is known; it counts nothing."""
    for i in range(len(tokens) - 2):
        of_it = tokens[i + 1].text in _MADE_BY | _WALA and kind_of(labels[i + 1]) in (OTHER, NUMBER, PRICE)
        counts = kind_of(labels[i + 2]) == UNIT and COUNTED.get(tokens[i + 2].text, ("",))[0] != "packet"
        thing = kind_of(labels[i + 2]) in (GOODS, UNIT) and not counts
        if tokens[i].text.isdecimal() and labels[i] in (NUMBER, OTHER, SIZE) and of_it and thing:
            labels[i : i + 2] = [PRICE, PRICE]


def _a_brand_ahead(tokens: Sequence[Token], labels: list[str], evidence: Evidence, titles: Titles) -> None:
    """ "Annapurna salt 10": a brand right before a name is of it, whoever and wherever is called so, too."""
    for i in range(1, len(tokens)):
        names = labels[i] == f"B-{GOODS}" or (labels[i] == OTHER and _tells(tokens[i].text, evidence))
        taken = kind_of(labels[i - 1]) in (SELLER, PLACE, NAME)
        if taken and names and titles.is_brand(tokens[i - 1].text.split()):
            labels[i - 1 : i + 1] = [f"B-{GOODS}", f"I-{GOODS}"]


def _brand_and_kind(tokens: Sequence[Token], labels: list[str], titles: Titles) -> None:
    """ "Fortune ka toor", "head n shoulders": a brand and what it makes, or two halves, are one."""
    for i in range(1, len(tokens) - 1):
        between = labels[i] == OTHER and kind_of(labels[i - 1]) == GOODS and labels[i + 1] == f"B-{GOODS}"
        if not between:
            continue
        first = i - 1
        while first and labels[first] == f"I-{GOODS}":
            first -= 1
        words = [word for token in tokens[first:i] for word in token.text.split()]
        made = tokens[i].text in _MADE_BY and titles.is_brand(words)
        halves = tokens[i].text in _AND_SHORT and titles.together(words[-1], tokens[i + 1].text.split()[0])
        if made or halves:
            labels[i : i + 2] = [f"I-{GOODS}", f"I-{GOODS}"]


def _behind_a_size(tokens: Sequence[Token], labels: list[str], evidence: Evidence, titles: Titles) -> None:
    """ "Sugar 1 kg madhur 10", "1 litre original 12": a brand or a word of the shop's there says which."""
    for i in range(1, len(tokens)):
        word = tokens[i].text
        counted = i + 1 < len(tokens) and labels[i + 1] == NUMBER
        known = titles.is_brand(word.split()) or (counted and _tells(word, evidence))
        if labels[i] == OTHER and kind_of(labels[i - 1]) == SIZE and known:
            labels[i] = QUALITY


def _no_pins(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "Make it 192": a number that is no PIN code, nor half of one, counts."""
    for i, token in enumerate(tokens):
        alone = PIN not in (*labels[max(i - 1, 0) : i], *labels[i + 1 : i + 2])
        if labels[i] == PIN and alone and token.text.isdecimal() and len(token.text) <= _LONGEST_COUNT:
            labels[i] = NUMBER


def _of_a_brand(tokens: Sequence[Token], labels: list[str], evidence: Evidence, titles: Titles) -> None:
    """ "Society leaf chai": words that stand side by side in a title, before what it is, name it."""
    for i in range(2, len(tokens)):
        if labels[i] not in (f"B-{GOODS}", SIZE):
            continue
        first = i
        while first and labels[first - 1] in (OTHER, QUALITY) and _tells(tokens[first - 1].text, evidence):
            first -= 1
        if any(titles.together(tokens[k].text, tokens[k + 1].text) for k in range(first, i - 1)):
            labels[first:i] = [f"B-{GOODS}", *[f"I-{GOODS}"] * (i - first - 1)]
            labels[i] = SIZE if labels[i] == SIZE else f"I-{GOODS}"


def _with_units(tokens: Sequence[Token], labels: list[str]) -> None:
    """A number and the unit of weight that is written to it are of one kind: "150ml" is not torn apart."""
    for i in range(len(tokens) - 2):
        only = tokens[i + 1].text in _ONLY and kind(tokens[i + 2].text) == "unit"
        if labels[i] == NUMBER and only and kind_of(labels[i + 2]) in (OTHER, UNIT):
            labels[i + 1 : i + 3] = [UNIT, UNIT]  # "1 hi peti"
    for i in range(len(tokens) - 1):
        unit = tokens[i + 1]
        if labels[i] == NUMBER and labels[i + 1] == OTHER and kind(unit.text) in ("unit", "measure"):
            labels[i + 1] = UNIT
        if labels[i] == OTHER and labels[i + 1] == UNIT and tokens[i].text.isdecimal():
            labels[i] = NUMBER  # "means 25 pcs each"
        if not (tokens[i].text[0].isdigit() and unit.glued and unit.text in MEASURES):
            continue
        pair = labels[i : i + 2]
        torn = kind_of(pair[0]) != kind_of(pair[1]) or pair[1] in (NUMBER, OTHER)
        if torn and pair != [NUMBER, UNIT]:
            of_a_name = i > 0 and kind_of(labels[i - 1]) in (GOODS, SIZE)
            labels[i : i + 2] = [f"I-{GOODS}"] * 2 if of_a_name else [NUMBER, UNIT]


def _amount_first(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "5 kg toor dal": a weight before the name, with no count anywhere, says how much."""
    for i in range(len(tokens) - 2):
        first = not i or labels[i - 1] == OTHER
        sized = tokens[i].text[0].isdigit() and tokens[i + 1].text in MEASURES
        named = [kind_of(label) for label in labels[i : i + 3]]
        if first and sized and named == [SIZE, SIZE, GOODS] and NUMBER not in labels:
            labels[i : i + 3] = [NUMBER, UNIT, f"B-{GOODS}"]


def _count_last(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "The bhujia 12", "sandal 8 ki jagah 10": a number at the end of what points or is refused counts."""
    for i in range(1, len(tokens)):
        behind = labels[i + 1] if i + 1 < len(tokens) else OTHER
        kind = kind_of(labels[i])
        last = kind in (POINTS, REFUSED) and kind_of(labels[i - 1]) == kind and kind_of(behind) == OTHER
        if not (last and tokens[i].text.isdecimal()) or (i + 1 < len(tokens) and tokens[i + 1].text in _WALA):
            continue
        labels[i] = NUMBER
        first = i
        while first and kind_of(labels[first - 1]) == kind:
            first -= 1
        if kind == REFUSED and NUMBER in labels[i + 1 :]:  # it is the number that goes, not the thing
            labels[first:i] = [f"B-{GOODS}", *[f"I-{GOODS}"] * (i - first - 1)]


def _priced(said: str, tokens: Sequence[Token], labels: list[str]) -> None:
    """A number of a price's fixed form, "between 100 and 200", "under 50", is a price."""
    left, found = price_in(said)
    if found.low is None and found.high is None:
        return
    numbers = [i for i, token in enumerate(tokens) if token.text[0].isdigit()]
    kept = [t.text for t in tokens_of(left) if t.text[0].isdigit()]
    ahead = sum(
        1 for _ in takewhile(lambda two: tokens[two[0]].text == two[1], zip(numbers, kept, strict=False))
    )
    gone = len(numbers) - len(kept)  # the price is what is not left, and it stands in one place
    for i in numbers[ahead : ahead + max(gone, 0)]:
        if labels[i] in (NUMBER, OTHER):
            labels[i] = PRICE


def _one_price(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "504 le raha hu, 8 rupaye me": beside a number that is called money another, bare one counts."""
    prices = [i for i, label in enumerate(labels) if label == PRICE and tokens[i].text[0].isdigit()]
    around = ({token.text for token in tokens[max(i - 1, 0) : i + 2]} for i in prices)
    money = [bool(near & RUPEES) for near in around]
    if len(prices) == _A_PAIR and sum(money) == 1:
        bare = prices[money.index(False)]
        if tokens[bare].text.isdecimal():
            labels[bare] = NUMBER


def _says_which(tokens: Sequence[Token], labels: list[str], evidence: Evidence) -> None:
    """ "Glucon d 1kg regular wala": a word of the shop's before "wala" says which one."""
    for i in range(len(tokens) - 1):
        word = tokens[i].text
        counts = word in COUNTED or (i and labels[i - 1] == NUMBER)
        if labels[i] == UNIT and not counts and evidence(word):
            labels[i] = f"B-{GOODS}"  # "cup 50 wale 4 pkt": counts nothing, and is sold
        if tokens[i + 1].text in _WALA and labels[i] == OTHER and _tells(word, evidence):
            labels[i] = QUALITY if i and labels[i - 1] != OTHER else f"B-{POINTS}"


def _named_alone(tokens: Sequence[Token], labels: list[str], evidence: Evidence) -> None:
    """ "Boys 12 girls 6", "make the soap 18, marie 6": a word of the shop's that is counted names goods,
    where nothing else is named, or where it begins a part of its own."""
    bare = not any(kind_of(label) in (GOODS, POINTS) for label in labels)
    for i in range(len(tokens) - 1):
        begins = i > 0 and (tokens[i - 1].text in AND or not tokens[i - 1].text[0].isalnum())
        if not (bare or begins) or labels[i : i + 2] != [OTHER, NUMBER]:
            continue
        if _tells(tokens[i].text, evidence):
            labels[i] = f"B-{GOODS}"


def _pair_named(tokens: Sequence[Token], labels: list[str], titles: Titles) -> None:
    """ "Oreo 12, good day 6": two words of a title that begin a part and are counted are no greeting."""
    for i in range(len(tokens) - 2):
        begins = i == 0 or tokens[i - 1].text in AND or not tokens[i - 1].text[0].isalnum()
        counted = begins and labels[i : i + 3] == [OTHER, OTHER, NUMBER]
        if counted and titles.together(tokens[i].text, tokens[i + 1].text):
            labels[i : i + 2] = [f"B-{GOODS}", f"I-{GOODS}"]


def _numbered_name(tokens: Sequence[Token], labels: list[str], titles: Titles) -> None:
    """ "2 minute one 96": a number that a title has before this word is of the name, and points nowhere."""
    for i in range(len(tokens) - 1):
        number, word = tokens[i].text, tokens[i + 1].text
        free = kind_of(labels[i]) in (POINTS, NUMBER, OTHER) and kind_of(labels[i + 1]) in (POINTS, OTHER)
        if not (free and number.isdecimal() and word.isalpha() and len(word) >= _A_WORD):
            continue
        if word not in MEASURES and word not in COUNTED and titles.side_by_side(number, word):
            labels[i : i + 2] = [f"B-{GOODS}", f"I-{GOODS}"]


def _none_of_it(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "The 1 kg soap should be zero": that is how many, and what is measured before it says which."""
    at = next((i for i, token in enumerate(tokens) if token.text in _ZERO and labels[i] == OTHER), None)
    if at is None:
        return
    labels[at] = NUMBER
    for i in range(at - 1):
        if labels[i] == NUMBER and tokens[i + 1].text in MEASURES:
            labels[i : i + 2] = [SIZE, SIZE]


def _gives(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "Bada wala do", "5 katte likh do": it is to be given, and no two of it."""
    for i in range(1, len(tokens)):
        told = labels[i - 1] == OTHER and tokens[i - 1].text.isalpha() and NUMBER in labels[: i - 1]
        done = told and tokens[i - 1].text not in AND
        one = tokens[i].text == "do" and (tokens[i - 1].text in _ONE_WALA or done)
        counts = i + 1 < len(tokens) and kind_of(labels[i + 1]) in (UNIT, GOODS)
        if one and labels[i] == NUMBER and not counts:
            labels[i] = OTHER


def _one_of_these(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "The 250 g one only", "m-30 one is fine": who only says which one counts none."""
    named = any(kind_of(label) == GOODS for label in labels)
    for i in range(1, len(tokens)):
        if tokens[i].text not in ("one", "ones") or labels[i] != NUMBER:
            continue
        which = kind_of(labels[i - 1]) in (POINTS, QUALITY) or (not named and kind_of(labels[i - 1]) == SIZE)
        if which and kind_of(labels[i + 1] if i + 1 < len(labels) else OTHER) not in (UNIT, GOODS):
            labels[i] = OTHER


def _puts_in(tokens: Sequence[Token], labels: list[str], titles: Titles | None) -> None:
    """ "Vim bhi dal dena", "12 piece dal do": put it in, and no lentils.

    It is lentils where a title has it behind the word before ("toor dal do"), or where a weight is said and
    nothing else that it could be of ("2 kilo dal do").
    """
    for i in range(len(tokens) - 1):
        if sound(tokens[i].text) != _DAL or tokens[i + 1].text not in _GIVING:
            continue
        before = tokens[i - 1].text.split()[-1:] if i else []
        named = bool(titles and before and before[0].isalpha())
        named = named and bool(titles and titles.of_one_name(before[0], tokens[i].text))
        weighed = bool(before) and before[0] in MEASURES
        others = any(kind_of(label) in (GOODS, POINTS) for label in labels[:i])
        if named or (weighed and not others):
            continue
        labels[i : i + 2] = [OTHER, OTHER]
        if i + 2 < len(labels) and labels[i + 2] == f"I-{GOODS}":
            labels[i + 2] = f"B-{GOODS}"


def _so_many_each(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "10 10 kilo wale 5": the size is said twice, and counts nothing."""
    for i in range(len(tokens) - 2):
        twice = tokens[i].text == tokens[i + 1].text and tokens[i].text.isdecimal()
        if twice and labels[i] == NUMBER and kind_of(labels[i + 1]) == SIZE:
            labels[i] = OTHER


def _before_a_size(tokens: Sequence[Token], labels: list[str], evidence: Evidence) -> None:
    """ "Chana dal premium loose 30 kg": the shop's words between a name and its size are of the name."""
    for i in range(len(tokens) - 1, 0, -1):
        ahead = i
        while ahead < len(tokens) and labels[ahead] == OTHER and _tells(tokens[ahead].text, evidence):
            ahead += 1
        sized = ahead < len(tokens) and tokens[ahead].text[0].isdigit()
        if ahead > i and sized and kind_of(labels[i - 1]) == GOODS:
            labels[i:ahead] = [f"I-{GOODS}"] * (ahead - i)


def _tells(word: str, evidence: Evidence) -> bool:
    polite = word in POLITE or word in COUNTED or word in WORDS or word in AND
    return word.isalpha() and not polite and evidence(word)


def _bare_sizes(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "Lux rose 150 wala 12", "maggi 280 ke 5": of two numbers behind a name the first is part of it."""
    for i in range(1, len(tokens) - 1):
        behind_a_name = kind_of(labels[i - 1]) == GOODS
        if not (tokens[i].text[0].isdigit() and labels[i] in (OTHER, NUMBER, PRICE) and behind_a_name):
            continue
        which = tokens[i + 1].text in _WHICH
        counted = i + 1 + which
        if counted < len(tokens) and labels[counted] == NUMBER and (which or labels[i] != NUMBER):
            labels[i] = f"I-{GOODS}"


def _or_that_size(tokens: Sequence[Token], labels: list[str]) -> None:
    """ "200ml ya 160": what is said for another size counts nothing."""
    for i in range(2, len(tokens)):
        size = tokens[i - 2].text in MEASURES and kind_of(labels[i - 2]) != OTHER
        if size and tokens[i - 1].text in _OR and labels[i] == NUMBER and tokens[i].text.isdecimal():
            counts = i + 1 < len(tokens) and kind_of(labels[i + 1]) in (UNIT, GOODS)
            labels[i] = NUMBER if counts else OTHER


def _dozens(tokens: Sequence[Token], labels: list[str]) -> None:
    """A dozen counts, whatever stands around it: "medimix also dozen", "and a dozen lifebuoy"."""
    for i, token in enumerate(tokens):
        if token.text in _DOZENS and labels[i] in (OTHER, QUALITY):
            labels[i] = UNIT
            if i and tokens[i - 1].text in _OF_DOZENS and labels[i - 1] in (OTHER, QUALITY):
                labels[i - 1] = NUMBER
