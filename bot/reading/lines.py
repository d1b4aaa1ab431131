"""Puts what the encoder found together: each thing that is wanted becomes a line with its own amount.

"5 kilo toor dal 2 litre tel 3 packet namak" has no sign between its wishes. Whether amounts stand before
their goods or behind them is told by the first that is seen; a comma, an "and" or a new line says where one
ends.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.reading.filling import DENIED, GOODS, NUMBER, POINTS, PRICE, QUALITY, REFUSED, SIZE, UNIT, kind_of
from bot.reading.tokens import Token
from shop.finding.in_view import only_points
from shop.finding.pointing import ORDINALS
from shop.reading.quantity import COUNTED, POLITE, parse_wanted

_PARTS = re.compile(r"\n|[,;|]|(?<!\d)\.(?!\d)|\b(?:and|aur|or|plus|also|phir|then|n|tatha|evam)\b|[&+]")
_EACH = re.compile(r"\b(?:both|dono|donon|each|sab|teeno|all|ek ek)\b")
_SAME = re.compile(r"\bsame\b")
_DIGITS = re.compile(r"\d")
_SIZE = re.compile(r"\d[\d.]*\s?[a-z]{0,6}")
_SEVERAL = 2  # lines, of which the last one says how many of each
_STOPS = re.compile(r"[.!?]\s")
AMOUNT = "A"
_QUALITIES = 3  # words between what points before them and behind
_FEW_WORDS, _SHORT = 2, 3  # of what is not known here: words, and letters of each


@dataclass(frozen=True)
class Span:
    """Neighbouring words of one kind."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    """One thing that is wanted, as it was said, without the talk around it."""

    words: str  # all of it, in its order: "20 packet maggi 70 g"
    goods: str = ""  # what names it
    amount: str = ""
    amounts: tuple[str, ...] = ()  # all that were said of it: "not 10 but 8"
    points: str = ""  # what points at something that is on the table: "the blue one"
    raw: str = ""  # with the talk around it: "dal 5 ki jagah 8 kar do"
    denied: tuple[str, ...] = ()  # the amounts and sizes that are not to be: "12 nahi, 36"


def spans(tokens: Sequence[Token], labels: Sequence[str]) -> list[Span]:
    """The spans of all that is not talk; a number with its unit is an amount."""
    found: list[Span] = []
    for i, (token, label) in enumerate(zip(tokens, labels, strict=True)):
        kind = kind_of(label)
        if kind == "-":
            continue
        if kind in (NUMBER, UNIT):
            kind = AMOUNT
        counted = found and any(c.isdigit() for t in tokens[:i] if found[-1].start <= t.start for c in t.text)
        joins = (
            found
            and found[-1].kind == kind
            and i
            and found[-1].end == tokens[i - 1].end
            and not label.startswith("B-")
            # "2 2 packet", "10 20": a number that follows a number or a unit begins an amount of its own
            and not (
                label == NUMBER and counted and token.text[0].isdigit() and not _goes_on(tokens, labels, i)
            )
        )
        if joins:
            found[-1] = Span(kind, found[-1].start, token.end)
        else:
            found.append(Span(kind, token.start, token.end))
    return found


def _goes_on(tokens: Sequence[Token], labels: Sequence[str], i: int) -> bool:
    """ "1 / 2" is one number, and "2 2 packet" is two of each."""
    before = tokens[i - 1].text
    return before in ("a", "ek") or (labels[i - 1] == NUMBER and before == tokens[i].text)


def lines(text: str, found: Sequence[Span]) -> list[Line]:
    """The lines, in the order in which they were said."""
    told = [s for s in found if s.kind in (AMOUNT, GOODS, POINTS, SIZE, PRICE, QUALITY)]
    no_more = [s for s in found if s.kind == DENIED]
    told = _which_ones(text, told)
    heads = (
        _heads(text, told) or [[s] for s in told if s.kind in (QUALITY, SIZE, PRICE)][:1]
    )  # "and 4 of the blue"
    if not heads:
        return []
    alone = _alone(text, told, heads[0][0])
    before, told = _answers_before(text, told, heads[0][0])
    strange = _strange(text, told) if len(heads) > 1 else {}
    told = [span for span in told if span not in alone and span not in strange]
    counted = told and told[0].kind == AMOUNT and told[0].start < heads[0][0].start
    borders: list[int] = []
    for one, other in pairwise(heads):
        since = borders[-1] if borders else 0
        has = any(s.kind == AMOUNT and since <= s.start and s.end <= one[0].start for s in told)
        borders.append(_border(text, told, one[-1], other[0], before=bool(counted) or has))
    made: list[Line] = []
    rest, begins = list(told), len(before[0].raw) if before else 0
    for ends in (*borders, len(text)):
        group = [s for s in rest if s.start < ends or ends == len(text)]
        denied = tuple(text[s.start : s.end] for s in no_more if begins <= s.start < ends)
        made.append(replace(_line(text, group, text[begins:ends].strip(" ,.;")), denied=denied))
        rest, begins = rest[len(group) :], ends
    own = text[: alone[-1].end] if alone else ""
    first = [Line(own[alone[0].start :], amount=own[alone[0].start :], raw=own)] if alone else []
    return [*before, *first, *_shared(text, made), *strange.values()]


def _which_ones(text: str, told: Sequence[Span]) -> list[Span]:
    """ "Birch wala 6. aur 4 salt": what only tells which one, with its own amount, points at a thing."""
    made = list(told)
    cuts = [0, *(m.end() for m in _PARTS.finditer(text)), len(text)]
    for start, end in pairwise(cuts):
        here = [i for i, s in enumerate(told) if start <= s.start < end]
        kinds = {told[i].kind for i in here}
        if len(here) < len(told) and {AMOUNT, QUALITY} <= kinds and not kinds & {GOODS, POINTS}:
            made = [
                replace(s, kind=POINTS) if i in here and s.kind == QUALITY else s for i, s in enumerate(made)
            ]
    return made


def _strange(text: str, told: Sequence[Span]) -> dict[Span, Line]:
    """ "..., stapler 3, ...": of a list, what has an amount and is not known here; by that amount."""
    found: dict[Span, Line] = {}
    ends = [
        m for m in _PARTS.finditer(text) if not any(s.start < m.end() and m.start() < s.end for s in told)
    ]
    starts = [0, *(m.end() for m in ends)]
    for start, end in zip(starts, [*(m.start() for m in ends), len(text)], strict=True):
        here = [s for s in told if start <= s.start and s.end <= end]
        if len(here) != 1 or here[0].kind != AMOUNT:
            continue
        raw = text[start:end].strip(" -:")
        words = (text[start : here[0].start] + text[here[0].end : end]).strip(" -:")
        named = words.split()
        strange = all(w.isalpha() and len(w) > _SHORT and w not in POLITE for w in named)
        if 0 < len(named) <= _FEW_WORDS and strange and not _EACH.fullmatch(words):
            amount = text[here[0].start : here[0].end]
            found[here[0]] = Line(raw, words, amount, (amount,), raw=raw)
    return found


def _alone(text: str, told: Sequence[Span], head: Span) -> list[Span]:
    """ "9 bag is ok then. oil freedom": an amount in a sentence of its own counts nothing of the next one."""
    ahead = [span for span in told if span.end <= head.start and span.kind == AMOUNT]
    for one, other in pairwise(
        ahead
    ):  # "das kar do aur 1 peti maggi": the first counts nothing of the second
        sign = _PARTS.search(text, one.end, other.start)
        if sign and any(c.isalpha() for c in text[ahead[0].end : sign.start()]):
            return ahead[: ahead.index(other)]
    stop = _STOPS.search(text, ahead[-1].end, head.start) if ahead else None
    said = text[ahead[-1].start : stop.start()] if stop else ""  # "1. maggi" is a number in a list
    return ahead if any(c.isalpha() for c in said) else []


def _answers_before(text: str, told: Sequence[Span], head: Span) -> tuple[list[Line], list[Span]]:
    """ "Salted. britannia slices 4": a quality or size in a sentence before the first thing is of another."""
    ahead = [s for s in told if s.end <= head.start]
    stop = next(
        (m for m in _STOPS.finditer(text, 0, head.start) if any(s.end <= m.start() for s in ahead)), None
    )
    own = [s for s in ahead if stop and s.end <= stop.start()]
    if not stop or not any(s.kind in (QUALITY, SIZE) for s in own):
        return [], list(told)
    return [_line(text, own, text[: stop.start()].strip(" ,.;"))], [s for s in told if s not in own]


def _heads(text: str, told: Sequence[Span]) -> list[list[Span]]:
    """What names a thing: goods, or what points; side by side they name the same."""
    heads: list[list[Span]] = []
    for i, span in enumerate(told):
        if span.kind not in (GOODS, POINTS):
            continue
        near = told[i - 1] if i else None
        if (
            heads
            and near is not None
            and near.kind in (GOODS, POINTS, SIZE, QUALITY)
            and (near is heads[-1][-1] or near.kind in (SIZE, QUALITY))
            and {s.kind for s in heads[-1]} != {span.kind}
            and POINTS in (span.kind, heads[-1][-1].kind)
            and not _PARTS.search(text[heads[-1][-1].end : span.start])
            and not any(s.kind == AMOUNT for s in told[told.index(heads[-1][-1]) : i])
        ) or (
            heads
            and near is not None
            and (
                (near is heads[-1][-1] and _leads_to(text, near, span))
                or (near.kind == QUALITY and _closes(text, heads[-1][-1], span))
                or (near.kind == AMOUNT and _counted_that(text, heads[-1][-1], near, span))
                or (near.kind == AMOUNT and _says_which(text, heads[-1][-1], span, told))
                or (near.kind == SIZE and _ends_it(text, heads[-1][-1], near, span, told))
            )
        ):
            heads[-1].append(span)
        else:
            heads.append([span])
    return heads


def _counted_that(text: str, head: Span, amount: Span, span: Span) -> bool:
    """ "Wo ek packet maggi", "those 2 soaps": what points at a thing that is counted and named is one."""
    said = text[head.start : head.end]
    bare = (
        head.kind == POINTS
        and span.kind == GOODS
        and only_points(said)
        and not ORDINALS.keys() & set(said.split())
    )
    return bare and not (text[head.end : amount.start] + text[amount.end : span.start]).strip()


def _closes(text: str, head: Span, span: Span) -> bool:
    """ "The salted one", "wo laal wala": what points before and behind a quality points at one thing."""
    between = text[head.end : span.start]
    points = head.kind == span.kind == POINTS
    return points and len(between.split()) <= _QUALITIES and not _PARTS.search(between)


def _says_which(text: str, head: Span, span: Span, told: Sequence[Span]) -> bool:
    """ "Besan 3 tata wala 1 kilo": what ends in "wala", behind a thing with its amount, is of that thing."""
    behind = next((s for s in told if s.start >= span.end and s.kind not in (SIZE, QUALITY)), None)
    counted = any(s.kind == AMOUNT and head.end <= s.start < span.start for s in told)
    own = (
        counted
        and behind is not None
        and behind.kind == AMOUNT
        and not _PARTS.search(text[span.end : behind.start])
    )
    which = re.search(r"\bwal[aei]$", text[: span.end]) or re.match(r"\s*wal[aei]\b", text[span.end :])
    between = text[head.end : span.start]
    return which is not None and not own and not (_PARTS.search(between) or _STOPS.search(between))


def _leads_to(text: str, which: Span, span: Span) -> bool:
    """ "Atta wali maggi", "bade wale packet": what ends in "wala" says which of what follows it."""
    wala = re.search(r"\bwal[aei]$", text[which.start : which.end])
    return wala is not None and not text[which.end : span.start].strip()


def _ends_it(text: str, head: Span, size: Span, span: Span, told: Sequence[Span]) -> bool:
    """ "Dettol cool 125g soap, ...": one word behind the size, with nothing of its own, belongs to it."""
    behind = next((s for s in told if s.start >= span.end), None)
    ends = len(text) if behind is None else behind.start
    if _PARTS.search(text[head.end : span.start]):
        return False
    words = text[span.start : span.end].split()
    alone = not text[size.end : span.start].strip() and len(words) == 1
    if alone and words[0] in COUNTED:  # "400g jar 4"
        return True
    return alone and (behind is None or _PARTS.search(text[span.end : ends] + " ") is not None)


def _border(text: str, told: Sequence[Span], one: Span, other: Span, *, before: bool) -> int:
    """Where the first of two neighbouring things ends."""
    between = [s for s in told if one.end <= s.start and s.end <= other.start]
    amounts = [s for s in between if s.kind == AMOUNT]
    signs = [m.end() + one.end for m in _PARTS.finditer(text[one.end : other.start])]
    signs = [at for at in signs if not any(s.start < at < s.end for s in between)]
    stop = _STOPS.search(text, amounts[-1].end, other.start) if amounts else None
    if stop and len(amounts) == 1:
        signs = [stop.end()]  # "second one, 5. salt 12"
    elif stop and _of_a_sentence(text, one, amounts[-1], stop):
        signs, amounts = [stop.end()], amounts[-1:]  # "25 kg, 2 bags. poha 10 kg", and no "2." of a list
    if len(amounts) > 1:  # the last belongs to what comes, unless a sign says otherwise
        fitting = [at for at in signs if amounts[0].end <= at <= amounts[-1].start]
        behind = [at for at in signs if at >= amounts[-1].end]  # "5 nahi 8 kar do, sarso tel"
        return next(iter([*fitting, *behind]), amounts[-1].start)
    if signs:
        if not amounts:
            return signs[0]
        behind = [at for at in signs if at >= amounts[0].end]
        ahead = [at for at in signs if at <= amounts[0].start]
        if behind and not (before and ahead):
            return behind[0]
        return ahead[-1] if ahead else signs[0]
    if amounts:
        return amounts[0].start if before else amounts[-1].end
    return other.start if not between or before else between[-1].end


def _of_a_sentence(text: str, one: Span, amount: Span, stop: re.Match[str]) -> bool:
    """Whether an amount before a stop is the end of what was said, and no number of a list: "2. oil 3"."""
    if text[stop.start()] != "." or any(c.isalpha() for c in text[amount.start : amount.end]):
        return True
    signs = [sign.end() for sign in _PARTS.finditer(text, one.end, amount.start)]
    return any(c.isalpha() for c in text[max(signs, default=one.end) : amount.start])


def _line(text: str, group: Sequence[Span], raw: str) -> Line:
    def said(*kinds: str) -> str:
        return " ".join(text[s.start : s.end] for s in group if s.kind in kinds)

    return Line(
        said(AMOUNT, GOODS, POINTS, SIZE, PRICE, QUALITY),
        said(GOODS, SIZE, QUALITY),
        said(AMOUNT),
        tuple(text[s.start : s.end] for s in group if s.kind == AMOUNT),
        said(POINTS),
        raw,
    )


def _shared(text: str, made: Sequence[Line]) -> list[Line]:
    """ "2-2 packet of both", "ten each": the one amount that was said is each one's."""
    made = _same_again(_for_all(made))
    found: list[Line] = []
    shared = ""
    for line in made:
        twice = _twice(line.amount)
        if twice or (line.amount and not found and _EACH.search(text)):
            shared = twice or line.amount
        elif line.amount:
            shared = ""
        if shared:
            rest = line.words.replace(line.amount, "", 1).strip() if line.amount else line.words
            found.append(Line(f"{shared} {rest}", line.goods, shared, (shared,), line.points, line.raw))
        else:
            found.append(line)
    return found if len(found) > 1 else list(made)


