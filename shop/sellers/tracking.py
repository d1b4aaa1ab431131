"""Where a parcel is followed: carriers' numbers and links pass from seller to buyer, contacts do not."""

import re
from urllib.parse import urlsplit

from shop.sellers.masking import LINK, MOBILE, Relayed, relayed

# Those that bring parcels in India; a link to anywhere else is hidden like any other.
CARRIERS = frozenset(
    {
        "aramex.com",
        "bluedart.com",
        "delhivery.com",
        "dhl.com",
        "dtdc.com",
        "dtdc.in",
        "ecomexpress.in",
        "ekartlogistics.com",
        "ekartlogistics.in",
        "fedex.com",
        "gati.com",
        "indiapost.gov.in",
        "safexpress.com",
        "shadowfax.in",
        "shiprocket.co",
        "shiprocket.in",
        "tpcindia.com",
        "trackon.in",
        "ups.com",
        "xpressbees.com",
    }
)
HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*")
SHORTEST_NUMBER, LONGEST_NUMBER, MOBILE_DIGITS, FOUR = 8, 40, 10, 4
ENDS = ".,;:#()[]<>!?'\""  # of a sentence, not of a number or link
HELD = "\u2063"  # stands for what passes; not seen between letters, so words around it are read together


def tracked(words: str) -> Relayed:
    """What is said of a parcel, as the buyer may see it."""
    said = words.replace(HELD, "").split()
    if len(said) == 1 and said[0].isdecimal() and _number(said[0]):
        # Some carriers' numbers look like a mobile's: shown, for it cannot be told, and looked at.
        return Relayed(said[0], ("contact",) if MOBILE.search(said[0]) else ())
    text, kept = "", []
    for word in _together(said):
        link = _link(word.strip(ENDS))
        for part in [word] if link else re.split("([:#,])", word):
            bare = part.strip(ENDS)
            if link or (_number(bare) and not MOBILE.search(bare)):
                before, _, after = part.partition(bare)
                text += before + HELD + after
                kept.append(bare)
            else:
                text += part
        if text.endswith(HELD):
            kept[-1] += " "
        else:
            text += " "
    passed = relayed(text)
    flags = passed.flags
    if "contact" not in flags and any(MOBILE.search(one) for one in kept):
        flags = ("contact", *flags)
    between = passed.shown.split(HELD)
    if len(between) != len(kept) + 1:  # one stood within what is hidden: which, is not known
        kept = [""] * len(between)
    shown = "".join(part + one for part, one in zip(between, [*kept, ""], strict=False))
    return Relayed(shown.strip(), flags)


def _together(said: list[str]) -> list[str]:
    """The words, with a number that is written in fours in one piece."""
    words: list[str] = []
    fours = False
    for word in said:
        digits = word.strip(ENDS)
        if fours and word[:1].isdecimal() and digits.isdecimal() and len(digits) <= FOUR:
            words[-1] += f" {word}"
        else:
            words.append(word)
        fours = word[-1:].isdecimal() and digits.isdecimal() and len(digits) == FOUR
    return words


def _number(word: str) -> bool:
    """Letters and digits in one piece, or digits in fours, with enough digits to be nothing else."""
    if not word.isascii() or len(word) > LONGEST_NUMBER:
        return False
    digits = sum(letter.isdigit() for letter in word)
    if " " in word:  # a landline's begins with its 0, or has fewer
        return digits > MOBILE_DIGITS and not word.startswith("0")
    return word.replace("-", "").isalnum() and digits >= SHORTEST_NUMBER


def _link(word: str) -> bool:
    """A carrier's address, as every browser reads it, and nobody else's in it."""
    if not word.isascii() or "@" in word:
        return False
    try:
        at = urlsplit(word if "://" in word else f"https://{word}")
    except ValueError:
        return False
    host = at.hostname or ""
    if at.scheme not in ("http", "https") or not HOST.fullmatch(host) or MOBILE.search(host):
        return False
    named = host.split(".")
    ours = any(".".join(named[-labels:]) in CARRIERS for labels in (2, 3))
    return ours and not LINK.search(f"{at.path}?{at.query}#{at.fragment}")
