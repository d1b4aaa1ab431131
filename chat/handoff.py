"""Says who speaks in a conversation: the bot, nobody yet, a person, or nobody any more. One table of moves.

bot       the assistant answers
waiting   a person was asked for; the assistant answers what it can, all else is left for them
human     one person has it; the assistant is silent
resolved  a person closed it; the customer's next message brings the assistant back
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from chat.errors import ChatError
from chat.ports import State

Event = Literal["ask", "back", "claim", "release", "requeue", "resolve", "write"]

MOVES: Mapping[tuple[State, Event], State] = {
    ("bot", "ask"): "waiting",
    ("resolved", "ask"): "waiting",
    ("waiting", "ask"): "waiting",
    ("waiting", "back"): "bot",
    ("human", "back"): "bot",
    ("bot", "claim"): "human",
    ("waiting", "claim"): "human",
    ("resolved", "claim"): "human",
    ("human", "release"): "bot",
    ("human", "requeue"): "waiting",
    ("human", "resolve"): "resolved",
    ("waiting", "resolve"): "resolved",
    ("bot", "resolve"): "resolved",
    ("resolved", "write"): "bot",
}


class IllegalMove(ChatError):
    """This can't happen to a conversation in this state."""

    def __init__(self, state: State, event: Event) -> None:
        super().__init__(f"{event} is not possible while the conversation is {state}")
        self.state = state
        self.event = event


def moved(state: State, event: Event) -> State:
    """Give the state after the event; IllegalMove when there is none."""
    try:
        return MOVES[state, event]
    except KeyError:
        raise IllegalMove(state, event) from None


def before(event: Event) -> tuple[State, ...]:
    """List the states in which the event may happen; what a store's UPDATE asks for in its WHERE."""
    return tuple(state for state, known in MOVES if known == event)


def shown(state: State) -> str:
    """Name a state as the chat API does to customers: what is resolved is the assistant's again."""
    return "bot" if state == "resolved" else state


Reason = Literal[
    "asked", "complaint", "misunderstood", "angry", "payment", "refund", "key_account", "high_value", "seller"
]

# The reason decides how soon a person looks: the lower, the sooner.
PRIORITY: Mapping[str, int] = {
    "payment": 1,
    "angry": 1,
    "complaint": 1,
    "refund": 1,
    "key_account": 1,
    "high_value": 1,
    "asked": 2,
    "misunderstood": 2,
    "seller": 3,
}

# How long each priority may wait for a person.
PROMISES: Mapping[int, timedelta] = {n: timedelta(minutes=m) for n, m in ((0, 1), (1, 3), (2, 5), (3, 15))}

# How long until what was asked for is settled.
RESOLVE_PROMISES: Mapping[int, timedelta] = {
    n: timedelta(minutes=m) for n, m in ((0, 30), (1, 120), (2, 240), (3, 1440))
}

MISSES_BEFORE_PERSON = 2
MOST_WORDS = 25  # who asks for a person says it shortly

# While waiting, words are for a person; these alone are for the assistant. Where a person speaks
# already, it has to be named: "back" alone may answer them.
BACK = frozenset({
    "back", "go back", "back please", "please go back", "take me back", "i want to go back",
    "bot", "assistant", "wapas", "wapis", "waapas", "vapas", "wapas jao", "wapas chalo", "wapas karo",
    "wapas jana hai", "peeche", "rehne do", "वापस", "वापस जाओ", "वापस चलो", "वापस करो", "वापस जाना है",
    "पीछे", "बॉट", "असिस्टेंट", "सहायक",
})  # fmt: skip
BOT_IN_HINDI = ("बॉट", "बोट", "असिस्टेंट", "सहायक")
TO_IT = ("से बात", "के साथ", "के पास", "चाहिए", "पर वापस", "वापस")
WANTS_BOT = re.compile(
    r"^(?:(?:ok(?:ay)?|acc?ha|please|pls|chalo|nahi|no|leave (?:it|that)|cancel (?:it|that)|never ?mind"
    r"|rehne do|forget (?:it|that))[\s,.]+)*(?:"
    r"(?:go |take me |switch |put me )?back to (?:the )?BOT"
    r"|(?:i (?:want to|would like to|want) )?(?:talk|chat|speak) (?:to|with) (?:the )?BOT"
    r"|(?:mujhe )?BOT (?:se|ke saath) (?:hi )?(?:baat|chat)(?: (?:karni|karna|karo|karao))?(?: hai)?"
    r"|(?:wapas )?BOT(?: par| pe| ke paas| ke saath)? (?:wapas|chahiye|please|pls)"
    r"|no (?:agent|person|human)(?: needed)?"
    r"|(?:i )?don'?t need (?:a |an )?(?:agent|person|human)(?: any ?more)?"
    r")[\s.!]*+(?:(?:please|pls)[\s.!]*+)?$".replace("BOT", r"(?:bot|assistant|chat\s?bot)"),
    re.IGNORECASE,
)

