"""The one parser of quantities, packs, money and dates."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.errors import NotAllowed
from shop.money import Money
from shop.reading.dates import parse_date, parse_period
from shop.reading.money_words import parse_money
from shop.reading.numbers import parse_number
from shop.reading.quantity import parse_pack, parse_wanted, whole


@pytest.mark.parametrize(
    ("text", "words", "count", "unit", "sizes"),
    [
        ("20 maggi 70g", "maggi", 20, "", ["70 g"]),
        ("10kg sugar", "sugar", None, "", ["10 kg"]),
        ("3 ctn surf excel 1kg", "surf excel", 3, "carton", ["1 kg"]),
        ("aur 2 doz parle g", "parle g", 24, "piece", []),
        ("1/2 kg haldi", "haldi", None, "", ["500 g"]),
        ("5x200ml frooti", "frooti", 5, "", ["200 ml"]),
        ("maggi 70g x 20", "maggi", 20, "", ["70 g"]),
        ("maggi - 20", "maggi", 20, "", []),
        ("colin 500 x 6", "colin 500", 6, "", []),
        ("6 pudia surf", "surf", 6, "sachet", []),
        ("ghee 1 litre ke 2 dabbe", "ghee", 2, "packet", ["1 L"]),
        ("everest masala 1 dozn", "everest masala", 12, "piece", []),
        ("5 star 20 pcs", "5 star", 20, "piece", []),
        ("7up 2l 12", "7up", 12, "", ["2 L"]),
        ("50-50 biscuit 12", "50-50 biscuit", 12, "", []),
        ("pachas maggi", "maggi", 50, "", []),
        ("do packet maggi", "maggi", 2, "packet", []),
        ("maggi 1 hi peti", "maggi", 1, "carton", []),
        ("3 only packets of maggi", "maggi", 3, "packet", []),
        ("2 more cases of maggi", "maggi", 2, "carton", []),
        ("maggi ki ek aur peti", "maggi", 1, "carton", []),
        ("mujhe 5 kg chawal", "chawal", None, "", ["5 kg"]),
        ("half dozen eggs", "eggs", 6, "piece", []),
        ("dhai kilo atta", "atta", None, "", ["2.5 kg"]),
        ("a couple of dove soap", "dove soap", 2, "", []),
        ("add 1,250 pcs match box", "match box", 1250, "piece", []),
        ("-3 maggi", "maggi", -3, "", []),
        ("1.5 maggi", "maggi", Fraction(3, 2), "", []),
        ("ek peti thums up 250ml", "thums up", 1, "carton", ["250 ml"]),
        ("no, 20 not 12", "", 20, "", []),
        ("maxo coil 10 pcs - 5 pkt", "maxo coil 10 pcs", 5, "packet", []),
        ("pencil 10 pcs x 6", "pencil 10 pcs", 6, "", []),
        ("surf excel 1kg carton - 2", "surf excel", 2, "carton", ["1 kg"]),
        ("lays 82g 24 pkt @ 40", "lays", 24, "packet", ["82 g"]),
        ("nahi 8 kar do", "", 8, "", []),
        ("4 nahi 6 kar do", "", 6, "", []),
        ("red label 5 ki jagah 8 kar do", "red label", 8, "", []),
        ("30 instead of 12", "", 30, "", []),
        ("harpic 1 L 6 daal do", "harpic", 6, "", ["1 L"]),
        ("2 kilo dal do", "dal", None, "", ["2 kg"]),
        ("5 kilo dedo", "", None, "", ["5 kg"]),
        ("do you have maggi", "do you have maggi", None, "", []),
        ("the last one", "last one", None, "", []),
    ],
)
def test_a_wish_is_read(text: str, words: str, count: int | None, unit: str, sizes: list[str]) -> None:
    wanted = parse_wanted(text)
    assert (wanted.words, wanted.count, wanted.unit) == (words, count, unit)
    assert [str(m) for m in wanted.measures] == sizes


def test_a_price_point_is_no_count() -> None:
    wanted = parse_wanted("maggi 10 rs wala 20")
    assert (wanted.count, wanted.price) == (20, Money(1000))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("pachas", 50),
        ("dhai sau", 250),
        ("1.5k", 1500),
        ("twenty five", 25),
        ("two and a half", Fraction(5, 2)),
        ("1 1/2", Fraction(3, 2)),
        ("sadhe teen", Fraction(7, 2)),
        ("2 lakh 50 thousand", 250_000),
        ("one hundred twenty five", 125),
        ("a couple", 2),
    ],
)
def test_a_number_is_read(text: str, value: int | Fraction) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("Rs. 1,250/-", 125_000),
        ("1.5k", 150_000),
        ("₹99.50", 9_950),
        ("pachas rupaye", 5_000),
        ("2 lakh", 20_000_000),
    ],
)
def test_money_is_read(text: str, minor: int) -> None:
    assert parse_money(text) == Money(minor)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", (11, 21)), ("kal", (11, 22)), ("parso", (11, 23)), ("monday", (11, 23)),
        ("next monday", (11, 23)), ("in 3 days", (11, 24)), ("25 dec", (12, 25)), ("25/12", (12, 25)),
        ("2026-12-01", (12, 1)), ("next week", (11, 28)), ("teen din baad", (11, 24)),
    ],
)  # fmt: skip
def test_a_day_is_read(text: str, day: tuple[int, int]) -> None:
    assert parse_date(text, date(2026, 11, 21)) == date(2026, *day)


def test_a_span_is_read() -> None:
    assert parse_period("same as last month", date(2026, 11, 21)) == (date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("pack", "pieces", "size"),
    [
        ("70 g", 1, "70 g"),
        ("1 L x 12", 12, "1 L"),
        ("12 x 70 g", 12, "70 g"),
        ("70 g x 48", 48, "70 g"),
        ("", 1, "None"),
    ],
)
def test_a_pack_is_read(pack: str, pieces: int, size: str) -> None:
    found = parse_pack(pack)
    assert (found[0], str(found[1])) == (pieces, size)


@pytest.mark.parametrize("count", [Fraction(0), Fraction(-3), Fraction(3, 2), Fraction(10**9)])
def test_what_is_no_quantity_is_refused_in_a_sentence(count: Fraction) -> None:
    with pytest.raises(NotAllowed, match=r"\w+ .*\."):
        whole(count)


@given(st.text(max_size=120))
def test_no_text_makes_a_parser_fail(text: str) -> None:
    parse_wanted(text)
    parse_pack(text)
    parse_number(text)
    parse_money(text)
    parse_date(text, date(2026, 11, 21))
    parse_period(text, date(2026, 11, 21))


@given(st.integers(1, 99_999), st.sampled_from(["pcs", "pkt", "ctn", "bottles", "nos"]), st.booleans())
def test_a_count_with_its_unit_is_found_on_either_side(count: int, unit: str, behind: bool) -> None:
    text = f"tata salt {count} {unit}" if behind else f"{count} {unit} tata salt"
    wanted = parse_wanted(text)
    assert (wanted.words, wanted.count) == ("tata salt", count)


@given(st.integers(0, 10**12))
def test_money_survives_being_spoken(minor: int) -> None:
    assert parse_money(Money(minor).spoken()) == Money(minor)


@pytest.mark.parametrize(
    ("text", "words", "count", "holds"),
    [
        ("exo bar 300 gm carton of 48 - 1", "exo bar", 1, 48),
        ("400 gm ki 24 wali peti 1", "", 1, 24),
        ("soda 750 ml 24 bottle carton - 2", "soda", 2, 24),
        ("maggi 280g carton 1 (24 pkt)", "maggi", 1, 24),
        ("bisleri 500ml - 2 case (24 bottle per case)", "bisleri", 2, 24),
        ("shampoo 180ml - 1 ctn (48)", "shampoo", 1, 48),
        ("rice 5kg x 4 carton = 1", "rice", 1, 4),
        ("surf 1kg x 3 carton", "surf", 3, 0),
        ("bovonto 1.25 L case of 12 (3)", "bovonto", 3, 12),
        ("sugar carton (1413/-) 1 only", "sugar", 1, 0),
    ],
)
def test_what_a_case_holds_is_no_count(text: str, words: str, count: int, holds: int) -> None:
    wanted = parse_wanted(text)
    assert (wanted.words, wanted.count, wanted.unit, wanted.holds) == (words, count, "carton", holds)
