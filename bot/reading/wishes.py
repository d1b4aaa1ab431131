"""Finds where one wish of a message ends and the next begins: "jeera hata do toor dal 8 kar do bill bhejo".

A second conditional random field, over what the first made of each word. It learns from patterns that are
said one behind the other, with a word or a sign between them or with none.
"""

# ruff: noqa: SIM905  # long lists of words read best as words

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pycrfsuite

from bot.reading.filling import OTHER, Said
from bot.reading.tagger import features
from bot.reading.tokens import Token, tokens_of

FILE = "wishes.crf"
BEGINS, GOES_ON = "b", "i"
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
LIKELY = 0.3  # what is parted wrongly is put together again, what is not stays lost
_LONGEST = 40  # tokens of what is put together


@dataclass(frozen=True)
class Several:
    """Some sentences said as one, and which tokens begin a wish."""

    said: Said
    begins: tuple[str, ...]


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
        if several := _joined(parts, rng):
            found.append(several)
    return found


def alone(said: Sequence[Said]) -> list[Several]:
    """Each of these as the one wish that it is."""
    return [
        Several(one, (BEGINS, *[GOES_ON] * (len(one.tokens) - 1)))
        for one in said
        if one.tokens and not _is_several(one)
    ]


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


def _joined(parts: Sequence[Said], rng: random.Random) -> Several | None:
    text, labels, begins = (
        parts[0].text,
        list(parts[0].labels),
        [BEGINS, *[GOES_ON] * (len(parts[0].tokens) - 1)],
    )
    for before, part in pairwise(parts):
        joint = rng.choice(_JOINTS)
        between = tokens_of(joint.strip())
        marks = [GOES_ON] * (len(between) + len(part.tokens))
        one = before.act == part.act and before.act in ("search_product", "browse", "inform")
        if not one and not any({before.act, part.act} <= kin for kin in _RUNS_ON):
            words = [i for i, token in enumerate(between) if token.text.isalpha()]
            marks[words[0] if words else len(between)] = BEGINS
        text = f"{text}{joint}{part.text}"
        labels += [*[OTHER] * len(between), *part.labels]
        begins += marks
    tokens = tuple(tokens_of(text))
    if len(tokens) != len(labels):  # two of them ran into one word
        return None
    return Several(Said(text, tokens, tuple(labels), "several", "any"), tuple(begins))


def seen_of(
    tokens: Sequence[Token], labels: Sequence[str], words: frozenset[str], there: Sequence[str]
) -> list[list[str]]:
    """What is seen of each token: as the tagger sees it, and what that made of it and its neighbours."""
    found = features(tokens, words, there)
    for i, mine in enumerate(found):
        mine += [f"{step}l={labels[i + step]}" for step in (-2, -1, 0, 1, 2) if 0 <= i + step < len(labels)]
        mine.append(f"ll={labels[i - 1] if i else ''}|{labels[i]}")
    return found


def fit(
    several: Sequence[Several],
    words: frozenset[str],
    evidence_of: Callable[[Said, frozenset[str]], Sequence[str]],
    folder: Path,
) -> None:
    """Learn where wishes begin, and write what was learnt."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for one in several:
        said = one.said
        trainer.append(seen_of(said.tokens, said.labels, words, evidence_of(said, words)), list(one.begins))
    trainer.select("lbfgs")
    trainer.set_params({"c1": 0.03, "c2": 0.05, "max_iterations": 120, "feature.minfreq": 3})
    trainer.train(str(folder / FILE))


class Wishes:
    """What was fitted, ready to part messages."""

    def __init__(self, folder: Path) -> None:
        self._model = pycrfsuite.Tagger()
        self._model.open(str(folder / FILE))

    def begin(
        self, tokens: Sequence[Token], labels: Sequence[str], words: frozenset[str], there: Sequence[str]
    ) -> list[int]:
        """The places of the tokens at which a wish begins; the first is always one."""
        if not tokens:
            return []
        self._model.set(seen_of(tokens, labels, words, there))
        return [
            i
            for i in range(len(tokens))
            if not i or _stops(tokens, i - 1) or self._model.marginal(BEGINS, i) >= LIKELY
        ]


def _stops(tokens: Sequence[Token], i: int) -> bool:
    """Whether a sentence ends with this: a sign behind a word, with something behind it that is not glued."""
    ends = tokens[i].text in ".!?" and i > 0 and tokens[i - 1].text[-1].isalpha()
    return (
        ends and len(tokens[i - 1].text) > 1 and not tokens[i + 1].glued and tokens[i + 1].text[0].isalnum()
    )
