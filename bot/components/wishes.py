"""Finds two wishes in one message: "add 5 and show my cart".

A message is cut at a word that joins; both parts must be sure of themselves and want
different things, else the message stays whole.
"""

import re
from typing import Callable, List, Optional, Text, Tuple

Ranking = List[Tuple[Text, float]]

SURE = 0.5
# Said before or after the real wish; alone they are no second wish.
TALK = {"greet", "goodbye", "thank", "affirm", "deny", "inform", "what_can_you_do", "out_of_scope"}
# "5 salt and 2 oil" is one list, "red and blue ones" one search.
LISTS = {"add_to_cart", "order_list", "search_product", "refine_search", "compare_products"}
_JOIN = re.compile(
    r"(?<![.?!;\n])[.?!;\n]+\s|,?\s{1,3}(?:and then|and also|and|then|also|aur phir|aur|phir)\s|,\s", re.IGNORECASE
)


def cuts(text: Text) -> List[Tuple[Text, Text]]:
    """Each way to cut the text in two at a joining word; few, so that it stays quick."""
    if len(text) > 160:
        return []
    found = []
    for join in _JOIN.finditer(text):
        first, second = text[: join.start()].strip(" ,.\n\t"), text[join.end() :].strip(" ,.\n\t")
        if len(first) > 1 and len(second) > 3:
            found.append((first, second))
    return found[:3]


def wishes(
    text: Text, whole: Ranking, rank: Callable[[List[Text]], List[Ranking]]
) -> Optional[List[Tuple[Text, Text]]]:
    """The two wishes as (intent, words); one, when the rest is only talk; else nothing."""
    ways = cuts(text)
    if not ways or whole[0][0] == "order_list" and whole[0][1] >= SURE:
        return None
    ranked = rank([part for way in ways for part in way])
    best: Tuple[float, Optional[List[Tuple[Text, Text]]]] = (0.0, None)
    for (first, second), one, two in zip(ways, ranked[::2], ranked[1::2]):
        sure = min(one[0][1], two[0][1])
        if sure < SURE or sure <= best[0]:
            continue
        meant = [(one[0][0], first), (two[0][0], second)]
        kinds = {name for name, _ in meant}
        if len(kinds) == 1 or kinds <= LISTS or "out_of_scope" in kinds:
            continue
        if "inform" in kinds or "deny" in kinds:  # "no, 20 not 12" is one wish
            continue
        real = [wish for wish in meant if wish[0] not in TALK]
        if len(real) == 2 or (len(real) == 1 and whole[0][0] in TALK):
            best = (sure, real)
    return best[1]
