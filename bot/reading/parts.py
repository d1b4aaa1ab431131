"""Finds two wishes in one message: "harpic hata do aur batao delivery kab hogi".

A message is cut where a sign or a word joins; both parts must be sure of what they are, and want different
things, else it stays whole.
"""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from collections.abc import Callable, Mapping

LONGEST = 300  # characters; what is longer is a list or a letter
MOST = 8  # places to cut
SURE, LEAST, CERTAIN = 0.65, 0.42, 0.95  # each part of what it is; the lesser, where the other is certain
# Said before or after the real wish; alone they are no second wish.
TALK = frozenset({"greet", "goodbye", "thank", "affirm", "what_can_you_do", "leave", "skip"})
# "5 salt and 2 oil" is one list, "red and blue ones" one search, "no, 20 not 12" one answer.
ONE = frozenset(
    (
        "add_to_cart order_list search_product refine_search compare_products inform deny browse update_cart "
        "change_address out_of_scope ask_attribute product_details plan hostile"
    ).split()
)
# One thing under several names: a complaint says what went wrong, a return why.
KIN = tuple(
    frozenset(names.split())
    for names in (
        "complaint payment_problem track_order return_order exchange_order refund_status human_agent",
        "ask_price request_quote check_stock search_product add_to_cart order_list offers recommend",
        "refund_policy return_order faq delivery_options exchange_order",
        "checkout payment_methods order_list add_to_cart affirm delivery_options",
    )
)
_JOINT = re.compile(
    r"(?<![.?!;\n])[.?!;\n]+\s*|,\s*"
    r"|,?\s(?:and then|and also|aur haan|aur phir|and|aur|phir|then|also|par|lekin|but)\s"
)

_ADDRESS = re.compile(r"\b[1-9]\d{2} ?\d{3}\b")  # with a PIN code it is an address, whatever stands beside

Chances = Callable[[str], Mapping[str, float]]


def parted(text: str, whole: Mapping[str, float], read: Chances) -> list[tuple[str, str]]:
    """The wishes as (act, words): two; one where the rest was only talk; none where it is one wish."""
    if len(text) > LONGEST or not whole or _ADDRESS.search(text):
        return []
    joints = list(_JOINT.finditer(text))[:MOST]
    best: tuple[float, list[tuple[str, str]]] = (0.0, [])
    for joint in joints:
        sides = (text[: joint.start()].strip(" ,.\n"), text[joint.end() :].strip(" ,.\n"))
        if min(map(len, sides)) < 2:
            continue
        meant = [
            (max(found, key=lambda act: found[act]), found, side)
            for side in sides
            if (found := dict(read(side)))
        ]
        if len(meant) < 2:
            continue
        sure = min(found[act] for act, found, _ in meant)
        acts = {act for act, _, _ in meant}
        surest = max(found[act] for act, found, _ in meant)
        if (
            sure < (LEAST if surest >= CERTAIN else SURE)
            or sure <= best[0]
            or len(acts) == 1
            or acts <= ONE
            or any(acts <= kin for kin in KIN)
        ):
            continue
        real = [(act, side) for act, _, side in meant if act not in TALK]
        if (len(real) == 2 and not acts & {"inform", "deny", "out_of_scope", "hostile"}) or (
            len(real) == 1 and max(whole, key=lambda act: whole[act]) in TALK
        ):
            best = (sure, real)
    return best[1]


def _likeliest(chances: Mapping[str, float]) -> tuple[str, float]:
    return max(chances.items(), key=lambda one: one[1], default=("", 0.0))