PEOPLE = frozenset({
    "human", "person", "agent", "representative", "executive", "manager", "owner", "operator", "employee",
    "insaan", "insan", "aadmi", "admi", "banda", "bande",
    "इंसान", "इन्सान", "आदमी", "एजेंट", "मैनेजर", "मालिक", "व्यक्ति", "बंदे",
})  # fmt: skip
ANYBODY = frozenset({"someone", "somebody", "staff", "team", "kisi", "किसी"})
REACHING = frozenset({
    "talk", "speak", "chat", "connect", "transfer", "escalate", "call", "contact", "get", "give", "want",
    "need", "real", "live", "baat", "chahiye", "milao", "bulao", "बात", "चाहिए", "मिलाओ", "बुलाओ",
})  # fmt: skip
HELP_LINES = ("customer care", "customer service", "customer support", "help desk", "live chat", "helpline",
              "कस्टमर केयर", "ग्राहक सेवा")  # fmt: skip
NOT = frozenset({"no", "not", "don't", "dont", "never", "nahi", "nahin", "mat", "नहीं", "मत"})
_REFUSES = NOT | {"nhi", "nai", "नही"}
_A_BOT = frozenset({"bot", "assistant", "chatbot", "why", "kyun", "kyu", "kyon", "क्यों", "बॉट"})
_NEEDS_ONE = frozenset({
    "want", "need", "needed", "call", "talk", "speak", "chahiye", "baat", "karni", "karna", "bulao",
    "zaroorat", "jarurat", "zarurat", "चाहिए", "बात", "करनी", "बुलाओ", "ज़रूरत", "जरूरत",
})  # fmt: skip
_ENDS = frozenset({"hai", "now", "abhi", "है", "अभी"})
_WHO_REFUSES = frozenset({"i", "we", "mujhe", "humko", "hume", "मुझे", "हमें", "do"})
_FAR = 5  # words between the no and the person

ANGRY = re.compile(
    r"\b(useless|stupid|idiots?|cheat(?:ed|ing|er|ers)?|fraud|scam|pathetic|worst|rubbish|nonsense|"
    r"ridiculous|fed up|disgusting|angry|furious|consumer court|legal action|police|"
    r"gussa|bakwas|bakwaas|bekaar|bekar|ghatiya|dhokha|dhoka|chor|lootere|pagal|faltu|thag)\b",
    re.IGNORECASE,
)

# What was paid, or what came, is not as it should be.
PAYMENT = re.compile(
    r"\b(?:(?:over|double )charged?"
    r"|charged (?:me )?(?:twice|double|again|extra|too much|wrong|two times|2 times)"
    r"|(?:paid|billed|debited|deducted|money taken) (?:twice|double|again|two times|2 times)|double charge"
    r"|(?:money|amount|rupees|paise?|paisa) (?:was |is |got |has been )?"
    r"(?:deducted|debited|cut|gone|kat|kaat)"
    r"|(?:payment|transaction|upi) (?:has |is |was )?(?:failed|fail|stuck|declined|atka|problem)"
    r"|(?:do|2|dono) baar (?:paise?|paisa|payment|charge)|(?:paise?|paisa|payment) (?:do|2) baar)\b"
    r"|पैसे? (?:कट|काट)|दो बार (?:पैस|पेमेंट|चार्ज)",
    re.IGNORECASE,
)
COMPLAINT = re.compile(
    r"\b(?:complaints?|complain|shikayat|damaged|broken|rotten|expired|wrong (?:items?|product|goods|order)"
    r"|toota|tuta|tuti|kharab|sada hua|galat (?:saman|samaan|maal|item|order)"
    r"|(?:not|never) (?:arrived|delivered)"
    r"|nahi (?:aaya|mila|pahu?ncha))\b|शिकायत|टूट|खराब|ख़राब",
    re.IGNORECASE,
)


