"""Statements as Indian banks write them, and what is none."""

# ruff: noqa: E501  # statements are as wide as banks write them

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.files.bank_statement import LARGEST, Statement, statement
from connectors.files.reading import BadFile
from shop.money import Money

HDFC = """\
 Date     ,Narration                                                ,Value Dat,Debit Amount       ,Credit Amount      ,Chq/Ref Number   ,Closing Balance
 01/11/26  ,UPI-RAHUL SHARMA-RAHUL@OKAXIS-UTIB0000001-630512345678-ORDER D4ABCDEFG     ,01/11/26 ,          0.00 ,    1,23,456.00 ,0000630512345678       ,    2,00,000.00
 02/11/26  ,POS 416021XXXXXX1234 FLIPKART     ,02/11/26 ,          500.00 ,     0.00 ,0000000000001234       ,    1,99,500.00
"""
HDFC_QUOTED = """\
Date,Narration,Chq./Ref.No.,Value Dt,Withdrawal Amt.,Deposit Amt.,Closing Balance
01/11/26,"UPI-RAHUL SHARMA-RAHUL@OKAXIS-630512345678-ORDER D4ABCDEFG",0000630512345678,01/11/26,,"1,23,456.00","2,00,000.00"
********,********,********,********,********,********,********
STATEMENT SUMMARY :-,,,,,,
Opening Balance,Dr Count,Cr Count,Debits,Credits,Closing Bal,
"1,00,000.00",0,1,0.00,"1,23,456.00","2,00,000.00",
"""
SBI = """\
Account Name     :,Mrs. ANNAPURNA DEVI
Address          :,"12, MG ROAD
PUNE"
Account Number   :,_00000012345678901
Start Date       :,1 Nov 2026
,
Txn Date\tValue Date\tDescription\tRef No./Cheque No.\tDebit\tCredit\tBalance
1 Nov 2026\t1 Nov 2026\t   BY TRANSFER-UPI/CR/630512345678/RAHUL SH/UTIB/rahul@okax/Order D4A--\tTRANSFER FROM 4897695162091\t \t1,23,456.00\t2,00,000.00
\t\tBCDEFG\t\t\t\t
2 Nov 2026\t2 Nov 2026\tTO TRANSFER-UPI/DR/630599999999/MILK\tTRANSFER TO 48976\t60.00\t \t1,99,940.00
**This is a computer generated statement and does not require a signature.
"""
ICICI = """\
DETAILED STATEMENT
,,Account Number,012345678901 ( INR )  - ANNAPURNA
,,Transaction Period,"From 01/11/2026 To 03/11/2026"
S No.,Value Date,Transaction Date,Cheque Number,Transaction Remarks,Withdrawal Amount (INR ),Deposit Amount (INR ),Balance (INR )
1,01/11/2026,01/11/2026,-,UPI/630512345678/Order D4ABCDEFG/rahul@okaxis/AXIS BANK/ICI123,0.0,123456.0,200000.0
2,02/11/2026,02/11/2026,-,ACH/DR,500.00,0,199500.00
,,,,Total,500.00,"1,23,456.00",
Legends Used in Account Statement
"""
AXIS = """\
Tran Date;CHQNO;PARTICULARS;DR;CR;BAL;SOL
01-11-2026;-;UPI/P2M/630512345678/RAHUL/Order D4ABCDEFG/AXIS; ;123456.00;200000.00;004
"""
KOTAK = """\
Sl. No.,Transaction Date,Value Date,Description,Chq / Ref No.,Amount,Dr / Cr,Balance
1,01-11-2026 10:22 AM,01-11-2026,UPI/RAHUL/630512345678/Order D4ABCDEFG,UPI-630512345678,"1,23,456.00",CR,"2,00,000.00"
2,02-11-2026 10:22 AM,02-11-2026,UPI/MILK/630512345679/milk,UPI-630512345679,60.00,DR,"1,99,940.00"
"""


@pytest.mark.parametrize("said", [HDFC_QUOTED, SBI.replace("\n,\n", "\n\n"), ICICI, AXIS, KOTAK])
def test_each_banks_statement_says_the_same(said: str) -> None:
    read = statement(said.encode())
    assert read.faults == ()
    (came,) = read.credits
    assert (came.day, came.amount, came.utr) == (date(2026, 11, 1), Money(12345600), "630512345678")
    assert "D4ABCDEFG" in came.references
    assert came.id == "630512345678"


def test_cells_that_a_bank_does_not_quote_are_told_not_guessed() -> None:
    plain = HDFC.replace("1,23,456", "123456").replace("2,00,000", "200000").replace("1,99,500", "199500")
    assert [c.amount for c in statement(plain.encode()).credits] == [Money(12345600)]
    broken = statement(HDFC.encode())
    assert broken.credits == ()
    assert broken.faults[0] == (2, "there are 11 cells under 7 columns")


def test_single_lines_that_are_wrong_are_told_with_their_number() -> None:
    said = (
        "Date,Narration,Ref No,Debit,Credit,Balance\n"
        "01/11/2026,good,,,10.00,\n"
        "31/02/2026,no day,,,10.00,\n"
        "02/11/2026,no amount,,,ten,\n"
        "02/11/2026,minus,,,-10.00,\n"
        "02/11/2026,three places,,,10.005,\n"
        "02/11/2026,a treasure,,,99999999999.00,\n"
        "03/11/2026,good too,,,Rs. 20 Cr,\n"
    )
    read = statement(said.encode())
    assert [c.amount.minor for c in read.credits] == [1000, 2000]
    assert [number for number, _ in read.faults] == [3, 4, 5, 6, 7]


def test_lines_that_are_the_same_in_all_are_two() -> None:
    head = "Date,Narration,Ref No,Debit,Credit\n"
    line = "01/11/2026,BY CASH,,,10.00\n"
    once, twice = statement((head + line).encode()), statement((head + line * 2).encode())
    assert len({c.id for c in twice.credits}) == 2
    assert once.credits[0].id == twice.credits[0].id


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "no line names its columns"),
        (b"sku,title,price\nSALT,Salt,28\n", "no line names its columns"),
        (b"Date,Narration,Debit\n01/11/2026,x,5\n", "no line names its columns"),
        (b"Date,Narration,Credit\n", "has no lines"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04...", "is an Excel file"),
        (b"\xd0\xcf\x11\xe0...", "is an Excel file"),
        ("Date,Narration,Credit".encode("utf-16"), "UTF-16"),
        (b"Date,Narr\0ation,Credit\n", "is no text"),
        (b"x" * (LARGEST + 1), "is larger than"),
        (b'Date,Narration,Credit\n"' + b"x" * 200_000, "is no CSV"),
    ],
)  # fmt: skip
def test_what_is_no_statement_is_refused_with_the_reason(raw: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        statement(raw, "bank.csv")


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda t: t.encode(errors="replace"))))
def test_any_bytes_are_read_or_refused(rest: bytes) -> None:
    for raw in (rest, b"Date,Narration,Ref No,Debit,Credit\n" + rest):
        try:
            read = statement(raw)
        except BadFile:
            continue
        assert isinstance(read, Statement)
        assert all(0 < c.amount.minor < 2**31 for c in read.credits)
