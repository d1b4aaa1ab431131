"""Words made ready for the encoder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.components.devanagari import latin
from bot.components.spelling import Spelling
from bot.components.wishes import cuts, wishes
from bot.components.wording import glossed, plain_words, read_glossary


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("mujhe namak chahiye", "to me salt want"),
        ("is it available", "is it available"),
        ("Cancel purchase {{Order Number}}", "cancel purchase order number"),
        ("order 73612", "order 70000"),
        ("20 maggi", "7 maggi noodles"),
        ("heyyyy", "heyy"),
        ("मुझे नमक चाहिए", "to me salt want"),
    ],
)
def test_hindi_and_numbers_become_what_the_encoder_knows(typed: str, read: str) -> None:
    assert glossed(typed) == read


def test_the_longest_entry_wins() -> None:
    found = read_glossary(["# a comment", "", "kitne = how much", "kitne din, kitne dino = how many days"])
    assert found == {
        ("kitne",): "how much",
        ("kitne", "din"): "how many days",
        ("kitne", "dino"): "how many days",
    }


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("मुझे 5 किलो चीनी चाहिए", "mujhe 5 kilo chini chahiye"),
        ("सरसों का तेल २ लीटर", "sarson ka tel 2 litre"),
        ("तीन पैकेट मैगी, दूध और दही", "teen packet maggi, doodh aur dahi"),
        ("पैसा वापस कब आएगा", "paisa wapas kab aaega"),
        ("अगरबत्ती और गुड़", "agarbatti aur gud"),
        ("ज़रूर", "zarur"),
        ("काजू-बादाम 1kg", "kaju-badam 1kg"),
        ("maggi 20", "maggi 20"),
    ],
)
def test_hindi_in_its_own_letters_is_spelt_as_people_type_it(written: str, typed: str) -> None:
    assert latin(written) == typed
    assert latin(typed) == typed


@given(st.text(st.characters(min_codepoint=0x900, max_codepoint=0x97F) | st.characters(), max_size=60))
def test_no_devanagari_stays_behind(text: str) -> None:
    assert not [c for c in latin(text) if "\u0900" <= c <= "\u097f"]


SPELLING = Spelling(
    [["show", "my", "order"]] * 9 + [["order", "ordr"]] + [["cart", "delivery", "payment", "failed"]] * 2,
    ["namak", "yes"],
    ["card", "car"],
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("shwo", "show"),
        ("crt", "cart"),
        ("paymment", "payment"),
        ("paymnet", "payment"),
        ("faled", "failed"),
        ("paaymennt", "payment"),
        ("edllivery", "delivery"),
        ("ordr", "order"),  # though it stands in an example
        ("nmak", "namak"),
        ("yse", "yes"),
        ("card", "card"),  # a word of English, whatever it is like
        ("yet", "yet"),  # three letters are too few to change one
        ("quinoa", "quinoa"),
        ("123", "123"),
    ],
)
def test_a_slip_is_put_right_and_no_word_is_changed(typed: str, meant: str) -> None:
    assert SPELLING.right(typed) == meant


@given(st.text())
def test_no_text_whatsoever_fails(text: str) -> None:
    assert isinstance(glossed(text), str)
    assert isinstance(plain_words(text), str)
    assert isinstance(SPELLING.right(text), str)
    assert isinstance(cuts(text), list)


SURE = {
    "add 5": "add_to_cart",
    "show my cart": "view_cart",
    "hello": "greet",
    "where is my order": "track_order",
    "5 salt": "add_to_cart",
    "2 oil": "add_to_cart",
}


def rank(texts: list[str]) -> list[list[tuple[str, float]]]:
    """Knows the texts above, and is sure of nothing else."""
    return [[(SURE[t], 0.9) if t in SURE else ("out_of_scope", 0.1)] for t in texts]


@pytest.mark.parametrize(
    ("text", "whole", "found"),
    [
        (
            "add 5 and show my cart",
            "add_to_cart",
            [("add_to_cart", "add 5"), ("view_cart", "show my cart")],
        ),
        ("hello, where is my order", "greet", [("track_order", "where is my order")]),
        ("5 salt and 2 oil", "add_to_cart", None),
        ("salt and pepper", "search_product", None),
    ],
)
def test_two_wishes_are_found_only_where_there_are_two(
    text: str, whole: str, found: list[tuple[str, str]] | None
) -> None:
    assert wishes(text, [(whole, 0.6)], rank) == found
