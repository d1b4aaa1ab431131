"""Each thing that is said of goods, with what is to be done with it.

"Dal 8 karo, besan 1 kilo ke 3, haldi hata do" says three things: one is set, one put in, one taken out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.actions.searching import known, today
from bot.actions.shelf import carts_of, in_cart
from bot.dialogue.fitting import fitting, kinds_of, named_in, names_goods
from bot.dialogue.reading_here import reading_of
from bot.dialogue.remarks import only_was_asked, protests, without_remarks
from bot.dialogue.turn import Tools, Turn
from bot.reading.lines import Line
from bot.reading.reader import Reading
from bot.reading.refusing import lets_be, only_says_no, says_out
from shop.finding.asking import read
from shop.finding.in_view import only_points, size_of
from shop.finding.matching import CASE
from shop.finding.pointing import ORDINALS
from shop.finding.remembered import TOUCHED
from shop.reading.likeness import tokens_of
from shop.reading.lists import pieces
from shop.reading.numbers import parse_number
from shop.reading.quantity import parse_wanted

ADD, SET, MORE, LESS, OUT = "add", "set", "more", "less", "out"
_HOW = {"update_cart": SET, "remove_from_cart": OUT}
_MORE = re.compile(
    r"\b(?:more|extra)\b|\b(?<!^)aur\s+(?:\d|jod|da{1,2}l\s(?:do|de)|kar\s?(?:do|de)|add|badha|rakh|bhej|de\b)|\b(?:jod|badha)\w*\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:less|fewer)\b|\b(?:reduce|decrease|cut|kam|ghata\w*)\b.{0,12}\bby\b|\b(?:ghata|kam)\s?(?:ka?r|do)\w*\b",
    re.IGNORECASE,
)
# "Take out 2 of the salt", "salt 2 packet hata do": so many go, and not the whole line.
_A_COUNT = (
    r"(\d{1,4}|one|ek|do|two|teen|three|char|four|paanch|five)\b(?! ?(?:kg|kilo|g|gm|gram|ml|l|ltr|litre)\b)"
)
_SO_MANY_OUT = re.compile(
    rf"^\W{{0,5}}(?:please |pls )?(?:remove|delete|take out|drop)\s{{1,2}}{_A_COUNT}"
    rf"|\b{_A_COUNT}[^,.;]{{0,40}}\b(?:hata|nikal)(?:o|na|ana)?(?:\s(?:do|dena|dijiye|de|lo))?\W{{0,3}}(?:aur)?\W{{0,5}}$",
    re.IGNORECASE,
)
# What is said around a thing and a number that are changed: "no wait make it 7", "actually only 15 please".
_AROUND = re.compile(
    r"\b(?:make|change|set|update|instead|quantity|karo|kardo|kar|do|dena|de|it|this|that|only|just|to|from|of"
    r"|the|no|not|wait|hold on|actually|sorry|oops|hmm|(?:i )?(?:meant|said)|rather|let|be|double|half|twice"
    r"|one|ones|item|line|thing|cart|my|in|nahi|nahin|nhi|isko|usko|wala|wali|bas|sirf|ek|remove|delete|take"
    r"|out|hata|hatao|nikal|nikalo|dont|don't)\b"
)
_ADDS = re.compile(
    r"\b(?:add|more|extra|also|too|as well|bhi|plus|daal\w*|dal do|put|jod\w*)\b", re.IGNORECASE
)
_RATHER = re.compile(
    r"\b(?:make|set|change|kar(?:o|na)?|kro|kr|only|total|hi|sirf|bas|instead|not|nahi|nhi|cart|correct\w*"
    r"|galat)\b",
    re.IGNORECASE,
)
_CHEAPEST_OF_EACH = re.compile(
    r"\b(?:cheapest|sabse sast[aie]|sast[aie]) (?:of (?:each|all)|ones?|for all|only|sab|wal[aie])\b"
    r"|\b(?:all|sab|each|every)\b.{0,12}\b(?:cheapest|sast[aie])\b",
    re.IGNORECASE,
)
_EXACTLY = re.compile(r"\b\d+ (?:\w+ )?hi\b|\b(?:only|sirf|just) \d+")
CHEAPEST = "cheapest"
_ASKING = (
    "ask_attribute",
    "check_stock",
    "ask_price",
    "product_details",
    "compare_products",
    "ask_reviews",
    "browse",
)
_ORDERING = ("add_to_cart", "order_list", "update_cart", "inform", "affirm", "repeat_order", "skip")
_LOOKED_AT = 12  # products among which one of a brand is looked for
_NO_MORE_THAN_A_NAME = 4  # words
_YES_AND_SO_ON = 3  # words before a number that stands alone: "ok fine, add one"
# "No s-30, i said m-30": what is named so is what is wanted.
_WANTED = frozenset(
    [
        "said",
        "say",
        "want",
        "wanted",
        "need",
        "meant",
        "mean",
        "bola",
        "boli",
        "kaha",
        "chahiye",
        "manga",
        "mangi",
    ]
)
_SOME = 0.1  # of a chance that something is changed


@dataclass(frozen=True)
class Said:
    """One thing that is said of goods."""

    words: str  # without the talk around it
    names: str  # what names it: goods, kinds, sizes
    amount: str = ""
    points: str = ""
    how: str = ADD
    refused: tuple[str, ...] = ()  # what it must not be
    may_set: bool = False  # what is in the cart is set, though it may be added
    raw: str = ""  # with the talk around it

    @property
    def described(self) -> str:
        """All that says which one it is."""
        return f"{self.names} {self.points}".strip()


def said_here(  # noqa: PLR0911  # a case each
    turn: Turn, tools: Tools, typed: str
) -> list[Said]:
    """Take running text as the reader parts it, and a list that is written line by line as it stands."""
    reading = reading_of(turn, tools)
    how = _HOW.get(turn.intent, ADD)
    if "\n" in typed.strip() or typed != turn.text or not (reading.lines or reading.acts):
        how = how if typed == turn.text else ADD
        typed = _without_headings(typed)
        if "\n" not in typed.strip():
            return [_as_written(piece, how) for piece in ([typed] if how != ADD else pieces(typed))]
        written = without_remarks(pieces(typed), turn, tools)
        return [replace(_as_written(one.words, how), refused=one.refused) for one in written]
    lines = reading.lines
    several = len(lines) > 1
    read = _each(turn, tools, lines, how)
    takes_out = {said.how for said in read} & {SET, OUT} or how != ADD
    named = [r for r in reading.refused if names_goods(parse_wanted(r).words)]
    if named and takes_out:  # "take out the butter, put in the other one"
        sizes = tuple(r for r in reading.refused if r not in named)
        kind = " ".join(kinds_of(named_in(parse_wanted(named[0]), tools), tools))
        read = [replace(said, refused=sizes) for said in read]
        put = [said if said.how == OUT else _of_kind(said, kind, tools) for said in read]
        return [*(Said(r, r, how=OUT) for r in named), *put]
    if read:
        told = [
            said
            for said in read
            if said.amount
            or names_goods(said.names)
            or (said.points and not (several and said.how == ADD and only_points(said.points)))
        ]  # not the "it" of "1 case of maggi, how many packs in it"
        sets = (
            reading.acts.get("update_cart", 0.0) >= _SOME or bool(_RATHER.search(turn.text)) or turn.corrects
        )
        may_set = sets and not _ADDS.search(turn.text)
        told = [said for said in told if not _is_a_remark(said, reading)] if several else told
        told = _with_their_brands(told or read, tools)
        refused = reading.refused or _refused_beside(turn, tools, told)
        all_said = [replace(said, refused=refused, may_set=may_set) for said in told]
        all_said = [_not_as_it_is(said, reading, turn, tools) for said in all_said]
        if several and _CHEAPEST_OF_EACH.search(turn.text):  # "cheapest of each: rice 50 kg, sugar ..."
            all_said = [replace(said, raw=f"{said.raw} {CHEAPEST}") for said in all_said]
        return all_said
    if amount := _so_many(turn, tools, reading) or _number_alone(typed):
        if parse_wanted(turn.text).holds:
            return [Said(amount, "", amount, how=how, raw=turn.text)]
        # "make it 30", "add 6 more"
        return [Said(amount, "", amount, how=_more(reading.text, how))]
    return [_as_written(piece, how) for piece in ([typed] if how != ADD else pieces(typed))]


def _not_as_it_is(said: Said, reading: Reading, turn: Turn, tools: Tools) -> Said:
    """ "It should be 36, you put 24", where 24 are in the cart: of two, the number that is not there yet."""
    line = next((_without_what_a_case_holds(line) for line in reading.lines if line.raw == said.raw), None)
    every = (*line.amounts, *line.denied) if line else ()
    if line is None or said.how == OUT or len(every) < 2 or not said.names:
        return said
    here = fitting(said.names, in_cart(turn, tools), tools, counted=True)
    counts = {
        amount: parse_wanted(amount).count for amount in line.amounts if not _gone_from(reading, amount)
    }
    there = carts_of(tools).get(turn.customer).quantities.get(here[0].sku, 0) if len(here) == 1 else 0
    wanted = [amount for amount, count in counts.items() if count not in (None, there)]
    if not there or there not in {parse_wanted(amount).count for amount in every}:
        return said
    if len({counts[amount] for amount in wanted}) != 1:
        return said
    amount = wanted[0]
    return replace(said, words=f"{amount} {said.names}", amount=amount, how=SET)


def _without_headings(typed: str) -> str:
    """ "This is the mess of Lake View. We need:": what ends in a colon leads to a list and is none of it."""
    lines = typed.splitlines()
    left = [line for line in lines if not line.rstrip().endswith(":")]
    return "\n".join(left) if any(line.strip() for line in left) else typed


def _so_many(turn: Turn, tools: Tools, reading: Reading) -> str:
    """How many, where nothing is named: "make it 30", "the carton of 24", "it should be 3, you put 2"."""
    holds = parse_wanted(turn.text).holds
    amounts = reading.said("A")
    if holds:
        counts = [a for a in amounts if parse_wanted(a).count not in (None, holds)]
        return _last(reading, counts) or "1 carton"
    last = tools.contexts.get(turn.customer, TOUCHED, turn.now) or ""
    there = carts_of(tools).get(turn.customer).quantities.get(last) if len(amounts) > 1 else None
    new = [a for a in amounts if parse_wanted(a).count != there and not _gone_from(reading, a)]
    return new[0] if there and len(new) == 1 else _last(reading, amounts)


def _number_alone(said: str) -> str:
    """ "Yes, add one": a number, and nothing else that a wish would name; "" for anything else."""
    words = re.findall(r"[\w.]+", said)
    ends = (parse_wanted(" ".join(words[at:])) for at in range(min(_YES_AND_SO_ON, len(words))))
    found = next((one for one in ends if one.count is not None and not one.words and not one.measures), None)
    return f"{float(found.count):g} {found.unit}".strip() if found and found.count is not None else ""


def _is_a_remark(said: Said, reading: Reading) -> bool:
    """Whether it is only said that it was not wanted, or was asked about: beside something that is wanted."""
    if said.how != ADD or said.amount:
        return False
    clauses = re.split(r"(?<=[?!.,])\s", reading.text)
    named = (clause for clause in clauses if said.names and said.names in clause)
    return any(protests(clause, said.names) or only_was_asked(clause) for clause in named)


def _each(turn: Turn, tools: Tools, lines: Sequence[Line], how: str) -> list[Said]:
    """Each with what is to be done with it; "the lux and salt" both go out."""
    reading = reading_of(turn, tools)
    if len(lines) < 2:
        return [_said(reading, line, OUT if _goes(turn, tools, line) else how) for line in lines]
    found: list[Said] = []
    for line in lines:
        alone = not (line.goods or line.points)  # "5 kar do. parle g hata do": of what was put in last
        does = SET if alone and how == SET else _how(turn, tools, line)
        bare = does == ADD and not (line.amounts or line.points) and not _ADDS.search(line.raw)
        bare = (
            bare and not (found and _says_no_last(found[-1])) and not _WANTED & set(line.raw.lower().split())
        )
        bare = bare and not parse_wanted(line.goods).measures  # "take one out. and tiger the 50 g one"
        if bare and found and found[-1].how == OUT and len(line.raw.split()) <= _NO_MORE_THAN_A_NAME:
            does = OUT
        found.append(_said(reading, line, does))
    return found


def _says_no_last(said: Said) -> bool:
    """ "Sarson nahi, sunflower": what is refused is named ahead of the no, so what comes behind is wanted."""
    words = said.raw.lower().split()
    return bool(words) and says_out(words[-1].strip(" ,.;!"))


def _refused_beside(turn: Turn, tools: Tools, told: Sequence[Said]) -> tuple[str, ...]:
    """ "Cooking oil 15 litre, no palm oil": what a search would leave out, none of what is named."""
    wanted = read(turn.text, known(tools), today(turn)).constraints
    named = {word for said in told for word in said.names.split()}
    return tuple(word for word in (*wanted.without, *wanted.not_brands) if word not in named)


def _with_their_brands(read: Sequence[Said], tools: Tools) -> list[Said]:
    """ "Sunflower oil 10 litre, fortune": a brand alone says which of what was named before it."""
    found: list[Said] = []
    for said in (_with_its_brand(one, tools) for one in read):
        before = found[-1] if found else None
        named = named_in(parse_wanted(said.names), tools)
        if before is None or not named or kinds_of(named, tools) or said.how != before.how:
            found.append(said)
            continue
        were = named_in(parse_wanted(before.names), tools)
        branded = set(were) != kinds_of(were, tools)
        told = before.amount or parse_wanted(before.names).measures  # "tel 15 litre, surf excel 6 pkt"
        if branded or not were or (told and said.amount):
            found.append(said)
            continue
        found[-1] = replace(
            before,
            words=f"{before.words} {said.words}",
            names=f"{said.names} {before.names}",
            amount=before.amount or said.amount,
            raw=f"{before.raw} {said.raw}",
        )
    return found


def _with_its_brand(said: Said, tools: Tools) -> Said:
    """ "Sunflower oil 1 litre, birch": a brand that was read for talk, where it makes such a thing."""
    names, brands = known(tools), known(tools).brand_in(said.raw)
    if said.how != ADD or len(brands) != 1 or brands[0] not in names.sure_brands:
        return said
    if names.brand_in(said.names) or only_says_no(said.raw) or not names_goods(said.names):
        return said
    wanted = set(named_in(parse_wanted(f"{brands[0]} {said.names}"), tools))
    skus = tools.search.search(f"{brands[0]} {said.names}", _LOOKED_AT).skus
    made = any(wanted <= set(tokens_of(p.full_name)) for p in tools.catalogue.products(skus))
    if not made:
        return said
    return replace(said, words=f"{said.words} {brands[0]}", names=f"{brands[0]} {said.names}")


def _of_kind(said: Said, kind: str, tools: Tools) -> Said:
    """ "Take out the butter, put britannia one": of another brand, but butter."""
    named = named_in(parse_wanted(said.names), tools)
    if not kind or not named or kinds_of(named, tools):
        return said
    return replace(said, words=f"{said.words} {kind}", names=f"{said.names} {kind}")


def _as_written(piece: str, how: str) -> Said:
    wanted = parse_wanted(piece)
    points = [word for word in re.findall(r"\w+", piece.lower()) if word in ORDINALS]
    names, words = wanted.words, piece
    if how != ADD:
        if wanted.count is None:  # "isko 2 karo": the number alone says it
            wanted = parse_wanted(_bare(piece))
        names = " ".join(w for w in _bare(wanted.words).split() if w not in points)
    count = "" if wanted.count is None else f"{float(wanted.count):g} {wanted.unit}".strip()
    names = " ".join((names, *map(str, wanted.measures))).strip()
    if how != ADD:
        words = f"{count} {names}".strip()
    return Said(words, names, count, " ".join(points), _more(piece, how), raw=piece)


def _bare(words: str) -> str:
    return " ".join(_AROUND.sub(" ", words.lower()).split())


def _said(reading: Reading, line: Line, how: str) -> Said:
    line = _without_what_a_case_holds(line)
    amount = _last(reading, line.amounts) or so_many_out(line.raw)
    if how == SET and not (line.amounts or line.goods or line.points):
        amount = line.amount
    words = line.words
    names = line.goods
    spoken = amount if amount.isalpha() else ""
    if spoken and (number := parse_number(spoken)):  # "pickle 5kg one"
        amount = f"{float(number):g}"
        words = f" {words} ".replace(f" {spoken} ", f" {amount} ", 1).strip()
    counts = [a for a in line.amounts if a != amount and parse_wanted(a).count is not None]
    if parse_wanted(amount).count is None and len(counts) == 1 and not _gone_from(reading, counts[0]):
        amount = counts[0]  # "2 of the front load 2 L": the other one is its size
    if (case := CASE.search(line.raw)) and case[3] in line.amounts:  # "kurkure 40g x120" says which pack
        names = f"{names.removesuffix(' x')} x {case[3]}"
        amount = _last(reading, [a for a in line.amounts if a != case[3]])
        words = f"{amount} {names}".strip()
        return Said(words, names, amount, line.points, _more(line.raw, how), raw=line.raw)
    if (case := CASE.search(names)) and parse_wanted(amount).count in (None, int(case[3])):
        amount = next((a for a in counts if parse_wanted(a).count != int(case[3])), "1")
        return Said(f"{amount} {names}", names, amount, line.points, _more(line.raw, how), raw=line.raw)
    for other in line.amounts:
        size = parse_wanted(other)
        if other == spoken:
            continue
        if (
            other != amount
            and size.measures
            and size.count is None
            and parse_wanted(amount).count is not None
        ):
            names = f"{names} {other}"  # "1kg agni 2 packet"
        elif other != amount and _may_be_a_size(reading, line, other):
            names = f"{names} {other}"  # "colin 500 x 6"
        elif other != amount and not (
            size.measures and parse_wanted(amount).measures and not _gone_from(reading, other)
        ):  # but both of "3 kg mozzarella (1 kg packs)"
            words = " ".join(words.replace(other, " ", 1).split())
    if names and line.points:  # what points says which, and names nothing
        sizes = " ".join(map(str, parse_wanted(line.points).measures))
        words, names = f"{amount} {names} {sizes}".strip(), f"{names} {sizes}".strip()
    return Said(words, names, amount, line.points, _more(line.raw, how), raw=line.raw)


def _without_what_a_case_holds(line: Line) -> Line:
    """ "1 case of 20": twenty is what is in it, and no amount."""
    holds = parse_wanted(line.raw).holds
    amounts = tuple(a for a in line.amounts if parse_wanted(a).count != holds)
    if not holds or amounts == line.amounts:
        return line
    if not amounts:  # "the carton of 24"
        return replace(line, words=f"1 carton {line.goods}", amount="1 carton", amounts=("1 carton",))
    return replace(line, amounts=amounts)


def _may_be_a_size(reading: Reading, line: Line, number: str) -> bool:
    """Whether what was said behind the name and before the count takes nothing back: "500", "50 pcs"."""
    at = line.raw.find(number)
    of_pieces = parse_wanted(number).unit == "piece" and any(c.isdigit() for c in number)
    return (
        (number.replace(".", "", 1).isdecimal() or of_pieces)
        and line.amounts[0] == number
        and not _gone(line.raw[: max(at, 0)], line.raw[at + len(number) :])
        and _last(reading, line.amounts) == line.amounts[-1]
    )


def so_many_out(words: str) -> str:
    """How many of a thing go, where it is not all of it: "take out 2 of the salt"; "" where it is."""
    found = _SO_MANY_OUT.search(words)
    number = parse_number(next(part for part in found.groups() if part)) if found else None
    return f"{float(number):g}" if number else ""


def adds(words: str) -> bool:
    """Whether these words put in what comes beside what is there: "add", "also", "bhi"."""
    return _ADDS.search(words) is not None


def how_changed(words: str) -> str:
    """Whether these words make something more, less or so many."""
    return _more(words, SET)


def _more(words: str, how: str) -> str:
    if so_many_out(words):
        return LESS
    if how == SET and _EXACTLY.search(words):  # "why did you make it more, 6 hi rakho"
        return SET
    if how == SET and _LESS.search(words) and "total" not in words:
        return LESS
    return MORE if how in (ADD, SET) and _MORE.search(words) else how


def _how(turn: Turn, tools: Tools, line: Line) -> str:
    """Whether this part of a message adds, changes or takes out; never what the whole has nothing of."""
    if lets_be(line.raw):
        return ADD
    if only_says_no(line.raw) and _no_more_than_a_size(turn, tools, line):  # "chawal abhi nahi chahiye"
        return OUT
    whole = reading_of(turn, tools).acts
    acts = reading_of(replace(turn, text=line.raw, said=line.raw), tools).acts
    adds = sum(acts.get(act, 0.0) for act in ("add_to_cart", "order_list", "inform", "search_product"))
    ways = {act: acts.get(act, 0.0) for act in _HOW if whole.get(act, 0.0) >= _SOME}
    act = max(ways, key=lambda name: ways[name], default="")
    return _HOW[act] if act and ways[act] > adds else ADD


def _goes(turn: Turn, tools: Tools, line: Line) -> bool:
    """ "Remove the 5 litre oil": the amount is the size of what goes, and nothing that is set."""
    return bool(line.amounts) and only_says_no(line.raw) and _no_more_than_a_size(turn, tools, line)


def _no_more_than_a_size(turn: Turn, tools: Tools, line: Line) -> bool:
    """Whether the amount, if any, is the size of what is in the cart: "take out the 25 kg rice"."""
    sizes = [size for amount in line.amounts for size in parse_wanted(amount).measures]
    counted = any(parse_wanted(amount).count is not None for amount in line.amounts)
    held = {size_of(product) for product in in_cart(turn, tools)} if sizes else set()
    return not counted and held >= set(sizes)


def _gone_from(reading: Reading, amount: str) -> bool:
    at = reading.text.find(amount)
    return at >= 0 and _gone(reading.text[:at], reading.text[at + len(amount) :])


def _last(reading: Reading, amounts: Sequence[str]) -> str:
    """The amount that is to be, of those that were said: "not 10 but 8", "5 ki jagah 8"."""
    left = []
    at = 0
    for amount in amounts:
        found = reading.text.find(amount, at)
        at = max(found, 0) + len(amount)
        if not _gone(reading.text[: max(found, 0)], reading.text[at:]):
            left.append(amount)
    return left[-1] if left else ""


def _gone(before: str, behind: str) -> bool:
    """Whether this amount is the one that was: "not 10 but 8", "10 nahi 8", "from 10 to 8"."""
    return (
        re.search(r"\b(?:not|from|instead of|why)\s+(?:the\s+|my\s+|those\s+)?$", before) is not None
        or re.match(
            r"\s*(?:nahi|nahin|nhi|nai|kyun|kyu|kyon|ki ja?ga?h|ke badle|se)(?:[\s,]+(?=\w)|\W*$)", behind
        )
        is not None
    )


def asks_more(acts: Mapping[str, float]) -> bool:
    """Whether a message rather asks about goods than orders any: it answers no question and fills no cart."""
    return sum(acts.get(act, 0.0) for act in _ASKING) > sum(acts.get(act, 0.0) for act in _ORDERING)
