"""What passes between buyer and seller: contact data and links masked, what looks wrong flagged; pure."""

import re
import unicodedata
from dataclasses import dataclass

# Ten or more digits however they are split up, with words between them kept apart by the bound on gaps.
PHONE = re.compile(r"(?<![\w.])(?:\+?\d[\s()+.*_~|\u00b7\u2022\u2010-\u2015-]{0,3}){9,14}\d(?!\w)")
# A mobile's ten, also with letters close to it.
MOBILE = re.compile(r"(?<!\d)0{0,3}(?:91)?[6-9](?:[ -]?\d){9}(?!\d)")
_SPOKEN_DIGIT = (
    r"(?:zero|one|two|three|four|five|six|seven|eight|nine|double|triple|ek|do|teen|char|paanch|chhe|"
    r"saat|aath|nau|shunya)"
)
# Nothing is asked of its end: "double" over and over would be read to there again from each of them.
SPELLED = re.compile(rf"\b{_SPOKEN_DIGIT}(?:[\s,.-]++{_SPOKEN_DIGIT}\b){{6,}}", re.IGNORECASE)
EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]++\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\s?(?:\.|\(dot\)|\[dot\]|\bdot\b)\s?\w+)*",
    re.IGNORECASE,
)
# "raju at gmail dot com": one of those where everybody has a mailbox, in words.
MAILBOX = re.compile(
    r"(?:\b[\w.+-]{1,64}+\s(?:at\s)?)?\b(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|rediffmail|icloud|proton)"
    r"\s?(?:\.|\(dot\)|\[dot\]|dot)\s?(?:com|in|co|me)\b",
    re.IGNORECASE,
)
LINK = re.compile(
    r"(?:https?://|www\.)\S+|"
    r"\b(?:wa\.me|t\.me|bit\.ly|[\w-]{1,63}\.(?:com|in|org|net|shop|store|me|io|biz|co))(?:/\S*)?\b",
    re.IGNORECASE,
)
SPOKEN_LINK = re.compile(
    r"(?<![\w-])[\w-]{3,63}+(?:\sdot\s|\s?[(\[]dot[)\]]\s?)(?:com|org|net)\b", re.IGNORECASE
)
OFF_PLATFORM = re.compile(
    r"\b(?:pay (?:me )?(?:directly|in cash|by upi)|direct(?:ly)? (?:order|deal|pay|payment|rate)|"
    r"outside (?:the )?(?:app|platform|site)|cash me|call me|call karo|phone karo|"
    r"whats\s?app (?:me|karo|number)|without (?:the )?(?:bill|invoice|gst)|"
    r"bina bill|seedha order|better price if you)\b",
    re.IGNORECASE,
)
ABUSE = re.compile(
    r"\b(?:idiot|stupid|bastard|fool|shut up|fuck\w*|bloody|chutiya|harami|kutta|kamina|saala|"
    r"bewakoof|gadha)\b",
    re.IGNORECASE,
)

# How people begin a question that goes through the shop: "ask the seller if", "seller se pucho ki".
BEGINS = re.compile(
    r"^(?:(?:please |pls |can you |could you )*(?:ask|tell|message) (?:the |this |its )?"
    r"(?:seller|vendor|supplier)(?: (?:if|whether|about|that))?"
    r"|(?:seller|vendor) (?:se|ko) (?:pucho|poocho|puchiye|bolo)(?: (?:ki|kya))?)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Relayed:
    """What the other side is shown, and what an admin should look at."""

    shown: str
    flags: tuple[str, ...]


def relayed(words: str) -> Relayed:
    """The words as the other side may see them."""
    flags = []
    shown = words
    for pattern, mask, flag in (
        (EMAIL, "[contact hidden]", "contact"),
        (MAILBOX, "[contact hidden]", "contact"),
        (LINK, "[link hidden]", "link"),
        (SPOKEN_LINK, "[link hidden]", "link"),
        (PHONE, "[number hidden]", "contact"),
        (MOBILE, "[number hidden]", "contact"),
        (SPELLED, "[number hidden]", "contact"),
    ):
        hidden = _hidden(pattern, mask, shown)
        if hidden != shown and flag not in flags:
            flags.append(flag)
        shown = hidden
    plain, _ = _plain(words)
    if OFF_PLATFORM.search(plain):
        flags.append("off_platform")
    if ABUSE.search(plain):
        flags.append("abuse")
    return Relayed(shown, tuple(flags))


def _hidden(pattern: re.Pattern[str], mask: str, words: str) -> str:
    """The words with what the pattern finds in their plain form masked; all else as it was written."""
    plain, places = _plain(words)
    kept, end = [], 0
    for found in pattern.finditer(plain):
        kept += [words[end : places[found.start()]], mask]
        end = places[found.end()]
    return "".join(kept) + words[end:]


def _plain(words: str) -> tuple[str, list[int]]:
    """The words as they are read: digits in circles as digits, nothing between letters that is not seen.

    Only to look in: Hindi is not written without its marks. With each letter's place in the words.
    """
    letters, places = [], []
    for place, letter in enumerate(words):
        if letter.isascii():
            letters.append(letter)
            places.append(place)
        elif unicodedata.category(letter) not in ("Cf", "Mn", "Me"):
            digit = unicodedata.digit(letter, None)
            for one in unicodedata.normalize("NFKC", letter) if digit is None else str(digit):
                letters.append(one)
                places.append(place)
    return "".join(letters), [*places, len(words)]


def as_question(shown: str) -> str:
    """A question as it stands with its answer for others: without the way it was asked, or hidden parts."""
    kept = [part.strip() for part in re.split(r"(?<=[.?!])\s+|,\s*|\n+", shown) if "hidden]" not in part]
    asked = BEGINS.sub("", ", ".join(part for part in kept if part)).strip() or shown
    return asked[:1].upper() + asked[1:]
