"""Holds one thing to say in every language that we speak.

The catalogue of words is every `Words` and `Ways` of the product: named constants in the `words.py` (or
`words/`) of each subject. A language is a field, so that no words can lack one; what is said to a customer
is written nowhere else (tests/test_words.py).
"""

import zlib
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "hi", "deva"]
DEVANAGARI = "hi-Deva"  # the locale; any other that begins with "hi" is Hindi as it is typed on phones


def language(locale: str) -> Language:
    """Choose the field that is spoken in this locale; English where we don't speak it."""
    low = locale.lower()
    if low.startswith(DEVANAGARI.lower()):
        return "deva"
    return "hi" if low.startswith("hi") else "en"


@dataclass(frozen=True)
class Words:
    """One sentence in English, in Hindi as it is typed on phones, and in Hindi in its own letters."""

    en: str
    hi: str
    deva: str = ""  # until each has it

    def in_(self, locale: str, **facts: object) -> str:
        """Say it in this language, with its facts in their places."""
        said: str = getattr(self, language(locale)) or self.hi
        return said.format(**facts) if facts else said


@dataclass(frozen=True)
class Ways:
    """One thing to say in several ways, so that who talks much does not always read the same."""

    en: tuple[str, ...]
    hi: tuple[str, ...]
    deva: tuple[str, ...] = ()  # until each has it

    def pick(self, locale: str, turn: str) -> str:
        """Say it; the same turn always gets the same way."""
        ways: tuple[str, ...] = getattr(self, language(locale)) or self.hi
        return ways[zlib.crc32(turn.encode()) % len(ways)]


APOLOGY = Words(
    "Sorry, that did not work just now. Nothing is lost: please send it again.",
    "Maaf kijiye, abhi yeh nahi ho paya. Kuch khoya nahi hai, please dobara bhejiye.",
)
UNSURE = Words(
    "Sorry, I did something about that but could not finish my answer. Before you send it again, "
    "please look at your cart and your orders.",
    "Maaf kijiye, is par kuch kaam ho gaya hai par main poora jawab nahi de paya. Dobara bhejne se pehle "
    "apna cart aur apne orders dekh lijiye.",
)
OLD_TAP = Words(
    "That button is from another chat or no longer works. Please tell me in words what you would like.",
    "Yeh button purana hai ya kisi aur chat ka hai. Please likh kar bataiye kya chahiye.",
)
TOO_LONG = Words(
    "That message is too long for me to read. Please send your list in parts, up to about 100 lines each.",
    "Yeh message bahut lamba hai. Please list ko hisson me bhejiye, lagbhag 100 line ek baar me.",
)
TOO_MANY = Words(
    "That was a lot at once, and I did not take it. Please send it again in {seconds} seconds.",
    "Ek saath bahut saare message aa gaye, yeh maine nahi liya. Please {seconds} second baad dobara bhejiye.",
)
NO_WORDS = Words(
    "I could not read any words in that. Tell me what you need, for example: 20 maggi 70g.",
    "Isme koi shabd nahi mila. Bataiye kya chahiye, jaise: 20 maggi 70g.",
)
WAIT_FOR_PERSON = Words(
    "I have called a colleague; it should take about {minutes} minutes. Write whatever helps them: "
    "they will read all of it.",
    "Maine apne saathi ko bula liya hai, lagbhag {minutes} minute lagenge. Jo batana hai likh dijiye, "
    "woh sab padhenge.",
)
OUT_OF_HOURS = Words(
    "Our people are back {opens}. Leave your message here and they will answer it then, in this chat.",
    "Hamare log {opens} wapas aayenge. Yahin message chhod dijiye, woh isi chat me jawab denge.",
)
ALREADY_WAITING = Words(
    "You are in the line already: about {minutes} more minutes. Nothing that you write is lost.",
    "Aap line me hain: lagbhag {minutes} minute aur. Aapka likha kuch khoyega nahi.",
)
KEPT_FOR_PERSON = Words(
    "Kept for my colleague, who will be with you soon.",
    "Saathi ke liye rakh liya hai, woh jaldi aayenge.",
)
KEPT_TOO = Words(
    'Kept too. Write "back" if you would rather have the assistant.',
    'Yeh bhi rakh liya. Assistant chahiye to "wapas" likhiye.',
)
BACK_TO_BOT = Words("Back to the assistant", "Assistant ke saath wapas")
BACK_AGAIN = Words(
    "I am with you again. How can I help?",
    "Main phir aapke saath hoon. Bataiye, kya madad karun?",
)
PERSON_JOINED = Words(
    "{name} is here now and has read what you wrote.",
    "{name} ab aapke saath hain, aapka likha sab padh liya hai.",
)
PERSON_CHANGED = Words("{name} takes over from here.", "Ab aage {name} aapke saath hain.")
PERSON_LEFT = Words(
    "{name} has handed back to me, the assistant.{kept} Go on whenever you like.",
    "{name} ne mujhe, assistant ko, wapas de diya hai.{kept} Jab chahe aage boliye.",
)
# What of the talk with a person the assistant goes on with; only what it really has.
TAKEN_ALONG = Words(" I take along: {facts}.", " Mere paas hai: {facts}.")
KEPT_CART = Words("{quantity} x {title} in your cart", "cart me {quantity} x {title}")
KEPT_OUT = Words("{title} is out of your cart", "{title} cart se nikala gaya")
KEPT_SHOWN = Words("{title}, which you were shown", "{title}, jo aapko dikhaya gaya")
KEPT_ORDER = Words("what was done with order {order}", "order {order} ka badlaav")
BACK_IN_LINE = Words(
    "My colleague had to leave. You are first in the line for the next one.",
    "Mere saathi ko jaana pada. Aap line me sabse aage hain.",
)
HOW_WAS_IT = Words("How did we do?", "Kaisa raha?")
