"""Pasted lists: taken apart, and matched."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.catalogue.product import Product
from shop.finding.matching import Weights, match, match_all
from shop.money import Money
from shop.reading.lists import MOST_LINES, is_list, pieces
from shop.reading.quantity import LONGEST_WISH, parse_wanted

SHELF = [
    Product("MAGGI-70", "Maggi Masala Noodles 70 g", Money(1400), pack="70 g", aliases=("maggi masala",)),
    Product("MAGGI-140", "Maggi Masala Noodles 140 g", Money(2800), pack="140 g", aliases=("maggi masala",)),
    Product(
        "MAGGI-70-CASE",
        "Maggi Masala Noodles 70 g x 48",
        Money(60000),
        pack="70 g x 48",
        aliases=("maggi masala",),
    ),
    Product("STAR", "Cadbury 5 Star 40 g", Money(2000), pack="40 g"),
    Product("SUGAR-1", "Madhur Sugar 1 kg", Money(5000), pack="1 kg"),
    Product("PENCIL", "12 Pencils Small Tube Skull", Money(6500)),
]
WEIGHTS = Weights.from_products(SHELF)


def everything(_words: str) -> Sequence[Product]:
    return SHELF


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("20 maggi 70g, 10kg sugar", ["20 maggi 70g", "10kg sugar"]),
        ("- 5 lux\n• 6 dove\n3) 7 rin", ["5 lux", "6 dove", "7 rin"]),
        ("bhaiya ye bhej do\n5 lux aur 2 dove", ["5 lux", "2 dove"]),
        ("[19/11/26, 8:02 am] Gupta Stores: 5 lux\n6 dove", ["5 lux", "6 dove"]),
        ("12 head and shoulders", ["12 head and shoulders"]),
        ("5 lux and 6 dove", ["5 lux", "6 dove"]),
        ("dove 70g and 2 doz lux", ["dove 70g", "2 doz lux"]),
        ("10 kg sugar and the lux I had last time", ["10 kg sugar", "the lux I had last time"]),
        ("5 head and shoulders 340 ml", ["5 head and shoulders 340 ml"]),
        ("1,250 match boxes", ["1,250 match boxes"]),
        ("20 maggi 10 parle biscuits 5 dove soap", ["20 maggi", "10 parle biscuits", "5 dove soap"]),
        ("-3 maggi", ["-3 maggi"]),
        ("thank you", []),
        # What belongs together stays so, what is only talk goes.
        ("kinley soda 750 ml, 24 bottle carton - 2", ["kinley soda 750 ml 24 bottle carton - 2"]),
        ("agarbatti 25 g, 1 dozen", ["agarbatti 25 g 1 dozen"]),
        ("maggi 70g 12, 140g 6", ["maggi 70g 12", "maggi 140g 6"]),
        ("ragi 500g (whole, not flour) 4, dove 2", ["ragi 500g (whole not flour) 4", "dove 2"]),
        ("lux 40g 24 / dove 66g 12", ["lux 40g 24", "dove 66g 12"]),
        ("lux 5, rin half kg 5. Thanks", ["lux 5", "rin half kg 5"]),
        ("lux 5, rin 48. cash on delivery pls", ["lux 5", "rin 48"]),
        ("Too Yumm! Stix 28g 4, dove 2", ["Too Yumm! Stix 28g 4", "dove 2"]),
        ("Hi! Can you send 6 lux, dove 2 by evening? thx", ["6 lux", "dove 2"]),
        ("👉 lux 3\n👉 rin 1\nOk bhai, total bata dena", ["lux 3", "rin 1"]),
        ("Weekly order - Gupta Stores, call 98xxxxxx10\nlux 5\nrin 6", ["lux 5", "rin 6"]),
        ("lux 100g (6)\nrin 2", ["lux 100g (6)", "rin 2"]),
        ("(1) lux 5 (2) rin 2", ["lux 5", "rin 2"]),
        ("ok ok. 12 parle gold 1 kg", ["12 parle gold 1 kg"]),
        ("hold on, add 2 lux", ["add 2 lux"]),
        ("ye bhej dena kal tak:\nlux 5", ["lux 5"]),
        ("[12/03, 9:14 am] Ram: good morning\n[12/03, 9:15 am] Ram: lux - 2 nos", ["lux - 2 nos"]),
        (
            "1 colin 250ml - 4\n2 chole masala - 10\n3 rin - 6",
            ["colin 250ml - 4", "chole masala - 10", "rin - 6"],
        ),
        ("1 lux\n2 dove\n3 rin", ["1 lux", "2 dove", "3 rin"]),
        ("poha 30kg -1, lux 5", ["poha 30kg - 1", "lux 5"]),
        (
            "ghee 1 ltr teen\nchini 5kg do\nnamkeen barah\ntel bees",
            ["ghee 1 ltr teen", "chini 5kg 2", "namkeen barah", "tel bees"],
        ),
        ("chini 5kg do", ["chini 5kg do"]),
    ],
)
def test_a_list_is_taken_apart(text: str, wanted: list[str]) -> None:
    assert pieces(text) == wanted


def test_a_single_wish_is_no_list() -> None:
    assert not is_list("20 maggi 70g")
    assert is_list("20 maggi, 10 dove")


@pytest.mark.parametrize(
    ("text", "sku", "quantity"),
    [
        ("20 maggi masala 70g", "MAGGI-70", 20),
        ("2 doz magi masala 140 gm", "MAGGI-140", 24),
        ("3 ctn maggi masala 70g", "MAGGI-70-CASE", 3),
        ("10 5 star", "STAR", 10),
        ("24 12 pencils small tube skull", "PENCIL", 24),
        ("12 pencils small tube skull", "PENCIL", 1),
        ("madhur sugar 1 kilo x 5", "SUGAR-1", 5),
        ("maggi masala 70g 48 wali peti 2", "MAGGI-70-CASE", 2),
        ("maggi masala 70g carton of 48 - 1", "MAGGI-70-CASE", 1),
        ("maggi masala 140g - 2 case (24 pkt per case)", "MAGGI-140", 48),
        ("maggi masala 50 noodles 70g", "MAGGI-70", 50),
        ("maggi masala 70g (6)", "MAGGI-70", 6),
    ],
)
def test_a_wish_is_matched_with_its_pack_and_quantity(text: str, sku: str, quantity: int) -> None:
    found = match(text, everything, WEIGHTS).sure
    assert found is not None
    assert (found.product.sku, found.quantity) == (sku, Fraction(quantity))


def test_what_could_be_two_things_is_asked() -> None:
    found = match("20 maggi", everything, WEIGHTS)
    assert found.sure is None
    assert {"MAGGI-70", "MAGGI-140"} <= {c.product.sku for c in found.asked}


def test_what_was_bought_before_settles_it() -> None:
    found = match("20 maggi masala noodles", everything, WEIGHTS, usual=["MAGGI-140"])
    assert (found.sure or found.asked[0]).product.sku == "MAGGI-140"


def test_what_is_not_there_is_said_to_be_so() -> None:
    found = match("3 xyzzy", everything, WEIGHTS)
    assert (found.sure, found.asked) == (None, ())


@given(st.text(max_size=200))
def test_no_text_makes_a_list_fail(text: str) -> None:
    for piece in pieces(text):
        match(piece, everything, WEIGHTS)


def test_the_proper_name_comes_before_what_is_only_also_called_so() -> None:
    sugars = [
        Product("BURA", "Loose Bura 1 kg", Money(6470), pack="1 kg", aliases=("sugar", "chini"), stock=9),
        Product("KHAND", "Loose Khandsari 1 kg", Money(6520), pack="1 kg", aliases=("sugar",), stock=9),
        Product(
            "M1", "Madhur Pure Hygienic Sugar 1 kg", Money(6035), pack="1 kg", aliases=("chini",), stock=9
        ),
        Product(
            "M5", "Madhur Pure Hygienic Sugar 5 kg", Money(28900), pack="5 kg", aliases=("chini",), stock=9
        ),
        Product("U1", "Uttam White Sugar 1 kg", Money(6305), pack="1 kg", aliases=("chini",), stock=0),
        Product("SALT", "Tata Iodised Salt 1 kg", Money(2745), pack="1 kg", aliases=("namak",), stock=9),
        Product("ROCK", "Loose Sendha Namak 1 kg", Money(4390), pack="1 kg", stock=9),
        Product("FREE", "Puro Salt 1 kg", Money(9000), pack="1 kg", aliases=("namak",), stock=9),
    ]
    weights = Weights.from_products(sugars)
    found = match("10 kg sugar", lambda _words: sugars, weights)
    assert [(c.product.sku, c.quantity) for c in found.asked] == [("M5", 2), ("M1", 10), ("U1", 10)]
    assert match("5 namak", lambda _words: sugars, weights).asked[0].product.sku == "SALT"


def test_an_unknown_word_beside_a_known_one_is_asked_about_not_dropped() -> None:
    found = match("4 glorbax sugar 1kg", everything, WEIGHTS)
    assert found.sure is None
    assert [c.product.sku for c in found.asked] == ["SUGAR-1"]


def test_who_is_sure_at_once_looks_no_further() -> None:
    asked: list[str] = []

    def propose(words: str) -> Sequence[Product]:
        asked.append(words)
        return SHELF

    assert match("20 maggi masala 70g", propose, WEIGHTS).sure
    assert len(asked) == 1
    match("20 maggi", propose, WEIGHTS)
    assert len(asked) > 2


def test_what_nothing_is_like_is_asked_for_once_more_only_where_a_size_may_hide_its_name() -> None:
    asked: list[Sequence[str]] = []

    def propose(words: Sequence[str]) -> Sequence[Sequence[Product]]:
        asked.append(words)
        return [SHELF for _ in words]

    found = match_all(["3 xyzzy", "xyzzy 1kg - 3", "20 maggi masala 70g", "3 xyzzy"], propose, WEIGHTS)
    assert [bool(one.sure or one.asked) for one in found] == [False, False, True, False]
    assert asked == [["xyzzy", "xyzzy 1 kg", "maggi masala 70 g"], ["xyzzy"]]


@pytest.mark.parametrize(
    "typed",
    ["a 1\n" * 3100, "1 soap and " * 1130, "soap. " * 2080, "a1," * 4100, "5kg," * 3100, "7 " * 6200],
)
def test_a_list_of_nothing_but_small_things_is_read_no_further_than_it_may_be_long(typed: str) -> None:
    assert len(pieces(typed)) <= MOST_LINES + 1


def test_joined_wishes_are_taken_apart_however_many() -> None:
    assert pieces("1 soap and " * 140 + "2 oil") == [*["1 soap"] * 140, "2 oil"]


def test_a_sentence_around_a_list_is_cut_off_at_both_ends() -> None:
    assert pieces("Hello bhaiya. Soap 5\n Oil 2. Thank you. Regards.") == ["Soap 5", "Oil 2"]


def test_of_a_wish_without_end_the_beginning_is_read() -> None:
    wanted = parse_wanted("12 soap " + "7 " * 6000)

    assert wanted.words.startswith("soap")
    assert len(wanted.words) < LONGEST_WISH


@pytest.mark.parametrize("said", ["maggi 70g x5", "maggi 70g - 5", "maggi 70g qty5", "maggi 70g = 5 pcs"])
def test_a_number_behind_is_how_many(said: str) -> None:
    found = match(said, lambda words: SHELF, WEIGHTS)

    assert found.sure
    assert (found.sure.product.sku, found.sure.quantity) == ("MAGGI-70", 5)