def _for_all(made: Sequence[Line]) -> Sequence[Line]:
    """ "Tang 500g, rooh afza 700ml, teeno 6 6": what is last is how many of each, of any size."""
    last = made[-1] if made else None
    if last is None or len(made) < _SEVERAL or not last.amount or not _EACH.search(last.raw):
        return made
    measured = any(line.amount for line in made[:-1])
    ahead = any(last.raw[one.end() :].lstrip().startswith(last.amount) for one in _EACH.finditer(last.raw))
    counted = any(parse_wanted(line.amount).count is not None for line in made[:-1])
    if counted or (measured and not ahead):  # but "rice 25 kg, salt 2 each" is of the salt
        return made
    amount = _twice(last.amount) or last.amount
    own = bool(last.goods) and not _EACH.fullmatch(last.goods)
    sized = [replace(line, goods=f"{line.goods} {line.amount}".strip()) for line in made[:-1]]
    each = [*sized, *([replace(last, words=last.goods)] if own else [])]
    return [replace(line, words=f"{amount} {line.words}", amount=amount, amounts=(amount,)) for line in each]


def _same_again(made: Sequence[Line]) -> Sequence[Line]:
    """ "Coke 2.25 12, fanta same": as many, in that size."""
    found: list[Line] = []
    for line in made:
        before = found[-1] if found else None
        if before and before.amount and not line.amount and line.goods and _SAME.search(line.raw):
            size = "" if _DIGITS.search(line.goods) else " ".join(_SIZE.findall(before.goods)[-1:])
            goods = f"{line.goods} {size}".strip()
            words = f"{before.amount} {goods}"
            found.append(Line(words, goods, before.amount, (before.amount,), "", line.raw))
        else:
            found.append(line)
    return found


def _twice(amount: str) -> str:
    """ "2 2 packet", "teen-teen": so many of each; nothing where it is said once."""
    words = re.findall(r"\w+", amount)
    return " ".join(words[1:]) if len(words) > 1 and words[0] == words[1] else ""


def refused(text: str, found: Sequence[Span]) -> tuple[str, ...]:
    """What is not wanted, or is to be replaced."""
    return tuple(text[s.start : s.end] for s in found if s.kind == REFUSED)
