"""Says which of several products is stated to be good for a purpose: "which is better for deep frying?"."""

import re
from collections.abc import Sequence

from bot.actions.stated_facts import heard
from bot.words import comparing as words
from shop.catalogue.product import Product
from shop.finding.measure import unit_price

_BETTER = frozenset(["good", "better", "best", "healthier", "suited", "right", "use", "used", "which"])
_MOST = 4  # words of a purpose
_WORD = re.compile(r"[^\W_]+|[.?!,]")
_SHORT = 3  # letters of a word that tells no purpose
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def purpose_of(said: str) -> str:
    """What something is to be good for; "" where nothing is said of it."""
    words_said = _WORD.findall(said.lower())
    if _BETTER.isdisjoint(words_said):
        return ""
    if "for" in words_said:
        return _until(words_said[words_said.index("for") + 1 :])
    for at in range(1, len(words_said) - 1):
        if words_said[at : at + 2] == ["ke", "liye"]:
            return " ".join(reversed(_until(words_said[:at][::-1]).split()[:_MOST]))
    return ""


def _until(told: Sequence[str]) -> str:
    """The words up to a sign, or to the question itself."""
    ends = next((i for i, word in enumerate(told) if not word.isalnum() or word in _BETTER), len(told))
    return " ".join(told[: min(ends, _MOST)])


def fit_for(said: str, products: Sequence[Product], locale: str) -> str:
    """Which of these is stated to be good for it, and what is stated; that nothing is, where nothing is."""
    purpose = purpose_of(said)
    if not purpose:
        return ""
    fit = [(one, sentence) for one in products if (sentence := _stated_use(one, purpose))]
    if not fit:
        return words.NOT_STATED_FOR.in_(locale, purpose=purpose)
    told = [words.STATED_OF.in_(locale, title=one.title, said=sentence) for one, sentence in fit]
    best = min((one for one, _ in fit), key=_cost)
    chosen = words.FIT_ONLY if len(fit) == 1 else words.FIT_CHEAPEST
    return "\n".join((chosen.in_(locale, purpose=purpose, title=best.title), *told))


def _stated_use(product: Product, purpose: str) -> str:
    """The sentence of its description that names what it is wanted for."""
    wanted = {word for word in heard(purpose).split() if len(word) > _SHORT}
    wanted -= set(heard(product.full_name).split())
    for sentence in _SENTENCE.split(product.description):
        if wanted & set(heard(sentence).split()):
            return sentence.strip()
    return ""


def _cost(product: Product) -> tuple[int, str]:
    per = unit_price(product)
    return (per[0].minor if per else product.price.minor), product.sku
