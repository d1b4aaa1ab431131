"""The language of a customer: chosen, else that of their messages, else what the conversation came with."""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from collections.abc import Collection
from difflib import get_close_matches

from bot.components.devanagari import latin
from bot.dialogue.turn import Tools, Turn
from bot.reading.regional import is_regional
from chat.service.language import choose_language, chosen_language
from chat.words import DEVANAGARI, ROMAN
from shop.reading.sounds import sound

LANGUAGES = (("en", "English"), (ROMAN, "Hindi"), (DEVANAGARI, "हिन्दी"))  # each by its own name
_NAMES = {
    "hindi": ROMAN, "hinglish": ROMAN, "devanagari": DEVANAGARI, "devnagri": DEVANAGARI,
    "english": "en", "inglish": "en", "angrezi": "en",
}  # fmt: skip
_HINDI_LETTERS = re.compile(r"[\u0900-\u097f]")
_REFUSED = re.compile(
    r"\b(?:don'?t|do not|can'?t|cannot|not) (?:\w+ )?(?:understand|know|speak|read|follow|get)\b"
    r"|\b(?:nahi|nahin|nhi|nai)\b"
)
# Words that stand in sentences of one language and not of the other; names of goods stand in both.
_HINDI = frozenset(
    sound(word)
    for word in (
        "hai hain ka ki ke ko se mujhe hume humko mera meri mere aap aapka aapke tum kya kyu kyun kab "
        "kaha kahan kaise kaun kaunsa kitna kitne kitni chahiye chaiye nahi nahin nhi aur ya bhi wala "
        "wali wale bhai bhaiya ji haan acha accha theek thik dedo dena dijiye de kar karo kardo karna "
        "bhejo bhej bhejna dikhao batao bata lena lo liya raha rahi rahe tha thi gaya gayi hoga hogi "
        "sakta sakte milega milta milti sirf bas phir abhi kal aaj pehle wapas wo woh yeh ye iska uska "
        "isme usme yaar namaste namaskar shukriya dhanyavad mala pahije joiye aapo che ane kay aahe"
    ).split()
)
_ENGLISH = frozenset(
    (
        "the a an what which where when how can could would should will have has had my your you we i "
        "am are was were with from this that these those want need like there not any some much many "
        "does did and of for it be been please show give send tell add remove cancel change leave now "
        "offers by home keep car card main hey day see say same come him her his"
    ).split()
)


def written_in(said: str) -> str:
    """The language that a message shows: Hindi in either script, English; "" where it shows none.

    Who writes Marathi or Gujarati in Latin letters is answered in Hindi, another script of India in English.
    """
    if latin(said) != said:
        return DEVANAGARI if _HINDI_LETTERS.search(said) else "en"
    words = re.findall(r"\b[a-z]+\b", said.lower())  # no letters of an order's number
    if is_regional(said):
        return ROMAN
    english = sum(word in _ENGLISH for word in words)
    hindi = sum(sound(word) in _HINDI for word in words if word not in _ENGLISH)
    if hindi and 2 * hindi >= english:
        return ROMAN
    return "en" if english else ""


def language(turn: Turn, tools: Tools) -> str:
    """What the customer chose, else what they write, else what the conversation came with."""
    tapped = turn.confidence == 1.0 and not turn.alternatives
    written = "" if tapped else written_in(turn.said or turn.text)
    return chosen_language(tools.contexts, turn.customer, turn.locale, turn.now, written)


def speak(turn: Turn, tools: Tools, locale: str) -> None:
    """From now on answer in this language, wherever the customer writes from."""
    choose_language(tools.contexts, turn.customer, locale, turn.now)


def asked_for(said: str, written: str = "") -> str:
    """The language that is asked for, the last one named; "" when it is none that we know.

    `written` is the same in the letters it came in: who asks for Hindi in its own letters gets those.
    """
    words = re.findall(r"[a-z]+", said.lower())
    named = [name for word in words if (name := like(word, _NAMES))]
    if not named:
        return ""
    wanted = _NAMES[named[-1]]
    # "I don't understand English" asks for another one.
    if _REFUSED.search(said.lower()):
        return next(code for code, _ in LANGUAGES if code != wanted)
    return DEVANAGARI if named[-1] == "hindi" and latin(written) != written else wanted


def like(word: str, names: Collection[str]) -> str:
    """The one of these names that it is, though misspelt."""
    near = get_close_matches(word, names, 1, 0.8) if len(word) > 3 else [word] if word in names else []
    return near[0] if near else ""
