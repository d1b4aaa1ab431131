"""UPI: the shop's address, the link that opens a customer's UPI app, and what of it comes back in words.

Pure. The link is NPCI's "UPI Linking Specification": upi://pay with the payee's address and name, the amount
with two decimals, INR, our reference and a note.
"""

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import quote

from shop.money import Money
from shop.refusals import Refused

LONGEST_ADDRESS, LONGEST_NAME, LONGEST_NOTE = 255, 99, 50
MOST = 10**11  # minor units; `am` has room for more, no UPI app for as much

# What stands before the @ is of letters, digits, dots, hyphens and underscores; behind it, the bank's handle.
_ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,254}@[A-Za-z][A-Za-z0-9]{1,63}", re.ASCII)

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # of an order's number: none that are taken for another
_REFERENCE = re.compile(rf"D[0-9][{LETTERS}]{{7}}", re.ASCII)
_ANYWHERE = re.compile(rf"(?=(D[0-9][{LETTERS}]{{7}}))", re.ASCII)
# The number that UPI gives each payment (UTR, RRN): twelve digits that stand alone.
_TWELVE = re.compile(r"(?<![0-9])[0-9]{12}(?![0-9])", re.ASCII)


@dataclass(frozen=True)
class Payee:
    """Whom UPI pays: the shop's address and the name that the payer's app shows."""

    address: str
    name: str


def checked_address(written: str) -> str:
    """The UPI address (VPA), if it has the form of one; else a ValueError that says so."""
    address = written.strip()
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        raise ValueError("must be a UPI address like shop@bank")
    return address


def reference(order_id: str) -> str:
    """Our name of an order's payment (`tr`): the order's own number where we gave it, else one of that form.

    It is what a bank's statement is searched for, so it has one form whatever orders are called elsewhere.
    """
    if _REFERENCE.fullmatch(order_id):
        return order_id
    number = int.from_bytes(hashlib.sha256(order_id.encode()).digest()[:8])
    letters = ""
    for _ in range(7):
        number, at = divmod(number, len(LETTERS))
        letters += LETTERS[at]
    return f"D{number % 10}{letters}"


def link(payee: Payee, amount: Money, ref: str, note: str) -> str:
    """The address that opens a UPI app with everything filled in; also what the QR code holds."""
    if amount.currency != "INR":
        raise ValueError("UPI pays rupees only")
    if not 0 < amount.minor <= MOST:
        raise ValueError("UPI pays an amount above nothing")
    values = {
        "pa": quote(payee.address, safe="@"),  # as NPCI writes it: apps look for the sign itself
        "pn": quote(payee.name[:LONGEST_NAME], safe=""),
        "am": amount.plain(),
        "cu": amount.currency,
        "tr": quote(ref, safe=""),
        "tn": quote(note[:LONGEST_NOTE], safe=""),
    }
    return "upi://pay?" + "&".join(f"{name}={value}" for name, value in values.items())


def utrs_in(said: str) -> list[str]:
    """The numbers of payments that stand in a text, each once."""
    return list(dict.fromkeys(_TWELVE.findall(said)))


def utr_typed(written: str) -> str:
    """The number of a payment as it was typed, spaces and all; a refusal where it is none."""
    digits = "".join(c for c in written if c not in " -.\u00a0")
    if not _TWELVE.fullmatch(digits):
        raise Refused("utr_form")
    return digits


def references_in(narration: str) -> list[str]:
    """What could be references of ours in a bank's narration, which banks wrap and break anywhere."""
    together = "".join(c for c in narration.upper() if c.isalnum())
    return list(dict.fromkeys(_ANYWHERE.findall(together)))
