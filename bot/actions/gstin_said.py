"""A customer's GSTIN: noted in whatever message it is told, and told where it is asked about."""

import re
from collections.abc import Callable
from itertools import pairwise

from bot.actions.faq import is_question
from bot.actions.which_order import mine_of, named, seen_order
from bot.dialogue.turn import Answer, Tools, Turn, alone, say
from bot.reading.refusing import words_refused
from bot.words import profile as words
from chat.reply import text
from people.gstin import WrongGstin, gstins_in
from people.service.profiles import ChangeProfile, Profiles
from shop.reading.addresses import pin_code

Do = Callable[[str], Answer]  # what does a part of a message, as if it had come alone
# Where one thing that is said ends.
_ENDS = re.compile(r"(?<=[.!?;\n])\s+|,?\s(?:and|aur|also|phir)\s")
_A_WISH = 3  # words of what is said beside
_NUMBER = frozenset(("no", "num", "number", "nambar", "nmbr", "id"))
# The shop's own, or a seller's: nothing of the customer's account.
_OF_OTHERS = frozenset(
    ("your", "yours", "shop's", "seller", "seller's", "sellers", "aapka", "apka", "aapki", "tumhara", "dukan")
)
_OWN = frozenset(("my", "mine", "our", "mera", "meri", "mere", "hamara", "hamari", "apna", "apni"))
_WHETHER = frozenset(("whether", "saved", "noted", "printed", "there", "registered", "linked", "ya", "hai"))


def gstin_given(turn: Turn, tools: Tools) -> Answer | None:
    """The answer where a GSTIN is told, whatever else the words are about."""
    gstin = _told_in(turn.said or turn.text)
    if not gstin:
        return None
    alone(turn)
    try:
        Profiles(tools.db).change(ChangeProfile(turn.customer, gstin=gstin), turn.key("profile"))
    except WrongGstin:
        return say(text(words.GSTIN_WRONG.in_(turn.locale, gstin=gstin)))
    return say(text(words.GSTIN_SET.in_(turn.locale, gstin=gstin)))


def of_my_gstin(turn: Turn, tools: Tools, do: Do) -> Answer | None:
    """ "My GSTIN is ...", "is my gst number on the bill? and ...": that answered, and the rest done."""
    if not speaks_of_my_gstin(turn):
        return None
    told = gstin_given(turn, tools) or _known(turn, tools)
    left = [c for c in _clauses(turn.text) if pin_code(c) or not (_told_in(c) or _asked_in(c))]
    rest = " ".join(left)
    if len(rest.split()) < _A_WISH:
        return told
    behind = do(rest)
    return Answer((*told.replies, *behind.replies), behind.slots, behind.events)


def speaks_of_my_gstin(turn: Turn) -> bool:
    """Whether a GSTIN is told, or the customer's own is asked about."""
    return bool(_told_in(turn.said or turn.text)) or any(map(_asked_in, _clauses(turn.text)))


def _clauses(said: str) -> list[str]:
    """The things that are said, each with the sign that ends it."""
    return [clause.strip() for clause in _ENDS.split(said.replace("no. ", "no ")) if clause.strip()]


def _told_in(said: str) -> str:
    """The GSTIN that is told, right or not; of several the last that is not said to be wrong."""
    refused = {word.upper() for word in words_refused(said)}
    told = [gstin for gstin in gstins_in(said) if gstin not in refused]
    return told[-1] if told else ""


def _asked_in(said: str) -> bool:
    """ "Is my gst no. on the bill?": the customer's own is asked about, and no other."""
    heard = re.findall(r"[^\W_]+(?:'s)?", said.lower())
    names = "gstin" in heard or any(a == "gst" and b in _NUMBER for a, b in pairwise(heard))
    asks = is_question(said) or bool(_WHETHER & set(heard))
    return names and asks and not (_OF_OTHERS & set(heard) and not _OWN & set(heard))


def _known(turn: Turn, tools: Tools) -> Answer:
    """What the account says, and what the invoice of the order that is spoken of does."""
    alone(turn)
    known, locale = Profiles(tools.db).of(turn.customer).gstin, turn.locale
    said = [words.GSTIN_KNOWN.in_(locale, gstin=known) if known else words.GSTIN_UNKNOWN.in_(locale)]
    mine = mine_of(turn, tools)
    order = named(turn, mine) or seen_order(turn, tools, mine)
    if order:
        on_it = str(order.address.get("gstin") or "")
        told = words.GSTIN_ON_IT if on_it else words.NO_GSTIN_ON_IT
        said.append(told.in_(locale, order=order.id, gstin=on_it))
    return say(text("\n".join(said)))
