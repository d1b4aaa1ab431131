"""Masking between buyer and seller: contacts go, prices and packs stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.sellers.masking import as_question, relayed


@pytest.mark.parametrize(
    ("words", "shown", "flags"),
    [
        ("call 98765 43210 now", "call [number hidden] now", ("contact",)),
        ("+91-98765-43210", "[number hidden]", ("contact",)),
        ("call9876543210", "call[number hidden]", ("contact",)),
        ("98765 43210ok", "[number hidden]ok", ("contact",)),
        ("9.8.7.6.5.4.3.2.1.0", "[number hidden]", ("contact",)),
        ("nine eight seven six five four three two one zero", "[number hidden]", ("contact",)),
        ("write to a.b@shop.in", "write to [contact hidden]", ("contact",)),
        ("upi raju@okaxis", "upi [contact hidden]", ("contact",)),
        ("see www.shop.example/x", "see [link hidden]", ("link",)),
        ("wa.me/919876543210", "[link hidden]", ("link",)),
        ("98765\u200b43210 ok", "[number hidden] ok", ("contact",)),
        ("98*76*54*32*10", "[number hidden]", ("contact",)),
        ("\u2468\u2467\u2466\u2465\u2464\u2463\u2462\u2461\u2460\u24ea", "[number hidden]", ("contact",)),
        ("\u277e\u277d\u277c\u277b\u277a\u2779\u2778\u2777\u2776\u24ff", "[number hidden]", ("contact",)),
        ("".join(f"{d}\ufe0f\u20e3" for d in "9876543210") + " hi", "[number hidden] hi", ("contact",)),
        ("\uff19\uff18\uff17\uff16\uff15 43210", "[number hidden]", ("contact",)),
        ("9\u03368765\u033643210", "[number hidden]", ("contact",)),
        ("mail raju at gmail dot com", "mail [contact hidden]", ("contact",)),
        ("raju gmail dot com", "[contact hidden]", ("contact",)),
        ("raju@gmail dot com", "[contact hidden]", ("contact",)),
        ("see rajutraders dot com", "see [link hidden]", ("link",)),
        ("ca\u200dll me", "ca\u200dll me", ("off_platform",)),
        ("pay me directly, no fee", "pay me directly, no fee", ("off_platform",)),
        ("you idiot", "you idiot", ("abuse",)),
    ],
)
def test_what_leads_around_the_shop_is_masked_or_flagged(
    words: str, shown: str, flags: tuple[str, ...]
) -> None:
    assert (relayed(words).shown, relayed(words).flags) == (shown, flags)


@pytest.mark.parametrize(
    "words",
    [
        "Is it 8 mm, 1 kg at Rs 2,400?",
        "need 250 pieces by 26.01.2026",
        "HSN 09083120, 12 x 500 g",
        "batch 2026/11 expires 11-2027",
        "10 20 30 40 kg bags?",
        "12*18*24 inch, 500*2",
        "polka dot in red, or dot com style?",
        "क्या यह शुद्ध है? ① और ②",
    ],
)
def test_quantities_prices_and_dates_pass(words: str) -> None:
    assert relayed(words).shown == words
    assert relayed(words).flags == ()


@given(st.text(alphabet=" .-()+", max_size=2), st.integers(6_000_000_000, 9_999_999_999))
def test_no_mobile_number_gets_through(gap: str, number: int) -> None:
    digits = gap.join(str(number))
    assert str(number)[:6] not in relayed(f"mera no {digits} hai").shown.replace(gap, "")


@pytest.mark.parametrize(
    ("asked", "published"),
    [
        (
            "ask the seller if the carton is recyclable, my number is [number hidden]",
            "The carton is recyclable",
        ),
        ("seller se pucho ki organic hai kya", "Organic hai kya"),
        ("is it 8 mm? ring [number hidden]", "Is it 8 mm?"),
        ("[number hidden]", "[number hidden]"),
    ],
)
def test_a_published_question_stands_without_the_way_it_was_asked(asked: str, published: str) -> None:
    assert as_question(asked) == published
