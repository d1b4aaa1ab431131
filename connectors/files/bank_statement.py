"""Reads what came in out of a bank's statement, as Indian banks write them as CSV.

Above the line that names the columns stand the account and its holder, below it the lines, at the end
often sums. The columns are known by their names (HDFC's Narration and Deposit Amt., SBI's Description and
Credit, ICICI's Transaction Remarks and Deposit Amount (INR)); what has no such line is no statement.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from connectors.files.reading import BadFile
from shop.money import Money
from shop.payments.bank import Credit

LARGEST = 10 * 1024 * 1024  # bytes; a busy shop's year has some two
HEAD_WITHIN = 60  # lines, in which the names of the columns stand
MOST = 2**31 - 1  # minor units that a column of money holds
LONGEST = 1000  # characters of a narration that are kept

# What the columns are called, letters alone; the first that is there counts.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "day": ("transactiondate", "txndate", "trandate", "date", "postdate", "valuedate", "valuedt", "valuedat"),
    "narration": (
        "narration", "description", "transactionremarks", "particulars", "transactiondetails",
        "transactiondescription", "remarks", "details", "transactionparticulars",
    ),
    "ref": (
        "chqrefno", "chqrefnumber", "refnochequeno", "chequerefno", "refno", "referenceno", "utr", "utrno",
        "chequenumber", "chequeno", "chqno", "instrumentid", "transactionid", "tranid",
    ),
    "credit": (
        "depositamt", "depositamount", "depositamountinr", "deposits", "deposit", "creditamount", "creditamt",
        "creditinr", "credits", "credit", "cr", "amountcr",
    ),
    "debit": (
        "withdrawalamt", "withdrawalamount", "withdrawalamountinr", "withdrawals", "withdrawal",
        "debitamount", "debitamt", "debitinr", "debits", "debit", "dr",
    ),
    "amount": ("amount", "transactionamount", "amountinr", "transactionamountinr"),
    "side": ("drcr", "crdr", "type", "transactiontype", "debitcredit"),
    "balance": ("closingbalance", "balance", "balanceinr", "bal", "runningbalance", "availablebalance"),
}  # fmt: skip
_DAYS = (
    "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d-%m-%y", "%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%d-%b-%Y",
    "%d-%b-%y", "%d %b %Y", "%d %b %y", "%d/%b/%Y", "%d %B %Y",
)  # fmt: skip
_AMOUNT = re.compile(r"[0-9][0-9,]*(?:\.[0-9]{1,2})?", re.ASCII)
_ENDS = ("statement summary", "total", "grand total", "closing balance", "page total", "legend", "**end")


@dataclass(frozen=True)
class Statement:
    """What came in, and what was wrong with single lines."""

    credits: tuple[Credit, ...]
    debits: int  # lines of what went out, which are not looked at
    faults: tuple[tuple[int, str], ...]  # number of the line, what is wrong with it


def statement(raw: bytes, name: str = "the file") -> Statement:
    """The statement in these bytes, or BadFile with the reason why it is none."""
    rows = _rows(_text(raw, name), name)
    columns, start = _columns(rows, name)
    wide = len(rows[start - 1][1])
    found: list[Credit] = []
    faults: list[tuple[int, str]] = []
    debits, last = 0, False  # whether the line before was a credit, whose narration may go on
    for number, cells in rows[start:]:
        row = {role: _plain(cells[at]) if at < len(cells) else "" for role, at in columns.items()}
        first = next((cell.strip() for cell in cells if cell.strip()), "")
        if first.lower().startswith(_ENDS):
            break
        try:
            if any(c.isdigit() for c in row["day"]) and any(cell.strip() for cell in cells[wide:]):
                raise ValueError(f"there are {len(cells)} cells under {wide} columns")
            came = _credit(row, number)
        except ValueError as err:
            faults.append((number, str(err)))
            came, last = None, False
            continue
        if came:
            found.append(came)
        elif row["day"]:
            debits += bool(_day(row["day"]))
        elif last and row["narration"] and not any(row[x] for x in row if x not in ("day", "narration")):
            found[-1] = replace(found[-1], narration=f"{found[-1].narration} {row['narration']}"[:LONGEST])
            continue
        last = came is not None
    if not found and not debits and not faults:
        raise BadFile(f"{name} names the columns of a bank's statement, and has no lines under them")
    return Statement(tuple(_apart(found)), debits, tuple(faults))


def _text(raw: bytes, name: str) -> str:
    if len(raw) > LARGEST:
        raise BadFile(f"{name} is larger than {LARGEST // 1024 // 1024} MB; export fewer months")
    if raw[:4] == b"%PDF":
        raise BadFile(f"{name} is a PDF; download the statement as CSV")
    if raw[:2] == b"PK" or raw[:4] == b"\xd0\xcf\x11\xe0":
        raise BadFile(f"{name} is an Excel file; download the statement as CSV, or save it as CSV")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise BadFile(f"{name} is UTF-16; save it as CSV UTF-8")
    if b"\0" in raw:
        raise BadFile(f"{name} is no text; download the statement as CSV")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _rows(said: str, name: str) -> list[tuple[int, list[str]]]:
    """All rows with the numbers of their lines, cut where this bank cuts them."""
    head = said.splitlines()[:HEAD_WITHIN]
    between = max(",\t;|", key=lambda sign: max((line.count(sign) for line in head), default=0))
    reader = csv.reader(io.StringIO(said, newline=""), delimiter=between)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, cells))
    except csv.Error as err:
        raise BadFile(f"{name} is no CSV: line {reader.line_num + 1}: {err}") from err
    return rows


def _columns(rows: Sequence[tuple[int, list[str]]], name: str) -> tuple[dict[str, int], int]:
    """Where each column stands, and the first row under their names."""
    for start, (_, cells) in enumerate(rows[:HEAD_WITHIN], start=1):
        names = ["".join(c for c in cell.lower() if c.isalpha()) for cell in cells]
        found = {
            role: names.index(next(one for one in known if one in names))
            for role, known in _NAMES.items()
            if any(one in names for one in known)
        }
        in_or_out = "credit" in found or {"amount", "side"} <= found.keys()
        if "day" in found and "narration" in found and in_or_out:
            return found, start
    raise BadFile(
        f"{name} is no bank statement that can be read: no line names its columns, which must be a date, "
        "a narration (or description, particulars, remarks) and what came in (deposit or credit)"
    )


def _credit(row: Mapping[str, str], number: int) -> Credit | None:
    """What came in on this line; None where nothing did, or it is no line of the account."""
    if not any(c.isdigit() for c in row["day"]):
        return None
    written = row.get("credit", "")
    if "credit" not in row:
        side = row["side"].lower()
        written = row["amount"] if side.startswith(("c", "deposit")) else ""
    amount = _amount(written)
    if not amount:
        return None
    day = _day(row["day"])
    if day is None:
        raise ValueError(f"{row['day'][:40]!r} is no date")
    if amount > MOST:
        raise ValueError(f"{written} is more than any order")
    narration = " ".join(row["narration"].split())[:LONGEST]
    ref = row.get("ref", "")[:80]
    return Credit(day, Money(amount), narration, ref, row.get("balance", "")[:40], line=number)


def _amount(written: str) -> int:
    """Minor units; 0 for nothing."""
    plain = written.strip().upper().removesuffix("CR").removesuffix("(").strip()
    for sign in ("INR", "RS.", "RS", "\u20b9", "+"):
        plain = plain.removeprefix(sign).strip()
    if plain in ("", "-", "--", "NA", "N/A", "NIL"):
        return 0
    if not _AMOUNT.fullmatch(plain) or len(plain) > 20:
        raise ValueError(f"{written[:40]!r} is no amount")
    return int(Decimal(plain.replace(",", "")) * 100)


def _day(written: str) -> date | None:
    said = written.strip()
    head, _, time = said.partition(" ")
    said = head if ":" in time and any(c in head for c in "/-.") else said
    for form in _DAYS:
        try:
            return datetime.strptime(said[:20], form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None


def _plain(cell: str) -> str:
    """A cell without what spreadsheets put around a number so that it stays a text."""
    cell = cell.strip()
    if cell.startswith('="') and cell.endswith('"'):
        cell = cell[2:-1]
    return cell.removeprefix("'").strip()


def _apart(found: Sequence[Credit]) -> Iterator[Credit]:
    """Lines that are the same in all are told apart by their number among themselves."""
    seen: Counter[str] = Counter()
    for credit in found:
        yield replace(credit, place=seen[credit.id])
        seen[credit.id] += 1
