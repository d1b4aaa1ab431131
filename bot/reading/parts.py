"""Which wishes a message has: "harpic hata do aur batao delivery kab hogi" has two.

Where one may end was learnt (bot/reading/encoder.py). Neighbours that are one list, one story or one question
stay together, what is only talk goes, and what is not sure of itself stays with what stands before it.
"""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from shop.reading.quantity import parse_wanted

LONGEST = 400  # characters; what is longer is a list or a letter
MOST = 6  # wishes of one message
SURE = 0.4  # what is less sure of what it is goes on with what stands before it
LEAST = 0.25  # what is less sure is a sigh: "kya yar"
SAID_SO = 0.65  # what names goods, and is less sure of what it wants, is no part of a list
_A_LIST = 0.9  # all of it a list: what is in it names goods, whatever a line is taken for by itself
CLEAR = 0.8  # what stays by itself beside a story
# Said before or after the real wish; alone they are no second wish.
TALK = frozenset({"greet", "goodbye", "thank", "what_can_you_do", "leave", "wait", "remark"})
ANSWERS = frozenset({"affirm", "deny"})  # to what was asked, if something was
# What is wanted, however it is said: two of these are one list.
GOODS = frozenset("add_to_cart order_list inform search_product refine_search browse check_stock".split())
_CHANGES = frozenset({"remove_from_cart", "update_cart"})  # each by itself: "X hata do, Y hata do"
# A message that holds one of these is about that as a whole: a complaint, a bargain, a plan.
STORY = frozenset(
    "complaint payment_problem return_order exchange_order ask_seller request_quote change_address "
    "give_review out_of_scope hostile plan recommend repeat_order change_order account_help "
    "saved_list".split()
)
# One thing under several names: a complaint says what went wrong, a return why.
KIN = tuple(
    frozenset(names.split())
    for names in (
        "complaint payment_problem track_order return_order exchange_order refund_status human_agent",
        "ask_price request_quote check_stock search_product offers recommend compare_products",
        "product_details ask_attribute ask_reviews check_stock search_product",
        "refund_policy return_order faq exchange_order",
        "refund_policy return_order delivery_options exchange_order",
        "checkout payment_methods affirm delivery_wish as_usual",
        "ask_price inform",  # "what is the rate if i just buy 10 of it"
        "update_cart add_to_cart order_list inform",  # "salt 8 karo, oil 3": each line tells what it wants
        "repeat_order update_cart",  # "the last order again, but double the rice"
        "repeat_order remove_from_cart",
    )
)

_PERSON, _LEAVES = "human_agent", "leave"
# Beside the wish for a person these are done; all else is what the person is wanted for.
_DONE_BESIDE = frozenset(("repeat_order", "checkout", "view_cart", "cancel_order"))
_PIN = re.compile(r"\b[1-9]\d{2} ?\d{3}\b")
# What names a place and its PIN code, and may be this, is an address: what stands beside it goes with it.
_A_PLACE = frozenset({"change_address", "inform", "out_of_scope", "affirm", "account_help"})
_OF_A_PIN = "delivery_options"  # what a PIN code alone asks for
_JOINT = re.compile(
    r"\s(?:and then|and also|aur haan|aur phir|and|aur|phir|then|also|par|but)\s|(?<=\w)[,;?!]\s"
)
_AND = frozenset(("and", "aur", "also"))
_ASKS = frozenset("what why how who where when which kya kyun kyu kaise kaun kab kahan".split())
UNKNOWN = "nlu_fallback"  # a sentence of its own of which nobody knows what it wants
BETWEEN = " ,.;\n!"

Chances = Callable[[str], Mapping[str, float]]


@dataclass(frozen=True)
class _Part:
    start: int
    end: int
    act: str
    sure: float
    says_how_many: bool = False  # and nothing else: "the bajra i always take. one bag"


def parted(
    text: str,
    spans: Sequence[tuple[int, int]],
    read: Chances,
    *,
    asked: bool,
    waits: bool = False,
    whole: Mapping[str, float] | None = None,
) -> list[tuple[str, str]]:
    """The wishes as (act, words); one where the rest was only talk; none where it is one wish.

    `asked` is whether a yes or no is waited for, `waits` whether there is anything to leave.
    """
    story = any((whole or {}).get(act, 0.0) >= CLEAR for act in STORY - {"repeat_order"})
    if len(text) > LONGEST or not spans or story:
        return []
    cut = [piece for span in spans for piece in _at_a_joint(text, *span, read)]
    found = [_or_unknown(text, part) for piece in cut if (part := _part(text, *piece, read))]
    if any(part.act in _A_PLACE and _PIN.search(text[part.start : part.end]) for part in found):
        return []
    told = [part for part in found if _says_something(part, asked=asked, waits=waits)]
    if any(part.act == _PERSON for part in told) and not any(
        part.act in _DONE_BESIDE and part.sure >= CLEAR for part in told
    ):
        return [(_PERSON, text)]
    told = _without_remarks(text, told)
    a_list = (whole or {}).get("order_list", 0.0) >= _A_LIST
    parts = _together(text, told, read, a_list=a_list)
    if not parts or len(parts) > MOST:
        return []
    rest_is_talk = len(told) == 1 < len(found) and told[0].sure >= SURE
    if len(parts) == 1 and (not rest_is_talk or _says_more(parts[0], whole or {})):
        return []
    return [(part.act, text[part.start : part.end]) for part in parts]


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


