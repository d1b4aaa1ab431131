"""Answers for two people who eat different things: "one is diabetic, the other vegan" are two searches."""

import re
from dataclasses import replace

from bot.actions.searching import SHOWN, card, find_for, remember_search, stating
from bot.actions.stated_free import states_all, unstated
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import finding as words
from bot.words.claims import claim_in
from chat.reply import Card, Reply
from shop.finding.asking import Ask
from shop.finding.state import SearchState

# With one of these, what is said of diets is of several people.
_ANOTHER = re.compile(
    r"\b(?:another|other|others|one|ones|some|someone|dus?r[aei]|doosr[aei]|ek|kuch|kisi|dono|both|each|two)\b",
    re.IGNORECASE,
)
_OF_EACH = 3


def for_each_diet(turn: Turn, tools: Tools, ask: Ask) -> Answer | None:
    """What there is for each of them; None where one person wants all of it at once."""
    claims = ask.constraints.claims
    if len(claims) < 2 or not _ANOTHER.search(turn.text):
        return None
    told, cards, shown = list[str](), list[Card](), list[str]()
    for claim in claims:
        own = replace(ask, constraints=replace(ask.constraints, claims=(claim,)))
        found = find_for(turn, tools, own, limit=SHOWN) if own.words else stating(turn, tools, own)
        named = claim_in(turn.locale, claim)
        first = [p for p in found.products if states_all(p, own.constraints)]
        here = [*first, *(p for p in found.products if p not in first)][:_OF_EACH]
        if not here or found.near:
            told.append(words.NONE_STATES_IT.in_(turn.locale, claim=named))
            continue
        names = ", ".join(f"{p.full_name} {p.price.spoken()}" for p in here)
        doubt = "" if len(first) == len(here) else unstated(found, turn.locale)
        told.append(f"{named.capitalize()}: {names}. {doubt}".strip())
        cards += [card(p, turn.locale) for p in here]
        shown += [p.sku for p in here]
    if shown:
        remember_search(turn, tools, SearchState(Ask(ask.words), tuple(dict.fromkeys(shown))))
    return say(Reply("cards" if cards else "text", "\n".join(told), cards=tuple(cards)))
