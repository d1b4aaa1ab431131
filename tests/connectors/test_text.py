"""Cutting text: nothing lost, nothing over the limit, no two titles equal."""

from hypothesis import given
from hypothesis import strategies as st

from connectors.text import as_table, distinct, length, shorten, split

words = st.text(st.sampled_from("ab आटाक्षि😀👩\u200d🌾é . ! \n,1"), max_size=400)


@given(words, st.integers(8, 60))
def test_split_loses_nothing_and_stays_within(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert all(0 < length(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_split_cuts_at_a_sentence() -> None:
    assert split("One thing here. Another thing there.", 20) == ["One thing here.", "Another thing there."]


def test_split_keeps_a_sign_whole() -> None:
    assert split("aaaक्षि", 5)[0] in ("aaa", "aaaक्")
    assert split("aaa👩\u200d🌾", 6)[0] == "aaa"


@given(words, st.integers(4, 60))
def test_shorten_is_one_line_within(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert length(short) <= limit
    assert "\n" not in short


@given(st.lists(words, max_size=30), st.integers(12, 40))
def test_distinct_titles_stay_distinct(titles: list[str], limit: int) -> None:
    shown = distinct(titles, limit)
    assert len(shown) == len(titles)
    assert len({title.casefold() for title in shown}) == len(shown)
    assert all(0 < length(title) <= limit for title in shown)


def test_distinct_keeps_the_pack_that_tells_two_apart() -> None:
    shown = distinct(["Maggi Masala Noodles Family Pack 70g", "Maggi Masala Noodles Family Pack 280g"], 24)
    assert shown[1].endswith("280g")


def test_table_puts_figures_to_the_right() -> None:
    assert as_table([("Rice", "10.00"), ("A very long name indeed", "5.00")], 16) == [
        "Rice       10.00",
        "A very long name indeed",
        "            5.00",
    ]