def _at_a_joint(text: str, start: int, end: int, read: Chances) -> list[tuple[int, int]]:
    """Wishes that were learnt as one, where a word or a sign joins them and each is sure of itself."""
    best: tuple[float, list[tuple[int, int]]] = (SAID_SO, [(start, end)])
    for joint in list(_JOINT.finditer(text, start, end))[:MOST]:
        sides = [_part(text, start, joint.start(), read), _part(text, joint.end(), end, read)]
        first, second = sides
        if first is None or second is None or _one(first, second, None):
            continue
        if TALK & {first.act, second.act}:  # "wait, if I cancel later, is there a charge?"
            continue
        wants = first.act in _CHANGES | {"add_to_cart", "order_list"} or first.act not in GOODS
        sure = min(first.sure, second.sure)
        if wants and second.act not in ANSWERS and first.act not in ANSWERS and sure > best[0]:
            best = (sure, [(first.start, first.end), (second.start, second.end)])
    if len(best[1]) == 1:
        return best[1]
    return [piece for side in best[1] for piece in _at_a_joint(text, *side, read)]


def _part(text: str, start: int, end: int, read: Chances) -> _Part | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip(BETWEEN))
    end = start + len(words.strip(BETWEEN))
    chances = read(text[start:end]) if end > start else {}
    if not chances:
        return None
    act = max(chances, key=lambda name: chances[name])
    family = GOODS if act in GOODS else {act}
    counts = parse_wanted(text[start:end])
    bare = not counts.words and (counts.count is not None or bool(counts.measures))
    if _only_asks_of_a_pin(text[start:end], act, chances[act]):
        return _Part(start, end, _OF_A_PIN, 1.0)
    return _Part(start, end, act, sum(chances.get(name, 0.0) for name in family), bare)


def _only_asks_of_a_pin(said: str, act: str, sure: float) -> bool:
    """ "411014", "deliver to 560001": a PIN code without a street asks what comes there, and when."""
    beside = _PIN.sub(" ", said, count=1)
    street = sure >= SAID_SO or any(c.isdigit() or c == "," for c in beside)
    return beside != said and (not beside.strip() or (act in _A_PLACE and not street))


def _or_unknown(text: str, part: _Part) -> _Part:
    """A question that nobody knows is no sigh: it is told that it was not understood."""
    begins = [word for word in text[part.start : part.end].split()[:2] if word not in _AND]
    asks = "?" in text[part.end - 1 : part.end + 1] or (bool(begins) and begins[0] in _ASKS)
    return replace(part, act=UNKNOWN, sure=CLEAR) if asks and part.sure < LEAST else part


def _says_something(part: _Part, *, asked: bool, waits: bool) -> bool:
    if part.says_how_many:
        return True
    if part.act == _LEAVES:  # "leave it. what is the delivery charge?"
        return waits and part.sure >= CLEAR
    if part.act in ANSWERS:
        return asked and part.sure >= CLEAR
    return part.act not in TALK and part.sure >= LEAST


def _without_remarks(text: str, parts: Sequence[_Part]) -> list[_Part]:
    """ "Complan has milk. Ok add 2 sofit": what only names something, beside a wish that is clear."""
    if not any(part.act in GOODS | _CHANGES and part.sure >= CLEAR for part in parts):
        return list(parts)
    return [
        part
        for part in parts
        if part.act not in GOODS
        or part.sure >= SAID_SO
        or any(c.isdigit() or c == "?" for c in text[part.start : part.end + 1])
    ]


def _together(text: str, parts: Sequence[_Part], read: Chances, *, a_list: bool) -> list[_Part]:
    """The parts, with those made one that belong together."""
    story = next((part for part in parts if part.act in STORY and part.sure >= SURE), None)
    joined: list[_Part] = []
    for part in parts:
        before = joined[-1] if joined else None
        if before and (_one(before, part, story) or (a_list and {before.act, part.act} <= GOODS)):
            whole = _part(text, before.start, part.end, read)
            kept = before.act if before.sure >= part.sure else part.act
            kept = whole.act if whole and (part.says_how_many or before.says_how_many) else kept
            sure = max(before.sure, part.sure)
            joined[-1] = replace(whole, act=kept, sure=sure) if whole else before
        else:
            joined.append(part)
    if len(joined) > 1 and joined[0].sure < SURE:  # an unsure beginning goes with what follows
        joined[:2] = [replace(joined[1], start=joined[0].start)]
    return joined


def _one(before: _Part, part: _Part, story: _Part | None) -> bool:
    if part.sure < SURE or part.says_how_many or before.says_how_many:
        return True
    if story and (part is story or before.act == story.act) and min(before.sure, part.sure) < CLEAR:
        return True
    acts = {before.act, part.act}
    if len(acts) == 1:
        return not acts & _CHANGES
    wants = min(before.sure, part.sure) >= SAID_SO and "refine_search" not in acts
    return (acts <= GOODS and wants) or any(acts <= kin for kin in KIN)
