"""Answers the claim of a discount in percent: none is given by word, and a percentage is no price."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.actions.wished_price import PERCENT
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import bargaining as words
from chat.reply import text

Do = Callable[[str], Answer]  # what does a part of a message, as if it had come alone
_SHARE = re.compile(rf"\d\s?(?:{'|'.join(map(re.escape, PERCENT))})", re.IGNORECASE)
_LESS = frozenset(("discount", "off", "less", "kam", "chhoot", "chhut", "concession"))
_OTHERS = (
    "apply_voucher",
    "ask_attribute",
    "product_details",
    "complaint",
    "faq",
    "search_product",
    "offers",
)
_SURE = 0.5


def discount_claimed(turn: Turn, tools: Tools, do: Do) -> Answer | None:
    """ "The owner said 20% off for me, apply it. add 10 salt": that it can't be, and then the goods."""
    said = {word.strip(".,!?") for word in turn.text.lower().split()}
    reading = reading_of(turn, tools)
    if turn.entities or turn.intent == "apply_voucher" or not _SHARE.search(turn.text) or not said & _LESS:
        return None
    if sum(reading.acts.get(act, 0.0) for act in _OTHERS) >= _SURE:
        return None
    parts = [reading.text[start:end].strip(" .,") for start, end in reading.parts]
    rest = [part for part in parts if not _SHARE.search(part) and _names_goods(part, turn, tools)]
    told = say(text(words.NO_DISCOUNT.in_(turn.locale)))
    if not rest:
        return told
    behind = do(". ".join(rest))
    return replace(behind, replies=(*told.replies, *behind.replies))


def _names_goods(part: str, turn: Turn, tools: Tools) -> bool:
    reading = reading_of(replace(turn, text=part, said=part), tools)
    return any(line.goods for line in reading.lines)
