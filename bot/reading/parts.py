"""Which wishes a message has: "harpic hata do aur batao delivery kab hogi" has two.

Where one may end, and what each is, was learnt (bot/reading/encoder.py, ADR 0121). Here what is only talk
goes, and neighbours that are one list, one story or one question are made one again.
"""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shop.reading.quantity import parse_wanted

LONGEST = 1200  # characters; what is longer is a letter
MOST = 8  # wishes of one message
LEAST = 0.25  # what is less sure is a sigh: "kya yar"
SURE = 0.4  # of what else the only part that is left is
CLEAR = 0.8
SAID_SO = 0.65  # what names goods, and is less sure of what it wants, is an aside
# Said before or after the real wish; alone they are no second wish.
TALK = frozenset({"greet", "goodbye", "thank", "what_can_you_do", "leave", "wait", "remark"})
ANSWERS = frozenset({"affirm", "deny"})  # to what was asked, if something was
# What is wanted, however it is said.
GOODS = frozenset("add_to_cart order_list inform search_product refine_search browse check_stock".split())
_ORDERS = frozenset({"add_to_cart", "order_list", "inform"})  # two of these side by side are one list
_CHANGES = frozenset({"remove_from_cart", "update_cart"})  # each by itself: "X hata do, Y hata do"
_OF_GOODS = GOODS | {"update_cart", "deny"}
# One thing under several names: a complaint says what went wrong, a return why.
_KIN = tuple(
    frozenset(names.split())
    for names in (
        "complaint payment_problem return_order exchange_order refund_status human_agent",
        "refund_policy faq return_order",
        "product_details ask_attribute ask_reviews",
        "search_product refine_search browse recommend",
        "checkout affirm payment_methods delivery_wish change_address as_usual",
    )
)
# The terms of an order that are waited for: "haan theek. cash. kal tak bhej dena".
_TERMS = _KIN[-1] | {"inform", "delivery_options"}
# What stands beside these and is of that kind is of it: a plan without plates, a quote by the fifth.
_LED = {
    "plan": frozenset(
        "recommend inform order_list add_to_cart search_product remove_from_cart update_cart "
        "ask_attribute ask_price".split()
    ),
    "request_quote": frozenset(
        "ask_price inform order_list add_to_cart delivery_wish delivery_options change_address "
        "ask_seller".split()
    ),
    "repeat_order": frozenset("update_cart remove_from_cart add_to_cart order_list as_usual inform".split()),
}
_ENDS, _WHERE_TO = "checkout", frozenset({"change_address", "delivery_wish"})
_PERSON, _LEAVES, _UNDO = "human_agent", "leave", "undo"
_A_SIGH = 3  # words of "oops typo", which takes back nothing that was done
# Beside the wish for a person these are done; all else is what the person is wanted for.
_DONE_BESIDE = frozenset(("repeat_order", "checkout", "view_cart", "cancel_order"))
_PIN = re.compile(r"\b[1-9]\d{2} ?\d{3}\b")
_A_PLACE = frozenset({"change_address", "inform", "out_of_scope", "affirm", "account_help"})
_OF_A_PIN = "delivery_options"  # what a PIN code alone asks for
BETWEEN = " ,.;\n!"


@dataclass(frozen=True)
class Piece:
    """A stretch of a message, and the chance of each act that it may be."""

    start: int
    end: int
    acts: Mapping[str, float]
    names: bool = True  # whether it names goods
    goods: frozenset[str] = frozenset()  # the words of those


@dataclass(frozen=True)
class _Part:
    start: int
    end: int
    act: str
    sure: float
    says_how_many: bool = False  # and nothing else: "the bajra i always take. one bag"
    asks: bool = False  # it ends with a question
    names: bool = True
    goods: frozenset[str] = frozenset()
    wishes: float = 0.0  # of a chance that it is some wish for goods


def parted(
    text: str,
    pieces: Sequence[Piece],
    *,
    asked: bool,
    waits: bool = False,
    orders: bool = False,
    whole: Mapping[str, float] | None = None,
) -> list[tuple[str, str]]:
    """The wishes as (act, words); one where the rest was only talk; none where it is one wish.

    `asked` is whether a yes or no is waited for, `waits` whether there is anything to leave, `orders` whether
    the terms of an order are.
    """
    if len(text) > LONGEST or not pieces:
        return []
    found = [part for piece in pieces if (part := _part(text, piece, asked=asked))]
    told = [part for part in found if _says_something(part, asked=asked, waits=waits)]
    told = [part for part in told if len(told) == 1 or not _sighs(text, part)]
    if any(part.act == _PERSON for part in told) and not any(part.act in _DONE_BESIDE for part in told):
        return [(_PERSON, text)]
    told = _without_asides(text, told)
    parts = told
    while len(joined := _together(parts, _TERMS if orders else frozenset())) < len(parts):
        parts = joined  # what is one by now may be one with its neighbour, too
    if not parts or len(parts) > MOST:
        return []
    parts = _in_their_order(parts)
    rest_is_talk = len(told) == 1 < len(found) and told[0].sure >= SURE
    if len(parts) == 1 and (not rest_is_talk or _says_more(parts[0], whole or {})):
        return []
    return [(part.act, text[part.start : part.end]) for part in parts]


