"""Where a parcel is followed: carriers' numbers and links pass from seller to buyer, contacts do not."""

from urllib.parse import urlsplit

from chat.relay import Relayed, relayed

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
SHORTEST_NUMBER = 8


def tracked(words: str) -> Relayed:
    """What is said of a parcel, as the buyer may see it."""
    said = words.split()
    if len(said) == 1 and _number(said[0]):
        # Some carriers' numbers look like a mobile's: shown, for it cannot be told, and looked at.
        return Relayed(said[0], ("contact",) if _mobile(said[0]) else ())
    kept = [one for one in said if _link(one) or (_number(one) and not _mobile(one))]
    passed = relayed(" ".join(one for one in said if one not in kept))
    return Relayed(" ".join(part for part in (passed.shown, *kept) if part), passed.flags)


def _number(word: str) -> bool:
    """Letters and digits in one piece, with enough digits to be nothing else."""
    digits = sum(letter.isdigit() for letter in word)
    return word.isascii() and word.isalnum() and digits >= SHORTEST_NUMBER


def _mobile(number: str) -> bool:
    local = number.lstrip("0").removeprefix("91") if len(number) > 10 else number
    return local.isdigit() and len(local) == 10 and local[0] in "6789"


def _link(word: str) -> bool:
    try:
        at = urlsplit(word if "://" in word else f"https://{word}")
    except ValueError:
        return False
    if at.scheme not in ("http", "https") or "@" in word:
        return False
    named = (at.hostname or "").split(".")
    return any(".".join(named[part:]) in CARRIERS for part in range(len(named)))