def insults(words: str) -> bool:
    """Whether a word of anger stands in them, however loud they are."""
    return bool(ANGRY.search(words))


def sounds_angry(words: str) -> bool:
    """Notice words that a shop would not leave to a machine; "worst" of a product review is one as well."""
    shouting = re.findall(r"[A-Za-z]{2,}", words)
    loud = len(shouting) >= 3 and all(w.isupper() for w in shouting) and "!" in words
    return insults(words) or loud or words.count("!") >= 4


def names_bot(words: str) -> bool:
    """Tell whether the assistant is asked for by name, instead of a person."""
    said = " ".join(words.split())
    if any(name in said for name in BOT_IN_HINDI) and len(said.split()) <= 7:
        return any(way in said for way in TO_IT) and not {"नहीं", "मत", "नही"} & set(said.split())
    return bool(WANTS_BOT.match(said))


def asks_for_person(said: str) -> bool:
    """Tell whether words plainly ask for a person; for when nobody is there who understands more."""
    words = [word.strip(".,!?;:()\"'।") for word in said.lower().split()]
    if len(words) > MOST_WORDS or wants_bot(said):
        return False
    if any(line in " ".join(words) for line in HELP_LINES):
        return True
    named = set(words)
    if named & NOT and "bot" not in named:
        return False
    return bool(named & PEOPLE and len(words) <= 3) or bool(named & (PEOPLE | ANYBODY) and named & REACHING)


def without_person(words: str) -> str | None:
    """Give what is left of one clause that refuses a person ("no person, check out"); None where none does.

    A no counts where it stands beside the reaching or the person, so that "nobody came" refuses nobody.
    """
    said = words.split()
    low = [word.strip(".,!?;:()\"'।").lower().replace("\u2019", "'") for word in said]
    if "?" in words or _A_BOT & set(low):
        return None
    one = next((i for i, word in enumerate(low) if word in PEOPLE | ANYBODY), None)
    no = next((i for i, word in enumerate(low) if word in _REFUSES and _beside(low, i)), None)
    if one is None or no is None or abs(no - one) > _FAR:
        return None
    last = max(no, one)
    while last + 1 < len(said) and low[last + 1] in _NEEDS_ONE | _ENDS:
        last += 1
    first = min(no, one)
    while first and low[first - 1] in _WHO_REFUSES:
        first -= 1
    return " ".join([*said[:first], *said[last + 1 :]])


def _beside(low: Sequence[str], no: int) -> bool:
    """Whether the no of this place is of a person: "don't want", "no person", "insaan nahi chahiye"."""
    around = {*low[max(0, no - 1) : no], *low[no + 1 : no + 2]}
    return bool(around & _NEEDS_ONE) or (low[no] == "no" and len(low) == no + 2 and low[-1] in PEOPLE)


def wants_bot(words: str) -> bool:
    """Tell whether somebody who waits for a person asks for the assistant after all."""
    return " ".join(words.lower().split()).strip(" .,!?।") in BACK or names_bot(words)


def why_person(words: str) -> Reason:
    """Find what somebody who asks for a person says it is about: money first, then a tone, then goods."""
    if PAYMENT.search(words):
        return "payment"
    if sounds_angry(words):
        return "angry"
    return "complaint" if COMPLAINT.search(words) else "asked"


def person_needed(words: str, misses: int) -> Reason | None:
    """Decide whether to hand over unasked: an angry tone, or not understood twice."""
    if sounds_angry(words):
        return "angry"
    return "misunderstood" if misses >= MISSES_BEFORE_PERSON else None


@dataclass(frozen=True)
class Queue:
    """How long it may take until a person is there."""

    ahead: int  # conversations that wait before this one
    online: int  # people at the desk
    open: bool  # within business hours, or somebody is there anyway
    minutes_each: float = 4.0  # of one person for one conversation, lately

    @property
    def minutes(self) -> int:
        """Estimate the wait in whole minutes, never under two."""
        return max(2, math.ceil((self.ahead + 1) * self.minutes_each / max(1, self.online)))

    def left(self, waited: timedelta) -> int:
        """Estimate what is left of the wait in whole minutes; 0 where it takes longer than was said.

        Whoever is next has been worked towards since they came; those ahead of them count in full.
        """
        each = self.minutes_each / max(1, self.online)
        rest = (self.ahead + 1) * each - min(waited.total_seconds() / 60, each)
        return max(2, math.ceil(rest)) if rest > 0 else 0
