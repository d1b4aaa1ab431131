"""Messages of several wishes: "jeera hata do toor dal 8 kar do bill bhejo".

Some are patterns said one behind the other, with a word or a sign between them or with none; some are
written out as people say them: `act: pattern || act: pattern`, in bot/data/several.
"""

# ruff: noqa: SIM905  # long lists of words read best as words

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.reading.filling import OTHER, Filler, Said
from bot.reading.talks import Talk
from bot.reading.tokens import tokens_of
from bot.reading.ways import WHENS, ways_of

# Two of these side by side are one list, one search, one answer.
_RUNS_ON = (
    frozenset(("add_to_cart", "order_list", "inform", "search_product", "refine_search", "browse")),
    frozenset(("ask_price", "order_list", "add_to_cart", "search_product")),
    frozenset(("complaint", "payment_problem", "return_order", "track_order", "exchange_order")),
    frozenset(("product_details", "ask_attribute", "check_stock", "ask_price")),
)
_CHANGES = frozenset(("remove_from_cart", "update_cart"))
_ONLY_WHOLE = frozenset(("out_of_scope", "hostile", "change_address", "give_review", "plan"))
_OF_CARTS = frozenset(
    (
        "add_to_cart remove_from_cart update_cart checkout view_cart ask_price search_product skip inform "
        "undo delivery_options payment_methods refine_search check_stock clear_cart "
        "delivery_wish as_usual wait"
    ).split()
)
_JOINTS = (
    *[", ", " and ", " aur "] * 5, *[". ", " ", " then ", " phir "] * 2, "! ", ".. ", "\n", "; ", "? ",
    " also ", " and then ", ". and ", ", aur ", ". ok ", ", then ", " but ", " par ", ". haan ", " plus ",
    " and also ",
)  # fmt: skip
_WISHES = (2, 2, 2, 3, 3, 4)
_LONGEST = 40  # tokens of what is put together


@dataclass(frozen=True)
class Several:
    """Some sentences said as one, which tokens begin a wish, and which act each of those is."""

    said: Said
    begins: tuple[bool, ...]
    acts: tuple[str, ...] = ()


def written(lines: Sequence[str], filler: Filler) -> Iterator[Several]:
    """Each of these lines, filled."""
    when = WHENS[0]
    for line in lines:
        if line[:1] == "[" and line[1:-1] in WHENS:
            when = line[1:-1]
            continue
        told = [part.partition(":") for part in line.split("||")]
        parts = [filler.said(next(ways_of(act.strip(), [words]))) for act, _, words in told if words.strip()]
        if made := _joined(parts, _signs(parts), when):
            yield made


def talked(talk: Talk, filler: Filler) -> tuple[list[Said], Several | None]:
    """The wishes of a message, filled, and the message, in which each begins where it is written."""
    parts = [filler.said(way) for way in talk.ways]
    if len(parts) == 1:
        return parts, _of_one(parts[0]) if parts[0].tokens else None
    return parts, _joined(parts, _signs(parts), talk.when, each=True)


def _of_one(said: Said) -> Several:
    """A sentence of one wish, which begins with its first word."""
    return Several(said, (True, *[False] * (len(said.tokens) - 1)), (said.act,))


def _signs(parts: Sequence[Said]) -> list[str]:
    """What stands between them: a blank, or nothing where the next begins with a sign."""
    return [" " if part.text[:1].isalnum() else "" for part in parts[1:]]


def composed(said: Sequence[Said], seed: int, count: int) -> list[Several]:
    """So many messages of two to four wishes."""
    rng = random.Random(seed)
    by_act: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        if _may_stand_beside(one):
            by_act[one.act].append(one)
    every, of_carts = sorted(by_act), sorted(by_act.keys() & _OF_CARTS)
    found: list[Several] = []
    while len(found) < count:
        acts = rng.choice((of_carts, of_carts, every))  # what people most say in one breath
        parts = [rng.choice(by_act[rng.choice(acts)]) for _ in range(rng.choice(_WISHES))]
        if sum(len(part.tokens) for part in parts) > _LONGEST:
            continue
        if several := _joined(parts, [rng.choice(_JOINTS) for _ in parts[1:]], WHENS[0]):
            found.append(several)
    return found


def alone(said: Sequence[Said]) -> list[Several]:
    """Each of these as the one wish that it is."""
    return [_of_one(one) for one in said if one.tokens and not _is_several(one)]


def _may_stand_beside(one: Said) -> bool:
    names_goods = "B-G" in one.labels or "B-X" in one.labels
    return (
        0 < len(one.tokens) <= _LONGEST // 2
        and one.act not in _ONLY_WHOLE
        and (one.act != "inform" or names_goods)
        and not _is_several(one)
    )


def _is_several(one: Said) -> bool:
    """Whether a pattern of one act says two things all the same: "take out the rin and add 5 salt"."""
    if one.act not in _CHANGES:
        return False
    kinds = Counter(label for label in one.labels if label in ("B-G", "B-X", "N"))
    return kinds["B-G"] + kinds["B-X"] > 1 and (bool(kinds["B-X"] and kinds["B-G"]) or kinds["N"] > 1)


def _joined(parts: Sequence[Said], joints: Sequence[str], when: str, *, each: bool = False) -> Several | None:
    """All of them as one message; `each` begins a wish, whatever it stands beside."""
    if not parts or not parts[0].tokens:  # a slot that was filled with nothing begins no message
        return None
    text, labels, acts = parts[0].text, list(parts[0].labels), [parts[0].act]
    begins = [True, *[False] * (len(labels) - 1)]
    for (before, part), joint in zip(pairwise(parts), joints, strict=True):
        between = tokens_of(joint.strip())
        marks = [False] * (len(between) + len(part.tokens))
        one = before.act == part.act and before.act in ("search_product", "browse", "inform")
        if each or (not one and not any({before.act, part.act} <= kin for kin in _RUNS_ON)):
            acts.append(part.act)
            words = [i for i, token in enumerate(between) if token.text.isalpha()]
            marks[words[0] if words else len(between)] = True
        text = f"{text}{joint}{part.text}"
        labels += [*[OTHER] * len(between), *part.labels]
        begins += marks
    tokens = tuple(tokens_of(text))
    if len(tokens) != len(labels):  # two of them ran into one word
        return None
    return Several(Said(text, tokens, tuple(labels), "several", when), tuple(begins), tuple(acts))
