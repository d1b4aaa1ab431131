"""Understands words typed where a tap was offered: "yes", "the upi one", "no leave it".

The gateway already takes a typed number or a whole title; this takes what people say instead.
"""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from collections.abc import Sequence

from bot.actions.shelf import PLACES, newer
from bot.components.devanagari import latin
from bot.dialogue.turn import Answer, Tools, Turn
from chat.open_questions import OFFERED, Offered, OfferedOption
from chat.reply import Command, Option
from shop.finding.remembered import LAST_SHOWN

_YES = re.compile(r"^(yes|haan|ji|ok|confirm|place|do it|go ahead|sahi)\b", re.IGNORECASE)
_NO = re.compile(r"^(no|nahi|keep|leave|don't|not|rehne|rahne|mat)\b", re.IGNORECASE)
# Words that choose nothing.
_EMPTY = frozenset(
    "the a an one ones wala wali wale please pls ok okay yes haan ji i want my me to it for of with by in on "
    "ka ki ke ko se hai hi and this that".split()
)

_CALLS = frozenset("option number no item choice wala wali wale".split())
_BESIDE = frozenset("ok okay haan yes the please pls ji bhai de do dedo chahiye give me add".split())
_AGREES = frozenset("ok okay haan han yes ji theek thik hai".split())
_ALL = frozenset("all everything sab sabhi saare saara sara poora pura whole these them".split())
_PUTS = frozenset("add put take do de dedo daal dal daalo dalo karo kar lelo le lo cart basket list".split())
_SO_MANY = re.compile(r"^\d+ x ")  # what stands before a name on a button, and tells none from another
_LONGEST = 8  # words of an answer by number
# What people call a way to pay, and the word of its title.
SAME = {"cod": "cash", "upi": "online", "card": "online", "udhaar": "credit", "udhar": "credit"}

SPEAKS_FOR_ITSELF = frozenset({"view_cart", "checkout", "order_history", "track_order"})

Options = Sequence[OfferedOption]


def remember(answer: Answer, turn: Turn, tools: Tools) -> bool:
    """Keep what was offered last, and say whether it asks; what offers nothing leaves it as it was."""
    asking = [r for r in answer.replies if r.kind in ("choice", "cart", "order") and r.options]
    if not asking:
        return False
    options = tuple(
        OfferedOption(o.title, o.command.intent, o.command.entities) for o in asking[-1].options if o.command
    )
    tools.contexts.save(turn.customer, OFFERED, Offered(turn.conversation, options), turn.now)
    return asking[-1].kind == "choice"


def chosen(turn: Turn, tools: Tools) -> Command | None:
    """The option that these words mean, if just one can be meant."""
    options = offered_here(turn, tools)
    placed = None if newer(turn, tools, LAST_SHOWN, OFFERED) else at_place(turn.text, options)
    if newer(turn, tools, LAST_SHOWN, OFFERED):  # "1 kg wala 3" is of the list that was shown since
        options = [o for o in options if not o.entities.get("sku")]
    found = placed or pick(turn.text, turn.intent, options)
    return Command(found.intent, found.entities) if found else None


def still_offered(turn: Turn, tools: Tools) -> list[Option]:
    """The options of the question that waits, to ask it again."""
    return [Option(o.title, Command(o.intent, o.entities)) for o in offered_here(turn, tools)]


def offered_here(turn: Turn, tools: Tools) -> Options:
    """What was offered last, if it was in this conversation."""
    offered = tools.contexts.get(turn.customer, OFFERED, turn.now)
    return offered.options if offered and offered.conversation == turn.conversation else ()


def at_place(said: str, offered: Options) -> OfferedOption | None:
    """ "The second one", "pehla wala", of things of one kind."""
    if number := _numbered(said):  # "option 2 please", "1 wala"
        return offered[number - 1] if number <= len(offered) else None
    words = _words(said) - _EMPTY
    if len(words) != 1 or not words <= PLACES.keys() or len({o.intent for o in offered}) != 1:
        return None
    place = PLACES[words.pop()]
    return offered[place] if -len(offered) <= place < len(offered) else None


def _numbered(said: str) -> int:
    """The number of an option that is called by it; 0 where it is not, or may be an amount: a bare "2"."""
    words = re.findall(r"\w+", said.lower())[:_LONGEST]
    numbers = [word for word in words if word.isdecimal()]
    calls = [word for word in words if word in _CALLS]
    agreed = bool(words) and words[0] in _AGREES  # "haan 1" is not "1 dedo"
    rest = set(words) - set(numbers) - set(calls) - (_AGREES if agreed and not calls else _BESIDE)
    return int(numbers[0][:2]) if len(numbers) == 1 and (calls or agreed) and not rest else 0


def pick(said: str, intent: str, offered: Options) -> OfferedOption | None:
    """Yes and no by how a title begins; else the only title that has all the words said."""
    takes = [o for o in offered if o.entities.get("take")]
    if len(takes) == 1 and (_all_of_it(said) or (intent == "affirm" and len(said.split()) <= 4)):
        return takes[0]
    if intent == "affirm" and len(said.split()) <= 4:
        only = [o for o in offered if o.entities.get("sku")]
        one = only[0] if len(only) == 1 and len(offered) <= 2 else None  # "is it this?" "haan wahi"
        return next((o for o in offered if _YES.match(latin(o.title))), one)
    if intent == "deny" and len(said.split()) <= 4:
        refusals = (o for o in offered if _NO.match(latin(o.title)) or o.entities.get("skip"))
        return next(refusals, None)
    if intent in SPEAKS_FOR_ITSELF:  # "cart" asks to see it, though only one title has the word
        return None
    words = _words(said) - _EMPTY
    if not words or len(said.split()) > 5:
        return None
    having = [
        o for o in offered if words <= _words(_SO_MANY.sub("", o.title)) and not _is_more_than(words, o)
    ]
    return having[0] if len(having) == 1 else None


def _all_of_it(said: str) -> bool:
    """ "Haan sab daal do", "add all of these"."""
    words = _words(said)
    return bool(words & _ALL) and not words - _ALL - _EMPTY - _PUTS


def _is_more_than(words: set[str], option: OfferedOption) -> bool:
    """ "Sugar" is goods to look for, and not the whole of "Salt, Sugar & Spices"."""
    return bool(option.entities.get("category")) and len(_words(option.title)) > 2 * len(words)


def _words(text: str) -> set[str]:
    """Give the words of a title or of what was typed, which comes in Latin letters, in those."""
    return {SAME.get(word, word) for word in re.findall(r"[^\W_]+", latin(text).lower())}