def _in_their_order(parts: list[_Part]) -> list[_Part]:
    """ "Order laga do. 2 maggi aur. kab aayega?": what ends in an order comes behind all else.

    What it comes to is shown then, and nothing of the same message is taken for the yes to it.
    """
    last = max((i for i, part in enumerate(parts) if part.act in _ORDERS | _CHANGES), default=-1)
    behind_goods = [part for part in parts[:last] if part.act in _WHERE_TO]
    ends = [part for part in parts if part.act == _ENDS]
    moved = [*behind_goods, *ends]
    ahead = [part for part in parts[: last + 1] if part not in moved]
    return [*ahead, *behind_goods, *(part for part in parts[last + 1 :] if part not in ends), *ends]


def _says_more(part: _Part, whole: Mapping[str, float]) -> bool:
    """Whether the whole says something else than the one part left: "X vs Y, which is cheaper?"."""
    act = max(whole, key=lambda name: whole[name], default="")
    return (
        bool(act)
        and act not in TALK
        and not {act, part.act} <= GOODS
        and act != part.act
        and whole[act] >= SURE
    )


def _part(text: str, piece: Piece, *, asked: bool) -> _Part | None:
    words = text[piece.start : piece.end]
    start = piece.start + len(words) - len(words.lstrip(BETWEEN))
    end = start + len(words.strip(BETWEEN))
    if end <= start or not piece.acts:
        return None
    act = max(piece.acts, key=lambda name: piece.acts[name])
    family = _ORDERS if act in _ORDERS else {act}
    counts = parse_wanted(text[start:end])
    counted = counts.count is not None or bool(counts.measures)
    bare = counted and not counts.words and not _PIN.fullmatch(text[start:end])
    if not asked and _only_asks_of_a_pin(text[start:end], act):
        return _Part(start, end, _OF_A_PIN, 1.0)
    asks = "?" in text[end - 1 : end + 1]
    sure = sum(piece.acts.get(name, 0.0) for name in family)
    wishes = sum(piece.acts.get(name, 0.0) for name in GOODS)
    return _Part(start, end, act, sure, bare, asks, piece.names, piece.goods, wishes)


def _only_asks_of_a_pin(said: str, act: str) -> bool:
    """ "411014", "deliver to 560001": a PIN code without a street asks what comes there, and when."""
    beside = _PIN.sub(" ", said, count=1)
    street = any(c.isdigit() or c == "," for c in beside)
    return beside != said and (not beside.strip() or (act in _A_PLACE and not street))


def _says_something(part: _Part, *, asked: bool, waits: bool) -> bool:
    if part.says_how_many:
        return True
    if part.act == _LEAVES:  # "leave it. what is the delivery charge?"
        return waits and part.sure >= SURE
    if part.act in ANSWERS:
        return asked and part.sure >= SURE
    return part.act not in TALK and part.sure >= LEAST


def _sighs(text: str, part: _Part) -> bool:
    return part.act == _UNDO and len(text[part.start : part.end].split()) <= _A_SIGH


def _without_asides(text: str, parts: Sequence[_Part]) -> list[_Part]:
    """ "Complan has milk. Ok add 2 sofit": what only names something, beside a wish that is clear."""
    if not any(part.act in GOODS | _CHANGES and part.sure >= CLEAR and part.names for part in parts):
        return list(parts)
    kept: list[_Part] = []
    for part in parts:
        asks = any(c.isdigit() or c == "?" for c in text[part.start : part.end + 1])
        if part.act not in GOODS or part.wishes >= SAID_SO or asks:
            kept.append(part)
        elif kept and kept[-1].goods & part.goods:  # "6 sunflower oil, whichever oil is the cheapest"
            kept[-1] = replace(kept[-1], end=part.end)
    return kept


def _together(parts: Sequence[_Part], also: frozenset[str]) -> list[_Part]:
    """The parts, with neighbours made one that belong together."""
    joined: list[_Part] = []
    for part in parts:
        before = joined[-1] if joined else None
        if before and _one(before, part, also):
            surer = part if _leads(part, before) else before
            joined[-1] = replace(before, end=part.end, act=surer.act, sure=surer.sure, says_how_many=False)
        else:
            joined.append(part)
    return joined


def _leads(part: _Part, before: _Part) -> bool:
    """Whether this one says what both are together."""
    if (part.act in _LED) != (before.act in _LED):
        return part.act in _LED
    return part.sure > before.sure and not part.says_how_many


def _one(before: _Part, part: _Part, also: frozenset[str]) -> bool:
    if "plan" in (part.act, before.act) and {part.act, before.act} <= _LED["plan"] | {"plan"}:
        return True  # "how much rice and oil shall I take?" asks of it, too
    if part.asks or before.asks:
        return part.asks and before.asks and part.act == before.act
    if part.says_how_many or before.says_how_many:
        return before.act in GOODS | _CHANGES and part.act in GOODS | _CHANGES
    acts = {before.act, part.act}
    if acts <= _ORDERS or (acts <= _OF_GOODS and not (part.names or before.names)):
        return True  # "20 of those. not the ruled ones" names nothing, and is of one thing
    if len(acts) == 1:
        return not acts & _CHANGES
    led = part.act in _LED.get(before.act, ()) or before.act in _LED.get(part.act, ())
    return led or acts <= also or any(acts <= kin for kin in _KIN)
