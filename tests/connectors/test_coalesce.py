"""A turn's replies as few messages, in order, with nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from chat.reply import Option, Reply, choice, text
from connectors.coalesce import together
from tests.connectors.replies import anything


def test_words_go_in_front_of_what_has_buttons() -> None:
    ((count, said),) = together(
        [text("Added."), text("Anything else?"), choice("Pick", Option("A", tap="a"))]
    )
    assert count == 3
    assert said.lead == "Added.\n\nAnything else?\n\nPick"
    assert said.options == (Option("A", tap="a"),)


def test_nothing_moves_past_a_button_or_another_speaker() -> None:
    said = [choice("Pick", Option("A", tap="a")), text("And?"), text("Agent here", "agent")]
    assert [count for count, _ in together(said)] == [1, 1, 1]


def test_long_words_stay_apart() -> None:
    assert len(together([text("x" * 800), text("y" * 800)])) == 2


@given(st.lists(anything, max_size=6))
def test_nothing_is_lost(replies: list[Reply]) -> None:
    groups = together(replies)
    assert sum(count for count, _ in groups) == len(replies)
    whole = "".join(said.text for _, said in groups)
    assert all(reply.text in whole for reply in replies)
