"""Makes the worst inputs for a regular expression, out of the expression itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import _constants as op  # type: ignore[attr-defined]  # the parse tree has no other door
from re import _parser as sre  # type: ignore[attr-defined]
from typing import Any

LETTERS = " \n\t7ax.,-:'\"()[]{}<>@/+*=_!?#\u20b9\u0915"
ENDS = ("", "!", " x")
MANY = 8  # what may be repeated so often is tried for long
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


@dataclass(frozen=True)
class Attack:
    """Something that begins well, goes on for as long as is wished, and ends badly."""

    begin: str
    again: str
    end: str

    def text(self, length: int) -> str:
        times = max(1, (length - len(self.begin) - len(self.end)) // len(self.again))
        return self.begin + self.again * times + self.end


def attacks(pattern: re.Pattern[str]) -> list[Attack]:
    """Every repeat of the pattern pumped, behind what leads to it; and what it is made of, over and over."""
    tree = sre.parse(pattern.pattern, pattern.flags)
    whole = _sample(tree)
    singles = list(dict.fromkeys(_letters(tree)))[:16]
    pumped = [("", s) for s in singles]
    pumped += [("", a + b) for a in singles[:6] for b in singles[:6] if a != b]
    pumped += [
        ("", again) for again in (whole, whole + " ", whole[:-1], whole[:-1] + " ", f" {whole}") if again
    ]
    pumped += [(whole[:1], s) for s in singles[:8]] + [(whole, s) for s in singles[:8]]
    for begin, body in _repeats(tree, ""):
        for again in _variants(body):
            pumped += [(begin, again), ("", begin + again), ("", again)]
    seen = dict.fromkeys((b, a) for b, a in pumped if a)
    return [Attack(begin, again, end) for begin, again in seen for end in ENDS]


def _repeats(tree: Sequence[Any], before: str) -> Iterator[tuple[str, Sequence[Any]]]:
    """Each long repeat, with something that leads up to it."""
    for kind, value in tree:
        if kind in _REPEATS:
            _, most, body = value
            if most == op.MAXREPEAT or most >= MANY:
                yield before, body
            yield from _repeats(body, before)
        elif kind is op.BRANCH:
            for way in value[1]:
                yield from _repeats(way, before)
        elif kind is op.SUBPATTERN:
            yield from _repeats(value[3], before)
        elif kind is op.ATOMIC_GROUP:
            yield from _repeats(value, before)
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            yield from _repeats(value[1], before)
        before += _sample([(kind, value)])


def _variants(body: Sequence[Any]) -> list[str]:
    """What one round of a repeat may be: each letter of a class, each way of a branch."""
    if len(body) == 1:
        kind, value = body[0]
        if kind is op.IN:
            letters = _of_class(value)[:6]
            return [*letters, *(letter + letters[0] for letter in letters[1:])]
        if kind is op.BRANCH:
            return [_sample(way) for way in value[1][:6]]
        if kind is op.SUBPATTERN:
            return _variants(value[3])
        if kind in (op.ANY, op.NOT_LITERAL):
            return _letters(body)
    once = _sample(body)
    return [once, *(once + letter for letter in _letters(body)[:3]), *_ways(body)]


def _ways(tree: Sequence[Any]) -> list[str]:
    """Each way of each branch in what is repeated: a word may repeat there that may not end it."""
    found: list[str] = []
    for place, (kind, value) in enumerate(tree):
        before, after = _sample(tree[:place]), _sample(tree[place + 1 :])
        if kind is op.BRANCH:
            inside = [_sample(way) for way in value[1]]
        elif kind is op.SUBPATTERN:
            inside = _ways(value[3])
        elif kind is op.ATOMIC_GROUP:
            inside = _ways(value)
        elif kind in _REPEATS:
            inside = _ways(value[2])
        else:
            continue
        found += [before + one + after for one in inside]
    return found


def _sample(tree: Sequence[Any]) -> str:
    """Something that the pattern matches, as far as that can be seen without looking around."""
    said = ""
    for kind, value in tree:
        if kind is op.LITERAL:
            said += chr(value)
        elif kind is op.NOT_LITERAL:
            said += "a" if value != ord("a") else "x"
        elif kind is op.ANY:
            said += "a"
        elif kind is op.IN:
            said += _of_class(value)[0]
        elif kind is op.BRANCH:
            said += _sample(value[1][0])
        elif kind is op.SUBPATTERN:
            said += _sample(value[3])
        elif kind is op.ATOMIC_GROUP:
            said += _sample(value)
        elif kind in _REPEATS:
            least, most, body = value
            said += _sample(body) * max(least, 1 if most else 0)
        elif kind is op.GROUPREF:
            said += said[-1:]
        elif kind is op.ASSERT and value[0] == 1:
            said += _sample(value[1]) if not said else ""
    return said


def _of_class(items: Sequence[Any]) -> list[str]:
    """Letters of a class, those that it names first."""
    named = [chr(v) for kind, v in items if kind is op.LITERAL]
    named += [chr(v[0]) for kind, v in items if kind is op.RANGE]
    tried = dict.fromkeys([*named, *LETTERS])
    return [letter for letter in tried if _in_class(letter, items)] or ["a"]


def _in_class(letter: str, items: Sequence[Any]) -> bool:
    inside = False
    for kind, value in items:
        if kind is op.LITERAL:
            inside |= ord(letter) == value
        elif kind is op.RANGE:
            inside |= value[0] <= ord(letter) <= value[1]
        elif kind is op.CATEGORY:
            inside |= _of_category(letter, value)
    return inside != any(kind is op.NEGATE for kind, _ in items)


def _of_category(letter: str, category: Any) -> bool:
    digit, space, word = letter.isdigit(), letter.isspace(), letter.isalnum() or letter == "_"
    return {
        op.CATEGORY_DIGIT: digit, op.CATEGORY_NOT_DIGIT: not digit,
        op.CATEGORY_SPACE: space, op.CATEGORY_NOT_SPACE: not space,
        op.CATEGORY_WORD: word, op.CATEGORY_NOT_WORD: not word,
    }[category]  # fmt: skip


def _letters(tree: Sequence[Any]) -> list[str]:
    """A few letters of all that the pattern is made of."""
    found: list[str] = []
    for kind, value in tree:
        if kind is op.LITERAL:
            found.append(chr(value))
        elif kind in (op.ANY, op.NOT_LITERAL):
            found += [" ", "a", "7"]
        elif kind is op.IN:
            found += _of_class(value)[:4]
        elif kind is op.BRANCH:
            for way in value[1]:
                found += _letters(way)
        elif kind in _REPEATS:
            found = [*_letters(value[2]), *found]  # what is repeated first
        elif kind is op.SUBPATTERN:
            found += _letters(value[3])
        elif kind is op.ATOMIC_GROUP:
            found += _letters(value)
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            found += _letters(value[1])
    return list(dict.fromkeys(found))
