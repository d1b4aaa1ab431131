"""Says which kind was taken where none was named, and offers the others in its place."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.turn import Answer
from bot.words import cart as wording
from chat.reply import Command, Option
from shop.finding.matching import Match

_NAMED = 3  # others that are named and offered
_TAPS = 6


def told_usual(found: Match, locale: str) -> str:
    """The sentence that says what was taken and what else there is; "" where which one was said."""
    if not found.usual or found.sure is None:
        return ""
    others = ", ".join(c.product.title for c in found.behind[:_NAMED])
    facts = {"line": found.text, "title": found.sure.product.title, "others": others}
    return wording.USUAL_ONE.in_(locale, **facts)


def with_others(answer: Answer, found: Sequence[Match], locale: str) -> Answer:
    """The answer with taps that take another kind in place of a usual one, as many of it."""
    options = [
        Option(
            wording.TAKE_INSTEAD.in_(locale, title=other.product.title),
            Command(
                "add_to_cart",
                {
                    "sku": other.product.sku,
                    "quantity": int(match.sure.quantity),
                    "instead": match.sure.product.sku,
                },
            ),
        )
        for match in found
        if match.usual and match.sure
        for other in match.behind[:_NAMED]
    ]
    first, *rest = answer.replies
    if first.kind != "cart" or len(options) > _TAPS:  # so many taps hide the cart; they can be said in words
        return answer
    return replace(answer, replies=(replace(first, options=(*first.options, *options)), *rest))
